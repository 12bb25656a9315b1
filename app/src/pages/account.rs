//! One's own account.

use crate::{
    api::{
        account::{ChangePassword, EndOtherSessions, EndSession, devices, has_forgotten, me},
        handover::OfferSignIn,
    },
    asked::{asked, carried_out},
    carried::use_carried,
    components::{
        alert::Alert,
        failure::Failure,
        field::PasswordField,
        form::{form_error, general_error, reset_when_done},
        handover_code::HandoverCode,
        loaded::Loaded,
        sign_out::SignOut,
        toast::use_toasts,
    },
    visitor::use_visitor,
    words,
};
use leptos::{html, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{Account, AppError, Device, Field, Role, file_size};
use std::time::Duration;

/// `/account`
#[component]
pub fn AccountView() -> impl IntoView {
    let visitor = use_visitor();
    let account = asked(move || visitor.photos_version(), |_| me());
    let password = asked(
        || (),
        |()| async {
            let me = me().await?;
            let has_forgotten = me.is_some() && has_forgotten().await?;
            Ok::<_, AppError>((me, has_forgotten))
        },
    );
    view! {
        <Title text="Account" />
        <div class="account">
            <h1 class="page-heading">"Account"</h1>
            <Loaded
                from=account
                view=|me| match me {
                    Some(account) => view! { <Profile account /> }.into_any(),
                    None => view! { <Failure error=AppError::TokenMissing /> }.into_any(),
                }
            />
            <Devices />
            <AnotherDevice />
            <Loaded
                from=password
                view=|(me, has_forgotten)| me.map(|account| view! { <PasswordForm username=account.username has_forgotten /> }).into_any()
            />
        </div>
    }
}

/// Who one is here, and how much one keeps.
#[component]
fn Profile(account: Account) -> impl IntoView {
    let is_admin = account.role == Role::Admin;
    let role = match account.role {
        Role::Member => "Member",
        Role::Admin => "Administrator",
    };
    let of = account.quota.map(|quota| format!(" of {}", file_size(quota))).unwrap_or_default();
    let kept = format!("{}, {}{of}", words::count(account.photos, "photo", "photos"), file_size(account.bytes));
    let bar = account.quota.map(|quota| {
        view! { <progress max=quota.to_string() value=account.bytes.min(quota).to_string() aria-label="How much of your space is used"></progress> }
    });
    let facts = [
        ("Username", account.username),
        ("Email", account.email),
        ("Role", role.to_owned()),
        ("Member since", words::utc_date(account.created_at)),
        ("Kept here", kept),
    ];
    view! {
        <section class="account-part">
            <dl class="facts">
                {facts.map(|(name, value)| view! { <div class="fact"><dt>{name}</dt><dd>{value}</dd></div> }).collect_view()}
            </dl>
            {bar}
            <div class="account-ways">
                <a class="button" href="/trash">"Trash"</a>
                <a class="button" href="/install">"Home screen"</a>
                <a class="button" href="/doctor">"This device"</a>
                {is_admin.then(|| view! { <a class="button" href="/admin">"Administration"</a> })}
                <SignOut class="button" />
            </div>
        </section>
    }
}

/// The devices that are signed in.
#[component]
fn Devices() -> impl IntoView {
    let end = ServerAction::<EndSession>::new();
    let end_others = ServerAction::<EndOtherSessions>::new();
    let visitor = use_visitor();
    let own = move |_| {
        // Whoever has signed out and goes back has none.
        let gone = untrack(|| visitor.is_here()) == Some(false);
        async move { if gone { Err(AppError::TokenMissing) } else { devices().await } }
    };
    let list = asked(move || (end.version().get(), end_others.version().get()), own);
    let error = form_error(end.value().into(), None);
    view! {
        <section class="account-part">
            <h2>"Signed-in devices"</h2>
            <Alert text=general_error(error, &[]) />
            <Loaded
                from=list
                view=move |devices| {
                    let has_others = devices.iter().any(|device| !device.current);
                    view! {
                        <ul class="devices">{devices.into_iter().map(|device| view! { <DeviceRow device end /> }).collect_view()}</ul>
                        {has_others
                            .then(|| {
                                view! {
                                    <ActionForm action=end_others>
                                        <button type="submit" class="button">
                                            "Sign out everywhere else"
                                        </button>
                                    </ActionForm>
                                }
                            })}
                    }
                        .into_any()
                }
            />
        </section>
    }
}

/// One signed-in device.
#[component]
fn DeviceRow(device: Device, end: ServerAction<EndSession>) -> impl IntoView {
    let seen = if device.current { "This device".to_owned() } else { format!("Last seen {}", words::utc_date(device.last_seen_at)) };
    view! {
        <li class="device">
            <div>
                <strong>{device.name.clone()}</strong>
                <span class="device-seen">{format!("{seen} · signed in {}", words::utc_date(device.signed_in_at))}</span>
            </div>
            {(!device.current)
                .then(|| {
                    view! {
                        <ActionForm action=end>
                            <input type="hidden" name="id" value=device.id.to_string() />
                            <button type="submit" class="button" aria-label=format!("Sign out {}", device.name)>
                                "Sign out"
                            </button>
                        </ActionForm>
                    }
                })}
        </li>
    }
}

/// Signing another device in, by a code that this one shows. Both need script: the secret travels in the part of the address that
/// browsers keep to themselves.
#[component]
fn AnotherDevice() -> impl IntoView {
    /// A little less than the link lasts, so that no dead code is shown.
    const SHOWN_FOR: Duration = Duration::from_secs(115);
    let offer = ServerAction::<OfferSignIn>::new();
    let is_over = RwSignal::new(false);
    Effect::new(move |end: Option<Option<TimeoutHandle>>| {
        if let Some(end) = end.flatten() {
            end.clear();
        }
        is_over.set(false);
        let is_shown = offer.value().with(|answer| matches!(answer, Some(Ok(_))));
        is_shown.then(|| set_timeout_with_handle(move || is_over.set(true), SHOWN_FOR).ok()).flatten()
    });
    let code = move || {
        if is_over.get() {
            return view! { <p class="sheet-note" role="status">"The code is no longer good. Show another one."</p> }.into_any();
        }
        match offer.value().get() {
            Some(Ok(handover)) => view! {
                <p role="status">"Point the other device's camera at the code. It works once, within two minutes."</p>
                <HandoverCode handover name="QR code that signs another device in" />
            }
            .into_any(),
            _ => ().into_any(),
        }
    };
    view! {
        <section class="account-part script-only">
            <h2>"Sign in on your phone"</h2>
            <p>"A code signs in one other device, without your password."</p>
            <Alert text=general_error(form_error(offer.value().into(), None), &[]) />
            {code}
            <ActionForm action=offer>
                <button type="submit" class="button" disabled=move || offer.pending().get()>
                    "Show a code"
                </button>
            </ActionForm>
        </section>
    }
}

/// Choosing a new password.
#[component]
fn PasswordForm(
    /// Whose it is, for password managers.
    username: String,
    /// Whether they came in by an administrator's link, so that the current one is not asked for.
    has_forgotten: bool,
) -> impl IntoView {
    const FIELDS: &[Field] = &[Field::CurrentPassword, Field::Password];
    let toasts = use_toasts();
    let carried = use_carried();
    let query = use_query_map();
    let change = ServerAction::<ChangePassword>::new();
    let form = NodeRef::<html::Form>::new();
    Effect::new(move |_| {
        if change.value().with(|answer| matches!(answer, Some(Ok(())))) {
            toasts.say("Password changed. The other devices were signed out.");
        }
    });
    reset_when_done(form, change.value().into());
    let done = carried_out(change);
    // Once.
    let is_asked = Memo::new(move |_| !has_forgotten || done.get() > 0);
    let error = form_error(change.value().into(), carried.error());
    let was_changed = move || query.read().get("changed").as_deref() == Some("password");
    view! {
        <section class="account-part" id="password">
            <h2>"Password"</h2>
            {move || {
                (!is_asked.get()).then(|| view! { <p>"You came in by a link. Choose a new password now: the old one is not asked for."</p> })
            }}
            {move || was_changed().then(|| view! { <p class="sheet-note" role="status">"Password changed. The other devices were signed out."</p> })}
            <ActionForm action=change node_ref=form>
                <Alert text=general_error(error, FIELDS) />
                <input type="text" autocomplete="username" value=username hidden readonly />
                {move || {
                    is_asked
                        .get()
                        .then(|| {
                            view! {
                                <PasswordField
                                    label="Current password"
                                    name="current_password"
                                    field=Field::CurrentPassword
                                    error
                                    autocomplete="current-password"
                                />
                            }
                        })
                }}
                <PasswordField label="New password" name="password" field=Field::Password error autocomplete="new-password" />
                <button type="submit" class="button" disabled=move || change.pending().get()>
                    "Change password"
                </button>
            </ActionForm>
        </section>
    }
}
