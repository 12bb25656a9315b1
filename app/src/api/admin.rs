//! Looking after the gallery. Every one of these serves administrators only.

#[cfg(feature = "ssr")]
use super::{
    answer::{ask, gallery, refuse, send_back},
    handover::for_others,
};
#[cfg(feature = "ssr")]
use crate::who::Admin;
use leptos::prelude::*;
use model::{
    AccountId, AppError, AuditLine, AuditTopic, InvitationCard, InvitationId, Overview, Page, PeopleOrder, Person, PersonCard, Role,
    Setting, SettingRow,
};
#[cfg(feature = "ssr")]
use model::{Field, Flaw, NewInvitation, PersonChange, Quota};
use std::collections::BTreeMap;

/// How many lines of a list are on a page.
#[cfg(feature = "ssr")]
const LINES: u32 = 50;

/// How the gallery is doing.
#[server(name = SeeOverview, endpoint = "overview")]
pub async fn overview() -> Result<Overview, AppError> {
    let Admin(_) = ask().await?;
    gallery().overview().await.map_err(refuse)
}

/// Everybody with this in their username or email address, a page at a time.
#[server(endpoint = "people")]
pub async fn people(query: String, order: PeopleOrder, cursor: Option<String>) -> Result<Page<Person>, AppError> {
    let Admin(_) = ask().await?;
    gallery().people().list(&query, order, cursor.as_deref(), LINES).await.map_err(refuse)
}

/// One person, with what can be done about them.
#[server(name = SeePersonCard, endpoint = "person_card")]
pub async fn person_card(id: AccountId) -> Result<PersonCard, AppError> {
    use secrecy::ExposeSecret;
    let Admin(admin) = ask().await?;
    let gallery = gallery();
    let person = gallery.people().get(id).await.map_err(refuse)?;
    let link = match gallery.offers().made_for(id).await.map_err(refuse)? {
        Some(link) => {
            let address = format!("{}{}", gallery::accounts::Offers::PATH, link.secret.expose_secret());
            Some((for_others(&address).await?, link.ends_at))
        }
        None => None,
    };
    Ok(PersonCard { person, is_self: id == admin.id, default_quota: gallery.settings().default_quota, link })
}

/// Where a person is looked after.
#[cfg(feature = "ssr")]
fn page_of(id: AccountId) -> String {
    format!("/admin/people/{id}")
}

/// Make somebody an administrator or a member.
#[server(endpoint = "set_role")]
pub async fn set_role(id: AccountId, role: Role) -> Result<(), AppError> {
    change(id, PersonChange { role: Some(role), ..PersonChange::default() }, &[]).await
}

/// Let nobody in with an account, or let them in again.
#[server(endpoint = "set_disabled")]
pub async fn set_disabled(id: AccountId, disabled: bool) -> Result<(), AppError> {
    change(id, PersonChange { disabled: Some(disabled), ..PersonChange::default() }, &[]).await
}

/// Say how much somebody's photos may take, such as `20GB`; nothing for as much as everybody's.
#[server(endpoint = "set_quota")]
pub async fn set_quota(id: AccountId, #[server(default)] quota: String) -> Result<(), AppError> {
    let typed = [("quota", quota.as_str())];
    let wanted = match quota.trim() {
        "" => Quota::Usual,
        size => {
            let bytes = model::parse_size(size).filter(|bytes| *bytes <= Quota::MAX);
            Quota::Bytes(bytes.ok_or_else(|| send_back(&page_of(id), &typed, AppError::invalid(Field::Quota, Flaw::Unfit)))?)
        }
    };
    change(id, PersonChange { quota: Some(wanted), ..PersonChange::default() }, &typed).await
}

