//! Photos: listing, reading, changing, deleting, restoring.

use super::body::{JsonBody, Named, QueryOf};
use app::who::{Member, Viewer};
use axum::{
    Json,
    extract::State,
    http::{
        HeaderMap, HeaderName, StatusCode,
        header::{ETAG, IF_MATCH, LINK},
    },
    response::{AppendHeaders, IntoResponse},
};
use gallery::{Gallery, photos};
use model::{AppError, BatchAction, BatchResult, Field, Flaw, Order, Page, Photo, PhotoChange, PhotoId, Scope, Visibility};
use serde::{Deserialize, Serialize};

/// Which list, in which order, from where, how much of it.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Listing {
    scope: Scope,
    order: Order,
    cursor: Option<String>,
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
pub async fn list(
    viewer: Viewer,
    State(gallery): State<Gallery>,
    QueryOf(listing): QueryOf<Listing>,
) -> Result<impl IntoResponse, AppError> {
    let Listing { scope, order, cursor, limit } = listing;
    if scope != Scope::Public && viewer.id().is_none() {
        return Err(AppError::TokenMissing);
    }
    let page: Page<Photo> = gallery.photos().list(viewer.id(), scope, order, cursor.as_deref(), limit).await?;
    let next = page.next_cursor.as_ref().map(|cursor| {
        let (scope, order) = (format!("{scope:?}").to_lowercase(), format!("{order:?}").to_lowercase());
        (LINK, format!("</api/v1/photos?scope={scope}&order={order}&limit={limit}&cursor={cursor}>; rel=\"next\""))
    });
    Ok((AppendHeaders(next), Json(page)))
}

/// One photo.
///
/// Errors: `not_found` when it is not there or not for this viewer.
pub async fn read(viewer: Viewer, State(gallery): State<Gallery>, Named(id): Named<PhotoId>) -> Result<Described, AppError> {
    Ok(described(gallery.photos().get(viewer.id(), id).await?))
}

/// Change a photo's title, visibility or time.
///
/// Errors: `not_found` when it is not the member's own; `precondition_failed` when `If-Match` names an older version.
pub async fn update(
    member: Member,
    State(gallery): State<Gallery>,
    Named(id): Named<PhotoId>,
    headers: HeaderMap,
    JsonBody(change): JsonBody<PhotoChange>,
) -> Result<Described, AppError> {
    let if_match = headers.get(IF_MATCH).and_then(|value| value.to_str().ok());
    Ok(described(gallery.photos().change(member.id, id, change, if_match).await?))
}

/// Whether to delete for good.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Deletion {
    permanent: bool,
}

/// Move a photo to the trash, or delete it for good.
///
/// Errors: `not_found` when it is not the member's own.
pub async fn delete(
    member: Member,
    State(gallery): State<Gallery>,
    Named(id): Named<PhotoId>,
    QueryOf(deletion): QueryOf<Deletion>,
) -> Result<StatusCode, AppError> {
    if deletion.permanent {
        gallery.photos().erase(member.id, id).await?;
    } else {
        gallery.photos().discard(member.id, id).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Take a photo out of the trash.
///
/// Errors: `not_found` when it is not the member's own.
pub async fn restore(member: Member, State(gallery): State<Gallery>, Named(id): Named<PhotoId>) -> Result<Described, AppError> {
    Ok(described(gallery.photos().restore(member.id, id).await?))
}

/// What is done to many photos at once.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    ids: Vec<PhotoId>,
    action: Action,
    /// Only with `set_visibility`.
    visibility: Option<Visibility>,
}

/// The name of what is done to each of them.
#[derive(Clone, Copy, Deserialize)]
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
#[derive(Serialize)]
pub struct BatchResults {
    results: Vec<BatchResult>,
}

/// Do the same to up to 500 of one's own photos. What cannot be done to one of them is told in its own result.
///
/// Errors: `invalid` for no ids or more than 500.
pub async fn batch(
    member: Member,
    State(gallery): State<Gallery>,
    JsonBody(batch): JsonBody<Batch>,
) -> Result<Json<BatchResults>, AppError> {
    let results = gallery.photos().batch(member.id, &batch.ids, batch.action()?).await?;
    Ok(Json(BatchResults { results }))
}

fn described(photo: Photo) -> Described {
    (AppendHeaders(Some((ETAG, photos::tag(&photo)))), Json(photo))
}
