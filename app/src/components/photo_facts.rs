//! What a camera wrote down, and what the file is.

use crate::words;
use leptos::prelude::*;
use model::{Photo, file_size};
use std::sync::Arc;

/// Everything that may be said of a picture, as a list of names and values. What is not known is left out.
#[component]
pub fn PhotoFacts(
    /// The picture.
    photo: Arc<Photo>,
) -> impl IntoView {
    let facts = facts(&photo).into_iter().map(|(name, value)| {
        view! {
            <div class="fact">
                <dt>{name}</dt>
                <dd>{value}</dd>
            </div>
        }
    });
    view! { <dl class="facts">{facts.collect_view()}</dl> }
}

fn facts(photo: &Photo) -> Vec<(&'static str, String)> {
    let camera = &photo.metadata;
    let facts = [
        ("Camera", camera.camera.clone()),
        ("Lens", camera.lens.clone()),
        ("Exposure", camera.exposure.as_ref().map(|seconds| format!("{seconds} s"))),
        ("Aperture", camera.aperture.map(|number| format!("f/{number}"))),
        ("ISO", camera.iso.map(|iso| iso.to_string())),
        ("Focal length", camera.focal_length.map(|length| format!("{length} mm"))),
        ("Dimensions", Some(format!("{} × {} px", photo.width, photo.height))),
        ("Size", Some(file_size(photo.size))),
        ("File", photo.file_name.clone()),
        ("Place", camera.gps.map(|gps| words::place(gps.latitude, gps.longitude))),
        ("Added", Some(words::utc_date(photo.added_at))),
    ];
    facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}
