//! Handing a page's address on.

use super::{
    icon::{Icon, Sign},
    toast::use_toasts,
};
use leptos::{html, prelude::*};

/// `Copy link`; on a phone that has it, `Share` opens the sheet for handing things on. Where the browser does not let a page
/// copy, the address is shown, selected, to be copied by hand.
#[component]
pub fn CopyLink(
    /// The page's path.
    #[prop(into)]
    path: Signal<String>,
    /// What it leads to, in words.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let toasts = use_toasts();
    let by_hand = RwSignal::new(None::<String>);
    let can_share = RwSignal::new(false);
    Effect::new(move |_| can_share.set(has_share_sheet()));
    // Another page has another address.
    Effect::new(move |_| {
        path.track();
        by_hand.set(None);
    });
    let hand_on = move |_| {
        let (path, name) = (path.get_untracked(), name.get_untracked());
        if can_share.get_untracked() {
            share_address(&path, &name);
            return;
        }
        copy_address(&path, move |copied| match copied {
            Copied::Yes => toasts.say("Link copied."),
            Copied::No(address) => by_hand.set(Some(address)),
        });
    };
    let label = move || if can_share.get() { "Share" } else { "Copy link" };
    let shown = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = shown.get() {
            input.select();
        }
    });
    view! {
        <button type="button" class="lightbox-button script-only" title=label on:click=hand_on>
            {move || view! { <Icon sign=if can_share.get() { Sign::Share } else { Sign::Link } /> }}
            <span class="unseen">{label}</span>
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
fn full_address(path: &str) -> String {
    format!("{}{path}", location().origin().unwrap_or_default())
}

/// Something that only some browsers, and only secure pages, have of `navigator`.
#[cfg(feature = "hydrate")]
fn is_there(name: &str) -> bool {
    js_sys::Reflect::get(&window().navigator(), &name.into()).is_ok_and(|part| part.is_object())
}

#[cfg(feature = "hydrate")]
fn copy_address(path: &str, then: impl FnOnce(Copied) + 'static) {
    let address = full_address(path);
    let can_copy = is_there("clipboard");
    leptos::task::spawn_local(async move {
        let copying = || wasm_bindgen_futures::JsFuture::from(window().navigator().clipboard().write_text(&address));
        let copied = can_copy && copying().await.is_ok();
        then(if copied { Copied::Yes } else { Copied::No(address) });
    });
}

/// Whether this is a phone, or the like, with a sheet for handing things on.
#[cfg(feature = "hydrate")]
fn has_share_sheet() -> bool {
    let is_touched = window().match_media("(pointer: coarse)").ok().flatten().is_some_and(|touch| touch.matches());
    is_touched && is_there("share")
}

#[cfg(feature = "hydrate")]
fn share_address(path: &str, name: &str) {
    let what = web_sys::ShareData::new();
    what.set_title(name);
    what.set_url(&full_address(path));
    let shared = window().navigator().share_with_data(&what);
    // Who changes their mind closes the sheet; that is no failure.
    leptos::task::spawn_local(async move { drop(wasm_bindgen_futures::JsFuture::from(shared).await) });
}

#[cfg(not(feature = "hydrate"))]
fn copy_address(_path: &str, _then: impl FnOnce(Copied) + 'static) {}

#[cfg(not(feature = "hydrate"))]
fn has_share_sheet() -> bool {
    false
}

#[cfg(not(feature = "hydrate"))]
fn share_address(_path: &str, _name: &str) {}
