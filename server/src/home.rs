//! The program as other devices of a home network reach it.

use crate::tls::{Authority, Certificates, Names};
use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

/// Where the gallery is in the home network, and where devices learn to trust it.
pub struct Home {
    certificates: Arc<Certificates>,
    /// Where the gallery listens.
    gallery: SocketAddr,
    /// Where `/trust` listens, without TLS.
    trust: SocketAddr,
}

impl Home {
    pub fn new(certificates: Arc<Certificates>, gallery: SocketAddr, trust: SocketAddr) -> Self {
        Self { certificates, gallery, trust }
    }

    /// The authority that devices are to trust.
    pub fn authority(&self) -> Option<&Authority> {
        self.certificates.authority()
    }

    /// Every origin (RFC 6454) under which the gallery is found, the most useful for other devices first.
    pub fn origins(&self) -> Vec<String> {
        let port = self.gallery.port();
        self.reached().web_hosts().map(|host| format!("https://{host}:{port}")).collect()
    }

    /// The first of them, unless only this machine gets there.
    pub fn origin(&self) -> Option<String> {
        let only_here = self.reached().addresses.first().is_none_or(IpAddr::is_loopback);
        self.origins().into_iter().next().filter(|_| !only_here)
    }

    /// The address of the page that says how to trust the authority.
    pub fn trust_page(&self) -> Option<String> {
        let host = self.reached().web_hosts().next()?;
        Some(format!("http://{host}:{}/trust", self.trust.port()))
    }

    /// Names and addresses of this machine for which the authority may make no certificate.
    pub fn outside(&self) -> Names {
        self.certificates.names().map(|(_, outside)| outside).unwrap_or_default()
    }

    fn reached(&self) -> Names {
        let inside = self.certificates.names().map(|(inside, _)| inside).unwrap_or_default();
        inside.reaching(self.gallery.ip())
    }
}
