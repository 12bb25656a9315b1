//! From a list to one of its pictures, and back. A picture that is clicked grows out of its tile, and shrinks into it again
//! when one goes back (View Transitions). What comes with every page only notices clicks; the rest arrives with the lightbox.

mod picture;
#[cfg(feature = "hydrate")]
mod tiles;
#[cfg(feature = "hydrate")]
mod transition;

pub use picture::Picture;
#[cfg(feature = "hydrate")]
pub use {
    tiles::write_down,
    transition::{came_from_list, leave},
};

use leptos::prelude::*;
use model::PhotoId;

/// What crosses from page to page.
#[derive(Clone, Copy)]
pub struct Crossing {
    /// The picture that was clicked.
    handed: StoredValue<Option<Picture>>,
    /// Whether details are shown beside pictures. It stays so as long as the window is there.
    pub has_details: RwSignal<bool>,
    /// Told when somebody goes back (or forward), before the page changes; whether the browser moves the page itself.
    #[cfg(feature = "hydrate")]
    listener: StoredValue<Option<Callback<bool>>>,
}

/// What crosses from page to page, from anywhere in the app.
pub fn use_crossing() -> Crossing {
    expect_context()
}

impl Crossing {
    /// Let pictures cross.
    pub fn provide() {
        let crossing = Self {
            handed: StoredValue::new(None),
            has_details: RwSignal::new(false),
            #[cfg(feature = "hydrate")]
            listener: StoredValue::new(None),
        };
        provide_context(crossing);
        #[cfg(feature = "hydrate")]
        crossing.notice();
    }

    /// Notice when somebody goes back, for as long as the window is there: before the router does, which begins later.
    #[cfg(feature = "hydrate")]
    fn notice(self) {
        window_event_listener(leptos::ev::popstate, move |event| {
            let has_moved = js_sys::Reflect::get(&event, &"hasUAVisualTransition".into()).is_ok_and(|has| has.is_truthy());
            if let Some(listener) = self.listener.get_value() {
                // The page it was for may have gone.
                listener.try_run(has_moved);
            }
        });
    }

    /// Be told when somebody goes back, for as long as the page is there, and whether the browser moves it itself.
    #[cfg(feature = "hydrate")]
    pub fn on_back(self, listener: impl Fn(bool) + Send + Sync + 'static) {
        self.listener.set_value(Some(Callback::new(listener)));
    }

    /// What is known of this picture because its tile was clicked. Told once.
    pub fn take(self, photo: PhotoId) -> Option<Picture> {
        self.handed.try_update_value(Option::take).flatten().filter(|picture| picture.id == photo)
    }
}

/// Notices clicks on tiles. It must be inside of the router.
#[component]
pub fn TileClicks() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    tiles::listen(use_crossing());
}
