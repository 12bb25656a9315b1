//! Buttons that come and go with what can be done, without taking the focus with them.

use leptos::{html, prelude::*, wasm_bindgen::JsCast};
use web_sys::{Element, HtmlElement};

/// One thing that can be done with all files in the tray.
#[component]
pub fn TrayButton(
    /// What it does.
    words: &'static str,
    /// Whether it can be done now.
    #[prop(into)]
    is_needed: Signal<bool>,
    /// Do it.
    #[prop(into)]
    press: Callback<()>,
    /// What has the focus after it, when it is no longer needed.
    after: NodeRef<html::Section>,
) -> impl IntoView {
    let button = NodeRef::<html::Button>::new();
    let is_needed = Memo::new(move |_| is_needed.get());
    let after = move || after.get_untracked().map(JsCast::unchecked_into);
    view! {
        <button
            type="button"
            class="button quiet"
            node_ref=button
            hidden=hidden_unless(is_needed, button, after)
            on:click=move |_| press.run(())
        >
            {words}
        </button>
    }
}

/// Whether a button is `hidden`. Before one is that has the focus, the focus goes on to something that stays.
pub fn hidden_unless(
    is_needed: Memo<bool>,
    button: NodeRef<html::Button>,
    after: impl Fn() -> Option<Element> + Send + Sync + 'static,
) -> impl Fn() -> bool + Send + Sync + 'static {
    move || {
        let is_needed = is_needed.get();
        let has_focus = |button: &Element| document().active_element().as_ref() == Some(button);
        if !is_needed && button.get_untracked().is_some_and(|button| has_focus(&button)) {
            hand_focus_on(after());
        }
        !is_needed
    }
}

/// Let this have the focus.
pub fn hand_focus_on(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Nothing to do about a browser that refuses.
        element.focus().ok();
    }
}
