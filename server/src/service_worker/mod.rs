//! The service worker: a small script in the browser that keeps the site's own files for when there is no network
//! (`worker.js`), and the page that is shown then.

mod offline;

use crate::{plain_page, rest::upload, router::Shared};
use axum::{
    Router,
    body::Body,
    http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    response::{Html, IntoResponse, Redirect},
    routing::get,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE};
use leptos::config::LeptosOptions;
use sha2::{Digest, Sha256};
use std::{fs, path::Path};

/// The script, with places for what only a built site has.
const SCRIPT: &str = include_str!("worker.js");

/// While the site is being worked on its files keep their names, so nothing may be kept.
const NONE: &str = "self.addEventListener(\"activate\", () => self.registration.unregister());\n";

/// The script, the page without network, and where shared pictures end that the script did not catch.
pub fn routes(options: &LeptosOptions) -> Router<Shared> {
    /// The script may ask this site, and nobody else (CSP level 3).
    const POLICY: &str = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'";
    let headers = [(CONTENT_TYPE, "text/javascript"), (CACHE_CONTROL, "no-cache"), (CONTENT_SECURITY_POLICY, POLICY)];
    let script = script(options);
    Router::new()
        .route("/sw.js", get(async move || (headers, script)))
        .route("/offline", get(page))
        .route("/share", get(async || Redirect::to("/upload")).post(missed))
}

async fn page() -> impl IntoResponse {
    ([(CONTENT_SECURITY_POLICY, plain_page::policy()), (CACHE_CONTROL, "no-cache".to_owned())], Html(offline::html()))
}

/// Another app shared pictures before the script was there. They are not kept: nothing is, before somebody says so.
async fn missed(body: Body) -> Redirect {
    upload::discard(body).await;
    Redirect::to("/upload?shared=missed")
}

/// The script for this site.
fn script(options: &LeptosOptions) -> String {
    if !options.hash_files {
        return NONE.to_owned();
    }
    let files = files_in(&Path::new(&*options.site_root).join(&*options.site_pkg_dir));
    let is_entry = |file: &&String| file.strip_prefix("/pkg/pinhole.").is_some_and(|rest| rest.strip_suffix(".js").is_some());
    let entry = files.iter().find(is_entry).cloned().unwrap_or_default();
    let build = URL_SAFE.encode(&Sha256::digest(format!("{SCRIPT}{}{}", files.join(" "), offline::html()))[..9]);
    let list = serde_json::to_string_pretty(&files).unwrap_or_default();
    SCRIPT.replace("__BUILD__", &build).replace("__FILES__", &list).replace("__ENTRY__", &entry)
}

/// The addresses of the bundle's files, without those for tools and the compressed copies.
fn files_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let is_served = |name: &String| {
        let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
        matches!(ending, Some("css" | "js" | "wasm"))
    };
    let mut files: Vec<_> = names.filter(is_served).map(|name| format!("/pkg/{name}")).collect();
    files.sort();
    files
}
