//! Starting, running and stopping.

use crate::{
    command,
    config::{Config, DatabaseUrl, StorageUrl, TlsConfig},
    greeting::greeting,
    home::Home,
    http::{Metrics, Proxies},
    listen,
    router::{Shared, router},
    site,
    tls::{Authority, CertificateError, CertificateFiles, Certificates, Names},
    trust,
};
use axum_server::Handle;
use chrono::TimeDelta;
use gallery::{Clock, Gallery, OpenError, Options, Random, accounts::AccountError, photos::PhotoError};
use std::{
    io,
    net::{SocketAddr, TcpListener},
    sync::Arc,
    time::Duration,
};
use tokio::{signal, time};

/// How long running requests may go on after the program was told to stop.
const FINISH: Duration = Duration::from_secs(15);

/// How often old trash and leftovers are removed.
const TIDY: Duration = Duration::from_hours(1);

/// How often the program looks whether another certificate is due.
const LOOK_AT_CERTIFICATES: Duration = Duration::from_secs(5);

/// Why the program could not start, in one plain sentence.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("port {port} is taken by another program; stop that one, or choose another port with {flag}")]
    PortTaken { port: u16, flag: &'static str },
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
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    #[error("the server stopped: {0}")]
    Serve(io::Error),
}

/// Run the gallery until it is told to stop.
///
/// Errors: it could not start; see [`StartError`].
pub async fn serve(config: Config) -> Result<(), StartError> {
    let sockets = Sockets::take(&config)?;
    let address = sockets.gallery.local_addr().map_err(StartError::Serve)?;
    let own_files = certificate_files(&config.tls).map(Certificates::of_files).transpose()?;
    let site = config.site.clone().map_or_else(site::find, site::named).map_err(StartError::Site)?;
    let random = Random::system();
    let gallery = Gallery::open(options(&config), Clock::system(), random.clone()).await?;
    gallery.recover().await.map_err(StartError::Recover)?;
    let certificates = match (own_files, &config.tls) {
        (Some(files), _) => Some(Arc::new(files)),
        (None, TlsConfig::Lan { .. }) => Some(Arc::new(home_certificates(&config, &gallery, &random)?)),
        (None, _) => None,
    };
    let home = match (&sockets.trust, &certificates) {
        (Some(trust), Some(certificates)) => {
            Some(Arc::new(Home::new(certificates.clone(), address, trust.local_addr().map_err(StartError::Serve)?)))
        }
        _ => None,
    };
    // From here on: whoever reads the address may already want it stopped.
    let told_to_stop = told_to_stop().map_err(StartError::Serve)?;
    command::print(&greeting(&gallery, &config, address, home.as_deref()).await.map_err(StartError::Accounts)?);

    let proxies = Proxies {
        trusted: config.server.trusted_proxies.clone().into(),
        public_url: config.server.public_url.clone().map(Arc::new),
        own_tls: certificates.is_some(),
    };
    let metrics = Arc::new(Metrics::of(&gallery, config.metrics.token.clone()));
    let shared = Shared { gallery: gallery.clone(), options: site::options(site, address), proxies, home, metrics };
    tokio::spawn(tidy_now_and_then(gallery.clone()));
    if let Some(certificates) = certificates.clone() {
        tokio::spawn(look_at(certificates));
    }
    sockets.serve(shared, certificates, told_to_stop).await.map_err(StartError::Serve)?;
    gallery.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Where the program listens.
struct Sockets {
    gallery: TcpListener,
    /// For `/trust` alone, without TLS.
    trust: Option<TcpListener>,
}

impl Sockets {
    fn take(config: &Config) -> Result<Self, StartError> {
        let gallery = listen::take(config.server.address(), "--port")?;
        let trust = match config.tls {
            TlsConfig::Lan { trust_port } => Some(listen::take(SocketAddr::new(config.server.host, trust_port), "--trust-port")?),
            TlsConfig::Off | TlsConfig::Files { .. } => None,
        };
        Ok(Self { gallery, trust })
    }

    /// Answer until told to stop, and until running requests are finished.
    async fn serve(
        self,
        shared: Shared,
        certificates: Option<Arc<Certificates>>,
        told_to_stop: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        let [gallery, trust] = [Handle::new(), Handle::new()];
        tokio::spawn(stop(told_to_stop, [gallery.clone(), trust.clone()]));
        let trust_page = trust::router(shared.clone()).into_make_service_with_connect_info();
        let trust = async {
            match self.trust {
                Some(socket) => listen::plain(socket, trust_page, trust).await,
                None => Ok(()),
            }
        };
        let service = router(shared).into_make_service_with_connect_info();
        let gallery = async {
            match certificates {
                Some(certificates) => listen::secure(self.gallery, certificates.shown(), service, gallery).await,
                None => listen::plain(self.gallery, service, gallery).await,
            }
        };
        tokio::try_join!(gallery, trust).map(|((), ())| ())
    }
}

/// Where the certificate lies that its owner has from elsewhere.
fn certificate_files(tls: &TlsConfig) -> Option<CertificateFiles> {
    match tls.clone() {
        TlsConfig::Files { certificate, key } => Some(CertificateFiles { certificate, key }),
        TlsConfig::Off | TlsConfig::Lan { .. } => None,
    }
}

/// Certificates for this machine, from the authority in the data folder.
fn home_certificates(config: &Config, gallery: &Gallery, random: &Random) -> Result<Certificates, CertificateError> {
    let authority = Authority::load_or_make(&config.data_dir, gallery.clock().now(), random)?;
    Certificates::of_authority(authority, Names::of_this_machine, gallery.clock().clone())
}

/// What the configuration means for the gallery.
pub fn options(config: &Config) -> Options {
    let DatabaseUrl::Sqlite(database) = config.database.url.clone();
    let StorageUrl::Folder(photos) = config.storage.url.clone();
    let delta = |duration| TimeDelta::from_std(duration).unwrap_or(TimeDelta::MAX);
    Options {
        data_dir: config.data_dir.clone(),
        database,
        photos,
        secrets: config.auth.jwt_secret.clone().unwrap_or_default(),
        access_ttl: delta(config.auth.access_ttl),
        refresh_idle: delta(config.auth.refresh_idle),
        refresh_max: delta(config.auth.refresh_max),
        decode_memory: config.uploads.decode_memory,
        settings: config.settings.clone(),
        sources: config.sources.clone(),
        // A proxy on this machine may serve anyone.
        reachable: !config.server.host.is_loopback() || config.server.public_url.is_some() || !config.server.trusted_proxies.is_empty(),
    }
}

async fn tidy_now_and_then(gallery: Gallery) {
    let mut every = time::interval(TIDY);
    loop {
        every.tick().await;
        gallery.tidy().await;
    }
}

async fn look_at(certificates: Arc<Certificates>) {
    let mut every = time::interval(LOOK_AT_CERTIFICATES);
    loop {
        every.tick().await;
        certificates.refresh();
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
async fn stop(told_to_stop: impl Future<Output = ()>, handles: [Handle<SocketAddr>; 2]) {
    told_to_stop.await;
    tracing::info!("finishing running requests");
    for handle in handles {
        handle.graceful_shutdown(Some(FINISH));
    }
}
