//! Uploads: multipart bodies, streamed to disk part by part. Each file stands alone: one that is refused does not spoil
//! the others.

use app::{carried::Carried, who::Member};
use axum::{
    Json, RequestExt,
    body::Body,
    extract::{
        Multipart, Request, State,
        multipart::{Field as Part, MultipartError},
    },
    http::{HeaderMap, StatusCode, header::CONTENT_LENGTH},
    response::{IntoResponse, Redirect, Response},
};
use chrono::{DateTime, Utc};
use futures::StreamExt;
use gallery::{
    Gallery,
    photos::{Described, Incoming},
};
use model::{AppError, Field, Flaw, Problem, UploadResult, UploadStatus, Uploads, Visibility};
use std::time::Duration;
use tokio::time::timeout;

/// A request may bring this many times the largest file.
const FILES_WORTH: u64 = 20;

/// How much of a refused body is read all the same, in bytes, and for how long: a browser that is still sending when the
/// connection closes shows a network error instead of the answer.
const PATIENCE: (u64, Duration) = (256 * 1024 * 1024, Duration::from_secs(20));

/// The longest a value other than a file may be, in bytes.
const VALUE_MAX: usize = 4096;

/// Add photos.
///
/// Errors of the request: `token_missing`, `unsupported_media_type`, `invalid`. One file refused alone answers with its own error.
pub async fn create(member: Result<Member, AppError>, State(gallery): State<Gallery>, request: Request) -> Result<Response, AppError> {
    let mut results = upload(member, &gallery, request).await?.0;
    let count = |status| results.iter().filter(|result| result.status == status).count();
    let status = match results.len() {
        files if count(UploadStatus::Created) == files => StatusCode::CREATED,
        files if count(UploadStatus::Duplicate) == files => StatusCode::OK,
        1 => match results.pop() {
            Some(Outcome { error: Some(error), .. }) => return Err(error),
            restored => {
                results.extend(restored);
                StatusCode::OK
            }
        },
        _ => StatusCode::MULTI_STATUS,
    };
    let results = results.into_iter().map(UploadResult::from).collect();
    Ok((status, Json(Uploads { results })).into_response())
}

