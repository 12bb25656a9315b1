//! A running program of its own for every test, and people who use it.

use chrono::{DateTime, TimeDelta, Utc};
use gallery::{Clock, Gallery, Options, Random, storage::Storage};
use model::{Photo, Tokens, Uploads, Visibility};
use reqwest::{
    Client, Method, RequestBuilder, Response, StatusCode,
    multipart::{Form, Part},
    redirect::Policy,
};
use secrecy::SecretString;
use serde_json::{Value, json};
use server::{
    config::Origin,
    http::{Metrics, Proxies},
    router::{Shared, router},
    site,
};
use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};
use tempfile::TempDir;

pub struct TestApp {
    pub gallery: Gallery,
    pub url: String,
    /// All its routes, in words.
    pub router: String,
    /// Gone when the test is over.
    _folder: TempDir,
    now: Arc<AtomicI64>,
}

pub const PASSWORD: &str = "quiet harbour at dusk";

impl TestApp {
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    /// Start with other settings than the usual ones.
    pub async fn with(change: impl FnOnce(&mut Options)) -> Self {
        Self::with_storage(change, |options| Storage::folder(&options.photos).unwrap()).await
    }

    /// Start one that knows its own address.
    pub async fn public_at(url: &str) -> Self {
        let public_url = Some(Arc::new(Origin::parse(url).unwrap()));
        Self::behind(Proxies { public_url, ..Proxies::default() }, |_| {}, |options| Storage::folder(&options.photos).unwrap()).await
    }

    /// Start one that tells its metrics to whoever has this token.
    pub async fn watched_with(token: &str) -> Self {
        let token = Some(token.to_owned().into());
        Self::whole(Proxies::default(), token, |_| {}, |options| Storage::folder(&options.photos).unwrap()).await
    }

    pub async fn with_storage(change: impl FnOnce(&mut Options), storage: impl FnOnce(&Options) -> Storage) -> Self {
        Self::behind(Proxies::default(), change, storage).await
    }

    pub async fn behind(proxies: Proxies, change: impl FnOnce(&mut Options), storage: impl FnOnce(&Options) -> Storage) -> Self {
        Self::whole(proxies, None, change, storage).await
    }

    async fn whole(
        proxies: Proxies,
        metrics_token: Option<SecretString>,
        change: impl FnOnce(&mut Options),
        storage: impl FnOnce(&Options) -> Storage,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data_dir = folder.path().join("data");
        let mut options = Options::for_test(data_dir);
        change(&mut options);
        let start: DateTime<Utc> = "2026-06-01T12:00:00Z".parse().unwrap();
        let now = Arc::new(AtomicI64::new(start.timestamp_micros()));
        let hands = now.clone();
        let clock = Clock::telling(move || DateTime::from_timestamp_micros(hands.load(Ordering::SeqCst)).unwrap());
        let storage = storage(&options);
        let gallery = Gallery::open_with(options, storage, clock, Random::system()).await.unwrap();

        let site = folder.path().join("site");
        std::fs::create_dir_all(site.join("pkg")).unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let options = site::options(site, address);
        let metrics = Arc::new(Metrics::of(&gallery, metrics_token));
        let shared = Shared { gallery: gallery.clone(), options, proxies, home: None, metrics };
        let program = router(shared);
        let in_words = format!("{program:?}");
        let service = program.into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        Self { gallery, url: format!("http://{address}"), router: in_words, _folder: folder, now }
    }

    /// The same gallery as it would be after a new start.
    pub async fn reopened(&self) -> Gallery {
        Gallery::open_beside(self.gallery.options().clone(), self.gallery.clock().clone(), Random::system()).await.unwrap()
    }

    pub fn passes(&self, time: TimeDelta) {
        self.now.fetch_add(time.num_microseconds().unwrap(), Ordering::SeqCst);
    }

    /// Somebody with an account. The first one is administrator.
    pub async fn member(&self, username: &str) -> Person {
        let stranger = self.stranger();
        let body = json!({ "username": username, "email": format!("{username}@example.org"), "password": PASSWORD });
        let answer = stranger.post("/api/v1/auth/register").json(&body).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::CREATED);
        Person { tokens: Some(answer.json().await.unwrap()), ..stranger }
    }

    /// Somebody who has one, on another device.
    pub async fn again(&self, username: &str) -> Person {
        let login = json!({ "login": username, "password": PASSWORD });
        let answer = self.stranger().post("/api/v1/auth/login").json(&login).send().await.unwrap();
        Person { tokens: Some(answer.json().await.unwrap()), ..self.stranger() }
    }

    /// Somebody without one.
    pub fn stranger(&self) -> Person {
        Person { url: self.url.clone(), tokens: None, client: client(false) }
    }

    /// Somebody with an account who uses a browser: cookies, no token.
    pub async fn browser(&self, username: &str) -> Browser {
        let browser = self.empty_browser();
        let email = format!("{username}@example.org");
        let fields = [("username", username), ("email", &email), ("password", PASSWORD), ("setup_code", ""), ("next", "")];
        let answer = browser.submit("/fn/sign_up", &fields).await;
        assert_eq!(answer.status(), StatusCode::FOUND, "{:?}", answer.text().await);
        browser
    }

    /// A browser that nobody is signed in with.
    pub fn empty_browser(&self) -> Browser {
        Browser { url: self.url.clone(), client: client(true) }
    }

    /// Files in storage and in the staging folder, by their paths.
    pub fn kept_files(&self) -> Vec<PathBuf> {
        let options = self.gallery.options();
        let mut files = Vec::new();
        let mut folders = vec![options.photos.clone(), options.data_dir.join("staging")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                if entry.path().is_dir() { folders.push(entry.path()) } else { files.push(entry.path()) }
            }
        }
        files.sort();
        files
    }
}

