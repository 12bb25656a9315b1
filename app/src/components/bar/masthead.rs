//! The top of every page.

use super::{
    account_menu::AccountMenu,
    place::{code_of, current},
    theme_switch::ThemeSwitch,
};
use crate::components::{
    icon::{Icon, Sign},
    upload_button::UploadButton,
};
use leptos::prelude::*;
use model::Identity;

/// One slim bar: the name, the places, and on the right what can be done.
pub fn view(me: Option<Identity>, here: &str) -> AnyView {
    let link = |href: &'static str, label| view! { <a href=href aria-current=current(href, here)>{label}</a> };
    view! {
        <a class="wordmark" href="/">
            <span class="wordmark-hole" aria-hidden="true"></span>
            "Pinhole"
        </a>
        <nav class="masthead-places" aria-label="Main">
            {me.is_some().then(|| link("/photos", "Photos"))}
            {link("/public", "Public")}
        </nav>
        <div class="masthead-end">
            <a class="button quiet masthead-code" href=code_of(here) title="Open on another device">
                <Icon sign=Sign::Code />
                <span class="unseen">"Open on another device"</span>
            </a>
            <ThemeSwitch />
            {match me {
                Some(me) => {
                    view! {
                        <div class="masthead-member">
                            <a class="button" href="/camera">
                                <Icon sign=Sign::Camera />
                                <span class="button-word">"Camera"</span>
                            </a>
                            <UploadButton class="button primary" />
                            <AccountMenu me />
                        </div>
                    }
                        .into_any()
                }
                None => view! { <a class="button masthead-sign-in" href="/signin">"Sign in"</a> }.into_any(),
            }}
        </div>
    }
    .into_any()
}
