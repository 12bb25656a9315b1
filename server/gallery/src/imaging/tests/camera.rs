use super::received;
use crate::imaging::{Taken, sample};
use chrono::NaiveDate;

#[test]
fn everything_the_camera_wrote_is_read() {
    let developed = received(&sample::with_gps_and_date());
    let metadata = developed.metadata;
    assert_eq!(metadata.camera.as_deref(), Some("Pinhole Box  One"));
    assert_eq!(metadata.lens.as_deref(), Some("Pin 35mm"));
    assert_eq!(metadata.exposure.as_deref(), Some("1/250"));
    assert_eq!((metadata.aperture, metadata.iso, metadata.focal_length), (Some(1.8), Some(64), Some(5.7)));
    let place = metadata.gps.unwrap();
    let (latitude, longitude, altitude) = sample::PLACE;
    assert!((place.latitude - latitude).abs() < 1e-5 && (place.longitude - longitude).abs() < 1e-5);
    assert_eq!(place.altitude, Some(altitude));
    let local = NaiveDate::from_ymd_opt(2024, 2, 29).and_then(|date| date.and_hms_milli_opt(23, 59, 58, 250)).unwrap();
    assert_eq!(developed.taken, Some(Taken { local, offset_minutes: Some(660) }));
    assert_eq!((developed.width, developed.height), (480, 640));
}

#[test]
fn a_picture_without_exif_has_no_metadata() {
    let developed = received(&sample::jpeg(30, 20));
    assert_eq!(developed.metadata, model::Metadata::default());
    assert_eq!(developed.taken, None);
}
