//! Photos: listing, reading, changing, deleting, restoring.

use super::body::{JsonBody, Named, QueryOf};
use app::{
    session::Address,
    who::{Manager, Viewer},
};
use axum::{
    Json,
    extract::State,
    http::{
        HeaderMap, HeaderName, StatusCode,
        header::{ETAG, IF_MATCH, LINK},
    },
    response::{AppendHeaders, IntoResponse},
};
use gallery::{Actor, Gallery, photos};
use model::{AppError, BatchAction, BatchResult, Field, Flaw, Order, Page, Photo, PhotoChange, PhotoId, Scope, Visibility};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which list, in which order, from where, how much of it.
#[derive(Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Listing {
    /// `mine` and `trash` need a token.
    #[param(inline, example = "mine")]
    scope: Scope,
    #[param(inline, example = "added")]
    order: Order,
    /// Where an answer ended: its `next_cursor`.
    cursor: Option<String>,
    /// How many at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 10)]
    limit: u32,
}

impl Default for Listing {
    fn default() -> Self {
        Self { scope: Scope::default(), order: Order::default(), cursor: None, limit: 50 }
    }
}

type Described = (AppendHeaders<Option<(HeaderName, String)>>, Json<Photo>);

/// One page of a list, newest first.
///
/// Errors: `token_missing` for one's own photos when nobody is signed in; `invalid` for a bad cursor or limit.
#[utoipa::path(get, path = "/photos", tag = "Photos", operation_id = "list_photos", params(Listing), security((), ("token" = [])),
    responses((status = OK, description = "A page of the list.", body = Page<Photo>,
        headers(("Link" = String, description = "Where the next page is (RFC 8288), if there is one.")))))]
pub async fn list(
    viewer: Viewer,
    State(gallery): State<Gallery>,
    QueryOf(listing): QueryOf<Listing>,
) -> Result<impl IntoResponse, AppError> {
    let Listing { scope, order, cursor, limit } = listing;
    if scope != Scope::Public && viewer.0.is_none() {
        return Err(AppError::TokenMissing);
    }
    let page: Page<Photo> = gallery.photos().list(viewer.0, scope, order, cursor.as_deref(), limit).await?;
    let next = page.next_cursor.as_ref().map(|cursor| {
        let (scope, order) = (format!("{scope:?}").to_lowercase(), format!("{order:?}").to_lowercase());
        (LINK, format!("</api/v1/photos?scope={scope}&order={order}&limit={limit}&cursor={cursor}>; rel=\"next\""))
    });
    Ok((AppendHeaders(next), Json(page)))
}

/// One photo.
///
/// Errors: `not_found` when it is not there or not for this viewer.
#[utoipa::path(get, path = "/photos/{id}", tag = "Photos", operation_id = "read_photo", security((), ("token" = [])),
    params(("id" = PhotoId, Path)),
    responses((status = OK, description = "The photo, as far as the one who asks may know it.", body = Photo,
        headers(("ETag" = String, description = "Names this version of it.")))))]
pub async fn read(viewer: Viewer, State(gallery): State<Gallery>, Named(id): Named<PhotoId>) -> Result<Described, AppError> {
    Ok(described(gallery.photos().get(viewer.0, id).await?))
}

/// Change a photo's title, visibility or time.
///
/// Errors: `not_found` when it is not the member's own; `precondition_failed` when If-Match names an older version.
#[utoipa::path(patch, path = "/photos/{id}", tag = "Photos", operation_id = "change_photo", request_body = PhotoChange,
    params(("id" = PhotoId, Path),
        ("If-Match" = Option<String>, Header, description = "Change it only if it is still this version.")),
    responses((status = OK, description = "The photo as it is now.", body = Photo,
        headers(("ETag" = String, description = "Names this version of it.")))))]
