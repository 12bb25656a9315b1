//! Looking after the gallery: the pages that only administrators see.

mod audit;
mod invitations;
mod overview;
mod people;
mod person;
mod settings;

use super::not_found::NotFoundPage;
use audit::AuditView;
use chrono::{DateTime, Utc};
use invitations::InvitationsView;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use overview::OverviewView;
use people::PeopleView;
use person::PersonView;
use settings::SettingsView;

/// `/admin/*place`: the part, and maybe the person. One route for all of them, because each costs everybody's first visit.
#[component]
pub fn OfficeView() -> impl IntoView {
    let params = use_params_map();
    let place = Memo::new(move |_| params.read().get("place").unwrap_or_default());
    move || {
        place.with(|place| match (Part::of(place), place.strip_prefix("people/")) {
            (Some(Part::Overview), _) => view! { <OverviewView /> }.into_any(),
            (Some(Part::People), _) => view! { <PeopleView /> }.into_any(),
            (Some(Part::Invitations), _) => view! { <InvitationsView /> }.into_any(),
            (Some(Part::Settings), _) => view! { <SettingsView /> }.into_any(),
            (Some(Part::Audit), _) => view! { <AuditView /> }.into_any(),
            (None, Some(id)) => view! { <PersonView id=id.to_owned() /> }.into_any(),
            (None, None) => view! { <NotFoundPage /> }.into_any(),
        })
    }
}

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

    /// The part whose name stands behind `/admin/` in the address.
    fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.path().trim_start_matches("/admin").trim_start_matches('/') == name)
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
