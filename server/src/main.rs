//! The program `pinhole`.

// The types of the pages' views are nested deeply.
#![recursion_limit = "512"]

use std::process::ExitCode;

fn main() -> ExitCode {
    server::command::run(std::env::args_os())
}
