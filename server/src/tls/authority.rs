//! The program's own authority: made at the first start, kept in the data folder, trusted by whoever installs it.

use super::{Constraints, Names, names};
use chrono::{DateTime, TimeDelta, Utc};
use gallery::Random;
use pem::Pem;
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    SanType,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, pem::PemObject};
use sha2::{Digest, Sha256};
use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};
use time::OffsetDateTime;
use x509_parser::{certificate::X509Certificate, parse_x509_certificate};

/// The file that holds the private key and the certificate, in PEM. One file, so that one is never there without the other.
const FILE: &str = "authority.pem";

/// How long an authority lives: whoever has to renew it installs it on every device again.
const LIFETIME: TimeDelta = TimeDelta::days(3650);

/// How long a certificate lives. Browsers take none for longer than 397 days.
const LEAF_LIFETIME: TimeDelta = TimeDelta::days(90);

/// A certificate is renewed when it has this long left.
const LEAF_RENEWED_BEFORE: TimeDelta = TimeDelta::days(30);

/// Certificates begin this much before they are made: not every clock at home is right.
const SLACK: TimeDelta = TimeDelta::days(1);

/// Why there is no authority.
#[derive(Debug, thiserror::Error)]
pub enum AuthorityError {
    #[error("the authority in {} cannot be used: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("the authority in {} cannot be used: {why}; put a backup in its place, or delete it to have a new one made, which every device must then trust anew", path.display())]
    Damaged { path: PathBuf, why: &'static str },
    #[error("the authority in {} has ended on {}; delete it to have a new one made, which every device must then trust anew", path.display(), ended.format("%Y-%m-%d"))]
    Ended { path: PathBuf, ended: DateTime<Utc> },
    #[error("an authority cannot be made: {0}")]
    Make(#[from] rcgen::Error),
}

/// An authority that vouches for this machine, in the home network only.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
    constraints: Constraints,
    ends_at: DateTime<Utc>,
}

/// A certificate of this machine, with its key.
pub struct Leaf {
    pub certificate: CertificateDer<'static>,
    pub key: PrivateKeyDer<'static>,
    /// When the next one is due.
    pub renew_at: DateTime<Utc>,
}

impl Authority {
    /// Read the authority kept in `data_dir`, or make one there that only this user can read.
    ///
    /// Errors: see [`AuthorityError`].
    pub fn load_or_make(data_dir: &Path, now: DateTime<Utc>, random: &Random) -> Result<Self, AuthorityError> {
        let path = data_dir.join(FILE);
        let unreadable = |source| AuthorityError::File { path: path.clone(), source };
        match fs::read(&path) {
            Ok(pem) => Self::read(&pem, now, &path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let pem = make(names::host_name().as_deref(), now, random)?;
                write(data_dir, &path, &pem).map_err(unreadable)?;
                tracing::info!(path = %path.display(), "made an authority");
                Self::read(pem.as_bytes(), now, &path)
            }
            Err(error) => Err(unreadable(error)),
        }
    }

    fn read(pem: &[u8], now: DateTime<Utc>, path: &Path) -> Result<Self, AuthorityError> {
        let damaged = |why| AuthorityError::Damaged { path: path.to_owned(), why };
        let key = PrivatePkcs8KeyDer::from_pem_slice(pem).map_err(|_| damaged("it holds no private key"))?;
        let certificate = CertificateDer::from_pem_slice(pem).map_err(|_| damaged("it holds no certificate"))?;
        let (constraints, ends_at) = {
            let (_, parsed) = parse_x509_certificate(&certificate).map_err(|_| damaged("its certificate cannot be read"))?;
            let key = KeyPair::try_from(&key).map_err(|_| damaged("its private key cannot be read"))?;
            if !is_of(&parsed, &key) {
                return Err(damaged("its private key is not that of its certificate"));
            }
            let constraints = Constraints::of_certificate(&parsed).ok_or(damaged("it is not limited to the home network"))?;
            let ends_at = DateTime::from_timestamp(parsed.validity().not_after.timestamp(), 0).unwrap_or_default();
            (constraints, ends_at)
        };
        if ends_at <= now {
            return Err(AuthorityError::Ended { path: path.to_owned(), ended: ends_at });
        }
        let issuer = Issuer::from_ca_cert_der(&certificate, KeyPair::try_from(&key)?)?;
        Ok(Self { issuer, certificate, constraints, ends_at })
    }

