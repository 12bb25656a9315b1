//! Somebody who uses a running program through its API.

use crate::program::Program;
use model::{Account, Page, Photo, Tokens, Uploads};
use reqwest::{
    Body, Client, RequestBuilder, Response, StatusCode,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

pub const USERNAME: &str = "ada";
pub const PASSWORD: &str = "quiet harbour at dusk";

#[derive(Clone)]
pub struct Person {
    url: String,
    client: Client,
    pub token: String,
    pub refresh_token: String,
    pub account: Account,
}

/// Try to make an account.
pub async fn register(program: &Program, setup_code: Option<&str>) -> Response {
    let mut body = json!({ "username": USERNAME, "email": "ada@example.org", "password": PASSWORD });
    if let Some(code) = setup_code {
        body["setup_code"] = Value::from(code);
    }
    Client::new().post(format!("{}/api/v1/auth/register", program.url)).json(&body).send().await.unwrap()
}

impl Person {
    /// Somebody new.
    pub async fn registers(program: &Program) -> Self {
        let answer = register(program, None).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        Self::of(program, answer).await
    }

    /// The same person, some time later.
    pub async fn signs_in(program: &Program) -> Self {
        let body = json!({ "login": USERNAME, "password": PASSWORD });
        let answer = Client::new().post(format!("{}/api/v1/auth/login", program.url)).json(&body).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        Self::of(program, answer).await
    }

    async fn of(program: &Program, answer: Response) -> Self {
        let tokens: Tokens = answer.json().await.unwrap();
        Self {
            url: program.url.clone(),
            client: Client::new(),
            token: tokens.access_token,
            refresh_token: tokens.refresh_token,
            account: tokens.account,
        }
    }

    /// The same person, with the same token, after the program was started again.
    pub fn at(&self, program: &Program) -> Self {
        Self { url: program.url.clone(), ..self.clone() }
    }

    pub fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.url)).bearer_auth(&self.token)
    }

    /// The whole body of a GET that succeeds.
    pub async fn downloads(&self, path: &str) -> Vec<u8> {
        let answer = self.get(path).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.bytes().await.unwrap().into()
    }

    /// Send a file of so many bytes.
    ///
    /// Errors: the connection broke off before the headers of the answer.
    pub async fn sends(&self, file_name: &str, body: impl Into<Body>, size: usize) -> reqwest::Result<Response> {
        let file = Part::stream_with_length(body, size as u64).file_name(file_name.to_owned());
        let request = self.client.post(format!("{}/api/v1/photos", self.url)).bearer_auth(&self.token);
        request.multipart(Form::new().part("file", file)).send().await
    }

    /// Upload one picture that is not refused.
    pub async fn uploads(&self, file_name: &str, bytes: Vec<u8>) -> Photo {
        let size = bytes.len();
        created(self.sends(file_name, bytes, size).await.unwrap()).await.unwrap()
    }

    /// Every photo there is, page by page.
    pub async fn lists(&self) -> Vec<Photo> {
        let mut photos = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = self.get(&format!("/api/v1/photos?limit=200{cursor}")).send().await.unwrap();
            assert_eq!(page.status(), StatusCode::OK);
            let page: Page<Photo> = page.json().await.unwrap();
            photos.extend(page.items);
            let Some(next) = page.next_cursor else { return photos };
            cursor = format!("&cursor={next}");
        }
    }
}

/// The photo of an upload that was accepted.
///
/// Errors: the connection broke off before the end of the answer.
pub async fn created(answer: Response) -> reqwest::Result<Photo> {
    let status = answer.status();
    let body = answer.text().await?;
    assert_eq!(status, StatusCode::CREATED, "{body}");
    let uploads: Uploads = serde_json::from_str(&body).unwrap();
    Ok(uploads.results.into_iter().next().unwrap().photo.unwrap())
}
