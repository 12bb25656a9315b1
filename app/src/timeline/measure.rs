//! How big things are on the screen.

use super::layout::Frame;
use leptos::prelude::*;
use std::ops::Range;
use web_sys::{CssStyleDeclaration, HtmlElement};

/// The sizes the style sheet gives to a grid, in px.
#[derive(Clone, Copy, PartialEq)]
pub struct Sizes {
    pub frame: Frame,
    /// Of a month's heading.
    pub heading: f64,
}

/// Measure a grid. None while it is not on the screen.
pub fn sizes(grid: &HtmlElement) -> Option<Sizes> {
    let style = window().get_computed_style(grid).ok()??;
    let px = |name: &str| px(&style, name);
    let width = grid.get_bounding_client_rect().width() - px("padding-left") - px("padding-right");
    let frame = Frame { width, row: px("--row-height"), gap: px("column-gap") };
    (width > 0.0 && frame.row > 0.0).then(|| Sizes { frame, heading: px("--heading-height") })
}

fn px(style: &CssStyleDeclaration, name: &str) -> f64 {
    // The browser's own reading: Rust's brings tables of 10 kB.
    let px = style.get_property_value(name).map_or(0.0, |value| js_sys::parse_float(&value));
    if px.is_finite() { px } else { 0.0 }
}

/// The part of a grid that is on the screen, in px from its top.
pub fn seen(grid: &HtmlElement) -> Range<f64> {
    let above = -grid.get_bounding_client_rect().top();
    above..above + screen_height()
}

/// In px.
pub fn screen_height() -> f64 {
    window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default()
}

/// How far the page is scrolled down, in px.
pub fn scrolled() -> f64 {
    window().scroll_y().unwrap_or_default()
}

/// How much of the screen is covered at the top, in px: where headings stick.
pub fn sticky_top(grid: &HtmlElement) -> f64 {
    window().get_computed_style(grid).ok().flatten().map_or(0.0, |style| px(&style, "--sticky-top"))
}

/// The path of the page's address.
pub fn path() -> String {
    window().location().pathname().unwrap_or_default()
}
