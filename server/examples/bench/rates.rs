//! How much of everything gets done in a second.

use crate::{Outcome, Running, line, quantile};
use futures::future::try_join_all;
use gallery::imaging::sample;
use model::file_size;
use reqwest::{
    Client, StatusCode,
    multipart::{Form, Part},
};
use serde_json::{Value, json};
use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

/// How long each rate is measured.
const MEASURED: Duration = Duration::from_secs(5);

/// How many clients ask at the same time.
const CLIENTS: usize = 8;

/// Uploads of small and of large pictures, then what strangers read.
pub async fn measure(owner: &Owner) -> Outcome<()> {
    uploads(owner).await?;
    reads(owner).await
}

/// Somebody with an account.
pub struct Owner {
    url: String,
    pub token: String,
    pub client: Client,
}

impl Owner {
    pub const USERNAME: &str = "bench";
    pub const PASSWORD: &str = "quiet harbour at dusk";

    /// Make the account.
    pub async fn register(running: &Running) -> Outcome<Self> {
        let (url, client) = (running.url.clone(), Client::new());
        let body = json!({ "username": Self::USERNAME, "email": "bench@example.org", "password": Self::PASSWORD });
        let answer = client.post(format!("{url}/api/v1/auth/register")).json(&body).send().await?.error_for_status()?;
        let answer: Value = answer.json().await?;
        let token = answer["access_token"].as_str().ok_or("no token")?.to_owned();
        Ok(Self { url, token, client })
    }

    /// Add a picture that everybody may see.
    pub async fn upload(&self, picture: Vec<u8>) -> Outcome<()> {
        let file = Part::bytes(picture).file_name("bench.jpg");
        let form = Form::new().part("file", file).text("visibility", "public");
        let request = self.client.post(format!("{}/api/v1/photos", self.url)).bearer_auth(&self.token);
        let answer = request.multipart(form).send().await?;
        if answer.status() == StatusCode::CREATED { Ok(()) } else { Err(answer.text().await?.into()) }
    }
}

/// How many pictures come in, each made different by a comment.
async fn uploads(owner: &Owner) -> Outcome<()> {
    for (name, clients, picture) in [("small", CLIENTS, sample::jpeg(800, 600)), ("12 MP", 2, sample::twelve_megapixels())] {
        let number = &AtomicUsize::new(0);
        let size = picture.len() as u64;
        let rate = rate(clients, async || {
            let comment = number.fetch_add(1, Ordering::Relaxed).to_be_bytes();
            owner.upload(sample::with_segments(&picture, &[(0xfe, &comment)])).await
        })
        .await?;
        line(&format!("uploads, {name} ({}), {clients} clients", file_size(size)), &rate);
    }
    Ok(())
}

/// How often a stranger gets a thumb, and the first page of public photos.
async fn reads(owner: &Owner) -> Outcome<()> {
    let photos: Value = owner.client.get(format!("{}/api/v1/photos?scope=public&limit=1", owner.url)).send().await?.json().await?;
    let thumb = photos["items"][0]["urls"]["thumb"].as_str().ok_or("no public photo")?;
    for (name, path) in [("a thumb", thumb), ("the page /public", "/public")] {
        let url = &format!("{}{path}", owner.url);
        let size = owner.client.get(url).send().await?.error_for_status()?.bytes().await?.len() as u64;
        let rate = rate(CLIENTS, async || {
            owner.client.get(url).send().await?.error_for_status()?.bytes().await?;
            Ok(())
        })
        .await?;
        line(&format!("requests of {name} ({}), {CLIENTS} clients", file_size(size)), &rate);
    }
    Ok(())
}

/// Do something again and again, several at a time.
async fn rate(clients: usize, ask: impl AsyncFn() -> Outcome<()>) -> Outcome<String> {
    let begun = Instant::now();
    let times = try_join_all((0..clients).map(async |_| {
        let mut times = Vec::new();
        while begun.elapsed() < MEASURED {
            let asked = Instant::now();
            ask().await?;
            times.push(asked.elapsed().as_secs_f64() * 1000.0);
        }
        Outcome::Ok(times)
    }))
    .await?;
    let whole = begun.elapsed().as_secs_f64();
    let mut times = times.concat();
    let count = f64::from(u32::try_from(times.len())?);
    let (middle, slow) = (quantile(&mut times, 0.5), quantile(&mut times, 0.99));
    Ok(format!("{:.1} /s (half within {middle:.1} ms, 99 % within {slow:.0} ms)", count / whole))
}
