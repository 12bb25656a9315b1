//! Getting one picture out of the camera, as large as it gives it, as JPEG.

use crate::js;
use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, ImageBitmap, MediaStreamTrack};

const JPEG: &str = "image/jpeg";
/// The quality of JPEGs that are made here: the eye sees no difference to the best, and the file is a third as large.
const QUALITY: f64 = 0.92;
/// The longer side of the small picture in the review strip, in px.
const THUMB: f64 = 240.0;
const THUMB_QUALITY: f64 = 0.7;
/// Cameras that have not answered by then do not answer.
const PATIENCE: Duration = Duration::from_secs(6);

/// How a picture is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// As large as possible, which takes some cameras a second.
    Best,
    /// As seen, at once.
    Quick,
}

/// A photo, taken beside the preview at the camera's highest resolution (W3C `MediaStream` Image Capture); none where that
/// does not work.
pub async fn photo(track: &MediaStreamTrack) -> Option<Blob> {
    in_time(taken(capture(track)?)).await
}

async fn taken(capture: JsValue) -> Option<Blob> {
    let photo = match largest(&capture).await {
        // Some cameras know their largest sides, but not both at once.
        Some(largest) => js::call(&capture, "takePhoto", &[largest]).await.ok(),
        None => None,
    };
    let photo = match photo {
        Some(photo) => photo,
        None => js::call(&capture, "takePhoto", &[]).await.ok()?,
    };
    let blob: Blob = photo.dyn_into().ok()?;
    if blob.type_() == JPEG {
        return Some(blob);
    }
    let bitmap = window().create_image_bitmap_with_blob(&blob).ok()?;
    from_bitmap(JsFuture::from(bitmap).await.ok()?).await
}

/// The settings of the largest photo that the camera takes.
async fn largest(capture: &JsValue) -> Option<JsValue> {
    let able = js::call(capture, "getPhotoCapabilities", &[]).await.ok()?;
    let most = |side| js::get(&able, side).and_then(|range| js::number(&range, "max")).filter(|most| *most > 0.0);
    Some(js::object(&[("imageWidth", most("imageWidth")?.into()), ("imageHeight", most("imageHeight")?.into())]))
}

/// The current frame of the track, as large as the track is.
pub async fn frame(track: &MediaStreamTrack) -> Option<Blob> {
    let capture = capture(track)?;
    in_time(async move { from_bitmap(js::call(&capture, "grabFrame", &[]).await.ok()?).await }).await
}

fn capture(track: &MediaStreamTrack) -> Option<JsValue> {
    let class: Function = js::get(&window(), "ImageCapture")?.dyn_into().ok()?;
    Reflect::construct(&class, &Array::of1(track)).ok()
}

/// A picture, if it is there before one stops waiting.
async fn in_time(picture: impl Future<Output = Option<Blob>> + 'static) -> Option<Blob> {
    let promise = future_to_promise(async move { picture.await.map(JsValue::from).ok_or(JsValue::NULL) });
    js::within(PATIENCE, &promise).await?.dyn_into().ok()
}

async fn from_bitmap(bitmap: JsValue) -> Option<Blob> {
    let bitmap: ImageBitmap = bitmap.dyn_into().ok()?;
    let (canvas, pen) = canvas(bitmap.width(), bitmap.height())?;
    pen.draw_image_with_image_bitmap(&bitmap, 0.0, 0.0).ok()?;
    bitmap.close();
    jpeg(&canvas).await
}

/// What is seen at this very moment, to be made a JPEG of later; none before the first frame.
pub fn seen(video: &HtmlVideoElement) -> Option<HtmlCanvasElement> {
    let (canvas, pen) = canvas(video.video_width(), video.video_height())?;
    pen.draw_image_with_html_video_element(video, 0.0, 0.0).ok()?;
    Some(canvas)
}

/// A small picture of what is seen, as a `data:` address.
pub fn thumb(video: &HtmlVideoElement) -> Option<String> {
    let (width, height) = (f64::from(video.video_width()), f64::from(video.video_height()));
    let scale = (THUMB / width.max(height)).min(1.0);
    let small = |side: f64| (side * scale).round().max(1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and the constant above")]
    let (canvas, pen) = canvas(small(width) as u32, small(height) as u32)?;
    pen.draw_image_with_html_video_element_and_dw_and_dh(video, 0.0, 0.0, small(width), small(height)).ok()?;
    canvas.to_data_url_with_type_and_encoder_options(JPEG, &THUMB_QUALITY.into()).ok()
}

/// A canvas as a JPEG.
pub async fn jpeg(canvas: &HtmlCanvasElement) -> Option<Blob> {
    let promise = Promise::new(&mut |resolve, reject| {
        if let Err(error) = canvas.to_blob_with_type_and_encoder_options(&resolve, JPEG, &QUALITY.into()) {
            reject.call1(&JsValue::NULL, &error).ok();
        }
    });
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

fn canvas(width: u32, height: u32) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    if width == 0 || height == 0 {
        return None;
    }
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    let pen = canvas.get_context("2d").ok()??.unchecked_into();
    Some((canvas, pen))
}
