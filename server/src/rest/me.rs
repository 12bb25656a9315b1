//! One's own account: who one is, the password, the signed-in devices.

use super::{
    body::{JsonBody, Named},
    forgotten,
};
use app::{
    session::Https,
    who::{Member, Reader},
};
use axum::{Extension, Json, extract::State, http::StatusCode, response::IntoResponse};
use gallery::Gallery;
use model::{Account, AccountChange, AppError, Device, SessionId};
use serde::Deserialize;
use utoipa::ToSchema;

/// One's own account.
#[utoipa::path(get, path = "/me", tag = "Account", operation_id = "read_account",
    responses((status = OK, description = "The account.", body = Account)))]
pub async fn read(Reader(account): Reader, State(gallery): State<Gallery>) -> Result<Json<Account>, AppError> {
    Ok(Json(gallery.accounts().get(account).await?))
}

/// Change the username or the email address.
///
/// Errors: `username_taken`, `email_taken`, `invalid`.
#[utoipa::path(patch, path = "/me", tag = "Account", operation_id = "change_account", request_body = AccountChange,
    responses((status = OK, description = "The account as it is now.", body = Account)))]
pub async fn update(
    member: Member,
    State(gallery): State<Gallery>,
    JsonBody(change): JsonBody<AccountChange>,
) -> Result<Json<Account>, AppError> {
    Ok(Json(gallery.accounts().change(member.id, change, member.actor()).await?))
}

/// The password, for what cannot be undone.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    #[schema(example = "another harbour at dawn")]
    password: String,
}

/// Delete one's own account with everything in it: photos, devices, keys.
///
/// That cannot be undone.
///
/// Errors: `invalid` when the password is wrong; `last_admin`.
#[utoipa::path(delete, path = "/me", tag = "Account", operation_id = "delete_account", request_body = Confirmation,
    responses((status = NO_CONTENT, description = "Nothing is left of it.")))]
pub async fn delete(
    member: Member,
    State(gallery): State<Gallery>,
    Extension(https): Extension<Https>,
    JsonBody(Confirmation { password }): JsonBody<Confirmation>,
) -> Result<impl IntoResponse, AppError> {
    gallery.accounts().delete(member.id, &password, member.actor()).await?;
    Ok((StatusCode::NO_CONTENT, forgotten(https)))
}

/// A new password, and the one until now.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    /// Can be left out, once, by whoever came in by an administrator's link.
    #[serde(default)]
    #[schema(example = "quiet harbour at dusk")]
    current_password: String,
    /// At least 8 characters that are not easily guessed.
    #[schema(min_length = 8, max_length = 128, example = "another harbour at dawn")]
    password: String,
}

/// Choose a new password.
///
/// The other sessions end; API keys stay.
///
/// Errors: `invalid`, also when the current password is wrong.
#[utoipa::path(post, path = "/me/password", tag = "Account", operation_id = "change_password", request_body = NewPassword,
    responses((status = NO_CONTENT, description = "The new password counts.")))]
pub async fn password(
    member: Member,
    State(gallery): State<Gallery>,
    JsonBody(NewPassword { current_password, password }): JsonBody<NewPassword>,
) -> Result<StatusCode, AppError> {
    gallery.accounts().change_password(member.id, member.session, &current_password, &password, member.actor()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The signed-in devices, the one asking first.
#[utoipa::path(get, path = "/me/sessions", tag = "Account", operation_id = "list_sessions",
    responses((status = OK, description = "The devices.", body = Vec<Device>)))]
pub async fn sessions(member: Member, State(gallery): State<Gallery>) -> Result<Json<Vec<Device>>, AppError> {
    Ok(Json(gallery.sessions().list(member.id, member.session).await?))
}

/// Sign one device out.
///
/// Errors: `not_found` when it is not signed in, or somebody else's.
#[utoipa::path(delete, path = "/me/sessions/{id}", tag = "Account", operation_id = "end_session",
    params(("id" = SessionId, Path)),
    responses((status = NO_CONTENT, description = "It is signed out.")))]
pub async fn end_session(member: Member, State(gallery): State<Gallery>, Named(id): Named<SessionId>) -> Result<StatusCode, AppError> {
    gallery.sessions().end(member.id, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sign all other devices out.
#[utoipa::path(delete, path = "/me/sessions", tag = "Account", operation_id = "end_other_sessions",
    responses((status = NO_CONTENT, description = "Only this one is signed in.")))]
pub async fn end_other_sessions(member: Member, State(gallery): State<Gallery>) -> Result<StatusCode, AppError> {
    gallery.sessions().end_others(member.id, member.session).await?;
    Ok(StatusCode::NO_CONTENT)
}
