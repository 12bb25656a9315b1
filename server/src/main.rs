//! The program `pinhole`.

// The types of the pages' views are nested deeply.
#![recursion_limit = "512"]

use mimalloc::MiMalloc;
use std::process::ExitCode;

// Passwords and pictures take much memory for a moment: the system's allocator keeps most of it.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    server::command::run(std::env::args_os())
}
