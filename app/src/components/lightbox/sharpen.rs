//! Looking closely: where a rendition has no more to show, the original takes its place.

use super::{measure::density, stage::Stage};
use crate::crossing::Picture;
use leptos::{html, prelude::*, task::spawn_local};
use model::Rendition;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlImageElement;

/// A browser needs four bytes for each pixel. Larger pictures stay as sharp as the preview is.
const MOST_PIXELS: u64 = 120_000_000;

/// Give a picture its original's address in `sharp` once it is drawn larger than its preview is. It is loaded before, so that
/// nothing is seen of the change but the picture becoming sharper.
pub fn watch(stage: Stage, picture: Memo<Picture>, is_here: Memo<bool>, image: NodeRef<html::Img>, sharp: RwSignal<Option<String>>) {
    let asked = StoredValue::new(false);
    Effect::new(move |_| {
        let zoom = stage.zoom.get();
        if !is_here.get() || zoom.is_fit() || asked.get_value() {
            return;
        }
        let Some(image) = image.get_untracked() else { return };
        let (original, preview_width) = picture.with(|picture| (original_of(picture), preview_width(picture)));
        let drawn = f64::from(image.offset_width()) * zoom.scale * density();
        if let Some(original) = original.filter(|_| drawn > f64::from(preview_width)) {
            asked.set_value(true);
            spawn_local(async move {
                let arrived = load(&original).await;
                // The page may have gone meanwhile. When it did not arrive, it can be asked for again.
                asked.try_set_value(arrived);
                if arrived {
                    sharp.try_set(Some(original));
                }
            });
        }
    });
}

/// The original, if it can be drawn and has more to show than the preview.
fn original_of(picture: &Picture) -> Option<String> {
    let is_larger = picture.width > preview_width(picture);
    let can_be_drawn = u64::from(picture.width) * u64::from(picture.height) <= MOST_PIXELS;
    picture.original.clone().filter(|_| is_larger && can_be_drawn && !picture.animated)
}

/// In px.
fn preview_width(picture: &Picture) -> u32 {
    Rendition::Preview.fit(picture.width, picture.height).0
}

async fn load(address: &str) -> bool {
    let Ok(image) = HtmlImageElement::new() else { return false };
    image.set_src(address);
    JsFuture::from(image.decode()).await.is_ok()
}
