//! What this device can do here, and what to do about what it cannot.

use crate::components::icon::{Icon, Sign};
use leptos::prelude::*;
use leptos_meta::Title;

#[cfg(feature = "hydrate")]
mod device;

/// What a check found.
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only browsers find something"))]
#[derive(Clone, Debug, PartialEq, Eq)]
enum Finding {
    Yes(String),
    /// No, and what to do about it.
    No(&'static str),
    /// The same, in words of which some link to where `https` is explained.
    NeedsHttps(&'static str),
    /// The same, with a link to where installing is explained.
    NotInstalled(&'static str),
}

/// The things that are checked, in the order in which they build on each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Check {
    SecureConnection,
    Offline,
    Camera,
    Storage,
    Installed,
}

impl Check {
    const ALL: [Self; 5] = [Self::SecureConnection, Self::Offline, Self::Camera, Self::Storage, Self::Installed];

    const fn name(self) -> &'static str {
        match self {
            Self::SecureConnection => "Secure connection",
            Self::Offline => "Pages without network",
            Self::Camera => "Camera",
            Self::Storage => "Room for pictures",
            Self::Installed => "On the home screen",
        }
    }
}

/// `/doctor`
#[component]
pub fn DoctorView() -> impl IntoView {
    let findings = Check::ALL.map(|check| (check, RwSignal::new(None::<Finding>)));
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        for (check, finding) in findings {
            leptos::task::spawn_local(async move { finding.set(Some(device::examine(check).await)) });
        }
    });
    let good = move || findings.iter().filter(|(_, finding)| matches!(finding.get(), Some(Finding::Yes(_)))).count();
    let done = move || findings.iter().all(|(_, finding)| finding.get().is_some());
    let sum = move || if done() { format!("{} of {} work on this device.", good(), findings.len()) } else { "Being checked…".to_owned() };
    view! {
        <Title text="This device" />
        <section class="doctor">
            <h1>"What this device can do here"</h1>
            <p class="doctor-sum" role="status">{sum}</p>
            <ul>{findings.map(|(check, finding)| view! { <Row check finding=finding.read_only() /> }).collect_view()}</ul>
            <p class="no-script-only">"These checks need script, and so does everything that they check."</p>
        </section>
    }
}

/// One check: what it is about, how it went, what to do.
#[component]
fn Row(
    check: Check,
    /// None while it is being checked.
    finding: ReadSignal<Option<Finding>>,
) -> impl IntoView {
    let verdict = move || match finding.get() {
        None => view! { <span class="doctor-verdict">"being checked"</span> }.into_any(),
        Some(Finding::Yes(_)) => view! { <span class="doctor-verdict yes"><Icon sign=Sign::Check />"yes"</span> }.into_any(),
        Some(Finding::No(_) | Finding::NeedsHttps(_) | Finding::NotInstalled(_)) => {
            view! { <span class="doctor-verdict no"><Icon sign=Sign::Close />"no"</span> }.into_any()
        }
    };
    let says = move || match finding.get() {
        None => ().into_any(),
        Some(Finding::Yes(says)) => view! { <p>{says}</p> }.into_any(),
        Some(Finding::No(says)) => view! { <p>{says}</p> }.into_any(),
        Some(Finding::NeedsHttps(says)) => {
            view! { <p>{says}" " <a href="/trust" rel="external">"How this device gets a secure connection"</a>"."</p> }.into_any()
        }
        Some(Finding::NotInstalled(says)) => view! { <p>{says}" " <a href="/install">"How it gets there"</a>"."</p> }.into_any(),
    };
    view! {
        <li class="doctor-row">
            <h2>{check.name()}</h2>
            {verdict}
            {says}
        </li>
    }
}
