//! Why a command did not do what it should, in one sentence.

use crate::config::{ConfigError, KEYS, nearest};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::io::{self, Write};

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("{0}")]
    CommandLine(String),
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Start(#[from] crate::StartError),
    #[error("the program could not start its threads: {0}")]
    Runtime(io::Error),
    #[error("{0} cannot be reached: {1}")]
    Unreachable(String, String),
    #[error("{failed} of {checks} checks failed; the lines above say what to do")]
    Unhealthy { failed: usize, checks: usize },
}

/// Print what was asked for, such as help or the version. A reader that has gone away, as in `pinhole config | head`, is no failure.
pub fn print(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

/// What clap has to say: help and the version as they are, everything else as a sentence.
pub fn of_command_line(error: &clap::Error) -> Result<String, Failure> {
    let named = match error.get(ContextKind::InvalidArg).or_else(|| error.get(ContextKind::InvalidSubcommand)) {
        Some(ContextValue::String(name)) => name.as_str(),
        _ => "",
    };
    let sentence = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            return Ok(error.render().to_string());
        }
        ErrorKind::UnknownArgument if named.starts_with("--") => {
            let flags = KEYS.into_iter().filter_map(|key| key.flag).chain(["config", "help", "version"]);
            let nearest = nearest(named.trim_start_matches('-').split('=').next().unwrap_or_default(), flags);
            format!("there is no flag {named}; did you mean --{nearest}?")
        }
        ErrorKind::InvalidSubcommand => {
            let nearest = nearest(named, ["serve", "config", "doctor"]);
            format!("there is no command {named}; did you mean {nearest}?")
        }
        _ => {
            let text = error.render().to_string();
            let first = text.lines().next().unwrap_or_default();
            format!("{}; see pinhole --help", first.trim_start_matches("error: ").trim_end_matches('.'))
        }
    };
    Err(Failure::CommandLine(sentence))
}

#[cfg(test)]
mod tests {
    use super::of_command_line;
    use crate::command::Pinhole;
    use clap::{CommandFactory, Parser};

    fn sentence(line: &str) -> String {
        let error = Pinhole::try_parse_from(line.split(' ')).expect_err("the command line should be refused");
        of_command_line(&error).map_err(|failure| failure.to_string()).expect_err("that should be a failure")
    }

    #[test]
    fn the_command_line_makes_sense() {
        Pinhole::command().debug_assert();
    }

    #[test]
    fn a_wrong_command_line_is_one_sentence_with_the_nearest_right_word() {
        assert_eq!(sentence("pinhole serve --prot 80"), "there is no flag --prot; did you mean --port?");
        assert_eq!(sentence("pinhole doctor --data-dri=/srv"), "there is no flag --data-dri; did you mean --data-dir?");
        assert_eq!(sentence("pinhole srve"), "there is no command srve; did you mean serve?");
        assert_eq!(
            sentence("pinhole serve --port 1 --port 2"),
            "the argument '--port <VALUE>' cannot be used multiple times; see pinhole --help"
        );
    }

    #[test]
    fn a_switch_may_stand_alone() {
        for line in ["pinhole serve --lan", "pinhole serve --lan --port 80", "pinhole serve --lan=off"] {
            assert!(Pinhole::try_parse_from(line.split(' ')).is_ok(), "{line}");
        }
    }

    #[test]
    fn help_and_version_are_no_failures() {
        for line in ["pinhole", "pinhole --version", "pinhole serve --help"] {
            let error = Pinhole::try_parse_from(line.split(' ')).expect_err("clap answers these itself");
            assert!(of_command_line(&error).is_ok_and(|text| text.contains("pinhole")), "{line}");
        }
    }
}
