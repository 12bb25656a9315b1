//! Walking through a list: what is near the screen is in the document, what is near that is asked for, and the rest is
//! space, so high that the browser's own scroll bar leads everywhere.

mod asking;
mod extent;
mod kept;
mod lines;
mod news;

pub use kept::Kept;

use super::{
    gestures,
    grid::{Cell, Grid},
    measure::{self, screen_height, scrolled, sticky_top},
    run::Run,
    sheet::{Anchor, Kind, Sheet, whole_quarters},
    way_back,
};
use crate::visitor::use_visitor;
use kept::note_scroll;
use leptos::{ev, prelude::*};
use lines::Inner;
use model::{Photo, PhotoId, Place};
use std::{cell::RefCell, ops::Range, sync::Arc, time::Duration};
use web_sys::HtmlElement;

/// The most pictures in the document.
const MOST_TILES: usize = 360;
/// How much is laid out above and below the screen, in screens.
const MARGIN: f64 = 1.5;
/// How near the end of what is at hand may come before more is asked for, in screens.
const AHEAD: f64 = 2.5;
/// For how long the page must stand still before what is far away is asked for, or the space above is put right.
const STILL: Duration = Duration::from_millis(140);

/// A walk through a list. Copied freely; it lives as long as the page.
#[derive(Clone, Copy)]
pub struct Walk {
    pub grid: Grid,
    inner: StoredValue<RefCell<Inner>, LocalStorage>,
}

/// The walk through the list on the page, from within its view.
pub fn use_walk() -> Walk {
    expect_context()
}

impl Walk {
    /// A walk through this grid's list.
    pub fn new(grid: Grid) -> Self {
        Self { grid, inner: StoredValue::new_local(RefCell::default()) }
    }

    fn with<T>(self, look: impl FnOnce(&mut Inner) -> T) -> Option<T> {
        self.inner.try_with_value(|inner| look(&mut inner.borrow_mut()))
    }

    /// Begin, in this element, with what the grid has; or go on where one was before.
    pub fn begin(self, place: &HtmlElement, kept: Option<Kept>) {
        let place = place.clone();
        self.with(|inner| inner.path = measure::path());
        let visitor = use_visitor();
        visitor.on_change_of_list(move |change| self.hear(change));
        let scroll = window_event_listener(ev::scroll, move |_| self.scrolled());
        let wheel = window_event_listener(ev::wheel, move |_| self.moves());
        let resize = window_event_listener(ev::resize, move |_| self.due());
        let leave = window_event_listener(ev::Custom::<web_sys::Event>::new("pagehide"), move |_| self.remember());
        on_cleanup(move || {
            scroll.remove();
            wheel.remove();
            resize.remove();
            leave.remove();
            self.keep();
            visitor.hand_on(self.with(|inner| std::mem::take(&mut inner.waiting)).unwrap_or_default());
        });
        gestures::listen(self, &place);
        // An empty list has no grid; it comes with the first picture.
        Effect::new(move |_| {
            if !self.grid.is_empty.get() {
                let place = place.clone();
                let kept = kept.clone();
                request_animation_frame(move || {
                    // The page may have gone meanwhile.
                    if self.with(|_| ()).is_some() {
                        self.take_grid(&place, kept);
                    }
                });
            }
        });
    }

