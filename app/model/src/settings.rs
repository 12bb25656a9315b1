//! What an administrator may change while the program runs: the settings, their notation, and where each one's value comes from.

use crate::{Field, FieldError, FileType, Flaw, Limit, LimitError, Quota, exact_size, number, parse_size};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::{collections::BTreeMap, fmt, str::FromStr};

const TB: u64 = 1_000_000_000_000;

/// Who may make an account, once there is one.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RegistrationPolicy {
    /// Everybody.
    #[default]
    Open,
    /// Whoever has an invitation.
    Invite,
    /// Nobody.
    Closed,
}

impl RegistrationPolicy {
    pub const ALL: [Self; 3] = [Self::Open, Self::Invite, Self::Closed];

    /// Its name in settings.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Invite => "invite",
            Self::Closed => "closed",
        }
    }
}

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

fn words(limit: Option<&Limit>) -> String {
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

    const fn of_mut(&mut self, class: Class) -> &mut Option<Limit> {
        match class {
            Class::Default => &mut self.default,
            Class::Auth => &mut self.auth,
            Class::Upload => &mut self.upload,
            Class::Read => &mut self.read,
        }
    }
}

/// Everything that an administrator may change while the program runs.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Settings {
    pub registration: RegistrationPolicy,
    pub limits: LimitSettings,
    /// Kinds of picture that are received. At least one.
    pub allowed_types: Vec<FileType>,
    /// The largest a file may be, in bytes.
    pub max_content_length: u64,
    /// How many bytes the photos of one account may take, unless it has a quota of its own; none for no limit.
    pub default_quota: Option<u64>,
    /// Days until the trash empties itself.
    pub trash_days: u32,
    /// Days for which is kept who did what.
    pub audit_days: u32,
}

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

    fn unfit(self) -> FieldError {
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

/// `5 per minute`, or `off` (none).
///
/// Errors: the word that is wrong.
pub fn parse_limit(text: &str) -> Result<Option<Limit>, LimitError> {
    if text.trim().eq_ignore_ascii_case("off") { Ok(None) } else { text.parse().map(Some) }
}

/// Names of types with commas between them.
///
/// Errors: the name that is no type; none when there is no name.
pub fn parse_types(text: &str) -> Result<Vec<FileType>, Option<String>> {
    let mut types = Vec::new();
    for name in text.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let file_type = name.parse().map_err(|_| Some(name.to_owned()))?;
        if !types.contains(&file_type) {
            types.push(file_type);
        }
    }
    if types.is_empty() { Err(None) } else { Ok(types) }
}

impl Settings {
    /// The largest that the largest file may be, in bytes.
    pub const CONTENT_LENGTH_MAX: u64 = TB;
    /// The largest quota that everybody can be given, in bytes.
    pub const DEFAULT_QUOTA_MAX: u64 = 1000 * TB;
    /// The most days for which anything is kept.
    pub const DAYS_MAX: u32 = 3650;

    /// The value of a setting, as it is written in the configuration.
    pub fn text(&self, setting: Setting) -> String {
        match setting {
            Setting::Registration => self.registration.as_str().to_owned(),
            Setting::Limit(class) => words(self.limits.of(class)),
            Setting::AllowedTypes => self.allowed_types.iter().map(|kind| kind.extension()).collect::<Vec<_>>().join(", "),
            Setting::MaxContentLength => exact_size(self.max_content_length),
            Setting::DefaultQuota => self.default_quota.map_or_else(|| "none".to_owned(), exact_size),
            Setting::TrashDays => self.trash_days.to_string(),
            Setting::AuditDays => self.audit_days.to_string(),
        }
    }

    /// Set one of them to what is written like in the configuration.
    ///
    /// Errors: what is wrong with it. Then nothing is changed.
    pub fn set(&mut self, setting: Setting, text: &str) -> Result<(), FieldError> {
        let text = text.trim();
        let unfit = || setting.unfit();
        match setting {
            Setting::Registration => {
                let known = RegistrationPolicy::ALL.into_iter().find(|policy| policy.as_str() == text.to_ascii_lowercase());
                self.registration = known.ok_or_else(unfit)?;
            }
            Setting::Limit(class) => {
                let limit = parse_limit(text).map_err(|error| FieldError { field: Field::Setting(setting), flaw: Flaw::NotALimit(error) });
                *self.limits.of_mut(class) = limit?;
            }
            Setting::AllowedTypes => self.allowed_types = parse_types(text).map_err(|_| unfit())?,
            Setting::MaxContentLength => {
                self.max_content_length =
                    parse_size(text).filter(|size| (1..=Self::CONTENT_LENGTH_MAX).contains(size)).ok_or_else(unfit)?;
            }
            Setting::DefaultQuota => {
                self.default_quota = match text {
                    "" | "none" => None,
                    size => Some(parse_size(size).filter(|size| (1..=Self::DEFAULT_QUOTA_MAX).contains(size)).ok_or_else(unfit)?),
                };
            }
            Setting::TrashDays => self.trash_days = days(text).ok_or_else(unfit)?,
            Setting::AuditDays => self.audit_days = days(text).ok_or_else(unfit)?,
        }
        Ok(())
    }

