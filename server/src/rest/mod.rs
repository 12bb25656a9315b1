//! The public REST API, one file per resource. Handlers say whom they serve, do one thing, answer. What they say about themselves is
//! the API's document ([`crate::openapi`]).

pub mod archive;
pub mod audit;
pub mod auth;
mod body;
pub mod bytes;
pub mod health;
pub mod invitations;
pub mod keys;
pub mod me;
mod once;
pub mod photos;
pub mod settings;
pub mod upload;
pub mod users;

use app::session::{self, Https};
use axum::{
    http::{HeaderName, HeaderValue, header::SET_COOKIE},
    response::AppendHeaders,
};

/// A browser whose session has ended is told to forget what it has kept of the account.
fn forgotten(https: Https) -> AppendHeaders<Vec<(HeaderName, HeaderValue)>> {
    let cookies = session::forget(https).map(|cookie| (SET_COOKIE, cookie));
    AppendHeaders(cookies.chain([(session::CLEAR_SITE_DATA, session::CACHE)]).collect())
}
