//! What a picture says of itself (Exif 2.32): when, with what, how it is held, and where if its maker wants that.

use super::held::Turn;
use chrono::{DateTime, Datelike, FixedOffset, Offset, Timelike};
use exif::{Context, Field, In, Rational, Reader, Tag, Value, experimental::Writer};
use std::io::Cursor;

/// What is known of a picture when it is taken.
#[derive(Clone, Debug)]
pub struct Taken {
    /// When, by the clock of the device and its time zone.
    pub time: DateTime<FixedOffset>,
    /// What took it, such as `Pixel 8`, where that is known.
    pub device: Option<String>,
    /// What makes it upright, beside what the camera says.
    pub turn: Option<Turn>,
    /// Where, if its maker wants that to be written down.
    pub place: Option<Place>,
}

/// A place on Earth (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// In degrees, north.
    pub latitude: f64,
    /// In degrees, east.
    pub longitude: f64,
    /// In metres above the ellipsoid.
    pub altitude: Option<f64>,
}

/// The TIFF structure of an Exif segment. What the camera itself wrote (`before`, if anything) is kept, but for what is told
/// better here, its maker's notes, whose inner addresses would be wrong, and its place: the person decides about that.
/// None when the picture says of itself what cannot be written.
pub fn written(before: Option<&[u8]>, taken: &Taken) -> Option<Vec<u8>> {
    let before = before.and_then(|tiff| Reader::new().read_raw(tiff.to_vec()).ok());
    let mut fields: Vec<Field> = before.iter().flat_map(exif::Exif::fields).filter(|field| is_kept(field)).cloned().collect();
    let has = |fields: &[Field], tag| fields.iter().any(|field| field.tag == tag);
    // Browsers hand out frames upright. A photo of the camera's own may say how it is to be turned.
    let before = before.as_ref().and_then(|exif| exif.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)).unwrap_or(1);
    let orientation = taken.turn.map_or(before, |turn| turn.applied(before));
    fields.push(field(Tag::Orientation, Value::Short(vec![u16::try_from(orientation).unwrap_or(1)])));
    if let Some(device) = taken.device.as_ref().filter(|_| !has(&fields, Tag::Model)) {
        fields.push(text(Tag::Model, device));
    }
    fields.push(text(Tag::Software, "Pinhole"));
    fields.push(field(Tag::ExifVersion, Value::Undefined(b"0232".to_vec(), 0)));
    fields.extend(times(taken.time));
    fields.extend(taken.place.into_iter().flat_map(place));

    let mut writer = Writer::new();
    for field in &fields {
        writer.push_field(field);
    }
    let mut tiff = Cursor::new(Vec::new());
    writer.write(&mut tiff, false).ok()?;
    Some(tiff.into_inner())
}

/// Whether what a camera wrote is kept.
fn is_kept(field: &Field) -> bool {
    const BETTER: [Tag; 13] = [
        Tag::Orientation,
        Tag::DateTime,
        Tag::DateTimeOriginal,
        Tag::DateTimeDigitized,
        Tag::OffsetTime,
        Tag::OffsetTimeOriginal,
        Tag::OffsetTimeDigitized,
        Tag::SubSecTime,
        Tag::SubSecTimeOriginal,
        Tag::SubSecTimeDigitized,
        Tag::Software,
        Tag::ExifVersion,
        Tag::MakerNote,
    ];
    field.ifd_num == In::PRIMARY && field.tag.context() != Context::Gps && !BETTER.contains(&field.tag)
}

