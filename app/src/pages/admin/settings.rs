//! What can be changed while the program runs.

use super::{Office, Part};
use crate::{
    api::admin::{ChangeSettings, settings},
    asked::{asked, carried_out},
    carried::{Carried, use_carried},
    components::{
        alert::Alert,
        field::TextField,
        form::{form_error, general_error, reset_when_done},
        loaded::Loaded,
        toast::use_toasts,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{AppError, Class, Field, RegistrationPolicy, Setting, SettingRow};

/// `/admin/settings`
#[component]
pub fn SettingsView() -> impl IntoView {
    let toasts = use_toasts();
    let change = ServerAction::<ChangeSettings>::new();
    let carried = StoredValue::new(use_carried());
    Effect::new(move |_| {
        if change.value().with(|answer| matches!(answer, Some(Ok(())))) {
            toasts.say("Saved. It holds from now on.");
        }
    });
    let saved = carried_out(change);
    let rows = asked(move || saved.get(), |_| settings());
    view! {
        <Title text="Settings" />
        <Loaded
            from=rows
            view=move |rows| {
                view! {
                    <Office part=Part::Settings>
                        <SettingsForm rows change carried=carried.get_value() />
                    </Office>
                }
                    .into_any()
            }
        />
    }
}

/// All of them in one form.
#[component]
fn SettingsForm(rows: Vec<SettingRow>, change: ServerAction<ChangeSettings>, carried: Carried) -> impl IntoView {
    const FIELDS: &[Field] = &[
        Field::Setting(Setting::Registration),
        Field::Setting(Setting::Limit(Class::Default)),
        Field::Setting(Setting::Limit(Class::Auth)),
        Field::Setting(Setting::Limit(Class::Upload)),
        Field::Setting(Setting::Limit(Class::Read)),
        Field::Setting(Setting::AllowedTypes),
        Field::Setting(Setting::MaxContentLength),
        Field::Setting(Setting::DefaultQuota),
        Field::Setting(Setting::TrashDays),
        Field::Setting(Setting::AuditDays),
    ];
    let query = use_query_map();
    let form = NodeRef::new();
    reset_when_done(form, change.value().into());
    let error = form_error(change.value().into(), carried.error());
    let saved = move || query.read().get("saved").is_some() && change.version().get() == 0;
    view! {
        <section class="account-part">
            {move || saved().then(|| view! { <p class="sheet-note" role="status">"Saved. It holds from now on."</p> })}
            <ActionForm action=change node_ref=form>
                <Alert text=general_error(error, FIELDS) />
                {rows.into_iter().map(|row| view! { <SettingField row error carried=carried.clone() /> }).collect_view()}
                <button type="submit" class="button primary" disabled=move || change.pending().get()>"Save"</button>
            </ActionForm>
        </section>
    }
}

/// One setting: what it means, what it is, and why.
#[component]
fn SettingField(row: SettingRow, error: Signal<Option<AppError>>, carried: Carried) -> impl IntoView {
    let SettingRow { setting, text, fixed, about: hint } = row;
    if fixed {
        return view! {
            <div class="field">
                <strong>{setting.label()}</strong>
                <p class="setting-fixed">{text}</p>
                <p class="field-hint">{hint}</p>
            </div>
        }
        .into_any();
    }
    let value = Some(carried.typed(setting.as_str())).filter(|typed| !typed.is_empty()).unwrap_or(text);
    let name = form_name(setting);
    if setting == Setting::Registration {
        return view! { <RegistrationField name value hint /> }.into_any();
    }
    view! {
        <TextField label=setting.label() name=name field=Field::Setting(setting) error autocomplete="off" value hint />
    }
    .into_any()
}

/// Who can make an account: one of three.
#[component]
fn RegistrationField(name: &'static str, value: String, hint: String) -> impl IntoView {
    let option = |policy: RegistrationPolicy| {
        let label = match policy {
            RegistrationPolicy::Open => "Everybody",
            RegistrationPolicy::Invite => "Whoever has an invitation",
            RegistrationPolicy::Closed => "Nobody",
        };
        view! {
            <label class="choice-option">
                <input type="radio" name=name value=policy.as_str() checked=policy.as_str() == value />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="choice" aria-describedby="hint-registration">
            <legend>{Setting::Registration.label()}</legend>
            {RegistrationPolicy::ALL.map(option).collect_view()}
            <p class="field-hint" id="hint-registration">{hint}</p>
        </fieldset>
    }
}

/// Its name in the form.
const fn form_name(setting: Setting) -> &'static str {
    match setting {
        Setting::Registration => "settings[registration]",
        Setting::Limit(Class::Default) => "settings[limits.default]",
        Setting::Limit(Class::Auth) => "settings[limits.auth]",
        Setting::Limit(Class::Upload) => "settings[limits.upload]",
        Setting::Limit(Class::Read) => "settings[limits.read]",
        Setting::AllowedTypes => "settings[allowed_types]",
        Setting::MaxContentLength => "settings[max_content_length]",
        Setting::DefaultQuota => "settings[default_quota]",
        Setting::TrashDays => "settings[trash_days]",
        Setting::AuditDays => "settings[audit_days]",
    }
}
