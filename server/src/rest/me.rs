//! One's own account: who one is, the password, the signed-in devices.

use super::body::{JsonBody, Named};
use app::who::Member;
use axum::{Json, extract::State, http::StatusCode};
use gallery::Gallery;
use model::{Account, AppError, Device, SessionId};
use serde::Deserialize;

/// One's own account.
pub async fn read(member: Member, State(gallery): State<Gallery>) -> Result<Json<Account>, AppError> {
    Ok(Json(gallery.accounts().get(member.id).await?))
}

/// A new password, and the one until now.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    current_password: String,
    password: String,
}

/// Choose a new password. The other sessions end.
///
/// Errors: `invalid`, also when the current password is wrong.
pub async fn password(
    member: Member,
    State(gallery): State<Gallery>,
    JsonBody(NewPassword { current_password, password }): JsonBody<NewPassword>,
) -> Result<StatusCode, AppError> {
    gallery.accounts().change_password(member.id, member.session, &current_password, &password).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The signed-in devices, the one asking first.
pub async fn sessions(member: Member, State(gallery): State<Gallery>) -> Result<Json<Vec<Device>>, AppError> {
    Ok(Json(gallery.sessions().list(member.id, member.session).await?))
}

/// Sign one device out.
///
/// Errors: `not_found` when it is not signed in, or somebody else's.
pub async fn end_session(member: Member, State(gallery): State<Gallery>, Named(id): Named<SessionId>) -> Result<StatusCode, AppError> {
    gallery.sessions().end(member.id, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sign all other devices out.
pub async fn end_other_sessions(member: Member, State(gallery): State<Gallery>) -> Result<StatusCode, AppError> {
    gallery.sessions().end_others(member.id, member.session).await?;
    Ok(StatusCode::NO_CONTENT)
}
