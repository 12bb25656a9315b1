//! A picture comes in.

use crate::app::{TestApp, told};
use chrono::TimeDelta;
use gallery::imaging::sample;
use model::{UploadStatus, Uploads, Visibility};
use reqwest::{
    StatusCode,
    multipart::{Form, Part},
};
use serde_json::json;

fn file(name: &str, bytes: Vec<u8>) -> Part {
    Part::bytes(bytes).file_name(name.to_owned())
}

#[tokio::test]
async fn an_uploaded_picture_is_described_listed_and_on_disk() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let answer = ada.sends("dir/harbour.jpg", sample::with_gps_and_date(), Visibility::Private).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    let mut uploads: Uploads = answer.json().await.unwrap();
    let result = uploads.results.remove(0);
    assert_eq!((result.status, result.file_name.as_str()), (UploadStatus::Created, "harbour.jpg"));
    let photo = result.photo.unwrap();
    assert!(photo.taken_at_offset.is_some() && photo.metadata.gps.is_some() && photo.metadata.camera.is_some(), "{photo:?}");
    assert_eq!(ada.lists("mine").await, [photo.id.to_string()]);
    assert_eq!(app.kept_files().len(), 4, "original and three renditions, nothing in staging: {:?}", app.kept_files());
    let me = app.gallery.accounts().get(photo.owner.id).await.unwrap();
    assert_eq!((me.photos, me.bytes), (1, photo.size));
}

#[tokio::test]
async fn every_kind_of_picture_comes_in() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let pictures = [
        ("image/jpeg", sample::jpeg(300, 200)),
        ("image/jpeg", sample::progressive_jpeg(300, 200)),
        ("image/jpeg", sample::cmyk()),
        ("image/jpeg", sample::gray()),
        ("image/png", sample::png(300, 200)),
        ("image/png", sample::with_alpha()),
        ("image/png", sample::display_p3_patch()),
        ("image/gif", sample::gif(300, 200)),
        ("image/gif", sample::animated_gif()),
        ("image/webp", sample::webp(300, 200)),
        ("image/webp", sample::animated_webp()),
    ];
    for (kind, bytes) in pictures {
        let photo = ada.uploads(bytes, Visibility::Private).await;
        assert_eq!(photo.content_type, kind);
        let thumb = ada.get(&photo.urls.thumb).send().await.unwrap();
        assert_eq!(thumb.status(), StatusCode::OK);
    }
}

#[tokio::test]
async fn all_eight_orientations_are_upright() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let upright = ada.uploads(sample::oriented(1), Visibility::Private).await;
    for orientation in 2..=8 {
        let photo = ada.uploads(sample::oriented(orientation), Visibility::Private).await;
        assert_eq!((photo.width, photo.height), (upright.width, upright.height), "orientation {orientation}");
    }
}

#[tokio::test]
async fn twelve_megapixels_come_in_and_out() {
    let app = TestApp::with(|options| options.settings.max_content_length = 50_000_000).await;
    let ada = app.member("ada").await;
    let photo = ada.uploads(sample::twelve_megapixels(), Visibility::Private).await;
    assert!(photo.width * photo.height >= 12_000_000);
    let preview = ada.get(&photo.urls.preview).send().await.unwrap();
    assert_eq!(preview.status(), StatusCode::OK);
}

#[tokio::test]
async fn the_same_picture_twice_is_already_here() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let first = ada.uploads(sample::jpeg(64, 48), Visibility::Private).await;
    let again = ada.sends("copy.jpg", sample::jpeg(64, 48), Visibility::Public).await;
    assert_eq!(again.status(), StatusCode::OK);
    let uploads: Uploads = again.json().await.unwrap();
    assert_eq!(uploads.results[0].status, UploadStatus::Duplicate);
    assert_eq!(uploads.results[0].photo.as_ref().unwrap(), &first, "unchanged");
    assert_eq!(app.kept_files().len(), 4);
    let other = app.member("grace").await.uploads(sample::jpeg(64, 48), Visibility::Private).await;
    assert_ne!(other.id, first.id, "another person's copy is their own");
}

