//! What the program writes down of what it does.

use crate::{
    person::{PASSWORD, Person, USERNAME},
    program::{Home, Program},
};
use gallery::imaging::sample;
use reqwest::{Client, Response};
use serde_json::{Value, json};

const FILE_NAME: &str = "grandmother-at-the-harbour.jpg";

fn request_id(answer: &Response) -> String {
    answer.headers()["x-request-id"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_log_has_one_structured_line_a_request_and_no_secrets() {
    let home = Home::new();
    let program = home.start();
    let ada = Person::registers(&program).await;
    let photo = ada.uploads(FILE_NAME, sample::with_gps_and_date()).await;
    let client = Client::new();
    let wrong_password = json!({ "login": USERNAME, "password": format!("{PASSWORD}, nearly") });
    let path = |path: &str| format!("{}{path}", program.url);
    let mut damaged = sample::jpeg(300, 200);
    damaged.truncate(4000);
    let answers = [
        ada.get("/api/v1/photos").send().await.unwrap(),
        ada.get(&photo.urls.original).send().await.unwrap(),
        ada.sends(FILE_NAME, damaged, 4000).await.unwrap(),
        client.post(path("/api/v1/auth/login")).json(&wrong_password).send().await.unwrap(),
        client.get(path("/api/v1/auth/check")).bearer_auth(format!("{}x", ada.token)).send().await.unwrap(),
        client.get(path(&format!("/api/v1/nothing?token={}", ada.token))).send().await.unwrap(),
        client.get(path("/public")).send().await.unwrap(),
    ];
    let expected: Vec<(String, u16)> = answers.iter().map(|answer| (request_id(answer), answer.status().as_u16())).collect();
    drop(answers);
    let stderr = program.stop().stderr;

    let lines: Vec<Value> = stderr.iter().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("not JSON: {line}"))).collect();
    for line in &lines {
        assert!(line["timestamp"].is_string() && line["level"].is_string() && line["message"].is_string(), "{line}");
    }
    let requests: Vec<&Value> = lines.iter().filter(|line| line["message"] == "answered").collect();
    assert_eq!(requests.len(), 2 + expected.len(), "one line each: {stderr:#?}");
    for (id, status) in expected {
        let line = requests.iter().find(|line| line["span"]["request_id"] == id.as_str()).unwrap_or_else(|| panic!("no line for {id}"));
        assert_eq!(line["status"], status, "{line}");
        assert!(line["method"].is_string() && line["route"].is_string() && line["ms"].is_number(), "{line}");
    }
    let text = stderr.join("\n");
    let id = photo.id.to_string();
    let place = format!("{:.3}", sample::PLACE.0);
    for secret in [PASSWORD, &ada.token, FILE_NAME, "grandmother", &id, &place, "ada@example.org"] {
        assert!(!text.contains(secret), "{secret} is in the log: {text}");
    }
}

#[tokio::test]
async fn a_proxy_that_is_not_believed_is_mentioned_once() {
    let home = Home::new();
    let mentions = async |program: Program| {
        for _ in 0..3 {
            let request = Client::new().get(format!("{}/healthz", program.url)).header("X-Forwarded-For", "203.0.113.7");
            assert!(request.send().await.unwrap().status().is_success());
        }
        program.stop().stderr.iter().filter(|line| line.contains("TRUSTED_PROXIES")).count()
    };
    assert_eq!(mentions(home.start()).await, 1);
    assert_eq!(mentions(Program::start(home.serve().env("TRUSTED_PROXIES", "127.0.0.1"))).await, 0);
}

#[tokio::test]
async fn the_secret_of_a_link_for_another_device_is_not_logged() {
    let home = Home::new();
    let program = home.start();
    let ada = Person::registers(&program).await;
    let client = Client::new();
    let ask = |function: &str| client.post(format!("{}/fn/{function}", program.url)).header("sec-fetch-site", "same-origin");
    let offered = ask("offer_sign_in").bearer_auth(&ada.token).send().await.unwrap();
    let handover: Value = offered.json().await.unwrap();
    let secret = handover["address"].as_str().unwrap().split_once('#').unwrap().1.to_owned();
    for function in ["sign_in_offer", "accept_sign_in", "accept_sign_in"] {
        ask(function).form(&[("secret", &secret)]).send().await.unwrap();
    }
    client.get(format!("{}/signin/link?secret={secret}", program.url)).send().await.unwrap();
    let log = program.stop().stderr.join("\n");
    assert!(log.matches("answered").count() >= 6, "{log}");
    assert!(!log.contains(&secret), "{log}");
}
