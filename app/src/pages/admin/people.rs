//! Everybody.

use super::{Office, Part};
use crate::{
    api::admin::{DeleteEverybody, people},
    asked::{asked, carried_out},
    carried::use_carried,
    components::{
        alert::Alert,
        confirm::Confirm,
        field::TextField,
        form::{form_error, general_error},
        loaded::Loaded,
        older::Older,
        toast::use_toasts,
    },
    words,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{components::Form, hooks::use_query_map, params::ParamsMap};
use model::{AccountState, DELETE_EVERYBODY, Field, Page, PeopleOrder, Person, Role, file_size};

/// What is listed: a part of a name, an order, and from where on.
type Listing = (String, PeopleOrder, Option<String>);

const fn label(order: PeopleOrder) -> &'static str {
    match order {
        PeopleOrder::Newest => "Newest first",
        PeopleOrder::Name => "By name",
        PeopleOrder::Size => "Most space first",
    }
}

/// `/admin/people`
#[component]
pub fn PeopleView() -> impl IntoView {
    let query = use_query_map();
    let delete = ServerAction::<DeleteEverybody>::new();
    let listing = Memo::new(move |_| -> Listing {
        let query = query.read();
        let order = query.get_str("order").unwrap_or_default();
        let order = PeopleOrder::ALL.into_iter().find(|known| known.as_str() == order).unwrap_or_default();
        (query.get("q").unwrap_or_default(), order, query.get("cursor"))
    });
    let deleted = carried_out(delete);
    let list = asked(move || (listing.get(), deleted.get()), |((query, order, cursor), _)| people(query, order, cursor));
    view! {
        <Title text="People" />
        <Loaded
            from=list
            view=move |page| {
                view! {
                    <Office part=Part::People>
                        <People page listing=listing.get_untracked() />
                        <Everybody delete />
                    </Office>
                }
                    .into_any()
            }
        />
    }
}

/// One page of people, and the search for them.
#[component]
fn People(page: Page<Person>, listing: Listing) -> impl IntoView {
    let (query, order, cursor) = listing;
    let mut here = ParamsMap::new();
    for (name, value) in [("q", query.as_str()), ("order", order.as_str())] {
        if !value.is_empty() {
            here.insert(name, value.to_owned());
        }
    }
    let path = format!("/admin/people{}", here.to_query_string());
    let nobody = page.items.is_empty().then(|| view! { <p class="office-note">"Nobody is called that."</p> });
    let option = move |known: PeopleOrder| view! { <option value=known.as_str() selected=known == order>{label(known)}</option> };
    view! {
        <Form method="GET" action="/admin/people" attr:class="office-search" attr:role="search">
            <label class="unseen" for="people-search">"Name or email"</label>
            <input id="people-search" type="search" name="q" value=query placeholder="Name or email" autocapitalize="none" spellcheck="false" />
            <label class="unseen" for="people-order">"Order"</label>
            <select id="people-order" name="order">{PeopleOrder::ALL.map(option).collect_view()}</select>
            <button type="submit" class="button">"Show"</button>
        </Form>
        {nobody}
        <ul class="office-list">{page.items.into_iter().map(|person| view! { <PersonRow person /> }).collect_view()}</ul>
        <Older path later=cursor.is_some() next=page.next_cursor words=("First page", "Next page") />
    }
}

/// One person, and the way to them.
#[component]
fn PersonRow(person: Person) -> impl IntoView {
    let seen =
        person.last_seen_at.map_or_else(|| "not signed in anywhere".to_owned(), |seen| format!("last seen {}", words::utc_date(seen)));
    let facts = format!("{}, {} · {seen}", words::count(person.photos, "photo", "photos"), file_size(person.bytes));
    let tag = |text| view! { <span class="tag">{text}</span> };
    view! {
        <li>
            <a class="office-row" href=format!("/admin/people/{}", person.id)>
                <strong>{person.username}</strong>
                {(person.role == Role::Admin).then(|| tag("Administrator"))}
                {(person.state == AccountState::Disabled).then(|| tag("Disabled"))}
                <span class="office-facts">{format!("{} · {facts}", person.email)}</span>
            </a>
        </li>
    }
}

/// `Delete everybody else`: whoever does it types a whole sentence.
#[component]
fn Everybody(delete: ServerAction<DeleteEverybody>) -> impl IntoView {
    const FIELDS: &[Field] = &[Field::Confirm];
    let toasts = use_toasts();
    Effect::new(move |_| {
        if let Some(deleted) = delete.value().with(|answer| answer.as_ref()?.as_ref().ok().copied()) {
            toasts.say(format!("{} deleted.", words::count(deleted, "account", "accounts")));
        }
    });
    let carried = use_carried().error();
    let refused = carried.as_ref().is_some_and(|error| error.of_field(&Field::Confirm).is_some());
    let error = form_error(delete.value().into(), carried);
    view! {
        <section class="office-end">
            <Confirm
                label="Delete everybody else"
                question="This deletes every account but your own, with all their photos. It cannot be undone."
                open=refused
            >
                <ActionForm action=delete>
                    <TextField
                        label="Type this to go on"
                        name="confirm"
                        field=Field::Confirm
                        error
                        autocomplete="off"
                        hint=format!("The words: {DELETE_EVERYBODY}")
                    />
                    <button type="submit" class="button danger" disabled=move || delete.pending().get()>
                        "Delete everybody else"
                    </button>
                </ActionForm>
            </Confirm>
            <Alert text=general_error(error, FIELDS) />
        </section>
    }
}
