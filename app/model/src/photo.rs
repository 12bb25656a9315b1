//! A photo, and everything that may be said of it.

use crate::{AccountId, PhotoId};
use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Who can see a photo.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Its owner.
    #[default]
    Private,
    /// Anyone who has the link; it is listed nowhere.
    Unlisted,
    /// Everyone; it is listed in the public gallery.
    Public,
}

impl Visibility {
    /// Every visibility, from the narrowest to the widest.
    pub const ALL: [Self; 3] = [Self::Private, Self::Unlisted, Self::Public];

    /// Its name in the API, in forms and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Unlisted => "unlisted",
            Self::Public => "public",
        }
    }

    /// The answer to "Who can see it?".
    pub const fn label(self) -> &'static str {
        match self {
            Self::Private => "Only me",
            Self::Unlisted => "Anyone with the link",
            Self::Public => "Everyone",
        }
    }
}

impl fmt::Display for Visibility {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The error of naming a visibility that does not exist.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is not a visibility; choose private, unlisted or public")]
pub struct UnknownVisibility(String);

impl FromStr for Visibility {
    type Err = UnknownVisibility;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|visibility| visibility.as_str() == text).ok_or_else(|| UnknownVisibility(text.to_owned()))
    }
}

/// A form in which a photo's bytes can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rendition {
    Thumb,
    Medium,
    Preview,
}

impl Rendition {
    /// Every rendition, from the smallest to the largest.
    pub const ALL: [Self; 3] = [Self::Thumb, Self::Medium, Self::Preview];

    /// Its name in addresses and in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Thumb => "thumb",
            Self::Medium => "medium",
            Self::Preview => "preview",
        }
    }

    /// The longest its longer side may be, in px. A picture is never enlarged to it.
    pub const fn long_side(self) -> u32 {
        match self {
            Self::Thumb => 360,
            Self::Medium => 720,
            Self::Preview => 1600,
        }
    }

    /// The size, in px, this rendition has for an upright picture of `width` × `height` px.
    pub fn fit(self, width: u32, height: u32) -> (u32, u32) {
        let long = width.max(height);
        let target = self.long_side();
        if long <= target {
            return (width, height);
        }
        let scale = |side: u32| {
            let scaled = (u64::from(side) * u64::from(target) + u64::from(long) / 2) / u64::from(long);
            u32::try_from(scaled).unwrap_or(target).max(1)
        };
        (scale(width), scale(height))
    }
}

/// Whose photo it is.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    pub id: AccountId,
    pub username: String,
}

/// Where a picture was taken, in degrees (WGS 84).
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coordinates {
    pub latitude: f64,
    pub longitude: f64,
    /// Metres above sea level.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub altitude: Option<f64>,
}

/// What a camera wrote into a picture (Exif 2.32).
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// Maker and model, such as `Apple iPhone 13 Pro`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub camera: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lens: Option<String>,
    /// Exposure time as photographers write it, in seconds: `1/250`, `2.5`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exposure: Option<String>,
    /// The f-number: 1.8 for f/1.8.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aperture: Option<f64>,
    /// Sensitivity (ISO 12232).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iso: Option<u32>,
    /// Real focal length in mm.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub focal_length: Option<f64>,
    /// Where it was taken. Only the owner is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gps: Option<Coordinates>,
}

/// Addresses of a photo, from the root of the site.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoUrls {
    pub thumb: String,
    pub medium: String,
    pub preview: String,
    pub original: String,
    pub page: String,
}

impl PhotoUrls {
    /// The address of one rendition.
    pub fn rendition(&self, rendition: Rendition) -> &str {
        match rendition {
            Rendition::Thumb => &self.thumb,
            Rendition::Medium => &self.medium,
            Rendition::Preview => &self.preview,
        }
    }
}

/// One picture, as the one who asks may know it.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Photo {
    pub id: PhotoId,
    pub owner: Owner,
    pub title: Option<String>,
    /// The name of the uploaded file. Only the owner is told.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub file_name: Option<String>,
    pub visibility: Visibility,
    /// Media type of the original.
    pub content_type: String,
    /// Whether the original moves. Its renditions stand still.
    #[serde(default)]
    pub animated: bool,
    /// Size of the original in bytes.
    pub size: u64,
    /// Width in px, upright.
    pub width: u32,
    /// Height in px, upright.
    pub height: u32,
    pub taken_at: DateTime<Utc>,
    /// How far the camera's clock was ahead of UTC, in minutes; none if it did not say.
    pub taken_at_offset: Option<i32>,
    pub added_at: DateTime<Utc>,
    /// When it was put in the trash; none when it is not there.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub deleted_at: Option<DateTime<Utc>>,
    /// A `ThumbHash`, base64.
    pub thumbhash: String,
    /// SHA-256 of the original, hexadecimal. Only the owner is told.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sha256: Option<String>,
    pub metadata: Metadata,
    pub urls: PhotoUrls,
}

impl Photo {
    /// The date and time on the camera's own clock.
    pub fn taken_local(&self) -> NaiveDateTime {
        local_time(self.taken_at, self.taken_at_offset)
    }

    /// Width over height, upright.
    pub fn ratio(&self) -> f64 {
        f64::from(self.width) / f64::from(self.height.max(1))
    }
}

/// What a clock shows at a moment that is so many minutes ahead of UTC; none counts as UTC.
pub fn local_time(moment: DateTime<Utc>, offset: Option<i32>) -> NaiveDateTime {
    let offset = TimeDelta::minutes(offset.unwrap_or(0).into());
    moment.naive_utc().checked_add_signed(offset).unwrap_or(moment.naive_utc())
}

/// Whether a moment can be written as RFC 3339 says: in the years 0 to 9999.
pub fn is_writable(moment: DateTime<Utc>) -> bool {
    (0..=9999).contains(&moment.year())
}

/// What may be changed about a photo. A field left out stays as it is.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "title": "Evening at the harbour", "visibility": "public" })))]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PhotoChange {
    /// At most 200 characters; empty removes the title.
    #[cfg_attr(feature = "openapi", schema(max_length = 200))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_at: Option<DateTime<Utc>>,
}

impl PhotoChange {
    /// The longest a title may be, in characters.
    pub const TITLE_MAX: usize = 200;
}

#[cfg(test)]
mod tests {
    use super::Rendition;

    #[test]
    fn a_rendition_keeps_the_shape_and_never_enlarges() {
        assert_eq!(Rendition::Thumb.fit(4032, 3024), (360, 270));
        assert_eq!(Rendition::Thumb.fit(3024, 4032), (270, 360));
        assert_eq!(Rendition::Preview.fit(640, 480), (640, 480));
        assert_eq!(Rendition::Thumb.fit(60_000, 20), (360, 1));
    }
}
