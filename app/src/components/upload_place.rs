//! The place of the upload tray on every page. The tray itself arrives later, with code of its own.

use crate::upload::{PICKER, accepted_types, use_uploads};
use leptos::{html, prelude::*};
use model::FileType;

/// Where the tray and the drop overlay will be, and what must be there before them: the file input behind every `Upload`
/// button, and the place where news are told.
#[component]
pub fn UploadPlace() -> impl IntoView {
    let uploads = use_uploads();
    let place = NodeRef::<html::Div>::new();
    // Whether files wait for the tray.
    let is_late = RwSignal::new(false);
    let is_ready = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    tray::arrives_when_needed(uploads, place, is_late, is_ready);
    let news_class = move || if is_late.get() { "tray tray-late" } else { "unseen" };
    view! {
        <input
            id=PICKER
            type="file"
            multiple
            hidden
            accept=accepted_types(&FileType::ALL)
            on:change=move |event| uploads.take_picked(&event)
        />
        <p class=news_class role="status">{move || uploads.news.get()}</p>
        <div node_ref=place data-ready=move || is_ready.get().then_some("")></div>
    }
}

/// Getting the tray's code, and putting the tray into its place.
#[cfg(feature = "hydrate")]
mod tray {
    use crate::{
        ALIVE_EVENT,
        components::{drop_overlay::DropOverlay, toast::use_toasts, upload_tray::UploadTray},
        home_screen,
        upload::{Queue, Uploads},
        visitor::use_visitor,
    };
    use leptos::{ev, html, mount::mount_to, prelude::*, task::spawn_local, wasm_split::SplitLoaderError};
    use web_sys::HtmlElement;

    const COMING: &str = "Getting ready to send your files.";
    const MISSING: &str = "Uploads need a part of this page that could not be loaded. Check the connection, or load the page again.";

    /// Members get it right after the page, so that an upload works when the connection is lost later; strangers when they
    /// first drag, pick or paste a file.
    pub fn arrives_when_needed(uploads: Uploads, place: NodeRef<html::Div>, is_late: RwSignal<bool>, is_ready: RwSignal<bool>) {
        let visitor = use_visitor();
        let owner = Owner::current();
        let is_alive = RwSignal::new(false);
        let is_coming = StoredValue::new(false);
        // How often it was worth trying again.
        let chances = RwSignal::new(0);
        window_event_listener_untyped(ALIVE_EVENT, move |_| is_alive.set(true));
        window_event_listener(ev::online, move |_| chances.update(|chances| *chances += 1));
        Effect::new(move |_| {
            chances.track();
            let files_came = uploads.came.get() > 0;
            let is_needed = files_came || uploads.is_hovered.get() || (is_alive.get() && visitor.is_here() == Some(true));
            let (Some(place), Some(owner)) = (place.get().filter(|_| is_needed), owner.clone()) else { return };
            if is_ready.get_untracked() {
                return;
            }
            if files_came {
                uploads.news.set(COMING.to_owned());
                is_late.set(true);
            }
            if !is_coming.get_value() {
                is_coming.set_value(true);
                spawn_local(async move {
                    if arrive(uploads, place.into(), owner).await.is_ok() {
                        is_ready.set(true);
                        is_late.set(false);
                    } else {
                        is_coming.set_value(false);
                        if is_late.get_untracked() {
                            uploads.news.set(MISSING.to_owned());
                        }
                    }
                });
            }
        });
    }

    /// The tray's code begins here: all that only this needs is loaded when it is first called.
    #[leptos::wasm_split::wasm_split(uploads, wasm_split_path = leptos::wasm_split, fallible)]
    fn arrive(uploads: Uploads, place: HtmlElement, owner: Owner) -> Result<(), SplitLoaderError> {
        owner.with(|| {
            Queue::provide(uploads);
            if use_visitor().is_here_untracked() == Some(true) {
                home_screen::keep_ready(use_toasts());
            }
            // It stays as long as the window.
            mount_to(place, || view! { <UploadTray /> <DropOverlay /> }).forget();
            Ok(())
        })
    }
}
