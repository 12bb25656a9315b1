//! The public REST API, one file per resource. Handlers say whom they serve, do one thing, answer.

pub mod archive;
pub mod auth;
mod body;
pub mod bytes;
pub mod health;
pub mod me;
pub mod photos;
pub mod upload;
