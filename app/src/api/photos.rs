//! Listing, seeing, changing and deleting photos.

#[cfg(feature = "ssr")]
use super::answer::{ask, gallery, refuse, send_back};
#[cfg(feature = "ssr")]
use crate::who::{Member, Viewer};
use leptos::prelude::*;
use model::{AppError, Page, Photo, PhotoId, Scope, Visibility};

/// How many photos a page of a list holds.
pub const PAGE_SIZE: u32 = 60;

/// One page of a list, newest first: by the time taken, the public gallery by the time added.
#[server(endpoint = "list_photos")]
pub async fn list_photos(scope: Scope, cursor: Option<String>) -> Result<Page<Photo>, AppError> {
    let viewer: Viewer = ask().await?;
    let order = match scope {
        Scope::Mine | Scope::Trash => model::Order::Taken,
        Scope::Public => model::Order::Added,
    };
    gallery().photos().list(viewer.id(), scope, order, cursor.as_deref(), PAGE_SIZE).await.map_err(refuse)
}

/// One photo, if the viewer may see it.
#[server(name = SeePhoto, endpoint = "photo")]
pub async fn photo(id: PhotoId) -> Result<Photo, AppError> {
    let viewer: Viewer = ask().await?;
    gallery().photos().get(viewer.id(), id).await.map_err(refuse)
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

/// Delete a photo in the trash for good.
#[server(endpoint = "erase_photo")]
pub async fn erase_photo(id: PhotoId) -> Result<(), AppError> {
    let member: Member = ask().await?;
    gallery().photos().erase(member.id, id).await.map_err(refuse)
}

/// Delete everything in one's trash for good. Answers how many photos that were.
#[server(endpoint = "empty_trash")]
pub async fn empty_trash() -> Result<u64, AppError> {
    let member: Member = ask().await?;
    gallery().photos().empty_trash(member.id).await.map_err(refuse)
}

/// Where a page without script goes after its form was carried out. With script, the page decides.
#[cfg(feature = "ssr")]
fn redirect_form(path: &str) {
    if super::answer::without_script() {
        leptos_axum::redirect(path);
    }
}
