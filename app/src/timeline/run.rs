//! The part of a list that is at hand: pictures without a gap between them, newest first.

use model::{Month, Photo, PhotoId, Scope, Stretch};
use std::{cmp::Reverse, collections::HashSet, sync::Arc};

/// Pictures that follow each other in a list.
#[derive(Clone)]
pub struct Run {
    scope: Scope,
    photos: Vec<Arc<Photo>>,
    /// Pictures that begin a row, so that what is on the screen stays when others come before it.
    seams: HashSet<PhotoId>,
    /// Where what is newer can be had; none at the start of the list.
    pub newer: Option<String>,
    /// Where what is older can be had; none at the end of the list.
    pub older: Option<String>,
}

/// What a list is sorted by, newest first.
type Key = Reverse<(i64, PhotoId)>;

impl Run {
    /// A run of a list of this scope that begins with this stretch.
    pub fn new(scope: Scope, stretch: Stretch<Photo>) -> Self {
        let Stretch { items, newer, older } = stretch;
        Self { scope, photos: items.into_iter().map(Arc::new).collect(), seams: HashSet::new(), newer, older }
    }

    /// The pictures.
    pub fn photos(&self) -> &[Arc<Photo>] {
        &self.photos
    }

    /// Whether a row begins with this picture, whatever comes before it.
    pub fn is_seam(&self, photo: PhotoId) -> bool {
        self.seams.contains(&photo)
    }

    /// Whether pictures stand under the months in which they were taken.
    pub fn is_by_month(&self) -> bool {
        self.scope == Scope::Mine
    }

    /// Add what comes after the run.
    pub fn append(&mut self, stretch: Stretch<Photo>) {
        let here: HashSet<_> = self.photos.iter().map(|photo| photo.id).collect();
        self.photos.extend(stretch.items.into_iter().filter(|photo| !here.contains(&photo.id)).map(Arc::new));
        self.older = stretch.older;
    }

    /// Add what comes before the run.
    pub fn prepend(&mut self, stretch: Stretch<Photo>) {
        let here: HashSet<_> = self.photos.iter().map(|photo| photo.id).collect();
        self.seams.extend(self.photos.first().map(|photo| photo.id));
        let before = stretch.items.into_iter().filter(|photo| !here.contains(&photo.id)).map(Arc::new);
        self.photos.splice(0..0, before);
        self.newer = stretch.newer;
    }

    /// Forget where rows began: they will be made anew.
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "browsers lay out"))]
    pub fn forget_seams(&mut self) {
        self.seams.clear();
    }

    /// Put a picture where it belongs, if that is within the run. Answers whether it is there now.
    pub fn insert(&mut self, photo: Photo) -> bool {
        self.remove(&HashSet::from([photo.id]));
        let key = self.key(&photo);
        let at = self.photos.partition_point(|other| self.key(other) < key);
        let is_outside = (at == 0 && self.newer.is_some()) || (at == self.photos.len() && self.older.is_some());
        if !is_outside {
            self.photos.insert(at, Arc::new(photo));
        }
        !is_outside
    }

    /// Take pictures out. Answers whether any was there.
    pub fn remove(&mut self, gone: &HashSet<PhotoId>) -> bool {
        let before = self.photos.len();
        self.photos.retain(|photo| !gone.contains(&photo.id));
        before != self.photos.len()
    }

    /// Take in how a picture reads now, if it is here.
    pub fn replace(&mut self, photo: Photo) {
        if self.position(photo.id).is_some() {
            self.insert(photo);
        }
    }

    /// Which one of the run a picture is.
    pub fn position(&self, id: PhotoId) -> Option<usize> {
        self.photos.iter().position(|photo| photo.id == id)
    }

    fn key(&self, photo: &Photo) -> Key {
        let time = match self.scope {
            Scope::Public => photo.added_at.naive_utc(),
            Scope::Mine | Scope::Trash => photo.taken_local(),
        };
        Reverse((time.and_utc().timestamp_micros(), photo.id))
    }
}

/// The month in which a picture was taken, on the camera's own calendar.
pub fn month(photo: &Photo) -> Month {
    Month::of(photo.taken_local())
}
