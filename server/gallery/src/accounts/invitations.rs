//! Links with which people make an account where not everybody can.

use super::{AccountError, hash_of};
use crate::{Gallery, audit::Actor, database, entity::invitation, outside::at};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use chrono::TimeDelta;
use model::{AuditEvent, Invitation, InvitationId, NewInvitation};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QueryOrder, sea_query::Expr,
};
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

/// How long an invitation is listed after it was used or has ended.
const LISTED: TimeDelta = TimeDelta::days(30);

/// What can be done with invitations.
pub struct Invitations<'a>(pub(crate) &'a Gallery);

impl Invitations<'_> {
    /// Where the secret of an invitation goes in an address.
    pub const PATH: &'static str = "/signup?invitation=";

    /// Invite somebody to make one account.
    ///
    /// Errors: what is wrong with it.
    pub async fn make(&self, new: &NewInvitation, actor: Actor) -> Result<Invitation, AccountError> {
        let (note, days) = new.checked().map_err(AccountError::Invalid)?;
        let id = self.0.new_id();
        let now = self.0.clock().now();
        let row = invitation::Model {
            id,
            secret_hash: hash_of(self.secret(id).expose_secret()),
            note: note.clone(),
            created_at: now.timestamp_micros(),
            ends_at: (now + TimeDelta::days(days.into())).timestamp_micros(),
            used_by: None,
        };
        let transaction = database::write(self.0.database()).await?;
        invitation::Entity::insert(invitation::ActiveModel::from(row.clone())).exec_without_returning(&transaction).await?;
        self.0.audit().record(&transaction, actor, None, AuditEvent::InvitationMade { note }).await?;
        transaction.commit().await?;
        Ok(self.told(row))
    }

    /// All that can be used, and those that ended lately, the newest first.
    pub async fn list(&self) -> Result<Vec<Invitation>, AccountError> {
        let rows = invitation::Entity::find().order_by_desc(invitation::Column::CreatedAt).all(self.0.database()).await?;
        Ok(rows.into_iter().map(|row| self.told(row)).collect())
    }

    /// Withdraw an invitation: nobody comes in with it any more.
    ///
    /// Errors: `NotFound`, also when it was used.
    pub async fn withdraw(&self, id: InvitationId, actor: Actor) -> Result<(), AccountError> {
        let transaction = database::write(self.0.database()).await?;
        let found = invitation::Entity::find_by_id(id.0).one(&transaction).await?;
        let row = found.filter(|row| row.used_by.is_none()).ok_or(AccountError::NotFound)?;
        invitation::Entity::delete_by_id(id.0).exec(&transaction).await?;
        self.0.audit().record(&transaction, actor, None, AuditEvent::InvitationWithdrawn { note: row.note }).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Whether an invitation with this secret can be used now.
    ///
    /// Errors: `InvitationEnded`.
    pub async fn see(&self, secret: &str) -> Result<(), AccountError> {
        self.live(self.0.database(), secret).await.map(drop)
    }

    /// Use an invitation up, for an account of this name.
    ///
    /// Errors: `InvitationEnded`.
    pub(super) async fn accept(&self, transaction: &DatabaseTransaction, secret: &str, username: &str) -> Result<(), AccountError> {
        let row = self.live(transaction, secret).await?;
        let used = invitation::Entity::update_many()
            .col_expr(invitation::Column::UsedBy, Expr::value(username))
            .filter(invitation::Column::Id.eq(row.id).and(invitation::Column::UsedBy.is_null()))
            .exec(transaction)
            .await?;
        if used.rows_affected == 0 { Err(AccountError::InvitationEnded) } else { Ok(()) }
    }

    /// Forget those that ended long ago.
    pub async fn forget_ended(&self) -> Result<u64, AccountError> {
        let before = (self.0.clock().now() - LISTED).timestamp_micros();
        let ended = invitation::Entity::delete_many().filter(invitation::Column::EndsAt.lte(before));
        Ok(ended.exec(self.0.database()).await?.rows_affected)
    }

    async fn live(&self, database: &impl ConnectionTrait, secret: &str) -> Result<invitation::Model, AccountError> {
        let which = Condition::all()
            .add(invitation::Column::SecretHash.eq(hash_of(secret)))
            .add(invitation::Column::UsedBy.is_null())
            .add(invitation::Column::EndsAt.gt(self.0.now_micros()));
        invitation::Entity::find().filter(which).one(database).await?.ok_or(AccountError::InvitationEnded)
    }

    /// The secret of an invitation: always the same, so that its link can be shown again. The database has only its hash.
    fn secret(&self, id: Uuid) -> SecretString {
        let mac = self.0.keys().first().map(|key| key.link_mac(&[b"invitation", id.as_bytes()])).unwrap_or_default();
        BASE64.encode(&mac[..24]).into()
    }

    fn told(&self, row: invitation::Model) -> Invitation {
        let secret = self.secret(row.id);
        let secret = secret.expose_secret();
        // It was made under a signing secret that is the first no more.
        let is_ours = row.secret_hash == hash_of(secret);
        let is_live = row.used_by.is_none() && row.ends_at > self.0.now_micros();
        Invitation {
            id: InvitationId(row.id),
            note: row.note,
            created_at: at(row.created_at),
            expires_at: at(row.ends_at),
            used_by: row.used_by,
            url: (is_live && is_ours).then(|| format!("{}{secret}", Self::PATH)),
        }
    }
}
