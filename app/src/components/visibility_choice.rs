//! Who can see a photo.

use super::icon::{Icon, Sign};
use leptos::prelude::*;
use model::Visibility;

/// The sign that stands for a visibility.
pub const fn visibility_sign(visibility: Visibility) -> Sign {
    match visibility {
        Visibility::Private => Sign::OnlyMe,
        Visibility::Unlisted => Sign::Link,
        Visibility::Public => Sign::Everyone,
    }
}

/// The question `Who can see it`, answered with one of three buttons.
#[component]
pub fn VisibilityChoice(
    /// What is chosen at first.
    chosen: Visibility,
    /// Told what is chosen from then on.
    #[prop(into)]
    on_choose: Callback<Visibility>,
) -> impl IntoView {
    view! {
        <fieldset class="choice">
            <legend>"Who can see it"</legend>
            {Visibility::ALL
                .map(|visibility| {
                    view! {
                        <label class="choice-option">
                            <input
                                type="radio"
                                name="visibility"
                                value=visibility.as_str()
                                checked=visibility == chosen
                                on:change=move |_| on_choose.run(visibility)
                            />
                            <Icon sign=visibility_sign(visibility) />
                            <span>{visibility.label()}</span>
                        </label>
                    }
                })
                .collect_view()}
        </fieldset>
    }
}

/// The question `Who can see it` where there is little room: a list to choose from.
#[cfg(feature = "hydrate")]
#[component]
pub fn VisibilitySelect(
    /// What it decides about, for those who do not see where it stands, such as `Who can see harbour.jpg`.
    #[prop(into)]
    label: String,
    /// What is chosen.
    #[prop(into)]
    chosen: Signal<Visibility>,
    /// Told what is chosen from then on.
    #[prop(into)]
    on_choose: Callback<Visibility>,
) -> impl IntoView {
    let choose = move |event| {
        if let Ok(visibility) = event_target_value(&event).parse() {
            on_choose.run(visibility);
        }
    };
    view! {
        <select class="select" aria-label=label on:change=choose prop:value=move || chosen.get().as_str()>
            {Visibility::ALL
                .map(|visibility| {
                    view! {
                        <option value=visibility.as_str() selected=move || chosen.get() == visibility>
                            {visibility.label()}
                        </option>
                    }
                })
                .collect_view()}
        </select>
    }
}
