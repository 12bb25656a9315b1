//! What wraps every request: who is asking, from where, within which limits; and what every answer carries.

mod client;
mod errors;
pub mod gate;
mod headers;
pub mod limits;
mod metrics;
pub mod pages;
mod patience;
pub mod same_origin;
pub mod sessions;
mod trace;

use crate::router::Shared;
use axum::{Router, middleware};
pub use client::Proxies;
pub use errors::not_found;
pub use metrics::{Metrics, read as metrics};
use model::AppError;
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer, Predicate,
        predicate::{DefaultPredicate, NotForContentType},
    },
};

/// Put everything around the routes. The first layer here is the innermost.
pub fn wrap(routes: Router<Shared>, shared: &Shared) -> Router<Shared> {
    let compressible = DefaultPredicate::new()
        .and(NotForContentType::const_new("application/octet-stream"))
        .and(NotForContentType::const_new("application/zip"));
    routes
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| axum::response::IntoResponse::into_response(AppError::Internal)))
        .layer(middleware::from_fn(patience::limit))
        .layer(middleware::from_fn(errors::of_server_functions))
        .layer(middleware::from_fn_with_state(shared.clone(), errors::describe))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(compressible))
        .layer(middleware::from_fn_with_state(shared.clone(), headers::add))
        .layer(middleware::from_fn_with_state(shared.clone(), client::recognise))
        .layer(middleware::from_fn_with_state(shared.clone(), trace::request))
}
