//! Photos for tests.

use chrono::{DateTime, TimeDelta, Utc};
use model::{Metadata, Owner, Photo, PhotoUrls, Visibility};

/// A photo of 3:2, taken so many days before 2024-05-30.
pub fn photo(days_before: i64) -> Photo {
    let taken_at: DateTime<Utc> = "2024-05-30T12:00:00Z".parse().expect("a time");
    let taken_at = taken_at - TimeDelta::days(days_before);
    let address = |form: &str| format!("/photos/{days_before}/{form}");
    Photo {
        id: format!("01900000-0000-7000-8000-{:012x}", 0xffff_ffff_ffff - days_before).parse().expect("an id"),
        owner: Owner { id: "01900000-0000-7000-8000-000000000000".parse().expect("an id"), username: "anna".to_owned() },
        title: None,
        file_name: None,
        visibility: Visibility::Private,
        content_type: "image/jpeg".to_owned(),
        size: 1,
        width: 3000,
        height: 2000,
        animated: false,
        taken_at,
        taken_at_offset: None,
        added_at: taken_at,
        deleted_at: None,
        thumbhash: String::new(),
        sha256: None,
        metadata: Metadata::default(),
        urls: PhotoUrls {
            thumb: address("thumb"),
            medium: address("medium"),
            preview: address("preview"),
            original: address("original"),
            page: format!("/photos/{days_before}"),
        },
    }
}
