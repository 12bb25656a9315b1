//! What is counted and timed, for whoever watches over the program.

use crate::app::{Person, TestApp, code};
use gallery::imaging::sample;
use model::Visibility;
use reqwest::StatusCode;

/// The value of a metric, by how its line begins.
async fn value(person: &Person, metric: &str) -> String {
    let answer = person.get("/metrics").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let text = answer.text().await.unwrap();
    let line = text.lines().find(|line| line.starts_with(metric));
    line.and_then(|line| line.rsplit(' ').next()).unwrap_or("none").to_owned()
}

#[tokio::test]
async fn requests_uploads_refusals_and_work_are_counted_without_telling_of_whom() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let photo = ada.uploads(sample::jpeg(64, 48), Visibility::Private).await;
    ada.uploads(sample::jpeg(64, 48), Visibility::Private).await;
    ada.sends("note.txt", b"hello".to_vec(), Visibility::Private).await;
    ada.sees(&format!("/api/v1/photos/{}", photo.id)).await;
    app.stranger().sees(&format!("/api/v1/photos/{}", photo.id)).await;

    let stranger = app.stranger();
    let read = r#"pinhole_http_request_seconds_count{method="GET",route="/api/v1/photos/{id}",status="#;
    assert_eq!(value(&stranger, &format!(r#"{read}"200"}}"#)).await, "1");
    assert_eq!(value(&stranger, &format!(r#"{read}"404"}}"#)).await, "1");
    for (status, files) in [("created", "1"), ("duplicate", "1"), ("refused", "1")] {
        assert_eq!(value(&stranger, &format!(r#"pinhole_uploads_total{{status="{status}"}}"#)).await, files, "{status}");
    }
    assert_eq!(value(&stranger, r#"pinhole_refusals_total{code="not_found"}"#).await, "1");
    assert_eq!(value(&stranger, r#"pinhole_refusals_total{code="type_not_allowed"}"#).await, "1");
    assert_eq!(value(&stranger, "pinhole_rendition_seconds_count").await, "1");
    assert_eq!(value(&stranger, "pinhole_rendition_queue").await, "0");
    assert_eq!(value(&stranger, "pinhole_storage_errors_total").await, "0");
    assert!(value(&stranger, "pinhole_database_statement_seconds_count").await.parse::<u32>().unwrap() > 5);
    assert_eq!(value(&stranger, "pinhole_database_errors_total").await, "0");
    let all = stranger.get("/metrics").send().await.unwrap().text().await.unwrap();
    assert!(!all.contains(&photo.id.to_string()) && !all.contains("ada"));
    assert!(all.ends_with("# EOF\n"));
}

#[tokio::test]
async fn without_a_token_only_this_machine_reads_them_and_no_proxy() {
    let app = TestApp::start().await;
    for header in ["x-forwarded-for", "forwarded", "x-real-ip", "x-forwarded-host"] {
        let answer = app.stranger().get("/metrics").header(header, "127.0.0.1").send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{header}");
    }
}

#[tokio::test]
async fn with_a_token_whoever_has_it_reads_them() {
    let app = TestApp::watched_with("a token of some length").await;
    let get = |token: &str| app.stranger().get("/metrics").header("x-forwarded-for", "10.0.0.1").bearer_auth(token).send();
    assert_eq!(get("a token of some length").await.unwrap().status(), StatusCode::OK);
    assert_eq!(code(get("another token").await.unwrap()).await, (401, "token_invalid".to_owned()));
    assert_eq!(code(app.stranger().get("/metrics").send().await.unwrap()).await, (401, "token_missing".to_owned()));
}
