//! One person, and what can be done about them.

use super::{Office, Part, utc_moment};
use crate::{
    api::admin::{DeletePerson, EndPersonSessions, MakeSignInLink, SetDisabled, SetQuota, SetRole, person_card},
    asked::{asked, carried_out},
    carried::{Carried, use_carried},
    components::{
        alert::Alert,
        confirm::Confirm,
        field::TextField,
        form::{form_error, general_error, reset_when_done},
        handover_code::HandoverCode,
        loaded::Loaded,
    },
    words,
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{AccountId, AccountState, AppError, Field, Person, PersonCard, Role, exact_size, file_size};

/// What can be done about a person.
#[derive(Clone, Copy)]
struct Actions {
    role: ServerAction<SetRole>,
    disabled: ServerAction<SetDisabled>,
    quota: ServerAction<SetQuota>,
    end_sessions: ServerAction<EndPersonSessions>,
    link: ServerAction<MakeSignInLink>,
    delete: ServerAction<DeletePerson>,
}

impl Actions {
    fn new() -> Self {
        Self {
            role: ServerAction::new(),
            disabled: ServerAction::new(),
            quota: ServerAction::new(),
            end_sessions: ServerAction::new(),
            link: ServerAction::new(),
            delete: ServerAction::new(),
        }
    }

    /// Goes up when something was done.
    fn version(self) -> impl Fn() -> usize + Send + Sync + 'static {
        let done = [
            carried_out(self.role),
            carried_out(self.disabled),
            carried_out(self.quota),
            carried_out(self.end_sessions),
            carried_out(self.link),
        ];
        move || done.iter().map(Memo::get).sum()
    }

    /// What went wrong with one of the buttons.
    fn error(self) -> Signal<Option<AppError>> {
        let errors = [
            form_error(self.role.value().into(), None),
            form_error(self.disabled.value().into(), None),
            form_error(self.end_sessions.value().into(), None),
            form_error(self.link.value().into(), None),
        ];
        Signal::derive(move || errors.iter().find_map(Signal::get))
    }
}

/// `/admin/people/ID`
#[component]
pub fn PersonView(
    /// Whose it is, as it stands in the address.
    id: String,
) -> impl IntoView {
    let actions = Actions::new();
    let carried = StoredValue::new(use_carried());
    let version = actions.version();
    let card = asked(
        move || (id.clone(), version()),
        |(id, _)| async move {
            let id: AccountId = id.parse().map_err(|_| AppError::NotFound)?;
            person_card(id).await
        },
    );
    view! {
        <Loaded
            from=card
            view=move |card| {
                let name = card.person.username.clone();
                view! {
                    <Title text=name.clone() />
                    <Office part=Part::People heading=name>
                        <Card card actions carried=carried.get_value() />
                    </Office>
                }
                    .into_any()
            }
        />
    }
}

/// Everything about one person.
#[component]
fn Card(card: PersonCard, actions: Actions, carried: Carried) -> impl IntoView {
    let PersonCard { person, is_self, default_quota, link } = card;
    let id = person.id;
    let general = carried.error().filter(|error| [Field::Quota, Field::Confirm].iter().all(|field| error.of_field(field).is_none()));
    let error = actions.error();
    let error = Signal::derive(move || error.get().or_else(|| general.clone()));
    let is_disabled = person.state == AccountState::Disabled;
    view! {
        <section class="account-part">
            <Facts person=person.clone() />
            <Alert text=general_error(error, &[]) />
            <RoleAndDoor person=person.clone() is_self actions />
            <p><a href=format!("/admin/audit?person={id}")>"What they did, and what was done to them"</a></p>
        </section>
        <QuotaForm person=person.clone() default_quota action=actions.quota carried=carried.clone() />
        {(!is_self && !is_disabled)
            .then(|| {
                view! {
                    <section class="account-part">
                        <h2>"Forgotten password"</h2>
                        <p>"A link lets them in once, within a day, without the password. Then they choose a new one."</p>
                        {link
                            .map(|(handover, ends_at)| {
                                view! {
                                    <HandoverCode handover name="QR code of the link that signs them in" with_address=true />
                                    <p class="field-hint">{format!("Good until {}. Give it to nobody else.", utc_moment(ends_at))}</p>
                                }
                            })}
                        <ActionForm action=actions.link>
                            <input type="hidden" name="id" value=id.to_string() />
                            <button type="submit" class="button" disabled=move || actions.link.pending().get()>
                                "Make a sign-in link"
                            </button>
                        </ActionForm>
                    </section>
                }
            })}
        {(!is_self).then(|| view! { <DeleteForm person action=actions.delete carried /> })}
    }
}

