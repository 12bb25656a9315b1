//! Where the values of settings come from.

use super::Setting;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What decides a setting's value.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// Nobody: it is as it comes.
    #[default]
    Default,
    /// `pinhole.toml`.
    File,
    /// A variable of the environment, or of `.env`.
    Environment,
    /// An administrator, while the program ran.
    Administrator,
}

/// Where the value of a setting comes from.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingSource {
    pub source: Source,
    /// The variable of the environment that sets it, if one does.
    pub variable: Option<String>,
    /// Whether that variable alone can change it. Limits can be changed all the same, until the program starts again.
    pub fixed: bool,
    /// What it is if nobody says otherwise, as it is written in the configuration.
    pub default: String,
}

/// Where the value of every setting comes from.
pub type Sources = BTreeMap<Setting, SettingSource>;
