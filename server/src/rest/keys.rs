//! API keys, with which programs come in.

use super::body::{JsonBody, Named};
use app::{origin::Origin, who::Member};
use axum::{
    Extension, Json,
    extract::State,
    http::{HeaderValue, StatusCode, header::CONTENT_DISPOSITION},
    response::{AppendHeaders, IntoResponse},
};
use gallery::Gallery;
use model::{ApiKey, AppError, KeyId, KeyScope, MadeApiKey, NewApiKey, Visibility};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

/// One's own API keys, the newest first, without their secrets.
#[utoipa::path(get, path = "/me/keys", tag = "Account", operation_id = "list_keys",
    responses((status = OK, description = "The keys that were not withdrawn.", body = Vec<ApiKey>)))]
pub async fn list(member: Member, State(gallery): State<Gallery>) -> Result<Json<Vec<ApiKey>>, AppError> {
    Ok(Json(gallery.api_keys().list(member.id).await?))
}

/// Make an API key.
///
/// It is told this once, and presented as a bearer token.
///
/// Errors: `invalid`.
#[utoipa::path(post, path = "/me/keys", tag = "Account", operation_id = "make_key", request_body = NewApiKey,
    responses((status = CREATED, description = "The key, with its secret.", body = MadeApiKey)))]
pub async fn make(
    member: Member,
    State(gallery): State<Gallery>,
    JsonBody(new): JsonBody<NewApiKey>,
) -> Result<(StatusCode, Json<MadeApiKey>), AppError> {
    Ok((StatusCode::CREATED, Json(gallery.api_keys().make(member.id, new, member.actor()).await?)))
}

/// Withdraw an API key.
///
/// Errors: `not_found` when it is not one's own.
#[utoipa::path(delete, path = "/me/keys/{id}", tag = "Account", operation_id = "withdraw_key",
    params(("id" = KeyId, Path)),
    responses((status = NO_CONTENT, description = "Nobody comes in with it any more.")))]
pub async fn withdraw(member: Member, State(gallery): State<Gallery>, Named(id): Named<KeyId>) -> Result<StatusCode, AppError> {
    gallery.api_keys().withdraw(member.id, id, member.actor()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What ShareX shall do with what it sends.
#[derive(Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ShareXWishes {
    /// Who can see it.
    visibility: Visibility,
}

impl Default for ShareXWishes {
    fn default() -> Self {
        Self { visibility: Visibility::Unlisted }
    }
}

/// A custom uploader of ShareX (<https://getsharex.com/docs/custom-uploader>), for its file `.sxcu`.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "PascalCase")]
pub struct ShareX {
    version: &'static str,
    name: String,
    destination_type: &'static str,
    request_method: &'static str,
    #[serde(rename = "RequestURL")]
    request_url: String,
    headers: Value,
    body: &'static str,
    arguments: Value,
    file_form_name: &'static str,
    #[serde(rename = "URL")]
    url: String,
    #[serde(rename = "ThumbnailURL")]
    thumbnail_url: String,
    error_message: &'static str,
}

/// A configuration for ShareX, with an API key of its own for uploads.
#[utoipa::path(post, path = "/me/sharex", tag = "Account", operation_id = "sharex", request_body = ShareXWishes,
    responses((status = CREATED, description = "The file `pinhole.sxcu`.", body = ShareX)))]
pub async fn sharex(
    member: Member,
    State(gallery): State<Gallery>,
    Extension(Origin(origin)): Extension<Origin>,
    JsonBody(wishes): JsonBody<ShareXWishes>,
) -> Result<impl IntoResponse, AppError> {
    let new = NewApiKey { name: "ShareX".to_owned(), scopes: vec![KeyScope::Upload], expires_at: None };
    let key = gallery.api_keys().make(member.id, new, member.actor()).await?.key;
    let first = |address: &str| format!("{origin}{{json:results[0].photo.urls.{address}}}");
    let configuration = ShareX {
        version: "16.0.0",
        name: format!("Pinhole ({})", origin.rsplit('/').next().unwrap_or_default()),
        destination_type: "ImageUploader",
        request_method: "POST",
        request_url: format!("{origin}/api/v1/photos"),
        headers: json!({ "Authorization": format!("Bearer {key}") }),
        body: "MultipartFormData",
        arguments: json!({ "visibility": wishes.visibility }),
        file_form_name: "file",
        url: first("page"),
        thumbnail_url: first("thumb"),
        error_message: "{json:detail}",
    };
    let file = AppendHeaders([(CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"pinhole.sxcu\""))]);
    Ok((StatusCode::CREATED, file, Json(configuration)))
}
