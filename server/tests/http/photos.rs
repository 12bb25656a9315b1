//! Listing, changing, deleting and restoring.

use crate::app::{TestApp, code, told};
use chrono::TimeDelta;
use gallery::imaging::sample;
use model::Visibility;
use reqwest::{Method, StatusCode};
use serde_json::json;

#[tokio::test]
async fn a_list_is_walked_newest_first_without_gaps_or_repeats() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let mut added = Vec::new();
    for n in 0..7_u32 {
        added.push(ada.uploads(sample::png(20 + n, 20), Visibility::Private).await.id.to_string());
        // Some of the same moment, some later.
        if n % 3 == 0 {
            app.passes(TimeDelta::minutes(1));
        }
    }
    added.sort();
    for order in ["taken", "added"] {
        let mut walked = Vec::new();
        let mut path = format!("/api/v1/photos?order={order}&limit=2");
        loop {
            let answer = ada.get(&path).send().await.unwrap();
            let link = answer.headers().get("link").map(|link| link.to_str().unwrap().to_owned());
            let (_, page) = told(answer).await;
            walked.extend(page["items"].as_array().unwrap().iter().map(|photo| photo["id"].as_str().unwrap().to_owned()));
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            let link = link.unwrap();
            assert!(link.contains(cursor) && link.ends_with("rel=\"next\""), "{link}");
            path = link.split(['<', '>']).nth(1).unwrap().to_owned();
        }
        let times: Vec<_> = walked.clone();
        walked.sort();
        assert_eq!(walked, added, "{order}");
        assert_eq!(times.len(), 7);
    }
}

#[tokio::test]
async fn bad_cursors_limits_and_words_are_named() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    for (query, field) in [
        ("cursor=nonsense", "cursor"),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=many", "limit"),
        ("scope=theirs", "scope"),
        ("page=2", "page"),
    ] {
        let (status, problem) = ada.sees(&format!("/api/v1/photos?{query}")).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)), "{query}: {problem}");
    }
}

#[tokio::test]
async fn a_cursor_of_one_order_does_not_fit_the_other() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    for n in 0..2 {
        ada.uploads(sample::png(20 + n, 20), Visibility::Private).await;
    }
    let (_, page) = ada.sees("/api/v1/photos?order=taken&limit=1").await;
    let cursor = page["next_cursor"].as_str().unwrap();
    assert_eq!(ada.sees(&format!("/api/v1/photos?order=added&cursor={cursor}")).await.0, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn title_visibility_and_time_can_be_changed() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let photo = ada.uploads(sample::jpeg(64, 48), Visibility::Private).await;
    let (status, changed) =
        ada.changes(&photo, json!({ "title": " Harbour ", "visibility": "public", "taken_at": "2020-02-03T04:05:06Z" })).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!((&changed["title"], &changed["visibility"]), (&json!("Harbour"), &json!("public")));
    assert_eq!(changed["taken_at"], "2020-02-03T04:05:06Z");
    assert_eq!(app.stranger().lists("public").await, [photo.id.to_string()]);
    let (_, untitled) = ada.changes(&photo, json!({ "title": "" })).await;
    assert_eq!((&untitled["title"], &untitled["visibility"]), (&json!(null), &json!("public")));
}

#[tokio::test]
async fn a_change_that_makes_no_sense_is_refused_whole() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let photo = ada.uploads(sample::jpeg(64, 48), Visibility::Private).await;
    for (change, field) in [
        (json!({ "visibility": "friends", "title": "x" }), "visibility"),
        (json!({ "title": 3 }), "title"),
        (json!({ "title": "x".repeat(201), "visibility": "public" }), "title"),
        (json!({ "owner": "me" }), "owner"),
    ] {
        let (status, problem) = ada.changes(&photo, change).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)), "{problem}");
    }
    assert_eq!(ada.sees(&format!("/api/v1/photos/{}", photo.id)).await.1["visibility"], "private");
}

