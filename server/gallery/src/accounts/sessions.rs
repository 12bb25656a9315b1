//! Signed-in devices and the tokens that keep them so.

use super::{
    AccountError, Client,
    tokens::{self, RefreshToken, TokenError},
};
use crate::{
    Gallery,
    audit::Actor,
    database,
    entity::{account, session},
    outside::at,
};
use chrono::{DateTime, TimeDelta, Utc};
use model::{AccountId, AuditEvent, Device, KeyScope, Role, SessionId, Tokens};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};

/// How long the token before the last still counts: an answer may have been lost, or two tabs may have asked at once.
const GRACE: TimeDelta = TimeDelta::seconds(60);

/// Somebody who was recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    pub account: AccountId,
    pub role: Role,
    /// How they came in.
    pub by: Credential,
    /// Seconds until what they came in with ends: 0 for one let in by a refresh token alone, none for a key without end.
    pub expires_in: Option<i64>,
}

/// What somebody comes in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credential {
    /// A token of a signed-in device. It may do all that the account may.
    Session(SessionId),
    /// An API key with these scopes.
    Key(Vec<KeyScope>),
}

/// A session that was begun or carried on, with the tokens for it.
#[derive(Clone)]
pub struct SignedIn {
    pub identity: Identity,
    pub tokens: Tokens,
}

/// What can be done with sessions.
pub struct Sessions<'a>(pub(crate) &'a Gallery);

