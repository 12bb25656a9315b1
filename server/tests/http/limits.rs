//! Too often: what is refused, what the answers say, and that they are true.

use crate::app::{PASSWORD, Person, TestApp, code, told};
use chrono::TimeDelta;
use gallery::{imaging::sample, storage::Storage};
use model::{Limit, LimitSettings, Visibility};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use server::http::Proxies;

fn limit(text: &str) -> Limit {
    text.parse().unwrap()
}

fn header(answer: &Response, name: &str) -> String {
    answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
}

async fn uploads(person: &Person, width: u32) -> Response {
    person.sends("harbour.jpg", sample::jpeg(width, 48), Visibility::Private).await
}

/// Try to sign in from an address that a proxy tells.
async fn guess(app: &TestApp, from: &str, name: &str, password: &str) -> Response {
    let body = json!({ "login": name, "password": password });
    app.stranger().post("/api/v1/auth/login").header("x-forwarded-for", from).json(&body).send().await.unwrap()
}

async fn behind_a_proxy(auth: &str) -> TestApp {
    let proxies = Proxies { trusted: ["127.0.0.1".parse().unwrap()].into(), ..Proxies::default() };
    let auth = Some(limit(auth));
    TestApp::behind(proxies, |options| options.settings.limits.auth = auth, |options| Storage::folder(&options.photos).unwrap()).await
}

