//! Who is asking: found out once per request, from a token or from cookies, for every handler and server function.

use crate::router::Shared;
use app::{
    session::{Cookie, Https, forget, remember},
    who::Caller,
};
use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, Method,
        header::{AUTHORIZATION, SET_COOKIE},
    },
    middleware::Next,
    response::Response,
};
use gallery::{SignedIn, accounts::ApiKeys};
use model::AppError;

/// What the request's cookies led to, besides who it is.
enum Cookies {
    /// They stay as they are.
    Kept,
    /// The access token had ended and the refresh token got new ones.
    Renewed(Box<SignedIn>),
    /// They no longer count.
    Dead,
}

/// Find out who is asking. Nobody who has a live refresh token is thrown out because an access token has ended.
pub async fn recognise(State(shared): State<Shared>, mut request: Request, next: Next) -> Response {
    let https = request.extensions().get().copied().unwrap_or(Https(false));
    let (caller, cookies) = if let Some(token) = bearer(request.headers()).map(str::to_owned) {
        let identity = if token.starts_with(ApiKeys::PREFIX) {
            shared.gallery.api_keys().identify(&token).await
        } else {
            shared.gallery.sessions().identify(&token).await
        };
        (identity.map_err(AppError::from), Cookies::Kept)
    } else {
        let [access, refresh] = Cookie::ALL.map(|cookie| cookie.sent(request.headers(), https));
        let renew = !only_reads_bytes(&request);
        by_cookies(&shared, access, refresh, renew).await
    };
    request.extensions_mut().insert(Caller(caller));
    let mut response = next.run(request).await;
    // What a handler has said about the session (signed in, signed out) is newer than this.
    if response.headers().contains_key(SET_COOKIE) {
        return response;
    }
    let changed: Vec<_> = match cookies {
        Cookies::Kept => Vec::new(),
        Cookies::Renewed(signed_in) => remember(&signed_in.tokens, https).collect(),
        Cookies::Dead => forget(https).collect(),
    };
    for cookie in changed {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

async fn by_cookies(
    shared: &Shared,
    access: Option<String>,
    refresh: Option<String>,
    renew: bool,
) -> (Result<gallery::Identity, AppError>, Cookies) {
    let sessions = shared.gallery.sessions();
    if let Some(access) = access
        && let Ok(identity) = sessions.identify(&access).await
    {
        return (Ok(identity), Cookies::Kept);
    }
    let Some(refresh) = refresh else {
        return (Err(AppError::TokenMissing), Cookies::Kept);
    };
    if !renew {
        return (sessions.recognise(&refresh).await.map_err(AppError::from), Cookies::Kept);
    }
    match sessions.refresh(&refresh).await {
        Ok(signed_in) => (Ok(signed_in.identity.clone()), Cookies::Renewed(Box::new(signed_in))),
        Err(error) => match AppError::from(error) {
            AppError::Internal => (Err(AppError::Internal), Cookies::Kept),
            error => (Err(error), Cookies::Dead),
        },
    }
}

/// A browser asks for dozens of pictures at once, and keeps the answers: none of them may carry cookies.
fn only_reads_bytes(request: &Request) -> bool {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    reads && request.uri().path().strip_prefix("/photos/").is_some_and(|rest| rest.contains('/'))
}

/// The token of an `Authorization` header, with or without the word `Bearer` (RFC 6750).
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?.trim();
    match value.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Some(token.trim()),
        _ => Some(value),
    }
}
