//! Pages that need a person: whoever is not signed in is asked to, and comes back.

use app::who::Caller;
use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};

/// Pages of one's own.
const MEMBERS: [&str; 4] = ["/photos", "/trash", "/account", "/camera"];
/// Pages for those who are not signed in yet.
const STRANGERS: [&str; 2] = ["/signin", "/signup"];

/// Send strangers to sign in, and members past the sign-in pages.
pub async fn sign_in_first(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let signed_in = matches!(request.extensions().get(), Some(Caller(Ok(_))));
    if request.method().is_safe() && !signed_in && MEMBERS.contains(&path) {
        let here = request.uri().path_and_query().map_or(path, axum::http::uri::PathAndQuery::as_str);
        let query = serde_urlencoded::to_string([("next", here)]).unwrap_or_default();
        return Redirect::to(&format!("/signin?{query}")).into_response();
    }
    if request.method().is_safe() && signed_in && STRANGERS.contains(&path) {
        return Redirect::to("/photos").into_response();
    }
    next.run(request).await
}
