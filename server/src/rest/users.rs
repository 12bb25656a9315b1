//! Everybody's accounts, for whoever looks after the gallery.

use super::body::{JsonBody, Named, QueryOf};
use app::who::Admin;
use axum::{Json, extract::State, http::StatusCode};
use chrono::{DateTime, Utc};
use gallery::{Gallery, accounts::Offers};
use model::{AccountId, AppError, DELETE_EVERYBODY, Field, Flaw, Page, PeopleOrder, Person, PersonChange};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Who to list.
#[derive(Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Listing {
    /// A part of the username or email address.
    q: String,
    /// By what they are sorted.
    #[param(inline)]
    order: PeopleOrder,
    /// Where an answer in the same order ended: its `next_cursor`.
    cursor: Option<String>,
    /// How many at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: u32,
}

impl Default for Listing {
    fn default() -> Self {
        Self { q: String::new(), order: PeopleOrder::Newest, cursor: None, limit: 50 }
    }
}

/// Everybody.
///
/// Errors: `forbidden` for members; `invalid` for a bad cursor or limit.
#[utoipa::path(get, path = "/users", tag = "Administration", operation_id = "list_users", params(Listing),
    responses((status = OK, description = "A page of the list.", body = Page<Person>)))]
pub async fn list(_: Admin, State(gallery): State<Gallery>, QueryOf(listing): QueryOf<Listing>) -> Result<Json<Page<Person>>, AppError> {
    Ok(Json(gallery.people().list(&listing.q, listing.order, listing.cursor.as_deref(), listing.limit).await?))
}

/// Change somebody's role, quota, or whether they can come in.
///
/// Errors: `forbidden` for members; `not_found`; `last_admin` when nobody would be left to look after the gallery.
#[utoipa::path(patch, path = "/users/{id}", tag = "Administration", operation_id = "change_user", request_body = PersonChange,
    params(("id" = AccountId, Path)),
    responses((status = OK, description = "The person as they are now.", body = Person)))]
pub async fn update(
    Admin(admin): Admin,
    State(gallery): State<Gallery>,
    Named(id): Named<AccountId>,
    JsonBody(change): JsonBody<PersonChange>,
) -> Result<Json<Person>, AppError> {
    Ok(Json(gallery.people().change(id, change, admin.actor()).await?))
}

/// Delete somebody with their photos.
///
/// Errors: `forbidden` for members; `not_found`; `last_admin`.
#[utoipa::path(delete, path = "/users/{id}", tag = "Administration", operation_id = "delete_user",
    params(("id" = AccountId, Path)),
    responses((status = NO_CONTENT, description = "Nothing is left of them.")))]
pub async fn delete(Admin(admin): Admin, State(gallery): State<Gallery>, Named(id): Named<AccountId>) -> Result<StatusCode, AppError> {
    gallery.people().delete(id, admin.actor()).await?;
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
    if confirm != DELETE_EVERYBODY {
        return Err(AppError::invalid(Field::Confirm, Flaw::Expected(format!("the words `{DELETE_EVERYBODY}`"))));
    }
    Ok(Json(Deleted { deleted: gallery.people().delete_all_but(admin.id, admin.actor()).await? }))
}

/// Sign somebody out on every device.
///
/// Errors: `forbidden` for members; `not_found`.
#[utoipa::path(post, path = "/users/{id}/sessions/revoke", tag = "Administration", operation_id = "end_user_sessions",
    params(("id" = AccountId, Path)),
    responses((status = NO_CONTENT, description = "They are signed out. Their API keys stay.")))]
pub async fn end_sessions(
    Admin(admin): Admin,
    State(gallery): State<Gallery>,
    Named(id): Named<AccountId>,
) -> Result<StatusCode, AppError> {
    gallery.people().end_sessions(id, admin.actor()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A link that lets somebody in.
#[derive(Serialize, ToSchema)]
pub struct Link {
    /// Where they press the button that signs them in. Whoever has it can do so.
    url: String,
    expires_at: DateTime<Utc>,
}

/// Make a link that lets somebody in who has forgotten the password.
///
/// It works once, within a day, and replaces the one before. Whoever comes in by it can choose a new password without the old one.
///
/// Errors: `forbidden` for members; `not_found`; `account_disabled`.
#[utoipa::path(post, path = "/users/{id}/sign-in-link", tag = "Administration", operation_id = "make_sign_in_link",
    params(("id" = AccountId, Path)),
    responses((status = CREATED, description = "The link.", body = Link)))]
pub async fn make_sign_in_link(
    Admin(admin): Admin,
    State(gallery): State<Gallery>,
    Named(id): Named<AccountId>,
) -> Result<(StatusCode, Json<Link>), AppError> {
    let link = gallery.offers().make_for(id, admin.actor()).await?;
    let url = format!("{}{}", Offers::PATH, link.secret.expose_secret());
    Ok((StatusCode::CREATED, Json(Link { url, expires_at: link.ends_at })))
}
