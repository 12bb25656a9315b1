//! Signing up, in and out, and one's own account.

#[cfg(feature = "ssr")]
use super::answer::{ask, gallery, refuse, send_back};
#[cfg(feature = "ssr")]
use crate::{
    session::{self, Arriving},
    who::{Member, Viewer},
};
use leptos::prelude::*;
use model::{Account, AppError, Device, Identity, SessionId};

/// Make an account and sign in with it, then go to `next` (a path of this site; else the own photos).
#[server(endpoint = "sign_up")]
pub async fn sign_up(
    username: String,
    email: String,
    password: String,
    #[server(default)] setup_code: String,
    #[server(default)] invitation: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    let typed = [
        ("username", username.clone()),
        ("email", email.clone()),
        ("setup_code", setup_code.clone()),
        ("invitation", invitation.clone()),
        ("next", next.clone()),
    ];
    let typed = typed.each_ref().map(|(name, value)| (*name, value.as_str()));
    let [setup_code, invitation] = [setup_code, invitation].map(|code| Some(code).filter(|code| !code.trim().is_empty()));
    let registration = model::Registration { username, email, password, setup_code, invitation };
    let Arriving(client) = ask().await?;
    let signed_in = gallery().accounts().register(registration, &client).await.map_err(|error| send_back("/signup", &typed, error))?;
    session::begin(&signed_in);
    leptos_axum::redirect(session::local_path(&next));
    Ok(())
}

/// Whether an invitation with this secret can be used.
///
/// Errors: `invitation_ended`.
#[server(name = SeeInvitation, endpoint = "invitation")]
pub async fn invitation(secret: String) -> Result<(), AppError> {
    gallery().invitations().see(&secret).await.map_err(refuse)
}

/// Sign in, then go to `next` (a path of this site; else the own photos).
#[server(endpoint = "sign_in")]
pub async fn sign_in(login: String, password: String, #[server(default)] next: String) -> Result<(), AppError> {
    let typed = [("login", login.clone()), ("next", next.clone())];
    let typed = typed.each_ref().map(|(name, value)| (*name, value.as_str()));
    let Arriving(client) = ask().await?;
    let credentials = model::Credentials { login, password };
    let signed_in = gallery().accounts().sign_in(credentials, &client).await.map_err(|error| send_back("/signin", &typed, error))?;
    session::begin(&signed_in);
    leptos_axum::redirect(session::local_path(&next));
    Ok(())
}

/// End the session of this device.
#[server(endpoint = "sign_out")]
pub async fn sign_out() -> Result<(), AppError> {
    if let Viewer(Some(_)) = ask().await? {
        let member: Member = ask().await?;
        gallery().sessions().end(member.id, member.session).await.map_err(refuse)?;
    }
    session::end();
    leptos_axum::redirect("/");
    Ok(())
}

/// Who is signed in on this device.
#[server(name = SeeIdentity, endpoint = "identity")]
pub async fn identity() -> Result<Option<Identity>, AppError> {
    Ok(me().await?.map(|Account { username, role, .. }| Identity { username, role }))
}

/// The account of the one who is signed in on this device.
#[server(endpoint = "me")]
pub async fn me() -> Result<Option<Account>, AppError> {
    let Viewer(viewer) = ask().await?;
    let Some(account) = viewer else { return Ok(None) };
    gallery().accounts().get(account).await.map(Some).map_err(refuse)
}

/// The devices signed in with one's account, the one asking first.
#[server(endpoint = "devices")]
pub async fn devices() -> Result<Vec<Device>, AppError> {
    let member: Member = ask().await?;
    gallery().sessions().list(member.id, member.session).await.map_err(refuse)
}

/// Whether a new password can be chosen without the current one: by whoever came in by an administrator's link.
#[server(endpoint = "has_forgotten")]
pub async fn has_forgotten() -> Result<bool, AppError> {
    let member: Member = ask().await?;
    gallery().sessions().resets_password(member.session).await.map_err(refuse)
}

/// Sign one of the own devices out.
#[server(endpoint = "end_session")]
pub async fn end_session(id: SessionId) -> Result<(), AppError> {
    let member: Member = ask().await?;
    gallery().sessions().end(member.id, id).await.map_err(|error| send_back("/account", &[], error))?;
    if id == member.session {
        session::end();
        leptos_axum::redirect("/");
    }
    Ok(())
}

/// Sign all the other devices out.
#[server(endpoint = "end_other_sessions")]
pub async fn end_other_sessions() -> Result<(), AppError> {
    let member: Member = ask().await?;
    gallery().sessions().end_others(member.id, member.session).await.map_err(|error| send_back("/account", &[], error))
}

/// Choose a new password; the other devices are signed out.
#[server(endpoint = "change_password")]
pub async fn change_password(#[server(default)] current_password: String, password: String) -> Result<(), AppError> {
    let member: Member = ask().await?;
    let changed = gallery().accounts().change_password(member.id, member.session, &current_password, &password, member.actor()).await;
    changed.map_err(|error| send_back("/account", &[], error))?;
    leptos_axum::redirect("/account?changed=password");
    Ok(())
}
