//! How much one may keep.

use crate::app::{Person, TestApp, code, told};
use gallery::imaging::sample;
use model::Visibility;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

async fn send(person: &Person, width: u32) -> (u16, String) {
    code(person.sends("harbour.jpg", sample::jpeg(width, 48), Visibility::Private).await).await
}

fn size(width: u32) -> u64 {
    sample::jpeg(width, 48).len() as u64
}

#[tokio::test]
async fn what_does_not_fit_is_refused_and_leaves_nothing_and_room_comes_back() {
    let quota = size(64) + size(80) + 10;
    let app = TestApp::with(|options| options.settings.default_quota = Some(quota)).await;
    let ada = app.member("ada").await;
    assert_eq!(ada.sees("/api/v1/me").await.1["quota"], json!(quota));
    let first = ada.uploads(sample::jpeg(64, 48), Visibility::Private).await;
    assert_eq!(send(&ada, 80).await.0, 201);
    let kept = app.kept_files();
    let (status, problem) = told(ada.sends("harbour.jpg", sample::jpeg(90, 48), Visibility::Private).await).await;
    assert_eq!((status.as_u16(), &problem["code"]), (507, &json!("quota_exceeded")));
    assert!(problem["detail"].as_str().unwrap().contains("the trash included"), "{problem}");
    assert_eq!((app.kept_files(), send(&ada, 64).await.0), (kept, 200), "what is there already takes no room");

    ada.deletes(&first).await;
    assert_eq!(send(&ada, 66).await.0, 507, "the trash counts");
    assert_eq!(ada.restores(&first).await, StatusCode::OK, "and what comes back out of it takes no more");
    ada.request(Method::DELETE, &format!("/api/v1/photos/{}?permanent=true", first.id)).send().await.unwrap();
    assert_eq!(send(&ada, 64).await.0, 201);
    let (_, me) = ada.sees("/api/v1/me").await;
    assert_eq!(me["bytes"], json!(size(64) + size(80)));
}

#[tokio::test]
async fn of_many_at_once_only_those_that_fit_are_kept() {
    let app = TestApp::with(|options| options.settings.default_quota = Some(3 * size(110))).await;
    let ada = app.member("ada").await;
    let all = futures::future::join_all((0..8).map(|number| send(&ada, 100 + number))).await;
    let (kept, refused): (Vec<_>, Vec<_>) = all.iter().partition(|(status, _)| *status == 201);
    assert!(!kept.is_empty() && refused.iter().all(|(status, code)| (*status, code.as_str()) == (507, "quota_exceeded")), "{all:?}");
    let (_, me) = ada.sees("/api/v1/me").await;
    assert!(me["bytes"].as_u64().unwrap() <= 3 * size(110));
    assert_eq!(me["photos"], json!(kept.len()));
}

#[tokio::test]
async fn an_administrator_gives_an_account_a_quota_of_its_own() {
    let app = TestApp::with(|options| options.settings.default_quota = Some(1_000_000)).await;
    let (root, ada) = (app.member("root").await, app.member("ada").await);
    let path = format!("/api/v1/users/{}", ada.tokens.as_ref().unwrap().account.id);
    let change = async |body: Value| told(root.request(Method::PATCH, &path).json(&body).send().await.unwrap()).await;
    assert_eq!(change(json!({ "quota": 10 })).await.1["quota"], 10);
    assert_eq!(send(&ada, 64).await, (507, "quota_exceeded".to_owned()));
    assert_eq!(change(json!({ "disabled": false })).await.1["quota"], 10, "what is left out stays");
    assert_eq!(change(json!({ "quota": 20.0 })).await.1["quota"], 20);
    assert_eq!(change(json!({ "quota": 20.5 })).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(change(json!({ "quota": 1_u64 << 53 })).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(change(json!({ "quota": null })).await.1["quota"], Value::Null);
    assert_eq!((send(&ada, 64).await.0, ada.sees("/api/v1/me").await.1["quota"].clone()), (201, json!(1_000_000)));
}