/// Who it is, and how much they keep.
#[component]
fn Facts(person: Person) -> impl IntoView {
    let role = match person.role {
        Role::Member => "Member",
        Role::Admin => "Administrator",
    };
    let state = match person.state {
        AccountState::Active => "Can come in",
        AccountState::Disabled => "Disabled: nobody comes in with this account",
    };
    let seen = person.last_seen_at.map_or_else(|| "Not signed in anywhere".to_owned(), utc_moment);
    let facts = [
        ("Email", person.email),
        ("Role", role.to_owned()),
        ("State", state.to_owned()),
        ("Member since", words::utc_date(person.created_at)),
        ("Last seen", seen),
        ("Keeps", format!("{}, {}", words::count(person.photos, "photo", "photos"), file_size(person.bytes))),
    ];
    view! {
        <dl class="facts">
            {facts.map(|(name, value)| view! { <div class="fact"><dt>{name}</dt><dd>{value}</dd></div> }).collect_view()}
        </dl>
    }
}

/// The role, and whether they come in: what can be undone by the next press.
#[component]
fn RoleAndDoor(person: Person, is_self: bool, actions: Actions) -> impl IntoView {
    let id = person.id;
    let (role, role_label) = match person.role {
        Role::Member => (Role::Admin, "Make administrator"),
        Role::Admin => (Role::Member, "Make member"),
    };
    let (disabled, door_label) = match person.state {
        AccountState::Active => (true, "Disable"),
        AccountState::Disabled => (false, "Enable"),
    };
    view! {
        <div class="account-ways">
            <ActionForm action=actions.role>
                <input type="hidden" name="id" value=id.to_string() />
                <button type="submit" class="button" name="role" value=role.as_str()>{role_label}</button>
            </ActionForm>
            {(!is_self)
                .then(|| {
                    view! {
                        <ActionForm action=actions.disabled>
                            <input type="hidden" name="id" value=id.to_string() />
                            <button type="submit" class="button" name="disabled" value=disabled.to_string()>{door_label}</button>
                        </ActionForm>
                        <ActionForm action=actions.end_sessions>
                            <input type="hidden" name="id" value=id.to_string() />
                            <button type="submit" class="button">"Sign out everywhere"</button>
                        </ActionForm>
                    }
                })}
        </div>
    }
}

/// How much they may keep.
#[component]
fn QuotaForm(person: Person, default_quota: Option<u64>, action: ServerAction<SetQuota>, carried: Carried) -> impl IntoView {
    const FIELDS: &[Field] = &[Field::Quota];
    let form = NodeRef::new();
    reset_when_done(form, action.value().into());
    let usual = default_quota.map_or_else(|| "without limit".to_owned(), exact_size);
    let value = match carried.typed("quota") {
        typed if typed.is_empty() => person.quota.map(exact_size).unwrap_or_default(),
        typed => typed,
    };
    let error = form_error(action.value().into(), carried.error().filter(|error| error.of_field(&Field::Quota).is_some()));
    view! {
        <section class="account-part">
            <h2>"Space"</h2>
            <ActionForm action=action node_ref=form>
                <Alert text=general_error(error, FIELDS) />
                <input type="hidden" name="id" value=person.id.to_string() />
                <TextField
                    label="How much their photos may take"
                    name="quota"
                    field=Field::Quota
                    error
                    autocomplete="off"
                    value
                    required=false
                    hint=format!("Such as 20GB or 500MiB. Empty: as much as everybody has ({usual}).")
                />
                <button type="submit" class="button" disabled=move || action.pending().get()>"Save"</button>
            </ActionForm>
        </section>
    }
}

/// `Delete`: whoever does it types the name.
#[component]
fn DeleteForm(person: Person, action: ServerAction<DeletePerson>, carried: Carried) -> impl IntoView {
    const FIELDS: &[Field] = &[Field::Confirm];
    let carried = carried.error().filter(|error| error.of_field(&Field::Confirm).is_some());
    let refused = carried.is_some();
    let error = form_error(action.value().into(), carried);
    let Person { id, username, photos, .. } = person;
    let question = format!("This deletes {username} with {} for good. It cannot be undone.", words::count(photos, "photo", "photos"));
    view! {
        <section class="office-end">
            <Confirm label="Delete account" question open=refused>
                <ActionForm action=action>
                    <input type="hidden" name="id" value=id.to_string() />
                    <TextField
                        label="Type the username"
                        name="confirm"
                        field=Field::Confirm
                        error
                        autocomplete="off"
                        hint=format!("It is {username}.")
                    />
                    <button type="submit" class="button danger" disabled=move || action.pending().get()>"Delete account and photos"</button>
                </ActionForm>
            </Confirm>
            <Alert text=general_error(error, FIELDS) />
        </section>
    }
}
