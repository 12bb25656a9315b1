//! The way to any month: a list of links, and for hands a strip along the edge of the screen.

use super::grid::Grid;
use crate::words;
use leptos::prelude::*;
#[cfg(any(feature = "hydrate", test))]
use model::Month;
use model::MonthCount;

/// From so many months on there is a list of them.
const SOME: usize = 2;
/// From so many pictures on there is a strip.
const MANY: u64 = 150;

/// Whether a list is so long that it has a strip.
pub fn is_long(months: &[MonthCount]) -> bool {
    months.len() >= SOME && months.iter().map(|month| month.photos).sum::<u64>() >= MANY
}

/// The months as links, for pages without script.
#[component]
pub fn MonthLinks(
    /// The timeline.
    grid: Grid,
) -> impl IntoView {
    let months = grid.months.get_untracked();
    (months.len() >= SOME).then(|| {
        let links = months.into_iter().map(|MonthCount { month, photos }| {
            view! {
                <li>
                    <a href=format!("/photos?at={month}")>{words::month(month)}</a>
                    " "
                    <span>{photos}</span>
                </li>
            }
        });
        view! {
            <details class="months no-script-only">
                <summary>"Jump to a month"</summary>
                <ul>{links.collect_view()}</ul>
            </details>
        }
    })
}

/// Where a month begins on the strip, as a part of the whole (0 to 1).
#[cfg(any(feature = "hydrate", test))]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    pub month: Month,
    pub photos: u64,
    pub at: f64,
}

/// The months along a strip, each as long as it has pictures.
#[cfg(any(feature = "hydrate", test))]
#[expect(clippy::cast_precision_loss, reason = "there are fewer photos than 2^52")]
pub fn marks(months: &[MonthCount]) -> Vec<Mark> {
    let total: u64 = months.iter().map(|month| month.photos).sum();
    let mut before = 0;
    let mark = |MonthCount { month, photos }: &MonthCount| {
        let at = before as f64 / total.max(1) as f64;
        before += photos;
        Mark { month: *month, photos: *photos, at }
    };
    months.iter().map(mark).collect()
}

/// Which years are written on the strip: those that do not stand too near to the one before.
#[cfg(any(feature = "hydrate", test))]
pub fn years(marks: &[Mark]) -> Vec<(i32, f64)> {
    const APART: f64 = 0.035;
    let mut years: Vec<(i32, f64)> = Vec::new();
    for mark in marks {
        let year = mark.month.year();
        if years.last().is_none_or(|(last, at)| *last != year && mark.at - at >= APART) {
            years.push((year, mark.at));
        }
    }
    years
}

/// The strip. It moves the timeline, and says which month is on the screen.
#[cfg(feature = "hydrate")]
#[component]
pub fn Scrubber(
    /// The timeline.
    grid: Grid,
) -> impl IntoView {
    let is_there = move || grid.is_laid_out.get() && grid.months.with(|months| is_long(months));
    view! { <Show when=is_there>{move || strip(grid)}</Show> }
}

/// It needs script.
#[cfg(not(feature = "hydrate"))]
#[component]
pub fn Scrubber(
    /// The timeline.
    grid: Grid,
) -> impl IntoView {
    let is_there = move || grid.is_laid_out.get();
    view! { <Show when=is_there>""</Show> }
}

