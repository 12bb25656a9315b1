//! Tokens: getting, renewing, ending and checking them.

use super::body::JsonBody;
use app::{
    session::{self, Agent, Https},
    who::Member,
};
use axum::{
    Extension, Json,
    extract::State,
    http::{StatusCode, header::SET_COOKIE},
    response::{AppendHeaders, IntoResponse},
};
use gallery::{
    Gallery,
    accounts::{AccountError, Identity},
};
use model::{AppError, Credentials, Registration, TokenCheck, Tokens};
use serde::Deserialize;

/// Make an account and sign in with it.
///
/// Errors: `username_taken`, `email_taken`, `registration_closed`, `setup_code_wrong`, `invalid`.
pub async fn register(
    State(gallery): State<Gallery>,
    Agent(device): Agent,
    JsonBody(registration): JsonBody<Registration>,
) -> Result<(StatusCode, Json<Tokens>), AppError> {
    let signed_in = gallery.accounts().register(registration, &device).await?;
    Ok((StatusCode::CREATED, Json(signed_in.tokens)))
}

/// Sign in.
///
/// Errors: `wrong_credentials`; `account_disabled` after a right password.
pub async fn login(
    State(gallery): State<Gallery>,
    Agent(device): Agent,
    JsonBody(credentials): JsonBody<Credentials>,
) -> Result<Json<Tokens>, AppError> {
    Ok(Json(gallery.accounts().sign_in(credentials, &device).await?.tokens))
}

/// A refresh token, to be exchanged.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refresh {
    refresh_token: String,
}

/// Exchange a refresh token for new tokens.
///
/// Errors: `token_invalid`, `token_expired`, `token_revoked`, `token_reused`.
pub async fn refresh(State(gallery): State<Gallery>, JsonBody(body): JsonBody<Refresh>) -> Result<Json<Tokens>, AppError> {
    Ok(Json(gallery.sessions().refresh(&body.refresh_token).await?.tokens))
}

/// End this session: its access and its refresh tokens. A browser is told to forget what it has kept of the account.
pub async fn logout(
    member: Member,
    State(gallery): State<Gallery>,
    Extension(https): Extension<Https>,
) -> Result<impl IntoResponse, AppError> {
    gallery.sessions().end(member.id, member.session).await?;
    let cookies = session::forget(https).map(|cookie| (SET_COOKIE, cookie));
    let forgotten: Vec<_> = cookies.chain([(session::CLEAR_SITE_DATA, session::CACHE)]).collect();
    Ok((StatusCode::NO_CONTENT, AppendHeaders(forgotten)))
}

/// A token to be revoked, of either kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revoke {
    token: String,
}

/// End the session of a token, whoever asks (RFC 7009): having it is the right to end it. A token that does not count is
/// answered in the same way.
pub async fn revoke(State(gallery): State<Gallery>, JsonBody(Revoke { token }): JsonBody<Revoke>) -> Result<StatusCode, AppError> {
    let sessions = gallery.sessions();
    let identity = match sessions.identify(&token).await {
        Ok(identity) => Some(identity),
        Err(_) => sessions.recognise(&token).await.ok(),
    };
    if let Some(Identity { account, session, .. }) = identity {
        match sessions.end(account, session).await {
            // It has ended meanwhile.
            Ok(()) | Err(AccountError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(StatusCode::OK)
}

/// Tell a script whether its token counts.
///
/// Errors: `token_missing`, `token_expired`, `token_invalid`, `token_revoked`.
pub async fn check(member: Member) -> Json<TokenCheck> {
    Json(TokenCheck { message: "Access granted".to_owned(), expires_in: member.expires_in })
}