#[tokio::test]
async fn the_sixth_upload_is_refused_and_passes_when_it_says() {
    let app = TestApp::with(|options| options.settings.limits.upload = Some(limit("5 per minute"))).await;
    let (ada, grace) = (app.member("ada").await, app.member("grace").await);
    for number in 0..5 {
        let answer = uploads(&ada, 50 + number).await;
        assert_eq!((answer.status(), header(&answer, "ratelimit-policy").as_str()), (StatusCode::CREATED, r#""upload";q=5;w=60"#));
        assert!(header(&answer, "ratelimit").starts_with(&format!(r#""upload";r={};t="#, 4 - number)), "{answer:?}");
    }
    let refused = uploads(&ada, 60).await;
    assert_eq!(header(&refused, "retry-after"), "12");
    assert_eq!(header(&refused, "ratelimit"), r#""upload";r=0;t=12"#);
    let (status, problem) = told(refused).await;
    assert_eq!((status.as_u16(), &problem["code"]), (429, &json!("rate_limited")));
    assert_eq!(problem["detail"], "That was too often: 5 per minute is the limit here. Try again in 12 seconds.");
    assert_eq!((ada.lists("mine").await.len(), uploads(&grace, 60).await.status()), (5, StatusCode::CREATED), "others are not affected");

    app.passes(TimeDelta::seconds(11));
    assert_eq!(uploads(&ada, 60).await.status().as_u16(), 429);
    app.passes(TimeDelta::seconds(1));
    assert_eq!(uploads(&ada, 60).await.status(), StatusCode::CREATED);

    app.gallery.limits().change(LimitSettings { upload: Some(limit("100 per minute")), ..LimitSettings::default() });
    assert_eq!(uploads(&ada, 70).await.status(), StatusCode::CREATED, "another limit counts at once");
}

#[tokio::test]
async fn a_guesser_is_stopped_before_any_password_is_hashed() {
    let app = behind_a_proxy("3 per minute").await;
    app.member("ada").await;
    for _ in 0..3 {
        assert_eq!(code(guess(&app, "192.0.2.1", "ada", "not it").await).await.0, 401);
    }
    let before = app.gallery.hasher().hashings();
    let refused = guess(&app, "192.0.2.1", "ada", PASSWORD).await;
    assert_eq!(header(&refused, "retry-after"), "20");
    assert_eq!(header(&refused, "ratelimit-policy"), r#""auth";q=3;w=60"#);
    assert_eq!(code(refused).await, (429, "rate_limited".to_owned()));
    assert_eq!(guess(&app, "192.0.2.1", "grace", "another name").await.status().as_u16(), 429);
    assert_eq!(app.gallery.hasher().hashings(), before);

    let neighbour = guess(&app, "192.0.2.2", "ADA", PASSWORD).await;
    assert_eq!(neighbour.status(), StatusCode::OK, "nobody locks another out");
    app.passes(TimeDelta::seconds(20));
    assert_eq!(guess(&app, "192.0.2.1", "ada", PASSWORD).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn whoever_signs_in_rightly_is_never_stopped() {
    let app = behind_a_proxy("3 per minute").await;
    app.member("ada").await;
    for _ in 0..10 {
        assert_eq!(guess(&app, "192.0.2.1", "ada", PASSWORD).await.status(), StatusCode::OK);
    }
}

#[tokio::test]
async fn one_address_makes_only_so_many_accounts() {
    let app = behind_a_proxy("2 per hour").await;
    app.member("first").await;
    let register = async |from: &str, name: &str| {
        let body = json!({ "username": name, "email": format!("{name}@example.org"), "password": PASSWORD });
        app.stranger().post("/api/v1/auth/register").header("x-forwarded-for", from).json(&body).send().await.unwrap().status().as_u16()
    };
    assert_eq!([register("192.0.2.1", "a1").await, register("192.0.2.1", "a2").await, register("192.0.2.1", "a3").await], [201, 201, 429]);
    assert_eq!(register("2001:db8::1", "b1").await, 201);
    assert_eq!([register("2001:db8::2", "b2").await, register("2001:db8::ffff", "b3").await], [201, 429], "one customer's network");
}

#[tokio::test]
async fn what_a_client_writes_of_its_address_changes_nothing() {
    let app = TestApp::with(|options| options.settings.limits.auth = Some(limit("2 per minute"))).await;
    app.member("ada").await;
    let statuses =
        [guess(&app, "192.0.2.1", "x1", "no").await.status().as_u16(), guess(&app, "192.0.2.2", "x2", "no").await.status().as_u16()];
    assert_eq!(statuses, [401, 429], "one account was made from here");
}

#[tokio::test]
async fn pages_say_it_plainly_with_and_without_script() {
    let app = TestApp::with(|options| {
        options.settings.limits = LimitSettings {
            default: Some(limit("2 per minute")),
            read: Some(limit("2 per minute")),
            auth: Some(limit("1 per minute")),
            upload: None,
        };
    })
    .await;
    let browser = app.empty_browser();
    let page = async || browser.open("/public").await;
    assert_eq!([page().await.status().as_u16(), page().await.status().as_u16()], [200, 200]);
    let refused = page().await;
    assert_eq!((refused.status().as_u16(), header(&refused, "content-type").as_str()), (429, "text/html; charset=utf-8"));
    assert!(refused.text().await.unwrap().contains("2 per minute is the limit here."));

    let names = [("login", "ada"), ("password", "wrong"), ("next", "")];
    browser.submit("/fn/sign_in", &names).await;
    let again = browser.submit("/fn/sign_in", &names).await;
    assert!(header(&again, "location").starts_with("/signin?") && header(&again, "location").contains("RateLimited"), "{again:?}");

    let asked = async || app.stranger().asks("site", &[]).await;
    assert_eq!([asked().await.0.as_u16(), asked().await.0.as_u16()], [200, 200]);
    let (status, error) = asked().await;
    assert_eq!((status.as_u16(), &error["RateLimited"]["limit"]), (429, &json!("2 per minute")));
}

#[tokio::test]
async fn the_defaults_do_not_meet_a_person_but_meet_a_flood() {
    let app = TestApp::with(|options| options.settings.limits = defaults()).await;
    let ada = app.member("ada").await;
    // A flood of wrong passwords, as fast as it goes, while somebody browses.
    let names: Vec<_> = (0..500).map(|number| format!("name-{number}")).collect();
    let flood = futures::future::join_all(names.iter().map(|name| guess(&app, "192.0.2.1", name, "wrong")));
    let browsing = async {
        for _ in 0..100 {
            assert_eq!(ada.get("/api/v1/photos").send().await.unwrap().status(), StatusCode::OK);
        }
    };
    let (flood, ()) = futures::future::join(flood, browsing).await;
    let tried = flood.iter().filter(|answer| answer.status() == StatusCode::UNAUTHORIZED).count();
    assert!(tried <= 10, "{tried} passwords were tried");
}

fn defaults() -> LimitSettings {
    LimitSettings {
        default: Some(limit("1200 per minute")),
        auth: Some(limit("10 per minute; 100 per hour")),
        upload: Some(limit("600 per minute")),
        read: Some(limit("6000 per minute")),
    }
}

/// Forty people at a feast, all at once: their clock stands still, so nothing is refilled.
#[tokio::test]
async fn the_defaults_do_not_meet_forty_guests_behind_one_router() {
    let app = TestApp::with(|options| options.settings.limits = defaults()).await;
    let host = app.member("host").await;
    let guest = async |number: u32| {
        let name = format!("guest-{number}");
        let invitation: Value = host.post("/api/v1/invitations").json(&json!({})).send().await.unwrap().json().await.unwrap();
        let secret = invitation["url"].as_str().unwrap().split_once("invitation=").unwrap().1;
        let body = json!({ "username": name, "email": format!("{name}@example.org"), "password": PASSWORD, "invitation": secret });
        let made = app.stranger().post("/api/v1/auth/register").json(&body).send().await.unwrap();
        assert_eq!(made.status(), StatusCode::CREATED, "{name}");
        let guest = Person { tokens: Some(made.json().await.unwrap()), ..app.stranger() };
        let photo = guest.uploads(sample::jpeg(40 + number, 30), Visibility::Public).await;
        for _ in 0..20 {
            for path in ["/api/v1/photos?scope=public", photo.urls.thumb.as_str()] {
                assert_eq!(guest.get(path).send().await.unwrap().status(), StatusCode::OK, "{name}");
                // Those at the next table have no account.
                assert_eq!(app.stranger().get(path).send().await.unwrap().status(), StatusCode::OK, "beside {name}");
            }
        }
    };
    futures::future::join_all((0..40).map(guest)).await;
    // And on their other devices, at the same moment too.
    let comes_back = async |number: u32| {
        let login = json!({ "login": format!("guest-{number}"), "password": PASSWORD });
        assert_eq!(app.stranger().post("/api/v1/auth/login").json(&login).send().await.unwrap().status(), StatusCode::OK);
    };
    futures::future::join_all((0..40).map(comes_back)).await;
}
