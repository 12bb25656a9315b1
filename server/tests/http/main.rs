//! The program as its users meet it: over HTTP, with a clock that the tests set.

mod access;
mod app;
mod auth;
mod bytes;
mod pages;
mod photos;
mod refused;
mod upload;
