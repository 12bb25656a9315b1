//! The service worker: having it, and going on with a new version of it.

use crate::{components::toast::Toasts, listen::on};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState, VisibilityState};

const SCRIPT: &str = "/sw.js";
/// What the script understands.
const KEEP_CAMERA: &str = "keep the camera";
const TAKE_OVER: &str = "take over";

/// Have the service worker, which makes the camera ready for when there is no network, and offer each new version of Pinhole.
pub fn keep_ready(toasts: Toasts) {
    let Some(container) = container() else { return };
    let owner = Owner::current();
    spawn_local(async move {
        // Private windows and full disks refuse it: then everything works that needs no worker.
        let Ok(registration) = JsFuture::from(container.register(SCRIPT)).await else { return };
        let registration: ServiceWorkerRegistration = registration.unchecked_into();
        if let Ok(ready) = container.ready() {
            spawn_local(async move {
                let ready = JsFuture::from(ready).await.ok().map(JsCast::unchecked_into::<ServiceWorkerRegistration>);
                if let Some(worker) = ready.and_then(|registration| registration.active()) {
                    tell(&worker, KEEP_CAMERA);
                }
            });
        }
        if let Some(owner) = owner {
            owner.with(|| watch(&container, registration, toasts));
        }
    });
}

/// The browser's keeper of service workers; none where connections are not secure.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = window().navigator();
    js_sys::Reflect::has(&navigator, &JsValue::from_str("serviceWorker")).unwrap_or_default().then(|| navigator.service_worker())
}

/// Offer new versions.
fn watch(container: &ServiceWorkerContainer, registration: ServiceWorkerRegistration, toasts: Toasts) {
    if container.controller().is_none() {
        // This is the first version: what comes now is no news.
        let first = registration.clone();
        on(container, "controllerchange", move |_| drop(first.update()));
    }
    if let Some(waiting) = registration.waiting() {
        offer(waiting, container.clone(), toasts);
    }
    let found = registration.clone();
    let owner = Owner::current();
    let keeper = container.clone();
    on(&registration, "updatefound", move |_| {
        let (Some(coming), Some(owner)) = (found.installing(), owner.clone()) else { return };
        let keeper = keeper.clone();
        owner.with(|| {
            let worker = coming.clone();
            on(&coming, "statechange", move |_| {
                if worker.state() == ServiceWorkerState::Installed && keeper.controller().is_some() {
                    offer(worker.clone(), keeper.clone(), toasts);
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

/// A new version waits: it takes over when somebody says so, and the page begins anew with it.
fn offer(waiting: ServiceWorker, container: ServiceWorkerContainer, toasts: Toasts) {
    let (waiting, container) = (StoredValue::new_local(waiting), StoredValue::new_local(container));
    toasts.ask("There is a new version of Pinhole.", "Reload", move || {
        container.with_value(|container| {
            on(container, "controllerchange", |_| {
                // A page can always be loaded again.
                window().location().reload().ok();
            });
        });
        waiting.with_value(|waiting| tell(waiting, TAKE_OVER));
    });
}

fn tell(worker: &ServiceWorker, what: &str) {
    // Text can always be sent.
    worker.post_message(&what.into()).ok();
}
