//! What administrators may change while the program runs.

use super::body::JsonBody;
use app::who::Admin;
use axum::{Json, extract::State};
use gallery::Gallery;
use model::{AppError, SettingsChange, SettingsNow};

/// The settings as they are now, and where each value comes from.
///
/// Errors: `forbidden` for members.
#[utoipa::path(get, path = "/settings", tag = "Administration", operation_id = "read_settings",
    responses((status = OK, description = "All of them.", body = SettingsNow)))]
pub async fn read(_: Admin, State(gallery): State<Gallery>) -> Result<Json<SettingsNow>, AppError> {
    Ok(Json(gallery.settings_now()))
}

/// Change some of the settings, at once.
///
/// What is left out stays as it is. Of several changes all or none are made.
///
/// Errors: `forbidden` for members; `invalid`; `setting_fixed` for what a variable of the environment sets.
#[utoipa::path(patch, path = "/settings", tag = "Administration", operation_id = "change_settings", request_body = SettingsChange,
    responses((status = OK, description = "All of them, as they are now.", body = SettingsNow)))]
pub async fn update(
    Admin(admin): Admin,
    State(gallery): State<Gallery>,
    JsonBody(change): JsonBody<SettingsChange>,
) -> Result<Json<SettingsNow>, AppError> {
    Ok(Json(gallery.change_settings(change.texts(), admin.actor()).await?))
}
