//! A certificate that its owner has from elsewhere, in files.

use super::speak;
use rustls::{
    Error as TlsError, ServerConfig,
    pki_types::{
        CertificateDer, PrivateKeyDer,
        pem::{Error as PemError, PemObject},
    },
};
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

/// What is wrong with the files, in one plain sentence.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    #[error("{} cannot be read: {why}", path.display())]
    Unreadable { path: PathBuf, why: String },
    #[error("{} holds no certificate in PEM", path.display())]
    NoCertificate { path: PathBuf },
    #[error("{} holds no private key in PEM; a key that is locked with a password cannot be used", path.display())]
    NoKey { path: PathBuf },
    #[error("{} is not the private key of the first certificate in {}", key.display(), certificate.display())]
    Mismatch { certificate: PathBuf, key: PathBuf },
    #[error("the certificate in {} cannot be used: {why}", path.display())]
    Unusable { path: PathBuf, why: TlsError },
}

/// Where a certificate and its private key lie.
#[derive(Clone, Debug)]
pub struct CertificateFiles {
    pub certificate: PathBuf,
    pub key: PathBuf,
}

/// What lay there. It holds a secret: it cannot be printed.
#[derive(PartialEq, Eq)]
pub struct Contents {
    certificate: Vec<u8>,
    key: Vec<u8>,
}

impl CertificateFiles {
    /// Read both files.
    ///
    /// Errors: one cannot be read.
    pub fn read(&self) -> Result<Contents, FilesError> {
        Ok(Contents { certificate: read(&self.certificate)?, key: read(&self.key)? })
    }

    /// How TLS is spoken with what lay there.
    ///
    /// Errors: it is no certificate with its key.
    pub fn speak(&self, contents: &Contents) -> Result<Arc<ServerConfig>, FilesError> {
        let path = self.certificate.clone();
        let chain: Result<Vec<_>, PemError> = CertificateDer::pem_slice_iter(&contents.certificate).collect();
        let chain = chain.ok().filter(|chain| !chain.is_empty()).ok_or(FilesError::NoCertificate { path: path.clone() })?;
        let key = PrivateKeyDer::from_pem_slice(&contents.key).map_err(|_| FilesError::NoKey { path: self.key.clone() })?;
        speak(chain, key).map_err(|why| match why {
            TlsError::InconsistentKeys(_) => FilesError::Mismatch { certificate: path, key: self.key.clone() },
            why => FilesError::Unusable { path, why },
        })
    }
}

fn read(path: &Path) -> Result<Vec<u8>, FilesError> {
    fs::read(path).map_err(|error| {
        let why = match error.kind() {
            io::ErrorKind::NotFound => "there is no such file".to_owned(),
            io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            _ => error.to_string(),
        };
        FilesError::Unreadable { path: path.to_owned(), why }
    })
}
