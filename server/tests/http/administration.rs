//! The pages for administrators, and what becomes of the pages of others.

use crate::app::{TestApp, told};
use chrono::TimeDelta;
use gallery::imaging::sample;
use model::{Limit, Visibility};
use reqwest::{Method, StatusCode};
use serde_json::json;

#[tokio::test]
async fn the_overview_counts_what_there_is_what_came_and_what_was_refused() {
    let app = TestApp::with(|options| options.settings.limits.upload = Some("2 per day".parse::<Limit>().unwrap())).await;
    app.member("root").await;
    let ada = app.member("ada").await;
    ada.uploads(sample::jpeg(40, 30), Visibility::Private).await;
    app.passes(TimeDelta::days(3));
    let root = app.again("root").await;
    let photo = root.uploads(sample::jpeg(50, 30), Visibility::Private).await;
    let missing = root.sees("/api/v1/photos/019e84d3-7b00-7000-8000-000000000001").await;
    assert_eq!(missing.0, StatusCode::NOT_FOUND);
    let status = async |width| root.sends("a.jpg", sample::jpeg(width, 30), Visibility::Private).await.status().as_u16();
    assert_eq!([status(51).await, status(52).await], [201, 429]);

    let (_, now) = root.asks("overview", &[]).await;
    assert_eq!((&now["people"], &now["photos"], &now["disabled"]), (&json!(2), &json!(3), &json!(0)));
    let last = |list: &str, ago: usize| now[list].as_array().unwrap().iter().rev().nth(ago).unwrap().as_u64().unwrap();
    assert_eq!([last("photos_by_day", 0), last("photos_by_day", 3), last("photos_by_day", 1)], [2, 1, 0]);
    assert_eq!([last("people_by_day", 0), last("people_by_day", 3), last("people_by_day", 4)], [2, 2, 0]);
    assert!(last("bytes_by_day", 0) > 0 && now["bytes"].as_u64().unwrap() > last("bytes_by_day", 0), "{photo:?}");
    assert_eq!([last("refused_by_hour", 0), last("limited_by_hour", 0), last("refused_by_hour", 1)], [1, 1, 0]);
    assert!(now["free"].as_u64().unwrap() > 0 && now["free"].as_u64() <= now["disk"].as_u64());

    let page = root.get("/admin").header("accept", "text/html").send().await.unwrap().text().await.unwrap();
    assert_eq!(page.matches("class=\"bar-chart\"").count(), 6, "drawn by the server");
}

#[tokio::test]
async fn whoever_is_disabled_is_told_so_at_the_next_click() {
    let app = TestApp::start().await;
    let root = app.member("root").await;
    let ada = app.browser("ada").await;
    let (_, people) = root.sees("/api/v1/users?q=ada").await;
    let id = people["items"][0]["id"].as_str().unwrap();
    root.request(Method::PATCH, &format!("/api/v1/users/{id}")).json(&json!({ "disabled": true })).send().await.unwrap();

    let answer = ada.open("/public").await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let location = answer.headers()["location"].to_str().unwrap().to_owned();
    let page = ada.open(&location).await.text().await.unwrap();
    assert!(page.contains("this account was disabled"), "{page}");
    assert_eq!(ada.open("/public").await.status(), StatusCode::OK, "from then on a stranger like others");

    let cookies_of_the_open_page = app.browser("grace").await;
    let (_, people) = root.sees("/api/v1/users?q=grace").await;
    let id = people["items"][0]["id"].as_str().unwrap();
    root.request(Method::PATCH, &format!("/api/v1/users/{id}")).json(&json!({ "disabled": true })).send().await.unwrap();
    let asked = cookies_of_the_open_page.client.post(format!("{}/fn/identity", app.url)).header("sec-fetch-site", "same-origin");
    let (status, told) = told(asked.send().await.unwrap()).await;
    assert_eq!((status, told), (StatusCode::UNAUTHORIZED, json!("SignedOutDisabled")));
}

#[tokio::test]
async fn an_administrator_looks_after_people_without_script() {
    let app = TestApp::with(|options| options.settings.limits.upload = Some("5 per minute".parse::<Limit>().unwrap())).await;
    let root = app.browser("root").await;
    let ada = app.member("ada").await;
    let id = ada.tokens.as_ref().unwrap().account.id.to_string();
    let page = async |path: &str| {
        let answer = root.open(path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.text().await.unwrap()
    };
    assert!(page("/admin").await.contains("2 people"));
    assert!(page("/admin/people?q=ADA&order=name").await.contains("ada@example.org"));
    let of_ada = format!("/admin/people/{id}");
    let submit = async |function: &str, fields: &[(&str, &str)]| {
        let answer = root.submit(&format!("/fn/{function}"), fields).await;
        assert_eq!(answer.status(), StatusCode::FOUND, "{function}");
        let location = answer.headers()["location"].to_str().unwrap().to_owned();
        page(&location).await
    };
    assert!(submit("set_role", &[("id", &id), ("role", "admin")]).await.contains("Make member"));
    assert!(submit("set_role", &[("id", &id), ("role", "member")]).await.contains("Make administrator"));
    assert!(submit("set_quota", &[("id", &id), ("quota", "lots")]).await.contains("should be a size such as 20GB"));
    assert!(submit("set_quota", &[("id", &id), ("quota", "20 GB")]).await.contains("value=\"20GB\""));
    assert!(submit("set_disabled", &[("id", &id), ("disabled", "true")]).await.contains("nobody comes in with this account"));
    assert!(submit("set_disabled", &[("id", &id), ("disabled", "false")]).await.contains("Can come in"));
    assert!(submit("end_person_sessions", &[("id", &id)]).await.contains("Not signed in anywhere"));
    assert!(submit("make_sign_in_link", &[("id", &id)]).await.contains("/signin/link#"));

    assert!(submit("make_invitation", &[("note", "Joan"), ("days", "0")]).await.contains("a number from 1 to 365"));
    let invited = submit("make_invitation", &[("note", "Joan"), ("days", "3")]).await;
    assert!(invited.contains("/signup?invitation=") && invited.contains("Joan"));

    let refused = submit("change_settings", &[("settings[limits.upload]", "many per minute"), ("settings[trash_days]", "9")]).await;
    assert!(refused.contains("`many` is not a number") && refused.contains("value=\"many per minute\""), "{refused}");
    assert_eq!(app.gallery.settings().trash_days, 30);
    assert!(submit("change_settings", &[("settings[limits.upload]", "7/m")]).await.contains("Saved"));
    assert!(page("/admin/settings").await.contains("value=\"7 per minute\""));
    assert!(page("/admin/audit?topic=settings").await.contains("from 5 per minute to 7 per minute"));

    assert!(submit("delete_person", &[("id", &id), ("confirm", "adam")]).await.contains("is not right"));
    assert!(!submit("delete_person", &[("id", &id), ("confirm", "Ada")]).await.contains("ada@example.org"));
    app.member("joan").await;
    assert!(submit("delete_everybody", &[("confirm", "yes")]).await.contains("is not right"));
    let left = submit("delete_everybody", &[("confirm", "delete all users")]).await;
    assert!(left.contains("root@example.org") && !left.contains("joan@example.org"));

    let stranger = app.empty_browser().open("/admin/audit").await;
    assert_eq!(stranger.headers()["location"], "/signin?next=%2Fadmin%2Faudit");
    assert_eq!(app.browser("grace").await.open(&of_ada).await.status(), StatusCode::FORBIDDEN);
}
