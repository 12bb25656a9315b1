//! Pictures in justified rows: even heights, widths from the real shapes, nothing cropped. The rows are made by CSS alone.

use super::tile::{Caption, Haste, Tile};
use crate::words;
use chrono::Datelike;
use leptos::{prelude::*, tachys::view::keyed::keyed};
use model::{Photo, PhotoId, Visibility};

/// How many pictures are on the first screen.
const FIRST_SCREEN: usize = 8;

/// A grid of pictures.
#[component]
pub fn PhotoGrid(
    /// The pictures, in order.
    photos: Vec<Photo>,
    /// What is written on each.
    caption: Caption,
    /// Whether a heading stands before each month.
    #[prop(optional)]
    by_month: bool,
) -> impl IntoView {
    let cells = if by_month { with_months(photos) } else { without_months(photos) };
    let view = move |_, cell: Cell| {
        let view = match cell {
            Cell::Month { year, month0 } => view! { <h2 class="grid-month">{words::month(year, month0)}</h2> }.into_any(),
            Cell::Filler(..) => view! { <span class="grid-filler" aria-hidden="true"></span> }.into_any(),
            Cell::Picture(photo, haste) => view! { <Tile photo=*photo caption haste /> }.into_any(),
        };
        (|_| (), view)
    };
    view! { <div class="grid">{keyed(cells, Cell::key, view)}</div> }
}

/// What a grid is made of.
enum Cell {
    /// The heading of a month.
    Month {
        year: i32,
        month0: u32,
    },
    /// What fills the last row before this month, or (none) at the end.
    Filler(Option<(i32, u32)>),
    Picture(Box<Photo>, Haste),
}

/// What tells cells apart. A picture whose caption would read differently is another cell.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Month(i32, u32),
    Filler(Option<(i32, u32)>),
    Picture(PhotoId, Visibility, Option<String>, String),
}

impl Cell {
    fn key(&self) -> Key {
        match self {
            Self::Month { year, month0 } => Key::Month(*year, *month0),
            Self::Filler(month) => Key::Filler(*month),
            Self::Picture(photo, _) => Key::Picture(photo.id, photo.visibility, photo.title.clone(), photo.urls.thumb.clone()),
        }
    }

    fn picture(index: usize, photo: Photo) -> Self {
        let haste = match index {
            0 => Haste::First,
            1..FIRST_SCREEN => Haste::Soon,
            _ => Haste::Later,
        };
        Self::Picture(Box::new(photo), haste)
    }
}

fn without_months(photos: Vec<Photo>) -> Vec<Cell> {
    let mut cells: Vec<_> = photos.into_iter().enumerate().map(|(index, photo)| Cell::picture(index, photo)).collect();
    cells.push(Cell::Filler(None));
    cells
}

fn with_months(photos: Vec<Photo>) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(photos.len() + 2);
    let mut current = None;
    for (index, photo) in photos.into_iter().enumerate() {
        let taken = photo.taken_local();
        let month = (taken.year(), taken.month0());
        if current != Some(month) {
            if current.is_some() {
                cells.push(Cell::Filler(Some(month)));
            }
            cells.push(Cell::Month { year: month.0, month0: month.1 });
            current = Some(month);
        }
        cells.push(Cell::picture(index, photo));
    }
    cells.push(Cell::Filler(None));
    cells
}