#[tokio::test]
async fn of_two_who_change_at_once_the_second_is_told() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let photo = ada.uploads(sample::jpeg(64, 48), Visibility::Private).await;
    let path = format!("/api/v1/photos/{}", photo.id);
    let tag = ada.get(&path).send().await.unwrap().headers()["etag"].to_str().unwrap().to_owned();
    let change = async |title: &str| {
        ada.request(Method::PATCH, &path).header("if-match", &tag).json(&json!({ "title": title })).send().await.unwrap()
    };
    assert_eq!(change("First").await.status(), StatusCode::OK);
    assert_eq!(code(change("Second").await).await, (412, "precondition_failed".to_owned()));
    assert_eq!(ada.sees(&path).await.1["title"], "First");
}

#[tokio::test]
async fn a_deleted_photo_is_gone_comes_back_and_can_be_deleted_for_good() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let photo = ada.uploads(sample::jpeg(64, 48), Visibility::Public).await;
    assert_eq!(ada.deletes(&photo).await, StatusCode::NO_CONTENT);
    assert_eq!((ada.lists("mine").await.len(), ada.lists("trash").await.len(), app.stranger().lists("public").await.len()), (0, 1, 0));
    assert_eq!(app.stranger().get(&photo.urls.thumb).send().await.unwrap().status(), StatusCode::NOT_FOUND);
    assert_eq!(ada.get(&photo.urls.thumb).send().await.unwrap().status(), StatusCode::OK, "its owner still sees it in the trash");
    assert_eq!(ada.changes(&photo, json!({ "title": "x" })).await.0, StatusCode::NOT_FOUND);
    assert_eq!(ada.restores(&photo).await, StatusCode::OK);
    assert_eq!(app.stranger().lists("public").await.len(), 1);

    let for_good = ada.request(Method::DELETE, &format!("/api/v1/photos/{}?permanent=true", photo.id)).send().await.unwrap();
    assert_eq!(for_good.status(), StatusCode::NO_CONTENT);
    assert_eq!(ada.restores(&photo).await, StatusCode::NOT_FOUND);
    assert_eq!(app.kept_files().len(), 0);
    let account = app.gallery.accounts().get(photo.owner.id).await.unwrap();
    assert_eq!((account.photos, account.bytes), (0, 0));
}

#[tokio::test]
async fn the_trash_empties_itself_after_thirty_days() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let kept = ada.uploads(sample::jpeg(65, 48), Visibility::Private).await;
    let photo = ada.uploads(sample::jpeg(64, 48), Visibility::Private).await;
    ada.deletes(&photo).await;
    app.passes(TimeDelta::days(29));
    app.gallery.tidy().await;
    let owner = photo.owner.id;
    let trash =
        async || app.gallery.photos().list(Some(owner), model::Scope::Trash, model::Order::Taken, None, 50).await.unwrap().items.len();
    assert_eq!(trash().await, 1);
    app.passes(TimeDelta::days(1));
    app.gallery.tidy().await;
    assert_eq!((trash().await, app.kept_files().len()), (0, 4));
    assert!(app.gallery.photos().get(Some(owner), kept.id).await.is_ok());
}

#[tokio::test]
async fn a_time_that_cannot_be_written_down_is_refused() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let photo = ada.uploads(sample::jpeg(64, 48), Visibility::Private).await;
    for time in ["9999-12-31T23:59:59-23:59", "0000-01-01T00:00:00+23:59", "+12026-01-01T00:00:00Z", "yesterday"] {
        let (status, problem) = ada.changes(&photo, json!({ "taken_at": time })).await;
        assert_eq!((status.as_u16(), &problem["errors"][0]["field"]), (422, &json!("taken_at")), "{time}: {problem}");
    }
    for millis in ["-8334601228800000", "253402300800000", "now"] {
        let file = reqwest::multipart::Part::bytes(sample::jpeg(70, 48)).file_name("a.jpg");
        let form = reqwest::multipart::Form::new().part("file", file).text("last_modified", millis);
        let (status, problem) = told(ada.post("/api/v1/photos").multipart(form).send().await.unwrap()).await;
        assert_eq!((status.as_u16(), &problem["errors"][0]["field"]), (422, &json!("last_modified")), "{millis}: {problem}");
    }
}
