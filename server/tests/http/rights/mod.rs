//! Who may what, as one table: every route of the program, asked by everyone there is. A route that is not in the table fails the test.

mod table;

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
use table::{Body, May, Row, TABLE};

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
