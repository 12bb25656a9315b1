//! Settings that administrators change while the program runs.

use crate::app::{PASSWORD, Person, TestApp, code, told};
use gallery::imaging::sample;
use model::{Class, Limit, RegistrationPolicy, Setting, SettingSource, Source, Visibility};
use reqwest::{Method, StatusCode, header::RETRY_AFTER};
use serde_json::{Value, json};

async fn change(admin: &Person, body: Value) -> (StatusCode, Value) {
    told(admin.request(Method::PATCH, "/api/v1/settings").json(&body).send().await.unwrap()).await
}

fn fixed(variable: &str) -> SettingSource {
    SettingSource { source: Source::Environment, variable: Some(variable.to_owned()), fixed: true, default: String::new() }
}

#[tokio::test]
async fn a_change_of_settings_holds_at_once_and_after_a_new_start() {
    let app = TestApp::start().await;
    let root = app.member("root").await;
    let (_, before) = root.sees("/api/v1/settings").await;
    assert_eq!(
        (&before["registration"], &before["limits"]["upload"], &before["default_quota"]),
        (&json!("open"), &json!("off"), &Value::Null)
    );
    assert_eq!(before["sources"]["registration"]["source"], "default");

    let wanted = json!({
        "registration": "closed", "limits": { "upload": "1/m" }, "allowed_types": ["jpeg"], "max_content_length": 4000,
        "default_quota": 5000, "trash_days": 3, "audit_days": 7.0,
    });
    let (status, after) = change(&root, wanted.clone()).await;
    assert_eq!(status, StatusCode::OK, "{after}");
    assert_eq!(after["limits"]["upload"], "1 per minute");
    assert_eq!(
        (&after["sources"]["registration"]["source"], &after["sources"]["limits.read"]["source"]),
        (&json!("administrator"), &json!("default"))
    );

    let late = json!({ "username": "late", "email": "late@example.org", "password": PASSWORD });
    let late = app.stranger().post("/api/v1/auth/register").json(&late).send().await.unwrap();
    assert_eq!(code(late).await, (403, "registration_closed".to_owned()));
    let png = root.sends("a.png", sample::png(20, 20), Visibility::Private).await;
    assert_eq!(code(png).await, (415, "type_not_allowed".to_owned()));
    let next = root.sends("a.jpg", sample::jpeg(20, 20), Visibility::Private).await;
    assert_eq!(next.headers()[RETRY_AFTER], "60");
    assert_eq!(code(next).await, (429, "rate_limited".to_owned()));
    change(&root, json!({ "limits": { "upload": "off" } })).await;
    let large = root.sends("a.jpg", sample::jpeg(900, 900), Visibility::Private).await;
    assert_eq!(code(large).await, (413, "file_too_large".to_owned()));
    assert_eq!(root.sees("/api/v1/me").await.1["quota"], 5000);

    let reopened = app.reopened().await;
    let settings = reopened.settings();
    assert_eq!((settings.registration, settings.trash_days, settings.audit_days), (RegistrationPolicy::Closed, 3, 7));
    assert_eq!(reopened.settings_now().sources[&Setting::TrashDays].source, Source::Administrator);

    change(&root, json!({ "registration": "open" })).await;
    let (_, back) = root.sees("/api/v1/settings").await;
    assert_eq!(back["sources"]["registration"]["source"], "default", "it follows the configuration again");
    assert_eq!(app.reopened().await.settings().registration, RegistrationPolicy::Open);
}

#[tokio::test]
async fn a_wrong_change_names_all_its_flaws_and_changes_nothing() {
    let app = TestApp::start().await;
    let root = app.member("root").await;
    let (_, before) = root.sees("/api/v1/settings").await;
    let wrong = json!({ "trash_days": 0, "limits": { "auth": "5 per fortnight" }, "registration": "closed" });
    let (status, problem) = change(&root, wrong).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["limits.auth", "trash_days"]);
    assert!(problem["detail"].as_str().unwrap().contains("`fortnight` is not `second`"), "{problem}");
    for body in [
        json!({ "colour": "red" }),
        json!({ "registration": "sometimes" }),
        json!({ "allowed_types": [] }),
        json!({ "limits": [] }),
        json!({ "trash_days": "many" }),
    ] {
        assert_eq!(change(&root, body.clone()).await.0, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
    }
    assert_eq!(root.sees("/api/v1/settings").await.1, before);
}

#[tokio::test]
async fn what_the_environment_sets_is_fixed_but_limits_hold_until_the_next_start() {
    let app = TestApp::with(|options| {
        options.settings.limits.upload = Some("5 per minute".parse::<Limit>().unwrap());
        options.sources.insert(Setting::Registration, fixed("REGISTRATION"));
        let of_limits = SettingSource { fixed: false, ..fixed("RATE_LIMIT_UPLOAD") };
        options.sources.insert(Setting::Limit(Class::Upload), of_limits);
    })
    .await;
    let root = app.member("root").await;
    let (status, problem) = change(&root, json!({ "registration": "closed", "trash_days": 3 })).await;
    assert_eq!((status.as_u16(), &problem["code"]), (409, &json!("setting_fixed")));
    assert!(problem["detail"].as_str().unwrap().contains("REGISTRATION"));
    assert_eq!(root.sees("/api/v1/settings").await.1["trash_days"], 30, "all or nothing");
    assert_eq!(change(&root, json!({ "registration": "open", "trash_days": 3 })).await.0, StatusCode::OK, "it is as it was");

    for width in 20..25 {
        assert_eq!(root.sends("a.jpg", sample::jpeg(width, 20), Visibility::Private).await.status(), StatusCode::CREATED);
    }
    let sixth = root.sends("a.jpg", sample::jpeg(30, 20), Visibility::Private).await;
    assert_eq!((sixth.status().as_u16(), sixth.headers()[RETRY_AFTER].to_str().unwrap()), (429, "12"));
    assert_eq!(change(&root, json!({ "limits": { "upload": "10 per minute" } })).await.0, StatusCode::OK);
    assert_eq!(root.sends("a.jpg", sample::jpeg(30, 20), Visibility::Private).await.status(), StatusCode::CREATED);
    assert_eq!(app.reopened().await.settings().limits.upload, Some("5 per minute".parse().unwrap()));
}

#[tokio::test]
async fn two_administrators_at_once_lose_nothing_of_each_other() {
    let app = TestApp::start().await;
    let root = app.member("root").await;
    let changes =
        [json!({ "trash_days": 3 }), json!({ "audit_days": 9 }), json!({ "max_content_length": 77 }), json!({ "registration": "invite" })];
    let done = futures::future::join_all(changes.map(|body| change(&root, body))).await;
    assert!(done.iter().all(|(status, _)| *status == StatusCode::OK), "{done:?}");
    let settings = app.gallery.settings();
    assert_eq!((settings.trash_days, settings.audit_days, settings.max_content_length), (3, 9, 77));
    assert_eq!(settings.registration, RegistrationPolicy::Invite);
}
