//! Reading what an upload brings, part by part.

use super::most;
use axum::extract::{
    Multipart,
    multipart::{Field as Part, MultipartError},
};
use chrono::{DateTime, Utc};
use gallery::{Gallery, keys::hex, photos::Incoming};
use model::{AppError, Field, Flaw, Visibility, is_writable};
use sha2::{Digest, Sha256};

/// The longest a value other than a file may be, in bytes.
const VALUE_MAX: usize = 4096;

/// What a request brought. Parts come in any order, so nothing is kept before all have been read.
#[derive(Default)]
pub struct Sent {
    pub files: Vec<(String, Result<Incoming, AppError>)>,
    pub visibility: Visibility,
    pub title: Option<String>,
    pub last_modified: Option<DateTime<Utc>>,
}

impl Sent {
    /// SHA-256 of all of it, hexadecimal: the same for the same pictures, sent in the same way.
    pub fn fingerprint(&self) -> String {
        let Self { files, visibility, title, last_modified } = self;
        let contents: Vec<_> =
            files.iter().map(|(name, file)| (name, file.as_ref().map_or_else(|_| String::new(), Incoming::sha256))).collect();
        hex(&Sha256::digest(format!("{contents:?} {visibility} {title:?} {last_modified:?}")))
    }

    /// Read all parts, and stage the files.
    ///
    /// Errors: the body broke off, is more than one request may bring, or has parts that are not known.
    pub async fn read(gallery: &Gallery, mut multipart: Multipart) -> Result<Self, AppError> {
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
                    let moment = millis.filter(|moment| is_writable(*moment));
                    sent.last_modified = Some(moment.ok_or_else(|| expected("milliseconds since 1970, before the year 10000"))?);
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
