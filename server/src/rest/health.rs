//! Whether the program is alive and ready, for whoever watches over it.

use axum::extract::State;
use gallery::Gallery;
use model::AppError;

/// The program answers.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// Database and storage answer too.
///
/// Errors: `unavailable`.
pub async fn ready(State(gallery): State<Gallery>) -> Result<&'static str, AppError> {
    gallery.ready().await?;
    Ok("ready\n")
}
