//! How Pinhole comes to a home screen: by a button where the browser offers it, else step by step.

use crate::components::icon::{Icon, Sign};
use leptos::prelude::*;
use leptos_meta::Title;

/// How it is done with some browsers.
struct Way {
    /// Which ones.
    on: &'static str,
    /// What their user agents contain: the first way that fits is open from the start.
    told_by: &'static [&'static str],
    steps: &'static [(Sign, &'static str)],
}

const WAYS: [Way; 4] = [
    Way {
        on: "iPhone and iPad",
        told_by: &["iPhone", "iPad"],
        steps: &[
            (Sign::ShareUp, "Open this page in Safari, and tap Share."),
            (Sign::AddHome, "Scroll down, and tap “Add to Home Screen”."),
            (Sign::Check, "Tap “Add”."),
        ],
    },
    Way {
        on: "Android",
        told_by: &["Android"],
        steps: &[
            (Sign::Dots, "Open the browser’s menu, beside the address."),
            (Sign::AddHome, "Tap “Add to Home screen” or “Install app”."),
            (Sign::Check, "Tap “Install”."),
        ],
    },
    Way {
        on: "Safari on a Mac",
        told_by: &["Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605"],
        steps: &[
            (Sign::ShareUp, "Click Share, beside the address."),
            (Sign::AddHome, "Choose “Add to Dock”."),
            (Sign::Check, "Click “Add”."),
        ],
    },
    Way {
        on: "Chrome and Edge on a computer",
        told_by: &["Chrome"],
        steps: &[
            (Sign::Download, "Click the install sign at the end of the address bar, or open the browser’s menu."),
            (Sign::AddHome, "Choose “Install Pinhole”."),
            (Sign::Check, "Click “Install”."),
        ],
    },
];

/// `/install`
#[component]
pub fn InstallView() -> impl IntoView {
    view! {
        <Title text="On your home screen" />
        <section class="sheet install">
            <h1>"On your home screen"</h1>
            <p class="sheet-lead">
                "As an app, Pinhole has an icon of its own and no browser around it. The camera is one tap away and opens even without
                network, and other apps can share pictures with it."
            </p>
            <Now />
            {WAYS.iter().enumerate().map(|(index, way)| view! { <WayView way index /> }).collect_view()}
            <p class="sheet-aside">
                "Browsers install pages only over https that they trust. " <a href="/doctor">"See what this device can do here"</a> "."
            </p>
        </section>
    }
}

/// What there is to do on this device now: nothing, press a button, or follow the steps.
#[component]
fn Now() -> impl IntoView {
    let words = RwSignal::new(None::<&str>);
    let is_offered = RwSignal::new(false);
    let take = RwSignal::new(None::<Callback<()>>);
    #[cfg(feature = "hydrate")]
    {
        use crate::home_screen::{Offer, is_installed};
        Effect::new(move |_| {
            let offer = Offer::watch();
            take.set(Some(Callback::new(move |()| offer.take())));
            Effect::new(move |_| is_offered.set(offer.is_there.get()));
            Effect::new(move |_| {
                if is_installed() {
                    words.set(Some("This is the installed app."));
                } else if offer.is_taken.get() {
                    words.set(Some("Pinhole is installed: look for its icon."));
                }
            });
        });
    }
    let press = move |_| {
        if let Some(take) = take.get_untracked() {
            take.run(());
        }
    };
    view! {
        <p class="sheet-note" role="status" hidden=move || words.get().is_none()>
            {move || words.get()}
        </p>
        <button type="button" class="button primary wide" hidden=move || !is_offered.get() on:click=press>
            "Install Pinhole"
        </button>
    }
}

/// One way, step by step.
#[component]
fn WayView(way: &'static Way, index: usize) -> impl IntoView {
    let is_open = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        let user_agent = window().navigator().user_agent().unwrap_or_default();
        let fits = |way: &Way| way.told_by.iter().any(|told_by| user_agent.contains(told_by));
        is_open.set(WAYS.iter().position(fits) == Some(index));
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (index, way.told_by);
    view! {
        <details class="install-way" prop:open=is_open>
            <summary>{way.on}</summary>
            <ol class="install-steps">
                {way.steps.iter().map(|(sign, words)| view! { <li><span class="install-sign"><Icon sign=*sign /></span><span>{*words}</span></li> }).collect_view()}
            </ol>
        </details>
    }
}
