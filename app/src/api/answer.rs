//! What every server function does around its one thing.

use crate::carried::Carried;
use axum::extract::FromRequestParts;
use gallery::Gallery;
use http::{
    HeaderValue, StatusCode,
    header::{ACCEPT, RETRY_AFTER},
    request::Parts,
};
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;
use model::AppError;

/// The gallery this program serves.
pub fn gallery() -> Gallery {
    expect_context()
}

/// Find out who is asking, or anything else a request tells.
pub async fn ask<T>() -> Result<T, AppError>
where
    T: FromRequestParts<(), Rejection = AppError>,
{
    let mut parts: Parts = expect_context();
    let asked = T::from_request_parts(&mut parts, &()).await;
    asked.map_err(refuse)
}

/// Turn a domain error into what a person is told, with its HTTP status.
pub fn refuse(error: impl Into<AppError>) -> AppError {
    let error = error.into();
    gallery().refusals().count(&error);
    if let (Some(options), AppError::RateLimited { seconds, .. }) = (use_context::<ResponseOptions>(), &error) {
        options.insert_header(RETRY_AFTER, HeaderValue::from(*seconds));
    }
    if let (Some(options), Ok(status)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(error.status())) {
        options.set_status(status);
    }
    error
}

/// Whether the request came from a plain form of a page without script.
pub fn without_script() -> bool {
    use_context::<Parts>().is_some_and(|parts| {
        let accepted = parts.headers.get(ACCEPT).and_then(|value| value.to_str().ok());
        accepted.is_some_and(|accepted| accepted.contains("text/html"))
    })
}

/// Like [`refuse`], and for a page without script: go back to `page`, carrying the error and what was typed.
/// Never give it a password.
pub fn send_back(page: &str, typed: &[(&'static str, &str)], error: impl Into<AppError>) -> AppError {
    let error = refuse(error);
    if without_script() {
        leptos_axum::redirect(&Carried::address(page, &error, typed));
    }
    error
}
