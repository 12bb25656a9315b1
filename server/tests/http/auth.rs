//! Accounts, sessions and their tokens.

use crate::app::{PASSWORD, Person, TestApp, code, told};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use chrono::TimeDelta;
use gallery::imaging::sample;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use model::{Role, Tokens, Visibility};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

async fn check(person: &Person) -> (u16, String) {
    code(person.get("/api/v1/auth/check").send().await.unwrap()).await
}

async fn refresh(app: &TestApp, token: &str) -> Result<Tokens, (u16, String)> {
    let answer = app.stranger().post("/api/v1/auth/refresh").json(&json!({ "refresh_token": token })).send().await.unwrap();
    if answer.status() == StatusCode::OK { Ok(answer.json().await.unwrap()) } else { Err(code(answer).await) }
}

fn with(person: &Person, tokens: Tokens) -> Person {
    Person { tokens: Some(tokens), ..person.clone() }
}

fn tokens(person: &Person) -> &Tokens {
    person.tokens.as_ref().unwrap()
}

#[tokio::test]
async fn the_first_account_is_administrator_and_the_next_is_not() {
    let app = TestApp::start().await;
    assert_eq!(tokens(&app.member("ada").await).account.role, Role::Admin);
    assert_eq!(tokens(&app.member("grace").await).account.role, Role::Member);
}

#[tokio::test]
async fn of_two_first_accounts_at_once_one_is_administrator() {
    let app = TestApp::start().await;
    let names: Vec<_> = (0..6).map(|n| format!("person{n}")).collect();
    let people = futures::future::join_all(names.iter().map(|name| app.member(name))).await;
    assert_eq!(people.iter().filter(|person| tokens(person).account.role == Role::Admin).count(), 1);
}

#[tokio::test]
async fn where_others_can_reach_it_the_first_account_needs_the_setup_code() {
    let app = TestApp::with(|options| options.reachable = true).await;
    let register = async |code: Option<&str>| {
        let body = json!({ "username": "ada", "email": "ada@example.org", "password": PASSWORD, "setup_code": code });
        app.stranger().post("/api/v1/auth/register").json(&body).send().await.unwrap()
    };
    assert_eq!(code(register(None).await).await, (403, "setup_code_wrong".to_owned()));
    assert_eq!(code(register(Some("WRONG-CODE")).await).await, (403, "setup_code_wrong".to_owned()));
    let right = app.gallery.setup_code().unwrap().to_owned();
    assert_eq!(register(Some(&right)).await.status(), StatusCode::CREATED);
    app.member("grace").await;
}

#[tokio::test]
async fn names_are_taken_whatever_their_case() {
    let app = TestApp::start().await;
    app.member("Ada").await;
    let register = async |username: &str, email: &str| {
        let body = json!({ "username": username, "email": email, "password": PASSWORD });
        code(app.stranger().post("/api/v1/auth/register").json(&body).send().await.unwrap()).await
    };
    assert_eq!(register("aDA", "other@example.org").await, (409, "username_taken".to_owned()));
    assert_eq!(register("other", "ADA@example.ORG").await, (409, "email_taken".to_owned()));
}

#[tokio::test]
async fn all_flaws_of_a_registration_are_told_at_once() {
    let app = TestApp::start().await;
    let body = json!({ "username": "a b", "email": "nowhere", "password": "short" });
    let (status, problem) = told(app.stranger().post("/api/v1/auth/register").json(&body).send().await.unwrap()).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    insta::assert_json_snapshot!(problem);
}

#[tokio::test]
async fn signing_in_works_with_either_name_and_never_tells_which_part_was_wrong() {
    let app = TestApp::start().await;
    app.member("ada").await;
    let login = async |login: &str, password: &str| {
        app.stranger().post("/api/v1/auth/login").json(&json!({ "login": login, "password": password })).send().await.unwrap()
    };
    assert_eq!(login("ADA", PASSWORD).await.status(), StatusCode::OK);
    assert_eq!(login("ada@example.org", PASSWORD).await.status(), StatusCode::OK);
    let wrong_password = told(login("ada", "something else").await).await;
    let wrong_name = told(login("nobody", "something else").await).await;
    assert_eq!(wrong_password, wrong_name);
    assert_eq!(wrong_name.1["code"], "wrong_credentials");
}

#[tokio::test]
async fn a_sign_in_hashes_once_whether_or_not_the_account_exists() {
    let app = TestApp::start().await;
    app.member("ada").await;
    for login in ["ada", "nobody"] {
        let before = app.gallery.hasher().hashings();
        app.stranger().post("/api/v1/auth/login").json(&json!({ "login": login, "password": "wrong one" })).send().await.unwrap();
        assert_eq!(app.gallery.hasher().hashings() - before, 1, "{login}");
    }
}

