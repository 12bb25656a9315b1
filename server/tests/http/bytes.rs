//! A picture goes out: conditions, ranges, caching, and what others get of an original.

use crate::app::TestApp;
use gallery::imaging::sample;
use model::Visibility;
use reqwest::{Response, StatusCode};
use serde_json::json;

fn header<'a>(answer: &'a Response, name: &str) -> &'a str {
    answer.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn every_answer_with_bytes_is_safe_to_open() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let photo = ada.uploads(sample::jpeg(64, 48), Visibility::Public).await;
    for url in [&photo.urls.thumb, &photo.urls.original] {
        for person in [&ada, &app.stranger()] {
            let answer = person.get(url).send().await.unwrap();
            assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
            assert_eq!(header(&answer, "cross-origin-resource-policy"), "same-origin");
            assert!(header(&answer, "content-security-policy").contains("sandbox"));
            assert!(header(&answer, "content-type").starts_with("image/"));
        }
    }
}

#[tokio::test]
async fn caching_fits_who_may_see_it() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let forever = "private, max-age=31536000, immutable";
    for (visibility, others) in [(Visibility::Public, "public, max-age=300"), (Visibility::Unlisted, forever)] {
        let photo = ada.uploads(sample::jpeg(64 + visibility as u32, 48), visibility).await;
        assert_eq!(header(&ada.get(&photo.urls.thumb).send().await.unwrap(), "cache-control"), forever);
        assert_eq!(header(&app.stranger().get(&photo.urls.thumb).send().await.unwrap(), "cache-control"), others);
        let original = app.stranger().get(&photo.urls.original).send().await.unwrap();
        assert_eq!(header(&original, "cache-control"), "private, no-cache");
        let other_version = photo.urls.thumb.split('?').next().unwrap().to_owned() + "?v=000000000000";
        assert_eq!(header(&ada.get(&other_version).send().await.unwrap(), "cache-control"), "private, no-cache");
    }
}

#[tokio::test]
async fn what_a_browser_has_is_not_sent_again() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let photo = ada.uploads(sample::jpeg(64, 48), Visibility::Public).await;
    for url in [&photo.urls.thumb, &photo.urls.original] {
        let tag = header(&ada.get(url).send().await.unwrap(), "etag").to_owned();
        let again = ada.get(url).header("if-none-match", format!("\"other\", {tag}")).send().await.unwrap();
        assert_eq!((again.status(), again.bytes().await.unwrap().len()), (StatusCode::NOT_MODIFIED, 0));
    }
    let own = header(&ada.get(&photo.urls.original).send().await.unwrap(), "etag").to_owned();
    let theirs = header(&app.stranger().get(&photo.urls.original).send().await.unwrap(), "etag").to_owned();
    assert_ne!(own, theirs, "the original differs between its owner and others");
}

#[tokio::test]
async fn parts_can_be_asked_for() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let bytes = sample::jpeg(64, 48);
    let size = bytes.len();
    let photo = ada.uploads(bytes.clone(), Visibility::Public).await;
    let part = async |range: &str| ada.get(&photo.urls.original).header("range", range).send().await.unwrap();
    let middle = part("bytes=10-19").await;
    assert_eq!((middle.status(), header(&middle, "content-range")), (StatusCode::PARTIAL_CONTENT, format!("bytes 10-19/{size}").as_str()));
    assert_eq!(middle.bytes().await.unwrap(), bytes[10..20]);
    assert_eq!(part("bytes=-5").await.bytes().await.unwrap(), bytes[size - 5..]);
    assert_eq!(part("bytes=20-").await.bytes().await.unwrap(), bytes[20..]);
    let outside = part(&format!("bytes={size}-")).await;
    assert_eq!(
        (outside.status(), header(&outside, "content-range")),
        (StatusCode::RANGE_NOT_SATISFIABLE, format!("bytes */{size}").as_str())
    );
    let stale = ada.get(&photo.urls.original).header("range", "bytes=0-1").header("if-range", "\"old\"").send().await.unwrap();
    assert_eq!((stale.status(), stale.bytes().await.unwrap().len()), (StatusCode::OK, size));
    let thumb = ada.get(&photo.urls.thumb).header("range", "bytes=0-3").send().await.unwrap();
    assert_eq!((thumb.status(), thumb.bytes().await.unwrap().len()), (StatusCode::PARTIAL_CONTENT, 4));
}

#[tokio::test]
async fn head_tells_what_get_would() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let photo = ada.uploads(sample::jpeg(64, 48), Visibility::Public).await;
    for url in [&photo.urls.thumb, &photo.urls.original] {
        let get = ada.get(url).send().await.unwrap();
        let head = ada.request(reqwest::Method::HEAD, url).send().await.unwrap();
        for name in ["content-length", "content-type", "etag", "cache-control"] {
            assert_eq!(header(&head, name), header(&get, name), "{name}");
        }
        assert!(head.bytes().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn the_owner_gets_the_very_bytes_and_others_none_of_the_metadata() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let bytes = sample::with_gps_and_date();
    let photo = ada.uploads(bytes.clone(), Visibility::Unlisted).await;
    let own = ada.get(&format!("{}&download=1", photo.urls.original)).send().await.unwrap();
    assert!(header(&own, "content-disposition").starts_with("attachment") && header(&own, "content-disposition").contains("harbour.jpg"));
    assert_eq!(own.bytes().await.unwrap(), bytes);

    let shared = app.stranger().get(&format!("{}&download=1", photo.urls.original)).send().await.unwrap();
    assert!(!header(&shared, "content-disposition").contains("harbour"), "the file's name is the owner's own");
    let shared = shared.bytes().await.unwrap();
    let kind = model::FileType::Jpeg;
    let plan = gallery::imaging::plan(&shared, kind).unwrap();
    let developed = gallery::imaging::develop(&shared, &plan).unwrap();
    assert_eq!((developed.metadata, developed.taken.is_none()), (model::Metadata::default(), true));
    assert_eq!((developed.width, developed.height), (photo.width, photo.height), "still upright");
}

#[tokio::test]
async fn strangers_are_told_nothing_of_place_file_name_or_hash() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let photo = ada.uploads(sample::with_gps_and_date(), Visibility::Public).await;
    let path = format!("/api/v1/photos/{}", photo.id);
    let (_, own) = ada.sees(&path).await;
    assert!(own["metadata"]["gps"].is_object() && own["file_name"] == "harbour.jpg" && own["sha256"].is_string(), "{own}");
    for told in [app.stranger().sees(&path).await.1, app.stranger().sees("/api/v1/photos?scope=public").await.1["items"][0].clone()] {
        assert_eq!((&told["metadata"]["gps"], &told["file_name"], &told["sha256"]), (&json!(null), &json!(null), &json!(null)));
        assert_eq!(told["metadata"]["camera"], own["metadata"]["camera"]);
    }
}
