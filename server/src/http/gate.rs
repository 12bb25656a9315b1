//! Pages that need a person: whoever is not signed in is asked to, and comes back.

use app::{carried::Carried, who::Caller};
use axum::{
    Json,
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use model::AppError;

/// Pages of one's own.
const MEMBERS: [&str; 4] = ["/photos", "/trash", "/account", "/camera"];
/// Pages for those who are not signed in yet.
const STRANGERS: [&str; 2] = ["/signin", "/signup"];

/// Send strangers to sign in, and members past the sign-in pages. Whoever was signed out by somebody else is told so, whatever they
/// wanted.
pub async fn sign_in_first(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let caller = request.extensions().get().map(|Caller(caller)| caller.as_ref());
    let signed_in = matches!(caller, Some(Ok(_)));
    let sent_out = caller.and_then(Result::err).filter(|error| matches!(error, AppError::SignedOutDisabled | AppError::TokenRevoked));
    if let Some(error @ AppError::SignedOutDisabled) = sent_out
        && !STRANGERS.contains(&path)
    {
        let is_asked_by_script = path.starts_with("/fn/");
        return if is_asked_by_script {
            (StatusCode::UNAUTHORIZED, Json(error)).into_response()
        } else {
            Redirect::to(&Carried::address("/signin", error, &[])).into_response()
        };
    }
    if request.method().is_safe() && !signed_in && (MEMBERS.contains(&path) || path.starts_with("/admin")) {
        let here = request.uri().path_and_query().map_or(path, axum::http::uri::PathAndQuery::as_str);
        let address = match sent_out {
            Some(error) => Carried::address("/signin", error, &[("next", here)]),
            None => format!("/signin?{}", serde_urlencoded::to_string([("next", here)]).unwrap_or_default()),
        };
        return Redirect::to(&address).into_response();
    }
    if request.method().is_safe() && signed_in && STRANGERS.contains(&path) {
        return Redirect::to("/photos").into_response();
    }
    next.run(request).await
}
