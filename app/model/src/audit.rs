//! What is written down of what happened, so that whoever looks after the gallery can see it later. No secret is ever in it.

use crate::{AccountId, KeyScope, Role, Setting};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Something that happened.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum AuditEvent {
    SignedIn,
    /// With a wrong password, or to a disabled account.
    SignInFailed,
    AccountMade {
        role: Role,
        /// Whether somebody had invited them.
        invited: bool,
    },
    /// A new username or email address.
    AccountRenamed {
        /// The username before.
        from: String,
    },
    PasswordChanged,
    RoleChanged {
        to: Role,
    },
    AccountDisabled,
    AccountEnabled,
    QuotaChanged {
        /// In bytes; none for as much as everybody's.
        to: Option<u64>,
    },
    /// On every device.
    SignedOutEverywhere,
    SignInLinkMade,
    AccountDeleted {
        /// How many photos went with it.
        photos: u64,
    },
    /// For good.
    PhotosDeleted {
        photos: u64,
    },
    SettingChanged {
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        setting: Setting,
        from: String,
        to: String,
    },
    KeyMade {
        name: String,
        scopes: Vec<KeyScope>,
    },
    KeyWithdrawn {
        name: String,
    },
    InvitationMade {
        /// Whom it is for, as its maker says.
        note: String,
    },
    InvitationWithdrawn {
        note: String,
    },
}

/// What events are about.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AuditTopic {
    /// Coming in, and failing to.
    Signing,
    /// Accounts, and what they may.
    People,
    /// Photos that were deleted for good.
    Photos,
    Settings,
    /// API keys.
    Keys,
}

impl AuditTopic {
    pub const ALL: [Self; 5] = [Self::Signing, Self::People, Self::Photos, Self::Settings, Self::Keys];

    /// Its name in the API and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Signing => "signing",
            Self::People => "people",
            Self::Photos => "photos",
            Self::Settings => "settings",
            Self::Keys => "keys",
        }
    }
}

impl AuditEvent {
    /// What it is about.
    pub const fn topic(&self) -> AuditTopic {
        match self {
            Self::SignedIn | Self::SignInFailed | Self::SignedOutEverywhere | Self::SignInLinkMade | Self::PasswordChanged => {
                AuditTopic::Signing
            }
            Self::AccountMade { .. }
            | Self::AccountRenamed { .. }
            | Self::RoleChanged { .. }
            | Self::AccountDisabled
            | Self::AccountEnabled
            | Self::QuotaChanged { .. }
            | Self::AccountDeleted { .. }
            | Self::InvitationMade { .. }
            | Self::InvitationWithdrawn { .. } => AuditTopic::People,
            Self::PhotosDeleted { .. } => AuditTopic::Photos,
            Self::SettingChanged { .. } => AuditTopic::Settings,
            Self::KeyMade { .. } | Self::KeyWithdrawn { .. } => AuditTopic::Keys,
        }
    }
}

/// Somebody, as they were called when it happened. They may be gone.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub id: AccountId,
    pub username: String,
}

/// One line of the audit log, for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLine {
    pub at: DateTime<Utc>,
    /// What happened, as one tells it.
    pub what: String,
    /// Where it came from.
    pub from: String,
}

/// One line of the audit log, for programs.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// Its place in the log: what happened later has a higher one.
    pub number: i64,
    /// When; of what happened several times, the last time.
    pub at: DateTime<Utc>,
    /// How many times within the hour.
    pub times: u32,
    #[serde(flatten)]
    pub event: AuditEvent,
    /// Who did it; none for a stranger, and for what was done on the command line or by the program itself.
    pub actor: Option<Named>,
    /// To whom; none when it is about nobody.
    pub subject: Option<Named>,
    /// The address it came from; none for the command line. Of IPv6 the network that one customer has.
    pub address: Option<String>,
}
