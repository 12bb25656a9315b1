//! Starting, running and stopping.

use crate::{
    command,
    config::{Config, DatabaseUrl, StorageUrl},
    http::Proxies,
    router::{Shared, router},
    site,
};
use axum_server::{Handle, accept::NoDelayAcceptor};
use chrono::TimeDelta;
use gallery::{Clock, Gallery, OpenError, Random, Settings, accounts::AccountError, photos::PhotoError};
use hyper_util::rt::TokioTimer;
use std::{
    fmt::Write,
    io,
    net::{SocketAddr, TcpListener},
    sync::Arc,
    time::Duration,
};
use tokio::{signal, time};

/// How long a client may take to send a request's headers.
const HEADERS: Duration = Duration::from_secs(10);

/// How long running requests may go on after the program was told to stop.
const FINISH: Duration = Duration::from_secs(15);

/// How often old trash and leftovers are removed.
const TIDY: Duration = Duration::from_hours(1);

/// Why the program could not start, in one plain sentence.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("port {port} is taken by another program; stop that one, or choose another port with --port")]
    PortTaken { port: u16 },
    #[error("cannot listen on {address}: {source}")]
    Listen { address: SocketAddr, source: io::Error },
    #[error("{0}")]
    Site(String),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error("what an earlier run left behind cannot be cleared up: {0}")]
    Recover(PhotoError),
    #[error("the accounts cannot be read: {0}")]
    Accounts(AccountError),
    #[error("the server stopped: {0}")]
    Serve(io::Error),
}

/// Run the gallery until it is told to stop.
///
/// Errors: it could not start; see [`StartError`].
pub async fn serve(config: Config) -> Result<(), StartError> {
    let listener = listen(config.server.address())?;
    let address = listener.local_addr().map_err(StartError::Serve)?;
    let site = config.site.clone().map_or_else(site::find, site::named).map_err(StartError::Site)?;
    let gallery = Gallery::open(settings(&config), Clock::system(), Random::system()).await?;
    gallery.recover().await.map_err(StartError::Recover)?;
    // From here on: whoever reads the address may already want it stopped.
    let told_to_stop = told_to_stop().map_err(StartError::Serve)?;
    greet(&gallery, &config, address).await?;

    let proxies =
        Proxies { trusted: config.server.trusted_proxies.clone().into(), public_url: config.server.public_url.clone().map(Arc::new) };
    let shared = Shared { gallery: gallery.clone(), options: site::options(site, address), proxies };
    tokio::spawn(tidy_now_and_then(gallery.clone()));
    let handle = Handle::new();
    tokio::spawn(stop(told_to_stop, handle.clone()));
    let mut server = axum_server::from_tcp(listener).map_err(StartError::Serve)?.acceptor(NoDelayAcceptor::new()).handle(handle);
    // Without TLS no browser speaks HTTP/2, and while hyper waits to see which of the two it is, no time-out runs.
    server = server.http1_only();
    server.http_builder().http1().timer(TokioTimer::new()).header_read_timeout(HEADERS);
    let service = router(shared).into_make_service_with_connect_info::<SocketAddr>();
    server.serve(service).await.map_err(StartError::Serve)?;
    gallery.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// What the configuration means for the gallery.
fn settings(config: &Config) -> Settings {
    let DatabaseUrl::Sqlite(database) = config.database.url.clone();
    let StorageUrl::Folder(photos) = config.storage.url.clone();
    let delta = |duration| TimeDelta::from_std(duration).unwrap_or(TimeDelta::MAX);
    Settings {
        data_dir: config.data_dir.clone(),
        database,
        photos,
        secrets: config.auth.jwt_secret.clone().unwrap_or_default(),
        access_ttl: delta(config.auth.access_ttl),
        refresh_idle: delta(config.auth.refresh_idle),
        refresh_max: delta(config.auth.refresh_max),
        allowed_types: config.uploads.allowed_types.clone(),
        max_content_length: config.uploads.max_content_length,
        decode_memory: config.uploads.decode_memory,
        trash_days: config.photos.trash_days,
        registration: config.accounts.registration,
        // A proxy on this machine may serve anyone.
        reachable: !config.server.host.is_loopback() || config.server.public_url.is_some() || !config.server.trusted_proxies.is_empty(),
    }
}

fn listen(address: SocketAddr) -> Result<TcpListener, StartError> {
    let listener = TcpListener::bind(address).map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => StartError::PortTaken { port: address.port() },
        _ => StartError::Listen { address, source },
    })?;
    listener.set_nonblocking(true).map_err(|source| StartError::Listen { address, source })?;
    Ok(listener)
}

/// Say where the gallery is and, before there is any account, how to make the first one.
async fn greet(gallery: &Gallery, config: &Config, address: SocketAddr) -> Result<(), StartError> {
    let url = match &config.server.public_url {
        Some(url) => url.to_string(),
        None if address.ip().is_unspecified() => format!("http://localhost:{}", address.port()),
        None => format!("http://{address}"),
    };
    let mut greeting = format!("Pinhole is at {url}\n");
    if config.server.public_url.is_some() {
        let _ = writeln!(greeting, "and listens on http://{address}");
    }
    if gallery.accounts().none().await.map_err(StartError::Accounts)? {
        let _ = writeln!(greeting, "Nobody has an account yet. Open {url}/signup: the first account looks after the gallery.");
        if let Some(code) = gallery.setup_code() {
            let _ = writeln!(greeting, "Others can reach this program, so the first account needs this setup code: {code}");
        }
    }
    let _ = writeln!(greeting, "Photos and database are in {}. Press Ctrl-C to stop.", config.data_dir.display());
    command::print(&greeting);
    Ok(())
}

async fn tidy_now_and_then(gallery: Gallery) {
    let mut every = time::interval(TIDY);
    loop {
        every.tick().await;
        gallery.tidy().await;
    }
}

/// Begin to listen for Ctrl-C and SIGTERM. What is answered completes when one of them has come.
#[cfg(unix)]
fn told_to_stop() -> io::Result<impl Future<Output = ()> + Send> {
    use signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn told_to_stop() -> io::Result<impl Future<Output = ()> + Send> {
    Ok(async { drop(signal::ctrl_c().await) })
}

/// Once told so: take no more requests, finish the running ones.
async fn stop(told_to_stop: impl Future<Output = ()>, handle: Handle<SocketAddr>) {
    told_to_stop.await;
    tracing::info!("finishing running requests");
    handle.graceful_shutdown(Some(FINISH));
}
