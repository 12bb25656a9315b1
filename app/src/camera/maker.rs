//! What pictures are taken with.

use super::{Camera, device};
use crate::js;
use leptos::{prelude::*, task::spawn_local};

impl Camera {
    /// Ask the browser what kind of device this is (User-Agent Client Hints). Not every browser tells.
    pub(super) fn learn_model(self) {
        spawn_local(async move {
            let Some(agent) = js::get(&window().navigator(), "userAgentData") else { return };
            let hints = js_sys::Array::of1(&"model".into());
            if let Ok(told) = js::call(&agent, "getHighEntropyValues", &[hints.into()]).await {
                let model = js::text(&told, "model");
                self.model.try_update_value(|known| *known = model);
            }
        });
    }

    /// What pictures are said to be taken with.
    pub(super) fn device_name(self) -> Option<String> {
        let user_agent = window().navigator().user_agent().unwrap_or_default();
        device::name(self.model.get_value().as_deref(), &user_agent, &self.label.get_value())
    }
}