pub async fn update(
    Manager(account): Manager,
    State(gallery): State<Gallery>,
    Named(id): Named<PhotoId>,
    headers: HeaderMap,
    JsonBody(change): JsonBody<PhotoChange>,
) -> Result<Described, AppError> {
    let if_match = headers.get(IF_MATCH).and_then(|value| value.to_str().ok());
    Ok(described(gallery.photos().change(account, id, change, if_match).await?))
}

/// Whether to delete for good.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Deletion {
    /// For good, not to the trash.
    #[param(default = false)]
    permanent: bool,
}

/// Move a photo to the trash, or delete it for good.
///
/// Errors: `not_found` when it is not the member's own.
#[utoipa::path(delete, path = "/photos/{id}", tag = "Photos", operation_id = "delete_photo",
    params(("id" = PhotoId, Path), Deletion),
    responses((status = NO_CONTENT, description = "It is in the trash, or gone.")))]
pub async fn delete(
    Manager(account): Manager,
    Address(address): Address,
    State(gallery): State<Gallery>,
    Named(id): Named<PhotoId>,
    QueryOf(deletion): QueryOf<Deletion>,
) -> Result<StatusCode, AppError> {
    if deletion.permanent {
        gallery.photos().erase(account, id, Actor::person(account, address)).await?;
    } else {
        gallery.photos().discard(account, id).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Take a photo out of the trash.
///
/// Errors: `not_found` when it is not the member's own.
#[utoipa::path(post, path = "/photos/{id}/restore", tag = "Photos", operation_id = "restore_photo",
    params(("id" = PhotoId, Path)),
    responses((status = OK, description = "The photo, out of the trash.", body = Photo,
        headers(("ETag" = String, description = "Names this version of it.")))))]
pub async fn restore(Manager(account): Manager, State(gallery): State<Gallery>, Named(id): Named<PhotoId>) -> Result<Described, AppError> {
    Ok(described(gallery.photos().restore(account, id).await?))
}

/// What is done to many photos at once.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "ids": ["019e84d3-7b00-7000-8000-000000000001"], "action": "set_visibility", "visibility": "unlisted" }))]
pub struct Batch {
    #[schema(min_items = 1, max_items = 500)]
    ids: Vec<PhotoId>,
    #[schema(inline)]
    action: Action,
    /// Only with `set_visibility`.
    visibility: Option<Visibility>,
}

/// The name of what is done to each of them.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Action {
    Delete,
    Restore,
    SetVisibility,
}

impl Batch {
    fn action(&self) -> Result<BatchAction, AppError> {
        match (self.action, self.visibility) {
            (Action::Delete, None) => Ok(BatchAction::Delete),
            (Action::Restore, None) => Ok(BatchAction::Restore),
            (Action::SetVisibility, Some(visibility)) => Ok(BatchAction::SetVisibility(visibility)),
            (Action::SetVisibility, None) => Err(AppError::invalid(Field::Visibility, Flaw::Missing)),
            (_, Some(_)) => {
                Err(AppError::invalid(Field::Visibility, Flaw::Expected("left out unless the action is set_visibility".to_owned())))
            }
        }
    }
}

/// What became of each of them, in the order in which they were named.
#[derive(Serialize, ToSchema)]
pub struct BatchResults {
    results: Vec<BatchResult>,
}

/// Do the same to up to 500 of one's own photos.
///
/// What cannot be done to one of them is told in its own result.
///
/// Errors: `invalid` for no ids or more than 500.
#[utoipa::path(post, path = "/photos/batch", tag = "Photos", operation_id = "change_photos", request_body = Batch,
    responses((status = OK, description = "What became of each.", body = BatchResults)))]
pub async fn batch(
    Manager(account): Manager,
    State(gallery): State<Gallery>,
    JsonBody(batch): JsonBody<Batch>,
) -> Result<Json<BatchResults>, AppError> {
    let results = gallery.photos().batch(account, &batch.ids, batch.action()?).await?;
    Ok(Json(BatchResults { results }))
}

fn described(photo: Photo) -> Described {
    (AppendHeaders(Some((ETAG, photos::tag(&photo)))), Json(photo))
}
