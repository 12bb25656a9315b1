//! One picture in a grid.

use super::{
    icon::{Icon, Sign},
    visibility_choice::visibility_sign,
};
use crate::{placeholder, selection::Selection, words};
use leptos::prelude::*;
use model::{Photo, PhotoId, Rendition, Visibility};
use std::sync::Arc;

/// What is written on a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caption {
    /// A sign for who can see it: among the own photos.
    Visibility,
    /// Whose it is, and when it was added: among everyone's.
    Owner,
    /// When it was added: among one person's.
    Date,
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

/// How big a picture is drawn, in px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    pub width: f64,
    pub height: f64,
}

/// One picture in a grid: its placeholder until the rendition has arrived, then the rendition, leading to its page.
#[component]
pub fn Tile(
    /// The picture to show.
    photo: Arc<Photo>,
    /// What is written on it.
    caption: Caption,
    /// How soon its bytes are wanted.
    haste: Haste,
    /// What its address says of the list it is from.
    mark: &'static str,
    /// How big it is drawn, where script lays the grid out.
    #[prop(optional)]
    size: Option<ArcRwSignal<Option<Size>>>,
    /// What it can be picked into.
    #[prop(optional_no_strip)]
    selection: Option<Selection>,
) -> impl IntoView {
    let (width, height) = Rendition::Thumb.fit(photo.width, photo.height);
    let style = {
        let ratio = format!("--ratio:calc({}/{})", photo.width, photo.height.max(1));
        move || match size.as_ref().and_then(|size| size.get()) {
            Some(Size { width, height }) => format!("{ratio};inline-size:{width}px;block-size:{height}px"),
            None => ratio.clone(),
        }
    };
    let id = photo.id;
    let is_picked = move || selection.is_some_and(|selection| selection.has(id));
    view! {
        <div class="cell" class:picked=is_picked data-photo=id.to_string() style=style>
            <a class="tile" href=format!("{}{mark}", photo.urls.page) style=placeholder_style(&photo)>
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
                {words_on(&photo, caption)}
            </a>
            {selection.map(|selection| view! { <Check selection photo=id name=words_for(&photo) /> })}
        </div>
    }
}

/// What is written on a tile.
fn words_on(photo: &Photo, caption: Caption) -> Option<AnyView> {
    match caption {
        Caption::Visibility if photo.visibility == Visibility::Private => None,
        Caption::Visibility => {
            let sign = view! {
                <span class="tile-sign" title=photo.visibility.label()>
                    <Icon sign=visibility_sign(photo.visibility) />
                    <span class="unseen">{photo.visibility.label()}</span>
                </span>
            };
            Some(sign.into_any())
        }
        Caption::Owner => {
            let words = view! { <span class="tile-words">{photo.owner.username.clone()} " · " {words::utc_date(photo.added_at)}</span> };
            Some(words.into_any())
        }
        Caption::Date => Some(view! { <span class="tile-words">{words::utc_date(photo.added_at)}</span> }.into_any()),
    }
}

/// Picks a picture. Hands click it (see `timeline::gestures`); keys pick with the space bar.
#[component]
fn Check(selection: Selection, photo: PhotoId, name: String) -> impl IntoView {
    view! {
        <button
            type="button"
            class="tile-check"
            role="checkbox"
            tabindex="-1"
            aria-checked=move || selection.has(photo).to_string()
            aria-label=format!("Select {name}")
        >
            <Icon sign=Sign::Check />
        </button>
    }
}

/// A picture in words: its title, or when it was taken.
pub fn words_for(photo: &Photo) -> String {
    photo.title.clone().unwrap_or_else(|| format!("Photo taken {}", words::date(photo.taken_local().date())))
}

/// The data that CSS needs of a picture: its shape, and its placeholder.
pub fn tile_style(photo: &Photo) -> String {
    let ratio = format!("--ratio:calc({}/{})", photo.width, photo.height.max(1));
    match placeholder_style(photo) {
        Some(placeholder) => format!("{ratio};{placeholder}"),
        None => ratio,
    }
}

/// What is seen of a picture before its bytes arrive.
fn placeholder_style(photo: &Photo) -> Option<String> {
    placeholder::address(&photo.thumbhash).map(|address| format!("--placeholder:url({address})"))
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
