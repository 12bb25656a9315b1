//! Everybody's accounts, for whoever looks after the gallery.

use super::body::{JsonBody, Named, QueryOf};
use app::who::Admin;
use axum::{Json, extract::State, http::StatusCode};
use gallery::Gallery;
use model::{AccountId, AppError, Field, Flaw, Page, Person, PersonChange};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What must be written to delete everybody.
const CONFIRMATION: &str = "delete all users";

/// Who to list.
#[derive(Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Listing {
    /// A part of the username or email address.
    q: String,
    /// Where an answer ended: its `next_cursor`.
    cursor: Option<String>,
    /// How many at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: u32,
}

impl Default for Listing {
    fn default() -> Self {
        Self { q: String::new(), cursor: None, limit: 50 }
    }
}

/// Everybody, the newest first.
///
/// Errors: `forbidden` for members; `invalid` for a bad cursor or limit.
#[utoipa::path(get, path = "/users", tag = "Administration", operation_id = "list_users", params(Listing),
    responses((status = OK, description = "A page of the list.", body = Page<Person>)))]
pub async fn list(_: Admin, State(gallery): State<Gallery>, QueryOf(listing): QueryOf<Listing>) -> Result<Json<Page<Person>>, AppError> {
    Ok(Json(gallery.people().list(&listing.q, listing.cursor.as_deref(), listing.limit).await?))
}

/// Change somebody's role, quota, or whether they can come in.
///
/// Errors: `forbidden` for members; `not_found`; `last_admin` when nobody would be left to look after the gallery.
#[utoipa::path(patch, path = "/users/{id}", tag = "Administration", operation_id = "change_user", request_body = PersonChange,
    params(("id" = AccountId, Path)),
    responses((status = OK, description = "The person as they are now.", body = Person)))]
pub async fn update(
    _: Admin,
    State(gallery): State<Gallery>,
    Named(id): Named<AccountId>,
    JsonBody(change): JsonBody<PersonChange>,
) -> Result<Json<Person>, AppError> {
    Ok(Json(gallery.people().change(id, change).await?))
}

/// Delete somebody with their photos.
///
/// Errors: `forbidden` for members; `not_found`; `last_admin`.
#[utoipa::path(delete, path = "/users/{id}", tag = "Administration", operation_id = "delete_user",
    params(("id" = AccountId, Path)),
    responses((status = NO_CONTENT, description = "Nothing is left of them.")))]
pub async fn delete(_: Admin, State(gallery): State<Gallery>, Named(id): Named<AccountId>) -> Result<StatusCode, AppError> {
    gallery.people().delete(id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The sentence without which nobody is deleted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Everybody {
    /// `delete all users`
    #[schema(example = "delete all users", pattern = "^delete all users$")]
    confirm: String,
}

/// How many were deleted.
#[derive(Serialize, ToSchema)]
pub struct Deleted {
    deleted: u64,
}

/// Delete everybody but oneself, with their photos.
///
/// Errors: `forbidden` for members; `invalid` without the sentence.
#[utoipa::path(delete, path = "/users", tag = "Administration", operation_id = "delete_users", request_body = Everybody,
    responses((status = OK, description = "Only oneself is left.", body = Deleted)))]
pub async fn delete_all(
    Admin(admin): Admin,
    State(gallery): State<Gallery>,
    JsonBody(Everybody { confirm }): JsonBody<Everybody>,
) -> Result<Json<Deleted>, AppError> {
    if confirm != CONFIRMATION {
        return Err(AppError::invalid(Field::Named("confirm".to_owned()), Flaw::Expected(format!("the words `{CONFIRMATION}`"))));
    }
    Ok(Json(Deleted { deleted: gallery.people().delete_all_but(admin.id).await? }))
}

/// Sign somebody out on every device.
///
/// Errors: `forbidden` for members; `not_found`.
#[utoipa::path(post, path = "/users/{id}/sessions/revoke", tag = "Administration", operation_id = "end_user_sessions",
    params(("id" = AccountId, Path)),
    responses((status = NO_CONTENT, description = "They are signed out. Their API keys stay.")))]
pub async fn end_sessions(_: Admin, State(gallery): State<Gallery>, Named(id): Named<AccountId>) -> Result<StatusCode, AppError> {
    gallery.people().end_sessions(id).await?;
    Ok(StatusCode::NO_CONTENT)
}
