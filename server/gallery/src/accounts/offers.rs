//! Letting another device in: a link that a signed-in device shows, and that signs one other device in.

use super::{AccountError, SignedIn, tokens::TokenError};
use crate::{
    Gallery, database,
    entity::{account, sign_in_offer},
    keys::hex,
    outside::at,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use chrono::TimeDelta;
use model::{AccountId, SessionId};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use secrecy::SecretString;
use sha2::{Digest, Sha256};

/// What can be done with links that let another device in.
pub struct Offers<'a>(pub(crate) &'a Gallery);

impl Offers<'_> {
    /// How long a link can be used.
    pub const LIFETIME: TimeDelta = TimeDelta::minutes(2);

    /// Make the secret of a link that lets one other device into the account of this session. It replaces the one that the
    /// session made before. Only its hash is kept.
    pub async fn make(&self, session: SessionId) -> Result<SecretString, AccountError> {
        let secret = BASE64.encode(self.0.random().bytes::<32>());
        let row = sign_in_offer::ActiveModel {
            secret_hash: Set(hash(&secret)),
            session_id: Set(session.0),
            ends_at: Set((self.0.clock().now() + Self::LIFETIME).timestamp_micros()),
        };
        let transaction = database::write(self.0.database()).await?;
        let before = sign_in_offer::Entity::delete_many().filter(sign_in_offer::Column::SessionId.eq(session.0));
        before.exec(&transaction).await?;
        sign_in_offer::Entity::insert(row).exec_without_returning(&transaction).await?;
        transaction.commit().await?;
        Ok(secret.into())
    }

    /// The username of the account that a link leads into. That does not use it up.
    ///
    /// Errors: `OfferEnded` when it was used, is too old or never was, or when the session that made it has ended.
    pub async fn see(&self, secret: &str) -> Result<String, AccountError> {
        Ok(self.live(self.0.database(), secret).await?.username)
    }

    /// Use a link up: sign `device` in.
    ///
    /// Errors: as [`Self::see`].
    pub async fn accept(&self, secret: &str, device: &str) -> Result<SignedIn, AccountError> {
        let transaction = database::write(self.0.database()).await?;
        let account = self.live(&transaction, secret).await?;
        // Of two devices at once, one deletes it.
        let used = sign_in_offer::Entity::delete_by_id(hash(secret)).exec(&transaction).await?;
        if used.rows_affected == 0 {
            return Err(AccountError::OfferEnded);
        }
        let signed_in = self.0.sessions().begin(&transaction, AccountId(account.id), device).await?;
        transaction.commit().await?;
        Ok(signed_in)
    }

    /// Forget links that can no longer be used.
    pub async fn forget_ended(&self) -> Result<u64, AccountError> {
        let ended = sign_in_offer::Entity::delete_many().filter(sign_in_offer::Column::EndsAt.lte(self.0.now_micros()));
        Ok(ended.exec(self.0.database()).await?.rows_affected)
    }

    /// The account that a link leads into while it can be used.
    async fn live(&self, database: &impl ConnectionTrait, secret: &str) -> Result<account::Model, AccountError> {
        let now = self.0.clock().now();
        let offer = sign_in_offer::Entity::find_by_id(hash(secret)).one(database).await?;
        let offer = offer.filter(|offer| now < at(offer.ends_at)).ok_or(AccountError::OfferEnded)?;
        match self.0.sessions().live(database, SessionId(offer.session_id), now).await {
            Ok((_, account)) => Ok(account),
            Err(TokenError::Database(error)) => Err(error.into()),
            Err(_) => Err(AccountError::OfferEnded),
        }
    }
}

fn hash(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}
