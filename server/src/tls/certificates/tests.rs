//! What clients are shown as time passes, as they see it: by handshakes with a client that trusts the authority and nothing else.

use super::Certificates;
use crate::tls::{Authority, Names};
use chrono::{DateTime, TimeDelta, Utc};
use gallery::{Clock, Random};
use rustls::{
    ClientConfig, ClientConnection, Error, RootCertStore, ServerConnection,
    crypto::ring,
    pki_types::{CertificateDer, ServerName, UnixTime},
    time_provider::TimeProvider,
};
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicI64, Ordering},
};
use x509_parser::parse_x509_certificate;

/// A machine with an authority, whose clock and names can be changed.
struct Home {
    now: Arc<AtomicI64>,
    names: Arc<Mutex<Names>>,
    certificates: Certificates,
    _folder: tempfile::TempDir,
}

/// The clock of that machine, for clients.
#[derive(Debug)]
struct Hands(Arc<AtomicI64>);

impl TimeProvider for Hands {
    fn current_time(&self) -> Option<UnixTime> {
        let seconds = self.0.load(Ordering::SeqCst).try_into().ok()?;
        Some(UnixTime::since_unix_epoch(std::time::Duration::from_secs(seconds)))
    }
}

impl Home {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let start: DateTime<Utc> = "2026-06-01T12:00:00Z".parse().unwrap();
        let now = Arc::new(AtomicI64::new(start.timestamp()));
        let authority = Authority::load_or_make(folder.path(), start, &Random::system()).unwrap();
        let names = Names { hosts: vec!["attic.local".to_owned()], addresses: vec!["192.168.1.5".parse().unwrap()] };
        let names = Arc::new(Mutex::new(names));
        let (hands, called) = (now.clone(), names.clone());
        let clock = Clock::telling(move || DateTime::from_timestamp(hands.load(Ordering::SeqCst), 0).unwrap());
        let certificates = Certificates::of_authority(authority, move || called.lock().unwrap().clone(), clock).unwrap();
        Self { now, names, certificates, _folder: folder }
    }

    fn passes(&self, time: TimeDelta) {
        self.now.fetch_add(time.num_seconds(), Ordering::SeqCst);
        self.certificates.refresh();
    }

    fn is_called(&self, names: Names) {
        *self.names.lock().unwrap() = names;
        self.certificates.refresh();
    }

    /// The certificate that a client is shown and accepts.
    fn shows(&self, host: &str) -> Result<CertificateDer<'static>, Error> {
        let mut roots = RootCertStore::empty();
        roots.add(self.certificates.authority().unwrap().der().to_vec().into())?;
        let provider = Arc::new(ring::default_provider());
        let hands = Arc::new(Hands(self.now.clone()));
        let config = ClientConfig::builder_with_details(provider, hands).with_safe_default_protocol_versions()?;
        let config = config.with_root_certificates(roots).with_no_client_auth();
        let name = ServerName::try_from(host.to_owned()).unwrap();
        let mut client = ClientConnection::new(Arc::new(config), name)?;
        let mut server = ServerConnection::new(self.certificates.shown().get_inner())?;
        while client.is_handshaking() || server.is_handshaking() {
            let mut wire = Vec::new();
            client.write_tls(&mut wire).unwrap();
            server.read_tls(&mut wire.as_slice()).unwrap();
            server.process_new_packets()?;
            let mut wire = Vec::new();
            server.write_tls(&mut wire).unwrap();
            client.read_tls(&mut wire.as_slice()).unwrap();
            client.process_new_packets()?;
        }
        Ok(client.peer_certificates().unwrap()[0].clone())
    }
}

#[test]
fn a_certificate_is_good_for_the_names_and_addresses_of_the_machine_and_for_no_others() {
    let home = Home::new();
    assert!(home.shows("attic.local").is_ok() && home.shows("192.168.1.5").is_ok());
    assert!(home.shows("cellar.local").is_err() && home.shows("192.168.1.6").is_err());
}

#[test]
fn a_certificate_is_short_lived_and_for_servers_alone() {
    let shown = Home::new().shows("attic.local").unwrap();
    let (_, certificate) = parse_x509_certificate(&shown).unwrap();
    let validity = certificate.validity();
    assert!(validity.not_after.timestamp() - validity.not_before.timestamp() <= 397 * 24 * 60 * 60);
    let purposes = certificate.extended_key_usage().unwrap().unwrap().value;
    assert!(purposes.server_auth && !purposes.client_auth && !purposes.any && purposes.other.is_empty());
    assert!(!certificate.is_ca());
}

#[test]
fn it_is_renewed_in_good_time_and_not_before() {
    let home = Home::new();
    let first = home.shows("attic.local").unwrap();
    home.passes(TimeDelta::days(59));
    assert_eq!(home.shows("attic.local").unwrap(), first, "59 days later");
    home.passes(TimeDelta::days(2));
    let second = home.shows("attic.local").unwrap();
    assert_ne!(second, first, "61 days later");
    home.passes(TimeDelta::days(70));
    assert_ne!(home.shows("attic.local").unwrap(), second);
}

#[test]
fn who_is_away_when_it_is_due_gets_a_new_one_on_coming_back() {
    let home = Home::new();
    home.passes(TimeDelta::days(400));
    assert!(home.shows("attic.local").is_ok());
}

#[test]
fn another_address_or_name_has_another_certificate_made() {
    let home = Home::new();
    assert!(home.shows("10.0.0.7").is_err());
    home.is_called(Names { hosts: vec!["cellar.lan".to_owned()], addresses: vec!["10.0.0.7".parse().unwrap()] });
    assert!(home.shows("10.0.0.7").is_ok() && home.shows("cellar.lan").is_ok());
    assert!(home.shows("192.168.1.5").is_err(), "it is no longer ours");
}

#[test]
fn a_name_outside_the_constraints_is_left_out_and_told() {
    let home = Home::new();
    let names = ["photos.example.org", "attic.local"].map(str::to_owned).into();
    home.is_called(Names { hosts: names, addresses: vec!["203.0.113.7".parse().unwrap()] });
    assert!(home.shows("attic.local").is_ok(), "the rest is still good");
    assert!(home.shows("photos.example.org").is_err() && home.shows("203.0.113.7").is_err());
    let (_, outside) = home.certificates.names().unwrap();
    assert_eq!(outside.hosts, ["photos.example.org"]);
    assert_eq!(outside.addresses.len(), 1);
}

#[test]
fn the_last_certificate_ends_with_its_authority() {
    let home = Home::new();
    home.passes(TimeDelta::days(3649));
    let last = home.shows("attic.local").unwrap();
    home.passes(TimeDelta::hours(1));
    assert_eq!(home.shows("attic.local").unwrap(), last, "a later one would end no later");
    home.passes(TimeDelta::days(2));
    assert!(home.shows("attic.local").is_err());
}