impl Sessions<'_> {
    /// Begin a session of an account. In one that `resets_password`, a new password can be chosen without the one before.
    pub(super) async fn begin(
        &self,
        transaction: &DatabaseTransaction,
        account: AccountId,
        client: &Client,
        resets_password: bool,
    ) -> Result<SignedIn, AccountError> {
        let now = self.0.clock().now();
        let id = SessionId(self.0.new_id());
        let token = RefreshToken::first(self.0.keys(), id, self.0.random().bytes()).map_err(token_fault)?;
        let ends_at = now + self.0.options().refresh_max;
        let row = session::ActiveModel {
            id: Set(id.0),
            account_id: Set(account.0),
            device: Set(client.device.chars().take(120).collect()),
            refresh_hash: Set(token.hash()),
            previous_hash: Set(None),
            rotated_at: Set(now.timestamp_micros()),
            created_at: Set(now.timestamp_micros()),
            idle_until: Set(self.idle_until(now, ends_at).timestamp_micros()),
            ends_at: Set(ends_at.timestamp_micros()),
            revoked_at: Set(None),
            resets_password: Set(resets_password),
        };
        session::Entity::insert(row).exec_without_returning(transaction).await?;
        let account = account::Entity::find_by_id(account.0).one(transaction).await?.ok_or(AccountError::NotFound)?;
        let actor = Actor { account: Some(AccountId(account.id)), ..Actor::arriving(client) };
        self.0.audit().record(transaction, actor, Some(&account), AuditEvent::SignedIn).await?;
        self.tokens(account, &token, self.idle_until(now, ends_at)).map_err(token_fault)
    }

    /// Who an access token speaks for.
    ///
    /// Errors: `Expired`, `Invalid`, or `Revoked` when its session was ended.
    pub async fn identify(&self, access_token: &str) -> Result<Identity, TokenError> {
        let now = self.0.clock().now();
        let claims = tokens::verify(self.0.keys(), access_token, now)?;
        let (_, account) = self.live(self.0.database(), claims.sid, now).await?;
        Ok(identity(&account, claims.sid, claims.exp - now.timestamp()))
    }

    /// Who a refresh token speaks for, without using it: for requests that must not change anything.
    ///
    /// Errors: as [`Self::refresh`], but nothing is revoked.
    pub async fn recognise(&self, refresh_token: &str) -> Result<Identity, TokenError> {
        let now = self.0.clock().now();
        let token = RefreshToken::parse(self.0.keys(), refresh_token)?;
        let (session, account) = self.live(self.0.database(), token.session, now).await?;
        match counts(&session, &token, now) {
            Counts::Stale => Err(TokenError::Reused),
            Counts::Current | Counts::Previous => Ok(identity(&account, token.session, 0)),
        }
    }

    /// Exchange a refresh token for new tokens.
    ///
    /// The token before the last gets the same answer again for a minute, until its successor is used. Anything older
    /// means that somebody else has a copy: the session is revoked.
    ///
    /// Errors: `Invalid`, `Expired`, `Revoked`, `Reused`.
    pub async fn refresh(&self, refresh_token: &str) -> Result<SignedIn, TokenError> {
        let now = self.0.clock().now();
        let token = RefreshToken::parse(self.0.keys(), refresh_token)?;
        // A write transaction from the start: of two requests with the same token, one waits and then finds it used.
        let transaction = database::write(self.0.database()).await?;
        let (session, account) = self.live(&transaction, token.session, now).await?;
        let mut successors = token.successors(self.0.keys());
        let idle_until = self.idle_until(now, at(session.ends_at));
        let successor = match counts(&session, &token, now) {
            Counts::Previous => successors.find(|successor| successor.hash() == session.refresh_hash).ok_or(TokenError::Invalid)?,
            Counts::Current => {
                let successor = successors.next().ok_or(TokenError::Invalid)?;
                let row = session::ActiveModel {
                    id: Set(session.id),
                    refresh_hash: Set(successor.hash()),
                    previous_hash: Set(Some(token.hash())),
                    rotated_at: Set(now.timestamp_micros()),
                    idle_until: Set(idle_until.timestamp_micros()),
                    ..Default::default()
                };
                session::Entity::update(row).exec(&transaction).await?;
                successor
            }
            Counts::Stale => {
                revoke(&transaction, session::Column::Id.eq(session.id).into(), now.timestamp_micros()).await?;
                transaction.commit().await?;
                tracing::warn!(session = %token.session, "an old refresh token came back; its session was ended");
                return Err(TokenError::Reused);
            }
        };
        transaction.commit().await?;
        self.tokens(account, &successor, idle_until)
    }

    /// The devices signed in with an account, the current one first, then the last seen.
    pub async fn list(&self, account: AccountId, current: SessionId) -> Result<Vec<Device>, AccountError> {
        let live = Condition::all()
            .add(session::Column::AccountId.eq(account.0))
            .add(session::Column::RevokedAt.is_null())
            .add(session::Column::IdleUntil.gt(self.0.now_micros()));
        let rows = session::Entity::find().filter(live).order_by_desc(session::Column::RotatedAt).all(self.0.database()).await?;
        let mut devices: Vec<_> = rows
            .into_iter()
            .map(|row| Device {
                id: SessionId(row.id),
                name: row.device,
                signed_in_at: at(row.created_at),
                last_seen_at: at(row.rotated_at),
                current: row.id == current.0,
            })
            .collect();
        devices.sort_by_key(|device| !device.current);
        Ok(devices)
    }

    /// End one session of an account.
    ///
    /// Errors: `NotFound` when it is not one of the account's.
    pub async fn end(&self, account: AccountId, id: SessionId) -> Result<(), AccountError> {
        let own = Condition::all().add(session::Column::AccountId.eq(account.0)).add(session::Column::Id.eq(id.0));
        match revoke(self.0.database(), own, self.0.now_micros()).await? {
            0 => Err(AccountError::NotFound),
            _ => Ok(()),
        }
    }

    /// End every session of an account but `keep`.
    pub async fn end_others(&self, account: AccountId, keep: SessionId) -> Result<(), AccountError> {
        let others = Condition::all().add(session::Column::AccountId.eq(account.0)).add(session::Column::Id.ne(keep.0));
        revoke(self.0.database(), others, self.0.now_micros()).await?;
        Ok(())
    }

    /// Whether a new password can be chosen in a session without the one before.
    pub async fn resets_password(&self, id: SessionId) -> Result<bool, AccountError> {
        let session = session::Entity::find_by_id(id.0).one(self.0.database()).await?;
        Ok(session.is_some_and(|session| session.resets_password))
    }

    /// Forget sessions that ended more than a day ago.
    pub async fn forget_ended(&self) -> Result<u64, AccountError> {
        let yesterday = (self.0.clock().now() - TimeDelta::days(1)).timestamp_micros();
        let ended = Condition::any().add(session::Column::RevokedAt.lt(yesterday)).add(session::Column::IdleUntil.lt(yesterday));
        Ok(session::Entity::delete_many().filter(ended).exec(self.0.database()).await?.rows_affected)
    }

    /// A session that has not ended, with its account.
    pub(super) async fn live(
        &self,
        database: &impl ConnectionTrait,
        id: SessionId,
        now: DateTime<Utc>,
    ) -> Result<(session::Model, account::Model), TokenError> {
        let found = session::Entity::find_by_id(id.0).find_also_related(account::Entity).one(database).await?;
        let Some((session, Some(account))) = found else { return Err(TokenError::Revoked) };
        if account.disabled_at.is_some() {
            return Err(TokenError::Disabled);
        }
        if session.revoked_at.is_some() {
            return Err(TokenError::Revoked);
        }
        if at(session.idle_until) <= now || at(session.ends_at) <= now {
            return Err(TokenError::Expired);
        }
        Ok((session, account))
    }

    fn idle_until(&self, now: DateTime<Utc>, ends_at: DateTime<Utc>) -> DateTime<Utc> {
        Ord::min(ends_at, now + self.0.options().refresh_idle)
    }

    fn tokens(&self, account: account::Model, refresh: &RefreshToken, idle_until: DateTime<Utc>) -> Result<SignedIn, TokenError> {
        let now = self.0.clock().now();
        let ttl = self.0.options().access_ttl;
        let identity = identity(&account, refresh.session, ttl.num_seconds());
        let tokens = Tokens {
            access_token: tokens::sign(self.0.keys(), identity.account, refresh.session, self.0.new_id(), now, ttl)?,
            token_type: "Bearer".to_owned(),
            expires_in: ttl.num_seconds(),
            refresh_token: refresh.text(),
            refresh_expires_in: (idle_until - now).num_seconds(),
            account: self.0.account(account),
        };
        Ok(SignedIn { identity, tokens })
    }
}

