//! People: their names, their role, their devices.

use crate::{AccountId, Field, FieldError, Flaw, SessionId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What an account may do.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    #[default]
    Member,
    Admin,
}

impl Role {
    /// Its name in the API and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Admin => "admin",
        }
    }
}

/// Who is signed in, as far as every page needs to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    pub username: String,
    pub role: Role,
}

/// A person's account, as they may see it themselves.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    pub id: AccountId,
    pub username: String,
    pub email: String,
    pub role: Role,
    pub created_at: DateTime<Utc>,
    /// How many photos are kept, the trash included.
    pub photos: u64,
    /// How many of them lie in the trash.
    #[serde(default)]
    pub trashed: u64,
    /// How many bytes their originals take, the trash included.
    pub bytes: u64,
    /// How many bytes they may take; none for no limit.
    pub quota: Option<u64>,
}

/// What may be changed about an account. A field left out stays as it is.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AccountChange {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(pattern = "^[A-Za-z0-9_.-]{2,32}$"))]
    pub username: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "robin@harbour.example", format = "email", max_length = 254))]
    pub email: Option<String>,
}

/// One signed-in device.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    pub id: SessionId,
    /// What it called itself when it signed in, such as `Firefox on Android`.
    pub name: String,
    pub signed_in_at: DateTime<Utc>,
    pub last_seen_at: DateTime<Utc>,
    /// Whether it is the one asking.
    pub current: bool,
}

/// A name to sign in with: 2–32 of letters, digits, `_`, `.` and `-`. Unique without regard to case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Username(String);

impl Username {
    pub const MIN: usize = 2;
    pub const MAX: usize = 32;

    /// Read a username, without the spaces around it.
    ///
    /// Errors: a [`FieldError`] that says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        let text = text.trim();
        let wrong = |flaw| FieldError { field: Field::Username, flaw };
        match text.chars().count() {
            0 => Err(wrong(Flaw::Empty)),
            n if n < Self::MIN => Err(wrong(Flaw::TooShort { min: Self::MIN })),
            n if n > Self::MAX => Err(wrong(Flaw::TooLong { max: Self::MAX })),
            _ if text.chars().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c)) => Ok(Self(text.to_owned())),
            _ => Err(wrong(Flaw::Characters)),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which two usernames are compared.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

/// An email address. Unique without regard to case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// The longest an address may be (RFC 5321), in bytes.
    pub const MAX: usize = 254;

    /// Read an address, without the spaces around it. Only its shape is checked: something on both sides of one `@`, no spaces.
    ///
    /// Errors: a [`FieldError`] that says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        let text = text.trim();
        let wrong = |flaw| FieldError { field: Field::Email, flaw };
        if text.is_empty() {
            return Err(wrong(Flaw::Empty));
        }
        if text.len() > Self::MAX {
            return Err(wrong(Flaw::TooLong { max: Self::MAX }));
        }
        let plausible = text.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && !domain.is_empty() && !domain.contains('@') && !domain.starts_with('.') && !domain.ends_with('.')
        });
        if !plausible || text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(wrong(Flaw::NotAnAddress));
        }
        Ok(Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which two addresses are compared.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}
