//! `/metrics`: what the program counted and timed since it started (OpenMetrics text, which Prometheus reads). No request, person or
//! photo can be told from it.

use super::sessions::bearer;
use crate::router::Shared;
use axum::{
    extract::{ConnectInfo, State},
    http::{
        HeaderMap, HeaderName, Method, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE, FORWARDED},
    },
    response::IntoResponse,
};
use gallery::Gallery;
use model::AppError;
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{
        counter::Counter,
        family::Family,
        histogram::{Histogram, exponential_buckets},
    },
    registry::{Registry, Unit},
};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use std::{net::SocketAddr, time::Duration};

/// What a request is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: String,
    route: String,
    status: u16,
}

/// What a refusal is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Refused {
    code: &'static str,
}

/// Everything that is counted, and who may read it.
pub struct Metrics {
    registry: Registry,
    requests: Family<Answered, Histogram>,
    refusals: Family<Refused, Counter>,
    token: Option<SecretString>,
}

impl Metrics {
    /// Those of a gallery and of the requests to it. With a token they are for whoever has it, else for this machine alone.
    pub fn of(gallery: &Gallery, token: Option<SecretString>) -> Self {
        let mut registry = Registry::with_prefix("pinhole");
        let requests = Family::new_with_constructor((|| Histogram::new(exponential_buckets(0.001, 4.0, 9))) as fn() -> Histogram);
        let refusals = Family::default();
        registry.register_with_unit("http_request", "Requests, until the answer begins", Unit::Seconds, requests.clone());
        registry.register("refusals", "Requests that were refused, by code", refusals.clone());
        gallery.metrics().register(&mut registry);
        Self { registry, requests, refusals, token }
    }

    /// Count and time a request. The route is as the router has it.
    pub fn answered(&self, method: &Method, route: &str, status: StatusCode, took: Duration) {
        let labels = Answered { method: method.to_string(), route: route.to_owned(), status: status.as_u16() };
        self.requests.get_or_create(&labels).observe(took.as_secs_f64());
    }

    /// Count a refusal.
    pub fn refused(&self, error: &AppError) {
        self.refusals.get_or_create(&Refused { code: error.code() }).inc();
    }

    /// Errors: `token_missing`, `token_invalid`, where a token is needed; else `forbidden`.
    fn allow(&self, headers: &HeaderMap, peer: SocketAddr) -> Result<(), AppError> {
        let Some(expected) = &self.token else {
            let forwarded = headers.keys().any(|name| *name == FORWARDED || name.as_str().starts_with("x-forwarded-") || *name == REAL_IP);
            return if peer.ip().to_canonical().is_loopback() && !forwarded { Ok(()) } else { Err(AppError::Forbidden) };
        };
        let given = bearer(headers).ok_or(AppError::TokenMissing)?;
        // Digests are compared: how long that takes says nothing of the token.
        if Sha256::digest(given) == Sha256::digest(expected.expose_secret()) { Ok(()) } else { Err(AppError::TokenInvalid) }
    }
}

const REAL_IP: HeaderName = HeaderName::from_static("x-real-ip");

/// Tell all of it.
///
/// Errors: `token_missing`, `token_invalid`, `forbidden`.
pub async fn read(
    State(shared): State<Shared>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, AppError> {
    shared.metrics.allow(&headers, peer)?;
    let mut text = String::new();
    encode(&mut text, &shared.metrics.registry).map_err(|error| {
        tracing::error!(%error, "metrics");
        AppError::Internal
    })?;
    Ok(([(CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8"), (CACHE_CONTROL, "no-store")], text))
}