    /// What it may vouch for.
    pub fn constraints(&self) -> &Constraints {
        &self.constraints
    }

    /// Until when its signatures count.
    pub fn ends_at(&self) -> DateTime<Utc> {
        self.ends_at
    }

    /// Its certificate, in DER.
    pub fn der(&self) -> &[u8] {
        &self.certificate
    }

    /// Its certificate, in PEM (RFC 7468).
    pub fn pem(&self) -> String {
        pem::encode(&Pem::new("CERTIFICATE", self.certificate.to_vec()))
    }

    /// The SHA-256 of its certificate, as browsers and systems show it: `AB:CD:…`.
    pub fn fingerprint(&self) -> String {
        Sha256::digest(&self.certificate).iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(":")
    }

    /// Make a certificate for these names and addresses, with a key of its own that is never written down. What is outside the
    /// constraints is left out: a certificate with one such name in it would be refused as a whole.
    ///
    /// Errors: the library's.
    pub fn issue(&self, names: Names, now: DateTime<Utc>) -> Result<Leaf, rcgen::Error> {
        let (names, _) = names.split(&self.constraints);
        let key = KeyPair::generate()?;
        let mut params = CertificateParams::default();
        params.distinguished_name = called(names.hosts.first().map_or("Pinhole", String::as_str));
        for host in names.hosts {
            params.subject_alt_names.push(SanType::DnsName(host.try_into()?));
        }
        params.subject_alt_names.extend(names.addresses.into_iter().map(SanType::IpAddress));
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.is_ca = IsCa::ExplicitNoCa;
        params.use_authority_key_identifier_extension = true;
        let ends_at = Ord::min(now + LEAF_LIFETIME, self.ends_at);
        (params.not_before, params.not_after) = (date(now - SLACK), date(ends_at));
        let certificate = params.signed_by(&key, &self.issuer)?.into();
        // The last one cannot be replaced by a later one.
        let renew_at = if ends_at < self.ends_at { ends_at - LEAF_RENEWED_BEFORE } else { ends_at };
        Ok(Leaf { certificate, key: PrivatePkcs8KeyDer::from(key).into(), renew_at })
    }
}

/// A new authority on the machine of this name: private key and certificate, in PEM.
///
/// The library draws the key from the system's generator itself, and takes no other; that is the one exception from
/// `gallery::Random`.
fn make(host: Option<&str>, now: DateTime<Utc>, random: &Random) -> Result<String, rcgen::Error> {
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::default();
    // Two authorities of one name would be taken for each other.
    let [a, b] = random.bytes();
    params.distinguished_name = called(&format!("Pinhole on {} ({a:02x}{b:02x})", host.unwrap_or("this machine")));
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.name_constraints = Some(Constraints::of_home(host).extension());
    (params.not_before, params.not_after) = (date(now - SLACK), date(now + LIFETIME));
    let certificate = params.self_signed(&key)?;
    Ok(key.serialize_pem() + &certificate.pem())
}

/// Put the file there as a whole or not at all, readable by this user only, and never in the place of another one.
fn write(data_dir: &Path, path: &Path, text: &str) -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(data_dir)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path)?;
    fs::File::open(data_dir)?.sync_all()
}

fn is_of(certificate: &X509Certificate<'_>, key: &KeyPair) -> bool {
    certificate.public_key().subject_public_key.data.as_ref() == key.public_key_raw()
}

fn called(name: &str) -> DistinguishedName {
    let mut called = DistinguishedName::new();
    called.push(DnType::CommonName, name);
    called
}

/// A moment as certificates have it: whole seconds.
fn date(moment: DateTime<Utc>) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(moment.timestamp()).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}
