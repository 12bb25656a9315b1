//! Who is asking. One definition for server functions and plain handlers: say whom you serve by the extractor you take.

use crate::session::Address;
use axum::{extract::FromRequestParts, http::request::Parts};
use gallery::{Actor, Credential, Identity};
use model::{AccountId, AppError, KeyScope, Role, SessionId};
use std::net::IpAddr;

/// What the session layer found out about a request. Absent when the layer did not run.
#[derive(Clone, Debug)]
pub struct Caller(pub Result<Identity, AppError>);

/// Somebody, or nobody: pages and photos that may be public. Programs need a key for reading.
#[derive(Clone, Copy, Debug)]
pub struct Viewer(pub Option<AccountId>);

/// A person who is signed in. Programs with a key are refused.
#[derive(Clone, Debug)]
pub struct Member {
    pub id: AccountId,
    pub role: Role,
    /// The device they ask from.
    pub session: SessionId,
    /// Where that is.
    pub address: IpAddr,
}

impl Member {
    /// For what is written down of what they do.
    pub const fn actor(&self) -> Actor {
        Actor::person(self.id, self.address)
    }
}

/// Somebody who looks after this gallery.
#[derive(Clone, Debug)]
pub struct Admin(pub Member);

impl Caller {
    /// Who it is, if anybody.
    ///
    /// Errors: why nobody was recognised.
    pub fn of(parts: &Parts) -> Result<Identity, AppError> {
        parts.extensions.get::<Self>().cloned().ok_or(AppError::TokenMissing)?.0
    }

    /// The account, if it may be used in this way.
    fn with(parts: &Parts, scope: KeyScope) -> Result<AccountId, AppError> {
        let Identity { account, by, .. } = Self::of(parts)?;
        match by {
            Credential::Key(scopes) if !scopes.contains(&scope) => Err(AppError::InsufficientScope(Some(scope))),
            Credential::Key(_) | Credential::Session(_) => Ok(account),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Member {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        let Identity { account, role, by, .. } = Caller::of(parts)?;
        match by {
            Credential::Session(session) => {
                let Address(address) = Address::of(&parts.extensions);
                Ok(Self { id: account, role, session, address })
            }
            Credential::Key(_) => Err(AppError::InsufficientScope(None)),
        }
    }
}

/// Whoever is signed in, and programs with a key of this scope.
macro_rules! scoped {
    ($(#[$doc:meta])* $name:ident, $scope:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name(pub AccountId);

        impl<S: Sync> FromRequestParts<S> for $name {
            type Rejection = AppError;

            async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
                Caller::with(parts, $scope).map(Self)
            }
        }
    };
}

scoped! {
    /// Somebody who is signed in, or a program with a key for reading.
    Reader, KeyScope::Read
}
scoped! {
    /// Somebody who is signed in, or a program with a key for uploads.
    Uploader, KeyScope::Upload
}
scoped! {
    /// Somebody who is signed in, or a program with a key for changing photos.
    Manager, KeyScope::Manage
}

impl<S: Sync> FromRequestParts<S> for Viewer {
    type Rejection = AppError;

    /// A missing, expired or revoked session makes a viewer a stranger, except to a program that presents a token: it is told.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        let presented = parts.headers.contains_key(http::header::AUTHORIZATION);
        match Caller::with(parts, KeyScope::Read) {
            Ok(account) => Ok(Self(Some(account))),
            Err(error) if presented => Err(error),
            Err(_) => Ok(Self(None)),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Admin {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        let member = Member::from_request_parts(parts, state).await?;
        if member.role == Role::Admin { Ok(Self(member)) } else { Err(AppError::Forbidden) }
    }
}
