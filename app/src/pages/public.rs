//! Everyone's public photos.

use crate::timeline::{Listed, Timeline};
use leptos::prelude::*;
use leptos_meta::Title;

/// `/public`
#[component]
pub fn PublicPage() -> impl IntoView {
    view! {
        <Title text="Public" />
        <h1 class="page-heading">"Public"</h1>
        <Timeline listed=Listed::everyones() />
    }
}
