//! What a page without script carries from one request to the next: an error, and what was typed. It travels in the
//! page's own address, so the server and the browser render the same.

use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use model::{AppError, FieldError, Flaw};

/// The error and the typed values in the address of the current page.
#[derive(Clone)]
pub struct Carried(ParamsMap);

/// Read them from the current address.
pub fn use_carried() -> Carried {
    Carried(use_query_map().get_untracked())
}

impl Carried {
    const ERROR: &str = "error";

    /// The address of `page` (a path, maybe with a query) with an error and typed values in its query.
    #[cfg(feature = "ssr")]
    pub fn address(page: &str, error: &AppError, typed: &[(&'static str, &str)]) -> String {
        let mut query = ParamsMap::new();
        for (name, value) in typed {
            query.insert(*name, (*value).to_owned());
        }
        query.insert(Self::ERROR, serde_json::to_string(error).unwrap_or_default());
        let query = query.to_query_string();
        match page.split_once('?') {
            Some((path, own)) => format!("{path}{query}&{own}"),
            None => format!("{page}{query}"),
        }
    }

    /// What went wrong, if this page was come back to.
    pub fn error(&self) -> Option<AppError> {
        let error = serde_json::from_slice(self.0.get(Self::ERROR)?.as_bytes()).ok()?;
        Some(without_foreign_words(error))
    }

    /// What was typed in the field of this name; empty when nothing was.
    pub fn typed(&self, field: &str) -> String {
        self.0.get(field).unwrap_or_default()
    }
}

/// Anyone can write an address, so none of its words are shown: only sentences that are our own.
fn without_foreign_words(error: AppError) -> AppError {
    let own = match &error {
        AppError::Malformed(_) | AppError::UnsupportedMediaType(_) | AppError::TypeNotAllowed { found: Some(_), .. } => false,
        AppError::Invalid(flaws) => !flaws.iter().any(has_words),
        _ => true,
    };
    if own { error } else { AppError::Malformed("That did not work. Check what you entered and try again.".to_owned()) }
}

fn has_words(error: &FieldError) -> bool {
    matches!(error.field, model::Field::Named(_)) || matches!(error.flaw, Flaw::Expected(_))
}
