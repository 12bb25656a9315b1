//! What settings are called, and what they are for.

use super::Class;
use crate::{Field, FieldError, Flaw};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The name of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
pub enum Setting {
    Registration,
    Limit(Class),
    AllowedTypes,
    MaxContentLength,
    DefaultQuota,
    TrashDays,
    AuditDays,
}

/// The error of naming a setting that does not exist.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is not a setting that can be changed while the program runs")]
pub struct UnknownSetting(String);

impl Setting {
    /// Every setting, in the order in which people are told of them.
    pub const ALL: [Self; 10] = [
        Self::Registration,
        Self::Limit(Class::Default),
        Self::Limit(Class::Auth),
        Self::Limit(Class::Upload),
        Self::Limit(Class::Read),
        Self::AllowedTypes,
        Self::MaxContentLength,
        Self::DefaultQuota,
        Self::TrashDays,
        Self::AuditDays,
    ];

    /// Its name in the API and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::Limit(Class::Default) => "limits.default",
            Self::Limit(Class::Auth) => "limits.auth",
            Self::Limit(Class::Upload) => "limits.upload",
            Self::Limit(Class::Read) => "limits.read",
            Self::AllowedTypes => "allowed_types",
            Self::MaxContentLength => "max_content_length",
            Self::DefaultQuota => "default_quota",
            Self::TrashDays => "trash_days",
            Self::AuditDays => "audit_days",
        }
    }

    /// What it is called on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Registration => "New accounts",
            Self::Limit(Class::Default) => "General limit",
            Self::Limit(Class::Auth) => "Limit on sign-ins and new accounts",
            Self::Limit(Class::Upload) => "Limit on uploads",
            Self::Limit(Class::Read) => "Limit on seeing pictures",
            Self::AllowedTypes => "Types of picture",
            Self::MaxContentLength => "Largest file",
            Self::DefaultQuota => "Space for everybody",
            Self::TrashDays => "Days in the trash",
            Self::AuditDays => "Days in the audit log",
        }
    }

    /// What it is for, in one or two sentences.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Registration => {
                "Who can make an account: everybody (`open`), whoever has an invitation (`invite`), or nobody (`closed`). The first account can always be made."
            }
            Self::Limit(Class::Default) => {
                "How often one account, or one address where nobody is signed in, may ask for what the other limits do not name. A limit is a bucket that is refilled evenly over its period: `60 per hour` lets 60 through at once, then one a minute. `60 per hour; 200 per day` must both hold. `off` switches it off."
            }
            Self::Limit(Class::Auth) => {
                "How many accounts may be made and how many sign-ins may fail: from one address, from one address for one name, and ten times as many for one name from anywhere. Sign-ins that succeed do not count, nor do accounts that are made by invitation."
            }
            Self::Limit(Class::Upload) => "How many uploads one account may send. The pages' tray waits and goes on by itself.",
            Self::Limit(Class::Read) => {
                "How many pictures and public pages one account, or one address where nobody is signed in, may see."
            }
            Self::AllowedTypes => "The types of picture that can be uploaded. A file's type is told from its bytes, never from its name.",
            Self::MaxContentLength => "The largest file that can be uploaded.",
            Self::DefaultQuota => {
                "How much the photos of one account may take, the trash included, unless an administrator gave it a quota of its own. Only originals count."
            }
            Self::TrashDays => "How many days a deleted photo stays in the trash.",
            Self::AuditDays => "How many days it is kept who did what.",
        }
    }

    /// What a right value looks like; continues "expected …".
    pub const fn expects(self) -> &'static str {
        match self {
            Self::Registration => "`open`, `invite` or `closed`",
            Self::Limit(_) => "how often, such as `5 per minute` or `60 per hour; 200 per day`, or `off`",
            Self::AllowedTypes => "some of jpg, jpeg, png, gif and webp, separated by commas",
            Self::MaxContentLength => "a size from 1 byte to 1TB, such as 25MB, 25MiB or 25000000",
            Self::DefaultQuota => "a size from 1 byte to 1000TB, such as 20GB or 500MiB, or `none`",
            Self::TrashDays | Self::AuditDays => "a number of days from 1 to 3650",
        }
    }

    pub(super) fn unfit(self) -> FieldError {
        FieldError { field: Field::Setting(self), flaw: Flaw::Unfit }
    }
}

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Setting {
    type Err = UnknownSetting;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|setting| setting.as_str() == text).ok_or_else(|| UnknownSetting(text.to_owned()))
    }
}

impl From<Setting> for &'static str {
    fn from(setting: Setting) -> Self {
        setting.as_str()
    }
}

impl TryFrom<String> for Setting {
    type Error = UnknownSetting;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}
