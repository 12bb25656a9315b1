//! Many photos as one ZIP archive.

use super::body::FormOf;
use app::who::Viewer;
use axum::{
    body::Body,
    extract::State,
    http::{
        HeaderValue,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::Response,
};
use futures::TryStreamExt;
use gallery::Gallery;
use model::{AppError, Field, Flaw, PhotoId};
use serde::Deserialize;

/// The largest the form may be, in bytes: room for 5,000 ids with their commas escaped, and some spaces.
pub const BODY_LIMIT: usize = 256 * 1024;

/// Which photos.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// Their ids, with commas between.
    ids: String,
}

/// The originals of photos in one archive, for their owner untouched.
///
/// Errors: `invalid` for ids that are none, none at all, or more than 5,000; `not_found` when one of the photos is not there or
/// not for this viewer.
pub async fn create(viewer: Viewer, State(gallery): State<Gallery>, FormOf(wanted): FormOf<Wanted>) -> Result<Response, AppError> {
    let ids: Result<Vec<PhotoId>, _> = wanted.ids.split(',').map(|id| id.trim().parse()).collect();
    let ids = ids.map_err(|_| AppError::invalid(Field::Ids, Flaw::Expected("ids of photos with commas between".to_owned())))?;
    let archive = gallery.photos().archive(viewer.0, &ids).await?;
    // The answer is under way: what goes wrong now breaks it off.
    let body = Body::from_stream(archive.map_err(AppError::from));
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    let name = format!("attachment; filename=\"Pinhole {}.zip\"", gallery.clock().now().format("%Y-%m-%d"));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    Ok(response)
}
