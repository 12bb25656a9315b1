//! Where log lines go, and which of them.

use crate::config::{LogConfig, LogFormat};
use std::io::{self, IsTerminal};
use tracing_subscriber::{EnvFilter, filter::LevelFilter};

/// Parts that say much and mean little. They keep to warnings unless they are named in `log.level`.
const NOISY: &str = "sqlx=warn,sea_orm=warn,sea_orm_migration=warn,hyper=warn,hyper_util=warn,h2=warn,rustls=warn,object_store=warn";

/// Write log lines to standard error from here on. Only the first call does anything.
pub fn start(config: &LogConfig) {
    let lines = tracing_subscriber::fmt().with_env_filter(filter(&config.level)).with_writer(io::stderr);
    let terminal = io::stderr().is_terminal();
    let format = config.format.unwrap_or(if terminal { LogFormat::Human } else { LogFormat::Json });
    let _ = match format {
        LogFormat::Human => lines.with_ansi(terminal && std::env::var_os("NO_COLOR").is_none()).try_init(),
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(true).with_span_list(false).try_init(),
    };
}

/// The filter for a level that was checked when the configuration was read. What it says of a part comes last, and so wins over `NOISY`.
fn filter(level: &str) -> EnvFilter {
    let louder_than_warn = EnvFilter::new(level).max_level_hint().is_none_or(|most| most > LevelFilter::WARN);
    if louder_than_warn { EnvFilter::new(format!("{NOISY},{level}")) } else { EnvFilter::new(level) }
}

#[cfg(test)]
mod tests {
    use super::filter;

    fn has(level: &str, directive: &str) -> bool {
        filter(level).to_string().split(',').any(|part| part == directive)
    }

    #[test]
    fn noisy_parts_keep_to_warnings_unless_they_are_named() {
        assert!(has("info", "sqlx=warn") && has("info", "info"));
        assert!(has("debug,sqlx=debug", "sqlx=debug") && !has("debug,sqlx=debug", "sqlx=warn"));
        assert!(!has("error", "sqlx=warn"));
    }
}
