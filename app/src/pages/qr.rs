//! Showing a page to another device.

use crate::{
    api::handover::handover,
    asked::asked,
    components::{handover_code::HandoverCode, loaded::Loaded},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// `/qr?path=…`: the page at that path as a QR code.
#[component]
pub fn QrView() -> impl IntoView {
    let query = use_query_map();
    let path = Memo::new(move |_| query.read().get("path").unwrap_or_else(|| "/".to_owned()));
    let page = asked(move || path.get(), handover);
    view! {
        <Title text="On another device" />
        <section class="sheet">
            <h1>"Open on another device"</h1>
            <p class="sheet-lead">"Point that device's camera at the code. It opens the page that you came from."</p>
            <Loaded
                from=page
                view=|handover| view! { <HandoverCode handover name="QR code of the page's address" with_address=true /> }.into_any()
            />
        </section>
    }
}
