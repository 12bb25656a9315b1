//! Walking through a list: what is near the screen is in the document, what is near that is asked for, and the rest is
//! space, so high that the browser's own scroll bar leads everywhere.

use super::{
    gestures,
    grid::{Cell, Grid, Picture},
    measure::{self, Sizes, screen_height, scrolled, sticky_top},
    opening::{Listed, Opening},
    run::{Run, month},
    sheet::{Anchor, Kind, Sheet, whole_quarters},
    way_back,
};
use crate::{
    components::tile::{Haste, Size},
    selection::Selection,
    visitor::{Change, use_visitor},
};
use leptos::{ev, prelude::*, task::spawn_local};
use model::{AppError, Month, MonthCount, Photo, PhotoId, Place, Scope, Stretch};
use std::{
    cell::{Cell as Slot, RefCell},
    collections::{HashMap, HashSet},
    ops::Range,
    sync::Arc,
    time::Duration,
};
use web_sys::HtmlElement;

/// The most pictures in the document.
const MOST_TILES: usize = 360;
/// How much is laid out above and below the screen, in screens.
const MARGIN: f64 = 1.5;
/// How near the end of what is at hand may come before more is asked for, in screens.
const AHEAD: f64 = 2.5;
/// Browsers draw nothing further down than about 16.7 million px.
const TALLEST: f64 = 12_000_000.0;
/// For how long the page must stand still before what is far away is asked for, or the space above is put right.
const STILL: Duration = Duration::from_millis(140);

/// A walk through a list. Copied freely; it lives as long as the page.
#[derive(Clone, Copy)]
pub struct Walk {
    pub grid: Grid,
    inner: StoredValue<RefCell<Inner>, LocalStorage>,
}

#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a small thing that is going on or not")]
struct Inner {
    /// The address of the page. While the next page is being made, this one is still there and is scrolled to the top.
    path: String,
    element: Option<HtmlElement>,
    sizes: Option<Sizes>,
    sheet: Sheet,
    /// Where the sheet begins, in px from the top of the grid.
    top: f64,
    /// How many pictures are newer than the run.
    before: u64,
    /// The lines in the document.
    lines: Range<usize>,
    pictures: HashMap<PhotoId, Picture>,
    is_asking_newer: bool,
    is_asking_older: bool,
    is_far: bool,
    is_due: bool,
    /// Goes up with every scrolling.
    scrolled: u32,
    /// Goes up with every jump: only where the last one leads is landed.
    jumps: u32,
}

/// The walk through the list on the page, from within its view.
pub fn use_walk() -> Walk {
    expect_context()
}

/// What was on the screen when a page was left, for the way back.
#[derive(Clone)]
pub struct Kept {
    listed: Listed,
    run: Run,
    months: Vec<MonthCount>,
    before: u64,
    top: f64,
    scrolled: f64,
}

