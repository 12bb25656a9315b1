//! What a browser loads on its first visit.

use crate::{Outcome, Running, line};
use model::file_size;
use reqwest::{
    Client,
    header::{ACCEPT_ENCODING, CONTENT_ENCODING},
};
use std::{collections::BTreeSet, path::Path};

/// How many bytes of script, WebAssembly and CSS a first visit may move, compressed.
const LIMIT: u64 = 220_000;

/// Script, WebAssembly and CSS of the public page: what the page itself names, and what those scripts import.
pub async fn measure(running: &Running) -> Outcome<()> {
    let client = Client::new();
    let text = async |path: &str| -> Outcome<String> {
        Ok(client.get(format!("{}{path}", running.url)).send().await?.error_for_status()?.text().await?)
    };
    // Bytes as they were sent, and how they were compressed: this client leaves them as they are.
    let moved = async |path: &str| -> Outcome<(u64, String)> {
        let request = client.get(format!("{}{path}", running.url)).header(ACCEPT_ENCODING, "br");
        let answer = request.send().await?.error_for_status()?;
        let encoding = answer.headers().get(CONTENT_ENCODING).map_or("not compressed", |value| value.to_str().unwrap_or("?")).to_owned();
        Ok((answer.bytes().await?.len() as u64, encoding))
    };
    let told = |what: &str, (size, encoding): &(u64, String)| {
        line(&format!("first visit to /public: {what}"), &format!("{} ({encoding})", file_size(*size)));
    };

    told("the page", &moved("/public").await?);
    let mut waiting = linked(&text("/public").await?);
    let (mut loaded, mut sum) = (BTreeSet::new(), 0);
    while let Some(path) = waiting.pop() {
        if !loaded.insert(path.clone()) {
            continue;
        }
        let file = moved(&path).await?;
        sum += file.0;
        told(&without_hash(&path), &file);
        if Path::new(&path).extension().is_some_and(|ending| ending == "js") {
            waiting.extend(imported(&text(&path).await?));
        }
    }
    let verdict = if sum <= LIMIT { "within" } else { "OVER" };
    line("first visit to /public: script, WASM and CSS", &format!("{}, {verdict} the limit of {}", file_size(sum), file_size(LIMIT)));
    Ok(())
}

/// Addresses of the bundle in the links and scripts of a page.
fn linked(page: &str) -> Vec<String> {
    let tags = page.split('<').filter(|tag| tag.starts_with("link ") || tag.starts_with("script "));
    let addresses = tags.flat_map(|tag| tag.split('"')).filter(|value| value.starts_with("/pkg/"));
    addresses.map(str::to_owned).collect()
}

/// What a script of the bundle imports before it runs. What it may import later is in calls, `import(…)`.
fn imported(script: &str) -> Vec<String> {
    let names = script.match_indices("./").filter_map(|(at, _)| {
        let (before, name) = (script.get(..at)?, script.get(at + 2..)?);
        let before = before.strip_suffix(['"', '\''])?.trim_end();
        let statement = before.ends_with("from") || before.ends_with("import");
        statement.then(|| name.split(['"', '\'']).next())?
    });
    names.map(|name| format!("/pkg/{name}")).collect()
}

/// `/pkg/pinhole.dfdw53SI.js` is `pinhole.js` to people.
fn without_hash(path: &str) -> String {
    let mut parts: Vec<&str> = path.trim_start_matches("/pkg/").split('.').collect();
    if parts.len() > 2 {
        parts.remove(1);
    }
    parts.join(".")
}
