//! Uploads: multipart bodies, streamed to disk part by part. Each file stands alone: one that is refused does not spoil
//! the others.

mod sent;

use super::once::{IdempotencyKey, REPLAYED};
use app::{
    carried::Carried,
    who::{Member, Uploader},
};
use axum::{
    Json, RequestExt,
    body::Body,
    extract::{Multipart, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header::CONTENT_LENGTH},
    response::{IntoResponse, Redirect, Response},
};
use futures::StreamExt;
use gallery::{Became, Gallery, photos::Described};
use model::{AccountId, AppError, Problem, UploadResult, UploadStatus, Uploads, Visibility};
use sent::Sent;
use serde::Deserialize;
use std::time::Duration;
use tokio::time::timeout;
use utoipa::ToSchema;

/// A request may bring this many times the largest file.
const FILES_WORTH: u64 = 20;

/// How much of a refused body is read all the same, in bytes, and for how long: a browser that is still sending when the
/// connection closes shows a network error instead of the answer.
const PATIENCE: (u64, Duration) = (256 * 1024 * 1024, Duration::from_secs(20));

/// What an upload is made of, in any order.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "parts are read one by one; this only describes them")]
pub struct Upload {
    /// The pictures, each a part of this name.
    #[schema(value_type = Vec<String>, format = Binary, min_items = 1)]
    file: Vec<u8>,
    /// Who can see them: `private` if it is left out.
    #[schema(inline, nullable = false)]
    visibility: Option<Visibility>,
    /// With one picture only.
    #[schema(nullable = false, max_length = 200, example = "Morning at the harbour")]
    title: Option<String>,
    /// When the file was last changed, in milliseconds since 1970: taken for when the picture was, if it does not say.
    #[schema(nullable = false, minimum = -62_167_219_200_000_i64, maximum = 253_402_300_799_999_i64)]
    last_modified: Option<i64>,
}

/// Add photos.
///
/// Each file stands alone: one that is refused does not spoil the others, and is answered with its own error if it came alone.
///
/// Errors: `invalid`, `file_too_large`, `type_not_allowed`, `empty`, `damaged`, `needs_too_much_memory`, `quota_exceeded`, `storage_full`,
/// `idempotency_in_progress`, `idempotency_key_reused`.
#[utoipa::path(post, path = "/photos", tag = "Photos", operation_id = "upload",
    params(("Idempotency-Key" = Option<String>, Header, max_length = 255, pattern = "^[!-~]([ -~]*[!-~])?$",
        description = "Chosen anew for each upload. Repeated with the same key within a day, it is answered as before and not carried out again.")),
    request_body(content = Upload, content_type = "multipart/form-data"),
    responses(
        (status = CREATED, description = "All were added.", body = Uploads,
            headers(("Idempotency-Replayed" = String, description = "`true` when this was answered before."))),
        (status = OK, description = "All were there already.", body = Uploads,
            headers(("Idempotency-Replayed" = String, description = "As above."))),
        (status = MULTI_STATUS, description = "See what became of each.", body = Uploads,
            headers(("Idempotency-Replayed" = String, description = "As above.")))))]
pub async fn create(uploader: Result<Uploader, AppError>, State(gallery): State<Gallery>, request: Request) -> Result<Response, AppError> {
    let key = IdempotencyKey::of(request.headers());
    let who = uploader.and_then(|Uploader(account)| key.clone().map(|_| account));
    let (account, sent) = take_in(who, &gallery, request).await?;
    let fingerprint = sent.fingerprint();
    let work = {
        let gallery = gallery.clone();
        async move { told(keep(&gallery, account, sent).await) }
    };
    let (uploads, is_repeated) = match key? {
        Some(key) => key.once(gallery, account, fingerprint, work).await?,
        None => (work.await, false),
    };
    let mut response = match uploads {
        Ok(uploads) => (status(&uploads), Json(uploads)).into_response(),
        Err(error) => error.into_response(),
    };
    if is_repeated {
        response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    }
    Ok(response)
}

