//! Some pictures in justified rows: even heights, widths from the real shapes, nothing cropped. The rows are made by CSS alone.

use super::tile::{Caption, Haste, Tile};
use leptos::prelude::*;
use model::Photo;
use std::sync::Arc;

/// How many pictures are on the first screen.
const FIRST_SCREEN: usize = 8;

/// A grid of a few pictures, as they stand.
#[component]
pub fn PhotoGrid(
    /// The pictures, in order.
    photos: Vec<Photo>,
    /// What is written on each.
    caption: Caption,
    /// What their addresses say of the list they are from.
    mark: &'static str,
) -> impl IntoView {
    let tile = move |(index, photo)| {
        let haste = match index {
            0 => Haste::First,
            1..FIRST_SCREEN => Haste::Soon,
            _ => Haste::Later,
        };
        view! { <Tile photo=Arc::new(photo) caption haste mark /> }
    };
    view! {
        <div class="grid">
            {photos.into_iter().enumerate().map(tile).collect_view()}
            <span class="grid-filler" aria-hidden="true"></span>
        </div>
    }
}
