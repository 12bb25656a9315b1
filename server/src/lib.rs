//! What runs only on the server: the command line, the configuration, and everything that speaks HTTP.

pub mod command;
pub mod config;
pub mod http;
mod log;
mod rest;
pub mod router;
mod serve;
pub mod site;

pub use serve::{StartError, serve};
