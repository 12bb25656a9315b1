//! Links with which people make an account where not everybody can.

use super::body::{JsonBody, Named};
use app::who::Admin;
use axum::{Json, extract::State, http::StatusCode};
use gallery::Gallery;
use model::{AppError, Invitation, InvitationId, NewInvitation};

/// Invitations, the newest first: all that can be used, and those that were used or ended within thirty days.
///
/// Errors: `forbidden` for members.
#[utoipa::path(get, path = "/invitations", tag = "Administration", operation_id = "list_invitations",
    responses((status = OK, description = "The invitations.", body = Vec<Invitation>)))]
pub async fn list(_: Admin, State(gallery): State<Gallery>) -> Result<Json<Vec<Invitation>>, AppError> {
    Ok(Json(gallery.invitations().list().await?))
}

/// Invite somebody to make one account.
///
/// Errors: `forbidden` for members; `invalid`.
#[utoipa::path(post, path = "/invitations", tag = "Administration", operation_id = "make_invitation", request_body = NewInvitation,
    responses((status = CREATED, description = "The invitation, with its link.", body = Invitation)))]
pub async fn make(
    Admin(admin): Admin,
    State(gallery): State<Gallery>,
    JsonBody(new): JsonBody<NewInvitation>,
) -> Result<(StatusCode, Json<Invitation>), AppError> {
    Ok((StatusCode::CREATED, Json(gallery.invitations().make(&new, admin.actor()).await?)))
}

/// Withdraw an invitation.
///
/// Errors: `forbidden` for members; `not_found`, also when it was used.
#[utoipa::path(delete, path = "/invitations/{id}", tag = "Administration", operation_id = "withdraw_invitation",
    params(("id" = InvitationId, Path)),
    responses((status = NO_CONTENT, description = "Nobody comes in with it any more.")))]
pub async fn withdraw(Admin(admin): Admin, State(gallery): State<Gallery>, Named(id): Named<InvitationId>) -> Result<StatusCode, AppError> {
    gallery.invitations().withdraw(id, admin.actor()).await?;
    Ok(StatusCode::NO_CONTENT)
}
