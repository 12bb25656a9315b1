//! The program as whoever runs it meets it: started as a process of its own, stopped by signals, killed.

mod commands;
mod kill;
mod log;
mod person;
mod program;
mod refusals;
mod start;
mod stop;
mod wire;
