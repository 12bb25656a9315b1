//! `pinhole user`, beside a running server.

use crate::{
    person::{PASSWORD, Person, USERNAME},
    program::{Ended, Home},
};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

struct Command<'a>(&'a Home);

impl Command<'_> {
    fn run(&self, arguments: &[&str]) -> Ended {
        let mut command = self.0.command([&["user"], arguments].concat());
        Ended::of(command.arg("--data-dir").arg(self.0.data_dir()))
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let ended = self.run(&[arguments, &["--json"]].concat());
        assert_eq!(ended.code, Some(0), "{ended:?}");
        serde_json::from_str(&ended.stdout.join("\n")).unwrap()
    }
}

async fn signs_in(url: &str, login: &str, password: &str) -> StatusCode {
    let body = json!({ "login": login, "password": password });
    Client::new().post(format!("{url}/api/v1/auth/login")).json(&body).send().await.unwrap().status()
}

#[tokio::test]
async fn people_are_looked_after_while_the_server_runs() {
    let home = Home::new();
    let program = home.start();
    let ada = Person::registers(&program).await;
    let user = Command(&home);

    let grace = user.json(&["create", "grace", "grace@example.org"]);
    let password = grace["password"].as_str().unwrap();
    assert_eq!(signs_in(&program.url, "grace", password).await, StatusCode::OK);
    let listed = user.run(&["list"]);
    assert_eq!(listed.stdout.len(), 3, "{listed:?}");
    assert!(listed.stdout[1].starts_with("grace ") && listed.stdout[2].contains("admin"), "{listed:?}");
    assert_eq!(user.json(&["list", "GRA"]).as_array().unwrap().len(), 1);

    assert_eq!(user.json(&["disable", "grace"])["state"], "disabled");
    assert_eq!(signs_in(&program.url, "grace", password).await, StatusCode::FORBIDDEN);
    assert_eq!(user.json(&["enable", "grace@example.org"])["state"], "active");
    assert_eq!(signs_in(&program.url, "grace", password).await, StatusCode::OK);

    let log: Value = ada.get("/api/v1/audit?topic=people&limit=2").send().await.unwrap().json().await.unwrap();
    let entry = &log["items"][1];
    assert_eq!((&entry["event"], &entry["subject"]["username"]), (&json!("account_disabled"), &json!("grace")));
    assert_eq!((&entry["actor"], &entry["address"]), (&Value::Null, &Value::Null), "on the command line");

    // The day nobody can sign in.
    let changed = user.json(&["set-password", USERNAME]);
    assert_eq!(ada.get("/api/v1/auth/check").send().await.unwrap().status(), StatusCode::UNAUTHORIZED);
    assert_eq!(signs_in(&program.url, USERNAME, PASSWORD).await, StatusCode::UNAUTHORIZED);
    assert_eq!(signs_in(&program.url, USERNAME, changed["password"].as_str().unwrap()).await, StatusCode::OK);

    assert!(user.run(&["set-role", USERNAME, "member"]).refusal().contains("only administrator"));
    assert_eq!(user.json(&["set-role", "grace", "admin"])["role"], "admin");
    assert!(user.run(&["delete", USERNAME]).refusal().contains("--yes"));
    assert_eq!(user.run(&["delete", USERNAME, "--yes"]).code, Some(0));
    assert!(user.run(&["enable", USERNAME]).refusal().contains("nobody has that name"));
    assert!(user.run(&["create", "x", "y"]).refusal().contains("The username needs at least 2 characters."));
}

#[test]
fn without_a_gallery_nothing_is_made() {
    let home = Home::new();
    assert!(Command(&home).run(&["list"]).refusal().contains("there is no gallery in"));
    assert!(!home.data_dir().exists());
}