    /// These settings with changes, each as it is written in the configuration.
    ///
    /// Errors: everything that is wrong with them.
    pub fn with(&self, changes: &[(Setting, String)]) -> Result<Self, Vec<FieldError>> {
        let mut after = self.clone();
        let flaws: Vec<_> = changes.iter().filter_map(|(setting, text)| after.set(*setting, text).err()).collect();
        if flaws.is_empty() { Ok(after) } else { Err(flaws) }
    }
}

fn days(text: &str) -> Option<u32> {
    text.parse().ok().filter(|days| (1..=Settings::DAYS_MAX).contains(days))
}

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

/// The settings as they are now.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SettingsNow {
    #[serde(flatten)]
    pub settings: Settings,
    /// Where each value comes from, by the setting's name; that of a limit is `limits.upload` and the like.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, SettingSource>))]
    pub sources: Sources,
}

/// One setting as it is now, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingRow {
    pub setting: Setting,
    /// Its value, as it is written in the configuration.
    pub text: String,
    /// Whether it cannot be changed on the page.
    pub fixed: bool,
    /// What it is for, and where its value comes from.
    pub about: String,
}

#[cfg(test)]
mod tests {
    use super::{Class, LimitSettings, RegistrationPolicy, Setting, Settings, SettingsChange};
    use crate::FileType;
    use proptest::prelude::*;

    fn settings() -> Settings {
        Settings {
            registration: RegistrationPolicy::Open,
            limits: LimitSettings::default(),
            allowed_types: FileType::ALL.to_vec(),
            max_content_length: 50_000_000,
            default_quota: None,
            trash_days: 30,
            audit_days: 180,
        }
    }

    #[test]
    fn every_setting_is_read_as_it_is_written() {
        let written = [
            (Setting::Registration, "invite"),
            (Setting::Limit(Class::Upload), "5 per minute; 60 per hour"),
            (Setting::Limit(Class::Read), "off"),
            (Setting::AllowedTypes, "jpg, png"),
            (Setting::MaxContentLength, "25MiB"),
            (Setting::DefaultQuota, "20GB"),
            (Setting::DefaultQuota, "none"),
            (Setting::TrashDays, "7"),
            (Setting::AuditDays, "3650"),
        ];
        for (setting, text) in written {
            let mut settings = settings();
            settings.set(setting, text).expect("it fits");
            assert_eq!(settings.text(setting), text, "{setting}");
            assert_eq!(setting.as_str().parse::<Setting>().ok(), Some(setting));
        }
    }

    #[test]
    fn what_does_not_fit_is_named_and_changes_nothing() {
        for (setting, text, sentence) in [
            (Setting::Registration, "sometimes", "“New accounts” should be `open`, `invite` or `closed`."),
            (Setting::Limit(Class::Upload), "many per minute", "“Limit on uploads”: `many` is not a number from 1 to 1000000."),
            (Setting::AllowedTypes, "", "“Types of picture” should be some of jpg, jpeg, png, gif and webp, separated by commas."),
            (Setting::MaxContentLength, "2TB", "“Largest file” should be a size from 1 byte to 1TB, such as 25MB, 25MiB or 25000000."),
            (Setting::TrashDays, "0", "“Days in the trash” should be a number of days from 1 to 3650."),
        ] {
            let mut changed = settings();
            assert_eq!(changed.set(setting, text).expect_err("it does not fit").detail(), sentence);
            assert_eq!(changed, settings());
        }
    }

    #[test]
    fn a_change_names_all_that_is_wrong_with_it() {
        let change: SettingsChange =
            serde_json::from_str(r#"{"trash_days": 0, "limits": {"auth": "5 per fortnight"}, "registration": "closed"}"#)
                .expect("a change");
        let flaws = settings().with(&change.texts()).expect_err("two flaws");
        assert_eq!(flaws.iter().map(|flaw| flaw.field.to_string()).collect::<Vec<_>>(), ["limits.auth", "trash_days"]);
    }

    proptest! {
        #[test]
        fn sizes_are_written_exactly(bytes in 1..=Settings::CONTENT_LENGTH_MAX) {
            let mut settings = settings();
            settings.max_content_length = bytes;
            let text = settings.text(Setting::MaxContentLength);
            settings.set(Setting::MaxContentLength, &text).expect("it fits");
            prop_assert_eq!(settings.max_content_length, bytes);
        }
    }
}