#[cfg(feature = "ssr")]
async fn change(id: AccountId, change: PersonChange, typed: &[(&'static str, &str)]) -> Result<(), AppError> {
    let Admin(admin) = ask().await?;
    let changed = gallery().people().change(id, change, admin.actor()).await;
    changed.map_err(|error| send_back(&page_of(id), typed, error))?;
    leptos_axum::redirect(&page_of(id));
    Ok(())
}

/// Sign somebody out on every device.
#[server(endpoint = "end_person_sessions")]
pub async fn end_person_sessions(id: AccountId) -> Result<(), AppError> {
    let Admin(admin) = ask().await?;
    gallery().people().end_sessions(id, admin.actor()).await.map_err(|error| send_back(&page_of(id), &[], error))?;
    leptos_axum::redirect(&page_of(id));
    Ok(())
}

/// Make a link that lets somebody in who has forgotten the password.
#[server(endpoint = "make_sign_in_link")]
pub async fn make_sign_in_link(id: AccountId) -> Result<(), AppError> {
    let Admin(admin) = ask().await?;
    gallery().offers().make_for(id, admin.actor()).await.map_err(|error| send_back(&page_of(id), &[], error))?;
    leptos_axum::redirect(&page_of(id));
    Ok(())
}

/// Delete somebody with all their photos, if their name is typed.
#[server(endpoint = "delete_person")]
pub async fn delete_person(id: AccountId, #[server(default)] confirm: String) -> Result<(), AppError> {
    let Admin(admin) = ask().await?;
    let person = gallery().people().get(id).await.map_err(|error| send_back("/admin/people", &[], error))?;
    if !confirm.trim().eq_ignore_ascii_case(&person.username) {
        return Err(send_back(&page_of(id), &[], AppError::invalid(Field::Confirm, Flaw::Wrong)));
    }
    gallery().people().delete(id, admin.actor()).await.map_err(|error| send_back(&page_of(id), &[], error))?;
    leptos_axum::redirect("/admin/people");
    Ok(())
}

/// Delete everybody but oneself, if [`model::DELETE_EVERYBODY`] is typed. Answers how many that were.
#[server(endpoint = "delete_everybody")]
pub async fn delete_everybody(#[server(default)] confirm: String) -> Result<u64, AppError> {
    let Admin(admin) = ask().await?;
    if confirm.trim() != model::DELETE_EVERYBODY {
        return Err(send_back("/admin/people", &[], AppError::invalid(Field::Confirm, Flaw::Wrong)));
    }
    let deleted = gallery().people().delete_all_but(admin.id, admin.actor()).await;
    let deleted = deleted.map_err(|error| send_back("/admin/people", &[], error))?;
    leptos_axum::redirect("/admin/people");
    Ok(deleted)
}

/// Invitations, the newest first.
#[server(endpoint = "invitations")]
pub async fn invitations() -> Result<Vec<InvitationCard>, AppError> {
    let Admin(_) = ask().await?;
    let mut cards = Vec::new();
    for invitation in gallery().invitations().list().await.map_err(refuse)? {
        let link = match &invitation.url {
            Some(url) => Some(for_others(url).await?),
            None => None,
        };
        cards.push(InvitationCard { invitation, link });
    }
    Ok(cards)
}

/// Invite somebody to make one account within so many days.
#[server(endpoint = "make_invitation")]
pub async fn make_invitation(#[server(default)] note: String, #[server(default)] days: String) -> Result<(), AppError> {
    let Admin(admin) = ask().await?;
    // What is no number is no number of days that there can be.
    let new = NewInvitation { note: note.clone(), days: Some(days.trim().parse().unwrap_or_default()) };
    let made = gallery().invitations().make(&new, admin.actor()).await;
    made.map_err(|error| send_back("/admin/invitations", &[("note", &note), ("days", &days)], error))?;
    leptos_axum::redirect("/admin/invitations");
    Ok(())
}

/// Withdraw an invitation.
#[server(endpoint = "withdraw_invitation")]
pub async fn withdraw_invitation(id: InvitationId) -> Result<(), AppError> {
    let Admin(admin) = ask().await?;
    gallery().invitations().withdraw(id, admin.actor()).await.map_err(|error| send_back("/admin/invitations", &[], error))?;
    leptos_axum::redirect("/admin/invitations");
    Ok(())
}

/// What can be changed while the program runs, each as it is now.
#[server(endpoint = "settings")]
pub async fn settings() -> Result<Vec<SettingRow>, AppError> {
    let Admin(_) = ask().await?;
    Ok(crate::office_words::rows(&gallery().settings_now()))
}

/// Change some settings, each as it is written in the configuration.
#[server(endpoint = "change_settings")]
pub async fn change_settings(settings: BTreeMap<Setting, String>) -> Result<(), AppError> {
    let Admin(admin) = ask().await?;
    let typed: Vec<_> = settings.iter().map(|(setting, text)| (setting.as_str(), text.as_str())).collect();
    let changes = settings.clone().into_iter().collect();
    gallery().change_settings(changes, admin.actor()).await.map_err(|error| send_back("/admin/settings", &typed, error))?;
    leptos_axum::redirect("/admin/settings?saved=1");
    Ok(())
}

/// Who did what, the newest first, a page at a time.
#[server(endpoint = "audit")]
pub async fn audit(topic: Option<AuditTopic>, person: Option<AccountId>, cursor: Option<String>) -> Result<Page<AuditLine>, AppError> {
    let Admin(_) = ask().await?;
    let Page { items, next_cursor } = gallery().audit().list(topic, person, cursor.as_deref(), LINES).await.map_err(refuse)?;
    Ok(Page { items: items.iter().map(crate::office_words::line).collect(), next_cursor })
}
