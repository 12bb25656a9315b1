//! Requests that change something and rely on cookies must come from our own pages.

use app::origin::Origin;
use axum::{
    extract::Request,
    http::{
        HeaderName,
        header::{AUTHORIZATION, COOKIE, ORIGIN},
    },
    middleware::Next,
    response::Response,
};
use model::AppError;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Refuse what another site makes a browser send. Programs that present a token of their own are not browsers being
/// made to; neither are those that call the API without any cookie.
pub async fn require(request: Request, next: Next) -> Result<Response, AppError> {
    let headers = request.headers();
    let program = headers.contains_key(AUTHORIZATION) || (request.uri().path().starts_with("/api/") && !headers.contains_key(COOKIE));
    if request.method().is_safe() || program || is_ours(&request) { Ok(next.run(request).await) } else { Err(AppError::CrossOrigin) }
}

fn is_ours(request: &Request) -> bool {
    let text = |name: HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(SEC_FETCH_SITE) {
        // `none`: the person themselves, not a page.
        return site == "same-origin" || site == "none";
    }
    let own = request.extensions().get::<Origin>().map(|Origin(own)| own.as_str());
    text(ORIGIN).is_some_and(|origin| Some(origin) == own)
}
