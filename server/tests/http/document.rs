//! The API's document, and whether answers are as it says.

use crate::app::{PASSWORD, Person, TestApp, told};
use gallery::imaging::sample;
use model::Visibility;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// Ask, and see that status and body are among what the document says of this operation.
async fn asks(document: &Value, person: &Person, method: Method, path: &str, template: &str, body: Value) -> (StatusCode, Value) {
    let request = person.request(method.clone(), path);
    let answer = if body.is_null() { request } else { request.json(&body) }.send().await.unwrap();
    let kind = answer.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned());
    let (status, mut body) = told(answer).await;
    let operation = &document["paths"][template][method.as_str().to_lowercase()];
    let response = &operation["responses"][status.as_str()];
    assert!(response.is_object(), "{method} {template} answered {status}, which is not documented: {body}");
    match response["content"].as_object() {
        None => assert_eq!(body, json!(""), "{method} {template}: {status}"),
        Some(content) => {
            let documented = content.keys().any(|documented| kind.as_deref() == Some(documented));
            assert!(documented, "{method} {template}: {status} as {kind:?}");
            let schema = &content[kind.as_deref().unwrap()]["schema"];
            if let Some(problem) = body.as_object_mut().filter(|_| !status.is_success()) {
                problem.insert("request_id".to_owned(), json!("x"));
            }
            // The schema finds those it names in the document.
            let mut whole = json!({ "allOf": [schema] });
            whole["components"] = document["components"].clone();
            let validator = jsonschema::draft202012::new(&whole).unwrap();
            let faults: Vec<_> = validator.iter_errors(&body).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
            assert!(faults.is_empty(), "{method} {template}: {status}: {faults:#?} in {body:#}");
        }
    }
    (status, body)
}

#[tokio::test]
async fn answers_have_the_shape_that_the_document_says() {
    let app = TestApp::start().await;
    app.member("root").await;
    let ada = app.member("ada").await;
    let stranger = app.stranger();
    let (_, document) = stranger.sees("/api/v1/openapi.json").await;
    let photo = ada.uploads(sample::jpeg(64, 48), Visibility::Public).await;
    let ask = |person: &Person, method: Method, path: &str, body: Value| {
        let (document, person, path) = (document.clone(), person.clone(), format!("/api/v1{path}"));
        let template = path.split('?').next().unwrap().replace(&photo.id.to_string(), "{id}");
        async move { asks(&document, &person, method, &path, &template, body).await }
    };
    let (get, post, patch, delete) = (Method::GET, Method::POST, Method::PATCH, Method::DELETE);
    let one = format!("/photos/{}", photo.id);
    let login = json!({ "login": "ada", "password": PASSWORD });
    let none = Value::Null;

    for (person, method, path, body, expected) in [
        (&stranger, &post, "/auth/login", &login, 200),
        (&stranger, &post, "/auth/login", &json!({ "login": "ada", "password": "wrong" }), 401),
        (&stranger, &post, "/auth/login", &json!({ "login": "ada" }), 422),
        (&stranger, &post, "/auth/register", &json!({ "username": "ada", "email": "x@example.org", "password": PASSWORD }), 409),
        (&stranger, &post, "/auth/register", &json!({ "username": "a", "email": "b", "password": "c" }), 422),
        (&stranger, &post, "/auth/refresh", &json!({ "refresh_token": "x" }), 401),
        (&stranger, &get, "/auth/check", &none, 401),
        (&ada, &get, "/auth/check", &none, 200),
        (&ada, &get, "/me", &none, 200),
        (&ada, &patch, "/me", &json!({ "email": "ada@lovelace.example" }), 200),
        (&ada, &get, "/me/sessions", &none, 200),
        (&ada, &post, "/me/keys", &json!({ "name": "webcam", "scopes": ["upload"], "expires_at": "2027-01-01T00:00:00Z" }), 201),
        (&ada, &post, "/me/keys", &json!({ "name": "", "scopes": [] }), 422),
        (&ada, &get, "/me/keys", &none, 200),
        (&ada, &post, "/me/sharex", &json!({}), 201),
        (&ada, &get, "/photos", &none, 200),
        (&ada, &get, "/photos?scope=nobodys", &none, 422),
        (&ada, &get, "/photos?cursor=x", &none, 422),
        (&stranger, &get, "/photos", &none, 401),
        (&ada, &get, &one, &none, 200),
        (&stranger, &get, &one, &none, 200),
        (&ada, &patch, &one, &json!({ "title": "At dusk", "taken_at": "2026-05-01T10:00:00Z" }), 200),
        (&ada, &post, "/photos/batch", &json!({ "ids": [photo.id, "019e84d3-7b00-7000-8000-000000000001"], "action": "delete" }), 200),
        (&ada, &get, "/photos?scope=trash", &none, 200),
        (&ada, &post, &format!("{one}/restore"), &none, 200),
        (&stranger, &delete, &one, &none, 401),
        (&ada, &delete, &one, &none, 204),
        (&ada, &delete, &format!("{one}?permanent=true"), &none, 204),
        (&ada, &get, &one, &none, 404),
        (&ada, &delete, "/me", &json!({ "password": "wrong" }), 422),
        (&ada, &post, "/auth/logout", &none, 204),
    ] {
        let (status, body) = ask(person, method.clone(), path, body.clone()).await;
        assert_eq!(status.as_u16(), expected, "{method} {path}: {body}");
    }
}

#[tokio::test]
async fn the_page_of_the_api_stands_alone() {
    let app = TestApp::start().await;
    let answer = app.stranger().get("/api/docs").send().await.unwrap();
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    let page = answer.text().await.unwrap();
    assert!(!page.contains("<script") && !page.contains("src="));
    let (_, document) = app.stranger().sees("/api/v1/openapi.json").await;
    for path in document["paths"].as_object().unwrap().keys() {
        assert!(page.contains(path), "{path}");
    }
}
