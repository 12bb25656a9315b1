//! Handing a page's address on.

use super::{
    icon::{Icon, Sign},
    toast::use_toasts,
};
use leptos::{html, prelude::*};

/// `Copy link`. Where the browser does not let a page copy, the address is shown, selected, to be copied by hand.
#[component]
pub fn CopyLink(
    /// The page's path.
    #[prop(into)]
    path: String,
) -> impl IntoView {
    let toasts = use_toasts();
    let by_hand = RwSignal::new(None::<String>);
    let copy = move |_| {
        copy_address(&path, move |copied| match copied {
            Copied::Yes => toasts.say("Link copied."),
            Copied::No(address) => by_hand.set(Some(address)),
        });
    };
    let shown = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = shown.get() {
            input.select();
        }
    });
    view! {
        <button type="button" class="button script-only" on:click=copy>
            <Icon sign=Sign::Link />
            "Copy link"
        </button>
        {move || {
            by_hand
                .get()
                .map(|address| view! { <input class="copy-by-hand" node_ref=shown aria-label="Link" readonly value=address /> })
        }}
    }
}

/// Whether an address lies on the clipboard.
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only browsers copy"))]
enum Copied {
    Yes,
    /// It does not; here it is.
    No(String),
}

#[cfg(feature = "hydrate")]
fn copy_address(path: &str, then: impl FnOnce(Copied) + 'static) {
    use wasm_bindgen::JsValue;
    use wasm_bindgen_futures::JsFuture;

    let address = format!("{}{path}", location().origin().unwrap_or_default());
    let navigator = window().navigator();
    // There is a clipboard on secure pages only.
    let is_there = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")).is_ok_and(|clipboard| clipboard.is_object());
    leptos::task::spawn_local(async move {
        let copied = is_there && JsFuture::from(navigator.clipboard().write_text(&address)).await.is_ok();
        then(if copied { Copied::Yes } else { Copied::No(address) });
    });
}

#[cfg(not(feature = "hydrate"))]
fn copy_address(_path: &str, _then: impl FnOnce(Copied) + 'static) {}
