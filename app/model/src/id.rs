//! Identifiers: UUID version 7 (RFC 9562), so that they sort by the time they were made.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

id! {
    /// Names one photo. The id of an unlisted photo is its secret.
    PhotoId
}
id! {
    /// Names one account.
    AccountId
}
id! {
    /// Names one signed-in device.
    SessionId
}
id! {
    /// Names one API key. It is no secret.
    KeyId
}
id! {
    /// Names one invitation. It is not the secret in its link.
    InvitationId
}