/// When it was taken: the local time, how far that is from UTC, and thousandths.
fn times(time: DateTime<FixedOffset>) -> Vec<Field> {
    // Not by chrono's formats: those bring tables of 12 kB.
    let (year, month, day) = (time.year(), time.month(), time.day());
    let local = format!("{year:04}:{month:02}:{day:02} {:02}:{:02}:{:02}", time.hour(), time.minute(), time.second());
    let offset = offset_words(time.offset().fix().local_minus_utc());
    let part = format!("{:03}", time.timestamp_subsec_millis());
    [
        (Tag::DateTime, &local),
        (Tag::DateTimeOriginal, &local),
        (Tag::DateTimeDigitized, &local),
        (Tag::OffsetTime, &offset),
        (Tag::OffsetTimeOriginal, &offset),
        (Tag::OffsetTimeDigitized, &offset),
        (Tag::SubSecTime, &part),
        (Tag::SubSecTimeOriginal, &part),
        (Tag::SubSecTimeDigitized, &part),
    ]
    .map(|(tag, words)| text(tag, words))
    .into()
}

/// A distance from UTC in seconds, as `+02:00`.
fn offset_words(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

fn place(place: Place) -> Vec<Field> {
    let side = |value: f64, positive, negative| if value < 0.0 { negative } else { positive };
    let mut fields = vec![
        field(Tag::GPSVersionID, Value::Byte(vec![2, 3, 0, 0])),
        text(Tag::GPSLatitudeRef, side(place.latitude, "N", "S")),
        field(Tag::GPSLatitude, degrees(place.latitude)),
        text(Tag::GPSLongitudeRef, side(place.longitude, "E", "W")),
        field(Tag::GPSLongitude, degrees(place.longitude)),
        text(Tag::GPSMapDatum, "WGS-84"),
    ];
    if let Some(altitude) = place.altitude {
        fields.push(field(Tag::GPSAltitudeRef, Value::Byte(vec![u8::from(altitude < 0.0)])));
        fields.push(field(Tag::GPSAltitude, Value::Rational(vec![rational(altitude.abs(), 10)])));
    }
    fields
}

/// Degrees, minutes and seconds; whole degrees and minutes, so that rounding never makes 60 of 59.
fn degrees(value: f64) -> Value {
    /// Parts of a second: about 3 mm.
    const PARTS: u32 = 10_000;
    let all = rational(value.abs() * 3600.0, PARTS).num;
    let minute = 60 * PARTS;
    let whole = |num| Rational { num, denom: 1 };
    Value::Rational(vec![whole(all / (60 * minute)), whole(all / minute % 60), Rational { num: all % minute, denom: PARTS }])
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "never negative, and what is too large becomes the largest")]
fn rational(value: f64, denom: u32) -> Rational {
    Rational { num: (value * f64::from(denom)).round() as u32, denom }
}

/// Exif knows ASCII only.
fn text(tag: Tag, words: &str) -> Field {
    field(tag, Value::Ascii(vec![words.chars().filter(|c| c.is_ascii() && !c.is_control()).map(|c| c as u8).collect()]))
}

fn field(tag: Tag, value: Value) -> Field {
    Field { tag, ifd_num: In::PRIMARY, value }
}

#[cfg(test)]
mod tests {
    use super::{Place, Taken, Turn, field, offset_words, text, written};
    use chrono::{DateTime, FixedOffset};
    use exif::{Exif, In, Reader, Tag, Value, experimental::Writer};
    use std::io::Cursor;

    fn taken() -> Taken {
        let time = DateTime::<FixedOffset>::parse_from_rfc3339("2026-05-03T14:05:09.120+05:30").expect("a time");
        Taken { time, device: Some("Pixel 8".to_owned()), turn: None, place: None }
    }

    fn read(tiff: Vec<u8>) -> Exif {
        Reader::new().read_raw(tiff).expect("what was written can be read")
    }

    fn words(exif: &Exif, tag: Tag) -> Option<String> {
        match &exif.get_field(tag, In::PRIMARY)?.value {
            Value::Ascii(parts) => parts.first().map(|part| String::from_utf8_lossy(part).into_owned()),
            _ => None,
        }
    }

