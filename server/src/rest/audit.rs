//! Who did what.

use super::body::QueryOf;
use app::who::Admin;
use axum::{Json, extract::State};
use gallery::Gallery;
use model::{AccountId, AppError, AuditEntry, AuditTopic, Page};
use serde::Deserialize;
use utoipa::IntoParams;

/// What to list.
#[derive(Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Listing {
    /// Only what is about this.
    #[param(inline)]
    topic: Option<AuditTopic>,
    /// Only what was done by this person, or to them.
    person: Option<AccountId>,
    /// Where an answer ended: its `next_cursor`.
    cursor: Option<String>,
    /// How many at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: u32,
}

impl Default for Listing {
    fn default() -> Self {
        Self { topic: None, person: None, cursor: None, limit: 50 }
    }
}

/// Who did what, when, and from where, the newest first.
///
/// Errors: `forbidden` for members; `invalid` for a bad cursor or limit.
#[utoipa::path(get, path = "/audit", tag = "Administration", operation_id = "list_audit", params(Listing),
    responses((status = OK, description = "A page of the log.", body = Page<AuditEntry>)))]
pub async fn list(
    _: Admin,
    State(gallery): State<Gallery>,
    QueryOf(listing): QueryOf<Listing>,
) -> Result<Json<Page<AuditEntry>>, AppError> {
    let Listing { topic, person, cursor, limit } = listing;
    Ok(Json(gallery.audit().list(topic, person, cursor.as_deref(), limit).await?))
}
