//! What of the list is laid out, and what of that is in the document.

use crate::{
    components::tile::{Haste, Size},
    timeline::{
        grid::{Cell, Picture},
        measure::Sizes,
        sheet::{Kind, Sheet, whole_quarters},
    },
    visitor::Change,
};
use leptos::prelude::*;
use model::{Month, Photo, PhotoId};
use std::{collections::HashMap, ops::Range, sync::Arc};
use web_sys::HtmlElement;

#[derive(Default)]
pub(super) struct Inner {
    /// The address of the page. While the next page is being made, this one is still there and is scrolled to the top.
    pub(super) path: String,
    pub(super) element: Option<HtmlElement>,
    pub(super) sizes: Option<Sizes>,
    pub(super) sheet: Sheet,
    /// Where the sheet begins, in px from the top of the grid.
    pub(super) top: f64,
    /// How many pictures are newer than the run.
    pub(super) before: u64,
    /// The lines in the document.
    pub(super) lines: Range<usize>,
    pub(super) pictures: HashMap<PhotoId, Picture>,
    pub(super) asking: Asking,
    pub(super) is_far: bool,
    pub(super) is_due: bool,
    /// One scrolls just now.
    pub(super) is_moving: bool,
    /// What happened meanwhile.
    pub(super) waiting: Vec<Change>,
    /// Goes up with every scrolling.
    pub(super) scrolled: u32,
    /// Goes up with every jump: only where the last one leads is landed.
    pub(super) jumps: u32,
    /// Goes up with every other part of the list that is at hand.
    pub(super) landed: u32,
}

/// What is being asked for, to go on with what is at hand.
#[derive(Default)]
pub(super) struct Asking {
    newer: bool,
    older: bool,
}

impl Asking {
    pub(super) const fn of(&mut self, is_newer: bool) -> &mut bool {
        if is_newer { &mut self.newer } else { &mut self.older }
    }
}

impl Inner {
    /// The month whose heading this line is.
    pub(super) fn heading(&self, line: usize) -> Option<Month> {
        match self.sheet.lines.get(line)?.kind {
            Kind::Heading(month) => Some(month),
            Kind::Row(_) => None,
        }
    }

    /// What these lines are in the document. Above them stands the heading of their month, which sticks to the top, and space.
    pub(super) fn cells(&mut self, lines: Range<usize>, photos: &[Arc<Photo>]) -> Vec<Cell> {
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
    pub(super) fn vertically(&self, photo: usize, is_down: bool) -> Option<usize> {
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
