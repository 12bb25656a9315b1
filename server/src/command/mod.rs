//! The command line: `pinhole serve`, `pinhole config`, `pinhole user`, `pinhole api`, `pinhole probe-limit`,
//! `pinhole doctor`.

mod api;
mod configuration;
mod doctor;
mod failure;
mod flags;
mod probe_limit;
mod serve;
mod user;

use clap::{Parser, Subcommand};
use configuration::PrintArgs;
pub(crate) use failure::print;
use flags::ConfigArgs;
use std::{ffi::OsString, process::ExitCode};

/// A photo gallery that you run yourself.
#[derive(Debug, Parser)]
#[command(name = "pinhole", version, disable_help_subcommand = true, arg_required_else_help = true)]
struct Pinhole {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start the gallery
    Serve(ConfigArgs),
    /// Print every setting, its value and where that came from
    Config(PrintArgs),
    /// Print the API's document (OpenAPI 3.1), or the Postman collection made from it
    Api(api::ApiArgs),
    /// Look after people: list, create, set-password, set-role, disable, enable, delete
    User(user::UserArgs),
    /// Ask one address again and again: says when a limit struck, what it said, and when it lifted
    ProbeLimit(probe_limit::ProbeArgs),
    /// Check that everything the gallery needs is there and works
    Doctor(ConfigArgs),
}

/// Do what the command line says. Whatever goes wrong is one sentence on standard error, and exit code 1.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let outcome = match Pinhole::try_parse_from(arguments) {
        Ok(Pinhole { command: Command::Serve(args) }) => serve::run(args),
        Ok(Pinhole { command: Command::Config(args) }) => configuration::run(args),
        Ok(Pinhole { command: Command::Api(args) }) => {
            api::run(&args);
            Ok(())
        }
        Ok(Pinhole { command: Command::User(args) }) => user::run(args),
        Ok(Pinhole { command: Command::ProbeLimit(args) }) => probe_limit::run(&args),
        Ok(Pinhole { command: Command::Doctor(args) }) => doctor::run(args),
        Err(error) => failure::of_command_line(&error).map(|text| failure::print(&text)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("pinhole: {failure}");
            ExitCode::FAILURE
        }
    }
}
