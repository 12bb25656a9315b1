//! Where the link of a signed-in device leads: signing this device in too.

use crate::{
    api::handover::{AcceptSignIn, SeeSignInOffer},
    components::alert::Alert,
    visitor::use_visitor,
};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use model::{AppError, SignInOffer};

/// `/signin/link#SECRET`
#[component]
pub fn SignInLinkView() -> impl IntoView {
    let look = ServerAction::<SeeSignInOffer>::new();
    let secret = RwSignal::new(String::new());
    let has_none = RwSignal::new(false);
    // The fragment stays in the browser, so only the browser can ask.
    Effect::new(move |_| {
        secret.set(window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned());
        has_none.set(secret.with_untracked(String::is_empty));
        if !has_none.get_untracked() {
            look.dispatch(SeeSignInOffer { secret: secret.get_untracked() });
        }
    });
    let shown = move || match look.value().get() {
        _ if has_none.get() => view! { <Ended error=AppError::OfferEnded /> }.into_any(),
        None => view! { <Before /> }.into_any(),
        Some(Ok(SignInOffer { username, by_admin, signed_in_as: None })) => {
            view! { <Question username by_admin secret=secret.get_untracked() /> }.into_any()
        }
        Some(Ok(SignInOffer { signed_in_as: Some(own), .. })) => view! { <SignedInAlready own /> }.into_any(),
        Some(Err(error)) => view! { <Ended error /> }.into_any(),
    };
    view! {
        <Title text="Sign in on this device" />
        <Meta name="robots" content="noindex" />
        <section class="sheet" aria-live="polite">
            {shown}
        </section>
    }
}

/// While nothing is known yet, and all there is without script.
#[component]
fn Before() -> impl IntoView {
    view! {
        <h1>"Sign in on this device"</h1>
        <p class="sheet-lead script-only">"Looking at the link…"</p>
        <p class="no-script-only">"The link needs script. Without it, " <a href="/signin">"sign in with your password"</a> "."</p>
    }
}

/// `Sign in as NAME on this device?` Nothing happens before the button is pressed.
#[component]
fn Question(
    /// Whose account the link leads into.
    username: String,
    /// Whether an administrator made it.
    by_admin: bool,
    /// What makes the link that link.
    secret: String,
) -> impl IntoView {
    let visitor = use_visitor();
    let accept = ServerAction::<AcceptSignIn>::new();
    Effect::new(move |_| {
        if accept.value().with(|answer| matches!(answer, Some(Ok(())))) {
            visitor.signed_in();
        }
    });
    let error = move || accept.value().with(|answer| answer.as_ref()?.as_ref().err().map(ToString::to_string));
    view! {
        <h1>{format!("Sign in as {username} on this device?")}</h1>
        <p class="sheet-lead">
            {if by_admin {
                "The administrator of this gallery made this link for you. Once signed in, choose a new password."
            } else {
                "Only do it if you have just shown this code yourself. The device can be signed out again on the account page."
            }}
        </p>
        <Alert text=Signal::derive(error) />
        <ActionForm action=accept>
            <input type="hidden" name="secret" value=secret />
            <button type="submit" class="button primary wide" disabled=move || accept.pending().get()>
                {format!("Sign in as {username}")}
            </button>
        </ActionForm>
        <p class="sheet-aside"><a href="/">"Not now"</a></p>
    }
}

/// The link is left alone: whoever is signed in stays it.
#[component]
fn SignedInAlready(
    /// Who that is.
    own: String,
) -> impl IntoView {
    view! {
        <h1>{format!("Signed in as {own}")}</h1>
        <p class="sheet-lead">
            "Somebody is signed in on this device already. To use the link, sign out on the account page and scan the code again."
        </p>
        <p><a class="button" href="/photos">"To the photos"</a> " " <a class="button" href="/account">"Account"</a></p>
    }
}

/// It cannot be used, or not any more.
#[component]
fn Ended(
    /// Why.
    error: AppError,
) -> impl IntoView {
    view! {
        <h1>"Sign in on this device"</h1>
        <p class="sheet-lead">{error.to_string()}</p>
        <p><a class="button" href="/signin">"Sign in with your password"</a></p>
    }
}
