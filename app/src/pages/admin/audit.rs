//! Who did what.

use super::{Office, Part, utc_moment};
use crate::{
    api::admin::audit,
    asked::asked,
    components::{loaded::Loaded, older::Older},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{components::Form, hooks::use_query_map, params::ParamsMap};
use model::{AccountId, AuditLine, AuditTopic, Page};

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
fn Entries(page: Page<AuditLine>, listing: Listing) -> impl IntoView {
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
fn Entry(entry: AuditLine) -> impl IntoView {
    view! {
        <li class="office-entry">
            <span>{entry.what}</span>
            <span class="office-facts">{format!("{} · {}", utc_moment(entry.at), entry.from)}</span>
        </li>
    }
}
