use super::{Dice, Home, MISSING};
use crate::{
    Actor,
    entity::{account, month},
    imaging::sample,
    photos::Described,
};
use chrono::{DateTime, TimeDelta};
use model::{AccountId, BatchAction, Month, PhotoChange, PhotoId, Visibility};
use sea_orm::EntityTrait;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Photos, bytes and trash of an account, and the photos of each of its months.
type Counted = (i64, i64, i64, BTreeMap<Month, i64>);

impl Home {
    /// What is stored.
    async fn stored(&self) -> BTreeMap<Uuid, Counted> {
        let accounts = account::Entity::find().all(self.gallery.database()).await.expect("accounts");
        let mut stored: BTreeMap<_, Counted> =
            accounts.into_iter().map(|row| (row.id, (row.photos, row.bytes, row.trashed, BTreeMap::new()))).collect();
        for row in month::Entity::find().all(self.gallery.database()).await.expect("months") {
            assert!(row.photos >= 0, "{row:?}");
            if row.photos > 0 {
                stored.get_mut(&row.owner_id).expect("an account").3.insert(Month::numbered(row.month), row.photos);
            }
        }
        stored
    }

    /// What there is.
    async fn counted(&self) -> BTreeMap<Uuid, Counted> {
        let accounts = account::Entity::find().all(self.gallery.database()).await.expect("accounts");
        let mut counted: BTreeMap<_, Counted> = accounts.into_iter().map(|row| (row.id, Counted::default())).collect();
        for row in self.rows().await {
            assert_eq!(row.trashed, row.deleted_at.is_some());
            let (photos, bytes, trashed, months) = counted.get_mut(&row.owner_id).expect("an account");
            *photos += 1;
            *bytes += row.size;
            if row.trashed {
                *trashed += 1;
            } else {
                *months.entry(row.month()).or_default() += 1;
            }
        }
        counted
    }

    /// Do something, chosen by the dice, that may well be refused.
    async fn does_something(&self, dice: &mut Dice, owner: AccountId) {
        let photos = self.gallery.photos();
        let rows: Vec<_> = self.rows().await.into_iter().map(|row| PhotoId(row.id)).collect();
        let mut any = || rows.get(dice.roll(rows.len() + 1)).copied().unwrap_or(MISSING);
        let (one, some) = (any(), [any(), any(), any()]);
        match dice.roll(10) {
            0..3 => {
                let picture = sample::png(8 + u32::try_from(dice.roll(12)).expect("a small number"), 8);
                let last_modified = DateTime::from_timestamp(i64::try_from(dice.roll(200_000_000)).expect("a number"), 0);
                self.receives(owner, &picture, Described { last_modified, ..Described::default() }).await.expect("a photo");
            }
            3 => drop(photos.discard(owner, one).await),
            4 => drop(photos.restore(owner, one).await),
            5 => drop(photos.erase(owner, one, Actor::COMMAND_LINE).await),
            6 => {
                let taken_at = DateTime::from_timestamp(i64::try_from(dice.roll(200_000_000)).expect("a number") - 100_000_000, 0);
                drop(photos.change(owner, one, PhotoChange { taken_at, ..PhotoChange::default() }, None).await);
            }
            7 | 8 => {
                let actions = [BatchAction::Delete, BatchAction::Restore, BatchAction::SetVisibility(Visibility::Public)];
                let results = photos.batch(owner, &some, actions[dice.roll(3)]).await.expect("results");
                assert_eq!(results.iter().map(|result| result.id).collect::<Vec<_>>(), some);
            }
            _ if dice.roll(2) == 0 => {
                self.passes(TimeDelta::days(20));
                photos.purge_old_trash().await.expect("a purge");
            }
            _ => {
                let amount = self.gallery.accounts().get(owner).await.expect("an account").trashed;
                // In the meantime it may have become another amount.
                drop(photos.empty_trash(owner, amount, Actor::COMMAND_LINE).await);
            }
        }
    }
}

#[tokio::test]
async fn whatever_happens_what_is_stored_is_what_there_is() {
    let home = Home::new().await;
    let people = [home.member("ada").await, home.member("grace").await];
    let mut dice = Dice(7);
    for round in 0..60 {
        // By two people at once, or by one who has two windows open.
        let (one, other) = (people[dice.roll(2)], people[dice.roll(2)]);
        let mut second = Dice(dice.0 ^ 0x5eed);
        tokio::join!(home.does_something(&mut dice, one), home.does_something(&mut second, other));
        home.passes(TimeDelta::seconds(1));
        assert_eq!(home.stored().await, home.counted().await, "round {round}");
    }
    assert!(home.rows().await.len() > 3, "there was something to count");
}

#[tokio::test]
async fn the_same_thing_at_once_is_counted_once() {
    let home = Home::new().await;
    let owner = home.member("ada").await;
    let photo = home.receives(owner, &sample::png(20, 20), Described::default()).await.expect("a photo").photo;
    let photos = home.gallery.photos();
    for action in [BatchAction::Delete, BatchAction::Restore] {
        let ids = [photo.id, photo.id];
        let (one, other, single) = tokio::join!(photos.batch(owner, &ids, action), photos.batch(owner, &ids, action), async {
            if action == BatchAction::Delete {
                photos.discard(owner, photo.id).await
            } else {
                photos.restore(owner, photo.id).await.map(drop)
            }
        });
        assert!(one.is_ok() && other.is_ok() && single.is_ok());
        assert_eq!(home.stored().await, home.counted().await);
    }
    let (one, other) = tokio::join!(photos.erase(owner, photo.id, Actor::COMMAND_LINE), photos.erase(owner, photo.id, Actor::COMMAND_LINE));
    assert!(one.is_ok() != other.is_ok());
    assert_eq!(home.stored().await, home.counted().await);
}

#[tokio::test]
async fn months_are_those_of_the_camera_s_calendar_and_without_the_trash() {
    let home = Home::new().await;
    let owner = home.member("ada").await;
    // 23:59 on the 29th of February where it was taken, the same day before in UTC.
    let photo = home.receives(owner, &sample::with_gps_and_date(), Described::default()).await.expect("a photo").photo;
    let taken = "1999-12-31T12:00:00Z".parse().ok();
    let other = Described { last_modified: taken, ..Described::default() };
    home.receives(owner, &sample::png(20, 20), other).await.expect("a photo");
    let months = async || -> Vec<(String, u64)> {
        let months = home.gallery.photos().months(owner).await.expect("months");
        months.into_iter().map(|count| (count.month.to_string(), count.photos)).collect()
    };
    assert_eq!(months().await, [("2024-02".to_owned(), 1), ("1999-12".to_owned(), 1)]);
    home.gallery.photos().discard(owner, photo.id).await.expect("it is there");
    assert_eq!(months().await, [("1999-12".to_owned(), 1)]);
}
