//! Everybody's accounts, for whoever looks after the gallery.

use crate::app::{PASSWORD, Person, TestApp, code, told};
use chrono::TimeDelta;
use gallery::imaging::sample;
use model::Visibility;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

async fn change(admin: &Person, id: &str, body: Value) -> (StatusCode, Value) {
    told(admin.request(Method::PATCH, &format!("/api/v1/users/{id}")).json(&body).send().await.unwrap()).await
}

fn id(person: &Person) -> String {
    person.tokens.as_ref().unwrap().account.id.to_string()
}

async fn check(person: &Person) -> (u16, String) {
    code(person.get("/api/v1/auth/check").send().await.unwrap()).await
}

#[tokio::test]
async fn everybody_is_listed_searched_and_paged_without_secrets() {
    let app = TestApp::start().await;
    let root = app.member("root").await;
    for name in ["ada", "grace", "hopper"] {
        app.passes(TimeDelta::seconds(1));
        app.member(name).await;
    }
    let (_, page) = root.sees("/api/v1/users?limit=3").await;
    let names = |page: &Value| {
        page["items"].as_array().unwrap().iter().map(|user| user["username"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&page), ["hopper", "grace", "ada"]);
    assert_eq!((&page["items"][0]["state"], &page["items"][0]["role"]), (&json!("active"), &json!("member")));
    assert!(!page.to_string().contains("argon2"));
    let (_, rest) = root.sees(&format!("/api/v1/users?limit=3&cursor={}", page["next_cursor"].as_str().unwrap())).await;
    assert_eq!((names(&rest), &rest["next_cursor"]), (vec!["root".to_owned()], &Value::Null));
    assert_eq!(names(&root.sees("/api/v1/users?q=GRACE%40").await.1), ["grace"]);
    assert_eq!(root.sees("/api/v1/users?cursor=x").await.0, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn whoever_is_disabled_is_out_at_once_and_back_when_enabled() {
    let app = TestApp::start().await;
    let (root, ada) = (app.member("root").await, app.member("ada").await);
    let key: Value =
        ada.post("/api/v1/me/keys").json(&json!({ "name": "k", "scopes": ["read"] })).send().await.unwrap().json().await.unwrap();
    let photo = ada.uploads(sample::jpeg(64, 48), Visibility::Public).await;
    assert_eq!(change(&root, &id(&ada), json!({ "disabled": true })).await.1["state"], "disabled");
    assert_eq!(check(&ada).await, (401, "token_revoked".to_owned()));
    let by_key = app.stranger().get("/api/v1/auth/check").bearer_auth(key["key"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(code(by_key).await, (401, "token_revoked".to_owned()));
    let login = app.stranger().post("/api/v1/auth/login").json(&json!({ "login": "ada", "password": PASSWORD })).send().await.unwrap();
    assert_eq!(code(login).await, (403, "account_disabled".to_owned()));
    assert_eq!(app.stranger().lists("public").await, [photo.id.to_string()], "what was public stays so");

    change(&root, &id(&ada), json!({ "disabled": false })).await;
    let login = app.stranger().post("/api/v1/auth/login").json(&json!({ "login": "ada", "password": PASSWORD })).send().await.unwrap();
    assert_eq!(login.status(), StatusCode::OK);
    assert_eq!(check(&ada).await.0, 401, "the old session is over");
}

#[tokio::test]
async fn the_last_administrator_is_protected_everywhere() {
    let app = TestApp::start().await;
    let (root, ada) = (app.member("root").await, app.member("ada").await);
    for body in [json!({ "role": "member" }), json!({ "disabled": true })] {
        let (status, problem) = change(&root, &id(&root), body).await;
        assert_eq!((status.as_u16(), &problem["code"]), (409, &json!("last_admin")));
    }
    let gone = root.request(Method::DELETE, &format!("/api/v1/users/{}", id(&root))).send().await.unwrap();
    assert_eq!(code(gone).await, (409, "last_admin".to_owned()));

    assert_eq!(change(&root, &id(&ada), json!({ "role": "admin" })).await.1["role"], "admin");
    // Two who remove each other at once: one of them stays.
    let remove = async |one: &Person, other: &Person| change(one, &id(other), json!({ "role": "member" })).await.0;
    let (first, second) = tokio::join!(remove(&root, &ada), remove(&ada, &root));
    assert!(first != second, "{first} {second}");
    let left = app.gallery.people().list("", model::PeopleOrder::Newest, None, 50).await.unwrap();
    assert_eq!(left.items.iter().filter(|person| person.role == model::Role::Admin).count(), 1);
}

#[tokio::test]
async fn people_are_deleted_with_their_photos_one_or_all_but_oneself() {
    let app = TestApp::start().await;
    let (root, ada, grace) = (app.member("root").await, app.member("ada").await, app.member("grace").await);
    let mine = root.uploads(sample::jpeg(64, 48), Visibility::Public).await;
    ada.uploads(sample::jpeg(70, 48), Visibility::Public).await;
    grace.uploads(sample::jpeg(80, 48), Visibility::Public).await;
    assert_eq!(root.request(Method::DELETE, &format!("/api/v1/users/{}", id(&ada))).send().await.unwrap().status(), StatusCode::NO_CONTENT);
    assert_eq!(app.stranger().lists("public").await.len(), 2);
    let all = async |body: Value| told(root.request(Method::DELETE, "/api/v1/users").json(&body).send().await.unwrap()).await;
    assert_eq!(all(json!({ "confirm": "yes" })).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(all(json!({ "confirm": "delete all users" })).await, (StatusCode::OK, json!({ "deleted": 1 })));
    assert_eq!(app.stranger().lists("public").await, [mine.id.to_string()]);
    assert_eq!(check(&grace).await.0, 401);
    assert!(app.kept_files().iter().all(|path| path.to_string_lossy().contains(&mine.id.to_string())));
}

#[tokio::test]
async fn an_administrator_ends_sessions_but_sees_no_private_photo() {
    let app = TestApp::start().await;
    let (root, ada) = (app.member("root").await, app.member("ada").await);
    let photo = ada.uploads(sample::jpeg(64, 48), Visibility::Private).await;
    assert_eq!(root.sees(&format!("/api/v1/photos/{}", photo.id)).await.0, StatusCode::NOT_FOUND);
    let ended = root.post(&format!("/api/v1/users/{}/sessions/revoke", id(&ada))).send().await.unwrap();
    assert_eq!(ended.status(), StatusCode::NO_CONTENT);
    assert_eq!(check(&ada).await, (401, "token_revoked".to_owned()));
    let member = app.member("grace").await;
    assert_eq!(code(member.get("/api/v1/users").send().await.unwrap()).await, (403, "forbidden".to_owned()));
}

#[tokio::test]
async fn people_are_listed_in_the_order_that_is_asked_for() {
    let app = TestApp::start().await;
    let root = app.member("root").await;
    for (name, photos) in [("Zoe", 1), ("adam", 3), ("Mary", 2)] {
        app.passes(TimeDelta::seconds(1));
        let person = app.member(name).await;
        for width in 0..photos {
            person.uploads(sample::jpeg(20 + width, 20), Visibility::Private).await;
        }
    }
    let walk = async |order: &str| {
        let (mut names, mut cursor) = (Vec::new(), String::new());
        loop {
            let (status, page) = root.sees(&format!("/api/v1/users?limit=2&order={order}{cursor}")).await;
            assert_eq!(status, StatusCode::OK, "{page}");
            names.extend(page["items"].as_array().unwrap().iter().map(|user| user["username"].as_str().unwrap().to_owned()));
            let Some(next) = page["next_cursor"].as_str() else { break names };
            cursor = format!("&cursor={next}");
        }
    };
    assert_eq!(walk("newest").await, ["Mary", "adam", "Zoe", "root"]);
    assert_eq!(walk("name").await, ["adam", "Mary", "root", "Zoe"]);
    assert_eq!(walk("size").await, ["adam", "Mary", "Zoe", "root"]);
    for order in ["newest&cursor=adam", "size&cursor=adam", "name&cursor=1~2", "weather"] {
        assert_eq!(root.sees(&format!("/api/v1/users?order={order}")).await.0, StatusCode::UNPROCESSABLE_ENTITY, "{order}");
    }
}
