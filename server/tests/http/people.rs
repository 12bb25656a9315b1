//! A person's public page.

use crate::app::TestApp;
use gallery::imaging::sample;
use model::Visibility;
use reqwest::StatusCode;

#[tokio::test]
async fn a_person_s_page_shows_what_is_public_under_their_own_name() {
    let app = TestApp::start().await;
    let (ada, grace) = (app.member("Ada").await, app.member("grace").await);
    let public = ada.uploads(sample::jpeg(64, 48), Visibility::Public).await;
    let unlisted = ada.uploads(sample::jpeg(65, 48), Visibility::Unlisted).await;
    let theirs = grace.uploads(sample::jpeg(66, 48), Visibility::Public).await;
    for path in ["/people/Ada", "/people/ada", "/people/ADA"] {
        let answer = app.empty_browser().open(path).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let page = answer.text().await.unwrap();
        assert!(page.contains("page-heading\">Ada<") && page.contains("<title>Ada · Pinhole</title>"), "{path}");
        assert!(page.contains(&public.urls.page) && !page.contains(&unlisted.urls.page) && !page.contains(&theirs.urls.page), "{path}");
    }
}

#[tokio::test]
async fn nobody_and_nothing_public_look_the_same_but_to_oneself() {
    let app = TestApp::start().await;
    let browser = app.browser("ada").await;
    let (shy, missing) = (app.empty_browser().open("/people/ada").await, app.empty_browser().open("/people/nobody").await);
    assert_eq!((shy.status(), missing.status()), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    assert!(shy.text().await.unwrap().contains("Nothing developed here"));
    for nonsense in ["/people/a", "/people/%2e%2e%2fetc", "/people/a%20b"] {
        assert_eq!(app.empty_browser().open(nonsense).await.status(), StatusCode::NOT_FOUND, "{nonsense}");
    }
    let own = browser.open("/people/ADA").await;
    assert_eq!(own.status(), StatusCode::OK);
    let own = own.text().await.unwrap();
    assert!(own.contains("page-heading\">ada<") && own.contains("Nothing public yet"), "{own}");
}

#[tokio::test]
async fn a_person_with_many_photos_has_a_link_to_older_ones() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    for n in 0..101 {
        ada.uploads(sample::png(10 + n, 10), Visibility::Public).await;
    }
    let page = app.empty_browser().open("/people/ada").await.text().await.unwrap();
    let older = page.split("href=\"").find(|rest| rest.starts_with("/people/ada?cursor=")).unwrap().split('"').next().unwrap().to_owned();
    let rest = app.empty_browser().open(&older).await.text().await.unwrap();
    assert_eq!(rest.matches("<img").count(), 1, "the hundred-and-first");
}
