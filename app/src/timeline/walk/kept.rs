//! The way back to a list: what was on the screen is kept when its page goes.

use super::Walk;
use crate::{
    selection::Selection,
    timeline::{
        grid::Grid,
        opening::{Listed, Opening},
        run::Run,
        way_back,
    },
};
use leptos::prelude::*;
use model::{MonthCount, Scope, Stretch};
use std::cell::{Cell, RefCell};

/// What was on the screen when a page was left, for the way back.
#[derive(Clone)]
pub struct Kept {
    listed: Listed,
    run: Run,
    months: Vec<MonthCount>,
    pub(super) before: u64,
    pub(super) top: f64,
    pub(super) scrolled: f64,
}

thread_local! {
    static KEPT: RefCell<Option<Kept>> = const { RefCell::new(None) };
    /// Where the page was scrolled to, as long as the list was there, in px.
    static LAST_SCROLL: Cell<f64> = const { Cell::new(0.0) };
}

impl Kept {
    /// What was on the screen of this list, if one came back to it.
    pub fn take(listed: &Listed) -> Option<Self> {
        KEPT.take().filter(|kept| way_back::is_taken() && kept.listed == *listed)
    }

    /// The same grid again.
    pub fn grid(&self, listed: Listed, selection: Selection) -> Grid {
        let stretch = Stretch { items: Vec::new(), newer: Some(String::new()), older: None };
        let grid = Grid::new(listed, Opening { months: self.months.clone(), stretch }, selection);
        grid.is_empty.set(self.run.photos().is_empty());
        grid.run.set_value(self.run.clone());
        grid
    }
}

/// The page of the list is scrolled to here, in px.
pub(super) fn note_scroll(px: f64) {
    LAST_SCROLL.set(px);
}

impl Walk {
    /// Remember what is on the screen, for the way back.
    pub(super) fn keep(self) {
        let kept = self.with(|inner| (inner.before, inner.top));
        let Some((before, top)) = kept else { return };
        let kept = Kept {
            listed: self.grid.listed.get_value(),
            run: self.grid.run.get_value(),
            months: self.grid.months.get_untracked(),
            before,
            top,
            scrolled: LAST_SCROLL.get(),
        };
        KEPT.set(Some(kept));
    }

    /// Remember what is on the screen, for when the window is loaded anew.
    pub(super) fn remember(self) {
        let listed = self.grid.listed.get_value();
        if listed.scope == Scope::Mine {
            let on_top = self.anchor_below_bar().and_then(|anchor| self.photo(anchor.photo)).map(|photo| photo.taken_local());
            way_back::remember(&listed.path(), on_top);
        }
    }
}
