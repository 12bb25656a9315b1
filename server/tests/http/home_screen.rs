//! What makes an app of the site: manifest, service worker, the page without network, sharing.

use crate::app::TestApp;
use reqwest::{
    StatusCode,
    multipart::{Form, Part},
};
use serde_json::Value;
use std::path::Path;

/// Files of the site's root, as they are in the repository.
const PUBLIC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../public");

#[test]
fn whatever_the_manifest_names_is_there_and_as_large_as_it_says() {
    let manifest: Value = serde_json::from_slice(&std::fs::read(Path::new(PUBLIC).join("manifest.webmanifest")).unwrap()).unwrap();
    let lists = [&manifest["icons"], &manifest["screenshots"], &manifest["shortcuts"][0]["icons"], &manifest["shortcuts"][1]["icons"]];
    let images: Vec<_> = lists.into_iter().flat_map(|list| list.as_array().unwrap()).collect();
    assert_eq!(images.len(), 9);
    for image in images {
        let (source, sizes) = (image["src"].as_str().unwrap(), image["sizes"].as_str().unwrap());
        let bytes = std::fs::read(Path::new(PUBLIC).join(&source[1..])).unwrap_or_else(|error| panic!("{source}: {error}"));
        if sizes == "any" {
            assert!(bytes.starts_with(b"<svg"), "{source}");
            continue;
        }
        let (width, height) = image::load_from_memory(&bytes).map(|image| (image.width(), image.height())).unwrap();
        assert_eq!(format!("{width}x{height}"), sizes, "{source}");
    }
    let purposes: Vec<_> = manifest["icons"].as_array().unwrap().iter().map(|icon| (&icon["sizes"], &icon["purpose"])).collect();
    for size in ["192x192", "512x512"] {
        for purpose in ["any", "maskable"] {
            assert!(purposes.contains(&(&Value::from(size), &Value::from(purpose))), "{size} {purpose}");
        }
    }
}

#[tokio::test]
async fn the_service_worker_may_ask_this_site_only_and_is_asked_for_anew_each_time() {
    let app = TestApp::start().await;
    let answer = app.stranger().get("/sw.js").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    assert_eq!((header("content-type"), header("cache-control")), ("text/javascript".to_owned(), "no-cache".to_owned()));
    assert!(header("content-security-policy").contains("connect-src 'self'"));
}

#[tokio::test]
async fn the_page_without_network_needs_nothing_but_itself() {
    let app = TestApp::start().await;
    let answer = app.stranger().get("/offline").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(answer.headers()["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'; style-src 'sha256-"));
    let page = answer.text().await.unwrap();
    assert!(page.contains("No connection to the gallery") && !page.contains("<script") && !page.contains("<link"), "{page}");
}

#[tokio::test]
async fn what_is_shared_without_the_service_worker_is_not_kept_and_the_page_says_so() {
    let app = TestApp::start().await;
    let browser = app.browser("ada").await;
    let picture = Part::bytes(gallery::imaging::sample::with_gps_and_date()).file_name("a.jpg").mime_str("image/jpeg").unwrap();
    let request = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let answer = request.post(format!("{}/share", app.url)).multipart(Form::new().part("pictures", picture)).send().await.unwrap();
    assert_eq!((answer.status(), &answer.headers()["location"]), (StatusCode::SEE_OTHER, &"/upload?shared=missed".parse().unwrap()));
    assert!(app.kept_files().is_empty(), "{:?}", app.kept_files());
    let page = browser.open("/upload?shared=missed").await.text().await.unwrap();
    assert!(page.contains("The pictures that you shared did not get here"), "{page}");
}