fn client(cookies: bool) -> Client {
    Client::builder().cookie_store(cookies).redirect(Policy::none()).build().unwrap()
}

/// Somebody who calls the API.
#[derive(Clone)]
pub struct Person {
    pub url: String,
    pub tokens: Option<Tokens>,
    pub client: Client,
}

impl Person {
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.url));
        match &self.tokens {
            Some(tokens) => request.bearer_auth(&tokens.access_token),
            None => request,
        }
    }

    pub fn get(&self, path: &str) -> RequestBuilder {
        self.request(Method::GET, path)
    }

    pub fn post(&self, path: &str) -> RequestBuilder {
        self.request(Method::POST, path)
    }

    /// Status and body of a GET.
    pub async fn sees(&self, path: &str) -> (StatusCode, Value) {
        told(self.get(path).send().await.unwrap()).await
    }

    pub async fn sends(&self, file_name: &str, bytes: impl Into<Vec<u8>>, visibility: Visibility) -> Response {
        let file = Part::bytes(bytes.into()).file_name(file_name.to_owned());
        let form = Form::new().part("file", file).text("visibility", visibility.as_str());
        self.post("/api/v1/photos").multipart(form).send().await.unwrap()
    }

    /// Upload one picture that is not refused.
    pub async fn uploads(&self, bytes: impl Into<Vec<u8>>, visibility: Visibility) -> Photo {
        let answer = self.sends("harbour.jpg", bytes, visibility).await;
        let status = answer.status();
        let body = answer.text().await.unwrap();
        assert!(status.is_success(), "{status} {body}");
        let uploads: Uploads = serde_json::from_str(&body).unwrap();
        uploads.results.into_iter().next().unwrap().photo.unwrap()
    }

    pub async fn changes(&self, photo: &Photo, change: Value) -> (StatusCode, Value) {
        told(self.request(Method::PATCH, &format!("/api/v1/photos/{}", photo.id)).json(&change).send().await.unwrap()).await
    }

    pub async fn deletes(&self, photo: &Photo) -> StatusCode {
        self.request(Method::DELETE, &format!("/api/v1/photos/{}", photo.id)).send().await.unwrap().status()
    }

    pub async fn restores(&self, photo: &Photo) -> StatusCode {
        self.post(&format!("/api/v1/photos/{}/restore", photo.id)).send().await.unwrap().status()
    }

    /// What a page asks a server function.
    pub async fn asks(&self, function: &str, arguments: &[(&str, &str)]) -> (StatusCode, Value) {
        let request = self.post(&format!("/fn/{function}")).header("accept", "application/json").header("sec-fetch-site", "same-origin");
        told(request.form(arguments).send().await.unwrap()).await
    }

    /// Ids of one page of a list.
    pub async fn lists(&self, scope: &str) -> Vec<String> {
        let (status, page) = self.sees(&format!("/api/v1/photos?scope={scope}")).await;
        assert_eq!(status, StatusCode::OK, "{page}");
        page["items"].as_array().unwrap().iter().map(|photo| photo["id"].as_str().unwrap().to_owned()).collect()
    }
}

/// A browser without script.
pub struct Browser {
    pub url: String,
    pub client: Client,
}

impl Browser {
    pub async fn open(&self, path: &str) -> Response {
        self.client.get(format!("{}{path}", self.url)).header("accept", "text/html").send().await.unwrap()
    }

    /// Send a form as a page of the site would.
    pub async fn submit(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let form = self.client.post(format!("{}{path}", self.url)).header("accept", "text/html").header("sec-fetch-site", "same-origin");
        form.form(fields).send().await.unwrap()
    }

    pub async fn uploads(&self, bytes: Vec<u8>) -> Response {
        let form = Form::new().part("file", Part::bytes(bytes).file_name("harbour.jpg"));
        let request = self.client.post(format!("{}/api/v1/photos", self.url)).header("sec-fetch-site", "same-origin");
        request.multipart(form).send().await.unwrap()
    }
}

/// Status and JSON body of an answer, without what differs from one request to the next.
pub async fn told(answer: Response) -> (StatusCode, Value) {
    let status = answer.status();
    let text = answer.text().await.unwrap();
    let mut body = serde_json::from_str(&text).unwrap_or(Value::String(text));
    if let Some(fields) = body.as_object_mut() {
        fields.remove("request_id");
    }
    (status, body)
}

/// The stable name of an error.
pub async fn code(answer: Response) -> (u16, String) {
    let (status, body) = told(answer).await;
    (status.as_u16(), body["code"].as_str().unwrap_or_default().to_owned())
}
