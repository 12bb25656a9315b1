//! What happens to photos while their list is on the screen.

use super::Walk;
use crate::{
    timeline::{
        measure::scrolled,
        opening::Opening,
        run::{Run, month},
    },
    visitor::Change,
};
use leptos::{prelude::*, task::spawn_local};
use model::{Month, MonthCount, Photo, Place, Scope};
use std::collections::HashSet;

impl Walk {
    /// Take in what happened to photos. What makes rows anew waits while one scrolls: no browser lets a page under a
    /// finger or a wheel be put right without a jump.
    pub(super) fn hear(self, change: Change) {
        let taken = self.with(|inner| {
            let waits = inner.is_moving && (matches!(change, Change::Added(_)) || !inner.waiting.is_empty());
            if waits {
                inner.waiting.push(change);
                return None;
            }
            Some(change)
        });
        if let Some(Some(change)) = taken {
            self.take_in(change);
        }
    }

    /// One scrolls no more: take in what happened meanwhile, in its order.
    pub(super) fn take_in_waiting(self) {
        let waiting = self.with(|inner| {
            inner.is_moving = false;
            std::mem::take(&mut inner.waiting)
        });
        for change in waiting.unwrap_or_default() {
            self.take_in(change);
        }
    }

    fn take_in(self, change: Change) {
        let anchor = self.anchor();
        let listed = self.grid.listed.get_value();
        let shows = move |photo: &Photo| listed.shows(photo);
        match change {
            Change::Somehow => return self.ask_anew(),
            Change::Added(photos) | Change::Changed(photos) => {
                for photo in photos {
                    let was_here = self.grid.run.with_value(|run| run.position(photo.id).is_some());
                    if shows(&photo) {
                        if !was_here {
                            self.count(month(&photo), 1);
                        }
                        self.grid.run.update_value(|run| {
                            run.insert(photo);
                        });
                    } else if was_here {
                        self.grid.run.update_value(|run| {
                            run.remove(&HashSet::from([photo.id]));
                        });
                    }
                }
            }
            Change::Gone(gone) => {
                self.grid.selection.drop_all(&gone);
                let gone: HashSet<_> = gone.into_iter().collect();
                let months: Vec<_> = self
                    .grid
                    .run
                    .with_value(|run| run.photos().iter().filter(|photo| gone.contains(&photo.id)).map(|photo| month(photo)).collect());
                for month in months {
                    self.count(month, -1);
                }
                self.grid.run.update_value(|run| {
                    run.remove(&gone);
                });
            }
        }
        let (is_empty, has_more) = self.grid.run.with_value(|run| (run.photos().is_empty(), run.newer.is_some() || run.older.is_some()));
        if is_empty && has_more {
            return self.ask_anew();
        }
        if self.grid.is_empty.get_untracked() != is_empty {
            self.grid.is_empty.set(is_empty);
        }
        let exact = self.exact_rank();
        self.with(|inner| inner.before = exact.unwrap_or(inner.before));
        self.lay_out(anchor);
        self.update();
    }

    /// Ask anew for what is on the screen.
    pub(super) fn ask_anew(self) {
        let listed = self.grid.listed.get_value();
        let at_top = scrolled() < 1.0;
        let first = self.anchor().and_then(|anchor| self.photo(anchor.photo));
        let place = match first.filter(|_| !at_top && listed.scope == Scope::Mine) {
            Some(photo) => Place::At(photo.taken_local()),
            None => Place::Newest,
        };
        let landed = self.with(|inner| inner.landed);
        spawn_local(async move {
            let Ok(Opening { months, stretch }) = Opening::of(&listed, place).await else { return };
            match self.with(|inner| Some(inner.landed) == landed) {
                Some(true) => {}
                // Something else is on the screen by now.
                Some(false) => return self.ask_anew(),
                None => return,
            }
            let anchor = self.anchor();
            self.grid.months.set(months);
            let is_empty = stretch.items.is_empty() && stretch.newer.is_none();
            self.take_run(stretch);
            self.grid.is_empty.set(is_empty);
            let exact = self.exact_rank();
            self.with(|inner| inner.before = exact.unwrap_or(inner.before));
            self.lay_out(anchor);
            self.update();
        });
    }

    /// One picture more, or fewer, in a month.
    pub(super) fn count(self, month: Month, difference: i64) {
        if !self.grid.run.with_value(Run::is_by_month) {
            return;
        }
        self.grid.months.update(|months| {
            let at = months.partition_point(|other| other.month > month);
            match months.get_mut(at).filter(|other| other.month == month) {
                Some(count) => count.photos = count.photos.saturating_add_signed(difference),
                None if difference > 0 => months.insert(at, MonthCount { month, photos: difference.unsigned_abs() }),
                None => {}
            }
            months.retain(|month| month.photos > 0);
        });
    }
}
