//! Links with which people make an account.

use super::{Office, Part};
use crate::{
    api::{
        admin::{MakeInvitation, WithdrawInvitation, invitations},
        site::site,
    },
    asked::{asked, carried_out},
    carried::use_carried,
    components::{
        alert::Alert,
        field::TextField,
        form::{form_error, general_error, reset_when_done},
        handover_code::HandoverCode,
        loaded::Loaded,
    },
    words,
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{Field, Invitation, InvitationCard, NewInvitation, RegistrationPolicy};

/// `/admin/invitations`
#[component]
pub fn InvitationsView() -> impl IntoView {
    let make = ServerAction::<MakeInvitation>::new();
    let withdraw = ServerAction::<WithdrawInvitation>::new();
    let done = (carried_out(make), carried_out(withdraw));
    let list = asked(
        move || (done.0.get(), done.1.get()),
        |_| async {
            let cards = invitations().await?;
            Ok((cards, site().await?.registration))
        },
    );
    view! {
        <Title text="Invitations" />
        <Loaded
            from=list
            view=move |(cards, policy)| {
                view! {
                    <Office part=Part::Invitations>
                        <p class="office-note">{note(policy)} " " <a href="/admin/settings">"Settings"</a></p>
                        <NewForm make />
                        <Cards cards withdraw />
                    </Office>
                }
                    .into_any()
            }
        />
    }
}

/// What invitations are good for as things are.
const fn note(policy: RegistrationPolicy) -> &'static str {
    match policy {
        RegistrationPolicy::Open => "Everybody can make an account at the moment, with or without an invitation.",
        RegistrationPolicy::Invite => "Only whoever has an invitation can make an account.",
        RegistrationPolicy::Closed => "Nobody can make an account at the moment, not even with an invitation.",
    }
}

/// What a new invitation needs.
#[component]
fn NewForm(make: ServerAction<MakeInvitation>) -> impl IntoView {
    const FIELDS: &[Field] = &[Field::Note, Field::Days];
    let carried = use_carried();
    let form = NodeRef::new();
    reset_when_done(form, make.value().into());
    let error = form_error(make.value().into(), carried.error());
    let days = Some(carried.typed("days")).filter(|days| !days.is_empty()).unwrap_or_else(|| NewInvitation::DAYS.to_string());
    view! {
        <section class="account-part">
            <h2>"Invite somebody"</h2>
            <ActionForm action=make node_ref=form>
                <Alert text=general_error(error, FIELDS) />
                <TextField
                    label="Whom it is for"
                    name="note"
                    field=Field::Note
                    error
                    autocomplete="off"
                    value=carried.typed("note")
                    required=false
                    hint="Only administrators see it."
                />
                <TextField label="For how many days" name="days" field=Field::Days error kind="number" autocomplete="off" value=days />
                <button type="submit" class="button primary" disabled=move || make.pending().get()>"Make an invitation"</button>
            </ActionForm>
        </section>
    }
}

/// All of them.
#[component]
fn Cards(cards: Vec<InvitationCard>, withdraw: ServerAction<WithdrawInvitation>) -> impl IntoView {
    let error = form_error(withdraw.value().into(), None);
    let nothing = cards.is_empty().then(|| view! { <p>"There are none yet."</p> });
    view! {
        <section class="account-part">
            <h2>"Invitations"</h2>
            <Alert text=general_error(error, &[]) />
            {nothing}
            <ul class="office-list">{cards.into_iter().map(|card| view! { <Card card withdraw /> }).collect_view()}</ul>
        </section>
    }
}

/// One of them: its link while it can be used.
#[component]
fn Card(card: InvitationCard, withdraw: ServerAction<WithdrawInvitation>) -> impl IntoView {
    let InvitationCard { invitation: Invitation { id, note, created_at, expires_at, used_by, .. }, link } = card;
    let name = if note.is_empty() { "Somebody".to_owned() } else { note };
    let can_be_used = used_by.is_none() && link.is_some();
    let state = match used_by {
        Some(username) => format!("Used by {username}"),
        None if can_be_used => format!("Good until {}", words::utc_date(expires_at)),
        None => "No longer good".to_owned(),
    };
    view! {
        <li class="invitation">
            <div>
                <strong>{name.clone()}</strong>
                <span class="office-facts">{format!("{state} · made {}", words::utc_date(created_at))}</span>
            </div>
            {link
                .map(|handover| {
                    view! {
                        <details class="invitation-link">
                            <summary class="button">"Show the link"</summary>
                            <HandoverCode handover name="QR code of the invitation" with_address=true />
                        </details>
                        <ActionForm action=withdraw>
                            <input type="hidden" name="id" value=id.to_string() />
                            <button type="submit" class="button" aria-label=format!("Withdraw the invitation for {name}")>"Withdraw"</button>
                        </ActionForm>
                    }
                })}
        </li>
    }
}
