//! How often what may be asked: each request is counted before it is carried out, and each answer says what is left
//! (draft-ietf-httpapi-ratelimit-headers). New accounts and sign-ins are counted where names are known: in the gallery.

use crate::{plain_page, rest::upload, router::Shared};
use app::{carried::Carried, session::Address, who::Caller};
use axum::{
    Json,
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri,
        header::{ACCEPT, CONTENT_SECURITY_POLICY, REFERER, RETRY_AFTER},
    },
    middleware::Next,
    response::{Html, IntoResponse, Redirect, Response},
};
use gallery::limits::Room;
use leptos::prelude::*;
use model::{AccountId, AppError, Class, Limit};
use std::net::IpAddr;

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const LEFT: HeaderName = HeaderName::from_static("ratelimit");

/// Whose requests are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Who {
    Account(AccountId),
    Address(IpAddr),
}

/// Count a request, and refuse it if there were too many.
pub async fn limit(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let limits = shared.gallery.limits();
    let class = class(request.method(), request.uri().path());
    let Some(limit) = limits.limit(class) else { return next.run(request).await };
    let Address(address) = Address::of(request.extensions());
    let who = match request.extensions().get() {
        Some(Caller(Ok(identity))) => Who::Account(identity.account),
        _ => Who::Address(address),
    };
    // Attempts to come in are counted with the names that were tried.
    let (room, mut response) = match class {
        Class::Auth => {
            let response = next.run(request).await;
            (limits.room(class, &address), response)
        }
        _ => match limits.count(class, &who) {
            Ok(room) => (room, next.run(request).await),
            Err(exceeded) => {
                let room = Room { rate: exceeded.rate, left: 0, next: exceeded.wait };
                (Some(room), refuse(&shared, class, request, exceeded.into()).await)
            }
        },
    };
    if let Some(room) = room {
        tell(class, &limit, room, &mut response);
    }
    response
}

/// What a request is counted as.
fn class(method: &Method, path: &str) -> Class {
    let reads = matches!(*method, Method::GET | Method::HEAD);
    match path {
        "/api/v1/auth/register" | "/api/v1/auth/login" | "/fn/sign_up" | "/fn/sign_in" => Class::Auth,
        "/api/v1/photos" | "/upload" if *method == Method::POST => Class::Upload,
        "/" | "/public" if reads => Class::Read,
        _ if reads && ["/photos/", "/people/"].iter().any(|folder| path.starts_with(folder)) => Class::Read,
        _ => Class::Default,
    }
}

/// Say what is left.
fn tell(class: Class, limit: &Limit, room: Room, response: &mut Response) {
    let name = |rate: &model::Rate| match limit.rates() {
        [_] => class.as_str().to_owned(),
        _ => format!("{} {rate}", class.as_str()),
    };
    let policies = limit.rates().iter().map(|rate| format!("\"{}\";q={};w={}", name(rate), rate.amount, rate.period.seconds()));
    let seconds = room.next.as_millis().div_ceil(1000);
    let left = format!("\"{}\";r={};t={seconds}", name(&room.rate), room.left);
    let headers = response.headers_mut();
    let mut set = |header, text: String| HeaderValue::from_str(&text).map(|value| headers.insert(header, value));
    // These are digits and words of our own.
    let _ = set(POLICY, policies.collect::<Vec<_>>().join(", "));
    let _ = set(LEFT, left);
    if response.status() == StatusCode::TOO_MANY_REQUESTS && !response.headers().contains_key(RETRY_AFTER) {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(u64::try_from(seconds).unwrap_or(u64::MAX)));
    }
}

/// Answer what is not carried out, in the way in which it was asked.
async fn refuse(shared: &Shared, class: Class, request: Request, error: AppError) -> Response {
    let (headers, path) = (request.headers().clone(), request.uri().path().to_owned());
    if class == Class::Upload {
        // A browser that is still sending would see a broken connection instead of the answer.
        upload::discard(request.into_body()).await;
    }
    let by_form = accepts_html(&headers);
    let is_for_a_page = path == "/upload" && class == Class::Upload || path.starts_with("/fn/") || by_form && !path.starts_with("/api/");
    if !is_for_a_page {
        return error.into_response();
    }
    shared.gallery.refusals().count(&error);
    match path.as_str() {
        "/upload" if class == Class::Upload => Redirect::to(&Carried::address("/upload", &error, &[])).into_response(),
        _ if path.starts_with("/fn/") && by_form => Redirect::to(&Carried::address(&page_before(&headers), &error, &[])).into_response(),
        _ if path.starts_with("/fn/") => (StatusCode::TOO_MANY_REQUESTS, Json(error)).into_response(),
        _ => page(&error),
    }
}

fn accepts_html(headers: &HeaderMap) -> bool {
    headers.get(ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|accepted| accepted.contains("text/html"))
}

/// The path of the page that a form was on.
fn page_before(headers: &HeaderMap) -> String {
    let page: Option<Uri> = headers.get(REFERER).and_then(|value| value.to_str().ok()?.parse().ok());
    page.map_or_else(|| "/".to_owned(), |page| page.path().to_owned())
}

/// The error as a page.
fn page(error: &AppError) -> Response {
    let main = view! {
        <h1>{error.title()}</h1>
        <p class="plain-lead">{error.to_string()}</p>
    };
    let headers = [(CONTENT_SECURITY_POLICY, plain_page::policy())];
    (StatusCode::TOO_MANY_REQUESTS, headers, Html(plain_page::html(error.title(), main.into_any()))).into_response()
}

#[cfg(test)]
mod tests {
    use super::class;
    use axum::http::Method;
    use model::Class;

    #[test]
    fn requests_are_of_the_class_that_people_expect() {
        for (method, path, expected) in [
            (Method::POST, "/api/v1/auth/login", Class::Auth),
            (Method::POST, "/fn/sign_up", Class::Auth),
            (Method::POST, "/api/v1/auth/refresh", Class::Default),
            (Method::POST, "/api/v1/photos", Class::Upload),
            (Method::GET, "/api/v1/photos", Class::Default),
            (Method::GET, "/upload", Class::Default),
            (Method::POST, "/upload", Class::Upload),
            (Method::GET, "/photos/019e84d3-7b00-7000-8000-000000000001/thumb", Class::Read),
            (Method::HEAD, "/photos/019e84d3-7b00-7000-8000-000000000001", Class::Read),
            (Method::GET, "/public", Class::Read),
            (Method::GET, "/people/ada", Class::Read),
            (Method::GET, "/photos", Class::Default),
            (Method::POST, "/photos/zip", Class::Default),
        ] {
            assert_eq!(class(&method, path), expected, "{method} {path}");
        }
    }
}
