use super::{Dice, Home, MISSING, ids};
use crate::{
    entity::{account, photo},
    photos::walk::{List, Mark, Towards},
};
use chrono::{NaiveDateTime, TimeDelta};
use model::{AccountId, Order, Photo, PhotoId, Place, Scope, Stretch, Visibility};
use sea_orm::{ConnectionTrait, DbBackend, QueryFilter, QuerySelect, QueryTrait, Statement};
use std::cmp::Reverse;
use uuid::Uuid;

const HOUR: i64 = 3_600_000_000;

/// 260 photos of one person, some of the same moment, taken in different zones, some public, some in the trash, and a few of another's.
async fn full(home: &Home) -> (AccountId, Vec<photo::Model>) {
    let (ada, grace) = (home.member("Ada").await, home.member("grace").await);
    let mut dice = Dice(3);
    let mut rows = Vec::new();
    for n in 0..280 {
        let offset = [None, Some(660), Some(-480)][dice.roll(3)];
        let owner = if n % 14 == 0 { grace } else { ada };
        let mut row = home.row(owner, i64::try_from(dice.roll(120)).expect("a number") * HOUR, offset);
        row.visibility = Visibility::ALL[dice.roll(3)].as_str().to_owned();
        row.set_trashed((dice.roll(4) == 0).then_some(1));
        rows.push(row);
        if dice.roll(2) == 0 {
            home.passes(TimeDelta::seconds(1));
        }
    }
    home.writes(rows.clone()).await;
    (ada, rows)
}

/// The ids of those that `are_in` a list, newest first by `key`.
fn expected<K: Ord>(rows: &[photo::Model], are_in: impl Fn(&photo::Model) -> bool, key: impl Fn(&photo::Model) -> K) -> Vec<PhotoId> {
    let mut rows: Vec<_> = rows.iter().filter(|row| are_in(row)).cloned().collect();
    rows.sort_by_key(|row| Reverse((key(row), row.id)));
    ids(&rows)
}

fn seen(photos: &[Photo]) -> Vec<PhotoId> {
    photos.iter().map(|photo| photo.id).collect()
}

#[tokio::test]
async fn every_list_is_walked_from_both_ends_without_gaps_or_repeats() {
    let home = Home::new().await;
    let (ada, rows) = full(&home).await;
    let own = |row: &photo::Model| row.owner_id == ada.0;
    let public = |row: &photo::Model| row.visibility == "public" && !row.trashed;
    let lists = [
        (Scope::Mine, None, expected(&rows, |row| own(row) && !row.trashed, |row| row.taken_local)),
        (Scope::Trash, None, expected(&rows, |row| own(row) && row.trashed, |row| row.taken_local)),
        (Scope::Public, None, expected(&rows, public, |row| row.added_at)),
        (Scope::Public, Some(ada), expected(&rows, |row| own(row) && public(row), |row| row.added_at)),
    ];
    let photos = home.gallery.photos();
    for (scope, of, expected) in lists {
        let at = async |place: Place| photos.stretch(Some(ada), scope, of, &place).await.expect("a stretch");
        let mut walked = Vec::new();
        let mut here = at(Place::Newest).await;
        assert!(here.newer.is_none());
        loop {
            walked.extend(seen(&here.items));
            let Some(older) = here.older else { break };
            here = at(Place::Older(older)).await;
            assert!(here.newer.is_some());
        }
        assert_eq!(walked, expected, "{scope:?} from the newest");
        let mut back = Vec::new();
        let mut here = at(Place::Oldest).await;
        assert!(here.older.is_none());
        loop {
            back.splice(0..0, seen(&here.items));
            let Some(newer) = here.newer else { break };
            here = at(Place::Newer(newer)).await;
            assert!(here.older.is_some());
        }
        assert_eq!(back, expected, "{scope:?} from the oldest");
    }
}

#[tokio::test]
async fn a_stretch_begins_at_the_first_photo_taken_by_then_on_the_camera_s_clock() {
    let home = Home::new().await;
    let ada = home.member("ada").await;
    let time = |text: &str| text.parse::<NaiveDateTime>().expect("a time");
    let taken = |text: &str, offset: i32| {
        let at = time(text) - TimeDelta::minutes(offset.into());
        home.row(ada, at.and_utc().timestamp_micros(), Some(offset))
    };
    // In the order of the cameras' clocks; in UTC the second is the newest.
    let rows = [taken("2024-06-01T00:30:00", 840), taken("2024-05-31T23:59:59.999999", -720), taken("2024-05-01T00:00:00", 0)];
    home.writes(rows.to_vec()).await;
    let at = async |text: &str| -> Stretch<Photo> {
        home.gallery.photos().stretch(Some(ada), Scope::Mine, None, &Place::At(time(text))).await.expect("a stretch")
    };
    let may = at("2024-05-31T23:59:59.999999").await;
    assert_eq!((seen(&may.items), may.newer.is_some()), (ids(&rows[1..]), true));
    assert_eq!(seen(&at("2024-05-31T23:59:59").await.items), ids(&rows[2..]));
    let later = at("2030-01-01T00:00:00").await;
    assert_eq!((seen(&later.items), later.newer, later.older), (ids(&rows), None, None));
    let before = at("2000-01-01T00:00:00").await;
    assert_eq!((before.items.len(), before.newer.is_some(), before.older), (0, true, None));
}

