//! How the gallery is doing, at one glance.

use crate::{
    Clock, Gallery,
    accounts::AccountError,
    entity::{account, photo},
};
use chrono::{DateTime, TimeDelta, Utc};
use model::{AppError, Overview};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QuerySelect, sea_query::Expr};
use std::{
    array,
    sync::{Arc, Mutex, PoisonError},
};

const HOUR_MICROS: i64 = 3_600_000_000;
const DAY_MICROS: i64 = 24 * HOUR_MICROS;

impl Gallery {
    /// How much there is, how much is free, what came in the last days, and what was refused in the last hours. Whoever calls this must
    /// be allowed to.
    pub async fn overview(&self) -> Result<Overview, AccountError> {
        let database = self.database();
        let today = self.now_micros().div_euclid(DAY_MICROS);
        let sum = |column: account::Column| Expr::col(column).sum().cast_as("BIGINT");
        let sums = account::Entity::find().select_only().expr(sum(account::Column::Photos)).expr(sum(account::Column::Bytes));
        let (photos, bytes): (Option<i64>, Option<i64>) = sums.into_tuple().one(database).await?.unwrap_or_default();
        let added = self.added_by_day(today).await?;
        let disk = rustix::fs::statvfs(&self.options().photos).ok();
        let (refused, limited) = self.refusals().by_hour();
        Ok(Overview {
            people: account::Entity::find().count(database).await?,
            disabled: account::Entity::find().filter(account::Column::DisabledAt.is_not_null()).count(database).await?,
            photos: photos.unwrap_or_default().cast_unsigned(),
            bytes: bytes.unwrap_or_default().cast_unsigned(),
            free: disk.as_ref().map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize)),
            disk: disk.as_ref().map(|disk| disk.f_blocks.saturating_mul(disk.f_frsize)),
            people_by_day: self.people_by_day(today).await?,
            photos_by_day: added.iter().map(|(photos, _)| *photos).collect(),
            bytes_by_day: added.iter().map(|(_, bytes)| *bytes).collect(),
            refused_by_hour: refused.to_vec(),
            limited_by_hour: limited.to_vec(),
            counting_since: self.refusals().since,
            now: self.clock().now(),
        })
    }

    /// Photos that came on each of the last days and are still there, and their bytes. The last day is today.
    async fn added_by_day(&self, today: i64) -> Result<[(u64, u64); Overview::DAYS], DbErr> {
        let from = today + 1 - days();
        let day = Expr::col(photo::Column::AddedAt).div(DAY_MICROS);
        let rows: Vec<(i64, i64, i64)> = photo::Entity::find()
            .select_only()
            .expr_as(day.clone(), "day")
            .expr_as(photo::Column::Id.count(), "photos")
            .expr_as(Expr::col(photo::Column::Size).sum().cast_as("BIGINT"), "bytes")
            .filter(photo::Column::AddedAt.gte(from * DAY_MICROS))
            .group_by(day)
            .into_tuple()
            .all(self.database())
            .await?;
        let mut days = [(0, 0); Overview::DAYS];
        for (day, photos, bytes) in rows {
            if let Some(place) = usize::try_from(day - from).ok().and_then(|at| days.get_mut(at)) {
                *place = (photos.cast_unsigned(), bytes.cast_unsigned());
            }
        }
        Ok(days)
    }

    /// How many people had an account at the end of each of the last days, of those that still have one.
    async fn people_by_day(&self, today: i64) -> Result<Vec<u64>, DbErr> {
        let from = today + 1 - days();
        let before = account::Entity::find().filter(account::Column::CreatedAt.lt(from * DAY_MICROS)).count(self.database()).await?;
        let since = account::Entity::find().select_only().column(account::Column::CreatedAt);
        let since: Vec<i64> = since.filter(account::Column::CreatedAt.gte(from * DAY_MICROS)).into_tuple().all(self.database()).await?;
        let until = |day: i64| since.iter().filter(|made| made.div_euclid(DAY_MICROS) <= day).count() as u64;
        Ok((from..=today).map(|day| before + until(day)).collect())
    }
}

#[expect(clippy::cast_possible_wrap, reason = "a small number")]
const fn days() -> i64 {
    Overview::DAYS as i64
}

type Hours = [u64; Overview::HOURS];

/// How much was refused in each of the last hours, and how much of it because it was too often. It is forgotten when the program ends.
#[derive(Clone)]
pub struct Refusals {
    clock: Clock,
    since: DateTime<Utc>,
    counted: Arc<Mutex<Counted>>,
}

struct Counted {
    /// The hour that is counted last, since 1970.
    hour: i64,
    refused: Hours,
    limited: Hours,
}

impl Refusals {
    pub(crate) fn new(clock: Clock) -> Self {
        let since = clock.now();
        let counted = Counted { hour: 0, refused: [0; Overview::HOURS], limited: [0; Overview::HOURS] };
        Self { clock, since, counted: Arc::new(Mutex::new(counted)) }
    }

    /// Count a refusal.
    pub fn count(&self, error: &AppError) {
        self.with(|counted, at| match error {
            AppError::RateLimited { .. } => counted.limited[at] += 1,
            _ => counted.refused[at] += 1,
        });
    }

    /// Refusals in each of the last hours, and of those the ones past a limit. The last hour is this one.
    fn by_hour(&self) -> (Hours, Hours) {
        self.with(|counted, at| {
            let order = |hours: &Hours| array::from_fn(|hour| hours[(at + 1 + hour) % Overview::HOURS]);
            (order(&counted.refused), order(&counted.limited))
        })
    }

    /// What was counted, with the place of this hour. Hours that have passed since are empty.
    fn with<T>(&self, what: impl FnOnce(&mut Counted, usize) -> T) -> T {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        let hour = self.clock.now().timestamp_micros().div_euclid(HOUR_MICROS);
        let place = |hour: i64| usize::try_from(hour).unwrap_or_default() % Overview::HOURS;
        for passed in Ord::max(counted.hour, hour - TimeDelta::days(1).num_hours()) + 1..=hour {
            counted.refused[place(passed)] = 0;
            counted.limited[place(passed)] = 0;
        }
        counted.hour = Ord::max(counted.hour, hour);
        what(&mut counted, place(hour))
    }
}

#[cfg(test)]
mod tests {
    use super::Refusals;
    use crate::Clock;
    use chrono::DateTime;
    use model::AppError;
    use std::sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    };

    #[test]
    fn what_was_refused_is_counted_by_the_hour_for_a_day() {
        let hours = Arc::new(AtomicI64::new(500_000));
        let shown = hours.clone();
        let clock = Clock::telling(move || DateTime::from_timestamp(shown.load(Ordering::SeqCst) * 3600 + 60, 0).expect("a time"));
        let refusals = Refusals::new(clock);
        let limited = AppError::RateLimited { limit: String::new(), seconds: 1 };
        refusals.count(&AppError::NotFound);
        hours.fetch_add(2, Ordering::SeqCst);
        refusals.count(&AppError::NotFound);
        refusals.count(&AppError::Forbidden);
        refusals.count(&limited);
        let (refused, limited) = refusals.by_hour();
        assert_eq!((&refused[21..], &limited[21..]), (&[1, 0, 2][..], &[0, 0, 1][..]));
        hours.fetch_add(22, Ordering::SeqCst);
        let (refused, _) = refusals.by_hour();
        assert_eq!((refused[1], refused.iter().sum::<u64>()), (2, 2), "the first one is a day ago");
        hours.fetch_add(1_000, Ordering::SeqCst);
        assert_eq!(refusals.by_hour(), ([0; 24], [0; 24]));
    }
}
