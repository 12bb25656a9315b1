//! One picture.

use super::not_found::NotFoundPage;
use crate::{
    api::photos::photo,
    asked::asked,
    components::{
        copy_link::CopyLink,
        icon::{Icon, Sign},
        loaded::Loaded,
        photo_audience::PhotoAudience,
        photo_delete::PhotoDelete,
        photo_facts::PhotoFacts,
        photo_title::{PhotoTitle, PhotoTitleForm},
        tile::{srcset, tile_style, words_for},
    },
    words,
};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_params_map;
use model::{AppError, Photo, PhotoId, Rendition, Visibility};

lazy_page! {
    /// `/photos/{id}`
    PhotoPage => PhotoView
}

#[component]
fn PhotoView() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").and_then(|id| id.parse::<PhotoId>().ok()));
    // To be seen or not is the question here, so what is not there is no failure.
    let found = asked(
        move || id.get(),
        |id| async move {
            let Some(id) = id else { return Ok(None) };
            match photo(id).await {
                Ok(photo) => Ok(Some(photo)),
                Err(AppError::NotFound) => Ok(None),
                Err(error) => Err(error),
            }
        },
    );
    view! {
        <Loaded
            from=found
            view=move |photo| match photo {
                Some(photo) => view! { <Picture photo on_change=move |()| found.refetch() /> }.into_any(),
                None => view! { <NotFoundPage /> }.into_any(),
            }
        />
    }
}

/// The picture, big, and everything about it.
#[component]
fn Picture(
    /// The picture.
    photo: Photo,
    /// Told when something about it was changed.
    #[prop(into)]
    on_change: Callback<()>,
) -> impl IntoView {
    // Only an owner is told the digest of the file.
    let is_own = photo.sha256.is_some();
    let (width, height) = Rendition::Preview.fit(photo.width, photo.height);
    let taken = photo.taken_local();
    view! {
        <Title text=words_for(&photo) />
        {(photo.visibility != Visibility::Public).then(|| view! { <Meta name="robots" content="noindex" /> })}
        <article class="photo">
            <div class="photo-stage" style=format!("{};--width:{width}px", tile_style(&photo))>
                <img
                    class="photo-image"
                    src=photo.urls.preview.clone()
                    srcset=srcset(&photo)
                    sizes="100vw"
                    width=width
                    height=height
                    fetchpriority="high"
                    alt=words_for(&photo)
                />
            </div>
            <div class="photo-words">
                <header class="photo-head">
                    {if is_own {
                        view! { <PhotoTitleForm photo=photo.clone() on_change /> }.into_any()
                    } else {
                        view! { <PhotoTitle photo=photo.clone() /> }.into_any()
                    }}
                    <p class="photo-byline">
                        {photo.owner.username.clone()}
                        " · "
                        <time datetime=words::machine_moment(taken)>{words::moment(taken)}</time>
                    </p>
                    <PhotoActions photo=photo.clone() is_own />
                </header>
                <div class="photo-side">
                    {is_own.then(|| view! { <PhotoAudience photo=photo.clone() on_change /> })}
                    <PhotoFacts photo />
                </div>
            </div>
        </article>
    }
}

/// What can be done with the picture.
#[component]
fn PhotoActions(photo: Photo, is_own: bool) -> impl IntoView {
    let original = &photo.urls.original;
    let mark = if original.contains('?') { '&' } else { '?' };
    let download = format!("{original}{mark}download=1");
    view! {
        <div class="photo-actions">
            <CopyLink path=photo.urls.page.clone() />
            <a class="button" href=download download>
                <Icon sign=Sign::Download />
                "Download"
            </a>
            {is_own.then(|| view! { <PhotoDelete id=photo.id /> })}
        </div>
    }
}