#[tokio::test]
async fn the_probe_tells_a_script_what_is_the_matter_with_its_token() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let (status, told) = ada.sees("/api/v1/auth/check").await;
    assert_eq!((status, told), (StatusCode::OK, json!({ "message": "Access granted", "expires_in": 600 })));
    let bare = app.stranger().get("/api/v1/auth/check").header("authorization", &tokens(&ada).access_token).send().await.unwrap();
    assert_eq!(bare.status(), StatusCode::OK, "a token without the word Bearer");

    assert_eq!(check(&app.stranger()).await, (401, "token_missing".to_owned()));
    app.passes(TimeDelta::minutes(11));
    assert_eq!(check(&ada).await, (401, "token_expired".to_owned()));
    let renewed = with(&ada, refresh(&app, &tokens(&ada).refresh_token).await.unwrap());
    assert_eq!(check(&renewed).await.0, 200);
    renewed.post("/api/v1/auth/logout").send().await.unwrap();
    assert_eq!(check(&renewed).await, (401, "token_revoked".to_owned()));
}

#[tokio::test]
async fn forged_tokens_are_invalid() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let token = &tokens(&ada).access_token;
    let parts: Vec<_> = token.split('.').collect();
    let header = |change: &dyn Fn(&mut Value)| {
        let mut header: Value = serde_json::from_slice(&BASE64.decode(parts[0]).unwrap()).unwrap();
        change(&mut header);
        format!("{}.{}.{}", BASE64.encode(header.to_string()), parts[1], parts[2])
    };
    let mut claims: Value = serde_json::from_slice(&BASE64.decode(parts[1]).unwrap()).unwrap();
    claims["sub"] = json!("019a0000-0000-7000-8000-000000000000");
    let forgeries = [
        header(&|header| header["alg"] = json!("none")),
        header(&|header| header["typ"] = json!("JWT")),
        header(&|header| header["kid"] = json!("00000000")),
        format!("{}.{}.{}", parts[0], BASE64.encode(claims.to_string()), parts[2]),
        format!("{}.{}.", parts[0], parts[1]),
        tokens(&ada).refresh_token.clone(),
        "nonsense".to_owned(),
    ];
    for forged in forgeries {
        let mut tokens = tokens(&ada).clone();
        tokens.access_token.clone_from(&forged);
        assert_eq!(check(&with(&ada, tokens)).await, (401, "token_invalid".to_owned()), "{forged}");
    }
}

#[tokio::test]
async fn well_signed_tokens_of_another_kind_are_invalid() {
    const SECRET: &str = "a secret that the test knows, 32 bytes";
    let app = TestApp::with(|options| options.secrets = vec![SECRET.to_owned().into()]).await;
    let ada = app.member("ada").await;
    let token = &tokens(&ada).access_token;
    let header: Header = jsonwebtoken::decode_header(token).unwrap();
    let claims: Value = serde_json::from_slice(&BASE64.decode(token.split('.').nth(1).unwrap()).unwrap()).unwrap();
    let key = EncodingKey::from_secret(SECRET.as_bytes());
    let signed = |header: &Header, claims: &Value| jsonwebtoken::encode(header, claims, &key).unwrap();
    let check = async |token: String| {
        let mut tokens = tokens(&ada).clone();
        tokens.access_token = token;
        check(&with(&ada, tokens)).await
    };
    assert_eq!(check(signed(&header, &claims)).await.0, 200, "what is signed here is as good as the program's own");

    let other_algorithm = |alg| Header { alg, ..header.clone() };
    for header in [
        other_algorithm(Algorithm::HS384),
        other_algorithm(Algorithm::HS512),
        Header { typ: Some("JWT".to_owned()), ..header.clone() },
        Header { typ: None, ..header.clone() },
        Header { kid: None, ..header.clone() },
    ] {
        assert_eq!(check(signed(&header, &claims)).await, (401, "token_invalid".to_owned()), "{header:?}");
    }
    for (claim, value) in [
        ("iss", json!("somebody")),
        ("aud", json!("somewhere")),
        ("iss", Value::Null),
        ("aud", Value::Null),
        ("nbf", json!(4_000_000_000_u32)),
    ] {
        let mut claims = claims.clone();
        claims[claim] = value.clone();
        assert_eq!(check(signed(&header, &claims)).await, (401, "token_invalid".to_owned()), "{claim}: {value}");
    }
    let mut old = claims.clone();
    old["exp"] = json!(1_000_000_000);
    assert_eq!(check(signed(&header, &old)).await, (401, "token_expired".to_owned()));
    let mut of_no_session = claims.clone();
    of_no_session["sid"] = json!("019a0000-0000-7000-8000-000000000000");
    assert_eq!(check(signed(&header, &of_no_session)).await, (401, "token_revoked".to_owned()));
}

