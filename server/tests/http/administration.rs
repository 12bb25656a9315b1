//! Looking after the gallery: settings, invitations, links for who forgot the password, and who did what.

use crate::app::{PASSWORD, Person, TestApp, code, told};
use chrono::TimeDelta;
use gallery::imaging::sample;
use model::{Limit, RegistrationPolicy, Setting, SettingSource, Source, Visibility};
use reqwest::{Method, StatusCode, header::RETRY_AFTER};
use serde_json::{Value, json};

async fn change(admin: &Person, body: Value) -> (StatusCode, Value) {
    told(admin.request(Method::PATCH, "/api/v1/settings").json(&body).send().await.unwrap()).await
}

async fn registers(app: &TestApp, name: &str, invitation: Option<&str>) -> (u16, String) {
    let mut body = json!({ "username": name, "email": format!("{name}@example.org"), "password": PASSWORD });
    if let Some(invitation) = invitation {
        body["invitation"] = invitation.into();
    }
    code(app.stranger().post("/api/v1/auth/register").json(&body).send().await.unwrap()).await
}

async fn audit(admin: &Person, query: &str) -> Vec<Value> {
    let (status, page) = admin.sees(&format!("/api/v1/audit{query}")).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    page["items"].as_array().unwrap().clone()
}

/// The events of a log, the oldest first.
fn events(entries: &[Value]) -> Vec<&str> {
    entries.iter().rev().map(|entry| entry["event"].as_str().unwrap()).collect()
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

    assert_eq!(registers(&app, "late", None).await, (403, "registration_closed".to_owned()));
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
        options.sources.insert(Setting::Limit(model::Class::Upload), of_limits);
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
async fn the_overview_counts_what_there_is_what_came_and_what_was_refused() {
    let app = TestApp::with(|options| options.settings.limits.upload = Some("2 per day".parse::<Limit>().unwrap())).await;
    app.member("root").await;
    let ada = app.member("ada").await;
    ada.uploads(sample::jpeg(40, 30), Visibility::Private).await;
    app.passes(TimeDelta::days(3));
    let root = root_again(&app).await;
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
    assert_eq!(root_again(&app).await.sees("/api/v1/invitations").await.1, json!([]));
}

/// The administrator, signed in anew.
async fn root_again(app: &TestApp) -> Person {
    let login = json!({ "login": "root", "password": PASSWORD });
    let tokens = app.stranger().post("/api/v1/auth/login").json(&login).send().await.unwrap().json().await.unwrap();
    Person { tokens: Some(tokens), ..app.stranger() }
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
    change(&root, json!({ "registration": "closed" })).await;
    assert_eq!(registers(&app, "grace", Some(secret)).await, (403, "registration_closed".to_owned()));
}

#[tokio::test]
async fn whoever_forgot_the_password_comes_in_by_a_link_and_chooses_a_new_one() {
    let app = TestApp::start().await;
    let (root, ada) = (app.member("root").await, app.member("ada").await);
    let id = ada.tokens.as_ref().unwrap().account.id;
    let make = async || {
        let answer = root.post(&format!("/api/v1/users/{id}/sign-in-link")).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::CREATED);
        app.passes(TimeDelta::seconds(1));
        answer.json::<Value>().await.unwrap()["url"].as_str().unwrap().split_once('#').unwrap().1.to_owned()
    };
    let (replaced, link) = (make().await, make().await);
    app.passes(TimeDelta::hours(23));
    let browser = app.empty_browser();
    let is_dead = async |secret: &str| app.stranger().asks("accept_sign_in", &[("secret", secret)]).await.0 == StatusCode::GONE;
    assert!(is_dead(&replaced).await);
    let (_, seen) = app.stranger().asks("sign_in_offer", &[("secret", &link)]).await;
    assert_eq!((&seen["username"], &seen["by_admin"]), (&json!("ada"), &json!(true)));
    let used = browser.submit("/fn/accept_sign_in", &[("secret", &link)]).await;
    assert_eq!(used.headers()["location"], "/account#password");
    assert!(!browser.open("/account").await.text().await.unwrap().contains("current_password"));
    let changed = browser.submit("/fn/change_password", &[("password", "a lamp at the quay")]).await;
    assert_eq!(changed.headers()["location"], "/account?changed=password");
    let again = browser.submit("/fn/change_password", &[("password", "a lantern at the quay")]).await;
    assert!(again.headers()["location"].to_str().unwrap().contains("error="), "only once");
    let login = json!({ "login": "ada", "password": "a lamp at the quay" });
    assert_eq!(app.stranger().post("/api/v1/auth/login").json(&login).send().await.unwrap().status(), StatusCode::OK);
    assert!(is_dead(&link).await, "it works once");

    let late = root_again(&app).await.post(&format!("/api/v1/users/{id}/sign-in-link")).send().await.unwrap();
    let late = late.json::<Value>().await.unwrap()["url"].as_str().unwrap().split_once('#').unwrap().1.to_owned();
    app.passes(TimeDelta::hours(25));
    assert!(is_dead(&late).await);
}

