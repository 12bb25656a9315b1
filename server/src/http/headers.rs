//! What every answer says about itself.

use crate::router::Shared;
use app::origin::Origin;
use axum::{
    extract::{Request, State},
    http::{
        HeaderName, HeaderValue,
        header::{
            CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
        },
    },
    middleware::Next,
    response::Response,
};

const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// For answers that are no pages: nothing in them may run or load.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// Add the headers that a handler has not set itself.
pub async fn add(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let trustworthy = request.extensions().get().is_some_and(Origin::is_trustworthy);
    let mut response = next.run(request).await;
    let page = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let headers = response.headers_mut();
    let mut set = |name, value| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    // `no-referrer` would make forms send `Origin: null`.
    set(REFERRER_POLICY, "same-origin");
    set(RESOURCE_POLICY, "same-origin");
    set(CONTENT_SECURITY_POLICY, NOTHING);
    if page {
        // Elsewhere browsers do not heed it, and complain.
        if trustworthy {
            set(OPENER_POLICY, "same-origin");
        }
        set(PERMISSIONS_POLICY, "camera=(self), geolocation=(self), screen-wake-lock=(self), microphone=(), payment=(), usb=()");
        // Pages differ by who looks at them.
        set(CACHE_CONTROL, "private, no-cache");
    }
    if shared.proxies.is_public_https() {
        set(STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}
