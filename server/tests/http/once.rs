//! Uploads that are sent again with the same `Idempotency-Key`.

use crate::app::{Person, TestApp, code, told};
use chrono::TimeDelta;
use gallery::imaging::sample;
use model::Visibility;
use reqwest::{
    Response, StatusCode,
    multipart::{Form, Part},
};

async fn send(person: &Person, key: &str, bytes: Vec<u8>) -> Response {
    let form = Form::new().part("file", Part::bytes(bytes).file_name("harbour.jpg"));
    person.post("/api/v1/photos").header("idempotency-key", key).multipart(form).send().await.unwrap()
}

fn is_replayed(answer: &Response) -> bool {
    answer.headers().contains_key("idempotency-replayed")
}

#[tokio::test]
async fn what_was_answered_is_answered_again_for_a_day_and_not_done_again() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let first = send(&ada, "one", sample::jpeg(64, 48)).await;
    assert!(!is_replayed(&first));
    let (status, body) = told(first).await;
    assert_eq!(status, StatusCode::CREATED);
    let again = send(&ada, "one", sample::jpeg(64, 48)).await;
    assert!(is_replayed(&again));
    assert_eq!(told(again).await, (status, body.clone()), "not told to be a duplicate");

    // Even what was deleted meanwhile does not come back.
    let photo = serde_json::from_value(body["results"][0]["photo"].clone()).unwrap();
    ada.deletes(&photo).await;
    assert_eq!(told(send(&ada, "one", sample::jpeg(64, 48)).await).await.0, StatusCode::CREATED);
    assert_eq!(ada.lists("mine").await.len(), 0);

    app.passes(TimeDelta::hours(25));
    app.gallery.tidy().await;
    let login = serde_json::json!({ "login": "ada", "password": crate::app::PASSWORD });
    let tokens = app.stranger().post("/api/v1/auth/login").json(&login).send().await.unwrap().json().await.unwrap();
    let ada = Person { tokens: Some(tokens), ..ada };
    let later = send(&ada, "one", sample::jpeg(64, 48)).await;
    assert!(!is_replayed(&later));
    assert_eq!(told(later).await.1["results"][0]["status"], "restored");
}

#[tokio::test]
async fn a_refusal_is_answered_again_too() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    for is_again in [false, true] {
        let answer = send(&ada, "one", b"no picture".to_vec()).await;
        assert_eq!(is_replayed(&answer), is_again);
        assert_eq!(code(answer).await, (415, "type_not_allowed".to_owned()));
    }
}

#[tokio::test]
async fn a_key_stands_for_one_request_of_one_account() {
    let app = TestApp::start().await;
    let (ada, grace) = (app.member("ada").await, app.member("grace").await);
    assert_eq!(send(&ada, "one", sample::jpeg(64, 48)).await.status(), StatusCode::CREATED);
    assert_eq!(code(send(&ada, "one", sample::jpeg(80, 60)).await).await, (422, "idempotency_key_reused".to_owned()));
    assert_eq!(send(&grace, "one", sample::jpeg(80, 60)).await.status(), StatusCode::CREATED);
    assert_eq!((ada.lists("mine").await.len(), grace.lists("mine").await.len()), (1, 1));
    for bad in ["", &"x".repeat(256)] {
        assert_eq!(code(send(&ada, bad, sample::jpeg(90, 60)).await).await, (422, "invalid".to_owned()));
    }
}

#[tokio::test]
async fn of_many_at_once_one_is_carried_out() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let all = futures::future::join_all((0..8).map(|_| send(&ada, "one", sample::jpeg(400, 300)))).await;
    let mut created = 0;
    for answer in all {
        if answer.status() == StatusCode::CREATED {
            created += usize::from(!is_replayed(&answer));
        } else {
            assert_eq!(code(answer).await, (409, "idempotency_in_progress".to_owned()));
        }
    }
    assert_eq!(created, 1);
    assert_eq!(ada.lists("mine").await.len(), 1);
    // Without a key, the second is told that it was there.
    assert_eq!(ada.sends("harbour.jpg", sample::jpeg(400, 300), Visibility::Private).await.status(), StatusCode::OK);
}
