//! Links by which administrators let people in who forgot the password.

use crate::app::{TestApp, code};
use chrono::TimeDelta;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

#[tokio::test]
async fn whoever_forgot_the_password_comes_in_by_a_link_and_chooses_a_new_one() {
    let app = TestApp::start().await;
    let (root, ada) = (app.member("root").await, app.member("ada").await);
    let id = ada.tokens.as_ref().unwrap().account.id;
    let make = async || {
        let answer = root.post(&format!("/api/v1/users/{id}/sign-in-link")).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::CREATED);
        app.passes(TimeDelta::seconds(1));
        answer.json::<Value>().await.unwrap()["url"].as_str().unwrap().split_once('#').unwrap().1.to_owned()
    };
    let (replaced, link) = (make().await, make().await);
    app.passes(TimeDelta::hours(23));
    let browser = app.empty_browser();
    let is_dead = async |secret: &str| app.stranger().asks("accept_sign_in", &[("secret", secret)]).await.0 == StatusCode::GONE;
    assert!(is_dead(&replaced).await);
    let (_, seen) = app.stranger().asks("sign_in_offer", &[("secret", &link)]).await;
    assert_eq!((&seen["username"], &seen["by_admin"]), (&json!("ada"), &json!(true)));
    let used = browser.submit("/fn/accept_sign_in", &[("secret", &link)]).await;
    assert_eq!(used.headers()["location"], "/account#password");
    assert!(!browser.open("/account").await.text().await.unwrap().contains("current_password"));
    let changed = browser.submit("/fn/change_password", &[("password", "a lamp at the quay")]).await;
    assert_eq!(changed.headers()["location"], "/account?changed=password");
    let again = browser.submit("/fn/change_password", &[("password", "a lantern at the quay")]).await;
    assert!(again.headers()["location"].to_str().unwrap().contains("error="), "only once");
    let login = json!({ "login": "ada", "password": "a lamp at the quay" });
    assert_eq!(app.stranger().post("/api/v1/auth/login").json(&login).send().await.unwrap().status(), StatusCode::OK);
    assert!(is_dead(&link).await, "it works once");

    let late = app.again("root").await.post(&format!("/api/v1/users/{id}/sign-in-link")).send().await.unwrap();
    let late = late.json::<Value>().await.unwrap()["url"].as_str().unwrap().split_once('#').unwrap().1.to_owned();
    app.passes(TimeDelta::hours(25));
    assert!(is_dead(&late).await);
}

#[tokio::test]
async fn nobody_comes_in_by_a_link_to_a_disabled_account() {
    let app = TestApp::start().await;
    let (root, ada) = (app.member("root").await, app.member("ada").await);
    let id = ada.tokens.as_ref().unwrap().account.id;
    let made: Value = root.post(&format!("/api/v1/users/{id}/sign-in-link")).send().await.unwrap().json().await.unwrap();
    root.request(Method::PATCH, &format!("/api/v1/users/{id}")).json(&json!({ "disabled": true })).send().await.unwrap();
    let secret = made["url"].as_str().unwrap().split_once('#').unwrap().1;
    assert_eq!(app.stranger().asks("accept_sign_in", &[("secret", secret)]).await.0, StatusCode::GONE);
    let again = root.post(&format!("/api/v1/users/{id}/sign-in-link")).send().await.unwrap();
    assert_eq!(code(again).await, (403, "account_disabled".to_owned()));
}