#[tokio::test]
async fn nobody_comes_in_by_a_link_to_a_disabled_account() {
    let app = TestApp::start().await;
    let (root, ada) = (app.member("root").await, app.member("ada").await);
    let id = ada.tokens.as_ref().unwrap().account.id;
    let made: Value = root.post(&format!("/api/v1/users/{id}/sign-in-link")).send().await.unwrap().json().await.unwrap();
    root.request(Method::PATCH, &format!("/api/v1/users/{id}")).json(&json!({ "disabled": true })).send().await.unwrap();
    let secret = made["url"].as_str().unwrap().split_once('#').unwrap().1;
    assert_eq!(app.stranger().asks("accept_sign_in", &[("secret", secret)]).await.0, StatusCode::GONE);
    let again = root.post(&format!("/api/v1/users/{id}/sign-in-link")).send().await.unwrap();
    assert_eq!(code(again).await, (403, "account_disabled".to_owned()));
}

#[tokio::test]
async fn the_log_says_who_did_what_to_whom_and_from_where() {
    let app = TestApp::start().await;
    let (root, ada) = (app.member("root").await, app.member("ada").await);
    let id = ada.tokens.as_ref().unwrap().account.id;
    for password in ["wrong one", "wrong two"] {
        app.stranger().post("/api/v1/auth/login").json(&json!({ "login": "ada", "password": password })).send().await.unwrap();
    }
    app.stranger().post("/api/v1/auth/login").json(&json!({ "login": "my secret password", "password": "x" })).send().await.unwrap();
    let key = json!({ "name": "webcam", "scopes": ["upload"] });
    let key: Value = ada.post("/api/v1/me/keys").json(&key).send().await.unwrap().json().await.unwrap();
    let photo = ada.uploads(sample::jpeg(30, 20), Visibility::Private).await;
    ada.request(Method::DELETE, &format!("/api/v1/photos/{}?permanent=true", photo.id)).send().await.unwrap();
    ada.request(Method::DELETE, &format!("/api/v1/me/keys/{}", key["id"].as_str().unwrap())).send().await.unwrap();
    ada.request(Method::PATCH, "/api/v1/me").json(&json!({ "username": "countess" })).send().await.unwrap();
    let password = json!({ "current_password": PASSWORD, "password": "a lamp at the quay" });
    ada.post("/api/v1/me/password").json(&password).send().await.unwrap();
    for body in
        [json!({ "role": "admin" }), json!({ "role": "member", "quota": 5 }), json!({ "disabled": true }), json!({ "disabled": false })]
    {
        root.request(Method::PATCH, &format!("/api/v1/users/{id}")).json(&body).send().await.unwrap();
    }
    root.post(&format!("/api/v1/users/{id}/sessions/revoke")).send().await.unwrap();
    root.post(&format!("/api/v1/users/{id}/sign-in-link")).send().await.unwrap();
    let made: Value = root.post("/api/v1/invitations").json(&json!({ "note": "Joan" })).send().await.unwrap().json().await.unwrap();
    root.request(Method::DELETE, &format!("/api/v1/invitations/{}", made["id"].as_str().unwrap())).send().await.unwrap();
    change(&root, json!({ "trash_days": 3 })).await;
    root.request(Method::DELETE, &format!("/api/v1/users/{id}")).send().await.unwrap();

    let log = audit(&root, "").await;
    assert_eq!(
        events(&log),
        [
            "account_made",
            "signed_in",
            "account_made",
            "signed_in",
            "sign_in_failed",
            "sign_in_failed",
            "key_made",
            "photos_deleted",
            "key_withdrawn",
            "account_renamed",
            "password_changed",
            "role_changed",
            "role_changed",
            "quota_changed",
            "account_disabled",
            "account_enabled",
            "signed_out_everywhere",
            "sign_in_link_made",
            "invitation_made",
            "invitation_withdrawn",
            "setting_changed",
            "account_deleted",
        ]
    );
    let last = &log[0];
    assert_eq!((&last["actor"]["username"], &last["subject"]["username"]), (&json!("root"), &json!("countess")));
    assert_eq!((&last["photos"], &last["address"], &last["at"]), (&json!(0), &json!("127.0.0.1"), &json!("2026-06-01T12:00:00Z")));
    let setting = &log[1];
    assert_eq!((&setting["setting"], &setting["from"], &setting["to"]), (&json!("trash_days"), &json!("30"), &json!("3")));
    let failures: Vec<_> = log.iter().filter(|entry| entry["event"] == "sign_in_failed").collect();
    assert_eq!(
        (&failures[1]["times"], &failures[1]["subject"]["username"]),
        (&json!(2), &json!("ada")),
        "two within the hour are one entry"
    );
    assert_eq!(failures[0]["subject"], Value::Null, "a name that nobody has is not written down");

    let whole = serde_json::to_string(&log).unwrap();
    for secret in
        [PASSWORD, "wrong", "secret", "lamp", key["key"].as_str().unwrap(), made["url"].as_str().unwrap().split_once('=').unwrap().1]
    {
        assert!(!whole.contains(secret), "{secret}");
    }
    assert_eq!(events(&audit(&root, "?topic=keys").await), ["key_made", "key_withdrawn"]);
    assert_eq!(audit(&root, &format!("?person={id}&topic=people")).await.len(), 8);
    let (_, page) = root.sees("/api/v1/audit?limit=2").await;
    let cursor = page["next_cursor"].as_str().unwrap();
    assert_eq!(audit(&root, &format!("?limit=2&cursor={cursor}")).await, log[2..4]);
    for query in ["?cursor=x", "?limit=0", "?topic=weather"] {
        assert_eq!(root.sees(&format!("/api/v1/audit{query}")).await.0, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
    }
}

#[tokio::test]
async fn the_log_is_kept_as_long_as_the_setting_says() {
    let app = TestApp::with(|options| options.settings.audit_days = 7).await;
    app.member("root").await;
    app.passes(TimeDelta::days(6));
    app.member("ada").await;
    app.gallery.tidy().await;
    assert_eq!(audit(&root_again(&app).await, "").await.len(), 5);
    app.passes(TimeDelta::days(2));
    app.gallery.tidy().await;
    let left = audit(&root_again(&app).await, "").await;
    assert!(left.iter().all(|entry| entry["at"].as_str().unwrap() > "2026-06-02"), "{left:?}");
}

#[tokio::test]
async fn people_are_listed_in_the_order_that_is_asked_for() {
    let app = TestApp::start().await;
    let root = app.member("root").await;
    for (name, photos) in [("Zoe", 1), ("adam", 3), ("Mary", 2)] {
        app.passes(TimeDelta::seconds(1));
        let person = app.member(name).await;
        for width in 0..photos {
            person.uploads(sample::jpeg(20 + width, 20), Visibility::Private).await;
        }
    }
    let walk = async |order: &str| {
        let (mut names, mut cursor) = (Vec::new(), String::new());
        loop {
            let (status, page) = root.sees(&format!("/api/v1/users?limit=2&order={order}{cursor}")).await;
            assert_eq!(status, StatusCode::OK, "{page}");
            names.extend(page["items"].as_array().unwrap().iter().map(|user| user["username"].as_str().unwrap().to_owned()));
            let Some(next) = page["next_cursor"].as_str() else { break names };
            cursor = format!("&cursor={next}");
        }
    };
    assert_eq!(walk("newest").await, ["Mary", "adam", "Zoe", "root"]);
    assert_eq!(walk("name").await, ["adam", "Mary", "root", "Zoe"]);
    assert_eq!(walk("size").await, ["adam", "Mary", "Zoe", "root"]);
    for order in ["newest&cursor=adam", "size&cursor=adam", "name&cursor=1~2", "weather"] {
        assert_eq!(root.sees(&format!("/api/v1/users?order={order}")).await.0, StatusCode::UNPROCESSABLE_ENTITY, "{order}");
    }
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
