//! What a camera wrote into a picture (Exif 2.32). Nothing in it can make a picture unreadable: what makes no sense is left out.

use super::Orientation;
use chrono::{NaiveDate, NaiveDateTime};
use exif::{Exif, In, Rational, Reader, Tag, Value};
use model::{Coordinates, Metadata};

/// When a picture was taken, as the camera says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The camera's own clock, with fractions of a second where it gave them.
    pub local: NaiveDateTime,
    /// How far that clock was ahead of UTC, in minutes.
    pub offset_minutes: Option<i32>,
}

/// Everything that is read from an Exif block.
#[derive(Clone, Debug, Default)]
pub(super) struct Camera {
    pub(super) metadata: Metadata,
    pub(super) taken: Option<Taken>,
}

/// The longest name of a camera or lens that is kept, in characters.
const NAME_MAX: usize = 100;

/// Read an Exif block (a TIFF structure).
pub(super) fn read(block: &[u8]) -> Camera {
    let Some(exif) = parsed(block) else { return Camera::default() };
    let number = |tag| rational(&exif, tag).filter(|number| *number > 0.0 && *number < 100_000.0).map(|number| rounded(number, 100.0));
    let metadata = Metadata {
        camera: camera(text(&exif, Tag::Make), text(&exif, Tag::Model)),
        lens: text(&exif, Tag::LensModel),
        exposure: rational(&exif, Tag::ExposureTime).and_then(exposure),
        aperture: number(Tag::FNumber),
        iso: whole_number(&exif, Tag::PhotographicSensitivity).filter(|iso| *iso > 0),
        focal_length: number(Tag::FocalLength),
        gps: place(&exif),
    };
    Camera { metadata, taken: taken(&exif) }
}

/// Read only the orientation from an Exif block.
pub(super) fn orientation(block: &[u8]) -> Orientation {
    let number = parsed(block).and_then(|exif| whole_number(&exif, Tag::Orientation));
    number.map_or(Orientation::UPRIGHT, Orientation::from_exif)
}

fn parsed(block: &[u8]) -> Option<Exif> {
    let read = Reader::new().continue_on_error(true).read_raw(block.to_vec());
    read.or_else(|error| error.distill_partial_result(|_| ())).ok()
}

fn value(exif: &Exif, tag: Tag) -> Option<&Value> {
    exif.get_field(tag, In::PRIMARY).map(|field| &field.value)
}

fn whole_number(exif: &Exif, tag: Tag) -> Option<u32> {
    value(exif, tag)?.get_uint(0)
}

fn rational(exif: &Exif, tag: Tag) -> Option<f64> {
    match value(exif, tag)? {
        Value::Rational(numbers) => quotient(*numbers.first()?),
        _ => None,
    }
}

fn quotient(number: Rational) -> Option<f64> {
    (number.denom != 0).then(|| f64::from(number.num) / f64::from(number.denom))
}

fn ascii(exif: &Exif, tag: Tag) -> Option<&[u8]> {
    match value(exif, tag)? {
        Value::Ascii(lines) => lines.first().map(Vec::as_slice),
        _ => None,
    }
}

fn text(exif: &Exif, tag: Tag) -> Option<String> {
    let text = String::from_utf8_lossy(ascii(exif, tag)?).replace(|c: char| c.is_control() || c == char::REPLACEMENT_CHARACTER, " ");
    let text: String = text.trim().chars().take(NAME_MAX).collect();
    (!text.is_empty()).then_some(text)
}

/// Maker and model, the maker only when the model does not begin with it, as in `NIKON CORPORATION`, `NIKON D750`.
fn camera(make: Option<String>, model: Option<String>) -> Option<String> {
    let first_word = |name: &str| name.split_whitespace().next().unwrap_or_default().to_lowercase();
    match (make, model) {
        (Some(make), Some(model)) if first_word(&make) == first_word(&model) => Some(model),
        (Some(make), Some(model)) => Some(format!("{make} {model}")),
        (make, model) => model.or(make),
    }
}

/// An exposure time as photographers write it: `1/250`, `0.6`, `2.5`, `30`.
fn exposure(seconds: f64) -> Option<String> {
    if !(seconds > 1e-7 && seconds < 1e6) {
        return None;
    }
    let inverse = 1.0 / seconds;
    let part = inverse.round();
    let is_fraction = part >= 2.0 && (inverse - part).abs() < 0.05 * part;
    Some(if is_fraction { format!("1/{part}") } else { rounded(seconds, 10.0).to_string() })
}

fn rounded(number: f64, steps: f64) -> f64 {
    (number * steps).round() / steps
}

fn place(exif: &Exif) -> Option<Coordinates> {
    let latitude = degrees(exif, Tag::GPSLatitude)? * sign(exif, Tag::GPSLatitudeRef, b'N', b'S')?;
    let longitude = degrees(exif, Tag::GPSLongitude)? * sign(exif, Tag::GPSLongitudeRef, b'E', b'W')?;
    let below_sea = whole_number(exif, Tag::GPSAltitudeRef) == Some(1);
    let altitude = rational(exif, Tag::GPSAltitude).map(|metres| if below_sea { -metres } else { metres });
    let altitude = altitude.filter(|metres| (-12_000.0..=100_000.0).contains(metres));
    let on_earth = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
    on_earth.then_some(Coordinates { latitude, longitude, altitude })
}

/// Degrees, minutes and seconds as degrees.
fn degrees(exif: &Exif, tag: Tag) -> Option<f64> {
    let Value::Rational(parts) = value(exif, tag)? else { return None };
    let [degrees, minutes, seconds] = *parts.as_slice() else { return None };
    Some(quotient(degrees)? + quotient(minutes)? / 60.0 + quotient(seconds)? / 3600.0)
}

fn sign(exif: &Exif, tag: Tag, positive: u8, negative: u8) -> Option<f64> {
    match ascii(exif, tag)?.first()?.to_ascii_uppercase() {
        letter if letter == positive => Some(1.0),
        letter if letter == negative => Some(-1.0),
        _ => None,
    }
}

/// The first time that makes sense: of taking, of digitising, of the last change; each with its own fraction and offset.
fn taken(exif: &Exif) -> Option<Taken> {
    [
        (Tag::DateTimeOriginal, Tag::SubSecTimeOriginal, Tag::OffsetTimeOriginal),
        (Tag::DateTimeDigitized, Tag::SubSecTimeDigitized, Tag::OffsetTimeDigitized),
        (Tag::DateTime, Tag::SubSecTime, Tag::OffsetTime),
    ]
    .into_iter()
    .find_map(|(time, fraction, offset)| time_of(ascii(exif, time)?, ascii(exif, fraction), ascii(exif, offset)))
}

fn time_of(time: &[u8], fraction: Option<&[u8]>, offset: Option<&[u8]>) -> Option<Taken> {
    let mut read = exif::DateTime::from_ascii(time).ok()?;
    // A fraction or offset that cannot be read leaves the time as it is.
    fraction.map(|fraction| read.parse_subsec(fraction));
    offset.map(|offset| read.parse_offset(offset));
    let date = NaiveDate::from_ymd_opt(i32::from(read.year), u32::from(read.month), u32::from(read.day)).filter(|_| read.year > 0)?;
    let nanoseconds = read.nanosecond.unwrap_or_default();
    let local = date.and_hms_nano_opt(u32::from(read.hour), u32::from(read.minute), u32::from(read.second), nanoseconds)?;
    let offset_minutes = read.offset.map(i32::from).filter(|minutes| minutes.abs() <= 14 * 60);
    Some(Taken { local, offset_minutes })
}
