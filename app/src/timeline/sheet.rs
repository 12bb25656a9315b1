//! Where everything of a run stands: headings and rows, line by line.

use super::{
    layout::{End, Frame},
    run::{Run, month},
};
use model::{Month, PhotoId};
use std::ops::Range;

/// Lines, from the newest to the oldest, from 0 px on.
#[derive(Clone, Default)]
pub struct Sheet {
    pub lines: Vec<Line>,
    /// In px.
    pub height: f64,
}

/// A heading, or pictures side by side.
#[derive(Clone)]
pub struct Line {
    /// From the top of the sheet, in px.
    pub y: f64,
    /// In px.
    pub height: f64,
    /// The first picture in it, or below it.
    pub first: usize,
    pub kind: Kind,
}

/// What a line holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Heading(Month),
    /// So many pictures.
    Row(usize),
}

/// Sizes that every browser can draw exactly.
pub fn whole_quarters(px: f64) -> f64 {
    (px * 4.0).floor() / 4.0
}

impl Sheet {
    /// Lay a run out.
    pub fn of(run: &Run, frame: Frame, heading: f64) -> Self {
        let photos = run.photos();
        let ratios: Vec<_> = photos.iter().map(|photo| photo.ratio()).collect();
        let mut sheet = Self::default();
        let mut current = None;
        let mut first = 0;
        while first < photos.len() {
            let this = run.is_by_month().then(|| month(&photos[first]));
            let belongs = |photo: usize| this.is_none_or(|this| month(&photos[photo]) == this);
            let next = (first + 1..photos.len()).find(|&photo| !belongs(photo) || run.is_seam(photos[photo].id)).unwrap_or(photos.len());
            let end = match photos.get(next) {
                None if run.older.is_some() => End::Open,
                Some(_) if belongs(next) => End::Full,
                _ => End::Ragged,
            };
            if let Some(this) = this.filter(|this| current != Some(*this)) {
                sheet.add(heading, first, Kind::Heading(this), frame.gap);
            }
            current = this;
            for row in frame.rows(&ratios[first..next], end) {
                sheet.add(whole_quarters(row.height), first + row.first, Kind::Row(row.count), frame.gap);
            }
            first = next;
        }
        sheet
    }

    fn add(&mut self, height: f64, first: usize, kind: Kind, gap: f64) {
        let y = if self.lines.is_empty() { 0.0 } else { self.height + gap };
        self.lines.push(Line { y, height, first, kind });
        self.height = y + height;
    }

    /// The first line that ends below this height.
    pub fn line_at(&self, y: f64) -> usize {
        self.lines.partition_point(|line| line.y + line.height <= y)
    }

    /// The line a picture stands in.
    pub fn line_of(&self, photo: usize) -> Option<&Line> {
        let after = self.lines.partition_point(|line| line.first <= photo);
        self.lines[..after].iter().rev().find(|line| matches!(line.kind, Kind::Row(count) if line.first + count > photo))
    }

    /// The heading above a line, or itself.
    pub fn heading_of(&self, line: usize) -> Option<usize> {
        (0..=line.min(self.lines.len().checked_sub(1)?)).rev().find(|&line| matches!(self.lines[line].kind, Kind::Heading(_)))
    }

    /// The lines to have in the document while `seen` (px) is on the screen: as much on both sides as `margin` (px) and
    /// `most` pictures allow.
    pub fn around(&self, seen: &Range<f64>, margin: f64, most: usize) -> Range<usize> {
        let mut lines = self.line_at(seen.start)..self.lines.partition_point(|line| line.y < seen.end);
        lines.end = lines.end.max(lines.start);
        let count = |line: usize| match self.lines[line].kind {
            Kind::Row(count) => count,
            Kind::Heading(_) => 0,
        };
        let mut pictures: usize = lines.clone().map(count).sum();
        loop {
            let above = lines.start.checked_sub(1).filter(|&line| self.lines[line].y + self.lines[line].height > seen.start - margin);
            let below = Some(lines.end).filter(|&line| line < self.lines.len() && self.lines[line].y < seen.end + margin);
            for line in [above, below].into_iter().flatten() {
                pictures += count(line);
                if pictures > most {
                    return lines;
                }
                lines.start = lines.start.min(line);
                lines.end = lines.end.max(line + 1);
            }
            if above.is_none() && below.is_none() {
                return lines;
            }
        }
    }
}

/// Where a picture stands that shall not move on the screen.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    pub photo: PhotoId,
    /// From the top of the grid, in px.
    pub y: f64,
}

#[cfg(test)]
mod tests {
    use super::{Frame, Kind, Run, Sheet};
    use crate::timeline::sample;
    use model::{Scope, Stretch};

    const FRAME: Frame = Frame { width: 1000.0, row: 200.0, gap: 4.0 };

    /// Pictures of 3:2, one a day from 2024-05-30 on backwards.
    fn run(days: std::ops::Range<i64>, has_older: bool) -> Run {
        let items = days.map(sample::photo).collect();
        Run::new(Scope::Mine, Stretch { items, newer: None, older: has_older.then(String::new) })
    }

    fn kinds(sheet: &Sheet) -> String {
        let line = |line: &super::Line| match line.kind {
            Kind::Heading(month) => format!("{month}:"),
            Kind::Row(count) => count.to_string(),
        };
        sheet.lines.iter().map(line).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn months_stand_under_headings_and_a_row_that_is_not_full_waits_for_more() {
        assert_eq!(kinds(&Sheet::of(&run(0..34, false), FRAME, 48.0)), "2024-05: 3 3 3 3 3 3 3 3 3 3 2024-04: 3 1");
        assert_eq!(kinds(&Sheet::of(&run(0..34, true), FRAME, 48.0)), "2024-05: 3 3 3 3 3 3 3 3 3 3 2024-04: 3");
    }

    #[test]
    fn what_comes_before_leaves_the_rows_alone_that_are_there() {
        let mut walked = run(10..20, true);
        let before = Sheet::of(&walked, FRAME, 48.0);
        walked.prepend(Stretch { items: (0..10).map(sample::photo).collect(), newer: None, older: None });
        let after = Sheet::of(&walked, FRAME, 48.0);
        assert_eq!(kinds(&before), "2024-05: 3 3 3");
        assert_eq!(kinds(&after), "2024-05: 3 3 4 3 3 3");
        assert_eq!(after.line_of(10).map(|line| line.first), Some(10));
    }

    #[test]
    fn only_what_is_near_the_screen_is_in_the_document() {
        let sheet = Sheet::of(&run(0..3000, false), FRAME, 48.0);
        let seen = 100_000.0..100_900.0;
        let lines = sheet.around(&seen, 1350.0, 360);
        assert!(sheet.lines[lines.start].y <= seen.start - 1000.0 && sheet.lines[lines.end].y >= seen.end + 1000.0);
        let few = sheet.around(&seen, 1350.0, 20);
        let pictures: usize = sheet.lines[few].iter().map(|line| if let Kind::Row(count) = line.kind { count } else { 0 }).sum();
        assert!(pictures <= 20);
    }

    #[test]
    fn a_new_picture_goes_where_it_belongs() {
        let mut walked = run(0..5, true);
        let mut photo = sample::photo(2);
        photo.id = sample::photo(900).id;
        assert!(walked.insert(photo.clone()));
        assert!(matches!(walked.position(photo.id), Some(2 | 3)));
        assert!(!walked.insert(sample::photo(400)), "it is further down than what is at hand");
    }
}