#[tokio::test]
async fn a_cursor_stays_good_when_its_photo_has_gone() {
    let home = Home::new().await;
    let ada = home.member("ada").await;
    let rows: Vec<_> = (0..150).rev().map(|n| home.row(ada, n * HOUR, None)).collect();
    home.writes(rows.clone()).await;
    let photos = home.gallery.photos();
    let at = async |place| photos.stretch(Some(ada), Scope::Mine, None, &place).await.expect("a stretch");
    let older = at(Place::Newest).await.older.expect("a cursor");
    for id in ids(&rows[..100]) {
        photos.discard(ada, id).await.expect("it is there");
    }
    let rest = at(Place::Older(older.clone())).await;
    assert_eq!((seen(&rest.items), rest.newer), (ids(&rows[100..]), None), "nothing newer is left");
    assert!(photos.stretch(Some(ada), Scope::Public, None, &Place::Older(older)).await.is_err(), "it is of another order");
}

#[tokio::test]
async fn around_a_photo_are_its_neighbours_in_that_list() {
    let home = Home::new().await;
    let (ada, rows) = full(&home).await;
    let photos = home.gallery.photos();
    let mine = expected(&rows, |row| row.owner_id == ada.0 && !row.trashed, |row| row.taken_local);
    for here in [0, 4, 60, mine.len() - 1] {
        let around = photos.around(Some(ada), mine[here], Scope::Mine, None).await.expect("an answer");
        let newer: Vec<_> = mine[here.saturating_sub(10)..here].iter().rev().copied().collect();
        let older = &mine[here + 1..mine.len().min(here + 11)];
        assert_eq!((seen(&around.newer), seen(&around.older)), (newer, older.to_vec()));
    }
    let trashed = rows.iter().find(|row| row.trashed && row.owner_id == ada.0).expect("something in the trash");
    for (viewer, id, scope) in [
        (Some(ada), PhotoId(trashed.id), Scope::Mine),
        (Some(ada), MISSING, Scope::Mine),
        (None, mine[0], Scope::Mine),
        (None, PhotoId(trashed.id), Scope::Public),
    ] {
        let around = photos.around(viewer, id, scope, None).await.expect("an answer");
        assert!(around.newer.is_empty() && around.older.is_empty());
    }
}

#[tokio::test]
async fn between_two_photos_is_everything_from_one_to_the_other() {
    let home = Home::new().await;
    let (ada, rows) = full(&home).await;
    let photos = home.gallery.photos();
    let mine = expected(&rows, |row| row.owner_id == ada.0 && !row.trashed, |row| row.taken_local);
    let down = photos.between(ada, mine[20], mine[90]).await.expect("ids");
    assert_eq!(down, mine[20..=90]);
    let up = photos.between(ada, mine[90], mine[20]).await.expect("ids");
    assert_eq!(up.into_iter().rev().collect::<Vec<_>>(), down);
    assert_eq!(photos.between(ada, mine[5], mine[5]).await.expect("one id"), [mine[5]]);
    let foreign = rows.iter().find(|row| row.owner_id != ada.0 && !row.trashed).expect("another's");
    assert!(photos.between(ada, mine[5], PhotoId(foreign.id)).await.is_err());
}

#[tokio::test]
async fn no_more_than_five_thousand_photos_are_between_two() {
    let home = Home::new().await;
    let ada = home.member("ada").await;
    let rows: Vec<_> = (0..5_100).rev().map(|n| home.row(ada, n, None)).collect();
    home.writes(rows.clone()).await;
    let (first, last) = (PhotoId(rows[0].id), PhotoId(rows[5_099].id));
    let photos = home.gallery.photos();
    assert_eq!(photos.between(ada, first, last).await.expect("ids"), ids(&rows[..5_000]));
    assert_eq!(photos.between(ada, last, first).await.expect("ids").len(), 5_000);
}

#[tokio::test]
async fn each_list_walks_one_index_and_sorts_nothing() {
    let home = Home::new().await;
    let ada = home.member("ada").await;
    let mark = Mark { key: 5, id: Uuid::nil() };
    let lists = [
        (Scope::Mine, None, Order::Taken, "photos_mine_taken"),
        (Scope::Mine, None, Order::Added, "photos_mine_added"),
        (Scope::Trash, None, Order::Taken, "photos_mine_taken"),
        (Scope::Public, None, Order::Taken, "photos_public_taken"),
        (Scope::Public, None, Order::Added, "photos_public_added"),
        (Scope::Public, Some(ada), Order::Added, "photos_person_added"),
    ];
    for (scope, of, order, index) in lists {
        let list = List::of(Some(ada), scope, of, order).expect("a list");
        for towards in [Towards::Older, Towards::Newer] {
            for from in [None, Some(mark)] {
                let plain = list.from(from, towards).find_also_related(account::Entity).limit(100).build(DbBackend::Sqlite);
                let until = list.from(from, towards).filter(list.until(mark, towards)).limit(100).build(DbBackend::Sqlite);
                for query in [plain, until] {
                    let steps = plan(&home, query).await;
                    assert!(steps[0].starts_with(&format!("SEARCH photos USING INDEX {index} (")), "{scope:?} {order:?}: {steps:?}");
                    assert!(from.is_none() || steps[0].contains("(taken_local,id)") || steps[0].contains("(added_at,id)"), "{steps:?}");
                    assert!(!steps.iter().any(|step| step.contains("TEMP B-TREE")), "{scope:?} {order:?}: {steps:?}");
                }
            }
        }
    }
}

/// How SQLite will go about a query.
async fn plan(home: &Home, query: Statement) -> Vec<String> {
    let explained = Statement { sql: format!("EXPLAIN QUERY PLAN {}", query.sql), ..query };
    let steps = home.gallery.database().query_all_raw(explained).await.expect("a plan");
    steps.iter().map(|step| step.try_get("", "detail").expect("a step")).collect()
}
