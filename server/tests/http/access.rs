//! Who may see and change what: the same answer for "not there" and "not yours".

use crate::app::{PASSWORD, TestApp, told};
use gallery::imaging::sample;
use model::Visibility;
use reqwest::{Method, StatusCode};
use serde_json::json;

const MISSING: &str = "019a0000-0000-7000-8000-000000000000";

#[tokio::test]
async fn a_stranger_cannot_tell_a_private_photo_from_a_missing_one() {
    let app = TestApp::start().await;
    let photo = app.member("ada").await.uploads(sample::jpeg(64, 48), Visibility::Private).await;
    let grace = app.member("grace").await;
    for person in [app.stranger(), grace] {
        for form in ["", "/thumb", "/medium", "/preview", "/original"] {
            let api = if form.is_empty() { "/api/v1" } else { "" };
            let seen = person.sees(&format!("{api}/photos/{}{form}", photo.id)).await;
            let missing = person.sees(&format!("{api}/photos/{MISSING}{form}")).await;
            assert_eq!(seen.0, StatusCode::NOT_FOUND);
            assert_eq!(seen, missing);
        }
    }
}

#[tokio::test]
async fn visibility_decides_who_sees_and_who_finds() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let grace = app.member("grace").await;
    for (visibility, seen, found) in [
        (Visibility::Private, StatusCode::NOT_FOUND, false),
        (Visibility::Unlisted, StatusCode::OK, false),
        (Visibility::Public, StatusCode::OK, true),
    ] {
        let photo = ada.uploads(sample::jpeg(64 + visibility as u32, 48), visibility).await;
        for person in [&app.stranger(), &grace] {
            for path in [&photo.urls.thumb, &photo.urls.original, &format!("/api/v1/photos/{}", photo.id), &photo.urls.page] {
                assert_eq!(person.get(path).send().await.unwrap().status(), seen, "{visibility} {path}");
            }
            assert_eq!(person.lists("public").await.contains(&photo.id.to_string()), found, "{visibility}");
        }
        assert!(grace.lists("mine").await.is_empty());
    }
}

#[tokio::test]
async fn nobody_but_the_owner_changes_anything() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let photo = ada.uploads(sample::jpeg(64, 48), Visibility::Public).await;
    let before = ada.sees(&format!("/api/v1/photos/{}", photo.id)).await;
    for (person, status) in [(app.stranger(), StatusCode::UNAUTHORIZED), (app.member("grace").await, StatusCode::NOT_FOUND)] {
        assert_eq!(person.changes(&photo, json!({ "visibility": "private" })).await.0, status);
        assert_eq!(person.deletes(&photo).await, status);
        let for_good = person.request(Method::DELETE, &format!("/api/v1/photos/{}?permanent=true", photo.id)).send().await.unwrap();
        assert_eq!(for_good.status(), status);
        assert_eq!(person.restores(&photo).await, status);
    }
    assert_eq!(ada.sees(&format!("/api/v1/photos/{}", photo.id)).await, before);
}

#[tokio::test]
async fn one_s_own_lists_need_a_person() {
    let app = TestApp::start().await;
    for scope in ["mine", "trash"] {
        let (status, problem) = app.stranger().sees(&format!("/api/v1/photos?scope={scope}")).await;
        assert_eq!((status, &problem["code"]), (StatusCode::UNAUTHORIZED, &json!("token_missing")));
    }
}

#[tokio::test]
async fn unknown_addresses_and_methods_of_the_api_answer_as_the_api_does() {
    let app = TestApp::start().await;
    for path in ["/api", "/api/", "/api/v1", "/api/v1/nothing", "/api/v2/photos"] {
        let answer = app.stranger().get(path).send().await.unwrap();
        assert_eq!(answer.headers()["content-type"], "application/problem+json", "{path}");
        assert_eq!(told(answer).await.1["code"], "not_found", "{path}");
    }
    let wrong = app.stranger().request(Method::PUT, "/api/v1/photos").body("{}").send().await.unwrap();
    assert_eq!(wrong.status(), StatusCode::METHOD_NOT_ALLOWED);
    let allow = wrong.headers()["allow"].to_str().unwrap().to_owned();
    assert!(allow.contains("GET") && allow.contains("POST"), "{allow}");
    assert_eq!(told(wrong).await.1["code"], "method_not_allowed");
}

#[tokio::test]
async fn every_answer_of_the_api_has_a_request_id_and_is_not_kept() {
    let app = TestApp::start().await;
    let answer = app.stranger().get("/api/v1/photos").send().await.unwrap();
    let id = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
    assert_eq!(answer.headers()["cache-control"], "no-store");
    assert_eq!(answer.headers()["www-authenticate"], "Bearer error=\"invalid_request\"");
    let body: serde_json::Value = answer.json().await.unwrap();
    assert_eq!(body["request_id"], id);
}

#[tokio::test]
async fn bodies_that_are_no_json_or_too_much_are_refused() {
    let app = TestApp::start().await;
    let send = async |kind: &str, body: String| {
        let answer = app.stranger().post("/api/v1/auth/login").header("content-type", kind).body(body).send().await.unwrap();
        told(answer).await
    };
    assert_eq!(send("text/plain", "{}".to_owned()).await.1["code"], "unsupported_media_type");
    assert_eq!(send("application/json", "{".to_owned()).await.1["code"], "malformed");
    assert_eq!(send("application/json", "[".repeat(60_000)).await.1["code"], "invalid");
    assert_eq!(send("application/json", format!("{{\"login\":\"{}\"", "x".repeat(70_000))).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(send("application/json", r#"{"login":"a"}"#.to_owned()).await.1["errors"][0]["field"], "password");
    assert_eq!(send("application/json", r#"{"login":"a","password":7}"#.to_owned()).await.1["errors"][0]["field"], "password");
    assert_eq!(send("application/json", r#"{"login":"a","password":"b","otp":"1"}"#.to_owned()).await.1["errors"][0]["field"], "otp");
    let list = send("application/json", format!(r#"["ada","{PASSWORD}"]"#)).await;
    assert_eq!((list.0.as_u16(), &list.1["errors"][0]["field"]), (422, &json!("body")), "a list is no object: {}", list.1);
}

#[tokio::test]
async fn the_program_says_that_it_is_alive_and_ready() {
    let app = TestApp::start().await;
    assert_eq!(app.stranger().get("/healthz").send().await.unwrap().text().await.unwrap(), "ok\n");
    assert_eq!(app.stranger().get("/readyz").send().await.unwrap().status(), StatusCode::OK);
    assert!(app.kept_files().is_empty(), "trying the storage leaves nothing");
}

#[tokio::test]
async fn what_a_server_function_cannot_read_is_the_senders_fault() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    for (function, arguments) in [("settle_photo", [("id", "no id"), ("fate", "erase")]), ("batch", [("ids", "none"), ("action", "burn")])]
    {
        assert_eq!(ada.asks(function, &arguments).await.0, StatusCode::BAD_REQUEST, "{function}");
    }
}
