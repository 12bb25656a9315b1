//! How much space the whole list takes: what is at hand is measured, the rest is told from the stored counts of the months.

use super::Walk;
use crate::timeline::{measure::Sizes, run::month};
use leptos::prelude::*;
use model::{Month, MonthCount};

/// Browsers draw nothing further down than about 16.7 million px.
const TALLEST: f64 = 12_000_000.0;

impl Walk {
    /// How many pictures the list has, as far as that is known.
    pub(super) fn total(self) -> u64 {
        self.grid.months.with_untracked(|months| months.iter().map(|month| month.photos).sum())
    }

    /// How many pictures are newer than the run, if the run has the beginning of a month or of the list in it.
    pub(super) fn exact_rank(self) -> Option<u64> {
        self.grid.run.with_value(|run| {
            if run.newer.is_none() {
                return Some(0);
            }
            let photos = run.photos();
            let first = month(photos.first()?);
            let (at, begun) = photos.iter().enumerate().map(|(at, photo)| (at, month(photo))).find(|(_, month)| *month != first)?;
            let before = self.grid.months.with_untracked(|months| rank(months, begun));
            before.checked_sub(at as u64)
        })
    }

    /// How many pictures are newer than what the page began with.
    pub(super) fn first_rank(self) -> u64 {
        let guess = self.grid.run.with_value(|run| run.photos().first().map(|photo| month(photo)));
        let is_start = self.grid.run.with_value(|run| run.newer.is_none());
        match guess {
            Some(month) if !is_start => self.exact_rank().unwrap_or_else(|| self.grid.months.with_untracked(|months| rank(months, month))),
            _ => 0,
        }
    }

    /// How high a picture is, taken together with those beside it, in px; and a month's heading.
    pub(super) fn px_each(self) -> (f64, f64) {
        /// Width over height, of most pictures.
        const USUAL: f64 = 1.3;
        let Some(Some(Sizes { frame, heading })) = self.with(|inner| inner.sizes) else { return (0.0, 0.0) };
        let per_row = (frame.width / (USUAL * frame.row + frame.gap)).max(1.0);
        let picture = (frame.row * 1.12 + frame.gap) / per_row;
        // The last row of a month is half empty.
        let month = heading + frame.row / 2.0;
        let (pictures, months) = (count(self.total()), self.grid.months.with_untracked(Vec::len));
        #[expect(clippy::cast_precision_loss, reason = "there are few months")]
        let whole = pictures * picture + months as f64 * month;
        let scale = (TALLEST / whole.max(1.0)).min(1.0);
        (picture * scale, month * scale)
    }

    /// How high so many of the newest pictures are, in px.
    pub(super) fn px_before(self, before: u64) -> f64 {
        let (picture, heading) = self.px_each();
        let mut counted = 0;
        let months = self.grid.months.with_untracked(|months| {
            months
                .iter()
                .take_while(|month| {
                    counted += month.photos;
                    counted <= before
                })
                .count()
        });
        #[expect(clippy::cast_precision_loss, reason = "there are few months")]
        let headings = months as f64 * heading;
        count(before) * picture + headings
    }

    /// How high is what is older than the run, in px.
    pub(super) fn px_after(self, run: usize) -> f64 {
        let before = self.with(|inner| inner.before).unwrap_or_default();
        let total = self.total();
        let until = before + run as u64;
        (self.px_before(total) - self.px_before(until.min(total))).max(0.0)
    }

    /// The month at this height of the grid, in px, and how far inside it that is (0 to 1).
    pub(super) fn month_at(self, y: f64) -> Option<(usize, f64)> {
        let (picture, heading) = self.px_each();
        self.grid.months.with_untracked(|months| {
            let mut top = 0.0;
            for (at, month) in months.iter().enumerate() {
                let height = count(month.photos) * picture + heading;
                if y < top + height || at + 1 == months.len() {
                    return Some((at, ((y - top) / height).clamp(0.0, 1.0)));
                }
                top += height;
            }
            None
        })
    }

    /// While what is on the screen is not at hand: at least say which month it is.
    pub(super) fn show_month_at(self, y: f64) {
        let month = self.month_at(y).and_then(|(at, _)| self.grid.months.with_untracked(|months| Some(months.get(at)?.month)));
        if self.grid.current.get_untracked() != month {
            self.grid.current.set(month);
        }
    }
}

/// How many pictures are newer than this month's.
pub(super) fn rank(months: &[MonthCount], month: Month) -> u64 {
    months.iter().take_while(|other| other.month > month).map(|other| other.photos).sum()
}

#[expect(clippy::cast_precision_loss, reason = "there are fewer photos than 2^52")]
pub(super) fn count(photos: u64) -> f64 {
    photos as f64
}
