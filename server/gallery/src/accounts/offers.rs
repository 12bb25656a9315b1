//! Letting a device in by a link: one that a signed-in device shows to another one, or one that an administrator makes for somebody who
//! has forgotten the password.

use super::{AccountError, Client, SignedIn, hash_of, tokens::TokenError};
use crate::{
    Gallery,
    audit::Actor,
    database,
    entity::{account, sign_in_offer},
    outside::at,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use chrono::{DateTime, TimeDelta, Utc};
use model::{AccountId, AuditEvent, SessionId};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter};
use secrecy::{ExposeSecret, SecretString};

/// What can be done with links that let a device in.
pub struct Offers<'a>(pub(crate) &'a Gallery);

/// A link that an administrator made.
#[derive(Clone, Debug)]
pub struct SignInLink {
    pub secret: SecretString,
    pub ends_at: DateTime<Utc>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The name of the account.
    pub username: String,
    /// Whether an administrator made the link, and not another device of that account.
    pub by_admin: bool,
}

impl Offers<'_> {
    /// Where the secret of a link goes in an address.
    pub const PATH: &'static str = "/signin/link#";
    /// How long a link of a signed-in device can be used.
    pub const LIFETIME: TimeDelta = TimeDelta::minutes(2);
    /// How long a link of an administrator can be used: it has to find its way to somebody.
    pub const LIFETIME_BY_ADMIN: TimeDelta = TimeDelta::days(1);

    /// Make the secret of a link that lets one other device into the account of this session. It replaces the one that the
    /// session made before. Only its hash is kept.
    pub async fn make(&self, account: AccountId, session: SessionId) -> Result<SecretString, AccountError> {
        let secret = BASE64.encode(self.0.random().bytes::<32>());
        let row = sign_in_offer::ActiveModel {
            secret_hash: Set(hash_of(&secret)),
            account_id: Set(account.0),
            session_id: Set(Some(session.0)),
            ends_at: Set((self.0.clock().now() + Self::LIFETIME).timestamp_micros()),
        };
        let transaction = database::write(self.0.database()).await?;
        let before = sign_in_offer::Entity::delete_many().filter(sign_in_offer::Column::SessionId.eq(session.0));
        before.exec(&transaction).await?;
        sign_in_offer::Entity::insert(row).exec_without_returning(&transaction).await?;
        transaction.commit().await?;
        Ok(secret.into())
    }

    /// Make a link that lets somebody in who has forgotten the password: once, within a day. It replaces the one before.
    ///
    /// Errors: `NotFound`; `Disabled`.
    pub async fn make_for(&self, person: AccountId, actor: Actor) -> Result<SignInLink, AccountError> {
        let ends_at = self.0.clock().now() + Self::LIFETIME_BY_ADMIN;
        let transaction = database::write(self.0.database()).await?;
        let account = account::Entity::find_by_id(person.0).one(&transaction).await?.ok_or(AccountError::NotFound)?;
        if account.disabled_at.is_some() {
            return Err(AccountError::Disabled);
        }
        let link = self.link(person, ends_at);
        let row = sign_in_offer::ActiveModel {
            secret_hash: Set(hash_of(link.secret.expose_secret())),
            account_id: Set(person.0),
            session_id: Set(None),
            ends_at: Set(ends_at.timestamp_micros()),
        };
        sign_in_offer::Entity::delete_many().filter(made_for(person)).exec(&transaction).await?;
        sign_in_offer::Entity::insert(row).exec_without_returning(&transaction).await?;
        self.0.audit().record(&transaction, actor, Some(&account), AuditEvent::SignInLinkMade).await?;
        transaction.commit().await?;
        Ok(link)
    }

    /// The link that an administrator made for somebody, while it can be used.
    pub async fn made_for(&self, person: AccountId) -> Result<Option<SignInLink>, AccountError> {
        let row = sign_in_offer::Entity::find().filter(made_for(person)).one(self.0.database()).await?;
        let row = row.filter(|row| row.ends_at > self.0.now_micros());
        // Under another signing secret it was another one.
        Ok(row
            .map(|row| (self.link(person, at(row.ends_at)), row))
            .filter(|(link, row)| hash_of(link.secret.expose_secret()) == row.secret_hash)
            .map(|(link, _)| link))
    }

    /// The link for somebody that ends then: always the same, so that it can be shown again. The database has only its hash.
    fn link(&self, person: AccountId, ends_at: DateTime<Utc>) -> SignInLink {
        let parts: [&[u8]; 3] = [b"sign in", person.0.as_bytes(), &ends_at.timestamp_micros().to_be_bytes()];
        let mac = self.0.keys().first().map(|key| key.link_mac(&parts)).unwrap_or_default();
        SignInLink { secret: BASE64.encode(mac).into(), ends_at }
    }

    /// Where a link leads. That does not use it up.
    ///
    /// Errors: `OfferEnded` when it was used, is too old or never was, or when the session that made it has ended.
    pub async fn see(&self, secret: &str) -> Result<Offered, AccountError> {
        let (account, by_admin) = self.live(self.0.database(), secret).await?;
        Ok(Offered { username: account.username, by_admin })
    }

    /// Use a link up: sign the client in. Answers whether an administrator made the link.
    ///
    /// Errors: as [`Self::see`].
    pub async fn accept(&self, secret: &str, client: &Client) -> Result<(SignedIn, bool), AccountError> {
        let transaction = database::write(self.0.database()).await?;
        let (account, by_admin) = self.live(&transaction, secret).await?;
        // Of two devices at once, one deletes it.
        let used = sign_in_offer::Entity::delete_by_id(hash_of(secret)).exec(&transaction).await?;
        if used.rows_affected == 0 {
            return Err(AccountError::OfferEnded);
        }
        let signed_in = self.0.sessions().begin(&transaction, AccountId(account.id), client, by_admin).await?;
        transaction.commit().await?;
        Ok((signed_in, by_admin))
    }

    /// Forget links that can no longer be used.
    pub async fn forget_ended(&self) -> Result<u64, AccountError> {
        let ended = sign_in_offer::Entity::delete_many().filter(sign_in_offer::Column::EndsAt.lte(self.0.now_micros()));
        Ok(ended.exec(self.0.database()).await?.rows_affected)
    }

    /// The account that a link leads into while it can be used, and whether an administrator made the link.
    async fn live(&self, database: &impl ConnectionTrait, secret: &str) -> Result<(account::Model, bool), AccountError> {
        let now = self.0.clock().now();
        let offer = sign_in_offer::Entity::find_by_id(hash_of(secret)).one(database).await?;
        let offer = offer.filter(|offer| now < at(offer.ends_at)).ok_or(AccountError::OfferEnded)?;
        let Some(session) = offer.session_id else {
            let account = account::Entity::find_by_id(offer.account_id).one(database).await?;
            let account = account.filter(|account| account.disabled_at.is_none()).ok_or(AccountError::OfferEnded)?;
            return Ok((account, true));
        };
        match self.0.sessions().live(database, SessionId(session), now).await {
            Ok((_, account)) => Ok((account, false)),
            Err(TokenError::Database(error)) => Err(error.into()),
            Err(_) => Err(AccountError::OfferEnded),
        }
    }
}

/// The links that administrators made for somebody.
fn made_for(person: AccountId) -> Condition {
    sign_in_offer::Column::AccountId.eq(person.0).and(sign_in_offer::Column::SessionId.is_null()).into()
}