    fn take_grid(self, place: &HtmlElement, kept: Option<Kept>) {
        use wasm_bindgen::JsCast;
        let found = place.query_selector(".grid").ok().flatten().and_then(|grid| grid.dyn_into::<HtmlElement>().ok());
        let before = self.first_rank();
        self.with(|inner| {
            inner.sizes = found.as_ref().and_then(measure::sizes);
            inner.element = found;
            (inner.before, inner.top) = kept.as_ref().map_or((before, 0.0), |kept| (kept.before, kept.top));
        });
        if kept.is_none() && before > 0 {
            let top = self.px_before(before);
            self.with(|inner| inner.top = top);
        }
        // What the server rendered is known by its pictures.
        let rendered = self.grid.cells.with_untracked(|cells| cells.iter().filter_map(Cell::picture).cloned().collect::<Vec<_>>());
        self.with(|inner| inner.pictures = rendered.into_iter().map(|picture| (picture.photo.id, picture)).collect());
        self.grid.is_laid_out.set(true);
        self.lay_out(None);
        if let Some(kept) = kept {
            window().scroll_to_with_x_and_y(0.0, kept.scrolled);
            // Where one was is where one is again, even if the picture stands half outside.
            if let Some(photo) = way_back::looked_at()
                && (self.is_seen(photo) || self.reveal(photo))
            {
                gestures::focus_soon(photo);
            }
        } else if before > 0 {
            self.scroll_to_line(0);
        }
        self.update();
    }

    /// A picture at hand.
    fn photo(self, id: PhotoId) -> Option<Arc<Photo>> {
        self.grid.run.with_value(|run| run.photos().get(run.position(id)?).cloned())
    }

    fn scrolled(self) {
        if self.is_left() {
            return;
        }
        note_scroll(scrolled());
        self.due();
        self.moves();
    }

    /// One scrolls, or is about to.
    fn moves(self) {
        let Some(now) = self.with(|inner| {
            inner.is_moving = true;
            inner.scrolled = inner.scrolled.wrapping_add(1);
            inner.scrolled
        }) else {
            return;
        };
        set_timeout(
            move || {
                if self.with(|inner| inner.scrolled) == Some(now) && !self.is_left() {
                    self.stands_still();
                }
            },
            STILL,
        );
    }

    fn is_left(self) -> bool {
        self.with(|inner| inner.path != measure::path()) != Some(false)
    }

    /// Look again with the next frame.
    pub fn due(self) {
        if self.with(|inner| std::mem::replace(&mut inner.is_due, true)) == Some(false) {
            request_animation_frame(move || {
                if self.with(|inner| inner.is_due = false).is_some() && !self.is_left() {
                    self.update();
                }
            });
        }
    }

    /// Show what is near the screen, and ask for what comes next.
    fn update(self) {
        let Some(Some(element)) = self.with(|inner| inner.element.clone()) else { return };
        let Some(sizes) = measure::sizes(&element) else { return };
        if self.with(|inner| inner.sizes) != Some(Some(sizes)) {
            let anchor = self.anchor();
            let is_first = self.with(|inner| inner.sizes.replace(sizes).is_none()) == Some(true);
            if !is_first {
                self.grid.run.update_value(Run::forget_seams);
            }
            self.lay_out(anchor);
        }
        let seen = measure::seen(&element);
        let screen = screen_height();
        let Some((top, height)) = self.with(|inner| (inner.top, inner.sheet.height)) else { return };
        let on_sheet = seen.start - top..seen.end - top;
        let is_far = on_sheet.end < -screen || on_sheet.start > height + screen;
        self.with(|inner| inner.is_far = is_far);
        if is_far {
            self.show_month_at(seen.start);
            return;
        }
        self.show(&on_sheet, screen * MARGIN);
        let (newer, older) = self.grid.run.with_value(|run| (run.newer.clone(), run.older.clone()));
        if let Some(cursor) = newer.filter(|_| on_sheet.start < screen * AHEAD) {
            self.ask(Place::Newer(cursor));
        }
        if let Some(cursor) = older.filter(|_| height - on_sheet.end < screen * AHEAD) {
            self.ask(Place::Older(cursor));
        }
    }

