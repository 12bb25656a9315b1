//! What wraps every request: who is asking, from where, within which limits; and what every answer carries.

mod client;
mod errors;
pub mod gate;
mod headers;
pub mod pages;
pub mod same_origin;
pub mod sessions;
mod trace;

use crate::router::Shared;
use axum::{Router, middleware};
pub use client::Proxies;
pub use errors::not_found;
use model::AppError;
use std::time::Duration;
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer, Predicate,
        predicate::{DefaultPredicate, NotForContentType},
    },
    timeout::RequestBodyTimeoutLayer,
};

/// How long a body may pause.
const BODY_PAUSE: Duration = Duration::from_secs(30);

/// Put everything around the routes. The first layer here is the innermost.
pub fn wrap(routes: Router<Shared>, shared: &Shared) -> Router<Shared> {
    let compressible = DefaultPredicate::new()
        .and(NotForContentType::const_new("application/octet-stream"))
        .and(NotForContentType::const_new("application/zip"));
    routes
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| axum::response::IntoResponse::into_response(AppError::Internal)))
        .layer(RequestBodyTimeoutLayer::new(BODY_PAUSE))
        .layer(middleware::from_fn(errors::of_server_functions))
        .layer(middleware::from_fn(errors::describe))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(compressible))
        .layer(middleware::from_fn_with_state(shared.clone(), headers::add))
        .layer(middleware::from_fn_with_state(shared.clone(), client::recognise))
        .layer(middleware::from_fn_with_state(shared.clone(), trace::request))
}
