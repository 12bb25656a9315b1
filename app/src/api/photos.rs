//! Listing, seeing, changing and deleting photos.

#[cfg(feature = "ssr")]
use super::answer::{ask, gallery, refuse, send_back};
#[cfg(feature = "ssr")]
use crate::who::{Member, Viewer};
use leptos::prelude::*;
use model::{
    AppError, Around, BatchAction, BatchResult, Fate, MonthCount, Owner, Photo, PhotoId, Place, Scope, Stretch, Trash, Visibility,
};

/// A stretch of a list, 100 photos long at most: of one's own photos and trash by the time taken, of the public gallery by the
/// time added. With `of`, a username, only that person's public photos.
///
/// Errors: `not_found` when there is no such person or nothing public of them.
#[server(name = SeeStretch, endpoint = "stretch")]
pub async fn stretch(scope: Scope, #[server(default)] of: Option<String>, place: Place) -> Result<Stretch<Photo>, AppError> {
    let viewer: Viewer = ask().await?;
    let of = named(viewer.0, of).await?;
    gallery().photos().stretch(viewer.0, scope, of, &place).await.map_err(refuse)
}

/// How many photos of one's own timeline were taken in each month, newest first.
#[server(endpoint = "months")]
pub async fn months() -> Result<Vec<MonthCount>, AppError> {
    let member: Member = ask().await?;
    gallery().photos().months(member.id).await.map_err(refuse)
}

/// What lies around a photo in a list, up to 10 on each side; nothing when it is not in it.
#[server(name = SeeAround, endpoint = "around")]
pub async fn around(id: PhotoId, scope: Scope, #[server(default)] of: Option<String>) -> Result<Around, AppError> {
    let viewer: Viewer = ask().await?;
    let of = named(viewer.0, of).await?;
    gallery().photos().around(viewer.0, id, scope, of).await.map_err(refuse)
}

/// The photos of one's own timeline from one to another, both included, at most 5,000.
///
/// Errors: `not_found` when one of the two is not in it.
#[server(endpoint = "between")]
pub async fn between(from: PhotoId, to: PhotoId) -> Result<Vec<PhotoId>, AppError> {
    let member: Member = ask().await?;
    gallery().photos().between(member.id, from, to).await.map_err(refuse)
}

/// Do the same to up to 500 of one's own photos, all or nothing for each.
#[server(endpoint = "batch")]
pub async fn batch(ids: Vec<PhotoId>, action: BatchAction) -> Result<Vec<BatchResult>, AppError> {
    let member: Member = ask().await?;
    gallery().photos().batch(member.id, &ids, action).await.map_err(refuse)
}

/// Somebody with public photos, by their username in any case; one sees oneself also without any.
///
/// Errors: `not_found`.
#[server(endpoint = "person")]
pub async fn person(username: String) -> Result<Owner, AppError> {
    let viewer: Viewer = ask().await?;
    gallery().photos().person(viewer.0, &username).await.map_err(refuse)
}

/// The account behind a username that a list is narrowed to.
#[cfg(feature = "ssr")]
async fn named(viewer: Option<model::AccountId>, of: Option<String>) -> Result<Option<model::AccountId>, AppError> {
    match of {
        Some(username) => gallery().photos().person(viewer, &username).await.map(|owner| Some(owner.id)).map_err(refuse),
        None => Ok(None),
    }
}

/// A part of one's own trash.
#[server(name = SeeTrash, endpoint = "trash")]
pub async fn trash(place: Place) -> Result<Trash, AppError> {
    let member: Member = ask().await?;
    gallery().photos().trash(member.id, &place).await.map_err(refuse)
}

/// One photo, if the viewer may see it.
#[server(name = SeePhoto, endpoint = "photo")]
pub async fn photo(id: PhotoId) -> Result<Photo, AppError> {
    let viewer: Viewer = ask().await?;
    gallery().photos().get(viewer.0, id).await.map_err(refuse)
}

/// Change who can see a photo, or its title. What is left out stays.
#[server(endpoint = "change_photo")]
pub async fn change_photo(
    id: PhotoId,
    #[server(default)] title: Option<String>,
    #[server(default)] visibility: Option<Visibility>,
) -> Result<Photo, AppError> {
    let member: Member = ask().await?;
    let change = model::PhotoChange { title, visibility, taken_at: None };
    let changed = gallery().photos().change(member.id, id, change, None).await;
    changed.map_err(|error| send_back(&format!("/photos/{id}"), &[], error))
}

/// Move a photo to the trash.
#[server(endpoint = "delete_photo")]
pub async fn delete_photo(id: PhotoId) -> Result<(), AppError> {
    let member: Member = ask().await?;
    gallery().photos().discard(member.id, id).await.map_err(refuse)?;
    redirect_form(&format!("/photos?deleted={id}"));
    Ok(())
}

/// Take a photo out of the trash. A page without script goes to `next` then (a path of this site; else back where it was).
#[server(endpoint = "restore_photo")]
pub async fn restore_photo(id: PhotoId, #[server(default)] next: String) -> Result<Photo, AppError> {
    let member: Member = ask().await?;
    let restored = gallery().photos().restore(member.id, id).await.map_err(refuse)?;
    if !next.is_empty() {
        redirect_form(crate::session::local_path(&next));
    }
    Ok(restored)
}

/// Take a photo out of the trash, or delete it for good. Answers the photo, if there is one.
#[server(endpoint = "settle_photo")]
pub async fn settle_photo(id: PhotoId, fate: Fate) -> Result<Option<Photo>, AppError> {
    let member: Member = ask().await?;
    let settled = match fate {
        Fate::Restore => gallery().photos().restore(member.id, id).await.map(Some),
        Fate::Erase => gallery().photos().erase(member.id, id, member.actor()).await.map(|()| None),
    };
    settled.map_err(|error| send_back("/trash", &[], error))
}

/// Delete everything in one's trash for good, if `amount` says how many photos that are. Answers that.
#[server(endpoint = "empty_trash")]
pub async fn empty_trash(#[server(default)] amount: String) -> Result<u64, AppError> {
    let member: Member = ask().await?;
    let wrong = || AppError::invalid(model::Field::Amount, model::Flaw::Wrong);
    let amount = amount.trim().parse().map_err(|_| send_back("/trash", &[], wrong()))?;
    let emptied =
        gallery().photos().empty_trash(member.id, amount, member.actor()).await.map_err(|error| send_back("/trash", &[], error))?;
    redirect_form("/trash");
    Ok(emptied)
}

/// Where a page without script goes after its form was carried out. With script, the page decides.
#[cfg(feature = "ssr")]
fn redirect_form(path: &str) {
    if super::answer::without_script() {
        leptos_axum::redirect(path);
    }
}
