//! Who did what, when, and from where. Nothing secret is written down: no password, no token, and no name that nobody has, because
//! people type passwords there by mistake.

use crate::{
    Gallery,
    accounts::{AccountError, Client},
    entity::{account, audit_entry},
    paging::{PageSize, bad_cursor},
};
use chrono::TimeDelta;
use model::{AccountId, AuditEntry, AuditEvent, AuditTopic, Page};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use std::net::IpAddr;

/// Failures to come in are counted together for so long: a flood of them makes few entries.
const TOGETHER: TimeDelta = TimeDelta::hours(1);

/// Who does something, and from where.
#[derive(Clone, Copy, Debug)]
pub struct Actor {
    /// None for a stranger, and for whoever sits at the machine itself.
    pub account: Option<AccountId>,
    /// None for the machine itself.
    pub address: Option<IpAddr>,
}

impl Actor {
    /// Whoever may start programs on the machine of the gallery.
    pub const COMMAND_LINE: Self = Self { account: None, address: None };

    /// Somebody who is signed in.
    pub const fn person(account: AccountId, address: IpAddr) -> Self {
        Self { account: Some(account), address: Some(address) }
    }

    /// Somebody who is about to come in.
    pub const fn arriving(client: &Client) -> Self {
        Self { account: None, address: Some(client.address) }
    }
}

/// What can be done with the audit log.
pub struct Audit<'a>(pub(crate) &'a Gallery);

impl Audit<'_> {
    /// What happened, the newest first, a page at a time; only of one topic, only of what was done to or by one person.
    ///
    /// Errors: a bad cursor; a limit outside 1–200.
    pub async fn list(
        &self,
        topic: Option<AuditTopic>,
        person: Option<AccountId>,
        cursor: Option<&str>,
        limit: u32,
    ) -> Result<Page<AuditEntry>, AccountError> {
        let size = PageSize::new(limit)?;
        let mut which = Condition::all();
        if let Some(cursor) = cursor {
            let last: i64 = cursor.parse().map_err(|_| bad_cursor())?;
            which = which.add(audit_entry::Column::Number.lt(last));
        }
        if let Some(topic) = topic {
            which = which.add(audit_entry::Column::Topic.eq(topic.as_str()));
        }
        if let Some(AccountId(id)) = person {
            which = which.add(audit_entry::Column::SubjectId.eq(id).or(audit_entry::Column::ActorId.eq(id)));
        }
        let found = audit_entry::Entity::find().filter(which).order_by_desc(audit_entry::Column::Number).limit(size.looks_for());
        let Page { items, next_cursor } = size.page(found.all(self.0.database()).await?, |row| row.number.to_string());
        Ok(Page { items: items.into_iter().filter_map(audit_entry::Model::told).collect(), next_cursor })
    }

    /// Write down what `actor` did, to `subject` if it was done to somebody: in the transaction in which it happened, so that either
    /// both last or neither.
    pub(crate) async fn record(
        &self,
        database: &impl ConnectionTrait,
        actor: Actor,
        subject: Option<&account::Model>,
        event: AuditEvent,
    ) -> Result<(), DbErr> {
        let actor_name = match (actor.account, subject) {
            (Some(AccountId(id)), Some(subject)) if subject.id == id => Some(subject.username.clone()),
            (Some(AccountId(id)), _) => {
                let name = account::Entity::find_by_id(id).select_only().column(account::Column::Username);
                name.into_tuple().one(database).await?
            }
            (None, _) => None,
        };
        let entry = audit_entry::ActiveModel {
            at: Set(self.0.now_micros()),
            times: Set(1),
            topic: Set(event.topic().as_str().to_owned()),
            event: Set(serde_json::to_string(&event).unwrap_or_default()),
            actor_id: Set(actor.account.map(|AccountId(id)| id)),
            actor_name: Set(actor_name),
            subject_id: Set(subject.map(|subject| subject.id)),
            subject_name: Set(subject.map(|subject| subject.username.clone())),
            address: Set(actor.address.map(|address| address.to_canonical().to_string())),
            ..Default::default()
        };
        audit_entry::Entity::insert(entry).exec_without_returning(database).await?;
        Ok(())
    }

    /// Write down that somebody failed to come in from there: into an account, if there is one of the name that was tried. What
    /// happened before within the hour is counted with it.
    pub(crate) async fn record_failure(&self, actor: Actor, subject: Option<&account::Model>) -> Result<(), DbErr> {
        let event = AuditEvent::SignInFailed;
        let now = self.0.now_micros();
        let since = (self.0.clock().now() - TOGETHER).timestamp_micros();
        let same = Condition::all()
            .add(audit_entry::Column::At.gt(since))
            .add(audit_entry::Column::Event.eq(serde_json::to_string(&event).unwrap_or_default()))
            .add(match subject {
                Some(subject) => audit_entry::Column::SubjectId.eq(subject.id),
                None => audit_entry::Column::SubjectId.is_null(),
            })
            .add(match actor.address {
                Some(address) => audit_entry::Column::Address.eq(address.to_canonical().to_string()),
                None => audit_entry::Column::Address.is_null(),
            });
        let transaction = crate::database::write(self.0.database()).await?;
        match audit_entry::Entity::find().filter(same).one(&transaction).await? {
            Some(entry) => {
                let times = entry.times.saturating_add(1);
                let again = audit_entry::ActiveModel { number: Set(entry.number), at: Set(now), times: Set(times), ..Default::default() };
                again.update(&transaction).await?;
            }
            None => self.record(&transaction, actor, subject, event).await?,
        }
        transaction.commit().await
    }

    /// Forget what is older than is kept.
    pub(crate) async fn forget_old(&self) -> Result<u64, DbErr> {
        let days = TimeDelta::days(self.0.settings().audit_days.into());
        let before = (self.0.clock().now() - days).timestamp_micros();
        let old = audit_entry::Entity::delete_many().filter(audit_entry::Column::At.lte(before));
        Ok(old.exec(self.0.database()).await?.rows_affected)
    }
}
