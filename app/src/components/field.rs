//! One thing a form asks for: its label, its input, and what is wrong with what was entered.

use leptos::prelude::*;
use model::{AppError, Field};

/// A line of text to fill in.
#[component]
pub fn TextField(
    /// What it is called on the screen.
    label: &'static str,
    /// Its name in the form; also makes its id.
    name: &'static str,
    /// Which field of the request it is, to find its flaw in an error.
    field: Field,
    /// What went wrong with the form, if anything did.
    #[prop(into)]
    error: Signal<Option<AppError>>,
    /// The kind of input (HTML `type`).
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in (HTML `autocomplete`).
    autocomplete: &'static str,
    /// What stands in it at first.
    #[prop(optional, into)]
    value: String,
    /// Whether something must be filled in.
    #[prop(default = true)]
    required: bool,
    /// Sentences that help to fill it in.
    #[prop(optional, into)]
    hint: String,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=field_id(name)>{label}</label>
            <input
                id=field_id(name)
                name=name
                type=kind
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                required=required
                value=value
                aria-invalid=invalid(error, field.clone())
                aria-describedby=described(name, !hint.is_empty(), error, field.clone())
            />
            <FieldNotes name hint error field />
        </div>
    }
}

/// A secret to fill in. With script it can be shown while it is typed.
#[component]
pub fn PasswordField(
    /// What it is called on the screen.
    label: &'static str,
    /// Its name in the form; also makes its id.
    name: &'static str,
    /// Which field of the request it is, to find its flaw in an error.
    field: Field,
    /// What went wrong with the form, if anything did.
    #[prop(into)]
    error: Signal<Option<AppError>>,
    /// `current-password` or `new-password`, for password managers.
    autocomplete: &'static str,
    /// Sentences that help to fill it in.
    #[prop(optional, into)]
    hint: String,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    view! {
        <div class="field">
            <label for=field_id(name)>{label}</label>
            <div class="field-row">
                <input
                    id=field_id(name)
                    name=name
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    required
                    aria-invalid=invalid(error, field.clone())
                    aria-describedby=described(name, !hint.is_empty(), error, field.clone())
                />
                <button
                    type="button"
                    class="button field-toggle script-only"
                    aria-pressed=move || shown.get().to_string()
                    aria-label=format!("Show {}", label.to_ascii_lowercase())
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {move || if shown.get() { "Hide" } else { "Show" }}
                </button>
            </div>
            <FieldNotes name hint error field />
        </div>
    }
}

/// What helps to fill a field in, and what is wrong with it.
#[component]
fn FieldNotes(name: &'static str, hint: String, error: Signal<Option<AppError>>, field: Field) -> impl IntoView {
    let flaw = move || error.with(|error| error.as_ref().and_then(|error| error.of_field(&field)));
    view! {
        {(!hint.is_empty()).then(|| view! { <p class="field-hint" id=hint_id(name)>{hint}</p> })}
        {move || flaw().map(|flaw| view! { <p class="field-flaw" id=flaw_id(name)>{flaw}</p> })}
    }
}

fn invalid(error: Signal<Option<AppError>>, field: Field) -> impl Fn() -> Option<&'static str> + Clone {
    move || error.with(|error| error.as_ref().and_then(|error| error.of_field(&field))).map(|_| "true")
}

/// The notes that describe a field, the flaw first.
fn described(name: &'static str, hinted: bool, error: Signal<Option<AppError>>, field: Field) -> impl Fn() -> Option<String> + Clone {
    move || {
        let flawed = error.with(|error| error.as_ref().is_some_and(|error| error.of_field(&field).is_some()));
        match (flawed, hinted) {
            (true, true) => Some(format!("{} {}", flaw_id(name), hint_id(name))),
            (true, false) => Some(flaw_id(name)),
            (false, true) => Some(hint_id(name)),
            (false, false) => None,
        }
    }
}

fn field_id(name: &str) -> String {
    format!("field-{name}")
}

fn hint_id(name: &str) -> String {
    format!("hint-{name}")
}

fn flaw_id(name: &str) -> String {
    format!("flaw-{name}")
}
