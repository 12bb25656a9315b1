//! The top of every page: where one is, where one can go.

use super::{
    account_menu::AccountMenu,
    icon::{Icon, Sign},
    theme_switch::ThemeSwitch,
    upload_button::UploadButton,
};
use crate::visitor::use_visitor;
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_location, params::ParamsMap};

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
                            <ToAnotherDevice />
                            <ThemeSwitch />
                            {match me {
                                Some(account) => {
                                    view! {
                                        <div class="masthead-member">
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

/// The way to a code of this page, for another device to open.
#[component]
fn ToAnotherDevice() -> impl IntoView {
    let here = use_location();
    let code = move || {
        let query = here.search.get();
        let question = if query.is_empty() { "" } else { "?" };
        let path = here.pathname.get() + question + &query;
        format!("/qr{}", ParamsMap::from_iter([("path", path)]).to_query_string())
    };
    view! {
        <a class="button quiet" href=code title="Open on another device">
            <Icon sign=Sign::Code />
            <span class="unseen">"Open on another device"</span>
        </a>
    }
}
