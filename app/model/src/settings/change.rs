//! What programs may change of the settings.

use super::{Class, RegistrationPolicy, Setting};
use crate::{FileType, Quota, number};
use serde::{Deserialize, Deserializer, Serialize, de::Error};

/// What may be changed of the settings. What is left out stays as it is.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(example = json!({ "trash_days": 30 })))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SettingsChange {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registration: Option<RegistrationPolicy>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "object")]
    pub limits: Option<LimitsChange>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_items = 1))]
    pub allowed_types: Option<Vec<FileType>>,
    /// In bytes.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "number::whole")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000_000_000_u64))]
    pub max_content_length: Option<u64>,
    /// In bytes; null for no limit.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "number::whole_or_null")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<u64>, minimum = 1, maximum = 1_000_000_000_000_000_u64))]
    pub default_quota: Option<Quota>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "number::whole")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 3650))]
    pub trash_days: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "number::whole")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 3650))]
    pub audit_days: Option<u64>,
}

/// An object. Serde would take an array too, by the order of its fields.
fn object<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<LimitsChange>, D::Error> {
    let limits = Option::<serde_json::Map<_, _>>::deserialize(deserializer)?;
    limits.map(|limits| serde_json::from_value(limits.into())).transpose().map_err(D::Error::custom)
}

/// What may be changed of the limits, each as `5 per minute`, `60 per hour; 200 per day` or `off`.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LimitsChange {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upload: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read: Option<String>,
}

impl SettingsChange {
    /// What is changed, as it is written in the configuration.
    pub fn texts(&self) -> Vec<(Setting, String)> {
        let limits = self.limits.clone().unwrap_or_default();
        let types = |types: &Vec<FileType>| types.iter().map(|kind| kind.extension()).collect::<Vec<_>>().join(",");
        let texts = [
            (Setting::Registration, self.registration.map(|policy| policy.as_str().to_owned())),
            (Setting::Limit(Class::Default), limits.default),
            (Setting::Limit(Class::Auth), limits.auth),
            (Setting::Limit(Class::Upload), limits.upload),
            (Setting::Limit(Class::Read), limits.read),
            (Setting::AllowedTypes, self.allowed_types.as_ref().map(types)),
            (Setting::MaxContentLength, self.max_content_length.map(|size| size.to_string())),
            (
                Setting::DefaultQuota,
                self.default_quota.map(|quota| Option::from(quota).map_or("none".to_owned(), |size: u64| size.to_string())),
            ),
            (Setting::TrashDays, self.trash_days.map(|days| days.to_string())),
            (Setting::AuditDays, self.audit_days.map(|days| days.to_string())),
        ];
        texts.into_iter().filter_map(|(setting, text)| Some((setting, text?))).collect()
    }
}
