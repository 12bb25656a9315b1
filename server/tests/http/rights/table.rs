//! Every route of the program, and who may use it.

use crate::app::PASSWORD;
use model::{KeyScope, Photo};
use serde_json::{Value, json};

/// Who gets what a route is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum May {
    /// Everyone. Where it tells of photos at all, of those that one finds.
    Anyone,
    /// Everyone, and it ends their session.
    Leave,
    /// Whoever may see the photo that it names.
    See,
    /// The photo's owner, and keys for changing.
    Change,
    /// The photo's owner, by a session. To others it says, or it says for each photo, that it was not done.
    ChangeBySession,
    /// Administrators. What they may do to people is tested elsewhere.
    Admin,
    /// Whoever is signed in; a key of this scope too.
    Member(Option<KeyScope>),
}

/// What is sent.
pub enum Body {
    None,
    Json(Value),
    Fields(Vec<(&'static str, String)>),
    Picture,
}

pub type Row = (&'static str, &'static str, May, fn(&Photo) -> Body);

const READ: Option<KeyScope> = Some(KeyScope::Read);

/// The table. `{id}` is the photo's. Tails of addresses stand for what is below them.
#[rustfmt::skip]
pub const TABLE: &[Row] = &[
    ("POST", "/api/v1/auth/register", May::Anyone, |_| Body::Json(json!({}))),
    ("POST", "/api/v1/auth/login", May::Anyone, |_| Body::Json(json!({}))),
    ("POST", "/api/v1/auth/refresh", May::Anyone, |_| Body::Json(json!({}))),
    ("POST", "/api/v1/auth/logout", May::Member(None), |_| Body::None),
    ("POST", "/api/v1/auth/revoke", May::Anyone, |_| Body::Json(json!({ "token": "none" }))),
    ("GET", "/api/v1/auth/check", May::Anyone, |_| Body::None),
    ("GET", "/api/v1/me", May::Member(READ), |_| Body::None),
    ("PATCH", "/api/v1/me", May::Member(None), |_| Body::Json(json!({}))),
    ("DELETE", "/api/v1/me", May::Member(None), |_| Body::Json(json!({ "password": PASSWORD }))),
    ("POST", "/api/v1/me/password", May::Member(None), |_| Body::Json(json!({ "current_password": PASSWORD, "password": "a lamp at the quay" }))),
    ("GET", "/api/v1/me/sessions", May::Member(None), |_| Body::None),
    ("DELETE", "/api/v1/me/sessions", May::Member(None), |_| Body::None),
    ("DELETE", "/api/v1/me/sessions/{id}", May::Member(None), |_| Body::None),
    ("GET", "/api/v1/me/keys", May::Member(None), |_| Body::None),
    ("POST", "/api/v1/me/keys", May::Member(None), |_| Body::Json(json!({ "name": "another", "scopes": ["manage"] }))),
    ("DELETE", "/api/v1/me/keys/{id}", May::Member(None), |_| Body::None),
    ("POST", "/api/v1/me/sharex", May::Member(None), |_| Body::Json(json!({}))),
    ("GET", "/api/v1/photos", May::Anyone, |_| Body::None),
    ("POST", "/api/v1/photos", May::Member(Some(KeyScope::Upload)), |_| Body::Picture),
    ("GET", "/api/v1/photos/{id}", May::See, |_| Body::None),
    ("PATCH", "/api/v1/photos/{id}", May::Change, |_| Body::Json(json!({ "title": "changed" }))),
    ("DELETE", "/api/v1/photos/{id}", May::Change, |_| Body::None),
    ("POST", "/api/v1/photos/{id}/restore", May::Change, |_| Body::None),
    ("POST", "/api/v1/photos/batch", May::Change, |photo| Body::Json(json!({ "ids": [photo.id], "action": "delete" }))),
    ("GET", "/api/v1/users", May::Admin, |_| Body::None),
    ("DELETE", "/api/v1/users", May::Admin, |_| Body::Json(json!({ "confirm": "delete all users" }))),
    ("PATCH", "/api/v1/users/{id}", May::Admin, |_| Body::Json(json!({ "role": "admin" }))),
    ("DELETE", "/api/v1/users/{id}", May::Admin, |_| Body::None),
    ("POST", "/api/v1/users/{id}/sessions/revoke", May::Admin, |_| Body::None),
    ("POST", "/api/v1/users/{id}/sign-in-link", May::Admin, |_| Body::None),
    ("GET", "/api/v1/invitations", May::Admin, |_| Body::None),
    ("POST", "/api/v1/invitations", May::Admin, |_| Body::Json(json!({}))),
    ("DELETE", "/api/v1/invitations/{id}", May::Admin, |_| Body::None),
    ("GET", "/api/v1/settings", May::Admin, |_| Body::None),
    ("PATCH", "/api/v1/settings", May::Admin, |_| Body::Json(json!({ "trash_days": 7 }))),
    ("GET", "/api/v1/audit", May::Admin, |_| Body::None),
    ("GET", "/api/v1/openapi.json", May::Anyone, |_| Body::None),
    ("GET", "/api/v1/postman.json", May::Anyone, |_| Body::None),
    ("GET", "/api/docs", May::Anyone, |_| Body::None),
    ("ANY", "/api", May::Anyone, |_| Body::None),
    ("ANY", "/api/", May::Anyone, |_| Body::None),
    ("ANY", "/api/{*rest}", May::Anyone, |_| Body::None),
    ("GET", "/photos/{id}/{form}", May::See, |_| Body::None),
    ("POST", "/photos/zip", May::See, |photo| Body::Fields(vec![("ids", photo.id.to_string())])),

    ("POST", "/fn/accept_sign_in", May::Anyone, |_| Body::Fields(vec![("secret", "none".to_owned())])),
    ("POST", "/fn/around", May::Anyone, |photo| Body::Fields(vec![("id", photo.id.to_string()), ("scope", "public".to_owned())])),
    ("POST", "/fn/audit", May::Admin, |_| Body::None),
    ("POST", "/fn/batch", May::ChangeBySession, |photo| Body::Fields(vec![("ids[0]", photo.id.to_string()), ("action", "delete".to_owned())])),
    ("POST", "/fn/between", May::Member(None), |photo| Body::Fields(vec![("from", photo.id.to_string()), ("to", photo.id.to_string())])),
    ("POST", "/fn/change_password", May::Member(None), |_| Body::Fields(vec![("current_password", PASSWORD.to_owned()), ("password", "a lamp at the quay".to_owned())])),
    ("POST", "/fn/change_photo", May::ChangeBySession, |photo| Body::Fields(vec![("id", photo.id.to_string()), ("title", "changed".to_owned())])),
    ("POST", "/fn/change_settings", May::Admin, |_| Body::Fields(vec![("settings[trash_days]", "7".to_owned())])),
    ("POST", "/fn/delete_everybody", May::Admin, |_| Body::Fields(vec![("confirm", "delete all users".to_owned())])),
    ("POST", "/fn/delete_person", May::Admin, |photo| Body::Fields(vec![("id", photo.owner.id.to_string()), ("confirm", "ada".to_owned())])),
    ("POST", "/fn/delete_photo", May::ChangeBySession, |photo| Body::Fields(vec![("id", photo.id.to_string())])),
    ("POST", "/fn/devices", May::Member(None), |_| Body::None),
    ("POST", "/fn/empty_trash", May::Member(None), |_| Body::Fields(vec![("amount", "0".to_owned())])),
    ("POST", "/fn/end_other_sessions", May::Member(None), |_| Body::None),
    ("POST", "/fn/end_person_sessions", May::Admin, |photo| Body::Fields(vec![("id", photo.owner.id.to_string())])),
    ("POST", "/fn/end_session", May::Member(None), |photo| Body::Fields(vec![("id", photo.id.to_string())])),
    ("POST", "/fn/handover", May::Anyone, |photo| Body::Fields(vec![("path", format!("/photos/{}", photo.id))])),
    ("POST", "/fn/has_forgotten", May::Member(None), |_| Body::None),
    ("POST", "/fn/identity", May::Anyone, |_| Body::None),
    ("POST", "/fn/invitation", May::Anyone, |_| Body::Fields(vec![("secret", "none".to_owned())])),
    ("POST", "/fn/invitations", May::Admin, |_| Body::None),
    ("POST", "/fn/make_invitation", May::Admin, |_| Body::Fields(vec![("days", "7".to_owned())])),
    ("POST", "/fn/make_sign_in_link", May::Admin, |photo| Body::Fields(vec![("id", photo.owner.id.to_string())])),
    ("POST", "/fn/me", May::Anyone, |_| Body::None),
    ("POST", "/fn/months", May::Member(None), |_| Body::None),
    ("POST", "/fn/offer_sign_in", May::Member(None), |_| Body::None),
    ("POST", "/fn/overview", May::Admin, |_| Body::None),
    ("POST", "/fn/people", May::Admin, |_| Body::Fields(vec![("query", String::new()), ("order", "newest".to_owned())])),
    ("POST", "/fn/person", May::Anyone, |_| Body::Fields(vec![("username", "ada".to_owned())])),
    ("POST", "/fn/person_card", May::Admin, |photo| Body::Fields(vec![("id", photo.owner.id.to_string())])),
    ("POST", "/fn/photo", May::See, |photo| Body::Fields(vec![("id", photo.id.to_string())])),
    ("POST", "/fn/restore_photo", May::ChangeBySession, |photo| Body::Fields(vec![("id", photo.id.to_string())])),
    ("POST", "/fn/set_disabled", May::Admin, |photo| Body::Fields(vec![("id", photo.owner.id.to_string()), ("disabled", "true".to_owned())])),
    ("POST", "/fn/set_quota", May::Admin, |photo| Body::Fields(vec![("id", photo.owner.id.to_string()), ("quota", "1GB".to_owned())])),
    ("POST", "/fn/set_role", May::Admin, |photo| Body::Fields(vec![("id", photo.owner.id.to_string()), ("role", "admin".to_owned())])),
    ("POST", "/fn/settings", May::Admin, |_| Body::None),
    ("POST", "/fn/settle_photo", May::ChangeBySession, |photo| Body::Fields(vec![("id", photo.id.to_string()), ("fate", "erase".to_owned())])),
    ("POST", "/fn/sign_in", May::Anyone, |_| Body::Fields(vec![("login", "ada".to_owned()), ("password", "wrong".to_owned())])),
    ("POST", "/fn/sign_in_offer", May::Anyone, |_| Body::Fields(vec![("secret", "none".to_owned())])),
    ("POST", "/fn/sign_out", May::Leave, |_| Body::None),
    ("POST", "/fn/sign_up", May::Anyone, |_| Body::Fields(vec![("username", "ada".to_owned()), ("email", "x".to_owned()), ("password", "x".to_owned())])),
    ("POST", "/fn/site", May::Anyone, |_| Body::None),
    ("POST", "/fn/stretch", May::Anyone, |_| Body::Fields(vec![("scope", "public".to_owned()), ("place", "Newest".to_owned())])),
    ("POST", "/fn/withdraw_invitation", May::Admin, |photo| Body::Fields(vec![("id", photo.id.to_string())])),
    ("POST", "/fn/trash", May::Member(None), |_| Body::Fields(vec![("place", "Newest".to_owned())])),

    ("GET", "/", May::Anyone, |_| Body::None),
    ("GET", "/account", May::Anyone, |_| Body::None),
    ("GET", "/admin", May::Admin, |_| Body::None),
    ("GET", "/admin/{*place}", May::Admin, |_| Body::None),
    ("GET", "/camera", May::Anyone, |_| Body::None),
    ("GET", "/doctor", May::Anyone, |_| Body::None),
    ("GET", "/install", May::Anyone, |_| Body::None),
    ("GET", "/people/{username}", May::Anyone, |_| Body::None),
    ("GET", "/photos", May::Anyone, |_| Body::None),
    ("GET", "/photos/{id}", May::See, |_| Body::None),
    ("GET", "/public", May::Anyone, |_| Body::None),
    ("GET", "/qr", May::Anyone, |_| Body::None),
    ("GET", "/signin", May::Anyone, |_| Body::None),
    ("GET", "/signin/link", May::Anyone, |_| Body::None),
    ("GET", "/signup", May::Anyone, |_| Body::None),
    ("GET", "/trash", May::Anyone, |_| Body::None),
    ("GET", "/upload", May::Anyone, |_| Body::None),
    ("POST", "/upload", May::Member(None), |_| Body::Picture),

    ("GET", "/metrics", May::Anyone, |_| Body::None),
    ("GET", "/healthz", May::Anyone, |_| Body::None),
    ("GET", "/readyz", May::Anyone, |_| Body::None),
    ("GET", "/offline", May::Anyone, |_| Body::None),
    ("GET", "/share", May::Anyone, |_| Body::None),
    ("POST", "/share", May::Anyone, |_| Body::Picture),
    ("GET", "/sw.js", May::Anyone, |_| Body::None),
    ("GET", "/trust", May::Anyone, |_| Body::None),
    ("GET", "/trust/pinhole-authority.crt", May::Anyone, |_| Body::None),
    ("GET", "/trust/pinhole-authority.pem", May::Anyone, |_| Body::None),
    ("ANY", "/pkg", May::Anyone, |_| Body::None),
    ("ANY", "/pkg/", May::Anyone, |_| Body::None),
    ("ANY", "/pkg/{*__private__axum_nest_tail_param}", May::Anyone, |_| Body::None),
];
