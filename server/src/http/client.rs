//! The client as it sees itself: the scheme and host it speaks to, whatever proxies stand between.

use crate::{
    config::{self, Cidr},
    router::Shared,
};
use app::{origin::Origin, session::Https};
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderName, header::HOST},
    middleware::Next,
    response::Response,
};
use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

/// Who stands between the program and its clients, and what address they use.
#[derive(Clone, Debug, Default)]
pub struct Proxies {
    /// Those whose `X-Forwarded-*` headers are believed.
    pub trusted: Arc<[Cidr]>,
    /// What people enter, when it was configured.
    pub public_url: Option<Arc<config::Origin>>,
    /// Whether the program itself speaks TLS.
    pub own_tls: bool,
}

const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");

/// Find out which origin the client speaks to, and whether it is https.
pub async fn recognise(State(shared): State<Shared>, mut request: Request, next: Next) -> Response {
    let origin = origin(&request, &shared.proxies);
    request.extensions_mut().insert(Https(origin.starts_with("https://")));
    request.extensions_mut().insert(Origin(origin));
    next.run(request).await
}

fn origin(request: &Request, proxies: &Proxies) -> String {
    if let Some(url) = &proxies.public_url {
        return url.to_string();
    }
    let headers = request.headers();
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    let believed = peer.is_some_and(|peer| proxies.trust(peer));
    let forwarded = |name: &HeaderName| believed.then(|| last(headers, name)).flatten();
    let https = forwarded(&FORWARDED_PROTO).map_or(proxies.own_tls, |scheme| scheme == "https");
    let scheme = if https { "https" } else { "http" };
    // HTTP/2 has no Host header; its authority is in the address.
    let own = last(headers, &HOST).or_else(|| request.uri().authority().map(axum::http::uri::Authority::as_str));
    let host = forwarded(&FORWARDED_HOST).or(own).unwrap_or_default();
    format!("{scheme}://{}", host.to_ascii_lowercase())
}

impl Proxies {
    /// Whether people reach the program by https under a public name. Telling browsers to insist on it (HSTS) would
    /// otherwise pin `localhost` and names of a home network.
    pub fn is_public_https(&self) -> bool {
        let Some(url) = self.public_url.as_deref().filter(|url| url.is_https()) else { return false };
        let (host, local) = (url.host(), ["localhost", "local", "lan", "internal", "home.arpa", "test"]);
        let number = host.starts_with('[') || host.parse::<IpAddr>().is_ok();
        host.contains('.') && !number && !local.iter().any(|suffix| host.ends_with(&format!(".{suffix}")))
    }

    fn trust(&self, peer: IpAddr) -> bool {
        self.trusted.iter().any(|range| range.contains(peer))
    }
}

/// What the proxy nearest to us has written: the last of a list.
fn last<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get_all(name).iter().next_back()?.to_str().ok()?.rsplit(',').next().map(str::trim)
}