#[tokio::test]
async fn the_same_picture_sent_at_once_is_kept_once() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let answers = futures::future::join_all((0..6).map(|_| ada.sends("a.jpg", sample::jpeg(640, 480), Visibility::Private))).await;
    let created = answers.iter().filter(|answer| answer.status() == StatusCode::CREATED).count();
    assert_eq!((created, answers.iter().filter(|answer| answer.status() == StatusCode::OK).count()), (1, 5));
    assert_eq!(app.kept_files().len(), 4);
    assert_eq!(ada.lists("mine").await.len(), 1);
}

#[tokio::test]
async fn a_picture_in_the_trash_is_restored_by_sending_it_again() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let photo = ada.uploads(sample::jpeg(64, 48), Visibility::Private).await;
    ada.deletes(&photo).await;
    let again = ada.sends("a.jpg", sample::jpeg(64, 48), Visibility::Private).await;
    assert_eq!(again.status(), StatusCode::OK);
    let uploads: Uploads = again.json().await.unwrap();
    assert_eq!(uploads.results[0].status, UploadStatus::Restored);
    assert_eq!((ada.lists("mine").await, ada.lists("trash").await), (vec![photo.id.to_string()], vec![]));
}

#[tokio::test]
async fn several_files_stand_alone_and_visibility_may_come_last() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    ada.uploads(sample::jpeg(80, 60), Visibility::Private).await;
    let form = Form::new()
        .part("file", file("new.png", sample::png(70, 50)))
        .part("file", file("old.jpg", sample::jpeg(80, 60)))
        .part("file", file("notes.txt", b"not a picture".to_vec()))
        .text("visibility", "public");
    let answer = ada.post("/api/v1/photos").multipart(form).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::MULTI_STATUS);
    let uploads: Uploads = answer.json().await.unwrap();
    let statuses: Vec<_> = uploads.results.iter().map(|result| result.status).collect();
    assert_eq!(statuses, [UploadStatus::Created, UploadStatus::Duplicate, UploadStatus::Refused]);
    assert_eq!(uploads.results[0].photo.as_ref().unwrap().visibility, Visibility::Public);
    assert_eq!(uploads.results[2].error.as_ref().unwrap().code, "type_not_allowed");
    assert_eq!(app.kept_files().len(), 8);
}

#[tokio::test]
async fn parts_that_make_no_sense_are_named() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let picture = || file("a.jpg", sample::jpeg(64, 48));
    let cases = [
        (Form::new().text("visibility", "public"), "file", "missing"),
        (Form::new().part("file", picture()).text("visibility", "friends"), "visibility", "expected"),
        (Form::new().part("file", picture()).text("visibility", "public").text("visibility", "private"), "visibility", "repeated"),
        (Form::new().part("file", picture()).text("album", "Holidays"), "album", "unknown_field"),
        (Form::new().part("file", picture()).text("title", "x".repeat(201)), "title", "too_long"),
        (Form::new().part("file", picture()).part("file", file("b.png", sample::png(9, 9))).text("title", "Two"), "title", "expected"),
    ];
    for (form, field, flaw) in cases {
        let (status, problem) = told(ada.post("/api/v1/photos").multipart(form).send().await.unwrap()).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {flaw}: {problem}");
        assert_eq!((&problem["errors"][0]["field"], &problem["errors"][0]["code"]), (&json!(field), &json!(flaw)), "{problem}");
    }
    assert_eq!(app.kept_files().len(), 0);
}

#[tokio::test]
async fn without_a_camera_date_the_file_s_own_counts() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let form = Form::new().part("file", file("a.png", sample::png(64, 48))).text("last_modified", "1700000000123");
    let uploads: Uploads = ada.post("/api/v1/photos").multipart(form).send().await.unwrap().json().await.unwrap();
    assert_eq!(uploads.results[0].photo.as_ref().unwrap().taken_at.timestamp_millis(), 1_700_000_000_123);
    let later = Form::new().part("file", file("b.png", sample::png(65, 48))).text("last_modified", "4000000000000");
    let uploads: Uploads = ada.post("/api/v1/photos").multipart(later).send().await.unwrap().json().await.unwrap();
    let photo = uploads.results[0].photo.as_ref().unwrap();
    assert_eq!(photo.taken_at, photo.added_at, "a clock in the future is not believed");
}