/// Add photos from the plain form, and go on to a page that says what became of them.
pub async fn form(member: Result<Member, AppError>, State(gallery): State<Gallery>, request: Request) -> Redirect {
    let (account, sent) = match take_in(member.map(|member| member.id), &gallery, request).await {
        Ok(taken) => taken,
        Err(AppError::TokenMissing | AppError::TokenExpired | AppError::TokenRevoked) => return Redirect::to("/signin?next=%2Fupload"),
        Err(error) => return Redirect::to(&Carried::address("/upload", &error, &[])),
    };
    let visibility = sent.visibility;
    let sent = keep(&gallery, account, sent).await;
    let count = |wanted| sent.iter().filter(|result| result.status == wanted).count();
    let (added, restored) = (count(UploadStatus::Created), count(UploadStatus::Restored));
    let (already, refused) = (count(UploadStatus::Duplicate), count(UploadStatus::Refused));
    if added == sent.len() {
        return Redirect::to("/photos");
    }
    let summary = format!("/upload?added={added}&restored={restored}&already={already}&refused={refused}");
    match sent.into_iter().find_map(|result| result.error) {
        Some(error) => Redirect::to(&Carried::address(&summary, &error, &[("visibility", visibility.as_str())])),
        None => Redirect::to(&summary),
    }
}

/// What became of one file.
struct Outcome {
    file_name: String,
    status: UploadStatus,
    photo: Option<model::Photo>,
    error: Option<AppError>,
}

impl From<Outcome> for UploadResult {
    fn from(outcome: Outcome) -> Self {
        let error = outcome.error.as_ref().map(Problem::from);
        Self { file_name: outcome.file_name, status: outcome.status, photo: outcome.photo, error }
    }
}

/// Take in all that a request brings, if it may bring something. What may not is read to its end all the same.
async fn take_in(who: Result<AccountId, AppError>, gallery: &Gallery, request: Request) -> Result<(AccountId, Sent), AppError> {
    let limit = gallery.settings().max_content_length;
    let account = match who.and_then(|account| announced(request.headers(), limit).map(|()| account)) {
        Ok(account) => account,
        Err(error) => {
            discard(request.into_body()).await;
            return Err(error);
        }
    };
    let multipart: Result<Multipart, _> = request.extract().await;
    let multipart = multipart.map_err(|_| AppError::UnsupportedMediaType("multipart/form-data with a part named `file`".to_owned()))?;
    Ok((account, Sent::read(gallery, multipart).await?))
}

/// Keep the files one by one.
async fn keep(gallery: &Gallery, account: AccountId, sent: Sent) -> Vec<Outcome> {
    let Sent { files, visibility, title, last_modified } = sent;
    let mut outcomes = Vec::with_capacity(files.len());
    for (file_name, file) in files {
        let described = Described { file_name: file_name.clone(), title: title.clone(), visibility, last_modified };
        let received = match file {
            Ok(incoming) => gallery.photos().receive(account, incoming, described).await.map_err(AppError::from),
            Err(error) => Err(error),
        };
        let outcome = match received {
            Ok(received) => Outcome { file_name, status: received.status, photo: Some(received.photo), error: None },
            Err(error) => Outcome { file_name, status: UploadStatus::Refused, photo: None, error: Some(error) },
        };
        gallery.metrics().uploads.get_or_create(&Became { status: outcome.status.as_str() }).inc();
        outcomes.push(outcome);
    }
    outcomes
}

/// What a program is told of it. One file refused alone is the request's own error.
fn told(outcomes: Vec<Outcome>) -> Result<Uploads, AppError> {
    match outcomes.as_slice() {
        [Outcome { error: Some(error), .. }] => Err(error.clone()),
        _ => Ok(Uploads { results: outcomes.into_iter().map(UploadResult::from).collect() }),
    }
}

/// The status that sums up what became of the files.
fn status(Uploads { results }: &Uploads) -> StatusCode {
    let all = |status| results.iter().all(|result| result.status == status);
    match results.len() {
        _ if all(UploadStatus::Created) => StatusCode::CREATED,
        _ if all(UploadStatus::Duplicate) => StatusCode::OK,
        // It was restored.
        1 => StatusCode::OK,
        _ => StatusCode::MULTI_STATUS,
    }
}

/// Refuse at once what says itself that it is too much.
fn announced(headers: &HeaderMap, limit: u64) -> Result<(), AppError> {
    let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    match length {
        Some(size) if size > most(limit) => Err(AppError::FileTooLarge { size: Some(size), limit: most(limit) }),
        _ => Ok(()),
    }
}

/// How much one request may bring, in bytes.
fn most(limit: u64) -> u64 {
    limit.saturating_mul(FILES_WORTH)
}

/// Read a body to its end and keep nothing of it, within [`PATIENCE`].
pub async fn discard(body: Body) {
    let mut body = body.into_data_stream();
    let mut left = PATIENCE.0;
    let reading = async {
        while let Some(Ok(chunk)) = body.next().await {
            left = left.saturating_sub(chunk.len() as u64);
            if left == 0 {
                break;
            }
        }
    };
    let _ = timeout(PATIENCE.1, reading).await;
}
