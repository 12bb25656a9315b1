//! The same done to many photos at once.

use crate::app::{Person, TestApp, told};
use gallery::imaging::sample;
use model::{Photo, Visibility};
use reqwest::StatusCode;
use serde_json::{Value, json};

const MISSING: &str = "019a0000-0000-7000-8000-000000000000";

async fn some(person: &Person, amount: u32) -> Vec<Photo> {
    let mut photos = Vec::new();
    for n in 0..amount {
        photos.push(person.uploads(sample::png(20 + n, 20), Visibility::Private).await);
    }
    photos
}

async fn batch(person: &Person, body: Value) -> (StatusCode, Value) {
    told(person.post("/api/v1/photos/batch").json(&body).send().await.unwrap()).await
}

#[tokio::test]
async fn many_are_shared_deleted_and_restored_at_once() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let photos = some(&ada, 4).await;
    let ids: Vec<_> = photos.iter().map(|photo| photo.id).collect();
    let expected = json!({ "results": ids.iter().map(|id| json!({ "id": id })).collect::<Vec<_>>() });
    for (action, mine, trash, public) in [
        (json!({ "ids": ids, "action": "set_visibility", "visibility": "public" }), 4, 0, 4),
        (json!({ "ids": ids, "action": "delete" }), 0, 4, 0),
        (json!({ "ids": ids, "action": "restore" }), 4, 0, 4),
    ] {
        assert_eq!(batch(&ada, action.clone()).await, (StatusCode::OK, expected.clone()));
        let lists = (ada.lists("mine").await.len(), ada.lists("trash").await.len(), app.stranger().lists("public").await.len());
        assert_eq!(lists, (mine, trash, public), "{action}");
    }
}

#[tokio::test]
async fn what_is_not_one_s_own_is_told_and_keeps_nothing_from_the_rest() {
    let app = TestApp::start().await;
    let (ada, grace) = (app.member("ada").await, app.member("grace").await);
    let theirs = grace.uploads(sample::jpeg(64, 48), Visibility::Public).await;
    let [own, trashed] = &some(&ada, 2).await[..] else { panic!("two photos") };
    ada.deletes(trashed).await;
    let ids = json!([theirs.id, own.id, MISSING, trashed.id]);
    let (status, body) = batch(&ada, json!({ "ids": ids, "action": "set_visibility", "visibility": "unlisted" })).await;
    assert_eq!(status, StatusCode::OK);
    let results: Vec<_> = body["results"].as_array().unwrap().iter().map(|result| (&result["id"], &result["error"]["code"])).collect();
    let not_found = json!("not_found");
    let expected = [(&ids[0], &not_found), (&ids[1], &Value::Null), (&ids[2], &not_found), (&ids[3], &not_found)];
    assert_eq!(results, expected);
    assert_eq!(ada.sees(&format!("/api/v1/photos/{}", own.id)).await.1["visibility"], "unlisted");
    assert_eq!(app.stranger().sees(&format!("/api/v1/photos/{}", theirs.id)).await.1["visibility"], "public");
}

#[tokio::test]
async fn requests_that_make_no_sense_are_named() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    for (body, field) in [
        (json!({ "ids": [], "action": "delete" }), "ids"),
        (json!({ "ids": vec![MISSING; 501], "action": "delete" }), "ids"),
        (json!({ "ids": ["photo"], "action": "delete" }), "ids[0]"),
        (json!({ "ids": [MISSING], "action": "frame" }), "action"),
        (json!({ "ids": [MISSING], "action": "set_visibility" }), "visibility"),
        (json!({ "ids": [MISSING], "action": "delete", "visibility": "public" }), "visibility"),
        (json!({ "ids": [MISSING], "action": "delete", "now": true }), "now"),
    ] {
        let (status, problem) = batch(&ada, body.clone()).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)), "{body}: {problem}");
    }
    let most = json!({ "ids": vec![MISSING; 500], "action": "delete" });
    assert_eq!(batch(&ada, most).await.0, StatusCode::OK);
    assert_eq!(batch(&app.stranger(), json!({ "ids": [MISSING], "action": "delete" })).await.0, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn pages_ask_for_the_same() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let photos = some(&ada, 2).await;
    let ids: Vec<_> = photos.iter().map(|photo| photo.id.to_string()).collect();
    let (status, results) = ada.asks("batch", &[("ids[0]", &ids[0]), ("ids[1]", &ids[1]), ("action[set_visibility]", "public")]).await;
    assert_eq!((status, results), (StatusCode::OK, json!([{ "id": ids[0] }, { "id": ids[1] }])));
    assert_eq!(app.stranger().lists("public").await.len(), 2);
    let (status, results) = ada.asks("batch", &[("ids[0]", &ids[0]), ("ids[1]", MISSING), ("action", "delete")]).await;
    assert_eq!((status, &results[1]["error"]["code"]), (StatusCode::OK, &json!("not_found")));
    assert_eq!(ada.lists("trash").await, [ids[0].clone()]);
}