thread_local! {
    static KEPT: RefCell<Option<Kept>> = const { RefCell::new(None) };
    /// Where the page was scrolled to, as long as the list was there, in px.
    static LAST_SCROLL: Slot<f64> = const { Slot::new(0.0) };
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
        if kept.is_none() {
            visitor.knows_all();
        }
        visitor.on_change(move |change| self.take_in(change));
        let scroll = window_event_listener(ev::scroll, move |_| self.scrolled());
        let resize = window_event_listener(ev::resize, move |_| self.due());
        let leave = window_event_listener(ev::Custom::<web_sys::Event>::new("pagehide"), move |_| self.remember());
        on_cleanup(move || {
            scroll.remove();
            resize.remove();
            leave.remove();
            self.keep();
        });
        gestures::listen(self, &place);
        // An empty list has no grid; it comes with the first picture.
        Effect::new(move |_| {
            if !self.grid.is_empty.get() {
                let place = place.clone();
                let kept = kept.clone();
                request_animation_frame(move || self.take_grid(&place, kept));
            }
        });
    }

    fn take_grid(self, place: &HtmlElement, kept: Option<Kept>) {
        use wasm_bindgen::JsCast;
        let found = place.query_selector(".grid").ok().flatten().and_then(|grid| grid.dyn_into::<HtmlElement>().ok());
        let before = self.first_rank();
        self.with(|inner| {
            inner.element = found;
            inner.sizes = None;
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
            if let Some(photo) = way_back::looked_at()
                && self.reveal(photo)
            {
                gestures::focus_soon(photo);
            }
        } else if before > 0 {
            self.scroll_to_line(0);
        }
        self.update();
    }

    /// Remember what is on the screen, for the way back.
    fn keep(self) {
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
    fn remember(self) {
        let listed = self.grid.listed.get_value();
        if listed.scope == Scope::Mine {
            let on_top = self.anchor().and_then(|anchor| self.photo(anchor.photo)).map(|photo| photo.taken_local());
            way_back::remember(&listed.path(), on_top);
        }
    }

    /// A picture at hand.
    fn photo(self, id: PhotoId) -> Option<Arc<Photo>> {
        self.grid.run.with_value(|run| run.photos().get(run.position(id)?).cloned())
    }

    fn scrolled(self) {
        if self.is_left() {
            return;
        }
        LAST_SCROLL.set(scrolled());
        self.due();
        let Some(now) = self.with(|inner| {
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
        if scrolled() < 1.0 {
            return None;
        }
        let seen = measure::seen(&element);
        let (photo, y) = self.with(|inner| {
            let after = inner.sheet.line_at(seen.start - inner.top);
            let line = inner.sheet.lines[after.min(inner.sheet.lines.len())..].iter().find(|line| matches!(line.kind, Kind::Row(_)))?;
            Some((line.first, inner.top + line.y))
        })??;
        let photo = self.grid.run.with_value(|run| run.photos().get(photo).map(|photo| photo.id))?;
        Some(Anchor { photo, y })
    }

    /// Ask for what comes before or after what is at hand.
    fn ask(self, place: Place) {
        let is_newer = matches!(place, Place::Newer(_));
        let is_asked = self.with(|inner| {
            let asking = if is_newer { &mut inner.is_asking_newer } else { &mut inner.is_asking_older };
            std::mem::replace(asking, true)
        });
        if is_asked != Some(false) {
            return;
        }
        let listed = self.grid.listed.get_value();
        spawn_local(async move {
            let answer = listed.stretch(place).await;
            let is_here = self.with(|inner| {
                if is_newer {
                    inner.is_asking_newer = false;
                } else {
                    inner.is_asking_older = false;
                }
            });
            if is_here.is_none() {
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
    fn could_not(self, error: &AppError) {
        const AGAIN: Duration = Duration::from_secs(4);
        self.grid.trouble.set(Some(error.to_string()));
        set_timeout(
            move || {
                if self.with(|_| ()).is_some() {
                    self.update();
                }
            },
            AGAIN,
        );
    }

    fn join(self, stretch: Stretch<Photo>, is_newer: bool) {
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
        self.jump(Place::At(month.end()), before, None);
    }

    /// The scroll bar led far from what is at hand: ask for what belongs there.
    fn jump_to_screen(self) {
        /// From the start of a month so many pictures are few enough to walk there.
        const FEW: f64 = 200.0;
        /// In ms.
        const MONTH: f64 = 30.4 * 86_400_000.0;
        let Some(Some(element)) = self.with(|inner| inner.element.clone()) else { return };
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
    fn jump(self, place: Place, before: u64, seen: Option<f64>) {
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
        });
    }

    fn land(self, stretch: Stretch<Photo>, before: u64, seen: Option<f64>, is_oldest: bool) {
        self.grid.trouble.set(None);
        let count = stretch.items.len() as u64;
        let scope = self.grid.listed.with_value(|listed| listed.scope);
        self.grid.run.set_value(Run::new(scope, stretch));
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

    /// Have this line of the sheet on top of the screen.
    fn scroll_to_line(self, line: usize) {
        let Some(Some(element)) = self.with(|inner| inner.element.clone()) else { return };
        let y = self.with(|inner| inner.top + inner.sheet.lines.get(line).map_or(0.0, |line| line.y)).unwrap_or_default();
        let grid_top = scrolled() - measure::seen(&element).start;
        window().scroll_to_with_x_and_y(0.0, grid_top + y - sticky_top(&element));
    }

    /// Scroll so that a picture is on the screen. Answers whether it is at hand.
    pub fn reveal(self, photo: PhotoId) -> bool {
        let Some(Some(element)) = self.with(|inner| inner.element.clone()) else { return false };
        let Some(position) = self.grid.run.with_value(|run| run.position(photo)) else { return false };
        let line = self.with(|inner| inner.sheet.line_of(position).map(|line| (inner.top + line.y, line.height))).flatten();
        let Some((y, height)) = line else { return false };
        let seen = measure::seen(&element);
        let bar = sticky_top(&element);
        if y < seen.start + bar {
            window().scroll_by_with_x_and_y(0.0, y - seen.start - bar);
        } else if y + height > seen.end {
            window().scroll_by_with_x_and_y(0.0, y + height - seen.end);
        }
        self.update();
        true
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

    /// Take in what happened to photos.
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
    fn ask_anew(self) {
        let listed = self.grid.listed.get_value();
        let at_top = scrolled() < 1.0;
        let first = self.anchor().and_then(|anchor| self.photo(anchor.photo));
        let place = match first.filter(|_| !at_top && listed.scope == Scope::Mine) {
            Some(photo) => Place::At(photo.taken_local()),
            None => Place::Newest,
        };
        spawn_local(async move {
            let Ok(Opening { months, stretch }) = Opening::of(&listed, place).await else { return };
            if self.with(|_| ()).is_none() {
                return;
            }
            let anchor = self.anchor();
            self.grid.months.set(months);
            let is_empty = stretch.items.is_empty() && stretch.newer.is_none();
            self.grid.run.set_value(Run::new(listed.scope, stretch));
            self.grid.is_empty.set(is_empty);
            let exact = self.exact_rank();
            self.with(|inner| inner.before = exact.unwrap_or(inner.before));
            self.lay_out(anchor);
            self.update();
        });
    }

    /// One picture more, or fewer, in a month.
    fn count(self, month: Month, difference: i64) {
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

    /// How many pictures the list has, as far as that is known.
    fn total(self) -> u64 {
        self.grid.months.with_untracked(|months| months.iter().map(|month| month.photos).sum())
    }

    /// How many pictures are newer than the run, if the run has the beginning of a month or of the list in it.
    fn exact_rank(self) -> Option<u64> {
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
    fn first_rank(self) -> u64 {
        let guess = self.grid.run.with_value(|run| run.photos().first().map(|photo| month(photo)));
        let is_start = self.grid.run.with_value(|run| run.newer.is_none());
        match guess {
            Some(month) if !is_start => self.exact_rank().unwrap_or_else(|| self.grid.months.with_untracked(|months| rank(months, month))),
            _ => 0,
        }
    }

    /// How high a picture is, taken together with those beside it, in px; and a month's heading.
    fn px_each(self) -> (f64, f64) {
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
    fn px_before(self, before: u64) -> f64 {
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
    fn px_after(self, run: usize) -> f64 {
        let before = self.with(|inner| inner.before).unwrap_or_default();
        let total = self.total();
        let until = before + run as u64;
        (self.px_before(total) - self.px_before(until.min(total))).max(0.0)
    }

    /// The month at this height of the grid, in px, and how far inside it that is (0 to 1).
    fn month_at(self, y: f64) -> Option<(usize, f64)> {
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
    fn show_month_at(self, y: f64) {
        let month = self.month_at(y).and_then(|(at, _)| self.grid.months.with_untracked(|months| Some(months.get(at)?.month)));
        if self.grid.current.get_untracked() != month {
            self.grid.current.set(month);
        }
    }
}

impl Inner {
    /// The month whose heading this line is.
    fn heading(&self, line: usize) -> Option<Month> {
        match self.sheet.lines.get(line)?.kind {
            Kind::Heading(month) => Some(month),
            Kind::Row(_) => None,
        }
    }

    /// What these lines are in the document. Above them stands the heading of their month, which sticks to the top, and space.
    fn cells(&mut self, lines: Range<usize>, photos: &[Arc<Photo>]) -> Vec<Cell> {
        let Some(Sizes { frame, heading }) = self.sizes else { return Vec::new() };
        let mut cells = Vec::new();
        let mut above = self.top + self.sheet.lines.get(lines.start).map_or(0.0, |line| line.y);
        let month = self.sheet.heading_of(lines.start).filter(|line| *line != lines.start).and_then(|line| self.heading(line));
        if let Some(month) = month {
            cells.push(Cell::Heading(month));
            above -= heading + frame.gap;
        }
        if above >= frame.gap {
            cells.push(Cell::Space(whole_quarters(above - frame.gap)));
        }
        let mut shown = HashMap::new();
        for line in &self.sheet.lines[lines] {
            match line.kind {
                Kind::Heading(month) => cells.push(Cell::Heading(month)),
                Kind::Row(count) => {
                    for photo in photos.iter().skip(line.first).take(count) {
                        let size = Size { width: whole_quarters(photo.ratio() * line.height), height: line.height };
                        let picture = match self.pictures.remove(&photo.id) {
                            Some(before) => {
                                if before.size.try_get_untracked().flatten() != Some(size) {
                                    before.size.set(Some(size));
                                }
                                Picture { photo: photo.clone(), ..before }
                            }
                            None => Picture { photo: photo.clone(), haste: Haste::Soon, size: ArcRwSignal::new(Some(size)) },
                        };
                        shown.insert(photo.id, picture.clone());
                        cells.push(Cell::Picture(picture));
                    }
                }
            }
        }
        self.pictures = shown;
        cells
    }

    /// The picture in the middle of the row above or below a picture.
    fn vertically(&self, photo: usize, is_down: bool) -> Option<usize> {
        let line = self.sheet.line_of(photo)?;
        let Kind::Row(count) = line.kind else { return None };
        let rows =
            self.sheet.lines.iter().filter_map(|line| if let Kind::Row(count) = line.kind { Some((line.first, count)) } else { None });
        let rows: Vec<_> = rows.collect();
        let at = rows.iter().position(|(first, _)| *first == line.first)?;
        let (first, others) = *rows.get(if is_down { at + 1 } else { at.checked_sub(1)? })?;
        // As far along in the row as before.
        let along = (photo - line.first) * 2 + 1;
        Some(first + (along * others / (count * 2)).min(others - 1))
    }
}

/// How many pictures are newer than this month's.
fn rank(months: &[MonthCount], month: Month) -> u64 {
    months.iter().take_while(|other| other.month > month).map(|other| other.photos).sum()
}

#[expect(clippy::cast_precision_loss, reason = "there are fewer photos than 2^52")]
fn count(photos: u64) -> f64 {
    photos as f64
}
