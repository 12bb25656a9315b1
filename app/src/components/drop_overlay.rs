//! What is seen while files are dragged over the window.

use super::icon::{Icon, Sign};
use crate::{
    upload::{Uploads, use_uploads},
    visitor::use_visitor,
};
use leptos::prelude::*;
use model::Visibility;

/// The dimmed window, and the words that say where the files will go and who will see them.
#[component]
pub fn DropOverlay() -> impl IntoView {
    let uploads = use_uploads();
    view! { <Show when=move || uploads.is_hovered.get()>{move || overlay(uploads)}</Show> }
}

/// The overlay itself.
fn overlay(uploads: Uploads) -> AnyView {
    let visitor = use_visitor();
    let words = move || {
        let audience = match uploads.visibility.get() {
            Visibility::Private => "Only you will see them.",
            Visibility::Unlisted => "Anyone with the link will see them.",
            Visibility::Public => "Everyone will see them.",
        };
        let first = if visitor.is_here() == Some(false) { "Sign in, and they are added." } else { audience };
        format!("Drop to add to your photos. {first}")
    };
    view! {
        <div class="drop-overlay">
            <div class="drop-words">
                <Icon sign=Sign::Upload />
                <p>{words}</p>
            </div>
        </div>
    }
    .into_any()
}
