//! Server functions, one file per resource: thin twins of the REST handlers. Each says whom it serves, does one thing, answers.

pub mod account;
pub mod admin;
pub mod handover;
pub mod photos;
pub mod site;

#[cfg(feature = "ssr")]
mod answer;