/// Mark sessions as ended, from the given moment on. Answers how many were still going.
pub(super) async fn revoke(database: &impl ConnectionTrait, which: Condition, now_micros: i64) -> Result<u64, DbErr> {
    let ended = session::Entity::update_many()
        .col_expr(session::Column::RevokedAt, Expr::value(now_micros))
        .filter(which)
        .filter(session::Column::RevokedAt.is_null())
        .exec(database)
        .await?;
    Ok(ended.rows_affected)
}

/// How a refresh token that was really made here stands to its session.
enum Counts {
    Current,
    Previous,
    Stale,
}

fn counts(session: &session::Model, token: &RefreshToken, now: DateTime<Utc>) -> Counts {
    let hash = token.hash();
    if session.refresh_hash == hash {
        Counts::Current
    } else if session.previous_hash.as_ref() == Some(&hash) && now <= at(session.rotated_at) + GRACE {
        Counts::Previous
    } else {
        Counts::Stale
    }
}

fn identity(account: &account::Model, session: SessionId, expires_in: i64) -> Identity {
    Identity { account: AccountId(account.id), role: account.role(), by: Credential::Session(session), expires_in: Some(expires_in) }
}

fn token_fault(error: TokenError) -> AccountError {
    match error {
        TokenError::Database(error) => AccountError::Database(error),
        other => AccountError::Database(DbErr::Custom(other.to_string())),
    }
}
