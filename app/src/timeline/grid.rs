//! What of a timeline is in the document.

use super::{
    opening::{Listed, Opening},
    run::{Run, month},
    scrubber::{MonthLinks, Scrubber, is_long},
};
use crate::{
    components::{
        empty_state::EmptyState,
        older::Older,
        tile::{Caption, Haste, Size, Tile},
        upload_button::UploadButton,
    },
    selection::Selection,
    words,
};
use leptos::{either::Either, prelude::*, tachys::view::keyed::keyed};
use model::{Month, MonthCount, Photo, PhotoId, Scope, Visibility};
use std::sync::Arc;

/// How many pictures are on the first screen.
const FIRST_SCREEN: usize = 12;

/// What is shown of a list. Copied freely; it lives as long as the page.
#[derive(Clone, Copy)]
pub struct Grid {
    pub listed: StoredValue<Listed>,
    /// What is at hand of the list.
    pub run: StoredValue<Run>,
    pub months: RwSignal<Vec<MonthCount>>,
    /// What is in the document, in order.
    pub cells: RwSignal<Vec<Cell>>,
    pub is_empty: RwSignal<bool>,
    /// Whether script has taken over where things stand.
    pub is_laid_out: RwSignal<bool>,
    /// The month at the top of the screen.
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "browsers scroll"))]
    pub current: RwSignal<Option<Month>>,
    /// The month one is on the way to.
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "browsers scroll"))]
    pub going_to: RwSignal<Option<Month>>,
    /// What went wrong when more was asked for.
    pub trouble: RwSignal<Option<String>>,
    pub selection: Selection,
}

/// A thing in the grid.
#[derive(Clone)]
pub enum Cell {
    Heading(Month),
    /// What is not in the document, so high in px.
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "browsers scroll"))]
    Space(f64),
    /// Fills the last row before this month, or (none) at the end: while CSS alone makes the rows.
    Filler(Option<Month>),
    Picture(Picture),
}

/// A picture in the grid.
#[derive(Clone)]
pub struct Picture {
    pub photo: Arc<Photo>,
    pub haste: Haste,
    /// Once script has laid it out.
    pub size: ArcRwSignal<Option<Size>>,
}

/// What tells cells apart. A picture whose caption would read differently is another cell.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Heading(Month),
    Space(u64),
    Filler(Option<Month>),
    Picture(PhotoId, Visibility, Option<String>, String),
}

impl Cell {
    /// The picture in it, if it is one.
    #[cfg(feature = "hydrate")]
    pub fn picture(&self) -> Option<&Picture> {
        match self {
            Self::Picture(picture) => Some(picture),
            _ => None,
        }
    }

    fn key(&self) -> Key {
        match self {
            Self::Heading(month) => Key::Heading(*month),
            Self::Space(px) => Key::Space(px.to_bits()),
            Self::Filler(month) => Key::Filler(*month),
            Self::Picture(Picture { photo, .. }) => Key::Picture(photo.id, photo.visibility, photo.title.clone(), photo.urls.thumb.clone()),
        }
    }
}

impl Grid {
    /// A grid that shows what a list begins with.
    pub fn new(listed: Listed, opening: Opening, selection: Selection) -> Self {
        let Opening { months, stretch } = opening;
        let run = Run::new(listed.scope, stretch);
        Self {
            cells: RwSignal::new(first_cells(&run)),
            is_empty: RwSignal::new(run.photos().is_empty() && run.newer.is_none()),
            run: StoredValue::new(run),
            listed: StoredValue::new(listed),
            months: RwSignal::new(months),
            is_laid_out: RwSignal::new(false),
            current: RwSignal::new(None),
            going_to: RwSignal::new(None),
            trouble: RwSignal::new(None),
            selection,
        }
    }

    fn caption(self) -> Caption {
        match self.listed.with_value(|listed| (listed.scope, listed.of.is_some())) {
            (Scope::Public, false) => Caption::Owner,
            (Scope::Public, true) => Caption::Date,
            _ => Caption::Visibility,
        }
    }
}

/// All of it, as CSS alone can lay it out.
fn first_cells(run: &Run) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(run.photos().len() + 2);
    let mut current = None;
    for (index, photo) in run.photos().iter().enumerate() {
        let this = month(photo);
        if run.is_by_month() && current != Some(this) {
            if current.is_some() {
                cells.push(Cell::Filler(Some(this)));
            }
            cells.push(Cell::Heading(this));
            current = Some(this);
        }
        let haste = match index {
            0 => Haste::First,
            1..FIRST_SCREEN => Haste::Soon,
            _ => Haste::Later,
        };
        cells.push(Cell::Picture(Picture { photo: photo.clone(), haste, size: ArcRwSignal::new(None) }));
    }
    cells.push(Cell::Filler(None));
    cells
}

/// The whole timeline: the grid, the way through it, or what its emptiness is for.
pub fn view(grid: Grid) -> AnyView {
    let (path, newer, older) =
        grid.listed.with_value(|listed| grid.run.with_value(|run| (listed.path(), run.newer.is_some(), run.older.clone())));
    view! {
        <div class="timeline" class:long=move || grid.months.with(|months| is_long(months))>
            {move || {
                if grid.is_empty.get() {
                    Either::Left(nothing(&grid.listed.get_value()))
                } else {
                    Either::Right(pictures(grid))
                }
            }}
            <MonthLinks grid />
            <Scrubber grid />
            <Older path later=newer next=older />
        </div>
    }
    .into_any()
}

/// The pictures.
fn pictures(grid: Grid) -> AnyView {
    let caption = grid.caption();
    let mark = grid.listed.with_value(Listed::mark);
    let is_own = grid.listed.with_value(|listed| listed.scope == Scope::Mine);
    let view = move |_, cell: Cell| {
        let view = match cell {
            Cell::Heading(month) => view! { <h2 class="grid-month">{words::month(month)}</h2> }.into_any(),
            Cell::Space(px) => view! { <div class="grid-space" style=format!("block-size:{px}px")></div> }.into_any(),
            Cell::Filler(..) => view! { <span class="grid-filler" aria-hidden="true"></span> }.into_any(),
            Cell::Picture(Picture { photo, haste, size }) => {
                let selection = is_own.then_some(grid.selection);
                view! { <Tile photo caption haste size=size mark selection /> }.into_any()
            }
        };
        (|_| (), view)
    };
    view! {
        <div class="grid" class:laid=move || grid.is_laid_out.get() class:selecting=move || grid.selection.is_some()>
            {move || keyed(grid.cells.get(), Cell::key, view)}
        </div>
        <p class="grid-trouble" role="status">
            {move || grid.trouble.get()}
        </p>
    }
    .into_any()
}

/// What an empty list is for, and the button that fills it.
fn nothing(listed: &Listed) -> AnyView {
    if listed.scope == Scope::Mine {
        return view! {
            <EmptyState title="No photos yet" text="Your pictures live here. Drop them anywhere on this page, or choose them.">
                <UploadButton class="button primary" />
            </EmptyState>
        }
        .into_any();
    }
    let text = "Pictures that everyone may see are shown here. Open one of yours and choose “Everyone”.";
    view! { <EmptyState title="Nothing public yet" text=text /> }.into_any()
}