#[tokio::test]
async fn a_lost_refresh_answer_is_survived() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let lost = refresh(&app, &tokens(&ada).refresh_token).await.unwrap();
    app.passes(TimeDelta::seconds(50));
    let again = refresh(&app, &tokens(&ada).refresh_token).await.unwrap();
    assert_eq!(again.refresh_token, lost.refresh_token);
    assert_eq!(check(&with(&ada, again)).await.0, 200);
}

#[tokio::test]
async fn two_tabs_that_refresh_at_once_both_go_on() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let tabs = futures::future::join_all((0..5).map(|_| refresh(&app, &tokens(&ada).refresh_token))).await;
    let tabs: Vec<_> = tabs.into_iter().map(Result::unwrap).collect();
    assert!(tabs.iter().all(|tab| tab.refresh_token == tabs[0].refresh_token));
}

#[tokio::test]
async fn a_stolen_old_token_ends_the_session() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let stolen = &tokens(&ada).refresh_token;
    let second = refresh(&app, stolen).await.unwrap();
    let third = refresh(&app, &second.refresh_token).await.unwrap();
    assert_eq!(refresh(&app, stolen).await.err(), Some((401, "token_reused".to_owned())));
    assert_eq!(check(&with(&ada, third.clone())).await, (401, "token_revoked".to_owned()));
    assert_eq!(refresh(&app, &third.refresh_token).await.err(), Some((401, "token_revoked".to_owned())));
}

#[tokio::test]
async fn the_token_before_the_last_counts_for_a_minute_only() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    refresh(&app, &tokens(&ada).refresh_token).await.unwrap();
    app.passes(TimeDelta::seconds(61));
    assert_eq!(refresh(&app, &tokens(&ada).refresh_token).await.err(), Some((401, "token_reused".to_owned())));
}

#[tokio::test]
async fn a_made_up_refresh_token_ends_nobodys_session() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let mut bytes = BASE64.decode(&tokens(&ada).refresh_token).unwrap();
    bytes[20] ^= 1;
    assert_eq!(refresh(&app, &BASE64.encode(bytes)).await.err(), Some((401, "token_invalid".to_owned())));
    assert_eq!(check(&ada).await.0, 200);
}

#[tokio::test]
async fn a_session_ends_when_unused_for_a_month_and_after_three_months_in_any_case() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let mut token = tokens(&ada).refresh_token.clone();
    for _ in 0..4 {
        app.passes(TimeDelta::days(20));
        token = refresh(&app, &token).await.unwrap().refresh_token;
    }
    app.passes(TimeDelta::days(11));
    assert_eq!(refresh(&app, &token).await.err(), Some((401, "token_expired".to_owned())));

    let idle = app.member("grace").await;
    app.passes(TimeDelta::days(31));
    assert_eq!(refresh(&app, &tokens(&idle).refresh_token).await.err(), Some((401, "token_expired".to_owned())));
}

#[tokio::test]
async fn eleven_minutes_later_a_browser_still_scrolls_downloads_and_uploads() {
    let app = TestApp::start().await;
    let browser = app.browser("ada").await;
    let uploaded = browser.uploads(sample::jpeg(64, 48)).await;
    assert_eq!(uploaded.status(), StatusCode::CREATED);
    let uploads: Value = uploaded.json().await.unwrap();
    let thumb = uploads["results"][0]["photo"]["urls"]["thumb"].as_str().unwrap().to_owned();

    app.passes(TimeDelta::minutes(11));
    let picture = browser.open(&thumb).await;
    assert_eq!((picture.status(), picture.headers().get("set-cookie")), (StatusCode::OK, None), "bytes set no cookie");
    let uploaded = browser.uploads(sample::jpeg(65, 48)).await;
    assert_eq!(uploaded.status(), StatusCode::CREATED);
    assert_eq!(uploaded.headers().get_all("set-cookie").iter().count(), 2, "an upload renews the session");
    app.passes(TimeDelta::minutes(11));
    assert_eq!(browser.open("/photos").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn cookies_cannot_be_read_by_script_nor_sent_from_elsewhere() {
    let app = TestApp::start().await;
    let browser = app.empty_browser();
    let fields = [("username", "ada"), ("email", "ada@example.org"), ("password", PASSWORD), ("setup_code", ""), ("next", "/trash")];
    let answer = browser.submit("/fn/sign_up", &fields).await;
    assert_eq!(answer.headers()["location"], "/trash");
    let cookies: Vec<_> = answer.headers().get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap().to_owned()).collect();
    assert_eq!(cookies.len(), 2);
    for cookie in cookies {
        assert!(
            cookie.starts_with("pinhole_") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"),
            "{cookie}"
        );
    }
}

#[tokio::test]
async fn what_another_site_makes_a_browser_send_changes_nothing() {
    let app = TestApp::start().await;
    let browser = app.browser("ada").await;
    for (header, value) in
        [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "http://evil.example"), ("origin", "null")]
    {
        let foreign = browser.client.post(format!("{}/fn/sign_out", app.url)).header(header, value).send().await.unwrap();
        assert_eq!(code(foreign).await, (403, "cross_origin".to_owned()), "{header}: {value}");
    }
    let silent = browser.client.post(format!("{}/fn/sign_out", app.url)).send().await.unwrap();
    assert_eq!(silent.status(), StatusCode::FORBIDDEN, "neither header");
    assert_eq!(browser.open("/photos").await.status(), StatusCode::OK, "still signed in");
    let own = browser.client.post(format!("{}/fn/sign_out", app.url)).header("origin", &app.url).send().await.unwrap();
    assert_eq!(own.status(), StatusCode::OK);
}

