//! What an administrator may change while the program runs, and how it is written.

mod change;
mod limits;
mod name;
mod source;

use crate::{Field, FieldError, FileType, Flaw, exact_size, file_type::parse_types, parse_size};
pub use change::{LimitsChange, SettingsChange};
pub use limits::{Class, LimitSettings, parse_limit};
pub use name::{Setting, UnknownSetting};
use serde::{Deserialize, Serialize};
pub use source::{SettingSource, Source, Sources};

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
            Setting::Limit(class) => limits::words(self.limits.of(class)),
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

/// The settings as they are now.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SettingsNow {
    #[serde(flatten)]
    pub settings: Settings,
    /// Where each value comes from, by the setting's name; that of a limit is `limits.upload` and the like.
    #[cfg_attr(feature = "openapi", schema(value_type = std::collections::BTreeMap<String, SettingSource>))]
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
