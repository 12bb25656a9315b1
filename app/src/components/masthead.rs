//! The top of every page: where one is, where one can go.

use super::{
    account_menu::AccountMenu,
    icon::{Icon, Sign},
    theme_switch::ThemeSwitch,
    upload_button::UploadButton,
};
use crate::visitor::use_visitor;
use leptos::prelude::*;
use leptos_router::components::A;

/// One slim bar: the name, the places, and on the right what can be done.
#[component]
pub fn Masthead() -> impl IntoView {
    let visitor = use_visitor();
    view! {
        <header class="masthead">
            <a class="wordmark" href="/">
                <span class="wordmark-hole" aria-hidden="true"></span>
                "Pinhole"
            </a>
            <Transition>
                {move || Suspend::new(async move {
                    let me = visitor.me.await.ok().flatten();
                    let is_member = me.is_some();
                    view! {
                        <nav class="masthead-places" aria-label="Main">
                            {is_member.then(|| view! { <A href="/photos">"Photos"</A> })}
                            <A href="/public">"Public"</A>
                        </nav>
                        <div class="masthead-end">
                            <ThemeSwitch />
                            {match me {
                                Some(account) => {
                                    view! {
                                        <div class="masthead-member">
                                            <A href="/camera" attr:class="button">
                                                <Icon sign=Sign::Camera />
                                                "Camera"
                                            </A>
                                            <UploadButton class="button primary" />
                                            <AccountMenu username=account.username />
                                        </div>
                                    }
                                        .into_any()
                                }
                                None => view! { <a class="button masthead-sign-in" href="/signin">"Sign in"</a> }.into_any(),
                            }}
                        </div>
                    }
                })}
            </Transition>
        </header>
    }
}
