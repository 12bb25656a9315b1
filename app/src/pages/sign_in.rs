//! Coming back.

use crate::{
    api::{account::SignIn, site::site},
    asked::asked,
    carried::use_carried,
    components::{
        alert::Alert,
        field::{PasswordField, TextField},
        form::{form_error, general_error},
    },
    respond::lead_to,
    visitor::use_visitor,
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::Field;

/// `/signin`
#[component]
pub fn SignInView() -> impl IntoView {
    let visitor = use_visitor();
    let carried = use_carried();
    let sign_in = ServerAction::<SignIn>::new();
    Effect::new(move |_| {
        if sign_in.value().with(|answer| matches!(answer, Some(Ok(())))) {
            visitor.signed_in();
        }
    });
    let error = form_error(sign_in.value().into(), carried.error());
    let next = carried.typed("next");
    let sign_up = with_next("/signup", &next);
    view! {
        <Title text="Sign in" />
        <FirstGoesToSignUp />
        <section class="sheet">
            <h1>"Sign in"</h1>
            <ActionForm action=sign_in>
                <Alert text=general_error(error, &[Field::Login, Field::Password]) />
                <TextField
                    label="Username or email"
                    name="login"
                    field=Field::Login
                    error
                    autocomplete="username"
                    value=carried.typed("login")
                />
                <PasswordField label="Password" name="password" field=Field::Password error autocomplete="current-password" />
                <input type="hidden" name="next" value=next />
                <button type="submit" class="button primary wide" disabled=move || sign_in.pending().get()>
                    "Sign in"
                </button>
            </ActionForm>
            <p class="sheet-aside">"New here? " <a href=sign_up>"Make an account"</a></p>
        </section>
    }
}

/// Another page's address that leads on to the same place.
pub fn with_next(page: &str, next: &str) -> String {
    if next.is_empty() { page.to_owned() } else { format!("{page}?next={next}") }
}

/// In a gallery without accounts nobody can sign in.
#[component]
fn FirstGoesToSignUp() -> impl IntoView {
    let rules = asked(|| (), |()| site());
    view! {
        <Transition>
            {move || Suspend::new(async move {
                if rules.await.is_ok_and(|site| site.first_account) {
                    lead_to("/signup");
                }
            })}
        </Transition>
    }
}
