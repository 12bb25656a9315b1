//! Gathers the text of every setting: built-in default < `pinhole.toml` < `.env` < environment < flag.

use super::{
    error::{ConfigError, nearest},
    setting::{DATA_DIR_PLACE, Fallback, Key, Source, Values},
    table::{DATA_DIR, KEYS},
};
use std::{
    collections::BTreeMap,
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

/// Lines that other programs of this kind leave in a `.env`: they mean nothing here, and do no harm.
const LEFT_OVER: [&str; 2] = ["SECRET_KEY", "FLASK_ENV"];

/// Where the program looks for its site instead of beside itself. Not a setting: it is for packagers and tests.
pub(super) const SITE: &str = "PINHOLE_SITE";

/// Everything that a configuration is made from.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The current folder: `.env` and `pinhole.toml` lie there, and relative paths start there.
    pub folder: PathBuf,
    /// The TOML file to read; without one, `pinhole.toml` if it exists.
    pub file: Option<PathBuf>,
    pub environment: Vec<(OsString, OsString)>,
    /// Flags of the command line with their values, named without the dashes.
    pub flags: Vec<(&'static str, String)>,
}

impl Inputs {
    /// What this process was started with.
    pub fn of_process(file: Option<PathBuf>, flags: Vec<(&'static str, String)>) -> Result<Self, ConfigError> {
        let folder = std::env::current_dir().map_err(|error| unreadable(Path::new("the current folder"), &error))?;
        Ok(Self { folder, file, environment: std::env::vars_os().collect(), flags })
    }

    /// The value of an environment variable that is no setting.
    pub(super) fn variable(&self, name: &str) -> Option<&OsString> {
        self.environment.iter().find(|(known, value)| known == name && !value.is_empty()).map(|(_, value)| value)
    }
}

/// The text of every setting, and what the person should be warned of.
pub fn gather(inputs: &Inputs) -> Result<(Values, Vec<String>), ConfigError> {
    let mut loader = Loader::default();
    loader.take_defaults();
    loader.take_file(inputs)?;
    loader.take_dot_env(&inputs.folder.join(".env"))?;
    loader.take_environment(&inputs.environment)?;
    loader.take_flags(&inputs.flags)?;
    loader.place_data_dir();
    Ok((Values(loader.values), loader.warnings))
}

#[derive(Default)]
struct Loader {
    values: BTreeMap<&'static str, (String, Source)>,
    warnings: Vec<String>,
}

impl Loader {
    fn set(&mut self, key: &Key, text: &str, source: Source) {
        self.values.insert(key.name, (text.trim().to_owned(), source));
    }

    fn take_defaults(&mut self) {
        for key in KEYS {
            if let Fallback::Value(text) = key.default {
                self.set(key, text, Source::Default);
            }
        }
    }

    fn take_file(&mut self, inputs: &Inputs) -> Result<(), ConfigError> {
        let name = inputs.file.clone().unwrap_or_else(|| "pinhole.toml".into());
        let text = match fs::read_to_string(inputs.folder.join(&name)) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound && inputs.file.is_none() => return Ok(()),
            Err(error) => return Err(unreadable(&name, &error)),
        };
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| not_toml(&name, &text, &error))?;
        for (path, value) in leaves("", &table) {
            let Some(key) = KEYS.into_iter().find(|key| key.name == path) else {
                return Err(unknown(&format!("{path} in {}", name.display()), &path, KEYS.map(|key| key.name)));
            };
            let source = Source::File(name.clone());
            match plain(value) {
                Some(text) => self.set(key, &text, source),
                None => return Err(ConfigError::wrong(key, &source, &value.to_string(), format!("that is a {}", value.type_str()))),
            }
        }
        Ok(())
    }

    fn take_dot_env(&mut self, path: &Path) -> Result<(), ConfigError> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(unreadable(Path::new(".env"), &error)),
        };
        let lines: Vec<(String, String)> = dotenvy::from_read_iter(text.as_bytes()).collect::<Result<_, _>>().map_err(not_dot_env)?;
        for (name, _) in &lines {
            if LEFT_OVER.contains(&name.as_str()) {
                self.warnings.push(format!("{name} in .env means nothing here and is ignored; remove it"));
            } else if !env_names().any(|known| known == name) {
                return Err(unknown(&format!("{name} in .env"), name, env_names()));
            }
        }
        self.take_variables(|name| lines.iter().rfind(|(known, _)| known == name).map(|(_, value)| value.clone()), Source::DotEnv);
        Ok(())
    }

    fn take_environment(&mut self, environment: &[(OsString, OsString)]) -> Result<(), ConfigError> {
        let mut variables = BTreeMap::new();
        for (name, value) in environment {
            let name = name.to_string_lossy().into_owned();
            let known = env_names().any(|known| known == name);
            if !known && name.starts_with("PINHOLE_") && name != SITE {
                return Err(unknown(&format!("{name} in the environment"), &name, env_names()));
            }
            if known {
                let value = value.to_str().ok_or(ConfigError::NotUnicode { name: name.clone() })?;
                variables.insert(name, value.to_owned());
            }
        }
        self.take_variables(|name| variables.get(name).cloned(), Source::Environment);
        Ok(())
    }

    /// An empty variable is one that is not set: that is how compose files and `.env` templates leave one out.
    fn take_variables(&mut self, value: impl Fn(&str) -> Option<String>, source: fn(&'static str) -> Source) {
        for key in KEYS {
            let mut set = key.env.iter().filter_map(|name| Some((*name, value(name)?)));
            if let Some((name, text)) = set.find(|(_, text)| !text.trim().is_empty()) {
                self.set(key, &text, source(name));
            }
        }
    }

    fn take_flags(&mut self, flags: &[(&'static str, String)]) -> Result<(), ConfigError> {
        for (flag, text) in flags {
            let Some(key) = KEYS.into_iter().find(|key| key.flag == Some(flag)) else {
                return Err(unknown(&format!("--{flag}"), flag, KEYS.into_iter().filter_map(|key| key.flag)));
            };
            self.set(key, text, Source::Flag(flag));
        }
        Ok(())
    }

    fn place_data_dir(&mut self) {
        let data_dir = self.values.get(DATA_DIR.key.name).map_or(String::new(), |(text, _)| text.trim_end_matches('/').to_owned());
        for (text, source) in self.values.values_mut() {
            if *source == Source::Default {
                *text = text.replace(DATA_DIR_PLACE, &data_dir);
            }
        }
    }
}

fn env_names() -> impl Iterator<Item = &'static str> {
    KEYS.into_iter().flat_map(|key| key.env.iter().copied())
}

/// Every value of a table by its dotted path. A section that holds nothing and is not known counts as a value.
fn leaves<'a>(prefix: &str, table: &'a toml::Table) -> Vec<(String, &'a toml::Value)> {
    let is_section = |path: &str| KEYS.iter().any(|key| key.name.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')));
    let mut found = Vec::new();
    for (name, value) in table {
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match value {
            toml::Value::Table(inner) if !inner.is_empty() => found.extend(leaves(&path, inner)),
            toml::Value::Table(_) if is_section(&path) => {}
            _ => found.push((path, value)),
        }
    }
    found
}

/// The text of a value: a list becomes its parts with commas between them.
fn plain(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Float(number) => Some(number.to_string()),
        toml::Value::Boolean(truth) => Some(truth.to_string()),
        toml::Value::Array(parts) => parts.iter().map(plain).collect::<Option<Vec<_>>>().map(|parts| parts.join(",")),
        toml::Value::Datetime(_) | toml::Value::Table(_) => None,
    }
}

fn unknown(written: &str, name: &str, known: impl IntoIterator<Item = &'static str>) -> ConfigError {
    let nearest = nearest(name, known);
    let dashes = if written.starts_with("--") { "--" } else { "" };
    ConfigError::Unknown { written: written.to_owned(), nearest: format!("{dashes}{nearest}") }
}

fn unreadable(path: &Path, error: &io::Error) -> ConfigError {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    };
    ConfigError::Unreadable { path: path.to_owned(), why }
}

fn not_toml(path: &Path, text: &str, error: &toml::de::Error) -> ConfigError {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let why = error.message().lines().collect::<Vec<_>>().join(", ");
    ConfigError::NotToml { path: path.to_owned(), line: before.matches('\n').count() + 1, why }
}

/// The name alone: what follows it may be a secret.
fn not_dot_env(error: dotenvy::Error) -> ConfigError {
    match error {
        dotenvy::Error::LineParse(line, _) => {
            let name = line.split_once('=').map_or("a line without `=`", |(name, _)| name.trim());
            ConfigError::NotDotEnv { name: name.to_owned() }
        }
        other => ConfigError::Unreadable { path: ".env".into(), why: other.to_string() },
    }
}
