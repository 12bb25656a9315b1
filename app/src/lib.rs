//! What people see and touch.
// Views are types, nested as deep as the page.
#![recursion_limit = "512"]

pub mod api;
mod asked;
mod camera;
pub mod carried;
mod components;
mod crossing;
#[cfg(feature = "hydrate")]
mod home_screen;
#[cfg(feature = "hydrate")]
mod js;
#[cfg(feature = "hydrate")]
mod listen;
#[cfg(feature = "ssr")]
mod office_words;
#[cfg(feature = "ssr")]
pub mod origin;
mod pages;
mod placeholder;
pub mod public_url;
#[cfg(feature = "ssr")]
pub mod qr;
mod respond;
mod selection;
#[cfg(feature = "ssr")]
pub mod session;
mod theme;
mod timeline;
mod upload;
mod visitor;
#[cfg(feature = "ssr")]
pub mod who;
mod words;

use components::{
    bar::{Dock, Masthead},
    toast::{ToastRegion, Toasts},
    upload_place::UploadPlace,
};
use crossing::{Crossing, TileClicks};
use leptos::{html, nonce::use_nonce, prelude::*};
use leptos_meta::{HashedStylesheet, MetaTags, Title, provide_meta_context};
use leptos_router::{
    Lazy, SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};
use pages::{
    AccountPage, CameraPage, DoctorPage, HomePage, InstallPage, OfficePage, PersonPage, PhotoPage, PhotosPage, QrPage, SignInLinkPage,
    SignInPage, SignUpPage, TrashPage, UploadPage, not_found::NotFoundPage, public::PublicPage,
};
use public_url::PublicUrl;
use theme::Theme;
use upload::Uploads;
use visitor::Visitor;

/// The event of the window once the page answers to script. What is not needed before begins to load then.
pub const ALIVE_EVENT: &str = "alive";

/// The document around every page.
pub fn shell(options: LeptosOptions) -> AnyView {
    const PAPER: &str = "#faf9f6";
    const DARKROOM: &str = "#110e0b";
    let theme = Theme::chosen();
    let (light, dark) = match theme {
        Theme::System => (PAPER, DARKROOM),
        Theme::Paper => (PAPER, PAPER),
        Theme::Darkroom => (DARKROOM, DARKROOM),
    };
    view! {
        <!DOCTYPE html>
        <html lang="en" data-theme=theme.value()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="color-scheme" content="light dark" />
                {html::meta().name("theme-color").attr("media", "(prefers-color-scheme: light)").content(light)}
                {html::meta().name("theme-color").attr("media", "(prefers-color-scheme: dark)").content(dark)}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <HashedStylesheet options=options.clone() />
                <AutoReload options=options.clone() />
                <HydrationScripts options />
                <KeepInstallOffer />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
    .into_any()
}

/// Browsers offer to install the app once, maybe before the page is alive: the offer is kept for those who ask for it.
#[component]
fn KeepInstallOffer() -> impl IntoView {
    const KEEP: &str = "addEventListener('beforeinstallprompt',e=>{e.preventDefault();window.installOffer=e})";
    view! { <script nonce=use_nonce() inner_html=KEEP></script> }
}

/// The whole app: what is on every page, and which page is at which address.
#[component]
pub fn App() -> AnyView {
    provide_meta_context();
    PublicUrl::provide();
    Toasts::provide();
    Crossing::provide();
    let visitor = Visitor::provide();
    Uploads::provide(visitor);
    #[cfg(feature = "hydrate")]
    timeline::way_back::notice();
    let name = |page: String| if page.is_empty() { "Pinhole".to_owned() } else { format!("{page} · Pinhole") };
    let title = respond::title_so_far();
    view! {
        <Title formatter=name text=title />
        <Router>
            <TileClicks />
            <a class="skip" href="#main" rel="external">"Skip to the content"</a>
            <Masthead />
            <main id="main" tabindex="-1">
                <FlatRoutes fallback=NotFoundPage>
                    <Route path=path!("/") view={Lazy::<HomePage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/signup") view={Lazy::<SignUpPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/signin") view={Lazy::<SignInPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/signin/link") view={Lazy::<SignInLinkPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/account") view={Lazy::<AccountPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/photos") view={Lazy::<PhotosPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/public") view=PublicPage ssr=SsrMode::Async />
                    <Route path=path!("/photos/:id") view={Lazy::<PhotoPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/people/:username") view={Lazy::<PersonPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/trash") view={Lazy::<TrashPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/camera") view={Lazy::<CameraPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/upload") view={Lazy::<UploadPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/qr") view={Lazy::<QrPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/install") view={Lazy::<InstallPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/admin") view={Lazy::<OfficePage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/admin/*place") view={Lazy::<OfficePage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/doctor") view={Lazy::<DoctorPage>::new()} ssr=SsrMode::Async />
                </FlatRoutes>
            </main>
            <UploadPlace />
            <Dock />
            <ToastRegion />
        </Router>
    }
    .into_any()
}
