//! TLS: which certificates the program shows, and how connections begin.

mod authority;
mod certificates;
mod constraints;
mod files;
mod names;
mod prompt;

pub use authority::{Authority, AuthorityError};
pub use certificates::{CertificateError, Certificates};
pub use constraints::Constraints;
pub use files::{CertificateFiles, FilesError};
pub use names::{Names, host_name};
pub use prompt::Prompt;

use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer},
};
use std::sync::Arc;

/// How TLS is spoken with this certificate: TLS 1.2 and 1.3, and over it HTTP/2 or else HTTP/1.1 (ALPN, RFC 7301).
///
/// Errors: the key is not that of the first certificate, or cannot be used.
fn speak(chain: Vec<CertificateDer<'static>>, key: PrivateKeyDer<'static>) -> Result<Arc<ServerConfig>, rustls::Error> {
    let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions()?;
    let mut config = builder.with_no_client_auth().with_single_cert(chain, key)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}
