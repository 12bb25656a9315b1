//! Links with which people make an account where not everybody can.

use crate::app::{PASSWORD, TestApp, code};
use chrono::TimeDelta;
use model::{Limit, RegistrationPolicy};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

async fn registers(app: &TestApp, name: &str, invitation: Option<&str>) -> (u16, String) {
    let mut body = json!({ "username": name, "email": format!("{name}@example.org"), "password": PASSWORD });
    if let Some(invitation) = invitation {
        body["invitation"] = invitation.into();
    }
    code(app.stranger().post("/api/v1/auth/register").json(&body).send().await.unwrap()).await
}

#[tokio::test]
async fn an_invitation_makes_one_account() {
    let app = TestApp::with(|options| {
        options.settings.registration = RegistrationPolicy::Invite;
        options.settings.limits.auth = Some("2 per minute".parse::<Limit>().unwrap());
    })
    .await;
    let root = app.member("root").await;
    assert_eq!(registers(&app, "ada", None).await, (403, "invitation_needed".to_owned()));

    let invite = async |note: &str| {
        let answer = root.post("/api/v1/invitations").json(&json!({ "note": note, "days": 2 })).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::CREATED);
        app.passes(TimeDelta::seconds(1));
        answer.json::<Value>().await.unwrap()
    };
    let secret = |invitation: &Value| invitation["url"].as_str().unwrap().split_once("invitation=").unwrap().1.to_owned();
    let first = invite("Ada").await;
    // The right number of them is not a guess: guests come in, however many there are behind one router.
    for (number, name) in ["ada", "grace", "joan", "mary"].into_iter().enumerate() {
        let one = if number == 0 { first.clone() } else { invite("").await };
        assert_eq!(registers(&app, name, Some(&secret(&one))).await.0, 201, "{name}");
    }
    app.passes(TimeDelta::minutes(1));
    assert_eq!(registers(&app, "eve", Some(&secret(&first))).await, (410, "invitation_ended".to_owned()), "it was used");
    let (_, list) = root.sees("/api/v1/invitations").await;
    let used: Vec<_> = list.as_array().unwrap().iter().map(|one| (one["used_by"].as_str().unwrap(), one["url"].is_null())).collect();
    assert_eq!(used, [("mary", true), ("joan", true), ("grace", true), ("ada", true)]);

    let (old, withdrawn) = (invite("old").await, invite("withdrawn").await);
    assert_eq!(root.sees("/api/v1/invitations").await.1[1]["url"], old["url"], "it can be shown again");
    let gone = root.request(Method::DELETE, &format!("/api/v1/invitations/{}", withdrawn["id"].as_str().unwrap()));
    assert_eq!(gone.send().await.unwrap().status(), StatusCode::NO_CONTENT);
    assert_eq!(registers(&app, "eve", Some(&secret(&withdrawn))).await.1, "invitation_ended");
    app.passes(TimeDelta::days(2));
    assert_eq!(registers(&app, "eve", Some(&secret(&old))).await.1, "invitation_ended");
    app.passes(TimeDelta::days(31));
    app.gallery.tidy().await;
    assert_eq!(app.again("root").await.sees("/api/v1/invitations").await.1, json!([]));
}

#[tokio::test]
async fn of_many_who_use_an_invitation_at_once_one_gets_in() {
    let app = TestApp::with(|options| options.settings.registration = RegistrationPolicy::Invite).await;
    let root = app.member("root").await;
    let made: Value = root.post("/api/v1/invitations").json(&json!({})).send().await.unwrap().json().await.unwrap();
    let secret = made["url"].as_str().unwrap().split_once("invitation=").unwrap().1;
    let names = ["a1", "a2", "a3", "a4", "a5", "a6"];
    let answers = futures::future::join_all(names.map(|name| registers(&app, name, Some(secret)))).await;
    let count = |status: u16| answers.iter().filter(|(told, _)| *told == status).count();
    assert_eq!((count(201), count(410)), (1, 5), "{answers:?}");
}

#[tokio::test]
async fn an_invitation_is_no_way_in_where_nobody_may_and_none_is_needed_where_everybody_may() {
    let app = TestApp::start().await;
    let root = app.member("root").await;
    let made: Value = root.post("/api/v1/invitations").json(&json!({})).send().await.unwrap().json().await.unwrap();
    let secret = made["url"].as_str().unwrap().split_once("invitation=").unwrap().1;
    assert_eq!(registers(&app, "ada", Some("made up")).await.0, 201);
    root.request(Method::PATCH, "/api/v1/settings").json(&json!({ "registration": "closed" })).send().await.unwrap();
    assert_eq!(registers(&app, "grace", Some(secret)).await, (403, "registration_closed".to_owned()));
}
