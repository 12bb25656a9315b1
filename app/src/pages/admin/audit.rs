//! Who did what.

use super::{Office, Part, utc_moment};
use crate::{
    api::admin::audit,
    asked::asked,
    components::{loaded::Loaded, older::Older},
    words,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{components::Form, hooks::use_query_map, params::ParamsMap};
use model::{AccountId, AuditEntry, AuditEvent, AuditTopic, KeyScope, Page, Role, exact_size};

/// What is listed: a topic, a person, and from where on.
type Listing = (Option<AuditTopic>, Option<AccountId>, Option<String>);

const fn label(topic: AuditTopic) -> &'static str {
    match topic {
        AuditTopic::Signing => "Signing in",
        AuditTopic::People => "People",
        AuditTopic::Photos => "Deleted photos",
        AuditTopic::Settings => "Settings",
        AuditTopic::Keys => "API keys",
    }
}

/// `/admin/audit`
#[component]
pub fn AuditView() -> impl IntoView {
    let query = use_query_map();
    let listing = Memo::new(move |_| -> Listing {
        let query = query.read();
        let topic = query.get_str("topic").unwrap_or_default();
        let topic = AuditTopic::ALL.into_iter().find(|known| known.as_str() == topic);
        (topic, query.get_str("person").and_then(|id| id.parse().ok()), query.get("cursor"))
    });
    let list = asked(move || listing.get(), |(topic, person, cursor)| audit(topic, person, cursor));
    view! {
        <Title text="Audit log" />
        <Loaded
            from=list
            view=move |page| {
                view! {
                    <Office part=Part::Audit>
                        <Entries page listing=listing.get_untracked() />
                    </Office>
                }
                    .into_any()
            }
        />
    }
}

/// One page of the log.
#[component]
fn Entries(page: Page<AuditEntry>, listing: Listing) -> impl IntoView {
    let (topic, person, cursor) = listing;
    let person = person.map(|id| id.to_string());
    let mut here = ParamsMap::new();
    for (name, value) in [("topic", topic.map(|topic| topic.as_str().to_owned())), ("person", person.clone())] {
        if let Some(value) = value {
            here.insert(name, value);
        }
    }
    let path = format!("/admin/audit{}", here.to_query_string());
    let nothing = page.items.is_empty().then(|| view! { <p class="office-note">"Nothing of this kind is written down."</p> });
    let option = move |known: AuditTopic| view! { <option value=known.as_str() selected=topic == Some(known)>{label(known)}</option> };
    let of_one = person.is_some();
    view! {
        <Form method="GET" action="/admin/audit" attr:class="office-search">
            {person.map(|id| view! { <input type="hidden" name="person" value=id /> })}
            <label class="unseen" for="audit-topic">"Topic"</label>
            <select id="audit-topic" name="topic">
                <option value="">"Everything"</option>
                {AuditTopic::ALL.map(option).collect_view()}
            </select>
            <button type="submit" class="button">"Show"</button>
            {of_one.then(|| view! { <a class="button" href="/admin/audit">"Of everybody"</a> })}
        </Form>
        {nothing}
        <ul class="office-list">{page.items.into_iter().map(|entry| view! { <Entry entry /> }).collect_view()}</ul>
        <Older path later=cursor.is_some() next=page.next_cursor />
    }
}

/// One line of the log.
#[component]
fn Entry(entry: AuditEntry) -> impl IntoView {
    let from = entry.address.clone().map_or_else(|| "on the command line".to_owned(), |address| format!("from {address}"));
    view! {
        <li class="office-entry">
            <span>{sentence(&entry)}</span>
            <span class="office-facts">{format!("{} · {from}", utc_moment(entry.at))}</span>
        </li>
    }
}

/// What happened, as one tells it.
fn sentence(entry: &AuditEntry) -> String {
    let name = |of: &Option<model::Named>| of.as_ref().map(|named| named.username.clone());
    let unknown = if entry.address.is_some() { "Somebody" } else { "Whoever runs the program" };
    let actor = name(&entry.actor).unwrap_or_else(|| unknown.to_owned());
    let is_self = entry.actor.as_ref().map(|named| named.id) == entry.subject.as_ref().map(|named| named.id);
    let subject = name(&entry.subject).unwrap_or_else(|| "nobody".to_owned());
    let whose = if is_self { "their own".to_owned() } else { format!("{subject}’s") };
    match &entry.event {
        AuditEvent::SignedIn => format!("{subject} signed in"),
        AuditEvent::SignInFailed => {
            let times = if entry.times > 1 { format!(", {} times", entry.times) } else { String::new() };
            match &entry.subject {
                Some(_) => format!("Signing in as {subject} failed{times}"),
                None => format!("Signing in failed under a name that nobody has{times}"),
            }
        }
        AuditEvent::AccountMade { role, invited } => {
            let role = if *role == Role::Admin { ", as administrator" } else { "" };
            match (is_self, invited) {
                (true, true) => format!("{subject} made an account by invitation{role}"),
                (true, false) => format!("{subject} made an account{role}"),
                (false, _) => format!("{actor} made an account for {subject}{role}"),
            }
        }
        AuditEvent::AccountRenamed { from } => format!("{actor} changed {whose} names; the username was {from}"),
        AuditEvent::PasswordChanged => format!("{actor} changed {whose} password"),
        AuditEvent::RoleChanged { to: Role::Admin } => format!("{actor} made {subject} administrator"),
        AuditEvent::RoleChanged { to: Role::Member } => format!("{actor} made {subject} member"),
        AuditEvent::AccountDisabled => format!("{actor} disabled {subject}"),
        AuditEvent::AccountEnabled => format!("{actor} enabled {subject}"),
        AuditEvent::QuotaChanged { to: Some(bytes) } => format!("{actor} set {whose} space to {}", exact_size(*bytes)),
        AuditEvent::QuotaChanged { to: None } => format!("{actor} set {whose} space to everybody’s"),
        AuditEvent::SignedOutEverywhere => format!("{actor} signed {subject} out everywhere"),
        AuditEvent::SignInLinkMade => format!("{actor} made a sign-in link for {subject}"),
        AuditEvent::AccountDeleted { photos } => {
            let photos = words::count(*photos, "photo", "photos");
            if is_self {
                format!("{subject} deleted their own account with {photos}")
            } else {
                format!("{actor} deleted {subject} with {photos}")
            }
        }
        AuditEvent::PhotosDeleted { photos } => format!("{actor} deleted {} for good", words::count(*photos, "photo", "photos")),
        AuditEvent::SettingChanged { setting, from, to } => format!("{actor} changed “{}” from {from} to {to}", setting.label()),
        AuditEvent::KeyMade { name, scopes } => {
            let scopes = scopes.iter().map(|scope| KeyScope::as_str(*scope)).collect::<Vec<_>>().join(", ");
            format!("{actor} made the API key “{name}” ({scopes})")
        }
        AuditEvent::KeyWithdrawn { name } => format!("{actor} withdrew the API key “{name}”"),
        AuditEvent::InvitationMade { note } if note.is_empty() => format!("{actor} made an invitation"),
        AuditEvent::InvitationMade { note } => format!("{actor} made an invitation for “{note}”"),
        AuditEvent::InvitationWithdrawn { note } if note.is_empty() => format!("{actor} withdrew an invitation"),
        AuditEvent::InvitationWithdrawn { note } => format!("{actor} withdrew the invitation for “{note}”"),
    }
}
