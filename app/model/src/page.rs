//! Lists, a part at a time.

use crate::Photo;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// One page of a list.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page<T> {
    /// What is on this page, in order.
    pub items: Vec<T>,
    /// What to ask for to get the next page; none at the end of the list. Opaque.
    pub next_cursor: Option<String>,
}

/// Which photos a list holds.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// The viewer's own, without the trash.
    #[default]
    Mine,
    /// Everyone's public photos.
    Public,
    /// The viewer's own trash.
    Trash,
}

/// By which time a list is sorted, newest first.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// When the picture was taken.
    #[default]
    Taken,
    /// When it was added.
    Added,
}

/// Where in a list a stretch of it is taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Place {
    /// Its newest end.
    #[default]
    Newest,
    /// Its oldest end.
    Oldest,
    /// What is older than this cursor.
    Older(String),
    /// What is newer than this cursor.
    Newer(String),
    /// The first photo taken at or before this time on the camera's own clock, and what is older.
    At(NaiveDateTime),
}

/// A part of a list, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stretch<T> {
    /// What is in it.
    pub items: Vec<T>,
    /// The cursor for [`Place::Newer`]; none where the list ends. Opaque.
    pub newer: Option<String>,
    /// The cursor for [`Place::Older`]; none where the list ends. Opaque.
    pub older: Option<String>,
}

/// What lies on both sides of a photo in a list, nearest first. Nothing when the photo is not in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Around {
    pub newer: Vec<Photo>,
    pub older: Vec<Photo>,
}
