//! One picture in a grid.

use super::{icon::Icon, visibility_choice::visibility_sign};
use crate::{placeholder, words};
use leptos::prelude::*;
use model::{Photo, Rendition, Visibility};

/// What is written on a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caption {
    /// A sign for who can see it: among the own photos.
    Visibility,
    /// Whose it is: among everyone's.
    Owner,
}

/// How soon a picture's bytes are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Haste {
    /// It is the first thing to be seen.
    First,
    /// It is on the first screen.
    Soon,
    /// When it comes near.
    Later,
}

/// One picture in a grid: its placeholder until the rendition has arrived, then the rendition, leading to its page.
#[component]
pub fn Tile(
    /// The picture to show.
    photo: Photo,
    /// What is written on it.
    caption: Caption,
    /// How soon its bytes are wanted.
    haste: Haste,
) -> impl IntoView {
    let (width, height) = Rendition::Thumb.fit(photo.width, photo.height);
    view! {
        <a class="tile" href=photo.urls.page.clone() style=tile_style(&photo)>
            <img
                src=photo.urls.thumb.clone()
                srcset=srcset(&photo)
                sizes=sizes(&photo)
                width=width
                height=height
                loading=if haste == Haste::Later { "lazy" } else { "eager" }
                fetchpriority=(haste == Haste::First).then_some("high")
                decoding="async"
                alt=words_for(&photo)
            />
            {match caption {
                Caption::Visibility if photo.visibility == Visibility::Private => None,
                Caption::Visibility => {
                    Some(
                        view! {
                            <span class="tile-sign" title=photo.visibility.label()>
                                <Icon sign=visibility_sign(photo.visibility) />
                                <span class="unseen">{photo.visibility.label()}</span>
                            </span>
                        }
                            .into_any(),
                    )
                }
                Caption::Owner => Some(view! { <span class="tile-owner">{photo.owner.username.clone()}</span> }.into_any()),
            }}
        </a>
    }
}

/// A picture in words: its title, or when it was taken.
pub fn words_for(photo: &Photo) -> String {
    photo.title.clone().unwrap_or_else(|| format!("Photo taken {}", words::date(photo.taken_local().date())))
}

/// The data that CSS needs of a picture: its shape, and its placeholder.
pub fn tile_style(photo: &Photo) -> String {
    let (width, height) = (photo.width, photo.height.max(1));
    match placeholder::address(&photo.thumbhash) {
        Some(address) => format!("--ratio:calc({width}/{height});--placeholder:url({address})"),
        None => format!("--ratio:calc({width}/{height})"),
    }
}

/// All renditions with their true widths, the same width never twice.
pub fn srcset(photo: &Photo) -> String {
    let mut widths = Vec::with_capacity(Rendition::ALL.len());
    let mut sources = Vec::with_capacity(Rendition::ALL.len());
    for rendition in Rendition::ALL {
        let (width, _) = rendition.fit(photo.width, photo.height);
        if !widths.contains(&width) {
            widths.push(width);
            sources.push(format!("{} {width}w", photo.urls.rendition(rendition)));
        }
    }
    sources.join(", ")
}

/// How wide a tile is drawn, in px: rows are a little higher than the least they may be.
fn sizes(photo: &Photo) -> String {
    const PHONE_ROW: u32 = 150;
    const DESK_ROW: u32 = 260;
    let width = |row: u32| u64::from(photo.width) * u64::from(row) / u64::from(photo.height.max(1));
    format!("(max-width: 40em) {}px, {}px", width(PHONE_ROW), width(DESK_ROW))
}
