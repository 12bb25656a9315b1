//! The fields of requests, and what can be wrong with them.

use crate::{LimitError, Setting};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A field of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Field {
    Username,
    Email,
    Password,
    CurrentPassword,
    SetupCode,
    Login,
    Title,
    Visibility,
    TakenAt,
    File,
    Cursor,
    Limit,
    Ids,
    /// How many there are, typed to confirm.
    Amount,
    /// A name or sentence, typed to confirm.
    Confirm,
    Quota,
    Note,
    Days,
    Setting(Setting),
    /// Any other one, by its name in the request.
    Named(String),
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Username => "username",
            Self::Email => "email",
            Self::Password => "password",
            Self::CurrentPassword => "current_password",
            Self::SetupCode => "setup_code",
            Self::Login => "login",
            Self::Title => "title",
            Self::Visibility => "visibility",
            Self::TakenAt => "taken_at",
            Self::File => "file",
            Self::Cursor => "cursor",
            Self::Limit => "limit",
            Self::Ids => "ids",
            Self::Amount => "amount",
            Self::Confirm => "confirm",
            Self::Quota => "quota",
            Self::Note => "note",
            Self::Days => "days",
            Self::Setting(setting) => setting.as_str(),
            Self::Named(name) => name,
        })
    }
}

impl FromStr for Field {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text {
            "username" => Self::Username,
            "email" => Self::Email,
            "password" => Self::Password,
            "current_password" => Self::CurrentPassword,
            "setup_code" => Self::SetupCode,
            "login" => Self::Login,
            "title" => Self::Title,
            "visibility" => Self::Visibility,
            "taken_at" => Self::TakenAt,
            "file" => Self::File,
            "cursor" => Self::Cursor,
            "limit" => Self::Limit,
            "ids" => Self::Ids,
            "amount" => Self::Amount,
            "confirm" => Self::Confirm,
            "quota" => Self::Quota,
            "note" => Self::Note,
            "days" => Self::Days,
            other => other.parse().map_or_else(|_| Self::Named(other.to_owned()), Self::Setting),
        })
    }
}

/// What can be wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Flaw {
    Empty,
    TooShort {
        min: usize,
    },
    TooLong {
        max: usize,
    },
    Characters,
    NotAnAddress,
    Common,
    ContainsUsername,
    Wrong,
    Unknown,
    Missing,
    Repeated,
    /// Not what the field is for.
    Unfit,
    NotALimit(LimitError),
    /// A value of the wrong kind, with what is expected.
    Expected(String),
}

impl Flaw {
    /// Its name for programs; it never changes.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooShort { .. } => "too_short",
            Self::TooLong { .. } => "too_long",
            Self::Characters => "characters",
            Self::NotAnAddress => "not_an_address",
            Self::Common => "common",
            Self::ContainsUsername => "contains_username",
            Self::Wrong => "wrong",
            Self::Unknown => "unknown_field",
            Self::Missing => "missing",
            Self::Repeated => "repeated",
            Self::Unfit | Self::NotALimit(_) | Self::Expected(_) => "expected",
        }
    }
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    pub field: Field,
    pub flaw: Flaw,
}

impl FieldError {
    /// The sentence for a person.
    pub fn detail(&self) -> String {
        let name = match &self.field {
            Field::Username => "The username",
            Field::Email => "The email address",
            Field::Password => "The password",
            Field::CurrentPassword => "The current password",
            Field::SetupCode => "The setup code",
            Field::Login => "The username or email address",
            Field::Title => "The title",
            Field::Visibility => "Who can see it",
            Field::TakenAt => "The date",
            Field::File => "The file",
            Field::Cursor => "The cursor",
            Field::Limit => "The limit",
            Field::Ids => "The list of ids",
            Field::Amount => "The number of photos",
            Field::Confirm => "What is typed to confirm it",
            Field::Quota if self.flaw == Flaw::Unfit => {
                return "The space should be a size such as 20GB or 500MiB, or empty for as much as everybody has.".to_owned();
            }
            Field::Quota => "The space",
            Field::Note => "The note",
            Field::Days if self.flaw == Flaw::Unfit => return "The days should be a number from 1 to 365.".to_owned(),
            Field::Days => "The number of days",
            Field::Setting(setting) => return of_setting(*setting, &self.flaw),
            Field::Named(name) => return format!("`{name}`: {}", self.flaw.predicate()),
        };
        format!("{name} {}", self.flaw.predicate())
    }
}

fn of_setting(setting: Setting, flaw: &Flaw) -> String {
    let label = setting.label();
    match flaw {
        Flaw::NotALimit(error) => format!("“{label}”: {error}."),
        Flaw::Unfit | Flaw::Expected(_) => format!("“{label}” should be {}.", setting.expects()),
        other => format!("“{label}” {}", other.predicate()),
    }
}

impl Flaw {
    fn predicate(&self) -> String {
        match self {
            Self::Empty => "is empty. Please fill it in.".to_owned(),
            Self::TooShort { min } => format!("needs at least {min} characters."),
            Self::TooLong { max } => format!("can have at most {max} characters."),
            Self::Characters => "can have letters a–z, digits, and _ . - in it.".to_owned(),
            Self::NotAnAddress => "does not look complete. It has the form name@example.org.".to_owned(),
            Self::Common => "is one of those that are guessed first. Choose another one.".to_owned(),
            Self::ContainsUsername => "has the username in it, so it is easily guessed. Choose another one.".to_owned(),
            Self::Wrong => "is not right.".to_owned(),
            Self::Unknown => "is not known here. Leave it out.".to_owned(),
            Self::Missing => "is missing.".to_owned(),
            Self::Repeated => "was given more than once.".to_owned(),
            Self::Unfit => "does not fit here.".to_owned(),
            Self::NotALimit(error) => format!("is no limit: {error}."),
            Self::Expected(what) => format!("should be {what}."),
        }
    }
}
