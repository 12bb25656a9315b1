//! The signing secret, made at first start and kept in the data folder.

use crate::Random;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use std::{fs, io, io::Write, path::Path};

/// The name of the secret's file in the data folder.
const FILE: &str = "secret.key";

/// Read the secret kept in `data_dir`, or make one there that only this user can read.
///
/// Errors: the file or folder cannot be read or written, or the file holds less than 32 bytes.
pub fn load_or_make(data_dir: &Path, random: &Random) -> io::Result<SecretString> {
    let path = data_dir.join(FILE);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(&path) {
        Ok(mut file) => {
            let secret = BASE64.encode(random.bytes::<48>());
            file.write_all(secret.as_bytes())?;
            file.sync_all()?;
            Ok(secret.into())
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let secret = fs::read_to_string(&path)?.trim().to_owned();
            if secret.len() < 32 {
                let reason = format!("{} holds no secret of at least 32 bytes; delete it to have a new one made", path.display());
                return Err(io::Error::new(io::ErrorKind::InvalidData, reason));
            }
            Ok(secret.into())
        }
        Err(error) => Err(error),
    }
}

/// One signing secret and what is derived from it.
pub(crate) struct Key {
    /// The first 8 hexadecimal digits of its SHA-256: names it in a token's header (`kid`) without telling it.
    pub id: String,
    pub encoding: jsonwebtoken::EncodingKey,
    pub decoding: jsonwebtoken::DecodingKey,
    refresh: Hmac<Sha256>,
    link: Hmac<Sha256>,
}

impl Key {
    pub fn new(secret: &SecretString) -> Self {
        let secret = secret.expose_secret().as_bytes();
        let digest = Sha256::digest(secret);
        // Signing and refreshing must not share a key, so that neither's output is of use to the other.
        let refresh = mac(&hmac(secret, &[b"pinhole refresh token"]));
        let link = mac(&hmac(secret, &[b"pinhole link"]));
        Self {
            id: hex(&digest[..4]),
            encoding: jsonwebtoken::EncodingKey::from_secret(secret),
            decoding: jsonwebtoken::DecodingKey::from_secret(secret),
            refresh,
            link,
        }
    }

    /// HMAC-SHA-256 of the parts, under the key for refresh tokens.
    pub fn refresh_mac(&self, parts: &[&[u8]]) -> [u8; 32] {
        finish(self.refresh.clone(), parts)
    }

    /// HMAC-SHA-256 of the parts, under the key for links that can be shown again.
    pub fn link_mac(&self, parts: &[&[u8]]) -> [u8; 32] {
        finish(self.link.clone(), parts)
    }
}

fn hmac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    finish(mac(key), parts)
}

fn mac(key: &[u8]) -> Hmac<Sha256> {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
    Hmac::new_from_slice(key).expect("HMAC takes keys of any length")
}

fn finish(mut mac: Hmac<Sha256>, parts: &[&[u8]]) -> [u8; 32] {
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// Bytes in hexadecimal, lower case.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
