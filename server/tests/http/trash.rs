//! The trash as a page, without script.

use crate::app::{Browser, TestApp};
use chrono::TimeDelta;
use gallery::imaging::sample;
use model::{Photo, Uploads};
use reqwest::StatusCode;

async fn trashed(browser: &Browser, size: u32) -> Photo {
    let uploads: Uploads = browser.uploads(sample::jpeg(size, 48)).await.json().await.unwrap();
    let photo = uploads.results.into_iter().next().unwrap().photo.unwrap();
    browser.submit("/fn/delete_photo", &[("id", &photo.id.to_string())]).await;
    photo
}

async fn page(browser: &Browser) -> String {
    let answer = browser.open("/trash").await;
    assert_eq!(answer.status(), StatusCode::OK);
    answer.text().await.unwrap()
}

#[tokio::test]
async fn each_photo_says_how_long_it_stays() {
    let app = TestApp::start().await;
    let browser = app.browser("ada").await;
    assert!(page(&browser).await.contains("Deleted photos wait here for 30 days before they are gone."));
    trashed(&browser, 64).await;
    assert!(page(&browser).await.contains("30 days left"));
    for (days, says) in [(18, "12 days left"), (11, "1 day left"), (1, "Goes today")] {
        app.passes(TimeDelta::days(days));
        assert!(page(&browser).await.contains(says), "{says}");
    }
}

#[tokio::test]
async fn a_photo_comes_back_or_goes_for_good() {
    let app = TestApp::start().await;
    let browser = app.browser("ada").await;
    let (kept, gone) = (trashed(&browser, 64).await, trashed(&browser, 65).await);
    for (photo, fate) in [(&kept, "restore"), (&gone, "erase")] {
        let answer = browser.submit("/fn/settle_photo", &[("id", &photo.id.to_string()), ("fate", fate)]).await;
        assert_eq!(answer.status(), StatusCode::FOUND);
    }
    assert!(page(&browser).await.contains("The trash is empty"));
    assert_eq!(browser.open(&kept.urls.page).await.status(), StatusCode::OK);
    assert_eq!(browser.open(&gone.urls.page).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(app.kept_files().len(), 4);
}

#[tokio::test]
async fn only_who_types_the_number_empties_the_trash() {
    let app = TestApp::start().await;
    let browser = app.browser("ada").await;
    for size in 60..63 {
        trashed(&browser, size).await;
    }
    assert!(page(&browser).await.contains("This deletes 3 photos for good."));
    for wrong in ["", "2", "all", "3.0"] {
        let answer = browser.submit("/fn/empty_trash", &[("amount", wrong)]).await;
        let back = answer.headers()["location"].to_str().unwrap().to_owned();
        assert!(back.starts_with("/trash?error="), "{wrong}: {back}");
        let refused = browser.open(&back).await.text().await.unwrap();
        assert!(refused.contains("The number of photos is not right.") && refused.contains("<details open class=\"confirm\""), "{refused}");
        assert_eq!(app.kept_files().len(), 12);
    }
    let answer = browser.submit("/fn/empty_trash", &[("amount", " 3 ")]).await;
    assert_eq!(answer.headers()["location"], "/trash");
    assert!(page(&browser).await.contains("The trash is empty"));
    assert_eq!(app.kept_files().len(), 0);
}

#[tokio::test]
async fn a_long_trash_has_more_than_one_page_and_one_number() {
    let app = TestApp::start().await;
    let browser = app.browser("ada").await;
    for size in 0..101 {
        trashed(&browser, 10 + size).await;
    }
    let first = page(&browser).await;
    assert!(first.contains("101 photos") && first.matches("class=\"trash-row\"").count() == 100);
    let older = first.split("href=\"").find(|rest| rest.starts_with("/trash?cursor=")).unwrap().split('"').next().unwrap().to_owned();
    let rest = browser.open(&older).await.text().await.unwrap();
    assert!(rest.contains("101 photos") && rest.matches("class=\"trash-row\"").count() == 1);
}
