//! What somebody who is browsing notices while a crowd guesses passwords.
//!
//! The limits are those of a program that nobody has configured. It believes the clients to be a proxy, so that one machine can speak for
//! thousands of addresses.

use crate::{
    Outcome, line, quantile,
    rates::Owner,
    running::{PATIENCE, Running},
};
use bytes::Bytes;
use gallery::imaging::sample;
use reqwest::{Client, RequestBuilder, StatusCode, redirect::Policy};
use serde_json::{Value, json};
use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    path::Path,
    time::{Duration, Instant},
};
use tokio::{
    task::JoinSet,
    time::{interval, sleep},
};

/// So many wrong passwords, evenly over this time, from so many addresses.
const ATTEMPTS: u32 = 10_000;
const FLOOD: Duration = Duration::from_mins(1);
const ADDRESSES: u32 = 2_000;

/// Whose they might be: one is the person who is browsing, the others do not exist.
const NAMES: [&str; 5] = [Owner::USERNAME, "admin", "root", "ada", "robin"];

/// How long the person browses before the flood.
const ALONE: Duration = Duration::from_secs(20);

/// Between two looks at everything, so that browsing stays within the limit for one account.
const PAUSE: Duration = Duration::from_millis(200);

/// How often the person tries to sign in after it, and how long they wait in between.
const TRIES: u32 = 5;
const WAIT: Duration = Duration::from_secs(2);

/// Where the person browses, and where nobody has been before.
const HOME: &str = "192.0.2.7";
const ELSEWHERE: &str = "198.51.100.7";

const FORWARDED_FOR: &str = "x-forwarded-for";

/// How long each thing took that is looked at, in milliseconds.
type Times = [Vec<f64>; 3];

/// Browsing alone, browsing in the flood, and coming in again after it.
pub async fn measure(pinhole: &Path) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let token = register(pinhole, folder.path()).await?;
    let running = Running::start(pinhole, folder.path(), &[("TRUSTED_PROXIES", "127.0.0.0/8")]).await?;
    let person = Person::arrive(&running, token).await?;

    let (mut alone, mut during) = (Times::default(), Times::default());
    let begun = Instant::now();
    while begun.elapsed() < ALONE {
        person.browse(&mut alone).await?;
    }
    let alone = figures(&mut alone);
    for ((what, ..), (middle, slow)) in person.looks.iter().zip(alone) {
        line(&format!("browsing alone: {what}"), &format!("half within {middle:.1} ms, 95 % within {slow:.1} ms"));
    }
    line("memory before a flood of sign-ins", &format!("{} (at most {})", running.memory(), running.peak()));

    let flood = tokio::spawn(flood(running.url.clone()));
    while !flood.is_finished() {
        person.browse(&mut during).await?;
    }
    let (wrong, limited, seconds) = flood.await??;
    let crowd = format!("{} k wrong passwords from {} k addresses in {seconds:.0} s", ATTEMPTS / 1000, ADDRESSES / 1000);
    line(&crowd, &format!("{wrong} refused as wrong (401), {limited} by the limits (429)"));
    let looks = person.looks.iter().zip(alone).zip(figures(&mut during));
    for (((what, ..), (middle, slow)), (middle_now, slow_now)) in looks {
        let (half, most) = (middle_now / middle, slow_now / slow);
        let figure = format!("half within {middle_now:.1} ms ({half:.1} ×), 95 % within {slow_now:.1} ms ({most:.1} ×)");
        line(&format!("browsing meanwhile (× alone): {what}"), &figure);
    }
    line("memory during the flood", &format!("at most {} ({} right after it)", running.peak(), running.memory()));
    line("signing in after it, with the right password", &sign_in(&person.client, &running.url).await?);
    Ok(())
}

/// The token of somebody with a few pictures. No proxy is believed yet: behind one, the first account would need the setup code.
async fn register(pinhole: &Path, folder: &Path) -> Outcome<String> {
    let running = Running::start(pinhole, folder, &[]).await?;
    let owner = Owner::register(&running).await?;
    for more in 0..5 {
        owner.upload(sample::jpeg(800 + more, 600)).await?;
    }
    Ok(owner.token)
}

