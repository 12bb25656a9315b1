//! API keys: what programs come in with.

use crate::app::{PASSWORD, Person, TestApp, code, told};
use chrono::TimeDelta;
use gallery::imaging::sample;
use model::Visibility;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

async fn make(person: &Person, body: Value) -> (StatusCode, Value) {
    told(person.post("/api/v1/me/keys").json(&body).send().await.unwrap()).await
}

/// What `/auth/check` says of a key.
async fn check(app: &TestApp, key: &Value) -> (u16, String) {
    code(app.stranger().get("/api/v1/auth/check").bearer_auth(key.as_str().unwrap()).send().await.unwrap()).await
}

#[tokio::test]
async fn a_key_is_told_once_and_listed_without_its_secret() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let (status, made) = make(&ada, json!({ "name": " webcam ", "scopes": ["upload", "read", "upload"] })).await;
    assert_eq!(status, StatusCode::CREATED);
    assert_eq!((&made["name"], &made["scopes"], &made["expires_at"]), (&json!("webcam"), &json!(["read", "upload"]), &Value::Null));
    let secret = made["key"].as_str().unwrap();
    assert!(secret.starts_with("pinhole_") && secret.len() > 40);

    assert_eq!(check(&app, &made["key"]).await.0, 200);
    let (_, keys) = ada.sees("/api/v1/me/keys").await;
    assert_eq!((&keys[0]["id"], &keys[0]["last_used_at"]), (&made["id"], &json!("2026-06-01T12:00:00Z")));
    assert!(!keys.to_string().contains(secret));
    let database = std::fs::read(&app.gallery.options().database).unwrap();
    assert!(!String::from_utf8_lossy(&database).contains(secret), "only its hash is kept");
}

#[tokio::test]
async fn a_key_does_what_its_scopes_say_and_says_what_it_lacks() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let photo = ada.uploads(sample::jpeg(64, 48), Visibility::Private).await;
    let path = format!("/api/v1/photos/{}", photo.id);
    let key = |scope: &str| make(&ada, json!({ "name": scope, "scopes": [scope] }));
    let send = async |key: &Value, method: Method, path: &str, body: Value| {
        let request = app.stranger().request(method, path).bearer_auth(key.as_str().unwrap());
        told(if body.is_null() { request } else { request.json(&body) }.send().await.unwrap()).await
    };
    let (read, manage) = (key("read").await.1["key"].clone(), key("manage").await.1["key"].clone());
    assert_eq!(send(&read, Method::GET, &path, Value::Null).await.0, StatusCode::OK);
    let (status, problem) = send(&read, Method::PATCH, &path, json!({ "title": "x" })).await;
    assert_eq!((status, &problem["code"]), (StatusCode::FORBIDDEN, &json!("insufficient_scope")));
    assert!(problem["detail"].as_str().unwrap().contains("`manage`"), "{problem}");
    assert_eq!(send(&manage, Method::PATCH, &path, json!({ "title": "x" })).await.0, StatusCode::OK);
    assert_eq!(send(&manage, Method::GET, &path, Value::Null).await.1["code"], "insufficient_scope");
    // Not even all scopes together lead to the account itself.
    assert_eq!(
        send(&manage, Method::POST, "/api/v1/me/keys", json!({ "name": "more", "scopes": ["read"] })).await.1["code"],
        "insufficient_scope"
    );
}

