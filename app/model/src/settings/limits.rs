//! How often what may be done, as it is set.

use crate::{Limit, LimitError};
use serde::{Serialize, Serializer};

/// What is limited together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Everything that is nothing else.
    Default,
    /// New accounts and failed sign-ins.
    Auth,
    Upload,
    /// The bytes of photos, and pages that everybody may see.
    Read,
}

impl Class {
    pub const ALL: [Self; 4] = [Self::Default, Self::Auth, Self::Upload, Self::Read];

    /// Its name in headers and settings.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Auth => "auth",
            Self::Upload => "upload",
            Self::Read => "read",
        }
    }
}

/// The limits that are set; none (written `off`) where a class is not limited.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LimitSettings {
    #[serde(serialize_with = "in_words")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "1200 per minute"))]
    pub default: Option<Limit>,
    #[serde(serialize_with = "in_words")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "10 per minute; 100 per hour"))]
    pub auth: Option<Limit>,
    #[serde(serialize_with = "in_words")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "600 per minute"))]
    pub upload: Option<Limit>,
    #[serde(serialize_with = "in_words")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "off"))]
    pub read: Option<Limit>,
}

pub(super) fn words(limit: Option<&Limit>) -> String {
    limit.map_or_else(|| "off".to_owned(), ToString::to_string)
}

#[expect(clippy::ref_option, reason = "serde hands it over like this")]
fn in_words<S: Serializer>(limit: &Option<Limit>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&words(limit.as_ref()))
}

impl LimitSettings {
    pub const fn of(&self, class: Class) -> Option<&Limit> {
        match class {
            Class::Default => self.default.as_ref(),
            Class::Auth => self.auth.as_ref(),
            Class::Upload => self.upload.as_ref(),
            Class::Read => self.read.as_ref(),
        }
    }

    pub(super) const fn of_mut(&mut self, class: Class) -> &mut Option<Limit> {
        match class {
            Class::Default => &mut self.default,
            Class::Auth => &mut self.auth,
            Class::Upload => &mut self.upload,
            Class::Read => &mut self.read,
        }
    }
}

/// `5 per minute`, or `off` (none).
///
/// Errors: the word that is wrong.
pub fn parse_limit(text: &str) -> Result<Option<Limit>, LimitError> {
    if text.trim().eq_ignore_ascii_case("off") { Ok(None) } else { text.parse().map(Some) }
}
