//! The flags that set settings. They are made from the table of settings, so that none can be forgotten.

use crate::config::{Config, ConfigError, Inputs, KEYS, Loaded};
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};
use std::path::PathBuf;

/// Where settings come from, as far as the command line says.
#[derive(Clone, Debug, Args)]
pub struct ConfigArgs {
    /// Read settings from this TOML file instead of `pinhole.toml`
    #[arg(long = "config", value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    flags: SettingFlags,
}

impl ConfigArgs {
    /// Read the configuration of this process.
    pub fn load(self) -> Result<Loaded, ConfigError> {
        Config::load(&Inputs::of_process(self.file, self.flags.0)?)
    }
}

/// The flags that were given, with their values.
#[derive(Clone, Debug)]
struct SettingFlags(Vec<(&'static str, String)>);

impl Args for SettingFlags {
    fn augment_args(command: Command) -> Command {
        let flags = KEYS.into_iter().filter_map(|key| Some((key, key.flag?)));
        command.args(flags.map(|(key, flag)| {
            let meaning = format!("{} [default: {}]", key.meaning.trim_end_matches('.'), key.default.shown());
            let arg = Arg::new(flag).long(flag).help(meaning);
            if key.is_switch() {
                arg.value_name("on|off").num_args(0..=1).require_equals(true).default_missing_value("on")
            } else {
                arg.value_name("VALUE")
            }
        }))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for SettingFlags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let flags = KEYS.into_iter().filter_map(|key| key.flag);
        Ok(Self(flags.filter_map(|flag| Some((flag, matches.get_one::<String>(flag)?.clone()))).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
