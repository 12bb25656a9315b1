//! A word about what just happened, and for a while the way to undo it.

use super::icon::{Icon, Sign};
use leptos::{html, mount::mount_to, prelude::*, tachys::view::keyed::keyed};
use std::{sync::Arc, time::Duration};

/// How long a toast stays, unless somebody is at it.
const STAY: Duration = Duration::from_secs(10);
/// How many are shown at once; older ones make room.
const AT_ONCE: usize = 3;
/// When to look again whether somebody still is.
const STAY_ON: Duration = Duration::from_secs(2);

/// The toasts on the screen.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    /// Whether the pointer or the focus is on one of them.
    is_held: RwSignal<bool>,
    next_id: StoredValue<u32>,
    /// Where they appear.
    region: NodeRef<html::Div>,
    /// Whether the region has its inside.
    is_open: StoredValue<bool>,
}

#[derive(Clone)]
struct Toast {
    id: u32,
    text: String,
    offer: Option<Offer>,
}

/// What can be done about what a toast says.
#[derive(Clone)]
struct Offer {
    /// What its button says.
    words: &'static str,
    act: Arc<dyn Fn() + Send + Sync>,
}

/// The toasts, from anywhere in the app.
pub fn use_toasts() -> Toasts {
    expect_context()
}

impl Toasts {
    /// Make room for toasts.
    pub fn provide() {
        provide_context(Self {
            shown: RwSignal::new(Vec::new()),
            is_held: RwSignal::new(false),
            next_id: StoredValue::new(0),
            region: NodeRef::new(),
            is_open: StoredValue::new(false),
        });
    }

    /// Say this for a while.
    pub fn say(self, text: impl Into<String>) {
        self.show(text.into(), None, Some(STAY));
    }

    /// Say this for a while, and offer to undo it. What `undo` uses must outlive the current page.
    pub fn say_with_undo(self, text: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        self.show(text.into(), Some(Offer { words: "Undo", act: Arc::new(undo) }), Some(STAY));
    }

    /// Say this until somebody does what is offered, or closes it. What `act` uses must outlive the current page.
    #[cfg(feature = "hydrate")]
    pub fn ask(self, text: impl Into<String>, words: &'static str, act: impl Fn() + Send + Sync + 'static) {
        self.show(text.into(), Some(Offer { words, act: Arc::new(act) }), None);
    }

    fn show(self, text: String, offer: Option<Offer>, stay: Option<Duration>) {
        self.open();
        let id = self.next_id.get_value();
        self.next_id.set_value(id + 1);
        self.shown.update(|shown| {
            shown.push(Toast { id, text, offer });
            let too_many = shown.len().saturating_sub(AT_ONCE);
            shown.drain(..too_many);
        });
        if let Some(stay) = stay {
            set_timeout(move || self.fade(id), stay);
        }
    }

    /// Give the region its inside. Only who has something to say needs it: so it comes with their code, not with every page.
    fn open(self) {
        if let Some(region) = self.region.get_untracked().filter(|_| !self.is_open.get_value()) {
            self.is_open.set_value(true);
            // It stays when the page goes that said something first.
            let page = Owner::current();
            let toasts = Owner::new_root(None);
            toasts.with(|| mount_to(region.into(), move || shown_toasts(self)).forget());
            std::mem::forget(toasts);
            if let Some(page) = page {
                page.set();
            }
        }
    }

    fn fade(self, id: u32) {
        if self.is_held.get_untracked() {
            set_timeout(move || self.fade(id), STAY_ON);
        } else {
            self.close(id);
        }
    }

    fn close(self, id: u32) {
        self.shown.update(|shown| shown.retain(|toast| toast.id != id));
        self.is_held.set(false);
    }
}

/// Where toasts appear. It is there before they are, so that they are read out.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = use_toasts();
    let hold = move |held| toasts.is_held.set(held);
    view! {
        <div
            class="toasts"
            role="status"
            on:focusin=move |_| hold(true)
            on:focusout=move |_| hold(false)
            on:pointerenter=move |_| hold(true)
            on:pointerleave=move |_| hold(false)
            node_ref=toasts.region
        ></div>
    }
}

/// The toasts themselves.
fn shown_toasts(toasts: Toasts) -> impl IntoView {
    move || {
        keyed(
            toasts.shown.get(),
            |toast| toast.id,
            move |_, toast| {
                let Toast { id, text, offer } = toast;
                let view = view! {
                    <div class="toast">
                        <span>{text}</span>
                        {offer
                            .map(|Offer { words, act }| {
                                let act = move |_| {
                                    toasts.close(id);
                                    act();
                                };
                                view! {
                                    <button type="button" class="toast-offer" on:click=act>
                                        {words}
                                    </button>
                                }
                            })}
                        <button type="button" class="toast-close" aria-label="Close" on:click=move |_| toasts.close(id)>
                            <Icon sign=Sign::Close />
                        </button>
                    </div>
                };
                (|_| (), view)
            },
        )
    }
}
