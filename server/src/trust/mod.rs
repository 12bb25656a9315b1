//! `/trust`: how a device comes to trust the gallery's own authority. It needs neither script nor the rest of the site, because it
//! is also served on a port of its own by plain http, to devices that do not trust the gallery yet.

mod page;
mod steps;

use crate::{http, plain_page, router::Shared, tls::Authority};
use axum::{
    Router,
    extract::State,
    http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use model::AppError;

/// The certificate in DER: phones, Windows and browsers take it from here.
const DER: &str = "/trust/pinhole-authority.crt";
/// The same in PEM, for Linux and tools of the command line.
const PEM: &str = "/trust/pinhole-authority.pem";

/// The page and the certificate.
pub fn routes() -> Router<Shared> {
    Router::new().route("/trust", get(page)).route(DER, get(der)).route(PEM, get(pem))
}

/// Nothing but the page and the certificate, for the port without TLS.
pub fn router(mut shared: Shared) -> Router {
    shared.proxies.own_tls = false;
    let routes = routes()
        .route("/", get(async || Redirect::to("/trust")))
        .fallback(http::not_found)
        .method_not_allowed_fallback(async || AppError::MethodNotAllowed);
    http::wrap(routes, &shared).with_state(shared)
}

async fn page(State(shared): State<Shared>) -> impl IntoResponse {
    ([(CONTENT_SECURITY_POLICY, plain_page::policy())], Html(page::html(shared.home.as_deref())))
}

async fn der(State(shared): State<Shared>) -> Result<Response, AppError> {
    download(&shared, "application/x-x509-ca-cert", |authority| authority.der().to_vec())
}

async fn pem(State(shared): State<Shared>) -> Result<Response, AppError> {
    download(&shared, "application/x-pem-file", |authority| authority.pem().into_bytes())
}

fn download(shared: &Shared, kind: &'static str, bytes: impl Fn(&Authority) -> Vec<u8>) -> Result<Response, AppError> {
    let authority = shared.home.as_ref().and_then(|home| home.authority()).ok_or(AppError::NotFound)?;
    // Another authority may be here tomorrow.
    Ok(([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-cache")], bytes(authority)).into_response())
}
