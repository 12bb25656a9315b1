//! Taking pictures. Without script, with the phone's own camera app.

use crate::components::camera::CameraRoom;
use leptos::prelude::*;
use leptos_meta::Title;

/// `/camera`
#[component]
pub fn CameraView() -> impl IntoView {
    view! {
        <Title text="Camera" />
        <CameraRoom />
    }
}
