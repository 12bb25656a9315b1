//! Who is asking. One definition for server functions and plain handlers: say whom you serve by the extractor you take.

use axum::{extract::FromRequestParts, http::request::Parts};
use gallery::Identity;
use model::{AccountId, AppError, Role, SessionId};

/// What the session layer found out about a request. Absent when the layer did not run.
#[derive(Clone, Debug)]
pub struct Caller(pub Result<Identity, AppError>);

/// Somebody, or nobody: pages and photos that may be public.
#[derive(Clone, Debug)]
pub struct Viewer(pub Option<Member>);

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Member {
    pub id: AccountId,
    pub role: Role,
    /// The device they ask from.
    pub session: SessionId,
    /// Seconds until their access token ends.
    pub expires_in: i64,
}

/// Somebody who looks after this gallery.
#[derive(Clone, Debug)]
pub struct Admin(pub Member);

impl Viewer {
    /// The account that asks, if any.
    pub fn id(&self) -> Option<AccountId> {
        self.0.as_ref().map(|member| member.id)
    }
}

impl<S: Sync> FromRequestParts<S> for Member {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        let Caller(caller) = parts.extensions.get::<Caller>().cloned().ok_or(AppError::TokenMissing)?;
        let identity = caller?;
        Ok(Self { id: identity.account, role: identity.role, session: identity.session, expires_in: identity.expires_in })
    }
}

impl<S: Sync> FromRequestParts<S> for Viewer {
    type Rejection = AppError;

    /// A missing, expired or revoked session makes a viewer a stranger, except to a program that presents a token: it is told.
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        let presented = parts.headers.contains_key(http::header::AUTHORIZATION);
        match Member::from_request_parts(parts, state).await {
            Ok(member) => Ok(Self(Some(member))),
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
