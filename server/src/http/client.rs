//! The client as it sees itself: the scheme and host it speaks to, whatever proxies stand between.

use crate::{
    config::{self, Cidr},
    router::Shared,
};
use app::{
    origin::Origin,
    session::{Address, Https},
};
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderName, header::HOST},
    middleware::Next,
    response::Response,
};
use std::{
    net::{IpAddr, SocketAddr},
    sync::{Arc, Once},
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

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");

/// Out of a connection's other end and what proxies say: the last one that is not itself a proxy that is believed. For IPv6 it is the
/// network that one customer has, with its last 64 bits zero.
fn address(peer: IpAddr, headers: &HeaderMap, proxies: &Proxies) -> IpAddr {
    let said = headers.get_all(FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok());
    // Who wrote nonsense may have written what is before it too.
    let hops: Vec<_> = said.flat_map(|value| value.split(',')).map(|address| address.trim().parse::<IpAddr>()).collect();
    let mut nearest = peer;
    for hop in hops.into_iter().rev().map_while(Result::ok) {
        if !proxies.trust(nearest) {
            break;
        }
        nearest = hop;
    }
    network(nearest)
}

fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6((address.to_bits() & (u128::MAX << 64)).into()),
        address @ IpAddr::V4(_) => address,
    }
}

/// Find out which origin the client speaks to, and whether it is https.
pub async fn recognise(State(shared): State<Shared>, mut request: Request, next: Next) -> Response {
    let origin = origin(&request, &shared.proxies);
    if let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>().copied() {
        let address = address(peer.ip(), request.headers(), &shared.proxies);
        mention_unknown_proxy(peer.ip(), request.headers(), &shared.proxies);
        request.extensions_mut().insert(Address(address));
    }
    request.extensions_mut().insert(Https(origin.starts_with("https://")));
    request.extensions_mut().insert(Origin(origin));
    next.run(request).await
}

/// Say once that there seems to be a proxy that is not believed.
fn mention_unknown_proxy(peer: IpAddr, headers: &HeaderMap, proxies: &Proxies) {
    static SAID: Once = Once::new();
    let is_near = match peer.to_canonical() {
        IpAddr::V4(address) => address.is_loopback() || address.is_private(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local(),
    };
    if is_near && headers.contains_key(FORWARDED_FOR) && !proxies.trust(peer) {
        SAID.call_once(|| {
            tracing::warn!(
                %peer,
                "X-Forwarded-For is not believed: to the limits and the audit log, everybody behind this address is one. \
                 If it is your proxy, name it in TRUSTED_PROXIES"
            );
        });
    }
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

#[cfg(test)]
mod tests {
    use super::{FORWARDED_FOR, Proxies, address};
    use axum::http::{HeaderMap, HeaderValue};

    fn found(peer: &str, forwarded: &[&'static str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED_FOR, HeaderValue::from_static(value));
        }
        let trusted = ["127.0.0.1", "10.0.0.0/8"].map(|range| range.parse().unwrap());
        let proxies = Proxies { trusted: trusted.into(), ..Proxies::default() };
        address(peer.parse().unwrap(), &headers, &proxies).to_string()
    }

    #[test]
    fn a_client_is_where_the_last_proxy_that_is_believed_says() {
        assert_eq!(found("192.0.2.7", &[]), "192.0.2.7");
        assert_eq!(found("192.0.2.7", &["198.51.100.1"]), "192.0.2.7", "anyone can write a header");
        assert_eq!(found("127.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(found("127.0.0.1", &["203.0.113.9, 198.51.100.1, 10.1.2.3"]), "198.51.100.1", "what a client wrote itself comes before");
        assert_eq!(found("127.0.0.1", &["203.0.113.9", "198.51.100.1"]), "198.51.100.1");
        assert_eq!(found("127.0.0.1", &["198.51.100.1, nonsense"]), "127.0.0.1");
        assert_eq!(found("127.0.0.1", &[]), "127.0.0.1");
    }

    #[test]
    fn neighbours_in_a_network_of_ipv6_are_one_client() {
        assert_eq!(found("2001:db8:1:2:3:4:5:6", &[]), "2001:db8:1:2::");
        assert_eq!(found("::ffff:192.0.2.7", &[]), "192.0.2.7");
    }
}
