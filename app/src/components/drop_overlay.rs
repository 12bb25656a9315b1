//! What is seen while files are dragged over the window.

use super::icon::{Icon, Sign};
use crate::{
    upload::{Queue, use_queue},
    visitor::use_visitor,
};
use leptos::prelude::*;
use model::Visibility;

/// The dimmed window, and the words that say where the files will go and who will see them.
#[component]
pub fn DropOverlay() -> impl IntoView {
    let queue = use_queue();
    view! { <Show when=move || queue.is_hovered.get()>{move || overlay(queue)}</Show> }
}

/// The overlay itself.
fn overlay(queue: Queue) -> AnyView {
    let visitor = use_visitor();
    let words = move || {
        let audience = match queue.visibility.get() {
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