    #[test]
    fn a_picture_tells_when_it_was_taken_with_what_and_that_it_is_upright() {
        let exif = read(written(None, &taken()).expect("written"));
        assert_eq!(words(&exif, Tag::DateTimeOriginal).as_deref(), Some("2026:05:03 14:05:09"));
        assert_eq!(words(&exif, Tag::OffsetTimeOriginal).as_deref(), Some("+05:30"));
        assert_eq!(words(&exif, Tag::SubSecTimeOriginal).as_deref(), Some("120"));
        assert_eq!(words(&exif, Tag::Model).as_deref(), Some("Pixel 8"));
        assert_eq!(exif.get_field(Tag::Orientation, In::PRIMARY).and_then(|field| field.value.get_uint(0)), Some(1));
        assert!(exif.get_field(Tag::GPSLatitude, In::PRIMARY).is_none(), "nobody asked for the place");
    }

    #[test]
    fn the_place_is_written_when_it_is_wanted() {
        let place = Place { latitude: -59.325, longitude: 18.0708, altitude: Some(-3.5) };
        let exif = read(written(None, &Taken { place: Some(place), ..taken() }).expect("written"));
        assert_eq!(words(&exif, Tag::GPSLatitudeRef).as_deref(), Some("S"));
        let Some(Value::Rational(parts)) = exif.get_field(Tag::GPSLatitude, In::PRIMARY).map(|field| &field.value) else {
            panic!("a place")
        };
        let [degrees, minutes, seconds] = parts.as_slice() else { panic!("three parts") };
        let latitude = degrees.to_f64() + minutes.to_f64() / 60.0 + seconds.to_f64() / 3600.0;
        assert!((latitude - 59.325).abs() < 1e-6, "{latitude}");
        assert_eq!(exif.get_field(Tag::GPSAltitudeRef, In::PRIMARY).and_then(|field| field.value.get_uint(0)), Some(1));
    }

    #[test]
    fn what_the_camera_knows_is_kept_but_not_the_place() {
        let own = [
            field(Tag::Orientation, Value::Short(vec![6])),
            text(Tag::Make, "Lumen"),
            text(Tag::Model, "L1"),
            text(Tag::DateTimeOriginal, "1999:01:01 00:00:00"),
            field(Tag::PhotographicSensitivity, Value::Short(vec![64])),
            text(Tag::GPSLatitudeRef, "N"),
        ];
        let mut writer = Writer::new();
        for field in &own {
            writer.push_field(field);
        }
        let mut before = Cursor::new(Vec::new());
        writer.write(&mut before, true).expect("written");

        let exif = read(written(Some(&before.into_inner()), &taken()).expect("written"));
        let number = |tag| exif.get_field(tag, In::PRIMARY).and_then(|field| field.value.get_uint(0));
        assert_eq!((number(Tag::Orientation), number(Tag::PhotographicSensitivity)), (Some(6), Some(64)));
        assert_eq!(words(&exif, Tag::Model).as_deref(), Some("L1"));
        assert_eq!(words(&exif, Tag::DateTimeOriginal).as_deref(), Some("2026:05:03 14:05:09"));
        assert!(exif.get_field(Tag::GPSLatitudeRef, In::PRIMARY).is_none());
    }

    #[test]
    fn a_picture_taken_on_its_side_says_how_it_is_to_be_turned() {
        let exif = read(written(None, &Taken { turn: Some(Turn::Clockwise), ..taken() }).expect("written"));
        assert_eq!(exif.get_field(Tag::Orientation, In::PRIMARY).and_then(|field| field.value.get_uint(0)), Some(6));
    }

    #[test]
    fn what_cannot_be_read_does_not_spoil_the_rest() {
        assert!(written(Some(b"no TIFF"), &taken()).is_some());
    }

    #[test]
    fn time_zones_read_as_exif_has_them() {
        assert_eq!([0, 7200, -12_600, 20_700].map(offset_words), ["+00:00", "+02:00", "-03:30", "+05:45"]);
    }
}
