//! Changing the secret that signs tokens.

use crate::{
    person::Person,
    program::{Home, Program},
};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

const OLD: &str = "the secret until now has 32 bytes";
const NEW: &str = "the secret from now on has 32 bytes";

async fn check(person: &Person) -> StatusCode {
    person.get("/api/v1/auth/check").send().await.unwrap().status()
}

async fn refresh(program: &Program, token: &str) -> (StatusCode, Value) {
    let answer =
        Client::new().post(format!("{}/api/v1/auth/refresh", program.url)).json(&json!({ "refresh_token": token })).send().await.unwrap();
    (answer.status(), answer.json().await.unwrap())
}

#[tokio::test]
async fn a_secret_is_changed_without_signing_anyone_out() {
    let home = Home::new();
    let start = |secrets: &str| Program::start(home.serve().env("JWT_SECRET_KEY", secrets));
    let before = start(OLD);
    let ada = Person::registers(&before).await;
    before.stop();

    let both = start(&format!("{NEW},{OLD}"));
    assert_eq!(check(&ada.at(&both)).await, StatusCode::OK);
    let (status, renewed) = refresh(&both, &ada.refresh_token).await;
    assert_eq!(status, StatusCode::OK);
    let text = |name: &str| renewed[name].as_str().unwrap().to_owned();
    let (access, next) = (text("access_token"), text("refresh_token"));
    both.stop();

    // Once everybody has had new tokens, the old secret can go.
    let after = start(NEW);
    assert_eq!(check(&ada.at(&after)).await, StatusCode::UNAUTHORIZED);
    let mut renewed = ada.at(&after);
    renewed.token = access;
    assert_eq!(check(&renewed).await, StatusCode::OK);
    assert_eq!(refresh(&after, &ada.refresh_token).await.1["code"], "token_invalid");
    assert_eq!(refresh(&after, &next).await.0, StatusCode::OK);
}
