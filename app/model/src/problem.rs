//! Errors as they travel (RFC 9457).

use crate::AppError;
use serde::{Deserialize, Serialize};

/// An error as it travels (RFC 9457).
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
                .map(|flaw| ProblemField { field: flaw.field.to_string(), code: flaw.flaw.code().to_owned(), detail: flaw.detail() })
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

#[cfg(feature = "http")]
impl axum_core::response::IntoResponse for AppError {
    /// The status alone, with the error beside it: the server's error layer writes the body, because it knows
    /// the request's id and whether a page or a program asks.
    fn into_response(self) -> axum_core::response::Response {
        let status = http::StatusCode::from_u16(self.status()).unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
