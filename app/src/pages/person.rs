//! Somebody's public photos.

use super::not_found::NotFoundPage;
use crate::{
    api::photos::person,
    asked::asked,
    components::loaded::Loaded,
    timeline::{Listed, Timeline},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::AppError;

/// `/people/{username}`
#[component]
pub fn PersonView() -> impl IntoView {
    let params = use_params_map();
    let username = Memo::new(move |_| params.read().get("username").unwrap_or_default());
    let found = asked(
        move || username.get(),
        |username| async move {
            match person(username).await {
                Ok(owner) => Ok(Some(owner.username)),
                Err(AppError::NotFound) => Ok(None),
                Err(error) => Err(error),
            }
        },
    );
    view! {
        <Loaded
            from=found
            view=|username| match username {
                Some(username) => {
                    view! {
                        <Title text=username.clone() />
                        <h1 class="page-heading">{username.clone()}</h1>
                        <Timeline listed=Listed::of(username) />
                    }
                        .into_any()
                }
                None => view! { <NotFoundPage /> }.into_any(),
            }
        />
    }
}
