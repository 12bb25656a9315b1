//! The switch between paper, darkroom and what the system says.

use crate::{
    components::icon::{Icon, Sign},
    theme::Theme,
};
use leptos::prelude::*;

/// Three small buttons of which one is down. It needs script, and is not there before script is.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let chosen = Theme::chosen();
    view! {
        <fieldset class="theme-switch script-only">
            <legend class="unseen">"Theme"</legend>
            {Theme::ALL
                .map(|theme| {
                    view! {
                        <label class="theme-option" title=theme.label()>
                            <input
                                class="unseen"
                                type="radio"
                                name="theme"
                                value=theme.value().unwrap_or(Theme::SYSTEM)
                                checked=theme == chosen
                            />
                            <Icon sign=sign(theme) />
                            <span class="unseen">{theme.label()}</span>
                        </label>
                    }
                })
                .collect_view()}
        </fieldset>
    }
}

const fn sign(theme: Theme) -> Sign {
    match theme {
        Theme::System => Sign::System,
        Theme::Paper => Sign::Paper,
        Theme::Darkroom => Sign::Darkroom,
    }
}
