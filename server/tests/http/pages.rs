//! Pages as they are without script: real HTML, real statuses, forms that work.

use crate::app::{PASSWORD, TestApp};
use gallery::imaging::sample;
use model::{Photo, Uploads, Visibility};
use reqwest::{
    StatusCode,
    multipart::{Form, Part},
};

async fn own_photo(browser: &crate::app::Browser) -> Photo {
    let uploads: Uploads = browser.uploads(sample::with_gps_and_date()).await.json().await.unwrap();
    uploads.results.into_iter().next().unwrap().photo.unwrap()
}

#[tokio::test]
async fn pages_of_one_s_own_ask_a_stranger_to_sign_in_and_then_go_on() {
    let app = TestApp::start().await;
    app.member("ada").await;
    let browser = app.empty_browser();
    for path in ["/photos", "/trash", "/account", "/camera"] {
        let answer = browser.open(path).await;
        let location = answer.headers()["location"].to_str().unwrap().to_owned();
        assert_eq!((answer.status(), location), (StatusCode::SEE_OTHER, format!("/signin?next=%2F{}", &path[1..])));
    }
    let page = browser.open("/signin?next=%2Ftrash").await.text().await.unwrap();
    assert!(page.contains(r#"value="/trash""#), "the form carries where to go on");
    let answer = browser.submit("/fn/sign_in", &[("login", "ada"), ("password", PASSWORD), ("next", "/trash")]).await;
    assert_eq!(answer.headers()["location"], "/trash");
    assert_eq!(browser.open("/signin").await.headers()["location"], "/photos", "who is signed in need not do it again");
}

#[tokio::test]
async fn after_an_error_the_form_still_has_what_was_typed_but_not_the_password() {
    let app = TestApp::start().await;
    app.member("ada").await;
    let browser = app.empty_browser();
    let fields =
        [("username", "ada"), ("email", "new@example.org"), ("password", "a secret phrase"), ("setup_code", ""), ("next", "/trash")];
    let answer = browser.submit("/fn/sign_up", &fields).await;
    assert_eq!(answer.status(), StatusCode::FOUND);
    let back = answer.headers()["location"].to_str().unwrap().to_owned();
    assert!(back.starts_with("/signup?") && !back.contains("secret"), "{back}");
    let page = browser.open(&back).await.text().await.unwrap();
    assert!(page.contains(r#"value="ada""#) && page.contains(r#"value="new@example.org""#) && page.contains(r#"value="/trash""#));
    assert!(page.contains("This username is taken. Choose another one."), "{page}");
}

#[tokio::test]
async fn an_address_can_put_no_words_of_its_own_on_a_page() {
    let app = TestApp::start().await;
    app.member("ada").await;
    let foreign = r#"/signin?error={"Malformed":"Call+this+number"}"#;
    let page = app.empty_browser().open(foreign).await.text().await.unwrap();
    assert!(!page.contains("Call this number"), "{page}");
}

#[tokio::test]
async fn a_gallery_is_html_with_sized_pictures() {
    let app = TestApp::start().await;
    let browser = app.browser("ada").await;
    let photo = own_photo(&browser).await;
    let page = browser.open("/photos").await.text().await.unwrap();
    assert!(page.contains(&photo.urls.page) && page.contains("srcset=") && page.contains("sizes="), "{page}");
    assert!(page.contains(&format!("width=\"{}\"", photo.width)) || page.contains("width="), "{page}");
}

#[tokio::test]
async fn a_long_list_has_a_link_to_older_ones() {
    let app = TestApp::start().await;
    let browser = app.browser("ada").await;
    for n in 0..101 {
        assert_eq!(browser.uploads(sample::png(10 + n, 10)).await.status(), StatusCode::CREATED);
    }
    let page = browser.open("/photos").await.text().await.unwrap();
    let older = page.split("href=\"").find(|rest| rest.starts_with("/photos?cursor=")).unwrap().split('"').next().unwrap().to_owned();
    let rest = browser.open(&older).await.text().await.unwrap();
    assert_eq!(rest.matches("<img").count(), 1, "the hundred-and-first");
}

#[tokio::test]
async fn a_photo_page_is_there_for_whoever_may_see_it_and_a_real_404_for_others() {
    let app = TestApp::start().await;
    let browser = app.browser("ada").await;
    let photo = own_photo(&browser).await;
    assert_eq!(browser.open(&photo.urls.page).await.status(), StatusCode::OK);
    let hidden = app.empty_browser().open(&photo.urls.page).await;
    assert_eq!(hidden.status(), StatusCode::NOT_FOUND);
    assert!(hidden.text().await.unwrap().contains("<html"), "a page, not a problem document");
    for missing in ["/photos/019a0000-0000-7000-8000-000000000000", "/photos/nonsense", "/nowhere"] {
        assert_eq!(browser.open(missing).await.status(), StatusCode::NOT_FOUND, "{missing}");
    }
}

#[tokio::test]
async fn photos_are_changed_deleted_and_restored_by_plain_forms() {
    let app = TestApp::start().await;
    let browser = app.browser("ada").await;
    let photo = own_photo(&browser).await;
    let id = photo.id.to_string();
    let changed = browser.submit("/fn/change_photo", &[("id", &id), ("visibility", "public")]).await;
    assert_eq!(changed.status(), StatusCode::FOUND);
    let public = app.empty_browser().open("/public").await.text().await.unwrap();
    assert!(public.contains(&photo.urls.page));
    let seen = app.empty_browser().open(&photo.urls.page).await.text().await.unwrap();
    assert!(!seen.contains("harbour.jpg"), "the file's name is the owner's own");

    let deleted = browser.submit("/fn/delete_photo", &[("id", &id)]).await;
    let back = deleted.headers()["location"].to_str().unwrap().to_owned();
    assert_eq!(back, format!("/photos?deleted={id}"));
    assert!(browser.open(&back).await.text().await.unwrap().contains("Undo"));
    assert!(browser.open("/trash").await.text().await.unwrap().contains("Restore"));
    assert!(!app.empty_browser().open("/public").await.text().await.unwrap().contains(&photo.urls.page));
    browser.submit("/fn/restore_photo", &[("id", &id)]).await;
    assert!(app.empty_browser().open("/public").await.text().await.unwrap().contains(&photo.urls.page));
}

#[tokio::test]
async fn the_plain_upload_form_answers_with_a_redirect() {
    let app = TestApp::start().await;
    let browser = app.browser("ada").await;
    let send = async |name: &str, bytes: Vec<u8>| {
        let form = Form::new().part("file", Part::bytes(bytes).file_name(name.to_owned())).text("visibility", "unlisted");
        let request = browser.client.post(format!("{}/upload", app.url)).header("sec-fetch-site", "same-origin").multipart(form);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        answer.headers()["location"].to_str().unwrap().to_owned()
    };
    assert_eq!(send("a.jpg", sample::jpeg(64, 48)).await, "/photos");
    assert_eq!(send("a.jpg", sample::jpeg(64, 48)).await, "/upload?added=0&restored=0&already=1&refused=0");
    let refused = send("notes.txt", b"not a picture".to_vec()).await;
    let page = browser.open(&refused).await.text().await.unwrap();
    assert!(page.contains("pictures can be added here") || page.contains("pictures can."), "{refused}\n{page}");
    let nothing = send("", Vec::new()).await;
    assert!(nothing.starts_with("/upload?error="), "{nothing}");
}

#[tokio::test]
async fn pages_load_only_what_is_ours() {
    let app = TestApp::start().await;
    let answer = app.empty_browser().open("/public").await;
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
    insta::assert_snapshot!(policy.replace(&nonce, "NONCE"));
    for (name, value) in [("x-content-type-options", "nosniff"), ("referrer-policy", "same-origin"), ("cache-control", "private, no-cache")]
    {
        assert_eq!(answer.headers()[name], value);
    }
    assert!(answer.headers().get("strict-transport-security").is_none(), "not on plain http");
    let page = answer.text().await.unwrap();
    for script in page.split("<script").skip(1) {
        let tag = script.split('>').next().unwrap();
        assert!(tag.contains(&format!("nonce=\"{nonce}\"")) || tag.contains("application/json"), "{script}");
    }
    let elsewhere = ["src=\"http", "href=\"http", "src=\"//", "href=\"//"];
    assert!(!elsewhere.iter().any(|address| page.contains(address)), "no other host: {page}");
}

#[tokio::test]
async fn an_unlisted_photo_is_kept_out_of_search_engines() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let unlisted = ada.uploads(sample::jpeg(64, 48), Visibility::Unlisted).await;
    let public = ada.uploads(sample::jpeg(65, 48), Visibility::Public).await;
    let page = async |photo: &Photo| app.empty_browser().open(&photo.urls.page).await.text().await.unwrap();
    assert!(page(&unlisted).await.contains("noindex"));
    assert!(!page(&public).await.contains("noindex"));
}

#[tokio::test]
async fn the_theme_is_right_from_the_first_byte() {
    let app = TestApp::start().await;
    let open = async |cookie: &str| {
        let page = app.empty_browser().client.get(&app.url).header("cookie", cookie).header("accept", "text/html").send().await.unwrap();
        page.text().await.unwrap()
    };
    assert!(open("pinhole_theme=dark").await.contains(r#"data-theme="dark""#));
    assert!(open("pinhole_theme=light").await.contains(r#"data-theme="light""#));
    assert!(!open("pinhole_theme=\"><script>").await.contains("\"><script>"));
}
