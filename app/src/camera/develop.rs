//! From a JPEG to a file that says when, with what and where it was taken.

use super::{
    exif::{self, Taken},
    jpeg::Head,
};
use chrono::{DateTime, Datelike, FixedOffset, Timelike};
use js_sys::{Array, Date, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, FilePropertyBag};

/// So much of a file, in bytes, is looked at. Metadata comes first: profiles and previews of cameras fit well in.
const HEAD: f64 = 512.0 * 1024.0;

/// Now, by the clock of the device and its time zone.
pub fn now() -> Option<DateTime<FixedOffset>> {
    let date = Date::new_0();
    #[expect(clippy::cast_possible_truncation, reason = "whole numbers, far below 2^53; minutes between −840 and 840")]
    let (millis, west) = (date.get_time() as i64, date.get_timezone_offset() as i32);
    Some(DateTime::from_timestamp_millis(millis)?.with_timezone(&FixedOffset::west_opt(west * 60)?))
}

/// The file. Of the picture only its beginning is looked at and written anew: the rest may be many megabytes.
pub async fn develop(picture: &Blob, taken: &Taken) -> Option<File> {
    let parts = with_exif(picture, taken).await.unwrap_or_else(|| Array::of1(picture));
    let options = FilePropertyBag::new();
    options.set_type("image/jpeg");
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are far below 2^53")]
    options.set_last_modified(taken.time.timestamp_millis() as f64);
    let name = file_name(taken.time);
    File::new_with_blob_sequence_and_options(&parts, &name, &options).ok()
}

/// `photo-20240530-141507-250.jpg`
fn file_name(time: DateTime<FixedOffset>) -> String {
    let (year, month, day) = (time.year(), time.month(), time.day());
    let (hour, minute, second, milli) = (time.hour(), time.minute(), time.second(), time.timestamp_subsec_millis());
    format!("photo-{year:04}{month:02}{day:02}-{hour:02}{minute:02}{second:02}-{milli:03}.jpg")
}

/// The picture in two parts: its beginning with Exif, and the rest as it is.
async fn with_exif(picture: &Blob, taken: &Taken) -> Option<Array> {
    let start = picture.slice_with_f64_and_f64(0.0, HEAD).ok()?;
    let bytes = Uint8Array::new(&JsFuture::from(start.array_buffer()).await.ok()?).to_vec();
    let head = Head::read(&bytes)?;
    let tiff = exif::written(head.exif, taken)?;
    let beginning = Uint8Array::from(head.with_exif(&tiff)?.as_slice());
    #[expect(clippy::cast_precision_loss, reason = "not more than what was read")]
    let rest = picture.slice_with_f64(head.end as f64).ok()?;
    Some(Array::of2(&beginning, &JsValue::from(rest)))
}
