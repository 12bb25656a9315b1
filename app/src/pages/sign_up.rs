//! Making an account.

use super::sign_in::with_next;
use crate::{
    api::{
        account::{SignUp, invitation},
        site::site,
    },
    asked::asked,
    carried::{Carried, use_carried},
    components::{
        alert::Alert,
        field::{PasswordField, TextField},
        form::{form_error, general_error},
        loaded::Loaded,
    },
    visitor::use_visitor,
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{AppError, Field, RegistrationPolicy, Site};

/// The gallery, and why no account can be made here, if none can.
async fn entry(invited_by: String) -> Result<(Site, Option<AppError>), AppError> {
    let site = site().await?;
    let refusal = match site.registration {
        _ if site.first_account => None,
        RegistrationPolicy::Open => None,
        RegistrationPolicy::Invite if invited_by.is_empty() => Some(AppError::InvitationNeeded),
        RegistrationPolicy::Invite => invitation(invited_by).await.err(),
        RegistrationPolicy::Closed => Some(AppError::RegistrationClosed),
    };
    Ok((site, refusal))
}

/// `/signup`
#[component]
pub fn SignUpView() -> impl IntoView {
    let visitor = use_visitor();
    let carried = StoredValue::new(use_carried());
    let invited_by = carried.get_value().typed("invitation");
    let rules = asked(move || invited_by.clone(), entry);
    let sign_up = ServerAction::<SignUp>::new();
    Effect::new(move |_| {
        if sign_up.value().with(|answer| matches!(answer, Some(Ok(())))) {
            visitor.signed_in();
        }
    });
    let error = form_error(sign_up.value().into(), carried.get_value().error());
    view! {
        <Title text="Create account" />
        <section class="sheet">
            <h1>"Create account"</h1>
            <Loaded
                from=rules
                view=move |(site, refusal)| match refusal {
                    None => view! { <SignUpForm site sign_up error carried=carried.get_value() /> }.into_any(),
                    Some(refusal) => view! { <p class="sheet-lead">{refusal.to_string()}</p> }.into_any(),
                }
            />
            <p class="sheet-aside">"Already have one? " <a href=with_next("/signin", &carried.get_value().typed("next"))>"Sign in"</a></p>
        </section>
    }
}

/// What an account needs.
#[component]
fn SignUpForm(site: Site, sign_up: ServerAction<SignUp>, error: Signal<Option<AppError>>, carried: Carried) -> impl IntoView {
    const FIELDS: &[Field] = &[Field::Username, Field::Email, Field::Password, Field::SetupCode];
    view! {
        {(site.registration == RegistrationPolicy::Invite && !site.first_account)
            .then(|| view! { <p class="sheet-note">"You are invited. This link makes one account."</p> })}
        {site.first_account.then(|| view! { <p class="sheet-note">"You are the first: this account will look after the gallery."</p> })}
        <ActionForm action=sign_up>
            <Alert text=general_error(error, FIELDS) />
            {(site.first_account && site.setup_code_needed)
                .then(|| {
                    view! {
                        <TextField
                            label="Setup code"
                            name="setup_code"
                            field=Field::SetupCode
                            error
                            autocomplete="off"
                            value=carried.typed("setup_code")
                            hint="The program printed it when it started."
                        />
                    }
                })}
            <TextField
                label="Username"
                name="username"
                field=Field::Username
                error
                autocomplete="username"
                value=carried.typed("username")
                hint="Others see it next to your public pictures."
            />
            <TextField label="Email" name="email" field=Field::Email error kind="email" autocomplete="email" value=carried.typed("email") />
            <PasswordField
                label="Password"
                name="password"
                field=Field::Password
                error
                autocomplete="new-password"
                hint="At least 8 characters. Longer is better than stranger."
            />
            <input type="hidden" name="invitation" value=carried.typed("invitation") />
            <input type="hidden" name="next" value=carried.typed("next") />
            <button type="submit" class="button primary wide" disabled=move || sign_up.pending().get()>
                "Create account"
            </button>
        </ActionForm>
    }
}
