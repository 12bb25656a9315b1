//! What can be wrong with the configuration, each in one sentence that follows `pinhole: `.

use super::setting::{Key, Source, without_credentials};
use std::path::PathBuf;

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    #[error("{} cannot be read: {why}", .path.display())]
    Unreadable { path: PathBuf, why: String },
    #[error("{} is not valid TOML: line {line}: {why}", .path.display())]
    NotToml { path: PathBuf, line: usize, why: String },
    #[error("{name} in .env cannot be read; put its value in single quotes")]
    NotDotEnv { name: String },
    #[error("the environment variable {name} is not valid UTF-8")]
    NotUnicode { name: String },
    #[error("there is no setting {written}; did you mean {nearest}?")]
    Unknown { written: String, nearest: String },
    #[error("{written}{}: {why}; expected {expects}", value.as_ref().map(|value| format!(" is `{value}`")).unwrap_or_default())]
    Wrong {
        /// The setting and its place, as the person called it.
        written: String,
        /// Its value, unless that is a secret.
        value: Option<String>,
        /// What is wrong with it.
        why: String,
        expects: &'static str,
    },
    #[error("{given} is set and {missing} is not; set both or neither")]
    Half { given: String, missing: &'static str },
    #[error("{0} and {1} are both set, and each says which certificate is shown; keep one of them")]
    TwoCertificates(String, String),
}

impl ConfigError {
    pub(super) fn wrong(key: &Key, source: &Source, text: &str, why: String) -> Self {
        let value = (!key.secret).then(|| without_credentials(text));
        Self::Wrong { written: source.written(key), value, why, expects: key.expects }
    }
}

/// The one of `known` that is most like `name`, whatever the case. `known` must not be empty.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> &'a str {
    let name = name.to_lowercase();
    known.into_iter().max_by(|a, b| likeness(&name, a).total_cmp(&likeness(&name, b))).unwrap_or_default()
}

/// How alike two names are, from 0 to 1. The section of a key and the prefix of a variable are easily left out or wrong, so that
/// what comes after them counts almost as much as the whole.
fn likeness(name: &str, known: &str) -> f64 {
    let known = known.to_lowercase();
    let whole = strsim::normalized_damerau_levenshtein(name, &known);
    let end = strsim::normalized_damerau_levenshtein(last_part(name), last_part(&known));
    whole.max(end * 0.95)
}

fn last_part(name: &str) -> &str {
    let name = name.rsplit('.').next().unwrap_or(name);
    name.strip_prefix("pinhole_").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_found_in_spite_of_case_section_and_prefix() {
        let keys = ["data_dir", "server.host", "server.port", "photos.trash_days", "uploads.max_content_length"];
        assert_eq!(nearest("server.prot", keys), "server.port");
        assert_eq!(nearest("port", keys), "server.port");
        assert_eq!(nearest("uploads.trash_days", keys), "photos.trash_days");
        assert_eq!(nearest("MAX_CONTENT_LENGTH", keys), "uploads.max_content_length");
        assert_eq!(nearest("PINHOLE_DATABASE_URL", ["PINHOLE_DATA_DIR", "DATABASE_URL"]), "DATABASE_URL");
    }
}
