//! What pages ask of long lists.

use crate::app::{Person, TestApp};
use chrono::TimeDelta;
use gallery::imaging::sample;
use model::{Around, Month, MonthCount, Photo, Stretch, Visibility};
use reqwest::StatusCode;
use serde::de::DeserializeOwned;
use serde_json::json;

async fn asked<T: DeserializeOwned>(person: &Person, function: &str, arguments: &[(&str, &str)]) -> T {
    let (status, body) = person.asks(function, arguments).await;
    assert_eq!(status, StatusCode::OK, "{function} {arguments:?}: {body}");
    serde_json::from_value(body).unwrap()
}

/// So many photos, each taken a month and added a second after the one before. The newest is the first.
async fn months_apart(app: &TestApp, person: &Person, amount: u32, visibility: Visibility) -> Vec<String> {
    let mut photos = Vec::new();
    for n in 0..amount {
        let photo = person.uploads(sample::png(20 + n, 20), visibility).await;
        let taken_at = format!("{}-{:02}-15T12:00:00Z", 2020 + n / 12, n % 12 + 1);
        assert_eq!(person.changes(&photo, json!({ "taken_at": taken_at })).await.0, StatusCode::OK);
        photos.insert(0, photo.id.to_string());
        app.passes(TimeDelta::seconds(1));
    }
    photos
}

fn ids(photos: &[Photo]) -> Vec<String> {
    photos.iter().map(|photo| photo.id.to_string()).collect()
}

#[tokio::test]
async fn a_timeline_is_entered_anywhere_and_walked_both_ways() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let photos = months_apart(&app, &ada, 105, Visibility::Private).await;
    let newest: Stretch<Photo> = asked(&ada, "stretch", &[("scope", "mine"), ("place", "Newest")]).await;
    assert_eq!((ids(&newest.items), newest.newer), (photos[..100].to_vec(), None));
    let older = newest.older.unwrap();
    let rest: Stretch<Photo> = asked(&ada, "stretch", &[("scope", "mine"), ("place[Older]", &older)]).await;
    assert_eq!((ids(&rest.items), rest.older), (photos[100..].to_vec(), None));
    let back: Stretch<Photo> = asked(&ada, "stretch", &[("scope", "mine"), ("place[Newer]", &rest.newer.unwrap())]).await;
    assert_eq!((ids(&back.items), back.newer), (photos[..100].to_vec(), None));
    let oldest: Stretch<Photo> = asked(&ada, "stretch", &[("scope", "mine"), ("place", "Oldest")]).await;
    assert_eq!((ids(&oldest.items), oldest.older), (photos[5..].to_vec(), None));

    let months: Vec<MonthCount> = asked(&ada, "months", &[]).await;
    assert_eq!((months.len(), months[0].month.to_string().as_str()), (105, "2028-09"));
    let march: Month = "2020-03".parse().unwrap();
    let time = march.end().format("%Y-%m-%dT%H:%M:%S%.f").to_string();
    let from_march: Stretch<Photo> = asked(&ada, "stretch", &[("scope", "mine"), ("place[At]", &time)]).await;
    assert_eq!((ids(&from_march.items), from_march.newer.is_some()), (photos[102..].to_vec(), true));

    let around: Around = asked(&ada, "around", &[("id", &photos[3]), ("scope", "mine")]).await;
    assert_eq!(ids(&around.newer), [&photos[2], &photos[1], &photos[0]].map(Clone::clone));
    assert_eq!(ids(&around.older), photos[4..14]);
    let between: Vec<String> = asked(&ada, "between", &[("from", &photos[9]), ("to", &photos[4])]).await;
    assert_eq!(between, photos[4..=9].iter().rev().cloned().collect::<Vec<_>>());
}

#[tokio::test]
async fn others_find_what_is_public_and_nothing_else() {
    let app = TestApp::start().await;
    let (ada, grace) = (app.member("Ada").await, app.member("grace").await);
    let adas = months_apart(&app, &ada, 3, Visibility::Public).await;
    let private = ada.uploads(sample::jpeg(64, 48), Visibility::Private).await;
    let graces = grace.uploads(sample::with_gps_and_date(), Visibility::Public).await.id.to_string();
    let stranger = app.stranger();
    let all: Stretch<Photo> = asked(&stranger, "stretch", &[("scope", "public"), ("place", "Newest")]).await;
    let in_order = [&graces, &adas[0], &adas[1], &adas[2]].map(Clone::clone);
    assert_eq!(ids(&all.items), in_order, "by the time added");
    assert!(all.items[0].metadata.gps.is_none() && all.items[0].file_name.is_none());
    let one: Stretch<Photo> = asked(&stranger, "stretch", &[("scope", "public"), ("of", "ada"), ("place", "Newest")]).await;
    assert_eq!(ids(&one.items), adas);
    let around: Around = asked(&stranger, "around", &[("id", &adas[0]), ("scope", "public"), ("of", "ADA")]).await;
    assert_eq!((around.newer.len(), ids(&around.older)), (0, adas[1..].to_vec()));
    let hidden: Around = asked(&stranger, "around", &[("id", &private.id.to_string()), ("scope", "public")]).await;
    assert_eq!(hidden, Around::default());
    for (function, arguments) in [
        ("stretch", vec![("scope", "mine"), ("place", "Newest")]),
        ("stretch", vec![("scope", "public"), ("of", "nobody"), ("place", "Newest")]),
        ("stretch", vec![("scope", "mine"), ("of", "ada"), ("place", "Newest")]),
    ] {
        assert_eq!(stranger.asks(function, &arguments).await.0, StatusCode::NOT_FOUND, "{arguments:?}");
    }
    for function in ["months", "trash"] {
        assert_eq!(stranger.asks(function, &[("place", "Newest")]).await.0, StatusCode::UNAUTHORIZED, "{function}");
    }
    let foreign = ada.asks("between", &[("from", &adas[0]), ("to", &graces)]).await;
    assert_eq!(foreign.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_moves_is_told() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    assert!(ada.uploads(sample::animated_gif(), Visibility::Private).await.animated);
    assert!(!ada.uploads(sample::gif(30, 20), Visibility::Private).await.animated);
}