#[cfg(feature = "hydrate")]
fn strip(grid: Grid) -> AnyView {
    use super::walk::use_walk;
    use leptos::{ev::KeyboardEvent, html};
    use web_sys::PointerEvent;

    let walk = use_walk();
    let marks = Memo::new(move |_| marks(&grid.months.read()));
    let strip = NodeRef::<html::Div>::new();
    // Where a finger or the pointer is on it (0 to 1), while it holds the strip.
    let held = RwSignal::new(None::<f64>);
    let month_at = move |at: f64| marks.with(|marks| marks.iter().rev().find(|mark| mark.at <= at).copied());
    let current = move || match held.get() {
        Some(at) => month_at(at),
        None => marks.with(|marks| {
            // The keys can be faster than the timeline.
            let month = grid.going_to.get().or_else(|| grid.current.get())?;
            marks.iter().find(|mark| mark.month <= month).copied()
        }),
    };
    let place = move || held.get().or_else(|| current().map(|mark| mark.at)).unwrap_or_default();
    let text = move || current().map_or_else(String::new, |mark| words::month(mark.month));
    let amount = move || current().map_or_else(String::new, |mark| words::count(mark.photos, "photo", "photos"));
    let index =
        move || current().and_then(|now| marks.with(|marks| marks.iter().position(|mark| mark.month == now.month))).unwrap_or_default();
    let fraction = move |event: &PointerEvent| {
        let area = strip.get_untracked()?.get_bounding_client_rect();
        Some(((f64::from(event.client_y()) - area.top()) / area.height().max(1.0)).clamp(0.0, 0.9999))
    };
    let grasp = move |event: PointerEvent| {
        event.prevent_default();
        if let Some(strip) = strip.get_untracked() {
            // The pointer is there: it was just pressed.
            strip.set_pointer_capture(event.pointer_id()).ok();
            strip.focus().ok();
        }
        held.set(fraction(&event));
    };
    let drag = move |event: PointerEvent| {
        if held.get_untracked().is_some() {
            held.set(fraction(&event));
        }
    };
    let let_go = move |_: PointerEvent| {
        if let Some(mark) = held.get_untracked().and_then(|at| untrack(|| month_at(at))) {
            walk.jump_to_month(mark.month);
        }
        held.set(None);
    };
    let step = move |event: KeyboardEvent| {
        let now = untrack(index);
        let last = marks.with_untracked(Vec::len).saturating_sub(1);
        let to = match event.key().as_str() {
            "ArrowDown" | "ArrowRight" => (now + 1).min(last),
            "ArrowUp" | "ArrowLeft" => now.saturating_sub(1),
            "PageDown" => (now + 12).min(last),
            "PageUp" => now.saturating_sub(12),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        if let Some(mark) = marks.with_untracked(|marks| marks.get(to).copied()) {
            walk.jump_to_month(mark.month);
        }
    };
    let years = move || {
        let years = marks.with(|marks| years(marks)).into_iter();
        years.map(|(year, at)| view! { <span class="scrubber-year" style=format!("--at:{at}")>{year}</span> }).collect_view()
    };
    view! {
        <div
            class="scrubber"
            class:held=move || held.get().is_some()
            node_ref=strip
            role="slider"
            tabindex="0"
            aria-label="Month"
            aria-orientation="vertical"
            aria-valuemin="0"
            aria-valuemax=move || marks.with(|marks| marks.len().saturating_sub(1)).to_string()
            aria-valuenow=move || index().to_string()
            aria-valuetext=move || format!("{}, {}", text(), amount())
            on:pointerdown=grasp
            on:pointermove=drag
            on:pointerup=let_go
            on:pointercancel=move |_| held.set(None)
            on:keydown=step
        >
            <div class="scrubber-years" aria-hidden="true">{years}</div>
            <div class="scrubber-place" aria-hidden="true" style=move || format!("--at:{}", place())>
                <span class="scrubber-label">{text} <small>{amount}</small></span>
            </div>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::{marks, years};
    use model::MonthCount;

    fn months(counts: &[(&str, u64)]) -> Vec<MonthCount> {
        counts.iter().map(|(month, photos)| MonthCount { month: month.parse().expect("a month"), photos: *photos }).collect()
    }

    #[test]
    fn a_month_is_as_long_on_the_strip_as_it_has_pictures() {
        let marks = marks(&months(&[("2024-05", 100), ("2024-04", 300), ("2023-12", 600)]));
        assert_eq!(marks.iter().map(|mark| mark.at).collect::<Vec<_>>(), [0.0, 0.1, 0.4]);
        assert_eq!(years(&marks), [(2024, 0.0), (2023, 0.4)]);
    }

    #[test]
    fn years_that_would_overlap_are_left_out() {
        let marks = marks(&months(&[("2024-05", 1000), ("2023-05", 1), ("2022-05", 1000)]));
        assert_eq!(years(&marks).iter().map(|(year, _)| *year).collect::<Vec<_>>(), [2024, 2023]);
        assert!(super::marks(&[]).is_empty());
    }
}
