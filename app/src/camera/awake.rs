//! Keeping the screen on while the camera is open (W3C Screen Wake Lock).

use super::Camera;
use crate::js;
use leptos::{prelude::*, task::spawn_local};

impl Camera {
    /// Keep the screen on. Browsers let go of it by themselves when the page is hidden.
    pub(super) fn stay_awake(self) {
        spawn_local(async move {
            let Some(lock) = js::get(&window().navigator(), "wakeLock") else { return };
            // A battery that is nearly empty is reason enough for a no.
            let Ok(held) = js::call(&lock, "request", &["screen".into()]).await else { return };
            let before = self.session.try_update_value(|session| (session.is_open()).then(|| session.awake.replace(held.clone())));
            match before {
                Some(Some(before)) => let_go(before),
                // Closed meanwhile.
                Some(None) | None => let_go(Some(held)),
            }
        });
    }

    /// The screen may go off again.
    pub(super) fn may_sleep(self) {
        let_go(self.session.try_update_value(|session| session.awake.take()).flatten());
    }
}

fn let_go(held: Option<wasm_bindgen::JsValue>) {
    if let Some(held) = held {
        // One that is released already is as good.
        spawn_local(async move { drop(js::call(&held, "release", &[]).await) });
    }
}
