//! The bytes of a photo: its renditions and its original (RFC 9110: conditions, ranges).

use super::body::{Named, QueryOf};
use app::who::Viewer;
use axum::{
    body::Body,
    extract::State,
    http::{
        HeaderMap, HeaderName, HeaderValue, Method, StatusCode,
        header::{
            ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
            IF_NONE_MATCH, IF_RANGE, RANGE, VARY,
        },
    },
    response::Response,
};
use gallery::{Gallery, imaging, photos::Served, storage::Object};
use headers::HeaderMapExt;
use model::{AppError, PhotoId, Rendition};
use serde::Deserialize;
use std::ops::{Bound, Range};
use utoipa::IntoParams;

/// An opened picture may do nothing at all: not run, not load, not submit.
const SANDBOX: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// For search engines: what the pages say of themselves in their markup.
const ROBOTS_TAG: HeaderName = HeaderName::from_static("x-robots-tag");

/// What a photo's bytes can be had as.
#[derive(utoipa::ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "storage has names of its own for them; this only describes them")]
enum Form {
    Thumb,
    Medium,
    Preview,
    Original,
}

/// How the bytes are asked for.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Names content and recipe; with the current one, an answer can be kept.
    v: Option<String>,
    /// `1`: as a file to save.
    download: Option<String>,
}

/// The bytes of a photo: `thumb`, `medium`, `preview` or `original`.
///
/// Others than its owner get an original without the place, serial
/// numbers and the like.
///
/// Errors: `not_found` when it is not there or not for this viewer.
#[utoipa::path(get, path = "/photos/{id}/{form}", tag = "Photos", operation_id = "read_bytes", security((), ("token" = [])),
    params(("id" = PhotoId, Path), ("form" = inline(Form), Path, example = "preview"), Asked,
        ("Range" = Option<String>, Header, description = "A part of the bytes (RFC 9110)."),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of what one has.")),
    responses(
        (status = OK, description = "The bytes.", content((Vec<u8> = "image/jpeg"), (Vec<u8> = "image/png"), (Vec<u8> = "image/gif"), (Vec<u8> = "image/webp")),
            headers(("ETag" = String, description = "Names content and recipe."))),
        (status = PARTIAL_CONTENT, description = "The part that was asked for.", content((Vec<u8> = "image/jpeg"), (Vec<u8> = "image/png"), (Vec<u8> = "image/gif"), (Vec<u8> = "image/webp"))),
        (status = NOT_MODIFIED, description = "One has it."),
        (status = RANGE_NOT_SATISFIABLE, description = "There is no such part.")))]
pub async fn get(
    viewer: Viewer,
    State(gallery): State<Gallery>,
    method: Method,
    Named((id, form)): Named<(PhotoId, String)>,
    QueryOf(asked): QueryOf<Asked>,
    request: HeaderMap,
) -> Result<Response, AppError> {
    let served = gallery.photos().serve(viewer.0, id, object(&form)?).await?;
    let mut headers = described(&served, &asked);
    if matches(&request, IF_NONE_MATCH, &served.tag()) {
        return Ok(answer(StatusCode::NOT_MODIFIED, headers, Body::empty()));
    }

    // The owner's original is streamed; everything else is small, or was cleaned in memory.
    let whole = if served.is_untouched() { None } else { Some(gallery.photos().whole(&served).await?) };
    let size = whole.as_ref().map_or(served.size(), |bytes| bytes.len() as u64);
    let kind = whole
        .as_ref()
        .filter(|_| served.object() != Object::Original)
        .map_or(served.original_type(), |bytes| imaging::rendition_type(bytes));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));

    let range = match range(&request, size, &served.tag()) {
        Asks::All => None,
        Asks::Part(range) => Some(range),
        Asks::Outside => {
            headers.insert(CONTENT_RANGE, value(format!("bytes */{size}")));
            return Ok(answer(StatusCode::RANGE_NOT_SATISFIABLE, headers, Body::empty()));
        }
    };
    let status = if range.is_some() { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
    if let Some(Range { start, end }) = &range {
        headers.insert(CONTENT_RANGE, value(format!("bytes {start}-{}/{size}", end - 1)));
    }
    let part = range.clone().unwrap_or(0..size);
    headers.insert(CONTENT_LENGTH, HeaderValue::from(part.end - part.start));
    let body = match whole {
        _ if method == Method::HEAD => Body::empty(),
        Some(bytes) => Body::from(bytes.slice(to_usize(part.start)..to_usize(part.end))),
        None => Body::from_stream(gallery.photos().stream_original(&served, range).await?.stream),
    };
    Ok(answer(status, headers, body))
}

