//! Keys with which programs come in instead of people.

use super::{AccountError, Identity, hash_of, sessions::Credential, tokens::TokenError};
use crate::{
    Gallery,
    audit::Actor,
    database,
    entity::{account, api_key},
    outside::at,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use chrono::TimeDelta;
use model::{AccountId, ApiKey, AuditEvent, KeyId, KeyScope, MadeApiKey, NewApiKey};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder};

/// What can be done with API keys.
pub struct ApiKeys<'a>(pub(crate) &'a Gallery);

impl ApiKeys<'_> {
    /// What every key begins with, so that people, programs and scanners for leaked secrets know one when they see it.
    pub const PREFIX: &'static str = "pinhole_";

    /// How exactly it is kept when a key was last used.
    const LAST_USED: TimeDelta = TimeDelta::minutes(1);

    /// Make a key for an account. Only its hash is kept.
    ///
    /// Errors: `Invalid`.
    pub async fn make(&self, account: AccountId, new: NewApiKey, actor: Actor) -> Result<MadeApiKey, AccountError> {
        let now = self.0.clock().now();
        let NewApiKey { name, scopes, expires_at } = new.checked(now).map_err(AccountError::Invalid)?;
        let key = format!("{}{}", Self::PREFIX, BASE64.encode(self.0.random().bytes::<32>()));
        let row = api_key::Model {
            id: self.0.new_id(),
            account_id: account.0,
            name,
            scopes: scopes.into_iter().map(KeyScope::as_str).collect::<Vec<_>>().join(" "),
            secret_hash: hash_of(&key),
            created_at: now.timestamp_micros(),
            expires_at: expires_at.map(|end| end.timestamp_micros()),
            last_used_at: None,
            revoked_at: None,
        };
        let transaction = database::write(self.0.database()).await?;
        let owner = account::Entity::find_by_id(account.0).one(&transaction).await?;
        api_key::Entity::insert(api_key::ActiveModel::from(row.clone())).exec_without_returning(&transaction).await?;
        let event = AuditEvent::KeyMade { name: row.name.clone(), scopes: row.scopes() };
        self.0.audit().record(&transaction, actor, owner.as_ref(), event).await?;
        transaction.commit().await?;
        tracing::info!(%account, key = %row.id, "API key made");
        Ok(MadeApiKey { api_key: row.into(), key })
    }

    /// The keys of an account, the newest first. Those that have ended are among them, those that were withdrawn are not.
    pub async fn list(&self, account: AccountId) -> Result<Vec<ApiKey>, AccountError> {
        let own = Condition::all().add(api_key::Column::AccountId.eq(account.0)).add(api_key::Column::RevokedAt.is_null());
        let rows = api_key::Entity::find().filter(own).order_by_desc(api_key::Column::Id).all(self.0.database()).await?;
        Ok(rows.into_iter().map(ApiKey::from).collect())
    }

    /// Withdraw a key: nobody comes in with it any more.
    ///
    /// Errors: `NotFound` when it is not one of the account's.
    pub async fn withdraw(&self, account: AccountId, id: KeyId, actor: Actor) -> Result<(), AccountError> {
        let own = api_key::Column::AccountId.eq(account.0).and(api_key::Column::RevokedAt.is_null());
        let transaction = database::write(self.0.database()).await?;
        let found = api_key::Entity::find_by_id(id.0).filter(own).find_also_related(account::Entity).one(&transaction).await?;
        let (key, owner) = found.ok_or(AccountError::NotFound)?;
        let withdrawn = api_key::ActiveModel { id: Set(id.0), revoked_at: Set(Some(self.0.now_micros())), ..Default::default() };
        api_key::Entity::update(withdrawn).exec(&transaction).await?;
        self.0.audit().record(&transaction, actor, owner.as_ref(), AuditEvent::KeyWithdrawn { name: key.name }).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Who a key speaks for, and what it may do.
    ///
    /// Errors: `Invalid`; `Expired`; `Revoked` when it was withdrawn or its account is disabled.
    pub async fn identify(&self, key: &str) -> Result<Identity, TokenError> {
        let now = self.0.clock().now();
        let named = api_key::Column::SecretHash.eq(hash_of(key));
        let found = api_key::Entity::find().filter(named).find_also_related(account::Entity).one(self.0.database()).await?;
        let Some((row, Some(account))) = found else { return Err(TokenError::Invalid) };
        if row.revoked_at.is_some() || account.disabled_at.is_some() {
            return Err(TokenError::Revoked);
        }
        let expires_at = row.expires_at.map(at);
        if expires_at.is_some_and(|end| end <= now) {
            return Err(TokenError::Expired);
        }
        if row.last_used_at.is_none_or(|last| at(last) + Self::LAST_USED <= now) {
            let used = api_key::ActiveModel { id: Set(row.id), last_used_at: Set(Some(now.timestamp_micros())), ..Default::default() };
            api_key::Entity::update(used).exec(self.0.database()).await?;
        }
        Ok(Identity {
            account: AccountId(account.id),
            role: account.role(),
            by: Credential::Key(row.scopes()),
            expires_in: expires_at.map(|end| (end - now).num_seconds()),
        })
    }

    /// Forget keys that were withdrawn more than a day ago.
    pub async fn forget_withdrawn(&self) -> Result<u64, AccountError> {
        let yesterday = (self.0.clock().now() - TimeDelta::days(1)).timestamp_micros();
        let withdrawn = api_key::Entity::delete_many().filter(api_key::Column::RevokedAt.lt(yesterday));
        Ok(withdrawn.exec(self.0.database()).await?.rows_affected)
    }
}
