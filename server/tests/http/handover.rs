//! Handing over to another device: pages by code, and being signed in by a link that works once.

use crate::app::{Browser, PASSWORD, TestApp, told};
use chrono::TimeDelta;
use gallery::imaging::sample;
use model::Visibility;
use reqwest::StatusCode;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// What a page's script asks a server function.
async fn ask(browser: &Browser, function: &str, arguments: &[(&str, &str)]) -> (StatusCode, Value) {
    let request = browser.client.post(format!("{}/fn/{function}", browser.url));
    let request = request.header("accept", "application/json").header("sec-fetch-site", "same-origin");
    told(request.form(arguments).send().await.unwrap()).await
}

/// The secret of a new link of somebody who is signed in.
async fn link_of(browser: &Browser) -> String {
    let (status, handover) = ask(browser, "offer_sign_in", &[]).await;
    assert_eq!(status, StatusCode::OK, "{handover}");
    let address = handover["address"].as_str().unwrap();
    let (page, secret) = address.split_once('#').unwrap();
    assert_eq!(page, format!("{}/signin/link", browser.url), "the secret stays in the browser");
    assert!(secret.len() >= 43, "256 bits: {secret}");
    secret.to_owned()
}

/// Press the button.
async fn accept(browser: &Browser, secret: &str) -> (u16, String) {
    let (status, answer) = ask(browser, "accept_sign_in", &[("secret", secret)]).await;
    (status.as_u16(), error(&answer))
}

/// What kind of error a server function answered with, if any.
fn error(answer: &Value) -> String {
    answer.as_str().unwrap_or_default().to_owned()
}

const ENDED: (u16, &str) = (410, "OfferEnded");

fn is(outcome: &(u16, String), expected: (u16, &str)) -> bool {
    (outcome.0, outcome.1.as_str()) == expected
}

async fn signed_in(browser: &Browser) -> bool {
    browser.open("/photos").await.status() == StatusCode::OK
}

#[tokio::test]
async fn a_link_signs_another_device_in_once() {
    let app = TestApp::start().await;
    let ada = app.browser("ada").await;
    let secret = link_of(&ada).await;
    let phone = app.empty_browser();
    for _ in 0..2 {
        let (status, offer) = ask(&phone, "sign_in_offer", &[("secret", &secret)]).await;
        assert_eq!(
            (status, offer),
            (StatusCode::OK, json!({ "username": "ada", "by_admin": false, "signed_in_as": null })),
            "looking does not use it up"
        );
    }
    assert!(!signed_in(&phone).await, "nothing happens before the button is pressed");
    assert_eq!(accept(&phone, &secret).await.0, 200);
    assert!(signed_in(&phone).await);
    let (_, devices) = ask(&ada, "devices", &[]).await;
    assert_eq!(devices.as_array().unwrap().len(), 2, "it is one of ada's devices: {devices}");

    let another = app.empty_browser();
    let again = accept(&another, &secret).await;
    assert!(is(&again, ENDED), "{again:?}");
    assert!(!signed_in(&another).await);
    let (status, answer) = ask(&another, "sign_in_offer", &[("secret", &secret)]).await;
    assert_eq!((status.as_u16(), error(&answer).as_str()), ENDED);
}

#[tokio::test]
async fn of_two_devices_at_once_one_is_signed_in() {
    let app = TestApp::start().await;
    let secret = link_of(&app.browser("ada").await).await;
    let phones: Vec<_> = (0..5).map(|_| app.empty_browser()).collect();
    let outcomes = futures::future::join_all(phones.iter().map(|phone| accept(phone, &secret))).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.0 == 200).count(), 1, "{outcomes:?}");
    assert_eq!(outcomes.iter().filter(|outcome| is(outcome, ENDED)).count(), 4, "{outcomes:?}");
}

#[tokio::test]
async fn a_link_ends_after_two_minutes() {
    let app = TestApp::start().await;
    let ada = app.browser("ada").await;
    let (in_time, too_late) = (link_of(&ada).await, app.empty_browser());
    app.passes(TimeDelta::seconds(119));
    assert_eq!(accept(&app.empty_browser(), &in_time).await.0, 200);
    let secret = link_of(&ada).await;
    app.passes(TimeDelta::seconds(120));
    let outcome = accept(&too_late, &secret).await;
    assert!(is(&outcome, ENDED), "{outcome:?}");
}

#[tokio::test]
async fn a_made_up_secret_signs_nobody_in() {
    let app = TestApp::start().await;
    let secret = link_of(&app.browser("ada").await).await;
    let phone = app.empty_browser();
    for wrong in ["", "x", &secret[1..], &format!("{secret}x"), &"A".repeat(43)] {
        let outcome = accept(&phone, wrong).await;
        assert!(is(&outcome, ENDED), "{wrong}: {outcome:?}");
    }
    assert!(!signed_in(&phone).await);
}

#[tokio::test]
async fn who_is_signed_in_already_stays_it_and_the_link_stays_good() {
    let app = TestApp::start().await;
    let (ada, grace) = (app.browser("ada").await, app.browser("grace").await);
    let secret = link_of(&ada).await;
    for (browser, own) in [(&grace, "grace"), (&ada, "ada")] {
        let (_, offer) = ask(browser, "sign_in_offer", &[("secret", &secret)]).await;
        assert_eq!(offer, json!({ "username": "ada", "by_admin": false, "signed_in_as": own }));
        let outcome = accept(browser, &secret).await;
        assert!(is(&outcome, (409, "SignedInAlready")), "{outcome:?}");
    }
    let (_, me) = ask(&grace, "me", &[]).await;
    assert_eq!(me["username"], "grace");
    assert_eq!(accept(&app.empty_browser(), &secret).await.0, 200);
}

