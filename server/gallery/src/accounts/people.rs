//! Looking after people: who there is, what they may, and letting them go.

use super::{AccountError, NewPassword, flaws_together, sessions};
use crate::{
    Gallery,
    audit::Actor,
    database,
    entity::{account, session},
    outside::at,
    paging::{PageSize, bad_cursor},
};
use model::{
    AccountId, AccountState, AuditEvent, Email, Field, FieldError, Flaw, Page, PeopleOrder, Person, PersonChange, Quota, Role, Username,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, DatabaseTransaction, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use std::collections::HashMap;
use uuid::Uuid;

/// What can be done with everybody's accounts. Whoever calls this must be allowed to.
pub struct People<'a>(pub(crate) &'a Gallery);

impl People<'_> {
    /// Everybody with this in their username or email address, a page at a time.
    ///
    /// Errors: a bad cursor; a limit outside 1–200.
    pub async fn list(&self, query: &str, order: PeopleOrder, cursor: Option<&str>, limit: u32) -> Result<Page<Person>, AccountError> {
        let size = PageSize::new(limit)?;
        let mut which = Condition::all();
        if let Some(cursor) = cursor {
            which = which.add(after(order, cursor).ok_or_else(bad_cursor)?);
        }
        let query = query.trim().to_lowercase();
        if !query.is_empty() {
            which = which.add(account::Column::UsernameKey.contains(&query).or(account::Column::EmailKey.contains(&query)));
        }
        let found = account::Entity::find().filter(which);
        let found = match order {
            PeopleOrder::Newest => found.order_by_desc(account::Column::Id),
            PeopleOrder::Name => found.order_by_asc(account::Column::UsernameKey),
            PeopleOrder::Size => found.order_by_desc(account::Column::Bytes).order_by_desc(account::Column::Id),
        };
        let found = found.limit(size.looks_for()).all(self.0.database()).await?;
        let Page { items, next_cursor } = size.page(found, |row| cursor_at(order, row));
        Ok(Page { items: self.seen(items).await?, next_cursor })
    }

    /// One person.
    ///
    /// Errors: `NotFound`.
    pub async fn get(&self, id: AccountId) -> Result<Person, AccountError> {
        let row = account::Entity::find_by_id(id.0).one(self.0.database()).await?.ok_or(AccountError::NotFound)?;
        self.seen(vec![row]).await?.pop().ok_or(AccountError::NotFound)
    }

    /// Somebody by username or email address.
    ///
    /// Errors: `NotFound`.
    pub async fn named(&self, name: &str) -> Result<Person, AccountError> {
        let name = name.trim().to_lowercase();
        let named = account::Column::UsernameKey.eq(name.as_str()).or(account::Column::EmailKey.eq(name.as_str()));
        let row = account::Entity::find().filter(named).one(self.0.database()).await?.ok_or(AccountError::NotFound)?;
        self.seen(vec![row]).await?.pop().ok_or(AccountError::NotFound)
    }

    /// Make an account for somebody. The very first one is an administrator's in any case.
    ///
    /// Errors: the names are taken or flawed, the password is flawed.
    pub async fn create(&self, username: &str, email: &str, password: &str, role: Role, actor: Actor) -> Result<Person, AccountError> {
        let (username, email, password) =
            flaws_together(Username::parse(username), Email::parse(email), NewPassword::parse(password, username))?;
        let hash = self.0.hasher().hash(password.expose()).await.map_err(AccountError::Hashing)?;
        let id = AccountId(self.0.new_id());
        let transaction = database::write(self.0.database()).await?;
        let is_first = account::Entity::find().count(&transaction).await? == 0;
        let role = if is_first { Role::Admin } else { role };
        let account = self.0.accounts().insert(&transaction, id, &username, &email, hash, role).await?;
        self.0.audit().record(&transaction, actor, Some(&account), AuditEvent::AccountMade { role, invited: false }).await?;
        transaction.commit().await?;
        self.get(id).await
    }

    /// Change what somebody may. A disabled account's devices and keys are out at once.
    ///
    /// Errors: `NotFound`; `LastAdmin` when nobody would be left to look after the gallery; a quota that is too large.
    pub async fn change(&self, id: AccountId, change: PersonChange, actor: Actor) -> Result<Person, AccountError> {
        let PersonChange { role, disabled, quota } = change;
        if matches!(quota, Some(Quota::Bytes(bytes)) if bytes > Quota::MAX) {
            let flaw = Flaw::Expected(format!("at most {} bytes", Quota::MAX));
            return Err(AccountError::Invalid(vec![FieldError { field: Field::Quota, flaw }]));
        }
        let now = self.0.now_micros();
        let transaction = database::write(self.0.database()).await?;
        let account = account::Entity::find_by_id(id.0).one(&transaction).await?.ok_or(AccountError::NotFound)?;
        if role == Some(Role::Member) || disabled == Some(true) {
            another_admin(&transaction, &account).await?;
        }
        let mut row = account::ActiveModel { id: Set(id.0), ..Default::default() };
        let mut events = Vec::new();
        if let Some(to) = role.filter(|role| *role != account.role()) {
            row.role = Set(to.as_str().to_owned());
            events.push(AuditEvent::RoleChanged { to });
        }
        if let Some(disabled) = disabled.filter(|disabled| *disabled != account.disabled_at.is_some()) {
            row.disabled_at = Set(disabled.then_some(now));
            events.push(if disabled { AuditEvent::AccountDisabled } else { AuditEvent::AccountEnabled });
        }
        let quota = quota.map(|quota| Option::from(quota).map(|bytes: u64| i64::try_from(bytes).unwrap_or(i64::MAX)));
        if let Some(to) = quota.filter(|quota| *quota != account.quota) {
            row.quota = Set(to);
            events.push(AuditEvent::QuotaChanged { to: to.map(i64::cast_unsigned) });
        }
        if !events.is_empty() {
            account::Entity::update(row).exec(&transaction).await?;
        }
        for event in events {
            self.0.audit().record(&transaction, actor, Some(&account), event).await?;
        }
        if disabled == Some(true) {
            sessions::revoke(&transaction, session::Column::AccountId.eq(id.0).into(), now).await?;
        }
        transaction.commit().await?;
        tracing::info!(account = %id, ?role, ?disabled, "account changed by an administrator");
        self.get(id).await
    }

    /// Give somebody a new password. All their sessions end.
    ///
    /// Errors: `NotFound`; the password is flawed.
    pub async fn set_password(&self, id: AccountId, password: &str, actor: Actor) -> Result<(), AccountError> {
        let account = account::Entity::find_by_id(id.0).one(self.0.database()).await?.ok_or(AccountError::NotFound)?;
        let password = NewPassword::parse(password, &account.username).map_err(|flaw| AccountError::Invalid(vec![flaw]))?;
        let hash = self.0.hasher().hash(password.expose()).await.map_err(AccountError::Hashing)?;
        let transaction = database::write(self.0.database()).await?;
        let row = account::ActiveModel { id: Set(id.0), password_hash: Set(hash), ..Default::default() };
        account::Entity::update(row).exec(&transaction).await?;
        sessions::revoke(&transaction, session::Column::AccountId.eq(id.0).into(), self.0.now_micros()).await?;
        self.0.audit().record(&transaction, actor, Some(&account), AuditEvent::PasswordChanged).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Sign somebody out on every device.
    ///
    /// Errors: `NotFound`.
    pub async fn end_sessions(&self, id: AccountId, actor: Actor) -> Result<(), AccountError> {
        let transaction = database::write(self.0.database()).await?;
        let account = account::Entity::find_by_id(id.0).one(&transaction).await?.ok_or(AccountError::NotFound)?;
        sessions::revoke(&transaction, session::Column::AccountId.eq(id.0).into(), self.0.now_micros()).await?;
        self.0.audit().record(&transaction, actor, Some(&account), AuditEvent::SignedOutEverywhere).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Delete somebody with all they have. Once this has begun it is carried through, even if nobody waits for the answer.
    ///
    /// Errors: `NotFound`; `LastAdmin`.
    pub async fn delete(&self, id: AccountId, actor: Actor) -> Result<(), AccountError> {
        let gallery = self.0.clone();
        tokio::spawn(async move { gallery.accounts().remove(id, actor).await }).await.map_err(|_| AccountError::Stopped)?
    }

    /// Delete everybody but one. Answers how many that were.
    pub async fn delete_all_but(&self, keep: AccountId, actor: Actor) -> Result<u64, AccountError> {
        let others = account::Entity::find().select_only().column(account::Column::Id).filter(account::Column::Id.ne(keep.0));
        let ids: Vec<Uuid> = others.into_tuple().all(self.0.database()).await?;
        let mut deleted = 0;
        for id in ids {
            match self.delete(AccountId(id), actor).await {
                Ok(()) => deleted += 1,
                // They went by themselves a moment ago.
                Err(AccountError::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(deleted)
    }

    /// These people, with when they were last seen.
    async fn seen(&self, rows: Vec<account::Model>) -> Result<Vec<Person>, AccountError> {
        let live =
            Condition::all().add(session::Column::AccountId.is_in(rows.iter().map(|row| row.id))).add(session::Column::RevokedAt.is_null());
        let seen: Vec<(Uuid, i64)> = session::Entity::find()
            .select_only()
            .column(session::Column::AccountId)
            .expr(Expr::col(session::Column::RotatedAt).max())
            .filter(live)
            .group_by(session::Column::AccountId)
            .into_tuple()
            .all(self.0.database())
            .await?;
        let seen: HashMap<_, _> = seen.into_iter().collect();
        Ok(rows.into_iter().map(|row| person(row, &seen)).collect())
    }
}

/// Where a list in this order goes on after a row.
fn cursor_at(order: PeopleOrder, row: &account::Model) -> String {
    match order {
        PeopleOrder::Newest => row.id.to_string(),
        PeopleOrder::Name => row.username_key.clone(),
        PeopleOrder::Size => format!("{}~{}", row.bytes, row.id),
    }
}

/// What comes after a cursor of this order; none when it is of another one.
fn after(order: PeopleOrder, cursor: &str) -> Option<Condition> {
    match order {
        PeopleOrder::Newest => Some(account::Column::Id.lt(cursor.parse::<Uuid>().ok()?).into()),
        PeopleOrder::Name => Username::parse(cursor).ok().map(|name| account::Column::UsernameKey.gt(name.key()).into()),
        PeopleOrder::Size => {
            let (bytes, id) = cursor.split_once('~')?;
            let (bytes, id): (i64, Uuid) = (bytes.parse().ok()?, id.parse().ok()?);
            let same = account::Column::Bytes.eq(bytes).and(account::Column::Id.lt(id));
            Some(account::Column::Bytes.lt(bytes).or(same).into())
        }
    }
}

fn person(row: account::Model, seen: &HashMap<Uuid, i64>) -> Person {
    Person {
        id: AccountId(row.id),
        role: row.role(),
        state: if row.disabled_at.is_some() { AccountState::Disabled } else { AccountState::Active },
        last_seen_at: seen.get(&row.id).copied().map(at),
        username: row.username,
        email: row.email,
        photos: row.photos.cast_unsigned(),
        bytes: row.bytes.cast_unsigned(),
        quota: row.quota.map(i64::cast_unsigned),
        created_at: at(row.created_at),
    }
}

/// Errors: `LastAdmin` when nobody else could look after the gallery than this account.
pub(super) async fn another_admin(transaction: &DatabaseTransaction, account: &account::Model) -> Result<(), AccountError> {
    if account.role() != Role::Admin || account.disabled_at.is_some() {
        return Ok(());
    }
    let able = Condition::all().add(account::Column::Role.eq(Role::Admin.as_str())).add(account::Column::DisabledAt.is_null());
    let others = account::Entity::find().filter(able).filter(account::Column::Id.ne(account.id));
    if others.count(transaction).await? == 0 { Err(AccountError::LastAdmin) } else { Ok(()) }
}
