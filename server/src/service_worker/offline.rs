//! The page for addresses that need the network, when there is none.

use crate::plain_page;
use leptos::prelude::*;

/// The whole page.
pub fn html() -> String {
    let main = view! {
        <h1>"No connection to the gallery"</h1>
        <p class="plain-lead">
            "This device has no network just now, or the gallery is switched off. Your photos are safe: what has arrived stays there."
        </p>
        <p>
            "You can go on taking pictures. They wait in the window of the camera until the gallery can be reached again: leave it open
            that long, because what waits there is on this device only."
        </p>
        <p class="plain-buttons">
            <a class="button primary" href="/camera">"Open the camera"</a>
            <a class="button" href="">"Try again"</a>
        </p>
    };
    plain_page::html("No connection", main.into_any())
}
