//! The bar at the bottom of a phone's screen, in reach of a thumb.

use super::{
    icon::{Icon, Sign},
    upload_button::UploadButton,
};
use crate::visitor::use_visitor;
use leptos::prelude::*;
use leptos_router::components::A;

/// The places one can go, the shutter in the middle, and `Upload`. Nothing in it leads nowhere.
#[component]
pub fn Dock() -> impl IntoView {
    let visitor = use_visitor();
    view! {
        <nav class="dock" aria-label="Main">
            <Transition>
                {move || Suspend::new(async move {
                    let is_member = matches!(visitor.me.await, Ok(Some(_)));
                    view! {
                        {is_member.then(|| view! { <Place href="/photos" sign=Sign::Photos label="Photos" /> })}
                        <Place href="/public" sign=Sign::Public label="Public" />
                        {if is_member {
                            view! {
                                <A href="/camera" attr:class="dock-place dock-shutter" attr:aria-label="Camera">
                                    <span class="dock-shutter-ring" aria-hidden="true"></span>
                                </A>
                                <UploadButton class="dock-place" />
                                <Place href="/account" sign=Sign::Person label="Me" />
                            }
                                .into_any()
                        } else {
                            view! { <Place href="/signin" sign=Sign::Person label="Sign in" /> }.into_any()
                        }}
                    }
                })}
            </Transition>
        </nav>
    }
}

/// One place to go.
#[component]
fn Place(href: &'static str, sign: Sign, label: &'static str) -> impl IntoView {
    view! {
        <A href=href attr:class="dock-place">
            <Icon sign />
            {label}
        </A>
    }
}
