//! Access tokens (JWT, RFC 7519 and RFC 9068) and refresh tokens.

use crate::keys::{Key, hex};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, Header, Validation};
use model::{AccountId, AppError, SessionId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// Who signs, and for whom.
const ISSUER: &str = "pinhole";
const AUDIENCE: &str = "pinhole";
/// RFC 9068: keeps other kinds of JWT from being taken for access tokens.
const ACCESS_TYPE: &str = "at+jwt";

/// Why a token does not count.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    #[error("no token")]
    Missing,
    #[error("the token has expired")]
    Expired,
    #[error("the token is not ours, or not of this kind")]
    Invalid,
    #[error("the session was ended")]
    Revoked,
    #[error("the account is disabled")]
    Disabled,
    #[error("the refresh token was used before")]
    Reused,
    #[error("database: {0}")]
    Database(#[from] sea_orm::DbErr),
    #[error("signing a token: {0}")]
    Signing(jsonwebtoken::errors::Error),
}

impl From<TokenError> for AppError {
    fn from(error: TokenError) -> Self {
        match error {
            TokenError::Missing => Self::TokenMissing,
            TokenError::Expired => Self::TokenExpired,
            TokenError::Invalid => Self::TokenInvalid,
            TokenError::Revoked => Self::TokenRevoked,
            TokenError::Disabled => Self::SignedOutDisabled,
            TokenError::Reused => Self::TokenReused,
            TokenError::Database(_) | TokenError::Signing(_) => {
                tracing::error!(%error, "token");
                Self::Internal
            }
        }
    }
}

/// What an access token says.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Claims {
    iss: String,
    aud: String,
    sub: AccountId,
    /// The session it belongs to.
    pub sid: SessionId,
    jti: Uuid,
    iat: i64,
    nbf: i64,
    pub exp: i64,
}

/// Sign an access token with the first key.
pub(super) fn sign(
    keys: &[Key],
    account: AccountId,
    session: SessionId,
    jti: Uuid,
    now: DateTime<Utc>,
    ttl: TimeDelta,
) -> Result<String, TokenError> {
    let key = keys.first().ok_or(TokenError::Invalid)?;
    let header = Header { typ: Some(ACCESS_TYPE.to_owned()), kid: Some(key.id.clone()), ..Header::new(Algorithm::HS256) };
    let iat = now.timestamp();
    let claims = Claims {
        iss: ISSUER.to_owned(),
        aud: AUDIENCE.to_owned(),
        sub: account,
        sid: session,
        jti,
        iat,
        nbf: iat,
        exp: iat + ttl.num_seconds(),
    };
    jsonwebtoken::encode(&header, &claims, &key.encoding).map_err(TokenError::Signing)
}

/// Check an access token against the keys and the given time.
///
/// Errors: `Expired`, or `Invalid` for anything else that is wrong with it.
pub(super) fn verify(keys: &[Key], token: &str, now: DateTime<Utc>) -> Result<Claims, TokenError> {
    let header = jsonwebtoken::decode_header(token).map_err(|_| TokenError::Invalid)?;
    if header.typ.as_deref() != Some(ACCESS_TYPE) {
        return Err(TokenError::Invalid);
    }
    let key = keys.iter().find(|key| header.kid.as_ref() == Some(&key.id)).ok_or(TokenError::Invalid)?;
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_audience(&[AUDIENCE]);
    validation.set_issuer(&[ISSUER]);
    validation.set_required_spec_claims(&["exp", "nbf", "aud", "iss", "sub"]);
    // The library would ask the machine's clock; ours is passed in.
    validation.validate_exp = false;
    validation.validate_nbf = false;
    let claims: Claims = jsonwebtoken::decode(token, &key.decoding, &validation).map_err(|_| TokenError::Invalid)?.claims;
    if claims.exp <= now.timestamp() {
        return Err(TokenError::Expired);
    }
    // A minute of patience: the clock may have been set back a little.
    if claims.nbf > now.timestamp() + 60 {
        return Err(TokenError::Invalid);
    }
    Ok(claims)
}

/// A refresh token: the session it belongs to, 256 secret bits, and a mark that it was made here. Only its SHA-256
/// is stored. With the mark, a token that was once real can be told from a made-up one without storing either.
#[derive(Clone)]
pub(super) struct RefreshToken {
    pub session: SessionId,
    secret: [u8; 32],
    mark: [u8; 16],
}

impl RefreshToken {
    /// The first one of a session.
    pub fn first(keys: &[Key], session: SessionId, secret: [u8; 32]) -> Result<Self, TokenError> {
        let key = keys.first().ok_or(TokenError::Invalid)?;
        Ok(Self { session, secret, mark: mark(key, session, &secret) })
    }

    /// The one that comes after this one, for each key: always the same, so that it can be given again when an answer was lost. That
    /// of the first key is the one to give; those of the others may have been given before the first key was there.
    pub fn successors(&self, keys: &[Key]) -> impl Iterator<Item = Self> {
        keys.iter().map(|key| {
            let secret = key.refresh_mac(&[b"next", self.session.0.as_bytes(), &self.secret]);
            Self { session: self.session, secret, mark: mark(key, self.session, &secret) }
        })
    }

    /// Read a token that was presented.
    ///
    /// Errors: `Invalid` when it was not made here.
    pub fn parse(keys: &[Key], text: &str) -> Result<Self, TokenError> {
        let bytes: [u8; 64] = BASE64.decode(text).ok().and_then(|bytes| bytes.try_into().ok()).ok_or(TokenError::Invalid)?;
        let (mut session, mut secret, mut mark) = ([0; 16], [0; 32], [0; 16]);
        session.copy_from_slice(&bytes[..16]);
        secret.copy_from_slice(&bytes[16..48]);
        mark.copy_from_slice(&bytes[48..]);
        let token = Self { session: SessionId(Uuid::from_bytes(session)), secret, mark };
        if keys.iter().any(|key| token.is_marked_by(key)) { Ok(token) } else { Err(TokenError::Invalid) }
    }

    fn is_marked_by(&self, key: &Key) -> bool {
        mark(key, self.session, &self.secret).ct_eq(&self.mark).into()
    }

    fn bytes(&self) -> [u8; 64] {
        let mut bytes = [0; 64];
        bytes[..16].copy_from_slice(self.session.0.as_bytes());
        bytes[16..48].copy_from_slice(&self.secret);
        bytes[48..].copy_from_slice(&self.mark);
        bytes
    }

    /// What the browser keeps.
    pub fn text(&self) -> String {
        BASE64.encode(self.bytes())
    }

    /// What the database keeps.
    pub fn hash(&self) -> String {
        hex(&Sha256::digest(self.bytes()))
    }
}

fn mark(key: &Key, session: SessionId, secret: &[u8; 32]) -> [u8; 16] {
    let mac = key.refresh_mac(&[b"mark", session.0.as_bytes(), secret]);
    let mut mark = [0; 16];
    mark.copy_from_slice(&mac[..16]);
    mark
}
