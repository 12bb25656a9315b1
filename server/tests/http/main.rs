//! The program as its users meet it: over HTTP, with a clock that the tests set.

#![expect(clippy::unwrap_used, reason = "in a test, what is not as it should be is a failure")]

mod access;
mod app;
mod auth;
mod bytes;
mod pages;
mod photos;
mod refused;
mod upload;