/// Add photos from the plain form, and go on to a page that says what became of them.
pub async fn form(member: Result<Member, AppError>, State(gallery): State<Gallery>, request: Request) -> Redirect {
    let (sent, visibility) = match upload(member, &gallery, request).await {
        Ok(sent) => sent,
        Err(AppError::TokenMissing | AppError::TokenExpired | AppError::TokenRevoked) => return Redirect::to("/signin?next=%2Fupload"),
        Err(error) => return Redirect::to(&Carried::address("/upload", &error, &[])),
    };
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

/// Take in all that a request brings, then keep the files one by one.
async fn upload(member: Result<Member, AppError>, gallery: &Gallery, request: Request) -> Result<(Vec<Outcome>, Visibility), AppError> {
    let limit = gallery.settings().max_content_length;
    let member = match member.and_then(|member| announced(request.headers(), limit).map(|()| member)) {
        Ok(member) => member,
        Err(error) => {
            discard(request.into_body()).await;
            return Err(error);
        }
    };
    let multipart: Result<Multipart, _> = request.extract().await;
    let multipart = multipart.map_err(|_| AppError::UnsupportedMediaType("multipart/form-data with a part named `file`".to_owned()))?;
    let Sent { files, visibility, title, last_modified } = Sent::read(gallery, multipart).await?;
    let mut results = Vec::with_capacity(files.len());
    for (file_name, file) in files {
        let described = Described { file_name: file_name.clone(), title: title.clone(), visibility, last_modified };
        let received = match file {
            Ok(incoming) => gallery.photos().receive(member.id, incoming, described).await.map_err(AppError::from),
            Err(error) => Err(error),
        };
        results.push(match received {
            Ok(received) => Outcome { file_name, status: received.status, photo: Some(received.photo), error: None },
            Err(error) => Outcome { file_name, status: UploadStatus::Refused, photo: None, error: Some(error) },
        });
    }
    Ok((results, visibility))
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

/// What a request brought. Parts come in any order, so nothing is kept before all have been read.
#[derive(Default)]
struct Sent {
    files: Vec<(String, Result<Incoming, AppError>)>,
    visibility: Visibility,
    title: Option<String>,
    last_modified: Option<DateTime<Utc>>,
}

impl Sent {
    async fn read(gallery: &Gallery, mut multipart: Multipart) -> Result<Self, AppError> {
        let mut sent = Self::default();
        let mut seen = Vec::new();
        let most = most(gallery.settings().max_content_length);
        let mut read = 0;
        while let Some(mut part) = multipart.next_field().await.map_err(broken)? {
            let name = part.name().unwrap_or_default().to_owned();
            if name == "file" {
                let file_name = file_name(part.file_name().unwrap_or_default());
                let nameless = file_name.is_empty();
                let file = stage(gallery, &mut part, &mut read, most).await?;
                // What a form sends for a field in which no file was chosen.
                let none = nameless && matches!(&file, Ok(incoming) if incoming.is_empty());
                if !none {
                    sent.files.push((if nameless { "file".to_owned() } else { file_name }, file));
                }
                continue;
            }
            let Ok(field) = name.parse::<Field>();
            if seen.contains(&field) {
                return Err(AppError::invalid(field, Flaw::Repeated));
            }
            seen.push(field.clone());
            let value = text(part, &field).await?;
            let expected = |what: &str| AppError::invalid(field.clone(), Flaw::Expected(what.to_owned()));
            match name.as_str() {
                "visibility" => sent.visibility = value.parse().map_err(|_| expected("private, unlisted or public"))?,
                "title" => sent.title = Some(value),
                "last_modified" => {
                    let millis = value.parse().ok().and_then(DateTime::from_timestamp_millis);
                    sent.last_modified = Some(millis.ok_or_else(|| expected("milliseconds since 1970"))?);
                }
                _ => return Err(AppError::invalid(field, Flaw::Unknown)),
            }
        }
        match sent.files.len() {
            0 => Err(AppError::invalid(Field::File, Flaw::Missing)),
            2.. if sent.title.is_some() => {
                Err(AppError::invalid(Field::Title, Flaw::Expected("left out when there are several files".to_owned())))
            }
            _ => Ok(sent),
        }
    }
}

/// Stream a part to disk, and add its bytes to what was `read` of the request. A file that is refused is read to its
/// end all the same, so that its answer arrives.
///
/// Errors: outside, of the request: broken off, or more than `most`; inside, of the file.
async fn stage(gallery: &Gallery, part: &mut Part<'_>, read: &mut u64, most: u64) -> Result<Result<Incoming, AppError>, AppError> {
    let mut incoming = gallery.photos().incoming().await.map_err(AppError::from);
    while let Some(chunk) = part.chunk().await.map_err(broken)? {
        *read += chunk.len() as u64;
        if *read > most {
            return Err(AppError::FileTooLarge { size: None, limit: most });
        }
        let refused = match &mut incoming {
            Ok(file) => file.write(&chunk).await.err(),
            Err(_) => None,
        };
        if let Some(error) = refused {
            incoming = Err(error.into());
        }
    }
    Ok(incoming)
}

async fn text(mut part: Part<'_>, field: &Field) -> Result<String, AppError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(broken)? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > VALUE_MAX {
            return Err(AppError::invalid(field.clone(), Flaw::TooLong { max: VALUE_MAX }));
        }
    }
    String::from_utf8(bytes).map_err(|_| AppError::invalid(field.clone(), Flaw::Expected("text in UTF-8".to_owned())))
}

/// The name of a file without the folders some clients put before it, without control characters, of bearable length.
fn file_name(sent: &str) -> String {
    let name = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    name.chars().filter(|c| !c.is_control()).take(255).collect::<String>().trim().to_owned()
}

fn broken(error: MultipartError) -> AppError {
    tracing::debug!(cause = error.body_text(), "a multipart body broke off");
    AppError::Malformed("The upload broke off or could not be read. Send it again.".to_owned())
}
