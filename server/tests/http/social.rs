//! What other places show of a link to a photo.

use crate::app::TestApp;
use gallery::imaging::sample;
use model::Visibility;
use serde_json::json;

/// What a page says of itself, by name or property.
fn said(page: &str, name: &str) -> Option<String> {
    let tag = page.split("<meta ").find(|tag| tag.contains(&format!("\"{name}\"")))?;
    Some(tag.split("content=\"").nth(1)?.split('"').next()?.to_owned())
}

#[tokio::test]
async fn a_shared_photo_has_a_preview_with_absolute_addresses() {
    let app = TestApp::public_at("https://photos.example.org").await;
    let ada = app.member("ada").await;
    for visibility in [Visibility::Public, Visibility::Unlisted] {
        let photo = ada.uploads(sample::jpeg(3200 + visibility as u32 * 2, 1600), visibility).await;
        ada.changes(&photo, json!({ "title": "A \"quiet\" <harbour>" })).await;
        let page = app.empty_browser().open(&photo.urls.page).await.text().await.unwrap();
        let image = format!("https://photos.example.org{}", photo.urls.preview);
        for (name, value) in [
            ("og:title", "A &quot;quiet&quot; &lt;harbour&gt;"),
            ("og:type", "website"),
            ("og:url", &format!("https://photos.example.org{}", photo.urls.page)),
            ("og:image", &image),
            ("og:image:width", "1600"),
            ("og:image:alt", "A &quot;quiet&quot; &lt;harbour&gt;"),
            ("twitter:card", "summary_large_image"),
        ] {
            assert_eq!(said(&page, name).as_deref(), Some(value), "{visibility} {name}");
        }
        assert!(said(&page, "og:image:height").is_some());
        assert_eq!(said(&page, "robots").as_deref(), (visibility == Visibility::Unlisted).then_some("noindex"));
    }
}

#[tokio::test]
async fn a_private_photo_has_none_not_even_for_its_owner() {
    let app = TestApp::public_at("http://photos.example.org").await;
    let ada = app.member("ada").await;
    let photo = ada.uploads(sample::jpeg(64, 48), Visibility::Private).await;
    let page = ada.get(&photo.urls.page).header("accept", "text/html").send().await.unwrap().text().await.unwrap();
    assert!(page.contains(&photo.urls.preview) && !page.contains("og:") && !page.contains("twitter:"), "{page}");
}

#[tokio::test]
async fn a_gallery_that_does_not_know_its_address_offers_none() {
    let app = TestApp::start().await;
    let photo = app.member("ada").await.uploads(sample::jpeg(64, 48), Visibility::Public).await;
    let page = app.empty_browser().open(&photo.urls.page).await.text().await.unwrap();
    assert!(!page.contains("og:") && !page.contains("twitter:"));
}
