//! The same done to many photos at once.

use crate::{PhotoId, Problem, Visibility};
use serde::{Deserialize, Serialize};

/// What is done to each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchAction {
    /// To the trash.
    Delete,
    /// Out of the trash.
    Restore,
    SetVisibility(Visibility),
}

impl BatchAction {
    /// To how many photos it can be done at once.
    pub const PHOTOS_MAX: usize = 500;
}

/// What became of one of them.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BatchResult {
    pub id: PhotoId,
    /// A problem document (RFC 9457) when nothing was done to it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub error: Option<Problem>,
}
