//! The program as its users meet it: over HTTP, with a clock that the tests set.

#![expect(clippy::unwrap_used, reason = "in a test, what is not as it should be is a failure")]

mod access;
mod administration;
mod app;
mod archive;
mod audit;
mod auth;
mod batch;
mod bytes;
mod document;
mod handover;
mod home_screen;
mod invitations;
mod keys;
mod limits;
mod lists;
mod me;
mod metrics;
mod once;
mod pages;
mod people;
mod photos;
mod quota;
mod refused;
mod rights;
mod settings;
mod sign_in_links;
mod social;
mod trash;
mod upload;
mod users;
