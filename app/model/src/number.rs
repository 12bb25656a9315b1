//! Numbers in JSON. A whole one may be written with a fraction of zero, as in JSON Schema.

use crate::Quota;
use serde::{Deserialize, Deserializer, de::Error};
use serde_json::Number;

/// A whole number. Null is none.
pub fn whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    Option::<Number>::deserialize(deserializer)?.map(read).transpose()
}

/// A number of bytes, or null: told from what was left out.
pub fn whole_or_null<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Quota>, D::Error> {
    whole(deserializer).map(Quota::from).map(Some)
}

fn read<E: Error>(number: Number) -> Result<u64, E> {
    let whole = |number: f64| (number >= 0.0 && number.fract() == 0.0).then(|| format!("{number:.0}").parse().ok()).flatten();
    number.as_u64().or_else(|| number.as_f64().and_then(whole)).ok_or_else(|| E::custom("invalid value, expected a whole number"))
}
