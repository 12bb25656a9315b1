//! People, as whoever looks after the gallery sees them.

use crate::{AccountId, Role, number};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Whether an account can be used.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AccountState {
    Active,
    /// Nobody can come in with it; its photos stay.
    Disabled,
}

/// By what people are sorted.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PeopleOrder {
    /// The newest first.
    #[default]
    Newest,
    /// By username.
    Name,
    /// Those with the most bytes first.
    Size,
}

/// What must be typed to delete everybody but oneself.
pub const DELETE_EVERYBODY: &str = "delete all users";

impl PeopleOrder {
    pub const ALL: [Self; 3] = [Self::Newest, Self::Name, Self::Size];

    /// Its name in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Name => "name",
            Self::Size => "size",
        }
    }
}

/// One person.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: AccountId,
    pub username: String,
    pub email: String,
    pub role: Role,
    pub state: AccountState,
    /// How many photos are kept, the trash included.
    pub photos: u64,
    /// How many bytes their originals take, the trash included.
    pub bytes: u64,
    /// How many bytes they may take; none for as much as everybody's.
    pub quota: Option<u64>,
    pub created_at: DateTime<Utc>,
    /// When one of their devices was last there; none if none is signed in.
    pub last_seen_at: Option<DateTime<Utc>>,
}

/// What may be changed about a person. A field left out stays as it is.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(example = json!({ "disabled": false })))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PersonChange {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disabled: Option<bool>,
    /// In bytes; null for as much as everybody's.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "number::whole_or_null")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<u64>, maximum = 9_007_199_254_740_991_u64))]
    pub quota: Option<Quota>,
}

/// How much photos may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Option<u64>", into = "Option<u64>")]
pub enum Quota {
    /// As much as everybody's, or of everybody's: without a limit.
    Usual,
    /// So many bytes.
    Bytes(u64),
}

impl Quota {
    /// The largest one, in bytes: as large as numbers in JSON are exact (RFC 8259 §6).
    pub const MAX: u64 = (1 << 53) - 1;
}

impl From<Option<u64>> for Quota {
    fn from(bytes: Option<u64>) -> Self {
        bytes.map_or(Self::Usual, Self::Bytes)
    }
}

impl From<Quota> for Option<u64> {
    fn from(quota: Quota) -> Self {
        match quota {
            Quota::Usual => None,
            Quota::Bytes(bytes) => Some(bytes),
        }
    }
}
