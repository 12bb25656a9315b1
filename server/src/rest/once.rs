//! Requests that may come again: with an `Idempotency-Key`, what they ask for is done once (draft-ietf-httpapi-idempotency-key-header).

use axum::http::{HeaderMap, HeaderName};
use gallery::{Gallery, Standing};
use model::{AccountId, AppError, Field, Flaw};
use serde::{Serialize, de::DeserializeOwned};
use std::fmt;

const HEADER: HeaderName = HeaderName::from_static("idempotency-key");

/// Says of an answer that it was given before.
pub const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// What a client calls one request, however often it sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// The longest one may be, in bytes.
    const MAX: usize = 255;

    /// The key that a request came with, if any.
    ///
    /// Errors: `invalid` when it is empty, too long, or not of visible ASCII.
    pub fn of(headers: &HeaderMap) -> Result<Option<Self>, AppError> {
        let Some(value) = headers.get(HEADER) else { return Ok(None) };
        let invalid = |flaw| Err(AppError::invalid(Field::Named("Idempotency-Key".to_owned()), flaw));
        match value.to_str() {
            Ok("") => invalid(Flaw::Empty),
            Ok(key) if key.len() > Self::MAX => invalid(Flaw::TooLong { max: Self::MAX }),
            Ok(key) => Ok(Some(Self(key.to_owned()))),
            Err(_) => invalid(Flaw::Expected("of visible ASCII characters".to_owned())),
        }
    }

    /// Carry out `work` for an account if this is the first request with this key, else answer as before. Once the work has begun it
    /// is carried through, even if nobody waits for the answer. Answers what it came to, and whether that was so before.
    ///
    /// Errors: `idempotency_in_progress`; `idempotency_key_reused` when the first one was another one by its fingerprint.
    pub async fn once<T, W>(
        self,
        gallery: Gallery,
        account: AccountId,
        fingerprint: String,
        work: W,
    ) -> Result<(Result<T, AppError>, bool), AppError>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
        W: Future<Output = Result<T, AppError>> + Send + 'static,
    {
        match gallery.kept_answers().begin(account, &self.0, &fingerprint).await.map_err(fault)? {
            Standing::First => {}
            Standing::Running => return Err(AppError::IdempotencyInProgress),
            Standing::Another => return Err(AppError::IdempotencyReused),
            Standing::Answered(text) => return serde_json::from_str(&text).map(|answer| (answer, true)).map_err(fault),
        }
        let working = tokio::spawn(async move {
            let answer = work.await;
            // Faults of our own are not kept: the next try may go well.
            let is_final = answer.as_ref().map_or_else(|error| error.status() < 500, |_| true);
            let text = is_final.then(|| serde_json::to_string(&answer)).transpose().map_err(fault)?;
            gallery.kept_answers().end(account, &self.0, text).await.map_err(fault)?;
            Ok((answer, false))
        });
        working.await.map_err(fault)?
    }
}

fn fault(error: impl fmt::Display) -> AppError {
    tracing::error!(%error, "an answer that is kept");
    AppError::Internal
}
