//! Photos picked to do something with them all.

use leptos::prelude::*;
use model::PhotoId;
use std::collections::HashSet;

/// The most photos that can be picked at a time.
pub const MOST: usize = 5_000;

/// The picked photos.
#[derive(Clone, Copy)]
pub struct Selection {
    picked: RwSignal<HashSet<PhotoId>>,
    /// Where a range begins: what was picked last.
    from: StoredValue<Option<PhotoId>>,
}

#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "hands pick in browsers only"))]
impl Selection {
    /// Nothing yet.
    pub fn new() -> Self {
        Self { picked: RwSignal::new(HashSet::new()), from: StoredValue::new(None) }
    }

    /// Whether any photo is picked.
    pub fn is_some(self) -> bool {
        !self.picked.read().is_empty()
    }

    /// Like [`Self::is_some`], for event handlers.
    #[cfg(feature = "hydrate")]
    pub fn is_some_untracked(self) -> bool {
        !self.picked.read_untracked().is_empty()
    }

    /// How many photos are picked, in words.
    pub fn words(self) -> String {
        match self.picked.read().len() {
            MOST => format!("{MOST} selected, the most at a time"),
            count => format!("{count} selected"),
        }
    }

    /// Whether this one is.
    pub fn has(self, photo: PhotoId) -> bool {
        self.picked.read().contains(&photo)
    }

    /// The picked photos.
    pub fn all(self) -> Vec<PhotoId> {
        self.picked.with_untracked(|picked| picked.iter().copied().collect())
    }

    /// Where a range begins.
    pub fn from(self) -> Option<PhotoId> {
        self.from.get_value()
    }

    /// Pick a photo, or drop it again.
    pub fn toggle(self, photo: PhotoId) {
        self.picked.update(|picked| {
            if !picked.remove(&photo) && picked.len() < MOST {
                picked.insert(photo);
            }
        });
        self.from.set_value(Some(photo));
    }

    /// Pick these too, as far as there is room.
    pub fn add(self, photos: impl IntoIterator<Item = PhotoId>) {
        self.picked.update(|picked| {
            for photo in photos {
                if picked.len() < MOST {
                    picked.insert(photo);
                }
            }
        });
    }

    /// Have exactly these picked.
    pub fn set(self, photos: impl IntoIterator<Item = PhotoId>) {
        self.picked.set(photos.into_iter().take(MOST).collect());
    }

    /// Drop these.
    pub fn drop_all(self, photos: &[PhotoId]) {
        if photos.iter().any(|photo| self.picked.with_untracked(|picked| picked.contains(photo))) {
            self.picked.update(|picked| photos.iter().for_each(|photo| _ = picked.remove(photo)));
        }
    }

    /// Drop all.
    pub fn clear(self) {
        self.from.set_value(None);
        if !self.picked.read_untracked().is_empty() {
            self.picked.update(HashSet::clear);
        }
    }
}
