//! The bar at the bottom of a phone's screen.

use super::place::current;
use crate::components::{
    icon::{Icon, Sign},
    upload_button::UploadButton,
};
use leptos::prelude::*;

/// The places one can go, the shutter in the middle, and `Upload`. Nothing in it leads nowhere.
pub fn view(is_member: bool, here: &str) -> AnyView {
    let place = |href: &'static str, sign, label| {
        view! {
            <a class="dock-place" href=href aria-current=current(href, here)>
                <Icon sign />
                {label}
            </a>
        }
    };
    let public = place("/public", Sign::Public, "Public");
    if is_member {
        view! {
            {place("/photos", Sign::Photos, "Photos")}
            {public}
            <a class="dock-place dock-shutter" href="/camera" aria-label="Camera" aria-current=current("/camera", here)>
                <span class="dock-shutter-ring" aria-hidden="true"></span>
            </a>
            <UploadButton class="dock-place" />
            {place("/account", Sign::Person, "Me")}
        }
        .into_any()
    } else {
        view! {
            {public}
            {place("/signin", Sign::Person, "Sign in")}
        }
        .into_any()
    }
}
