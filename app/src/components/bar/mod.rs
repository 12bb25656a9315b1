//! The bars of every page: the masthead above and, on a phone, the dock below. What they show depends on nothing but who is
//! at the browser, so the server's HTML is left as it is there, and how it is made does not come with the page: what is
//! clicked in them is seen to by listeners of the whole document (`listen.rs`). When somebody signs in, the bars are made
//! anew, by code that comes with the page for signing in.

mod account_menu;
mod dock;
#[cfg(feature = "hydrate")]
mod listen;
mod masthead;
mod place;
mod theme_switch;

use leptos::prelude::*;
use model::Identity;

/// One of the bars.
#[derive(Clone, Copy)]
enum Which {
    Masthead,
    Dock,
}

/// The top of every page: where one is, where one can go.
#[component]
pub fn Masthead() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    listen::to_bars();
    let html = content(Which::Masthead);
    view! { <Suspense>{Suspend::new(async move { view! { <header class="masthead" inner_html=html.await></header> } })}</Suspense> }
}

/// The bar at the bottom of a phone's screen, in reach of a thumb.
#[component]
pub fn Dock() -> impl IntoView {
    let html = content(Which::Dock);
    view! { <Suspense>{Suspend::new(async move { view! { <nav class="dock" aria-label="Main" inner_html=html.await></nav> } })}</Suspense> }
}

/// What is in a bar, for the one who asks.
#[cfg(feature = "ssr")]
fn content(which: Which) -> impl Future<Output = String> + Send + 'static {
    use leptos_router::hooks::use_location;

    let location = use_location();
    let here = full(&location.pathname.get_untracked(), &location.search.get_untracked());
    async move {
        if !crate::respond::is_asked() {
            return String::new();
        }
        let me = crate::api::account::identity().await.ok().flatten();
        which.view(me, &here).to_html()
    }
}

/// A path with its query.
#[cfg(any(feature = "ssr", feature = "hydrate"))]
fn full(path: &str, query: &str) -> String {
    let question = if query.is_empty() { "" } else { "?" };
    format!("{path}{question}{query}")
}

/// The browser leaves the server's HTML as it is.
#[cfg(not(feature = "ssr"))]
fn content(_which: Which) -> impl Future<Output = String> + Send + 'static {
    std::future::ready(String::new())
}

/// Make the bars anew, for the one who is at the browser now.
#[cfg(feature = "hydrate")]
pub fn renew(me: Option<&Identity>) {
    use leptos::mount::mount_to;
    use wasm_bindgen::JsCast;

    let location = window().location();
    let here = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
    for which in [Which::Masthead, Which::Dock] {
        let bar = document().query_selector(which.selector()).ok().flatten().and_then(|bar| bar.dyn_into().ok());
        if let Some(bar) = bar {
            let bar: web_sys::HtmlElement = bar;
            let view = which.view(me.cloned(), &here);
            bar.set_inner_html("");
            // They stay as long as the window, or until they are made anew.
            mount_to(bar, || view).forget();
        }
    }
}

/// Whose name is in the masthead; none when nobody is signed in.
#[cfg(feature = "hydrate")]
pub fn username() -> Option<String> {
    document().query_selector(".menu-name").ok().flatten()?.text_content()
}

impl Which {
    /// `here` is the path of the page, with its query.
    #[cfg_attr(not(any(feature = "ssr", feature = "hydrate")), expect(dead_code, reason = "somebody makes the bars"))]
    fn view(self, me: Option<Identity>, here: &str) -> AnyView {
        match self {
            Self::Masthead => masthead::view(me, here),
            Self::Dock => dock::view(me.is_some(), here),
        }
    }

    #[cfg(feature = "hydrate")]
    const fn selector(self) -> &'static str {
        match self {
            Self::Masthead => ".masthead",
            Self::Dock => ".dock",
        }
    }
}
