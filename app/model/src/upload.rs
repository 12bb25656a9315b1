//! What became of files that were sent.

use crate::{AppError, Photo};
use serde::{Deserialize, Serialize};

/// What became of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UploadStatus {
    /// Stored, verified, on disk and visible.
    Created,
    /// The same bytes were already among the member's photos.
    Duplicate,
    /// The same bytes lay in the member's trash and were taken out of it.
    Restored,
    /// Refused; nothing was kept.
    Refused,
}

/// One file's result.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct UploadResult {
    pub file_name: String,
    pub status: UploadStatus,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub photo: Option<Photo>,
    /// A problem document (RFC 9457) when the file was refused.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub error: Option<Problem>,
}

/// Results of one request, a file each, in the order they were sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Uploads {
    pub results: Vec<UploadResult>,
}

/// An error as it travels (RFC 9457).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Problem {
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    pub status: u16,
    pub code: String,
    pub detail: String,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub errors: Vec<ProblemField>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub request_id: Option<String>,
}

/// What is wrong with one field of a request.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ProblemField {
    pub field: String,
    pub code: String,
    pub detail: String,
}

impl From<&AppError> for Problem {
    fn from(error: &AppError) -> Self {
        let errors = match error {
            AppError::Invalid(flaws) => flaws
                .iter()
                .map(|flaw| ProblemField {
                    field: flaw.field.to_string(),
                    code: flaw.flaw.code().to_owned(),
                    detail: flaw.detail(),
                })
                .collect(),
            _ => Vec::new(),
        };
        Self {
            kind: "about:blank".to_owned(),
            title: error.title().to_owned(),
            status: error.status(),
            code: error.code().to_owned(),
            detail: error.to_string(),
            errors,
            request_id: None,
        }
    }
}
