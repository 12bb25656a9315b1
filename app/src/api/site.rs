//! The gallery itself.

use leptos::prelude::*;
use model::{AppError, Site};

/// How this gallery is set up.
#[server(name = SeeSite, endpoint = "site")]
pub async fn site() -> Result<Site, AppError> {
    super::answer::gallery().site().await.map_err(super::answer::refuse)
}
