//! What became of files that were sent.

use crate::{Photo, Problem};
use serde::{Deserialize, Serialize};

/// What became of one file.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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

impl UploadStatus {
    /// Its name in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Duplicate => "duplicate",
            Self::Restored => "restored",
            Self::Refused => "refused",
        }
    }
}

/// One file's result.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Uploads {
    pub results: Vec<UploadResult>,
}