    /// Have the lines around this part of the sheet in the document.
    fn show(self, seen: &Range<f64>, margin: f64) {
        let photos = self.grid.run.with_value(|run| run.photos().to_vec());
        let covered = self.with(|inner| inner.element.as_ref().map_or(0.0, sticky_top)).unwrap_or_default();
        let cells = self.with(|inner| {
            let mut lines = inner.sheet.around(seen, margin, MOST_TILES);
            if lines.start > 0 && matches!(inner.sheet.lines[lines.start - 1].kind, Kind::Heading(_)) {
                lines.start -= 1;
            }
            let at = inner.sheet.line_at(seen.start + covered).min(inner.sheet.lines.len().saturating_sub(1));
            let month = inner.sheet.heading_of(at).and_then(|line| inner.heading(line));
            let cells = (lines != inner.lines).then(|| inner.cells(lines.clone(), &photos));
            inner.lines = lines;
            (month, cells)
        });
        let Some((month, cells)) = cells else { return };
        if let Some(cells) = cells {
            gestures::hold_focus();
            self.grid.cells.set(cells);
        }
        if self.grid.current.get_untracked() != month {
            self.grid.current.set(month);
        }
    }

    /// Lay out what is at hand. The anchor stays where it is on the screen.
    fn lay_out(self, anchor: Option<Anchor>) {
        let Some(Some(element)) = self.with(|inner| inner.element.clone()) else { return };
        let Some(sizes) = self.with(|inner| inner.sizes).flatten().or_else(|| measure::sizes(&element)) else { return };
        let (sheet, at, is_start, is_end, count) = self.grid.run.with_value(|run| {
            let sheet = Sheet::of(run, sizes.frame, sizes.heading);
            let at = anchor.and_then(|anchor| Some((anchor, run.position(anchor.photo)?)));
            (sheet, at, run.newer.is_none(), run.older.is_none(), run.photos().len())
        });
        let y = at.and_then(|(anchor, photo)| Some((anchor.y, sheet.line_of(photo)?.y)));
        let height = sheet.height;
        self.with(|inner| {
            inner.sizes = Some(sizes);
            inner.sheet = sheet;
            // What is in the document must be looked at again.
            inner.lines = 0..0;
            if let Some((before, now)) = y {
                inner.top = before - now;
            }
            if is_start {
                inner.before = 0;
            }
        });
        self.put_right(is_start);
        let below = if is_end { 0.0 } else { self.px_after(count) };
        let top = self.with(|inner| inner.top).unwrap_or_default();
        // A valid property; a grid that has gone needs none.
        element.style().set_property("min-block-size", &format!("{}px", whole_quarters(top + height + below))).ok();
    }

    /// The space above the run may differ from what it should be; what is seen stays where it is on the screen.
    fn put_right(self, now: bool) {
        let Some(before) = self.with(|inner| inner.before) else { return };
        let right = if before == 0 { 0.0 } else { self.px_before(before) };
        let Some(off) = self.with(|inner| right - inner.top) else { return };
        let must = now || self.with(|inner| inner.top < 0.0) == Some(true);
        if must && off.abs() > 0.1 {
            self.with(|inner| inner.top = right);
            if off.is_sign_positive() {
                self.make_room(off);
            }
            window().scroll_by_with_x_and_y(0.0, off);
        }
    }

    /// So that one can be scrolled down there.
    fn make_room(self, more: f64) {
        if let Some(Some(element)) = self.with(|inner| inner.element.clone()) {
            let height = element.get_bounding_client_rect().height() + more;
            // A valid property.
            element.style().set_property("min-block-size", &format!("{height}px")).ok();
        }
    }

    /// The page stands still: ask for what is on the screen if it is far from what is at hand, and put the space above right.
    fn stands_still(self) {
        self.take_in_waiting();
        let Some(is_far) = self.with(|inner| inner.is_far) else { return };
        if is_far {
            self.jump_to_screen();
        } else {
            let anchor = self.anchor();
            let Some((top, before)) = self.with(|inner| (inner.top, inner.before)) else { return };
            if (self.px_before(before) - top).abs() > screen_height() {
                self.put_right(true);
                self.lay_out(anchor.map(|anchor| Anchor { y: anchor.y + self.px_before(before) - top, ..anchor }));
                self.update();
            }
        }
    }

