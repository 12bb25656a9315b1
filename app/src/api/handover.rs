//! Handing over to another device: a page, or being signed in.

#[cfg(feature = "ssr")]
use super::answer::{ask, gallery, refuse};
#[cfg(feature = "ssr")]
use crate::{
    origin::ForOthers,
    session::{self, Arriving},
    who::{Member, Viewer},
};
use leptos::prelude::*;
use model::{AppError, Handover, SignInOffer};

/// A page of this site, by its path, for another device; the own photos when that is no path of this site.
#[server(name = HandOver, endpoint = "handover")]
pub async fn handover(path: String) -> Result<Handover, AppError> {
    for_others(session::local_path(&path)).await
}

/// A link that signs one other device in, once, within two minutes. Its secret is in the fragment, which browsers do not send.
#[server(endpoint = "offer_sign_in")]
pub async fn offer_sign_in() -> Result<Handover, AppError> {
    use secrecy::ExposeSecret;
    let member: Member = ask().await?;
    let secret = gallery().offers().make(member.id, member.session).await.map_err(refuse)?;
    for_others(&format!("{}{}", gallery::accounts::Offers::PATH, secret.expose_secret())).await
}

/// What a link with this secret would do on this device. It is not used up by that.
///
/// Errors: `offer_ended`.
#[server(name = SeeSignInOffer, endpoint = "sign_in_offer")]
pub async fn sign_in_offer(secret: String) -> Result<SignInOffer, AppError> {
    let Viewer(viewer) = ask().await?;
    let gallery::accounts::Offered { username, by_admin } = gallery().offers().see(&secret).await.map_err(refuse)?;
    let signed_in_as = match viewer {
        Some(account) => Some(gallery().accounts().get(account).await.map_err(refuse)?.username),
        None => None,
    };
    Ok(SignInOffer { username, by_admin, signed_in_as })
}

/// Use the link with this secret up: sign this device in, then go to the own photos, or (whoever has forgotten the password) to where a
/// new one is chosen.
///
/// Errors: `offer_ended`; `signed_in_already`, which leaves the link as it is.
#[server(endpoint = "accept_sign_in")]
pub async fn accept_sign_in(secret: String) -> Result<(), AppError> {
    if let Viewer(Some(_)) = ask().await? {
        return Err(refuse(AppError::SignedInAlready));
    }
    let Arriving(client) = ask().await?;
    let (signed_in, by_admin) = gallery().offers().accept(&secret, &client).await.map_err(refuse)?;
    session::begin(&signed_in);
    leptos_axum::redirect(if by_admin { "/account#password" } else { "/photos" });
    Ok(())
}

#[cfg(feature = "ssr")]
pub(super) async fn for_others(path: &str) -> Result<Handover, AppError> {
    let ForOthers { origin, only_here } = ask().await?;
    let address = origin + path;
    let code = crate::qr::draw(&address).ok_or_else(|| refuse(AppError::Malformed("This address is too long for a code.".to_owned())))?;
    Ok(Handover { address, code, only_here })
}