/// Somebody who is signed in and browses.
struct Person {
    client: Client,
    token: String,
    /// What there is to look at: its name, its address, and what must be in it (in a picture, nothing).
    looks: [(&'static str, String, String); 3],
}

impl Person {
    async fn arrive(running: &Running, token: String) -> Outcome<Self> {
        // To be led to the sign-in page is a failure here.
        let client = Client::builder().redirect(Policy::none()).timeout(PATIENCE).build()?;
        let list = format!("{}/api/v1/photos", running.url);
        let request = client.get(&list).header(FORWARDED_FOR, HOME).bearer_auth(&token);
        let photos: Value = request.send().await?.error_for_status()?.json().await?;
        let photo = &photos["items"][0];
        let [id, thumb] = [&photo["id"], &photo["urls"]["thumb"]].map(|value| value.as_str().map(str::to_owned));
        let (id, thumb) = (id.ok_or("no photo")?, thumb.ok_or("no thumb")?);
        let looks = [
            ("the list", list, id.clone()),
            ("a thumb", format!("{}{thumb}", running.url), String::new()),
            ("the page /photos", format!("{}/photos", running.url), id),
        ];
        Ok(Self { client, token, looks })
    }

    /// Look at everything once, one after the other. It must be there each time.
    async fn browse(&self, times: &mut Times) -> Outcome<()> {
        for ((what, url, holds), times) in self.looks.iter().zip(times) {
            let begun = Instant::now();
            let answer = answered(self.client.get(url).header(FORWARDED_FOR, HOME).bearer_auth(&self.token)).await;
            times.push(begun.elapsed().as_secs_f64() * 1000.0);
            let (status, body) = answer.map_err(|error| format!("browsing failed at {what}: {error}"))?;
            if status != StatusCode::OK || !String::from_utf8_lossy(&body).contains(holds.as_str()) {
                return Err(format!("browsing failed at {what}: {status}, and not what belongs there").into());
            }
        }
        sleep(PAUSE).await;
        Ok(())
    }
}

/// Try passwords that are all wrong. How many were refused for that, how many by the limits, and after how many seconds the last one was.
async fn flood(url: String) -> Result<(u32, u32, f64), String> {
    // Each comes by a connection of its own, as from strangers.
    let client = Client::builder().pool_max_idle_per_host(0).timeout(PATIENCE).build().map_err(|error| error.to_string())?;
    let (begun, mut ticks, mut attempts) = (Instant::now(), interval(FLOOD / ATTEMPTS), JoinSet::new());
    for (number, name) in (0..ATTEMPTS).zip(NAMES.into_iter().cycle()) {
        ticks.tick().await;
        let body = json!({ "login": name, "password": format!("guess number {number}") });
        let request = client.post(format!("{url}/api/v1/auth/login")).header(FORWARDED_FOR, address(number % ADDRESSES).to_string());
        attempts.spawn(answered(request.json(&body)));
    }
    let (mut wrong, mut limited) = (0, 0);
    while let Some(answer) = attempts.join_next().await {
        match answer.map_err(|error| error.to_string())?? {
            (StatusCode::UNAUTHORIZED, _) => wrong += 1,
            (StatusCode::TOO_MANY_REQUESTS, _) => limited += 1,
            (other, _) => return Err(format!("a wrong password was answered with {other}")),
        }
    }
    Ok((wrong, limited, begun.elapsed().as_secs_f64()))
}

/// One of the crowd's addresses. Every fourth is in a network of IPv6 of its own: neighbours in one count as one.
fn address(number: u32) -> IpAddr {
    if number.is_multiple_of(4) {
        Ipv6Addr::from((0x2001_0db8_u128 << 96) | (u128::from(number) << 64) | 1).into()
    } else {
        Ipv4Addr::from(0x0a00_0000 | number).into()
    }
}

/// Whether the right password lets its owner in. If the crowd has used up what is allowed for the name, they wait, as people do.
async fn sign_in(client: &Client, url: &str) -> Outcome<String> {
    let body = json!({ "login": Owner::USERNAME, "password": Owner::PASSWORD });
    let begun = Instant::now();
    for tried in 1..=TRIES {
        let request = client.post(format!("{url}/api/v1/auth/login")).header(FORWARDED_FOR, ELSEWHERE).json(&body);
        match answered(request).await?.0 {
            StatusCode::OK if tried == 1 => return Ok("let in at once".to_owned()),
            StatusCode::OK => return Ok(format!("refused at first (429), let in after {:.1} s", begun.elapsed().as_secs_f64())),
            StatusCode::TOO_MANY_REQUESTS => sleep(WAIT).await,
            other => return Err(format!("the right password was answered with {other}").into()),
        }
    }
    Ok(format!("refused {TRIES} times (429), for {:.0} s", begun.elapsed().as_secs_f64()))
}

/// Ask, and read the answer to its end.
async fn answered(request: RequestBuilder) -> Result<(StatusCode, Bytes), String> {
    let answer = request.send().await.map_err(|error| error.to_string())?;
    let status = answer.status();
    let body = answer.bytes().await.map_err(|error| error.to_string())?;
    Ok((status, body))
}

/// Of each the middle, and what 95 % stay within.
fn figures(times: &mut Times) -> [(f64, f64); 3] {
    times.each_mut().map(|times| (quantile(times, 0.5), quantile(times, 0.95)))
}
