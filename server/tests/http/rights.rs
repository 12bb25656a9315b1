//! Who may what, as one table: every route of the program, asked by everyone there is. A route that is not in the table fails the test.

use crate::app::{PASSWORD, Person, TestApp};
use gallery::imaging::sample;
use model::{KeyScope, Photo, Visibility};
use reqwest::{
    Method,
    header::{CONTENT_TYPE, LOCATION},
    multipart::{Form, Part},
};
use sea_orm::{ConnectionTrait, Database};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Who gets what a route is for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum May {
    /// Everyone. Where it tells of photos at all, of those that one finds.
    Anyone,
    /// Everyone, and it ends their session.
    Leave,
    /// Whoever may see the photo that it names.
    See,
    /// The photo's owner, and keys for changing.
    Change,
    /// The photo's owner, by a session. To others it says, or it says for each photo, that it was not done.
    ChangeBySession,
    /// Administrators. What they may do to people is tested elsewhere.
    Admin,
    /// Whoever is signed in; a key of this scope too.
    Member(Option<KeyScope>),
}

/// What is sent.
enum Body {
    None,
    Json(Value),
    Fields(Vec<(&'static str, String)>),
    Picture,
}

type Row = (&'static str, &'static str, May, fn(&Photo) -> Body);

const READ: Option<KeyScope> = Some(KeyScope::Read);

/// The table. `{id}` is the photo's. Tails of addresses stand for what is below them.
#[rustfmt::skip]
const TABLE: &[Row] = &[
    ("POST", "/api/v1/auth/register", May::Anyone, |_| Body::Json(json!({}))),
    ("POST", "/api/v1/auth/login", May::Anyone, |_| Body::Json(json!({}))),
    ("POST", "/api/v1/auth/refresh", May::Anyone, |_| Body::Json(json!({}))),
    ("POST", "/api/v1/auth/logout", May::Member(None), |_| Body::None),
    ("POST", "/api/v1/auth/revoke", May::Anyone, |_| Body::Json(json!({ "token": "none" }))),
    ("GET", "/api/v1/auth/check", May::Anyone, |_| Body::None),
    ("GET", "/api/v1/me", May::Member(READ), |_| Body::None),
    ("PATCH", "/api/v1/me", May::Member(None), |_| Body::Json(json!({}))),
    ("DELETE", "/api/v1/me", May::Member(None), |_| Body::Json(json!({ "password": PASSWORD }))),
    ("POST", "/api/v1/me/password", May::Member(None), |_| Body::Json(json!({ "current_password": PASSWORD, "password": "a lamp at the quay" }))),
    ("GET", "/api/v1/me/sessions", May::Member(None), |_| Body::None),
    ("DELETE", "/api/v1/me/sessions", May::Member(None), |_| Body::None),
    ("DELETE", "/api/v1/me/sessions/{id}", May::Member(None), |_| Body::None),
    ("GET", "/api/v1/me/keys", May::Member(None), |_| Body::None),
    ("POST", "/api/v1/me/keys", May::Member(None), |_| Body::Json(json!({ "name": "another", "scopes": ["manage"] }))),
    ("DELETE", "/api/v1/me/keys/{id}", May::Member(None), |_| Body::None),
    ("POST", "/api/v1/me/sharex", May::Member(None), |_| Body::Json(json!({}))),
    ("GET", "/api/v1/photos", May::Anyone, |_| Body::None),
    ("POST", "/api/v1/photos", May::Member(Some(KeyScope::Upload)), |_| Body::Picture),
    ("GET", "/api/v1/photos/{id}", May::See, |_| Body::None),
    ("PATCH", "/api/v1/photos/{id}", May::Change, |_| Body::Json(json!({ "title": "changed" }))),
    ("DELETE", "/api/v1/photos/{id}", May::Change, |_| Body::None),
    ("POST", "/api/v1/photos/{id}/restore", May::Change, |_| Body::None),
    ("POST", "/api/v1/photos/batch", May::Change, |photo| Body::Json(json!({ "ids": [photo.id], "action": "delete" }))),
    ("GET", "/api/v1/users", May::Admin, |_| Body::None),
    ("DELETE", "/api/v1/users", May::Admin, |_| Body::Json(json!({ "confirm": "delete all users" }))),
    ("PATCH", "/api/v1/users/{id}", May::Admin, |_| Body::Json(json!({ "role": "admin" }))),
    ("DELETE", "/api/v1/users/{id}", May::Admin, |_| Body::None),
    ("POST", "/api/v1/users/{id}/sessions/revoke", May::Admin, |_| Body::None),
    ("POST", "/api/v1/users/{id}/sign-in-link", May::Admin, |_| Body::None),
    ("GET", "/api/v1/invitations", May::Admin, |_| Body::None),
    ("POST", "/api/v1/invitations", May::Admin, |_| Body::Json(json!({}))),
    ("DELETE", "/api/v1/invitations/{id}", May::Admin, |_| Body::None),
    ("GET", "/api/v1/settings", May::Admin, |_| Body::None),
    ("PATCH", "/api/v1/settings", May::Admin, |_| Body::Json(json!({ "trash_days": 7 }))),
    ("GET", "/api/v1/audit", May::Admin, |_| Body::None),
    ("GET", "/api/v1/openapi.json", May::Anyone, |_| Body::None),
    ("GET", "/api/v1/postman.json", May::Anyone, |_| Body::None),
    ("GET", "/api/docs", May::Anyone, |_| Body::None),
    ("ANY", "/api", May::Anyone, |_| Body::None),
    ("ANY", "/api/", May::Anyone, |_| Body::None),
    ("ANY", "/api/{*rest}", May::Anyone, |_| Body::None),
    ("GET", "/photos/{id}/{form}", May::See, |_| Body::None),
    ("POST", "/photos/zip", May::See, |photo| Body::Fields(vec![("ids", photo.id.to_string())])),

    ("POST", "/fn/accept_sign_in", May::Anyone, |_| Body::Fields(vec![("secret", "none".to_owned())])),
    ("POST", "/fn/around", May::Anyone, |photo| Body::Fields(vec![("id", photo.id.to_string()), ("scope", "public".to_owned())])),
    ("POST", "/fn/audit", May::Admin, |_| Body::None),
    ("POST", "/fn/batch", May::ChangeBySession, |photo| Body::Fields(vec![("ids[0]", photo.id.to_string()), ("action", "delete".to_owned())])),
    ("POST", "/fn/between", May::Member(None), |photo| Body::Fields(vec![("from", photo.id.to_string()), ("to", photo.id.to_string())])),
    ("POST", "/fn/change_password", May::Member(None), |_| Body::Fields(vec![("current_password", PASSWORD.to_owned()), ("password", "a lamp at the quay".to_owned())])),
    ("POST", "/fn/change_photo", May::ChangeBySession, |photo| Body::Fields(vec![("id", photo.id.to_string()), ("title", "changed".to_owned())])),
    ("POST", "/fn/change_settings", May::Admin, |_| Body::Fields(vec![("settings[trash_days]", "7".to_owned())])),
    ("POST", "/fn/delete_everybody", May::Admin, |_| Body::Fields(vec![("confirm", "delete all users".to_owned())])),
    ("POST", "/fn/delete_person", May::Admin, |photo| Body::Fields(vec![("id", photo.owner.id.to_string()), ("confirm", "ada".to_owned())])),
    ("POST", "/fn/delete_photo", May::ChangeBySession, |photo| Body::Fields(vec![("id", photo.id.to_string())])),
    ("POST", "/fn/devices", May::Member(None), |_| Body::None),
    ("POST", "/fn/empty_trash", May::Member(None), |_| Body::Fields(vec![("amount", "0".to_owned())])),
    ("POST", "/fn/end_other_sessions", May::Member(None), |_| Body::None),
    ("POST", "/fn/end_person_sessions", May::Admin, |photo| Body::Fields(vec![("id", photo.owner.id.to_string())])),
    ("POST", "/fn/end_session", May::Member(None), |photo| Body::Fields(vec![("id", photo.id.to_string())])),
    ("POST", "/fn/handover", May::Anyone, |photo| Body::Fields(vec![("path", format!("/photos/{}", photo.id))])),
    ("POST", "/fn/has_forgotten", May::Member(None), |_| Body::None),
    ("POST", "/fn/identity", May::Anyone, |_| Body::None),
    ("POST", "/fn/invitation", May::Anyone, |_| Body::Fields(vec![("secret", "none".to_owned())])),
    ("POST", "/fn/invitations", May::Admin, |_| Body::None),
    ("POST", "/fn/make_invitation", May::Admin, |_| Body::Fields(vec![("days", "7".to_owned())])),
    ("POST", "/fn/make_sign_in_link", May::Admin, |photo| Body::Fields(vec![("id", photo.owner.id.to_string())])),
    ("POST", "/fn/me", May::Anyone, |_| Body::None),
    ("POST", "/fn/months", May::Member(None), |_| Body::None),
    ("POST", "/fn/offer_sign_in", May::Member(None), |_| Body::None),
    ("POST", "/fn/overview", May::Admin, |_| Body::None),
    ("POST", "/fn/people", May::Admin, |_| Body::Fields(vec![("query", String::new()), ("order", "newest".to_owned())])),
    ("POST", "/fn/person", May::Anyone, |_| Body::Fields(vec![("username", "ada".to_owned())])),
    ("POST", "/fn/person_card", May::Admin, |photo| Body::Fields(vec![("id", photo.owner.id.to_string())])),
    ("POST", "/fn/photo", May::See, |photo| Body::Fields(vec![("id", photo.id.to_string())])),
    ("POST", "/fn/restore_photo", May::ChangeBySession, |photo| Body::Fields(vec![("id", photo.id.to_string())])),
    ("POST", "/fn/set_disabled", May::Admin, |photo| Body::Fields(vec![("id", photo.owner.id.to_string()), ("disabled", "true".to_owned())])),
    ("POST", "/fn/set_quota", May::Admin, |photo| Body::Fields(vec![("id", photo.owner.id.to_string()), ("quota", "1GB".to_owned())])),
    ("POST", "/fn/set_role", May::Admin, |photo| Body::Fields(vec![("id", photo.owner.id.to_string()), ("role", "admin".to_owned())])),
    ("POST", "/fn/settings", May::Admin, |_| Body::None),
    ("POST", "/fn/settle_photo", May::ChangeBySession, |photo| Body::Fields(vec![("id", photo.id.to_string()), ("fate", "erase".to_owned())])),
    ("POST", "/fn/sign_in", May::Anyone, |_| Body::Fields(vec![("login", "ada".to_owned()), ("password", "wrong".to_owned())])),
    ("POST", "/fn/sign_in_offer", May::Anyone, |_| Body::Fields(vec![("secret", "none".to_owned())])),
    ("POST", "/fn/sign_out", May::Leave, |_| Body::None),
    ("POST", "/fn/sign_up", May::Anyone, |_| Body::Fields(vec![("username", "ada".to_owned()), ("email", "x".to_owned()), ("password", "x".to_owned())])),
    ("POST", "/fn/site", May::Anyone, |_| Body::None),
    ("POST", "/fn/stretch", May::Anyone, |_| Body::Fields(vec![("scope", "public".to_owned()), ("place", "Newest".to_owned())])),
    ("POST", "/fn/withdraw_invitation", May::Admin, |photo| Body::Fields(vec![("id", photo.id.to_string())])),
    ("POST", "/fn/trash", May::Member(None), |_| Body::Fields(vec![("place", "Newest".to_owned())])),

    ("GET", "/", May::Anyone, |_| Body::None),
    ("GET", "/account", May::Anyone, |_| Body::None),
    ("GET", "/admin", May::Admin, |_| Body::None),
    ("GET", "/admin/{*place}", May::Admin, |_| Body::None),
    ("GET", "/camera", May::Anyone, |_| Body::None),
    ("GET", "/doctor", May::Anyone, |_| Body::None),
    ("GET", "/install", May::Anyone, |_| Body::None),
    ("GET", "/people/{username}", May::Anyone, |_| Body::None),
    ("GET", "/photos", May::Anyone, |_| Body::None),
    ("GET", "/photos/{id}", May::See, |_| Body::None),
    ("GET", "/public", May::Anyone, |_| Body::None),
    ("GET", "/qr", May::Anyone, |_| Body::None),
    ("GET", "/signin", May::Anyone, |_| Body::None),
    ("GET", "/signin/link", May::Anyone, |_| Body::None),
    ("GET", "/signup", May::Anyone, |_| Body::None),
    ("GET", "/trash", May::Anyone, |_| Body::None),
    ("GET", "/upload", May::Anyone, |_| Body::None),
    ("POST", "/upload", May::Member(None), |_| Body::Picture),

    ("GET", "/metrics", May::Anyone, |_| Body::None),
    ("GET", "/healthz", May::Anyone, |_| Body::None),
    ("GET", "/readyz", May::Anyone, |_| Body::None),
    ("GET", "/offline", May::Anyone, |_| Body::None),
    ("GET", "/share", May::Anyone, |_| Body::None),
    ("POST", "/share", May::Anyone, |_| Body::Picture),
    ("GET", "/sw.js", May::Anyone, |_| Body::None),
    ("GET", "/trust", May::Anyone, |_| Body::None),
    ("GET", "/trust/pinhole-authority.crt", May::Anyone, |_| Body::None),
    ("GET", "/trust/pinhole-authority.pem", May::Anyone, |_| Body::None),
    ("ANY", "/pkg", May::Anyone, |_| Body::None),
    ("ANY", "/pkg/", May::Anyone, |_| Body::None),
    ("ANY", "/pkg/{*__private__axum_nest_tail_param}", May::Anyone, |_| Body::None),
];

/// Every method and path of the program, as its router says itself.
fn routes(in_words: &str) -> BTreeSet<(String, String)> {
    const METHODS: [&str; 5] = ["get", "post", "patch", "put", "delete"];
    // Only the router itself: what follows is its fallback.
    let in_words = in_words.replace('\\', "");
    let own = in_words.split("fallback_router").next().unwrap();
    let ids = |text: &str| text.split("RouteId(").skip(1).map(str::to_owned).collect::<Vec<_>>();
    let number = |entry: &str| entry.split(')').next().unwrap().to_owned();
    let entries = ids(own);
    let paths = entries.iter().filter_map(|entry| Some((number(entry), entry.split_once("): \"/")?.1.split('"').next()?.to_owned())));
    let mut found = BTreeSet::new();
    for (id, path) in paths {
        let route = entries.iter().find(|entry| number(entry) == id && entry.contains("): MethodRouter")).map_or("", String::as_str);
        let named: Vec<_> = METHODS.iter().filter(|method| route.contains(&format!("{method}: Route"))).collect();
        let all = if named.is_empty() { vec!["ANY".to_owned()] } else { named.iter().map(|method| method.to_uppercase()).collect() };
        found.extend(all.into_iter().map(|method| (method, format!("/{path}"))));
    }
    found
}

#[tokio::test]
async fn every_route_is_in_the_table() {
    let app = TestApp::start().await;
    let table: BTreeSet<_> = TABLE.iter().map(|(method, path, ..)| ((*method).to_owned(), (*path).to_owned())).collect();
    let routes = routes(&app.router);
    assert!(routes.len() > 70, "{routes:?}");
    let strange: Vec<_> = routes.symmetric_difference(&table).collect();
    assert!(strange.is_empty(), "in the router or in the table, but not in both: {strange:?}");
}

/// Somebody who asks.
struct Caller {
    name: String,
    person: Person,
    /// Their token, or key.
    token: Option<String>,
    by: By,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum By {
    Nobody,
    /// Somebody else.
    Other,
    Admin,
    Owner,
    OwnersKey(KeyScope),
    OthersKey,
    /// Something that no longer counts.
    Dead,
}

async fn key(person: &Person, scopes: &[KeyScope]) -> String {
    let made = person.post("/api/v1/me/keys").json(&json!({ "name": "a script", "scopes": scopes })).send().await.unwrap();
    made.json::<Value>().await.unwrap()["key"].as_str().unwrap().to_owned()
}

/// Everyone there is. `ada` owns the photos.
async fn callers(app: &TestApp, ada: &Person) -> Vec<Caller> {
    let login = json!({ "login": "first", "password": PASSWORD });
    let tokens = app.stranger().post("/api/v1/auth/login").json(&login).send().await.unwrap().json().await.unwrap();
    let admin = Person { tokens: Some(tokens), ..app.stranger() };
    let other = app.member("grace").await;
    let token = |person: &Person| Some(person.tokens.as_ref().unwrap().access_token.clone());
    let caller = |name: &str, token: Option<String>, by| Caller { name: name.to_owned(), person: app.stranger(), token, by };
    let again = async || {
        let login = json!({ "login": "ada", "password": PASSWORD });
        let tokens: Value = app.stranger().post("/api/v1/auth/login").json(&login).send().await.unwrap().json().await.unwrap();
        tokens["access_token"].as_str().unwrap().to_owned()
    };
    let revoked = again().await;
    app.stranger().post("/api/v1/auth/logout").bearer_auth(&revoked).send().await.unwrap();
    let withdrawn = key(ada, &KeyScope::ALL).await;
    let (_, keys) = ada.sees("/api/v1/me/keys").await;
    ada.request(Method::DELETE, &format!("/api/v1/me/keys/{}", keys[0]["id"].as_str().unwrap())).send().await.unwrap();
    let disabled = app.member("gone").await;
    let disabled_key = key(&disabled, &KeyScope::ALL).await;
    let database = Database::connect(format!("sqlite://{}", app.gallery.options().database.display())).await.unwrap();
    database.execute_unprepared("UPDATE accounts SET disabled_at = 1 WHERE username_key = 'gone'").await.unwrap();

    let mut all = vec![
        caller("nobody", None, By::Nobody),
        caller("a stranger", token(&other), By::Other),
        caller("an administrator", token(&admin), By::Admin),
        caller("a stranger's key", Some(key(&other, &KeyScope::ALL).await), By::OthersKey),
        caller("the owner", token(ada), By::Owner),
        caller("a revoked token", Some(revoked), By::Dead),
        caller("a withdrawn key", Some(withdrawn), By::Dead),
        caller("a disabled account", token(&disabled), By::Dead),
        caller("a disabled account's key", Some(disabled_key), By::Dead),
        caller("a made-up key", Some("pinhole_made-up".to_owned()), By::Dead),
    ];
    for scope in KeyScope::ALL {
        all.push(caller(&format!("the owner's key to {scope}"), Some(key(ada, &[scope]).await), By::OwnersKey(scope)));
    }
    all
}

/// Whether a caller gets what the route is for; none where that is not a matter of who asks.
fn may(may: May, by: By, visibility: Visibility) -> Option<bool> {
    let owner_or_key = |scope| matches!(by, By::Owner) || by == By::OwnersKey(scope);
    match may {
        May::Anyone | May::Leave => None,
        _ if by == By::Dead => Some(false),
        // A key without the scope is told so, even where nobody would need one.
        May::See if matches!(by, By::OwnersKey(scope) if scope != KeyScope::Read) => Some(false),
        May::See => Some(visibility != Visibility::Private || owner_or_key(KeyScope::Read)),
        May::Change => Some(owner_or_key(KeyScope::Manage)),
        May::ChangeBySession => Some(by == By::Owner),
        May::Admin => Some(by == By::Admin),
        May::Member(scope) => Some(match by {
            By::Owner | By::Other | By::Admin => true,
            By::OthersKey => scope.is_some(),
            By::OwnersKey(own) => scope == Some(own),
            By::Nobody | By::Dead => false,
        }),
    }
}

/// Status, where it leads, and what is told.
struct Told {
    status: u16,
    location: String,
    kind: String,
    text: String,
}

impl Told {
    fn is_good(&self) -> bool {
        let sent_away = self.location.starts_with("/signin?") || self.location.contains("error=");
        self.status < 400 && !sent_away
    }
}

async fn ask(caller: &Caller, (method, path, _, body): &Row, photo: &Photo) -> Told {
    let path = path.replace("{id}", &photo.id.to_string()).replace("{form}", "medium").replace("{username}", "ada");
    let path = path.replace("{*place}", "people");
    let path = path.replace("{*rest}", "else").replace("{*__private__axum_nest_tail_param}", "else.js");
    let method = if *method == "ANY" { Method::GET } else { method.parse().unwrap() };
    let mut request = caller.person.client.request(method, format!("{}{path}", caller.person.url)).header("sec-fetch-site", "same-origin");
    if let Some(token) = &caller.token {
        request = request.bearer_auth(token);
    }
    request = match body(photo) {
        Body::None => request,
        Body::Json(body) => request.json(&body),
        Body::Fields(fields) => request.form(&fields),
        Body::Picture => request.multipart(Form::new().part("file", Part::bytes(sample::jpeg(40, 30)).file_name("other.jpg"))),
    };
    let answer = request.send().await.unwrap();
    let header = |name| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
    let (status, location, kind) = (answer.status().as_u16(), header(LOCATION), header(CONTENT_TYPE));
    let text = String::from_utf8_lossy(&answer.bytes().await.unwrap()).into_owned();
    Told { status, location, kind, text }
}

/// A photo that says who it is: by its title to whoever may see it, by name and hash to its owner alone.
async fn photo(ada: &Person, visibility: Visibility, width: u32) -> Photo {
    let file = Part::bytes(sample::jpeg(width, 30)).file_name("secret-name.jpg");
    let form = Form::new().part("file", file).text("visibility", visibility.as_str()).text("title", "secret title");
    let answer: Value = ada.post("/api/v1/photos").multipart(form).send().await.unwrap().json().await.unwrap();
    serde_json::from_value(answer["results"][0]["photo"].clone()).unwrap()
}

async fn kept(app: &TestApp, ada: &Person, photo: &Photo) -> (String, u64) {
    let owner = ada.tokens.as_ref().unwrap().account.id;
    let now = app.gallery.photos().get(Some(owner), photo.id).await;
    (format!("{now:?}"), app.gallery.accounts().get(owner).await.unwrap().photos)
}

#[tokio::test]
async fn everyone_gets_what_is_theirs_and_nothing_else() {
    let app = TestApp::start().await;
    app.member("first").await;
    let ada = app.member("ada").await;
    let callers = callers(&app, &ada).await;
    let mut width = 50;
    let mut one_more = async |visibility| {
        width += 1;
        photo(&ada, visibility, width).await
    };
    for visibility in Visibility::ALL {
        let untouched = one_more(visibility).await;
        for row @ (method, path, right, _) in TABLE {
            // What is done to oneself does not depend on photos, and may be the end of the one who does it.
            if matches!(right, May::Member(_)) && visibility != Visibility::Private {
                continue;
            }
            for caller in &callers {
                let expected = may(*right, caller.by, visibility);
                let is_good = expected == Some(true);
                let of = |what: &str| format!("{}: {method} {path} of a {visibility} photo: {what}", caller.name);
                let ends_them = matches!(right, May::Member(_)) && is_good
                    || *right == May::Leave && matches!(caller.by, By::Owner | By::Other | By::Admin)
                    || *right == May::Admin && is_good;
                if ends_them {
                    continue;
                }
                let changes = matches!(right, May::Change | May::ChangeBySession) && is_good;
                let photo = if changes { one_more(visibility).await } else { untouched.clone() };
                let before = kept(&app, &ada, &photo).await;
                let told = ask(caller, row, &photo).await;
                assert!(told.status < 500, "{}", of(&told.status.to_string()));

                // The same to many: what was not done is told in each one's result.
                let is_batch = path.ends_with("/batch");
                if let Some(expected) = expected.filter(|expected| *expected || !is_batch) {
                    assert_eq!(told.is_good(), expected, "{}", of(&format!("{} {} {}", told.status, told.location, told.text)));
                }
                if changes {
                    continue;
                }
                assert_eq!(kept(&app, &ada, &photo).await, before, "{}", of("changed"));
                let is_owner = matches!(caller.by, By::Owner | By::OwnersKey(KeyScope::Read));
                let finds = is_owner || visibility == Visibility::Public || (visibility == Visibility::Unlisted && *right == May::See);
                if !finds || expected == Some(false) {
                    assert!(!told.text.contains("secret title"), "{}", of("told its title"));
                    assert!(!told.kind.starts_with("image/") || *path == "/qr", "{}", of("showed it"));
                    assert!(told.kind != "application/zip", "{}", of("packed it"));
                }
                if !is_owner {
                    assert!(!told.text.contains("secret-name"), "{}", of("told its file's name"));
                    assert!(!told.text.contains(photo.sha256.as_deref().unwrap()), "{}", of("told its hash"));
                }
            }
        }
    }
}

#[tokio::test]
async fn whoever_is_signed_in_does_to_their_own_account_what_they_want() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let photo = photo(&ada, Visibility::Private, 50).await;
    for (number, row) in TABLE.iter().enumerate().filter(|(_, (_, _, right, _))| matches!(right, May::Member(_) | May::Leave)) {
        let (method, path, right, _) = row;
        let person = app.member(&format!("member-{number}")).await;
        let mut tokens = vec![person.tokens.as_ref().unwrap().access_token.clone()];
        if let May::Member(Some(scope)) = right {
            tokens.insert(0, key(&person, &[*scope]).await);
        }
        for token in tokens {
            let caller = Caller { name: "a member".to_owned(), person: app.stranger(), token: Some(token), by: By::Other };
            let told = ask(&caller, row, &photo).await;
            // There is nothing of theirs with the photo's id, and nothing between two photos of somebody else.
            let is_theirs = !path.contains("{id}") && !path.ends_with("/end_session") && !path.ends_with("/between");
            assert!(
                told.is_good() || (!is_theirs && [404, 200, 302].contains(&told.status)),
                "{method} {path}: {} {}",
                told.status,
                told.text
            );
        }
    }
}
