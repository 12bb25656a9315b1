//! What is exchanged when somebody signs in.

use crate::Account;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a new account is made from.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    #[cfg_attr(feature = "openapi", schema(example = "robin", pattern = "^[A-Za-z0-9_.-]{2,32}$"))]
    pub username: String,
    #[cfg_attr(feature = "openapi", schema(example = "robin@example.org", format = "email", max_length = 254))]
    pub email: String,
    /// At least 8 characters that are not easily guessed.
    #[cfg_attr(feature = "openapi", schema(example = "quiet harbour at dusk", min_length = 8, max_length = 128))]
    pub password: String,
    /// The code printed at start, needed for the first account of a program that others can reach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setup_code: Option<String>,
    /// The secret of an invitation, from the end of its link. Needed where not everybody can make an account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation: Option<String>,
}

/// What an existing account signs in with.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// A username or an email address.
    #[cfg_attr(feature = "openapi", schema(example = "robin"))]
    pub login: String,
    #[cfg_attr(feature = "openapi", schema(example = "quiet harbour at dusk"))]
    pub password: String,
}

// Passwords stay out of logs, so both print without their content.
impl fmt::Debug for Registration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Registration(…)")
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(…)")
    }
}

/// The tokens of one session (OAuth 2.0 names, RFC 6749).
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Serialize, Deserialize)]
pub struct Tokens {
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: String,
    /// Seconds until the access token ends.
    pub expires_in: i64,
    pub refresh_token: String,
    /// Seconds until the refresh token ends if it is not used.
    pub refresh_expires_in: i64,
    pub account: Account,
}

/// The answer of the probe for scripts.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TokenCheck {
    pub message: String,
    /// Seconds until the token ends; none for an API key that does not end by itself.
    pub expires_in: Option<i64>,
}