    /// What is on the first line on the screen, so that it can be kept there. None at the very top: what comes is seen there.
    fn anchor(self) -> Option<Anchor> {
        let element = self.with(|inner| inner.element.clone())??;
        self.anchor_at(measure::seen(&element).start)
    }

    /// What is on the first line below the bar.
    fn anchor_below_bar(self) -> Option<Anchor> {
        let element = self.with(|inner| inner.element.clone())??;
        self.anchor_at(measure::seen(&element).start + sticky_top(&element))
    }

    /// What is on the first line here or below, in px from the top of the grid.
    fn anchor_at(self, here: f64) -> Option<Anchor> {
        if scrolled() < 1.0 {
            return None;
        }
        let (photo, y) = self.with(|inner| {
            let after = inner.sheet.line_at(here - inner.top);
            let line = inner.sheet.lines[after.min(inner.sheet.lines.len())..].iter().find(|line| matches!(line.kind, Kind::Row(_)))?;
            Some((line.first, inner.top + line.y))
        })??;
        let photo = self.grid.run.with_value(|run| run.photos().get(photo).map(|photo| photo.id))?;
        Some(Anchor { photo, y })
    }

    /// Have this line of the sheet on top of the screen.
    fn scroll_to_line(self, line: usize) {
        let Some(Some(element)) = self.with(|inner| inner.element.clone()) else { return };
        let y = self.with(|inner| inner.top + inner.sheet.lines.get(line).map_or(0.0, |line| line.y)).unwrap_or_default();
        let grid_top = scrolled() - measure::seen(&element).start;
        window().scroll_to_with_x_and_y(0.0, grid_top + y - sticky_top(&element));
    }

    /// Scroll so that a picture is on the screen. Answers whether it is at hand.
    pub fn reveal(self, photo: PhotoId) -> bool {
        let Some((row, seen)) = self.row_and_screen(photo) else { return false };
        if row.start < seen.start {
            window().scroll_by_with_x_and_y(0.0, row.start - seen.start);
        } else if row.end > seen.end {
            window().scroll_by_with_x_and_y(0.0, row.end - seen.end);
        }
        self.update();
        true
    }

    /// Whether any of a picture is on the screen.
    fn is_seen(self, photo: PhotoId) -> bool {
        self.row_and_screen(photo).is_some_and(|(row, seen)| row.end > seen.start && row.start < seen.end)
    }

    /// Where the row of a picture is, and what is on the screen below the bar, in px from the top of the grid.
    fn row_and_screen(self, photo: PhotoId) -> Option<(Range<f64>, Range<f64>)> {
        let element = self.with(|inner| inner.element.clone())??;
        let position = self.grid.run.with_value(|run| run.position(photo))?;
        let row = self.with(|inner| {
            let line = inner.sheet.line_of(position)?;
            Some(inner.top + line.y..inner.top + line.y + line.height)
        })??;
        let seen = measure::seen(&element);
        Some((row, seen.start + sticky_top(&element)..seen.end))
    }

    /// The picture beside, above or below another one: `(columns, rows)` away.
    pub fn beside(self, photo: PhotoId, (columns, rows): (isize, isize)) -> Option<PhotoId> {
        let position = self.grid.run.with_value(|run| run.position(photo))?;
        let to = if rows == 0 { position.checked_add_signed(columns)? } else { self.with(|inner| inner.vertically(position, rows > 0))?? };
        self.grid.run.with_value(|run| run.photos().get(to).map(|photo| photo.id))
    }

    /// The pictures from one to the other, if both are at hand.
    pub fn between(self, from: PhotoId, to: PhotoId) -> Option<Vec<PhotoId>> {
        self.grid.run.with_value(|run| {
            let (from, to) = (run.position(from)?, run.position(to)?);
            Some(run.photos()[from.min(to)..=from.max(to)].iter().map(|photo| photo.id).collect())
        })
    }
}
