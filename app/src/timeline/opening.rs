//! What a timeline begins with.

use crate::api::photos::{months, stretch};
use model::{AppError, Month, MonthCount, Photo, Place, Scope, Stretch};
use serde::{Deserialize, Serialize};

/// Which list is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    pub scope: Scope,
    /// Whose public photos, by username; none for everybody's.
    pub of: Option<String>,
}

impl Listed {
    /// The viewer's own photos.
    pub const fn mine() -> Self {
        Self { scope: Scope::Mine, of: None }
    }

    /// Everyone's public photos.
    pub const fn everyones() -> Self {
        Self { scope: Scope::Public, of: None }
    }

    /// The public photos of one person.
    pub const fn of(username: String) -> Self {
        Self { scope: Scope::Public, of: Some(username) }
    }

    /// The page that shows it.
    pub fn path(&self) -> String {
        match (&self.of, self.scope) {
            (Some(username), _) => format!("/people/{username}"),
            (None, Scope::Public) => "/public".to_owned(),
            (None, _) => "/photos".to_owned(),
        }
    }

    /// Whether a path is that of a page that shows a list.
    #[cfg(feature = "hydrate")]
    pub fn is_page(path: &str) -> bool {
        matches!(path, "/photos" | "/public") || path.starts_with("/people/")
    }

    /// What a photo's address says of the list it was opened from, so that one can go on from there.
    pub const fn mark(&self) -> &'static str {
        match (&self.of, self.scope) {
            (Some(_), _) => "?in=person",
            (None, Scope::Public) => "?in=public",
            (None, _) => "",
        }
    }

    /// Whether a photo belongs in it.
    #[cfg(feature = "hydrate")]
    pub fn shows(&self, photo: &Photo) -> bool {
        // Only an owner is told the digest of the file.
        let is_here = match self.scope {
            Scope::Public => photo.visibility == model::Visibility::Public,
            Scope::Mine | Scope::Trash => photo.sha256.is_some(),
        };
        is_here && photo.deleted_at.is_none() && self.of.as_ref().is_none_or(|username| *username == photo.owner.username)
    }

    /// A part of it.
    pub async fn stretch(&self, place: Place) -> Result<Stretch<Photo>, AppError> {
        stretch(self.scope, self.of.clone(), place).await
    }
}

/// The first part of a list, and what is known of the whole.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Opening {
    /// How many photos there are of each month, newest first; nothing where they do not stand under months.
    pub months: Vec<MonthCount>,
    pub stretch: Stretch<Photo>,
}

impl Opening {
    /// Open a list at this place.
    pub async fn of(listed: &Listed, place: Place) -> Result<Self, AppError> {
        let months = if listed.scope == Scope::Mine { months().await? } else { Vec::new() };
        Ok(Self { months, stretch: listed.stretch(place).await? })
    }
}

/// The place that a page's address names: `?at=2024-05` for a month, `?cursor=…` for what is older than the page before.
pub fn place_named(cursor: Option<String>, at: Option<&str>) -> Place {
    match (cursor, at.and_then(|month| month.parse::<Month>().ok())) {
        (Some(cursor), _) => Place::Older(cursor),
        (None, Some(month)) => Place::At(month.end()),
        (None, None) => Place::Newest,
    }
}