#[tokio::test]
async fn signing_out_kills_the_access_token_and_clears_the_cache() {
    let app = TestApp::start().await;
    let browser = app.browser("ada").await;
    let answer = browser.submit("/fn/sign_out", &[]).await;
    assert_eq!(answer.headers()["clear-site-data"], "\"cache\"");
    let after = browser.open("/photos").await;
    assert_eq!((after.status(), after.headers()["location"].to_str().unwrap()), (StatusCode::SEE_OTHER, "/signin?next=%2Fphotos"));
}

#[tokio::test]
async fn changing_the_password_ends_the_other_sessions() {
    let app = TestApp::start().await;
    let browser = app.browser("ada").await;
    let answer = app.stranger().post("/api/v1/auth/login").json(&json!({ "login": "ada", "password": PASSWORD })).send().await.unwrap();
    let phone = Person { tokens: Some(answer.json().await.unwrap()), ..app.stranger() };
    let wrong = browser.submit("/fn/change_password", &[("current_password", "not it at all"), ("password", "a new long phrase")]).await;
    assert!(wrong.headers()["location"].to_str().unwrap().contains("error="), "{wrong:?}");
    assert_eq!(check(&phone).await.0, 200);

    let changed = browser.submit("/fn/change_password", &[("current_password", PASSWORD), ("password", "a new long phrase")]).await;
    assert_eq!(changed.headers()["location"], "/account?changed=password");
    assert_eq!(check(&phone).await, (401, "token_revoked".to_owned()));
    assert_eq!(browser.open("/account").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_device_is_listed_and_can_be_signed_out_from_another() {
    let app = TestApp::start().await;
    let browser = app.browser("ada").await;
    let login = json!({ "login": "ada", "password": PASSWORD });
    let answer = app.stranger().post("/api/v1/auth/login").header("user-agent", "curl/8.14.1").json(&login).send().await.unwrap();
    let script = Person { tokens: Some(answer.json().await.unwrap()), ..app.stranger() };
    let devices = browser.client.post(format!("{}/fn/devices", app.url)).header("sec-fetch-site", "same-origin").send().await.unwrap();
    let devices: Vec<model::Device> = devices.json().await.unwrap();
    assert_eq!(devices.iter().map(|device| device.current).collect::<Vec<_>>(), [true, false]);
    assert_eq!(devices[1].name, "curl");
    browser.submit("/fn/end_session", &[("id", &devices[1].id.to_string())]).await;
    assert_eq!(check(&script).await, (401, "token_revoked".to_owned()));
}

#[tokio::test]
async fn one_cannot_end_somebody_elses_session() {
    let app = TestApp::start().await;
    let ada = app.browser("ada").await;
    let grace = app.member("grace").await;
    let claims: Value = serde_json::from_slice(&BASE64.decode(tokens(&grace).access_token.split('.').nth(1).unwrap()).unwrap()).unwrap();
    ada.submit("/fn/end_session", &[("id", claims["sid"].as_str().unwrap())]).await;
    assert_eq!(check(&grace).await.0, 200);
}

#[tokio::test]
async fn registration_can_be_closed_but_never_for_the_first() {
    let app = TestApp::with(|options| options.settings.registration = model::RegistrationPolicy::Closed).await;
    app.member("ada").await;
    let body = json!({ "username": "grace", "email": "grace@example.org", "password": PASSWORD });
    let answer = app.stranger().post("/api/v1/auth/register").json(&body).send().await.unwrap();
    assert_eq!(code(answer).await, (403, "registration_closed".to_owned()));
}

#[tokio::test]
async fn a_token_of_the_api_does_not_need_an_origin() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let photo = ada.uploads(sample::jpeg(64, 48), Visibility::Private).await;
    let answer =
        ada.request(Method::DELETE, &format!("/api/v1/photos/{}", photo.id)).header("origin", "http://evil.example").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
}
