//! `pinhole probe-limit`: asks one address again and again, and says when a limit struck, what it said, and whether that was true.

use super::failure::{Failure, print};
use axum::body::{Body, to_bytes};
use clap::Args;
use http::{
    Method, Request, Response, StatusCode, Uri,
    header::{AUTHORIZATION, RETRY_AFTER},
};
use hyper_rustls::HttpsConnectorBuilder;
use hyper_util::{client::legacy::Client, rt::TokioExecutor};
use rustls::crypto::ring;
use serde_json::Value;
use std::{
    error::Error,
    io,
    time::{Duration, Instant},
};
use tokio::time::sleep;

/// The longest it waits for a limit to lift.
const PATIENCE: Duration = Duration::from_mins(2);

#[derive(Debug, Args)]
pub struct ProbeArgs {
    /// What to ask for, such as `http://localhost:3000/public`
    url: Uri,
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

/// The most that is read of a refusal, in bytes.
const REFUSAL: usize = 64 * 1024;

/// What went wrong on the way.
type Lost = Box<dyn Error + Send + Sync>;

/// Ask, and print what came of it.
///
/// Errors: the address cannot be reached.
pub fn run(args: &ProbeArgs) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::Runtime)?;
    runtime.block_on(probe(args)).map_err(|error| Failure::Unreachable(args.url.to_string(), cause(&*error)))
}

/// The innermost reason, which says most.
fn cause(error: &(dyn Error + 'static)) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}

async fn probe(args: &ProbeArgs) -> Result<(), Lost> {
    let provider = ring::default_provider();
    let https = HttpsConnectorBuilder::new().with_provider_and_native_roots(provider)?.https_or_http().enable_http1().build();
    let client: Client<_, Body> = Client::builder(TokioExecutor::new()).build(https);
    let ask = || async {
        let mut request = Request::builder().method(args.method.clone()).uri(args.url.clone());
        if let Some(token) = &args.token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        let answer = client.request(request.body(Body::empty()).map_err(io::Error::other)?).await?;
        Ok(answer.map(Body::new))
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
async fn lifts<F: Future<Output = Result<Response<Body>, Lost>>>(ask: impl Fn() -> F, said: Duration) -> Result<(), Lost> {
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
fn told(answer: &Response<Body>) -> String {
    let headers = ["ratelimit-policy", "ratelimit", "retry-after"].iter().filter_map(|name| {
        let value = answer.headers().get(*name)?.to_str().ok()?;
        Some(format!("  {name}: {value}\n"))
    });
    format!("  {}\n{}", answer.status(), headers.collect::<String>())
}

fn wait(answer: &Response<Body>) -> Option<Duration> {
    answer.headers().get(RETRY_AFTER)?.to_str().ok()?.parse().ok().map(Duration::from_secs)
}

/// The sentence of a problem document.
async fn detail(answer: Response<Body>) -> String {
    let body = to_bytes(answer.into_body(), REFUSAL).await.unwrap_or_default();
    let problem: Option<Value> = serde_json::from_slice(&body).ok();
    problem.and_then(|problem| problem["detail"].as_str().map(str::to_owned)).unwrap_or_default()
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
