//! Tokens: getting, renewing, ending and checking them.

use super::{body::JsonBody, forgotten};
use app::{
    session::{Arriving, Https},
    who::{Caller, Member},
};
use axum::{Extension, Json, extract::State, http::StatusCode, response::IntoResponse};
use gallery::{Credential, Gallery, Identity, accounts::AccountError};
use model::{AppError, Credentials, Registration, TokenCheck, Tokens};
use serde::Deserialize;
use utoipa::ToSchema;

/// Make an account and sign in with it.
///
/// Errors: `username_taken`, `email_taken`, `registration_closed`, `invitation_needed`, `invitation_ended`, `setup_code_wrong`, `invalid`.
#[utoipa::path(post, path = "/auth/register", tag = "Tokens", operation_id = "register", security(()), request_body = Registration,
    responses((status = CREATED, description = "The account is made, and a session begun.", body = Tokens)))]
pub async fn register(
    State(gallery): State<Gallery>,
    Arriving(client): Arriving,
    JsonBody(registration): JsonBody<Registration>,
) -> Result<(StatusCode, Json<Tokens>), AppError> {
    let signed_in = gallery.accounts().register(registration, &client).await?;
    Ok((StatusCode::CREATED, Json(signed_in.tokens)))
}

/// Sign in.
///
/// Errors: `wrong_credentials`; `account_disabled` after a right password.
#[utoipa::path(post, path = "/auth/login", tag = "Tokens", operation_id = "login", security(()), request_body = Credentials,
    responses((status = OK, description = "A session is begun.", body = Tokens)))]
pub async fn login(
    State(gallery): State<Gallery>,
    Arriving(client): Arriving,
    JsonBody(credentials): JsonBody<Credentials>,
) -> Result<Json<Tokens>, AppError> {
    Ok(Json(gallery.accounts().sign_in(credentials, &client).await?.tokens))
}

/// A refresh token, to be exchanged.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Refresh {
    /// The one that came with the last tokens.
    #[schema(example = "the-refresh-token")]
    refresh_token: String,
}

/// Exchange a refresh token for new tokens.
///
/// Each counts once; the last but one gets the same answer again for a minute.
///
/// Errors: `token_invalid`, `token_expired`, `token_revoked`; `token_reused`, which ends the session.
#[utoipa::path(post, path = "/auth/refresh", tag = "Tokens", operation_id = "refresh", security(()), request_body = Refresh,
    responses((status = OK, description = "The session goes on with these.", body = Tokens)))]
pub async fn refresh(State(gallery): State<Gallery>, JsonBody(body): JsonBody<Refresh>) -> Result<Json<Tokens>, AppError> {
    Ok(Json(gallery.sessions().refresh(&body.refresh_token).await?.tokens))
}

/// End this session.
///
/// Its access and its refresh tokens count no more. A browser is told to forget what it has kept of the account.
#[utoipa::path(post, path = "/auth/logout", tag = "Tokens", operation_id = "logout",
    responses((status = NO_CONTENT, description = "The session has ended.")))]
pub async fn logout(
    member: Member,
    State(gallery): State<Gallery>,
    Extension(https): Extension<Https>,
) -> Result<impl IntoResponse, AppError> {
    gallery.sessions().end(member.id, member.session).await?;
    Ok((StatusCode::NO_CONTENT, forgotten(https)))
}

/// A token to be revoked, of either kind.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Revoke {
    /// An access token or a refresh token.
    #[schema(example = "the-refresh-token")]
    token: String,
}

/// End the session of a token, whoever asks (RFC 7009).
///
/// Having it is the right to end it. A token that does not count is answered in the same way.
#[utoipa::path(post, path = "/auth/revoke", tag = "Tokens", operation_id = "revoke", security(()), request_body = Revoke,
    responses((status = OK, description = "The token counts no more, if it ever did.")))]
pub async fn revoke(State(gallery): State<Gallery>, JsonBody(Revoke { token }): JsonBody<Revoke>) -> Result<StatusCode, AppError> {
    let sessions = gallery.sessions();
    let identity = match sessions.identify(&token).await {
        Ok(identity) => Some(identity),
        Err(_) => sessions.recognise(&token).await.ok(),
    };
    if let Some(Identity { account, by: Credential::Session(session), .. }) = identity {
        match sessions.end(account, session).await {
            // It has ended meanwhile.
            Ok(()) | Err(AccountError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(StatusCode::OK)
}

/// Tell a script whether its token or key counts.
#[utoipa::path(get, path = "/auth/check", tag = "Tokens", operation_id = "check",
    responses((status = OK, description = "It counts.", body = TokenCheck)))]
pub async fn check(Extension(Caller(caller)): Extension<Caller>) -> Result<Json<TokenCheck>, AppError> {
    Ok(Json(TokenCheck { message: "Access granted".to_owned(), expires_in: caller?.expires_in }))
}