#[tokio::test]
async fn a_key_ends_when_it_says_when_it_is_withdrawn_and_with_its_account() {
    let app = TestApp::start().await;
    app.member("first").await;
    let ada = app.member("ada").await;
    let (_, short) = make(&ada, json!({ "name": "short", "scopes": ["read"], "expires_at": "2026-06-01T13:00:00Z" })).await;
    let (_, long) = make(&ada, json!({ "name": "long", "scopes": ["read"] })).await;
    let answer = app.stranger().get("/api/v1/auth/check").bearer_auth(short["key"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(told(answer).await.1["expires_in"], 3600);
    app.passes(TimeDelta::hours(1));
    assert_eq!(check(&app, &short["key"]).await, (401, "token_expired".to_owned()));

    let login = json!({ "login": "ada", "password": PASSWORD });
    let tokens = app.stranger().post("/api/v1/auth/login").json(&login).send().await.unwrap().json().await.unwrap();
    let ada = Person { tokens: Some(tokens), ..ada };
    let grace = app.member("grace").await;
    let path = format!("/api/v1/me/keys/{}", long["id"].as_str().unwrap());
    assert_eq!(grace.request(Method::DELETE, &path).send().await.unwrap().status(), StatusCode::NOT_FOUND);
    assert_eq!(check(&app, &long["key"]).await.0, 200, "nobody withdraws what is somebody else's");
    let (_, third) = make(&ada, json!({ "name": "third", "scopes": ["read"] })).await;
    assert_eq!(ada.request(Method::DELETE, &path).send().await.unwrap().status(), StatusCode::NO_CONTENT);
    assert_eq!(check(&app, &long["key"]).await, (401, "token_revoked".to_owned()));
    assert_eq!(ada.request(Method::DELETE, &path).send().await.unwrap().status(), StatusCode::NOT_FOUND);

    let gone = ada.request(Method::DELETE, "/api/v1/me").json(&json!({ "password": PASSWORD })).send().await.unwrap();
    assert_eq!(gone.status(), StatusCode::NO_CONTENT);
    assert_eq!(check(&app, &third["key"]).await, (401, "token_invalid".to_owned()));
    app.passes(TimeDelta::days(2));
    app.gallery.tidy().await;
    assert_eq!(check(&app, &long["key"]).await, (401, "token_invalid".to_owned()));
}

#[tokio::test]
async fn what_cannot_be_a_key_is_refused_with_all_its_flaws() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let (status, problem) = make(&ada, json!({ "name": " ", "scopes": [], "expires_at": "2026-05-31T12:00:00Z" })).await;
    let fields: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap()).collect();
    assert_eq!((status, fields), (StatusCode::UNPROCESSABLE_ENTITY, vec!["name", "scopes", "expires_at"]));
    for body in
        [json!({ "name": "x", "scopes": ["admin"] }), json!({ "name": "x" }), json!({ "name": "x".repeat(101), "scopes": ["read"] })]
    {
        assert_eq!(make(&ada, body).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(ada.sees("/api/v1/me/keys").await.1, json!([]));
}

#[tokio::test]
async fn sharex_gets_a_configuration_that_uploads() {
    let app = TestApp::public_at("https://photos.example.org").await;
    let ada = app.member("ada").await;
    let answer = ada.post("/api/v1/me/sharex").json(&json!({ "visibility": "public" })).send().await.unwrap();
    assert_eq!(answer.headers()["content-disposition"], "attachment; filename=\"pinhole.sxcu\"");
    let (status, configuration) = told(answer).await;
    assert_eq!(status, StatusCode::CREATED);
    assert_eq!(configuration["RequestURL"], "https://photos.example.org/api/v1/photos");
    assert_eq!(configuration["URL"], "https://photos.example.org{json:results[0].photo.urls.page}");

    // As ShareX does it.
    let part = reqwest::multipart::Part::bytes(sample::jpeg(64, 48)).file_name("screen.jpg");
    let form = reqwest::multipart::Form::new()
        .text("visibility", configuration["Arguments"]["visibility"].as_str().unwrap().to_owned())
        .part(configuration["FileFormName"].as_str().unwrap().to_owned(), part);
    let request =
        app.stranger().post("/api/v1/photos").header("authorization", configuration["Headers"]["Authorization"].as_str().unwrap());
    let (status, uploaded) = told(request.multipart(form).send().await.unwrap()).await;
    assert_eq!((status, &uploaded["results"][0]["photo"]["visibility"]), (StatusCode::CREATED, &json!("public")));
    assert!(uploaded["results"][0]["photo"]["urls"]["page"].as_str().unwrap().starts_with("/photos/"));
}
