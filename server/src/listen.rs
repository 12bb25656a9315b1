//! Sockets: taking them, and speaking HTTP on them, with and without TLS. No client can hold a connection by saying nothing.

use crate::{StartError, tls::Prompt};
use axum::{Router, extract::connect_info::IntoMakeServiceWithConnectInfo};
use axum_server::{
    Handle,
    accept::NoDelayAcceptor,
    tls_rustls::{RustlsAcceptor, RustlsConfig},
};
use hyper_util::rt::TokioTimer;
use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener},
    time::Duration,
};

/// How long a client may take to send a request's headers, and before that, to agree on TLS.
const HEADERS: Duration = Duration::from_secs(10);

/// How often a client that speaks HTTP/2 is asked whether it is still there. It has [`HEADERS`] to answer.
const STILL_THERE: Duration = Duration::from_secs(20);

/// How many clients may wait to be let in. With the 128 of the standard library, a crowd that comes at one moment is turned away.
const WAITING: i32 = 4096;

type Service = IntoMakeServiceWithConnectInfo<Router, SocketAddr>;

/// Take a socket.
///
/// Errors: `PortTaken`, which names `flag` as what to change; `Listen`.
pub fn take(address: SocketAddr, flag: &'static str) -> Result<TcpListener, StartError> {
    let taken = |error: &io::Error| error.kind() == io::ErrorKind::AddrInUse;
    let listener = TcpListener::bind(address).or_else(|error| {
        // All addresses, on a machine without IPv6.
        let all = address.ip() == IpAddr::V6(Ipv6Addr::UNSPECIFIED);
        if all && !taken(&error) { TcpListener::bind((Ipv4Addr::UNSPECIFIED, address.port())) } else { Err(error) }
    });
    let listener = listener.map_err(|source| match source {
        error if taken(&error) => StartError::PortTaken { port: address.port(), flag },
        source => StartError::Listen { address, source },
    })?;
    let widened = rustix::net::listen(&listener, WAITING).map_err(io::Error::from);
    widened.and_then(|()| listener.set_nonblocking(true)).map_err(|source| StartError::Listen { address, source })?;
    Ok(listener)
}

/// Serve by plain http until the handle says so.
pub async fn plain(listener: TcpListener, service: Service, handle: Handle<SocketAddr>) -> io::Result<()> {
    let mut server = axum_server::from_tcp(listener)?.acceptor(NoDelayAcceptor::new()).handle(handle);
    // Without TLS no browser speaks HTTP/2, and while hyper waits to see which of the two it is, no time-out runs.
    server = server.http1_only();
    server.http_builder().http1().timer(TokioTimer::new()).header_read_timeout(HEADERS);
    server.serve(service).await
}

/// Serve by https, with whatever certificate is current when a connection begins, until the handle says so.
pub async fn secure(listener: TcpListener, shown: RustlsConfig, service: Service, handle: Handle<SocketAddr>) -> io::Result<()> {
    let tls = RustlsAcceptor::new(shown).handshake_timeout(HEADERS).acceptor(NoDelayAcceptor::new());
    let mut server = axum_server::from_tcp(listener)?.acceptor(Prompt::new(tls, HEADERS)).handle(handle);
    server.http_builder().http1().timer(TokioTimer::new()).header_read_timeout(HEADERS);
    server.http_builder().http2().timer(TokioTimer::new()).keep_alive_interval(STILL_THERE).keep_alive_timeout(HEADERS);
    server.serve(service).await
}
