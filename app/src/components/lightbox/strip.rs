//! What is at hand of the list a picture was opened from.

use crate::timeline::{Listed, Run};
use model::{Around, Photo, PhotoId, Stretch};
use std::sync::Arc;

/// How many neighbours the server tells of on each side, at most.
const REACH: usize = 10;
/// With fewer than so many left on one side, more are asked for.
const FEW: usize = 4;

/// Which way, in a list whose newest photo comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Newer,
    Older,
}

/// What is at hand of a list.
#[derive(Clone, Default)]
pub struct Strip(pub(super) Option<(Listed, Run)>);

impl Strip {
    /// Whether a photo is at hand.
    pub fn has(&self, photo: PhotoId) -> bool {
        self.position(photo).is_some()
    }

    fn position(&self, photo: PhotoId) -> Option<usize> {
        self.0.as_ref()?.1.position(photo)
    }

    pub(super) fn photo(&self, photo: PhotoId) -> Option<Arc<Photo>> {
        let (_, run) = self.0.as_ref()?;
        run.photos().get(run.position(photo)?).cloned()
    }

    /// The photo beside another one.
    pub(super) fn beside(&self, photo: PhotoId, side: Side) -> Option<Arc<Photo>> {
        let (_, run) = self.0.as_ref()?;
        let at = run.position(photo)?;
        let beside = match side {
            Side::Newer => at.checked_sub(1)?,
            Side::Older => at + 1,
        };
        run.photos().get(beside).cloned()
    }

    /// Whether there may be more near a photo than is at hand.
    pub(super) fn wants_more(&self, photo: PhotoId) -> bool {
        let Some((_, run)) = &self.0 else { return false };
        let Some(at) = run.position(photo) else { return false };
        (at < FEW && run.newer.is_some()) || (run.photos().len() - at <= FEW && run.older.is_some())
    }

    /// Take in a photo with what lies around it, as just told. What is at hand of the same list stays.
    pub(super) fn take_in(&mut self, photo: Photo, listed: Listed, around: Around) {
        let end = |photos: &[Photo]| (photos.len() >= REACH).then(String::new);
        let (newer, older) = (end(&around.newer), end(&around.older));
        let before = around.newer.into_iter().rev();
        let told = |items| Stretch { items, newer: newer.clone(), older: older.clone() };
        match &mut self.0 {
            Some((here, run)) if *here == listed && run.position(photo.id).is_some() => {
                run.replace(photo);
                run.prepend(told(before.collect()));
                run.append(told(around.older));
            }
            _ => {
                let items = before.chain([photo]).chain(around.older).collect();
                self.0 = Some((listed.clone(), Run::new(listed.scope, told(items))));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Side, Strip};
    use crate::timeline::{Listed, sample};
    use model::Around;

    /// Photos a day apart, the newest first: `around` the one of `day`, so many on each side.
    fn told(strip: &mut Strip, day: i64, newer: i64, older: i64) {
        let around = Around {
            newer: (1..=newer).map(|away| sample::photo(day - away)).collect(),
            older: (1..=older).map(|away| sample::photo(day + away)).collect(),
        };
        strip.take_in(sample::photo(day), Listed::mine(), around);
    }

    fn walk(strip: &Strip, from: i64, side: Side) -> usize {
        let mut at = sample::photo(from).id;
        let mut steps = 0;
        while let Some(next) = strip.beside(at, side) {
            at = next.id;
            steps += 1;
        }
        steps
    }

    #[test]
    fn a_reel_grows_where_one_goes_and_knows_its_ends() {
        let mut strip = Strip::default();
        told(&mut strip, 20, 10, 10);
        assert_eq!(strip.beside(sample::photo(20).id, Side::Older).map(|photo| photo.id), Some(sample::photo(21).id));
        assert!(!strip.wants_more(sample::photo(20).id));
        assert!(strip.wants_more(sample::photo(28).id));

        told(&mut strip, 28, 10, 3);
        assert_eq!((walk(&strip, 20, Side::Newer), walk(&strip, 20, Side::Older)), (10, 11));
        assert!(!strip.wants_more(sample::photo(31).id), "the list ends there");
        assert!(strip.wants_more(sample::photo(12).id));
    }
}
