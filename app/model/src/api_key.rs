//! API keys: with them programs come in instead of people.

use crate::{Field, FieldError, Flaw, KeyId, is_writable};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What the holder of a key may do in the name of its account. None includes another.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KeyScope {
    /// See the photos and the account.
    Read,
    /// Add photos.
    Upload,
    /// Change, delete and restore photos.
    Manage,
}

impl KeyScope {
    pub const ALL: [Self; 3] = [Self::Read, Self::Upload, Self::Manage];

    /// Its name in the API and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Upload => "upload",
            Self::Manage => "manage",
        }
    }
}

impl fmt::Display for KeyScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The error of naming a scope that does not exist.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is not a scope; choose read, upload or manage")]
pub struct UnknownKeyScope(String);

impl FromStr for KeyScope {
    type Err = UnknownKeyScope;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text).ok_or_else(|| UnknownKeyScope(text.to_owned()))
    }
}

/// An API key, as its owner sees it later.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiKey {
    pub id: KeyId,
    /// What it is for, as its owner says.
    pub name: String,
    pub scopes: Vec<KeyScope>,
    pub created_at: DateTime<Utc>,
    /// When it ends; none if it does not end by itself.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was last used, to the minute; none if it never was.
    pub last_used_at: Option<DateTime<Utc>>,
}

/// What a new API key is made from.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewApiKey {
    /// What it is for: 1–100 characters.
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "harbour webcam",
            max_length = 100,
            pattern = r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$"
        )
    )]
    pub name: String,
    /// At least one.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, example = json!(["upload"])))]
    pub scopes: Vec<KeyScope>,
    /// When it ends; left out if it does not end by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<DateTime<Utc>>,
}

impl NewApiKey {
    /// The longest a name may be, in characters.
    pub const NAME_MAX: usize = 100;

    /// The same without spaces around its name, and with each scope once.
    ///
    /// Errors: what is wrong with it at this moment.
    pub fn checked(self, now: DateTime<Utc>) -> Result<Self, Vec<FieldError>> {
        let Self { name, mut scopes, expires_at } = self;
        let name = name.trim().to_owned();
        let named = |field: &str, flaw| FieldError { field: Field::Named(field.to_owned()), flaw };
        let mut flaws = Vec::new();
        match name.chars().count() {
            0 => flaws.push(named("name", Flaw::Empty)),
            1..=Self::NAME_MAX if !name.chars().any(char::is_control) => {}
            1..=Self::NAME_MAX => flaws.push(named("name", Flaw::Expected("one line of text".to_owned()))),
            _ => flaws.push(named("name", Flaw::TooLong { max: Self::NAME_MAX })),
        }
        scopes.sort_unstable();
        scopes.dedup();
        if scopes.is_empty() {
            flaws.push(named("scopes", Flaw::Empty));
        }
        if expires_at.is_some_and(|end| end <= now || !is_writable(end)) {
            flaws.push(named("expires_at", Flaw::Expected("a moment that is still to come".to_owned())));
        }
        if flaws.is_empty() { Ok(Self { name, scopes, expires_at }) } else { Err(flaws) }
    }
}

/// A new API key with its secret, which is told this once.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Serialize, Deserialize)]
pub struct MadeApiKey {
    #[serde(flatten)]
    pub api_key: ApiKey,
    /// What a program presents as its bearer token.
    pub key: String,
}

// The secret stays out of logs.
impl fmt::Debug for MadeApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MadeApiKey").field("api_key", &self.api_key).finish_non_exhaustive()
    }
}
