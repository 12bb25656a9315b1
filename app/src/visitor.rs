//! What every page knows: who is at the browser, and whether the photos changed since they were listed.

#[cfg(feature = "hydrate")]
use crate::{api::account::identity, components::bar};
use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use leptos::task::spawn_local;
use model::{Photo, PhotoId};
use std::sync::Arc;

/// What happened to photos.
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "browsers listen"))]
#[derive(Clone, Debug)]
pub enum Change {
    /// These came, from outside or back from the trash.
    Added(Vec<Photo>),
    /// These read or look different now.
    Changed(Vec<Photo>),
    /// These are in the trash, or gone.
    Gone(Vec<PhotoId>),
    /// Some photos are different in some way.
    Somehow,
}

type Listener = Arc<dyn Fn(Change) + Send + Sync>;

/// The one at the browser. Kept while pages come and go.
#[derive(Clone, Copy)]
pub struct Visitor {
    /// Goes up when photos were added, changed or deleted.
    photos: RwSignal<u32>,
    /// Who wants to know what exactly happened to photos.
    listener: StoredValue<Option<Listener>>,
    /// What happened while no list was on the screen.
    missed: StoredValue<Vec<Change>>,
    /// Whether the one who listens is a list.
    is_list: StoredValue<bool>,
    /// Whether somebody is signed in, for event handlers; none while that is not known, and on the server.
    here: RwSignal<Option<bool>>,
}

/// Who is at the browser, from anywhere in the app.
pub fn use_visitor() -> Visitor {
    expect_context()
}

impl Visitor {
    /// Let the whole app know who it is.
    pub fn provide() -> Self {
        let visitor = Self {
            photos: RwSignal::new(0),
            listener: StoredValue::new(None),
            missed: StoredValue::new(Vec::new()),
            is_list: StoredValue::new(false),
            here: RwSignal::new(None),
        };
        #[cfg(feature = "hydrate")]
        Effect::new(move |_| visitor.here.set(Some(bar::username().is_some())));
        provide_context(visitor);
        visitor
    }

    /// Which state of the photos a list shows. Lists that use it as their source are loaded again when photos change.
    pub fn photos_version(self) -> u32 {
        self.photos.get()
    }

    /// Photos were added, changed or deleted: lists load again.
    pub fn photos_changed(self) {
        self.tell(Change::Somehow);
    }

    /// This happened to photos: lists load again, and the one on the screen takes it in where it stands.
    pub fn tell(self, change: Change) {
        if !self.is_list.get_value() {
            self.missed.update_value(|missed| missed.push(change.clone()));
        }
        if let Some(listener) = self.listener.get_value() {
            (*listener)(change);
        }
        self.photos.update(|version| *version += 1);
    }

    /// What happened so far is of no interest: a list is about to be asked for, and will know it.
    #[cfg(feature = "hydrate")]
    pub fn forget_missed(self) {
        self.missed.update_value(Vec::clear);
    }

    /// A list goes that had not taken this in yet: the next one shall.
    #[cfg(feature = "hydrate")]
    pub fn hand_on(self, changes: Vec<Change>) {
        self.missed.update_value(|missed| drop(missed.splice(0..0, changes)));
    }

    /// Be told what happens to photos until the current page goes.
    #[cfg(feature = "hydrate")]
    pub fn on_change(self, listener: impl Fn(Change) + Send + Sync + 'static) {
        let mine: Listener = Arc::new(listener);
        self.listener.set_value(Some(mine.clone()));
        self.is_list.set_value(false);
        on_cleanup(move || {
            let went = self.listener.try_update_value(|listener| listener.take_if(|listener| Arc::ptr_eq(listener, &mine)).is_some());
            if went == Some(true) {
                self.is_list.set_value(false);
            }
        });
    }

    /// Like [`Self::on_change`], for a list: be told as well, at once, what happened since the last list left the screen.
    #[cfg(feature = "hydrate")]
    pub fn on_change_of_list(self, listener: impl Fn(Change) + Send + Sync + 'static) {
        for missed in self.missed.try_update_value(std::mem::take).unwrap_or_default() {
            listener(missed);
        }
        self.on_change(listener);
        self.is_list.set_value(true);
    }

    /// Somebody signed in: ask who it is and what they may see.
    pub fn signed_in(self) {
        #[cfg(feature = "hydrate")]
        self.ask_again();
        self.photos_changed();
    }

    /// Ask again who it is. Without an answer, it is who it was.
    #[cfg(feature = "hydrate")]
    pub fn ask_again(self) {
        spawn_local(async move {
            if let Ok(me) = identity().await {
                bar::renew(me.as_ref());
                self.here.set(Some(me.is_some()));
            }
        });
    }

    /// Whether somebody is signed in, outside of what is rendered; none while that is not known.
    pub fn is_here(self) -> Option<bool> {
        self.here.get()
    }

    /// Who is signed in; none while that is not known.
    #[cfg(feature = "hydrate")]
    pub fn username(self) -> Option<String> {
        self.here.track();
        bar::username()
    }

    /// Like [`Self::is_here`], for event handlers.
    #[cfg(feature = "hydrate")]
    pub fn is_here_untracked(self) -> Option<bool> {
        self.here.get_untracked()
    }
}