fn object(form: &str) -> Result<Object, AppError> {
    let rendition = Rendition::ALL.into_iter().find(|rendition| rendition.as_str() == form);
    match rendition {
        Some(rendition) => Ok(Object::Rendition(rendition)),
        None if form == "original" => Ok(Object::Original),
        None => Err(AppError::NotFound),
    }
}

/// The headers that do not depend on the bytes themselves.
fn described(served: &Served, asked: &Asked) -> HeaderMap {
    let current = asked.v.as_ref() == Some(&served.version());
    let cache = match served.object() {
        Object::Original => "private, no-cache",
        Object::Rendition(_) if !current => "private, no-cache",
        Object::Rendition(_) if served.is_public() && !served.is_own() => "public, max-age=300",
        Object::Rendition(_) => "private, max-age=31536000, immutable",
    };
    let name = urlencoding::encode(&served.file_name()).into_owned();
    let kind = if asked.download.is_some() { "attachment" } else { "inline" };
    let mut headers = HeaderMap::new();
    let mut set = |name: HeaderName, value: HeaderValue| drop(headers.insert(name, value));
    set(CACHE_CONTROL, HeaderValue::from_static(cache));
    set(CONTENT_DISPOSITION, value(format!("{kind}; filename*=UTF-8''{name}")));
    set(CONTENT_SECURITY_POLICY, HeaderValue::from_static(SANDBOX));
    set(ETAG, value(served.tag()));
    set(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if !served.is_public() {
        set(ROBOTS_TAG, HeaderValue::from_static("noindex"));
    }
    // What is answered depends on who asks.
    set(VARY, HeaderValue::from_static("Cookie, Authorization"));
    headers
}

/// Whether a list of entity tags in this header has this one in it.
fn matches(request: &HeaderMap, header: HeaderName, tag: &str) -> bool {
    let sent = request.get_all(header);
    sent.iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).any(|sent| {
        let sent = sent.trim();
        sent == "*" || sent.trim_start_matches("W/") == tag
    })
}

enum Asks {
    All,
    Part(Range<u64>),
    Outside,
}

/// Which part is asked for. Several at once, or a range of another version, is answered with the whole.
fn range(request: &HeaderMap, size: u64, tag: &str) -> Asks {
    let same_version = !request.contains_key(IF_RANGE) || matches(request, IF_RANGE, tag);
    let asked = request.typed_get::<headers::Range>().filter(|_| same_version && request.contains_key(RANGE));
    let Some(asked) = asked else { return Asks::All };
    let mut parts = asked.satisfiable_ranges(size);
    let (first, second) = (parts.next(), parts.next());
    match (first, second) {
        (None, _) => Asks::Outside,
        (Some(_), Some(_)) => Asks::All,
        (Some((start, end)), None) => {
            let start = match start {
                Bound::Included(start) => start,
                Bound::Excluded(start) => start + 1,
                Bound::Unbounded => 0,
            };
            let end = match end {
                Bound::Included(end) => end.saturating_add(1).min(size),
                Bound::Excluded(end) => end.min(size),
                Bound::Unbounded => size,
            };
            if start < end { Asks::Part(start..end) } else { Asks::Outside }
        }
    }
}

fn answer(status: StatusCode, headers: HeaderMap, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// Text that was put together here and has nothing in it that a header cannot have.
fn value(text: String) -> HeaderValue {
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

fn to_usize(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}
