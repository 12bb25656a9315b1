//! `pinhole probe-limit`: asks one address again and again, and says when a limit struck, what it said, and whether that was true.

use super::failure::{Failure, print};
use clap::Args;
use reqwest::{Client, Method, Response, StatusCode, Url, header::RETRY_AFTER};
use rustls::crypto::ring;
use serde_json::Value;
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// The longest it waits for a limit to lift.
const PATIENCE: Duration = Duration::from_mins(2);

#[derive(Debug, Args)]
pub struct ProbeArgs {
    /// What to ask for, such as http://localhost:3000/public
    url: Url,
    /// How many requests at most
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    requests: u32,
    /// How to ask; a POST has no body
    #[arg(long, value_name = "M", default_value = "GET")]
    method: Method,
    /// An access token or API key to present
    #[arg(long, value_name = "T")]
    token: Option<String>,
}

/// Ask, and print what came of it.
///
/// Errors: the address cannot be reached.
pub fn run(args: &ProbeArgs) -> Result<(), Failure> {
    // Fails only where another one is in place already.
    let _ = ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::Runtime)?;
    runtime.block_on(probe(args)).map_err(|error| Failure::Unreachable(args.url.to_string(), error.without_url().to_string()))
}

async fn probe(args: &ProbeArgs) -> reqwest::Result<()> {
    let client = Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    let ask = || {
        let request = client.request(args.method.clone(), args.url.clone());
        match &args.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
        .send()
    };
    let begun = Instant::now();
    for number in 1..=args.requests {
        let answer = ask().await?;
        if number == 1 {
            print(&format!("{} {}\n{}", args.method, args.url, told(&answer)));
        }
        if answer.status() != StatusCode::TOO_MANY_REQUESTS {
            continue;
        }
        print(&format!("Request {number} was refused, {} after the first:\n{}", seconds(begun.elapsed()), told(&answer)));
        let Some(wait) = wait(&answer) else {
            print("It does not say how long to wait: there is no Retry-After.\n");
            return Ok(());
        };
        print(&format!("  {}\n", detail(answer).await));
        if wait > PATIENCE {
            print(&format!("It says that it lifts in {}, which is too long to wait here.\n", seconds(wait)));
            return Ok(());
        }
        return lifts(ask, wait).await;
    }
    print(&format!("None of {} requests was refused.\n", args.requests));
    Ok(())
}

/// Ask every second until the limit has lifted.
async fn lifts<F: Future<Output = reqwest::Result<Response>>>(ask: impl Fn() -> F, said: Duration) -> reqwest::Result<()> {
    let refused = Instant::now();
    while refused.elapsed() < said + PATIENCE {
        sleep(Duration::from_secs(1).min(said)).await;
        if ask().await?.status() != StatusCode::TOO_MANY_REQUESTS {
            let took = refused.elapsed();
            let verdict = if took <= said + Duration::from_secs(2) { "as it said" } else { "later than it said" };
            print(&format!("It lifted after {}, {verdict} ({}).\n", seconds(took), seconds(said)));
            return Ok(());
        }
    }
    print(&format!("It said {}, but has not lifted after {}.\n", seconds(said), seconds(refused.elapsed())));
    Ok(())
}

/// Status, and the headers that speak of limits.
fn told(answer: &Response) -> String {
    let headers = ["ratelimit-policy", "ratelimit", "retry-after"].iter().filter_map(|name| {
        let value = answer.headers().get(*name)?.to_str().ok()?;
        Some(format!("  {name}: {value}\n"))
    });
    format!("  {}\n{}", answer.status(), headers.collect::<String>())
}

fn wait(answer: &Response) -> Option<Duration> {
    answer.headers().get(RETRY_AFTER)?.to_str().ok()?.parse().ok().map(Duration::from_secs)
}

/// The sentence of a problem document.
async fn detail(answer: Response) -> String {
    let problem: Option<Value> = answer.text().await.ok().and_then(|text| serde_json::from_str(&text).ok());
    problem.and_then(|problem| problem["detail"].as_str().map(str::to_owned)).unwrap_or_default()
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
