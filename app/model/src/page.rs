//! Lists, a page at a time.

use serde::{Deserialize, Serialize};

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page<T> {
    /// What is on this page, in order.
    pub items: Vec<T>,
    /// What to ask for to get the next page; none at the end of the list. Opaque.
    pub next_cursor: Option<String>,
}

/// Which photos a list holds.
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// When the picture was taken.
    #[default]
    Taken,
    /// When it was added.
    Added,
}