#[tokio::test]
async fn a_missing_rendition_is_made_again() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let photo = ada.uploads(sample::jpeg(800, 600), Visibility::Private).await;
    let before = ada.get(&photo.urls.medium).send().await.unwrap().bytes().await.unwrap();
    for path in app.kept_files().into_iter().filter(|path| !path.ends_with("original")) {
        std::fs::remove_file(path).unwrap();
    }
    let answers = futures::future::join_all((0..5).map(|_| ada.get(&photo.urls.medium).send())).await;
    for answer in answers {
        assert_eq!(answer.unwrap().bytes().await.unwrap(), before);
    }
    assert_eq!(app.kept_files().len(), 4);
}

#[tokio::test]
async fn what_a_kill_left_behind_is_cleared_up_and_what_was_acknowledged_stays() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    ada.uploads(sample::jpeg(64, 48), Visibility::Private).await;
    let kept = app.kept_files();
    // Killed after the bytes and before the row: the staging file is still there.
    let id = "019a0000-0000-7000-8000-0000000000aa";
    let options = app.gallery.options().clone();
    let folder = options.photos.join("aa").join(id);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("original"), "half").unwrap();
    std::fs::write(folder.join("thumb#1"), "half").unwrap();
    std::fs::write(options.data_dir.join("staging").join(id), "whole").unwrap();
    app.gallery.recover().await.unwrap();
    assert_eq!(app.kept_files(), kept);
}

#[tokio::test]
async fn a_sweep_removes_old_bytes_without_a_row_and_no_young_ones() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    ada.uploads(sample::jpeg(64, 48), Visibility::Private).await;
    let kept = app.kept_files();
    // An id holds the time at which it was made: 2023, and 2200.
    for id in ["018bcfe5-687b-7000-8000-0000000000aa", "069a0000-0000-7000-8000-0000000000ab"] {
        let folder = app.gallery.options().photos.join(&id[34..]).join(id);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("original"), "orphan").unwrap();
    }
    assert_eq!(app.gallery.photos().sweep().await.unwrap(), 1);
    assert_eq!(app.kept_files().len(), kept.len() + 1);
    assert_eq!(ada.lists("mine").await.len(), 1);
}

#[tokio::test]
async fn a_sweep_removes_half_written_files_wherever_they_lie() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let photo = ada.uploads(sample::jpeg(64, 48), Visibility::Private).await;
    let mut kept = app.kept_files();
    let photos = app.gallery.options().photos.clone();
    let of_photo = kept[0].parent().unwrap().to_owned();
    let (long_ago, now) = (app.gallery.clock().now() - TimeDelta::hours(2), app.gallery.clock().now());
    let leave = |path: std::path::PathBuf, written: chrono::DateTime<chrono::Utc>| {
        std::fs::write(&path, "half").unwrap();
        std::fs::File::options().write(true).open(&path).unwrap().set_modified(written.into()).unwrap();
        path
    };
    for stray in [photos.join("check"), photos.join("check#1"), of_photo.join("thumb#1"), of_photo.parent().unwrap().join("x#2")] {
        leave(stray, long_ago);
    }
    // What may still be written is left alone, and so is what is old and whole.
    kept.push(leave(of_photo.join("medium#3"), now));
    leave(of_photo.join("thumb"), long_ago);
    kept.sort();
    assert_eq!(app.gallery.photos().sweep().await.unwrap(), 4);
    assert_eq!(app.kept_files(), kept);
    assert_eq!(ada.lists("mine").await, [photo.id.to_string()]);
}

#[tokio::test]
async fn a_photo_of_200_megapixels_as_phones_take_them_is_taken() {
    const SIZE: (u32, u32) = (16_320, 12_240);
    let app = TestApp::with(|options| options.settings.max_content_length = 50_000_000).await;
    let ada = app.member("ada").await;
    let pixels = vec![130; SIZE.0 as usize * SIZE.1 as usize * 3];
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 40);
    encoder.encode(&pixels, SIZE.0, SIZE.1, image::ExtendedColorType::Rgb8).unwrap();
    drop(pixels);
    let photo = ada.uploads(bytes, Visibility::Private).await;
    assert_eq!((photo.width, photo.height), SIZE);
}
