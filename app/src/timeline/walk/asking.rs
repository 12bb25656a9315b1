//! Asking for pictures: those that come next while one walks on, and those one jumps to.

use super::{
    Walk,
    extent::{count, rank},
    lines::Asking,
};
use crate::timeline::{
    measure::{self, screen_height},
    run::Run,
};
use leptos::{prelude::*, task::spawn_local};
use model::{AppError, Month, MonthCount, Photo, Place, Stretch};
use std::time::Duration;

impl Walk {
    /// Ask for what comes before or after what is at hand.
    pub(super) fn ask(self, place: Place) {
        let is_newer = matches!(place, Place::Newer(_));
        let asked = self.with(|inner| (std::mem::replace(inner.asking.of(is_newer), true), inner.landed));
        let Some((false, landed)) = asked else { return };
        let listed = self.grid.listed.get_value();
        spawn_local(async move {
            let answer = listed.stretch(place).await;
            // What follows the run of before does not follow the one that has been jumped to meanwhile.
            let is_next = self.with(|inner| {
                let is_next = inner.landed == landed;
                if is_next {
                    *inner.asking.of(is_newer) = false;
                }
                is_next
            });
            if is_next != Some(true) {
                return;
            }
            match answer {
                Ok(stretch) => {
                    self.grid.trouble.set(None);
                    self.join(stretch, is_newer);
                }
                Err(error) => self.could_not(&error),
            }
        });
    }

    /// Say that more could not be had, and try again soon.
    pub(super) fn could_not(self, error: &AppError) {
        const AGAIN: Duration = Duration::from_secs(4);
        self.grid.trouble.set(Some(error.to_string()));
        set_timeout(
            move || {
                if self.with(|_| ()).is_some() {
                    self.update();
                    self.stands_still();
                }
            },
            AGAIN,
        );
    }

    pub(super) fn join(self, stretch: Stretch<Photo>, is_newer: bool) {
        let anchor = self.anchor();
        let count = stretch.items.len() as u64;
        self.grid.run.update_value(|run| if is_newer { run.prepend(stretch) } else { run.append(stretch) });
        if is_newer {
            self.with(|inner| inner.before = inner.before.saturating_sub(count));
        }
        let exact = self.exact_rank();
        self.with(|inner| inner.before = exact.unwrap_or(inner.before));
        self.lay_out(anchor);
        self.update();
    }

    /// Go to the newest picture of a month.
    pub fn jump_to_month(self, month: Month) {
        let before = self.grid.months.with_untracked(|months| rank(months, month));
        self.grid.going_to.set(Some(month));
        self.jump(Place::At(month.end()), before, None);
    }

    /// The scroll bar led far from what is at hand: ask for what belongs there.
    pub(super) fn jump_to_screen(self) {
        /// From the start of a month so many pictures are few enough to walk there.
        const FEW: f64 = 200.0;
        /// In ms.
        const MONTH: f64 = 30.4 * 86_400_000.0;
        let Some(Some(element)) = self.with(|inner| inner.element.clone()) else { return };
        self.grid.going_to.set(None);
        let seen = measure::seen(&element);
        if seen.end >= element.get_bounding_client_rect().height() {
            return self.jump(Place::Oldest, self.total(), None);
        }
        let months = self.grid.months.get_untracked();
        let Some((at, inside)) = self.month_at(seen.start) else {
            return self.jump(Place::Newest, 0, None);
        };
        let before: u64 = months[..at].iter().map(|month| month.photos).sum();
        let MonthCount { month, photos } = months[at];
        if inside * count(photos) < FEW {
            return self.jump(Place::At(month.end()), before, Some(seen.start));
        }
        // Within a long month, as far in time as in pictures.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some milliseconds, some pictures")]
        let (back, further) = ((inside * MONTH) as i64, (inside * count(photos)) as u64);
        let time = month.end().checked_sub_signed(chrono::TimeDelta::milliseconds(back)).unwrap_or(month.end());
        self.jump(Place::At(time), before + further, Some(seen.start));
    }

    /// Have what is at this place at hand instead. `before` pictures are newer. It is shown on top of the screen; while
    /// the screen is at `seen` px already, it stays there.
    pub(super) fn jump(self, place: Place, before: u64, seen: Option<f64>) {
        let listed = self.grid.listed.get_value();
        let this = self.with(|inner| {
            inner.jumps = inner.jumps.wrapping_add(1);
            inner.jumps
        });
        spawn_local(async move {
            let is_oldest = place == Place::Oldest;
            let answer = listed.stretch(place).await;
            if this.is_none() || self.with(|inner| inner.jumps) != this {
                return;
            }
            match answer {
                Ok(stretch) => self.land(stretch, before, seen, is_oldest),
                Err(error) => self.could_not(&error),
            }
            self.grid.going_to.set(None);
        });
    }

    /// Have another part of the list at hand. What was asked for to go on with the one before is not waited for any more.
    pub(super) fn take_run(self, stretch: Stretch<Photo>) {
        let scope = self.grid.listed.with_value(|listed| listed.scope);
        self.grid.run.set_value(Run::new(scope, stretch));
        self.with(|inner| {
            inner.landed = inner.landed.wrapping_add(1);
            inner.asking = Asking::default();
        });
    }

    pub(super) fn land(self, stretch: Stretch<Photo>, before: u64, seen: Option<f64>, is_oldest: bool) {
        self.grid.trouble.set(None);
        let count = stretch.items.len() as u64;
        self.take_run(stretch);
        let before = self.exact_rank().unwrap_or(if is_oldest { before.saturating_sub(count) } else { before });
        let is_start = self.grid.run.with_value(|run| run.newer.is_none());
        let before = if is_start { 0 } else { before };
        let mut top = self.px_before(before);
        if let Some(seen) = seen.filter(|seen| !is_start && !is_oldest && (top - seen).abs() > screen_height()) {
            // A guess within a long month: what came is shown where one is.
            top = seen;
        }
        self.with(|inner| (inner.before, inner.top) = (before, top));
        self.lay_out(None);
        match seen {
            None if is_oldest => window().scroll_to_with_x_and_y(0.0, f64::from(i32::MAX)),
            None => self.scroll_to_line(0),
            Some(_) => {}
        }
        self.update();
    }
}
