//! The program as whoever runs it meets it: started as a process of its own, stopped by signals, killed.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod commands;
mod crowd;
mod examples;
mod kill;
mod lan;
mod log;
mod person;
mod probe;
mod program;
mod refusals;
mod rotation;
mod start;
mod stop;
mod tools;
mod user;
mod wire;
