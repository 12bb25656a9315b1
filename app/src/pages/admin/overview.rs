//! How the gallery is doing.

use super::{Office, Part, utc_moment};
use crate::{
    api::admin::overview,
    asked::asked,
    components::{
        bar_chart::{BarChart, PartBar},
        loaded::Loaded,
    },
    words,
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{Overview, file_size};

/// `/admin`
#[component]
pub fn OverviewView() -> impl IntoView {
    let now = asked(|| (), |()| overview());
    view! {
        <Title text="Administration" />
        <Loaded
            from=now
            view=|now| {
                view! {
                    <Office part=Part::Overview heading="Administration">
                        <Figures now />
                    </Office>
                }
                    .into_any()
            }
        />
    }
}

/// All the figures.
#[component]
fn Figures(now: Overview) -> impl IntoView {
    let people = words::count(now.people, "person", "people");
    let disabled = (now.disabled > 0).then(|| format!("{} disabled", now.disabled));
    let came: u64 = now.photos_by_day.iter().sum();
    let came_bytes: u64 = now.bytes_by_day.iter().sum();
    let refused: u64 = now.refused_by_hour.iter().sum();
    let limited: u64 = now.limited_by_hour.iter().sum();
    let is_young = (now.now - now.counting_since).num_hours() < 24;
    let since = is_young.then(|| format!("Counted since the program started, {}.", utc_moment(now.counting_since)));
    view! {
        <div class="figures">
            <Figure name="People" value=people note=disabled.unwrap_or_else(|| "In the last 30 days".to_owned())>
                <BarChart values=now.people_by_day name="People on each of the last 30 days" />
            </Figure>
            <Figure
                name="Photos"
                value=words::count(now.photos, "photo", "photos")
                note=format!("{} came in the last 30 days", words::count(came, "photo", "photos"))
            >
                <BarChart values=now.photos_by_day name="Photos that came on each of the last 30 days" />
            </Figure>
            <Figure name="Bytes" value=file_size(now.bytes) note=format!("{} came in the last 30 days", file_size(came_bytes))>
                <BarChart values=now.bytes_by_day name="Bytes that came on each of the last 30 days" />
            </Figure>
            <Disk free=now.free disk=now.disk />
            <Figure name="Refused" value=words::count(refused, "request", "requests") note="In the last 24 hours">
                <BarChart values=now.refused_by_hour name="Requests that were refused in each of the last 24 hours" />
            </Figure>
            <Figure name="Past a limit" value=words::count(limited, "request", "requests") note="In the last 24 hours">
                <BarChart values=now.limited_by_hour name="Requests past a limit in each of the last 24 hours" />
            </Figure>
        </div>
        {since.map(|since| view! { <p class="office-note">{since}</p> })}
    }
}

/// One figure, and how it came to be.
#[component]
fn Figure(
    /// What it counts.
    name: &'static str,
    /// How much that is.
    value: String,
    /// What the chart shows.
    #[prop(into)]
    note: String,
    /// The chart.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="figure">
            <h2>{name}</h2>
            <p class="figure-value">{value}</p>
            {children()}
            <p class="figure-note">{note}</p>
        </section>
    }
}

/// How much room is left.
#[component]
fn Disk(
    /// In bytes, where it is known.
    free: Option<u64>,
    /// In bytes, where it is known.
    disk: Option<u64>,
) -> impl IntoView {
    let value = free.map_or_else(|| "Not known".to_owned(), |free| format!("{} free", file_size(free)));
    let note = disk.map_or_else(String::new, |disk| format!("Of {} where photos are kept", file_size(disk)));
    let bar = free.zip(disk).map(|(free, disk)| {
        view! { <PartBar part=disk.saturating_sub(free) whole=disk name="How much of the disk is used" /> }
    });
    view! { <Figure name="Disk" value note>{bar}</Figure> }
}
