//! The certificate that is shown now, and when another one takes its place.

use super::{Authority, AuthorityError, CertificateFiles, FilesError, Names, files::Contents, speak};
use axum_server::tls_rustls::RustlsConfig;
use chrono::{DateTime, TimeDelta, Utc};
use gallery::Clock;
use rustls::ServerConfig;
use std::sync::{Arc, Mutex, PoisonError};

/// An authority that has less than this left is complained about.
const LAST_DAYS: TimeDelta = TimeDelta::days(90);

/// Why there is no certificate to show.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    #[error(transparent)]
    Authority(#[from] AuthorityError),
    #[error(transparent)]
    Files(#[from] FilesError),
    #[error("no certificate can be made: {0}")]
    Issue(#[from] rcgen::Error),
    #[error("no certificate can be shown: {0}")]
    Show(#[from] rustls::Error),
}

/// What the program shows its clients. It is kept up to date by calling [`Certificates::refresh`] now and then; connections that
/// have begun go on with what they were shown.
pub struct Certificates {
    source: Source,
    shown: RustlsConfig,
}

/// Where the certificate comes from, and what the one that is shown was made of.
enum Source {
    Authority { authority: Box<Authority>, machine: Box<Machine>, clock: Clock, made: Mutex<Made> },
    Files { files: CertificateFiles, read: Mutex<Contents> },
}

/// Tells the names and addresses of this machine.
type Machine = dyn Fn() -> Names + Send + Sync;

struct Made {
    /// All names and addresses that the machine had.
    names: Names,
    renew_at: DateTime<Utc>,
}

impl Certificates {
    /// Those that an authority makes for what `machine` says it is called.
    ///
    /// Errors: the first one cannot be made.
    pub fn of_authority(
        authority: Authority,
        machine: impl Fn() -> Names + Send + Sync + 'static,
        clock: Clock,
    ) -> Result<Self, CertificateError> {
        let (made, config) = make(&authority, machine(), clock.now())?;
        let source = Source::Authority { authority: Box::new(authority), machine: Box::new(machine), clock, made: Mutex::new(made) };
        Ok(Self { source, shown: RustlsConfig::from_config(config) })
    }

    /// The one in these files.
    ///
    /// Errors: what is wrong with them.
    pub fn of_files(files: CertificateFiles) -> Result<Self, CertificateError> {
        let contents = files.read()?;
        let shown = RustlsConfig::from_config(files.speak(&contents)?);
        Ok(Self { source: Source::Files { files, read: Mutex::new(contents) }, shown })
    }

    /// What new connections are shown, also after it has changed.
    pub fn shown(&self) -> RustlsConfig {
        self.shown.clone()
    }

    /// The authority behind them, if it is our own.
    pub fn authority(&self) -> Option<&Authority> {
        match &self.source {
            Source::Authority { authority, .. } => Some(authority),
            Source::Files { .. } => None,
        }
    }

    /// The names and addresses that the certificate of our own authority is for, and those of this machine that it may not have.
    pub fn names(&self) -> Option<(Names, Names)> {
        match &self.source {
            Source::Authority { authority, made, .. } => {
                let names = made.lock().unwrap_or_else(PoisonError::into_inner).names.clone();
                Some(names.split(authority.constraints()))
            }
            Source::Files { .. } => None,
        }
    }

    /// Look whether another certificate is due: because of its age, because this machine is called something else, or because the
    /// files have changed. When that does not work out, the one that is shown stays.
    pub fn refresh(&self) {
        let another = match &self.source {
            Source::Authority { authority, machine, clock, made } => {
                let mut made = made.lock().unwrap_or_else(PoisonError::into_inner);
                renewed(authority, machine(), clock.now(), &mut made)
            }
            Source::Files { files, read } => {
                let mut read = read.lock().unwrap_or_else(PoisonError::into_inner);
                read_again(files, &mut read)
            }
        };
        match another {
            Ok(None) => {}
            Ok(Some(config)) => {
                self.shown.reload_from_config(config);
                tracing::info!("another certificate is shown from now on");
            }
            Err(error) => tracing::error!(%error, "the certificate stays as it is"),
        }
    }
}

fn make(authority: &Authority, names: Names, now: DateTime<Utc>) -> Result<(Made, Arc<ServerConfig>), CertificateError> {
    if authority.ends_at() - now < LAST_DAYS {
        tracing::warn!(ends_at = %authority.ends_at(), "the authority ends soon; delete it to have a new one made at the next start");
    }
    let leaf = authority.issue(names.clone(), now)?;
    let config = speak(vec![leaf.certificate], leaf.key)?;
    Ok((Made { names, renew_at: leaf.renew_at }, config))
}

/// Another certificate of the authority, if one is due.
fn renewed(
    authority: &Authority,
    names: Names,
    now: DateTime<Utc>,
    made: &mut Made,
) -> Result<Option<Arc<ServerConfig>>, CertificateError> {
    let due = made.renew_at <= now || made.names != names;
    if !due || authority.ends_at() <= now {
        return Ok(None);
    }
    let (another, config) = make(authority, names, now)?;
    *made = another;
    Ok(Some(config))
}

/// What the files hold, if that has changed. A wrong state of theirs is complained about once, not every time.
fn read_again(files: &CertificateFiles, read: &mut Contents) -> Result<Option<Arc<ServerConfig>>, CertificateError> {
    // Missing for a moment, while they are replaced.
    let Ok(contents) = files.read() else { return Ok(None) };
    if contents == *read {
        return Ok(None);
    }
    *read = contents;
    Ok(Some(files.speak(read)?))
}

#[cfg(test)]
mod tests;
