//! Amounts over time, at one glance.

use leptos::prelude::*;
use std::fmt::Write;

/// The height of the drawing; a bar and the gap after it are one unit wide.
const HEIGHT: u64 = 16;

/// A bar for every value, the highest as high as the chart. The last one is now.
#[component]
pub fn BarChart(
    /// The amounts, the oldest first.
    values: Vec<u64>,
    /// What they are, for those who listen.
    name: &'static str,
) -> impl IntoView {
    let most = values.iter().copied().max().unwrap_or_default();
    let last = values.last().copied().unwrap_or_default();
    let label = format!("{name}: at most {most}, now {last}");
    let view_box = format!("0 0 {} {HEIGHT}", values.len());
    view! {
        <svg class="bar-chart" viewBox=view_box preserveAspectRatio="none" role="img" aria-label=label>
            <path d=bars(&values)></path>
        </svg>
    }
}

/// How much of a whole is used, as one bar.
#[component]
pub fn PartBar(
    /// How much is used.
    part: u64,
    /// How much there is.
    whole: u64,
    /// What that is, for those who listen.
    name: &'static str,
) -> impl IntoView {
    let percent = u128::from(part.min(whole)) * 100 / u128::from(whole.max(1));
    let view_box = format!("0 0 100 {HEIGHT}");
    view! {
        <svg class="bar-chart" viewBox=view_box preserveAspectRatio="none" role="img" aria-label=format!("{name}: {percent} %")>
            <path d=format!("M0 6h{percent}v4H0z")></path>
            <path class="bar-chart-rest" d=format!("M{percent} 6H100v4H{percent}z")></path>
        </svg>
    }
}

/// The bars, in SVG path syntax. What is more than nothing is seen.
fn bars(values: &[u64]) -> String {
    let most = values.iter().copied().max().unwrap_or_default().max(1);
    let mut path = String::new();
    for (place, value) in values.iter().enumerate().filter(|(_, value)| **value > 0) {
        // In tenths: the whole height is many of them.
        let tenths = (u128::from(*value) * u128::from(HEIGHT * 10)).div_ceil(u128::from(most)).max(5);
        let _ = write!(path, "M{place} {HEIGHT}v-{}.{}h.8V{HEIGHT}z", tenths / 10, tenths % 10);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::bars;

    #[test]
    fn the_highest_bar_is_as_high_as_the_chart_and_small_ones_are_seen() {
        assert_eq!(bars(&[0, 1, 2]), "M1 16v-8.0h.8V16zM2 16v-16.0h.8V16z");
        assert_eq!(bars(&[1, u64::MAX]), "M0 16v-0.5h.8V16zM1 16v-16.0h.8V16z");
        assert_eq!(bars(&[0, 0]), "");
    }
}
