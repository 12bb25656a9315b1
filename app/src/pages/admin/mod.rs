//! Looking after the gallery: the pages that only administrators see.

pub mod audit;
pub mod invitations;
pub mod overview;
pub mod people;
pub mod person;
pub mod settings;

use chrono::{DateTime, Utc};
use leptos::prelude::*;

/// The parts of the administration.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Overview,
    People,
    Invitations,
    Settings,
    Audit,
}

impl Part {
    const ALL: [Self; 5] = [Self::Overview, Self::People, Self::Invitations, Self::Settings, Self::Audit];

    const fn path(self) -> &'static str {
        match self {
            Self::Overview => "/admin",
            Self::People => "/admin/people",
            Self::Invitations => "/admin/invitations",
            Self::Settings => "/admin/settings",
            Self::Audit => "/admin/audit",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::People => "People",
            Self::Invitations => "Invitations",
            Self::Settings => "Settings",
            Self::Audit => "Audit log",
        }
    }
}

/// What is around every page of the administration: its name, and the ways to the other ones.
#[component]
pub fn Office(
    /// Where one is.
    part: Part,
    /// What the page is called, if not like its part.
    #[prop(optional, into)]
    heading: Option<String>,
    children: Children,
) -> impl IntoView {
    let link = |other: Part| view! { <a href=other.path() aria-current=(other == part).then_some("page")>{other.label()}</a> };
    view! {
        <div class="office">
            <h1 class="page-heading">{heading.unwrap_or_else(|| part.label().to_owned())}</h1>
            <nav class="office-parts" aria-label="Administration">
                {Part::ALL.map(link).collect_view()}
            </nav>
            {children()}
        </div>
    }
}

/// A moment on UTC's calendar and clock: `3 May 2024, 14:05 UTC`.
fn utc_moment(time: DateTime<Utc>) -> String {
    format!("{} UTC", crate::words::moment(time.naive_utc()))
}
