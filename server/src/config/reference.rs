//! What people read about the settings: `pinhole config`, `.env.example`, `docs/configuration.md`.

use super::{
    setting::{DATA_DIR_PLACE, Fallback, Key, Values},
    table::KEYS,
};
use std::fmt::Write;

/// Every setting with its value and where that came from, secrets masked, in columns.
pub fn table(values: &Values) -> String {
    let rows: Vec<[String; 3]> = KEYS.iter().map(|key| [key.name.to_owned(), values.shown(key), values.source(key).to_string()]).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let (names, texts) = (width(0), width(1));
    let mut table = String::new();
    for [name, text, source] in &rows {
        let _ = writeln!(table, "{name:names$}  {text:texts$}  {source}");
    }
    table
}

/// A `.env` with every setting in it, each switched off.
pub fn env_example() -> String {
    let mut text = String::from(
        "# Settings of Pinhole. Made by `pinhole config --env-example`: change server/src/config/table.rs, not this file.\n\
         #\n\
         # Copy it to `.env` in the folder that `pinhole serve` is started in, and take the `#` away in front of what you change.\n\
         # A value with a space, a `#` or a `$` in it goes in 'single quotes'.\n",
    );
    for key in KEYS {
        let (note, value) = match key.default {
            Fallback::Value(value) => (String::new(), value.replace(DATA_DIR_PLACE, "./data")),
            Fallback::Unset { then, example } => (format!("# Default: {then}.\n"), example.to_owned()),
        };
        let value = if value.contains(' ') { format!("'{value}'") } else { value };
        let name = key.env.first().copied().unwrap_or_default();
        let _ = write!(text, "\n{}{note}#{name}={value}\n", comment(key.meaning));
    }
    text
}

/// The reference page of the documentation.
pub fn markdown() -> String {
    let mut text = String::from(
        "<!-- Made by `pinhole config --markdown`: change server/src/config/table.rs, not this file. -->\n\n\
         # Configuration\n\n\
         `pinhole serve` works without any. A setting is looked for in these places; the later one wins:\n\n\
         1. the built-in default\n\
         2. `pinhole.toml` in the current folder, or the file given with `--config FILE`\n\
         3. `.env` in the current folder\n\
         4. the environment\n\
         5. a flag of `pinhole serve`\n\n\
         `pinhole config` prints every value and where it came from. A name that does not exist is an error that tells the nearest one that \
         does; an empty variable counts as not set. Sizes are written `25MB` (25 000 000 bytes), `25MiB` (26 214 400 bytes) or as plain bytes; \
         durations `45s`, `10m`, `2h`, `30d`; lists with commas, in `pinhole.toml` also as `[\"jpg\", \"png\"]`.\n\n\
         Registration, limits, types, sizes, the default quota and days can be changed by an administrator in the browser \
         (`Administration`, `Settings`) while the program runs. What is set there counts more than `pinhole.toml` and less than the rest; \
         only limits can be changed there though the environment sets them, until the program starts again.\n\n\
         | in `pinhole.toml` | environment, `.env` | flag | default | meaning |\n\
         |---|---|---|---|---|\n",
    );
    for key in KEYS {
        let _ = writeln!(text, "| `{}` | {} | {} | {} | {} |", key.name, env_cell(key), flag_cell(key), default_cell(key), key.meaning);
    }
    text.push_str(
        "\nThe same in `pinhole.toml`: the part before the dot is the section.\n\n\
         ```toml\n\
         data_dir = \"/var/lib/pinhole\"\n\n\
         [server]\n\
         host = \"0.0.0.0\"\n\
         port = 8080\n\n\
         [uploads]\n\
         allowed_types = [\"jpg\", \"png\"]\n\
         max_content_length = \"25MB\"\n\
         ```\n\n\
         For packagers: the environment variable `PINHOLE_SITE` names the folder of the built site, where it does not lie beside the program.\n",
    );
    text
}

fn env_cell(key: &Key) -> String {
    key.env.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", else ")
}

fn flag_cell(key: &Key) -> String {
    key.flag.map(|flag| format!("`--{flag}`")).unwrap_or_default()
}

fn default_cell(key: &Key) -> String {
    match key.default {
        Fallback::Value(value) => format!("`{value}`"),
        Fallback::Unset { then, .. } => then.to_owned(),
    }
}

/// A comment of lines of at most 100 characters.
fn comment(text: &str) -> String {
    let mut lines = vec!["#".to_owned()];
    for word in text.split(' ') {
        if lines.last().is_some_and(|line| line.chars().count() + 1 + word.chars().count() > 100) {
            lines.push("#".to_owned());
        }
        if let Some(line) = lines.last_mut() {
            let _ = write!(line, " {word}");
        }
    }
    lines.join("\n") + "\n"
}
