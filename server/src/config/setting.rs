//! What a setting is, and where its value came from.

use super::error::ConfigError;
use std::{collections::BTreeMap, fmt, path::PathBuf};

/// Stands for the data folder inside another setting's default.
pub(super) const DATA_DIR_PLACE: &str = "<data_dir>";

/// One thing that can be configured: how it is called, what it means, and how its text becomes a `T`.
pub struct Setting<T> {
    pub key: Key,
    /// Reads the text; the error says in a few words what is wrong with it. That of a secret must not repeat it.
    pub parse: fn(&str) -> Result<T, String>,
}

/// What can be said of a setting without knowing its type.
pub struct Key {
    /// Its name in `pinhole.toml`, with its section: `server.port`.
    pub name: &'static str,
    /// Its names in the environment and in `.env`. The first one wins.
    pub env: &'static [&'static str],
    /// Its name on the command line, without the dashes.
    pub flag: Option<&'static str>,
    pub default: Fallback,
    /// What a right value looks like; continues "expected …".
    pub expects: &'static str,
    /// What it is for, in one or two sentences.
    pub meaning: &'static str,
    /// Whether its value is never shown.
    pub secret: bool,
}

impl Key {
    /// Whether it is `on` or `off`: then its flag alone means `on`.
    pub fn is_switch(&self) -> bool {
        matches!(self.default, Fallback::Value("on" | "off"))
    }
}

/// What holds while nobody says otherwise.
pub enum Fallback {
    /// This value.
    Value(&'static str),
    /// No value, and what happens then.
    Unset { then: &'static str, example: &'static str },
}

impl Fallback {
    /// The default as the documentation shows it.
    pub fn shown(&self) -> &'static str {
        match self {
            Self::Value(text) => text,
            Self::Unset { then, .. } => then,
        }
    }
}

/// Where a value came from, the weakest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    Default,
    /// A TOML file.
    File(PathBuf),
    /// A line of `.env`, by its name there.
    DotEnv(&'static str),
    /// An environment variable, by its name.
    Environment(&'static str),
    /// A flag of the command line, without the dashes.
    Flag(&'static str),
}

impl Source {
    /// How the person who set the value called it, and where.
    pub(super) fn written(&self, key: &Key) -> String {
        match self {
            Self::Default => key.name.to_owned(),
            Self::File(path) => format!("{} in {}", key.name, path.display()),
            Self::DotEnv(name) => format!("{name} in .env"),
            Self::Environment(name) => format!("{name} in the environment"),
            Self::Flag(flag) => format!("--{flag}"),
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::DotEnv(name) => write!(f, ".env {name}"),
            Self::Environment(name) => write!(f, "environment {name}"),
            Self::Flag(flag) => write!(f, "flag --{flag}"),
        }
    }
}

/// The text of every setting that has one, with its source. It holds secrets: it cannot be printed.
pub struct Values(pub(super) BTreeMap<&'static str, (String, Source)>);

impl Values {
    /// The value of a setting that always has one.
    pub(super) fn read<T>(&self, setting: &Setting<T>) -> Result<T, ConfigError> {
        let (text, source) = self.text(&setting.key).unwrap_or(("", &Source::Default));
        (setting.parse)(text).map_err(|why| ConfigError::wrong(&setting.key, source, text, why))
    }

    /// The value of a setting that may have none. An empty text is none.
    pub(super) fn find<T>(&self, setting: &Setting<T>) -> Result<Option<T>, ConfigError> {
        match self.text(&setting.key) {
            None | Some(("", _)) => Ok(None),
            Some(_) => self.read(setting).map(Some),
        }
    }

    /// The value as it may be shown: secrets and the password of an address masked.
    pub fn shown(&self, key: &Key) -> String {
        match (self.text(key), &key.default) {
            (None | Some(("", _)), Fallback::Unset { then, .. }) => format!("({then})"),
            (Some(_), _) if key.secret => "••••••••".to_owned(),
            (text, _) => without_credentials(text.map_or("", |(text, _)| text)),
        }
    }

    /// Where the value came from.
    pub fn source(&self, key: &Key) -> &Source {
        self.text(key).map_or(&Source::Default, |(_, source)| source)
    }

    fn text(&self, key: &Key) -> Option<(&str, &Source)> {
        self.0.get(key.name).map(|(text, source)| (text.as_str(), source))
    }
}

/// An address without the name and password in front of its host: `postgres://…@host/db`.
pub(super) fn without_credentials(text: &str) -> String {
    match (text.find("://"), text.rfind('@')) {
        (Some(scheme), Some(at)) if scheme + 3 < at => format!("{}…{}", &text[..scheme + 3], &text[at..]),
        _ => text.to_owned(),
    }
}
