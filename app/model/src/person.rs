//! People, as whoever looks after the gallery sees them.

use crate::{AccountId, Role};
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
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<u64>, maximum = 9_007_199_254_740_991_u64))]
    pub quota: Option<Quota>,
}

/// How much somebody's photos may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Option<u64>", into = "Option<u64>")]
pub enum Quota {
    /// As much as everybody's.
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

/// Tells null from what was left out. A whole number may be written with a fraction of zero, as in JSON Schema.
fn given<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Quota>, D::Error> {
    let Some(number) = Option::<serde_json::Number>::deserialize(deserializer)? else { return Ok(Some(Quota::Usual)) };
    let whole = |number: f64| (number >= 0.0 && number.fract() == 0.0).then(|| format!("{number:.0}").parse().ok()).flatten();
    let bytes = number.as_u64().or_else(|| number.as_f64().and_then(whole));
    bytes.map(Quota::Bytes).map(Some).ok_or_else(|| serde::de::Error::custom("invalid value, expected a whole number of bytes"))
}
