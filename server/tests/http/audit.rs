//! Who did what, to whom, and from where.

use crate::app::{PASSWORD, Person, TestApp};
use chrono::TimeDelta;
use gallery::imaging::sample;
use model::Visibility;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

async fn audit(admin: &Person, query: &str) -> Vec<Value> {
    let (status, page) = admin.sees(&format!("/api/v1/audit{query}")).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    page["items"].as_array().unwrap().clone()
}

/// The events of a log, the oldest first.
fn events(entries: &[Value]) -> Vec<&str> {
    entries.iter().rev().map(|entry| entry["event"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_log_says_who_did_what_to_whom_and_from_where() {
    let app = TestApp::start().await;
    let (root, ada) = (app.member("root").await, app.member("ada").await);
    let id = ada.tokens.as_ref().unwrap().account.id;
    for password in ["wrong one", "wrong two"] {
        app.stranger().post("/api/v1/auth/login").json(&json!({ "login": "ada", "password": password })).send().await.unwrap();
    }
    app.stranger().post("/api/v1/auth/login").json(&json!({ "login": "my secret password", "password": "x" })).send().await.unwrap();
    let key = json!({ "name": "webcam", "scopes": ["upload"] });
    let key: Value = ada.post("/api/v1/me/keys").json(&key).send().await.unwrap().json().await.unwrap();
    let photo = ada.uploads(sample::jpeg(30, 20), Visibility::Private).await;
    ada.request(Method::DELETE, &format!("/api/v1/photos/{}?permanent=true", photo.id)).send().await.unwrap();
    ada.request(Method::DELETE, &format!("/api/v1/me/keys/{}", key["id"].as_str().unwrap())).send().await.unwrap();
    ada.request(Method::PATCH, "/api/v1/me").json(&json!({ "username": "countess" })).send().await.unwrap();
    let password = json!({ "current_password": PASSWORD, "password": "a lamp at the quay" });
    ada.post("/api/v1/me/password").json(&password).send().await.unwrap();
    for body in
        [json!({ "role": "admin" }), json!({ "role": "member", "quota": 5 }), json!({ "disabled": true }), json!({ "disabled": false })]
    {
        root.request(Method::PATCH, &format!("/api/v1/users/{id}")).json(&body).send().await.unwrap();
    }
    root.post(&format!("/api/v1/users/{id}/sessions/revoke")).send().await.unwrap();
    root.post(&format!("/api/v1/users/{id}/sign-in-link")).send().await.unwrap();
    let made: Value = root.post("/api/v1/invitations").json(&json!({ "note": "Joan" })).send().await.unwrap().json().await.unwrap();
    root.request(Method::DELETE, &format!("/api/v1/invitations/{}", made["id"].as_str().unwrap())).send().await.unwrap();
    root.request(Method::PATCH, "/api/v1/settings").json(&json!({ "trash_days": 3 })).send().await.unwrap();
    root.request(Method::DELETE, &format!("/api/v1/users/{id}")).send().await.unwrap();

    let log = audit(&root, "").await;
    assert_eq!(
        events(&log),
        [
            "account_made",
            "signed_in",
            "account_made",
            "signed_in",
            "sign_in_failed",
            "sign_in_failed",
            "key_made",
            "photos_deleted",
            "key_withdrawn",
            "account_renamed",
            "password_changed",
            "role_changed",
            "role_changed",
            "quota_changed",
            "account_disabled",
            "account_enabled",
            "signed_out_everywhere",
            "sign_in_link_made",
            "invitation_made",
            "invitation_withdrawn",
            "setting_changed",
            "account_deleted",
        ]
    );
    let last = &log[0];
    assert_eq!((&last["actor"]["username"], &last["subject"]["username"]), (&json!("root"), &json!("countess")));
    assert_eq!((&last["photos"], &last["address"], &last["at"]), (&json!(0), &json!("127.0.0.1"), &json!("2026-06-01T12:00:00Z")));
    let setting = &log[1];
    assert_eq!((&setting["setting"], &setting["from"], &setting["to"]), (&json!("trash_days"), &json!("30"), &json!("3")));
    let failures: Vec<_> = log.iter().filter(|entry| entry["event"] == "sign_in_failed").collect();
    assert_eq!(
        (&failures[1]["times"], &failures[1]["subject"]["username"]),
        (&json!(2), &json!("ada")),
        "two within the hour are one entry"
    );
    assert_eq!(failures[0]["subject"], Value::Null, "a name that nobody has is not written down");

    let whole = serde_json::to_string(&log).unwrap();
    for secret in
        [PASSWORD, "wrong", "secret", "lamp", key["key"].as_str().unwrap(), made["url"].as_str().unwrap().split_once('=').unwrap().1]
    {
        assert!(!whole.contains(secret), "{secret}");
    }
    assert_eq!(events(&audit(&root, "?topic=keys").await), ["key_made", "key_withdrawn"]);
    assert_eq!(audit(&root, &format!("?person={id}&topic=people")).await.len(), 8);
    let (_, page) = root.sees("/api/v1/audit?limit=2").await;
    let cursor = page["next_cursor"].as_str().unwrap();
    assert_eq!(audit(&root, &format!("?limit=2&cursor={cursor}")).await, log[2..4]);
    for query in ["?cursor=x", "?limit=0", "?topic=weather"] {
        assert_eq!(root.sees(&format!("/api/v1/audit{query}")).await.0, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
    }
}

#[tokio::test]
async fn the_log_is_kept_as_long_as_the_setting_says() {
    let app = TestApp::with(|options| options.settings.audit_days = 7).await;
    app.member("root").await;
    app.passes(TimeDelta::days(6));
    app.member("ada").await;
    app.gallery.tidy().await;
    assert_eq!(audit(&app.again("root").await, "").await.len(), 5);
    app.passes(TimeDelta::days(2));
    app.gallery.tidy().await;
    let left = audit(&app.again("root").await, "").await;
    assert!(left.iter().all(|entry| entry["at"].as_str().unwrap() > "2026-06-02"), "{left:?}");
}