#[tokio::test]
async fn a_link_is_worth_no_more_than_the_session_that_made_it() {
    let app = TestApp::start().await;
    let ada = app.browser("ada").await;
    let secret = link_of(&ada).await;
    ada.submit("/fn/sign_out", &[]).await;
    let outcome = accept(&app.empty_browser(), &secret).await;
    assert!(is(&outcome, ENDED), "after signing out: {outcome:?}");

    let (laptop, desk) = (app.empty_browser(), app.empty_browser());
    for browser in [&laptop, &desk] {
        browser.submit("/fn/sign_in", &[("login", "ada"), ("password", PASSWORD), ("next", "")]).await;
    }
    let secret = link_of(&laptop).await;
    desk.submit("/fn/change_password", &[("current_password", PASSWORD), ("password", "a new long phrase")]).await;
    let outcome = accept(&app.empty_browser(), &secret).await;
    assert!(is(&outcome, ENDED), "after the password was changed elsewhere: {outcome:?}");
}

#[tokio::test]
async fn a_new_link_replaces_the_one_before() {
    let app = TestApp::start().await;
    let ada = app.browser("ada").await;
    let (first, second) = (link_of(&ada).await, link_of(&ada).await);
    let outcome = accept(&app.empty_browser(), &first).await;
    assert!(is(&outcome, ENDED), "{outcome:?}");
    assert_eq!(accept(&app.empty_browser(), &second).await.0, 200);
}

#[tokio::test]
async fn only_members_make_links() {
    let app = TestApp::start().await;
    let (status, answer) = ask(&app.empty_browser(), "offer_sign_in", &[]).await;
    assert_eq!((status, error(&answer).as_str()), (StatusCode::UNAUTHORIZED, "TokenMissing"));
}

#[tokio::test]
async fn the_database_knows_the_hash_of_a_secret_alone_and_forgets_it() {
    let app = TestApp::start().await;
    let secret = link_of(&app.browser("ada").await).await;
    let kept = async || {
        let database = gallery::database::connect(&app.gallery.options().database, false).await.unwrap();
        let all = Statement::from_string(database.get_database_backend(), "SELECT secret_hash FROM sign_in_offers");
        let rows = database.query_all_raw(all).await.unwrap();
        rows.iter().map(|row| row.try_get::<String>("", "secret_hash").unwrap()).collect::<Vec<_>>()
    };
    let hash: Vec<_> = Sha256::digest(secret.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(kept().await, [hash.concat()]);
    app.passes(TimeDelta::minutes(2));
    app.gallery.tidy().await;
    assert!(kept().await.is_empty());
}

#[tokio::test]
async fn a_page_is_shown_to_another_device_by_its_whole_address() {
    let app = TestApp::start().await;
    let browser = app.empty_browser();
    let (_, handover) = ask(&browser, "handover", &[("path", "/public?cursor=x")]).await;
    assert_eq!(handover["address"], format!("{}/public?cursor=x", app.url));
    assert_eq!(handover["only_here"], true, "this machine's own address is of no use elsewhere");
    for foreign in ["https://evil.example", "//evil.example", "/\\evil.example"] {
        let (_, handover) = ask(&browser, "handover", &[("path", foreign)]).await;
        assert_eq!(handover["address"], format!("{}/photos", app.url), "{foreign}");
    }
    let page = browser.open("/qr?path=%2Fpublic").await.text().await.unwrap();
    assert!(page.contains(&format!("{}/public", app.url)) && page.contains("h7v1h-7z"), "the code needs no script: {page}");

    let known = TestApp::public_at("https://photos.example.org").await;
    let (_, handover) = ask(&known.empty_browser(), "handover", &[("path", "/public")]).await;
    assert_eq!((&handover["address"], &handover["only_here"]), (&json!("https://photos.example.org/public"), &json!(false)));
}

#[tokio::test]
async fn every_page_has_a_way_to_show_itself_elsewhere() {
    let app = TestApp::start().await;
    let page = app.empty_browser().open("/public?cursor=x").await.text().await.unwrap();
    assert!(page.contains(r#"href="/qr?path=%2Fpublic%3Fcursor%3Dx""#), "{page}");
    let photo = app.member("ada").await.uploads(sample::jpeg(64, 48), Visibility::Public).await;
    let page = app.empty_browser().open(&photo.urls.page).await.text().await.unwrap();
    assert!(page.contains(&format!(r#"href="/qr?path={}""#, photo.urls.page)), "in its details: {page}");
}

#[tokio::test]
async fn pages_for_devices_are_there_without_script() {
    let app = TestApp::start().await;
    let open = async |path: &str| {
        let answer = app.empty_browser().open(path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.text().await.unwrap()
    };
    assert!(open("/doctor").await.contains("being checked"));
    assert!(open("/signin/link").await.contains("sign in with your password"));
    assert!(open("/trust").await.contains("Nothing to trust here"), "this gallery has no authority of its own");
    let authority = app.empty_browser().open("/trust/pinhole-authority.crt").await;
    assert_eq!(authority.status(), StatusCode::NOT_FOUND);
}
