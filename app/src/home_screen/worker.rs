//! The service worker: having it, and going on with a new version of it.

use crate::{components::toast::Toasts, listen::on, visitor::use_visitor};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState, VisibilityState};

const SCRIPT: &str = "/sw.js";
/// What the script understands.
const HERE: &str = "here: ";
const TAKE_OVER: &str = "take over";

/// Have the service worker, tell it who is signed in, now and later, and offer each new version of Pinhole. It makes the camera
/// ready for when there is no network.
pub fn keep_ready(toasts: Toasts) {
    let Some(container) = container() else { return };
    let (owner, visitor) = (Owner::current(), use_visitor());
    spawn_local(async move {
        // Private windows and full disks refuse it, or give none: then everything works that needs no worker.
        let registration = JsFuture::from(container.register(SCRIPT)).await.ok();
        let Some(registration) = registration.and_then(|registration| registration.dyn_into::<ServiceWorkerRegistration>().ok()) else {
            return;
        };
        let Some(owner) = owner else { return };
        if let Ok(ready) = container.ready() {
            let owner = owner.clone();
            spawn_local(async move {
                let ready = JsFuture::from(ready).await.ok().map(JsCast::unchecked_into::<ServiceWorkerRegistration>);
                if let Some(worker) = ready.and_then(|registration| registration.active()) {
                    owner.with(|| Effect::new(move |_| tell(&worker, &format!("{HERE}{}", visitor.username().unwrap_or_default()))));
                }
            });
        }
        owner.with(|| watch(&container, registration, toasts));
    });
}

/// The browser's keeper of service workers; none where connections are not secure.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = window().navigator();
    js_sys::Reflect::has(&navigator, &JsValue::from_str("serviceWorker")).unwrap_or_default().then(|| navigator.service_worker())
}

/// Offer new versions. One takes over when somebody says so, and the page begins anew with it.
fn watch(container: &ServiceWorkerContainer, registration: ServiceWorkerRegistration, toasts: Toasts) {
    let is_wanted = StoredValue::new(false);
    on(container, "controllerchange", move |_| {
        if is_wanted.get_value() {
            // A page can always be loaded again.
            window().location().reload().ok();
        }
    });
    let offer = move |waiting: ServiceWorker| {
        let waiting = StoredValue::new_local(waiting);
        toasts.ask("There is a new version of Pinhole.", "Reload", move || {
            is_wanted.set_value(true);
            waiting.with_value(|waiting| tell(waiting, TAKE_OVER));
        });
    };
    if let Some(waiting) = registration.waiting() {
        offer(waiting);
    }
    let (found, keeper, owner) = (registration.clone(), container.clone(), Owner::current());
    on(&registration, "updatefound", move |_| {
        let (Some(coming), Some(owner)) = (found.installing(), owner.clone()) else { return };
        let (worker, keeper) = (coming.clone(), keeper.clone());
        owner.with(|| {
            on(&coming, "statechange", move |_| {
                // The first version of all is no news.
                if worker.state() == ServiceWorkerState::Installed && keeper.controller().is_some() {
                    offer(worker.clone());
                }
            });
        });
    });
    // Apps on a home screen stay open for weeks.
    on(&document(), "visibilitychange", move |_| {
        if document().visibility_state() == VisibilityState::Visible {
            drop(registration.update());
        }
    });
}

fn tell(worker: &ServiceWorker, what: &str) {
    // Text can always be sent.
    worker.post_message(&what.into()).ok();
}
