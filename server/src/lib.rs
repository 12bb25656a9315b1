//! What runs only on the server: the command line, the configuration, and everything that speaks HTTP.

// The types of the pages' views are nested deeply.
#![recursion_limit = "512"]

pub mod command;
pub mod config;
mod greeting;
pub mod home;
pub mod http;
mod listen;
mod log;
pub mod openapi;
mod plain_page;
mod rest;
pub mod router;
mod serve;
mod service_worker;
pub mod site;
pub mod tls;
mod trust;

pub use serve::{StartError, serve};
