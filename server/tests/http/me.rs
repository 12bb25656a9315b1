//! One's own account over the API.

use crate::app::{PASSWORD, Person, TestApp, code, told};
use gallery::imaging::sample;
use model::{Tokens, Visibility};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// The same person on another device.
async fn another_device(app: &TestApp, person: &Person) -> Person {
    let name = &person.tokens.as_ref().unwrap().account.username;
    let body = json!({ "login": name, "password": PASSWORD });
    let tokens: Tokens = app.stranger().post("/api/v1/auth/login").json(&body).send().await.unwrap().json().await.unwrap();
    Person { tokens: Some(tokens), ..person.clone() }
}

async fn check(person: &Person) -> (u16, String) {
    code(person.get("/api/v1/auth/check").send().await.unwrap()).await
}

async fn ends(person: &Person, path: &str) -> StatusCode {
    person.request(Method::DELETE, path).send().await.unwrap().status()
}

#[tokio::test]
async fn a_member_learns_who_they_are_and_a_stranger_that_a_token_is_missing() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let (status, me) = ada.sees("/api/v1/me").await;
    assert_eq!((status, &me["username"], &me["photos"]), (StatusCode::OK, &json!("ada"), &json!(0)));
    assert_eq!(code(app.stranger().get("/api/v1/me").send().await.unwrap()).await, (401, "token_missing".to_owned()));
}

#[tokio::test]
async fn sessions_are_listed_and_end_one_by_one_or_all_but_this() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let (phone, desk) = (another_device(&app, &ada).await, another_device(&app, &ada).await);
    let (_, devices) = ada.sees("/api/v1/me/sessions").await;
    let devices = devices.as_array().unwrap();
    assert_eq!((devices.len(), &devices[0]["current"]), (3, &json!(true)));
    let (_, seen) = phone.sees("/api/v1/me/sessions").await;
    let path = format!("/api/v1/me/sessions/{}", seen[0]["id"].as_str().unwrap());

    let grace = app.member("grace").await;
    assert_eq!(ends(&grace, &path).await, StatusCode::NOT_FOUND);
    assert_eq!(check(&phone).await.0, 200, "nobody ends what is somebody else's");
    assert_eq!(ends(&ada, &path).await, StatusCode::NO_CONTENT);
    assert_eq!(check(&phone).await, (401, "token_revoked".to_owned()));

    assert_eq!(ends(&ada, "/api/v1/me/sessions").await, StatusCode::NO_CONTENT);
    assert_eq!(check(&desk).await, (401, "token_revoked".to_owned()));
    assert_eq!((check(&ada).await.0, check(&grace).await.0), (200, 200));
}

#[tokio::test]
async fn a_new_password_needs_the_one_until_now_and_ends_the_other_sessions() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let other = another_device(&app, &ada).await;
    let change = async |body: Value| ada.post("/api/v1/me/password").json(&body).send().await.unwrap();
    let wrong = change(json!({ "current_password": "not it at all", "password": "a lamp at the harbour" })).await;
    assert!(wrong.status().is_client_error());
    assert_eq!(check(&other).await.0, 200);
    let right = change(json!({ "current_password": PASSWORD, "password": "a lamp at the harbour" })).await;
    assert_eq!(right.status(), StatusCode::NO_CONTENT);
    assert_eq!((check(&ada).await.0, check(&other).await), (200, (401, "token_revoked".to_owned())));
    let unknown = change(json!({ "current_password": PASSWORD, "password": "x", "pass": 1 })).await;
    assert_eq!(told(unknown).await.0, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn revoking_either_token_ends_its_session_and_a_wrong_one_is_answered_alike() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let revoke =
        async |token: &str| app.stranger().post("/api/v1/auth/revoke").json(&json!({ "token": token })).send().await.unwrap().status();
    assert_eq!(revoke("nothing").await, StatusCode::OK);
    assert_eq!(check(&ada).await.0, 200);
    let tokens = |person: &Person| person.tokens.clone().unwrap();
    let other = another_device(&app, &ada).await;
    assert_eq!(revoke(&tokens(&ada).access_token).await, StatusCode::OK);
    assert_eq!((check(&ada).await, check(&other).await.0), ((401, "token_revoked".to_owned()), 200));
    assert_eq!(revoke(&tokens(&other).refresh_token).await, StatusCode::OK);
    assert_eq!(check(&other).await, (401, "token_revoked".to_owned()));
}

#[tokio::test]
async fn names_are_changed_unless_they_are_somebody_elses() {
    let app = TestApp::start().await;
    let (ada, _grace) = (app.member("ada").await, app.member("grace").await);
    let change = async |body: Value| told(ada.request(Method::PATCH, "/api/v1/me").json(&body).send().await.unwrap()).await;
    let (status, account) = change(json!({ "username": "Ada-Lovelace", "email": "ada@lovelace.example" })).await;
    assert_eq!((status, &account["username"], &account["email"]), (StatusCode::OK, &json!("Ada-Lovelace"), &json!("ada@lovelace.example")));
    assert_eq!(change(json!({ "username": "ada-lovelace" })).await.0, StatusCode::OK, "only the case is another");
    assert_eq!(change(json!({ "username": "GRACE" })).await.1["code"], "username_taken");
    assert_eq!(change(json!({ "email": "Grace@Example.org" })).await.1["code"], "email_taken");
    assert_eq!(change(json!({ "username": "a", "email": "b" })).await.1["errors"].as_array().unwrap().len(), 2);
    assert_eq!(change(json!({ "role": "admin" })).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let (_, me) = ada.sees("/api/v1/me").await;
    assert_eq!((&me["username"], &me["email"]), (&json!("ada-lovelace"), &json!("ada@lovelace.example")));
}

#[tokio::test]
async fn an_account_goes_with_all_it_has_when_its_password_is_told() {
    let app = TestApp::start().await;
    app.member("root").await;
    let (ada, grace) = (app.member("ada").await, app.member("grace").await);
    let own = ada.uploads(sample::jpeg(64, 48), Visibility::Public).await;
    let other = grace.uploads(sample::jpeg(80, 60), Visibility::Public).await;
    let delete = async |person: &Person, password: &str| {
        told(person.request(Method::DELETE, "/api/v1/me").json(&json!({ "password": password })).send().await.unwrap()).await
    };
    assert_eq!(delete(&ada, "not it at all").await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(check(&ada).await.0, 200);

    assert_eq!(delete(&ada, PASSWORD).await.0, StatusCode::NO_CONTENT);
    assert_eq!(check(&ada).await, (401, "token_revoked".to_owned()));
    assert_eq!(app.stranger().lists("public").await, [other.id.to_string()]);
    assert_eq!(app.stranger().get(&own.urls.thumb).send().await.unwrap().status(), StatusCode::NOT_FOUND);
    assert!(app.kept_files().iter().all(|path| !path.to_string_lossy().contains(&own.id.to_string())));
    app.member("ada").await;
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let app = TestApp::start().await;
    let root = app.member("root").await;
    let answer = root.request(Method::DELETE, "/api/v1/me").json(&json!({ "password": PASSWORD })).send().await.unwrap();
    assert_eq!(code(answer).await, (409, "last_admin".to_owned()));
    assert_eq!(check(&root).await.0, 200);
}
