//! What every page knows: who is at the browser, and whether the photos changed since they were listed.

use crate::{
    api,
    asked::{Asked, asked},
    respond::is_asked,
};
use leptos::prelude::*;
use model::{Account, AppError};

/// The one at the browser. Asked for once, kept while pages come and go.
#[derive(Clone, Copy)]
pub struct Visitor {
    /// Their account; none when nobody is signed in.
    pub me: Asked<Result<Option<Account>, AppError>>,
    /// Goes up when photos were added, changed or deleted.
    photos: RwSignal<u32>,
    /// Whether somebody is signed in, for event handlers; none while that is not known, and on the server.
    here: RwSignal<Option<bool>>,
}

/// Who is at the browser, from anywhere in the app.
pub fn use_visitor() -> Visitor {
    expect_context()
}

impl Visitor {
    /// Ask who it is, and let the whole app know.
    pub fn provide() -> Self {
        let me = asked(|| (), |()| async { if is_asked() { api::account::me().await } else { Ok(None) } });
        let visitor = Self { me, photos: RwSignal::new(0), here: RwSignal::new(None) };
        Effect::new(move |_| visitor.here.set(visitor.me.get().map(|me| matches!(me, Ok(Some(_))))));
        provide_context(visitor);
        visitor
    }

    /// Which state of the photos a list shows. Lists that use it as their source are loaded again when photos change.
    pub fn photos_version(self) -> u32 {
        self.photos.get()
    }

    /// Photos were added, changed or deleted: lists load again.
    pub fn photos_changed(self) {
        self.photos.update(|version| *version += 1);
    }

    /// Somebody signed in: ask again who it is and what they may see.
    pub fn signed_in(self) {
        self.me.refetch();
        self.photos_changed();
    }

    /// Whether somebody is signed in, outside of what is rendered; none while that is not known.
    pub fn is_here(self) -> Option<bool> {
        self.here.get()
    }

    /// Like [`Self::is_here`], for event handlers.
    #[cfg(feature = "hydrate")]
    pub fn is_here_untracked(self) -> Option<bool> {
        self.here.get_untracked()
    }
}
