//! What was deleted and can still come back.

use crate::{Photo, Stretch};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// A part of somebody's trash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trash {
    pub photos: Stretch<Photo>,
    /// How many photos are in all of it.
    pub amount: u64,
    /// Days until it empties itself.
    pub days: u32,
    /// When this was told.
    pub now: DateTime<Utc>,
}

/// What becomes of a photo in the trash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// It comes back.
    Restore,
    /// It goes for good.
    Erase,
}

impl Trash {
    /// In how many days, by UTC's calendar, something deleted at this time goes; 0 is today.
    pub fn days_left(&self, deleted: DateTime<Utc>) -> u64 {
        let end = deleted.checked_add_signed(TimeDelta::days(self.days.into())).unwrap_or(DateTime::<Utc>::MAX_UTC);
        let left = end.date_naive().signed_duration_since(self.now.date_naive()).num_days();
        u64::try_from(left).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Stretch, Trash};

    #[test]
    fn days_left_are_days_of_the_calendar() {
        let at = |text: &str| text.parse().expect("a time");
        let photos = Stretch { items: Vec::new(), newer: None, older: None };
        let trash = Trash { photos, amount: 0, days: 30, now: at("2026-06-30T00:10:00Z") };
        let left = ["2026-06-30T00:05:00Z", "2026-06-29T23:59:00Z", "2026-06-01T12:00:00Z", "2026-05-31T23:59:00Z", "2026-05-01T12:00:00Z"]
            .map(|deleted| trash.days_left(at(deleted)));
        assert_eq!(left, [30, 29, 1, 0, 0]);
    }
}
