//! How an error is told: as a problem document (RFC 9457), with the request's id.

use super::trace::RequestId;
use crate::router::{BODY_LIMIT, Shared};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE},
    },
    middleware::Next,
    response::Response,
};
use model::{AppError, Problem};

/// Nothing here.
pub async fn not_found() -> AppError {
    AppError::NotFound
}

/// Answer what a server function could not even read with its own status: the library knows only 500.
pub async fn of_server_functions(request: Request, next: Next) -> Response {
    let is_one = request.uri().path().starts_with("/fn/");
    let response = next.run(request).await;
    if !is_one || response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let told = to_bytes(body, BODY_LIMIT).await.unwrap_or_default();
    if let Some(status) = serde_json::from_slice(&told).ok().and_then(|error: AppError| StatusCode::from_u16(error.status()).ok()) {
        parts.status = status;
    }
    Response::from_parts(parts, Body::from(told))
}

/// Write the body of an answer that carries an [`AppError`], and give bare refusals of the libraries one of the same form.
pub async fn describe(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let id = request.extensions().get::<RequestId>().cloned();
    let api = request.uri().path().starts_with("/api");
    let mut response = next.run(request).await;
    if api && !response.headers().contains_key(CACHE_CONTROL) {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    let error = match response.extensions_mut().remove::<AppError>() {
        Some(error) => error,
        None if api => match response.status() {
            StatusCode::METHOD_NOT_ALLOWED => AppError::MethodNotAllowed,
            StatusCode::REQUEST_TIMEOUT => AppError::TimedOut,
            _ => return response,
        },
        None => return response,
    };

    shared.metrics.refused(&error);
    shared.gallery.refusals().count(&error);
    let mut problem = Problem::from(&error);
    problem.request_id = id.map(|RequestId(id)| id);
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    let (mut parts, _) = response.into_parts();
    parts.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    parts.headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    parts.headers.remove(CONTENT_LENGTH);
    if error.status() == StatusCode::UNAUTHORIZED.as_u16() {
        let kind = if matches!(error, AppError::TokenMissing | AppError::WrongCredentials) { "invalid_request" } else { "invalid_token" };
        if let Ok(value) = HeaderValue::from_str(&format!("Bearer error=\"{kind}\"")) {
            parts.headers.insert(WWW_AUTHENTICATE, value);
        }
    }
    if let AppError::RateLimited { seconds, .. } = error {
        parts.headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    Response::from_parts(parts, Body::from(body))
}
