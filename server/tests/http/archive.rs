//! Many photos as one ZIP archive, read by another library than the one that writes it.

use crate::app::{Person, TestApp, code};
use chrono::NaiveDate;
use gallery::imaging::{self, sample};
use model::{FileType, Photo, Visibility};
use reqwest::{Response, StatusCode};
use serde_json::json;
use std::io::Read;

struct Packed {
    name: String,
    bytes: Vec<u8>,
    /// Year, month, day, hour, minute, second.
    time: (u16, u8, u8, u8, u8, u8),
}

async fn pack(person: &Person, ids: &[String]) -> Response {
    // A page sends a form; a program with a token need not be of the same origin.
    person.post("/photos/zip").header("sec-fetch-site", "same-origin").form(&[("ids", ids.join(","))]).send().await.unwrap()
}

async fn unpack(answer: Response) -> Vec<Packed> {
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["content-type"], "application/zip");
    let bytes = answer.bytes().await.unwrap();
    let archive = rawzip::ZipArchive::from_slice(&bytes).unwrap();
    let mut entries = archive.entries();
    let mut packed = Vec::new();
    while let Some(entry) = entries.next_entry().unwrap() {
        assert_eq!(entry.compression_method(), rawzip::CompressionMethod::STORE);
        let name = entry.file_path().try_normalize().unwrap().as_ref().to_owned();
        let local = archive.get_entry(entry.wayfinder()).unwrap();
        let mut bytes = Vec::new();
        // Fails when length or checksum is not as announced.
        local.verifying_reader(local.data()).read_to_end(&mut bytes).unwrap();
        let dos = entry.last_modified_dos();
        packed.push(Packed { name, bytes, time: (dos.year(), dos.month(), dos.day(), dos.hour(), dos.minute(), dos.second()) });
    }
    packed
}

fn ids<'a>(photos: impl IntoIterator<Item = &'a Photo>) -> Vec<String> {
    photos.into_iter().map(|photo| photo.id.to_string()).collect()
}

async fn uploaded(person: &Person, name: &str, bytes: &[u8], visibility: Visibility) -> Photo {
    let uploads: model::Uploads = person.sends(name, bytes, visibility).await.json().await.unwrap();
    uploads.results.into_iter().next().unwrap().photo.unwrap()
}

#[tokio::test]
async fn an_owner_gets_the_very_bytes_under_their_names_and_times() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let mut sent = Vec::new();
    for n in 0..40_u32 {
        let bytes = sample::jpeg(64 + n, 48);
        let name = if n % 2 == 0 { "IMG_1.jpg".to_owned() } else { format!("Café {n}.jpg") };
        let photo = uploaded(&ada, &name, &bytes, Visibility::Private).await;
        ada.changes(&photo, json!({ "taken_at": format!("2024-05-{:02}T10:20:30Z", n % 28 + 1) })).await;
        sent.push((photo, name, bytes));
    }
    let answer = pack(&ada, &ids(sent.iter().map(|(photo, ..)| photo))).await;
    assert_eq!(answer.headers()["content-disposition"], "attachment; filename=\"Pinhole 2026-06-01.zip\"");
    assert_eq!(answer.headers()["cache-control"], "private, no-store");
    let packed = unpack(answer).await;
    assert_eq!(packed.len(), 40);
    for (n, (packed, (_, name, bytes))) in packed.iter().zip(&sent).enumerate() {
        let expected = if n % 2 == 1 || n == 0 { name.clone() } else { format!("IMG_1 ({}).jpg", n / 2 + 1) };
        assert_eq!((&packed.name, packed.bytes == *bytes), (&expected, true));
        assert_eq!(packed.time, (2024, 5, u8::try_from(n % 28 + 1).unwrap(), 10, 20, 30));
    }
}

#[tokio::test]
async fn times_are_those_of_the_camera_s_own_clock() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let photo = uploaded(&ada, "a.jpg", &sample::with_gps_and_date(), Visibility::Private).await;
    assert_eq!(photo.taken_local().date(), NaiveDate::from_ymd_opt(2024, 2, 29).unwrap());
    // Archives count in steps of two seconds.
    assert_eq!(unpack(pack(&ada, &ids([&photo])).await).await[0].time, (2024, 2, 29, 23, 59, 58));
}

#[tokio::test]
async fn others_get_cleaned_copies_under_names_that_tell_nothing() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let public = uploaded(&ada, "at home.jpg", &sample::with_gps_and_date(), Visibility::Public).await;
    let unlisted = uploaded(&ada, "secret.png", &sample::png(70, 50), Visibility::Unlisted).await;
    let packed = unpack(pack(&app.stranger(), &ids([&public, &unlisted])).await).await;
    let names: Vec<_> = packed.iter().map(|packed| packed.name.as_str()).collect();
    assert_eq!(names, [format!("pinhole-{}.jpg", public.id), format!("pinhole-{}.png", unlisted.id)]);
    let cleaned = &packed[0].bytes;
    assert!(!cleaned.windows(sample::SECRET.len()).any(|part| part == sample::SECRET.as_bytes()), "no metadata is left");
    let plan = imaging::plan(cleaned, FileType::Jpeg).unwrap();
    let developed = imaging::develop(cleaned, &plan).unwrap();
    assert_eq!((developed.metadata.gps, developed.width), (None, public.width));
}

#[tokio::test]
async fn names_are_safe_whatever_was_sent() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let mut photos = Vec::new();
    for (n, name) in (0..).zip(["..\\..\\boot.jpg", ".bashrc", "CON", "a:b*c?.jpg"]) {
        photos.push(uploaded(&ada, name, &sample::jpeg(64 + n, 48), Visibility::Private).await);
    }
    let names: Vec<_> = unpack(pack(&ada, &ids(&photos)).await).await.into_iter().map(|packed| packed.name).collect();
    let con = format!("pinhole-{}.jpg", photos[2].id);
    assert_eq!(names, ["boot.jpg", "bashrc", &con, "abc.jpg"]);
}

#[tokio::test]
async fn what_one_may_not_see_is_refused_before_anything_is_sent() {
    let app = TestApp::start().await;
    let (ada, grace) = (app.member("ada").await, app.member("grace").await);
    let public = ada.uploads(sample::jpeg(64, 48), Visibility::Public).await;
    let private = ada.uploads(sample::jpeg(65, 48), Visibility::Private).await;
    let deleted = ada.uploads(sample::jpeg(66, 48), Visibility::Public).await;
    ada.deletes(&deleted).await;
    for hidden in [&private.id.to_string(), &deleted.id.to_string(), "019a0000-0000-7000-8000-000000000000"] {
        for person in [&app.stranger(), &grace] {
            let answer = pack(person, &[public.id.to_string(), hidden.to_owned()]).await;
            assert_eq!(code(answer).await, (404, "not_found".to_owned()));
        }
    }
    assert_eq!(unpack(pack(&ada, &ids([&public, &private, &public])).await).await.len(), 2, "each once");
}

#[tokio::test]
async fn an_archive_that_cannot_be_completed_does_not_look_complete() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let first = ada.uploads(sample::jpeg(64, 48), Visibility::Private).await;
    let lost = ada.uploads(sample::jpeg(65, 48), Visibility::Private).await;
    let original = app.kept_files().into_iter().find(|path| path.ends_with(format!("{}/original", lost.id))).unwrap();
    std::fs::remove_file(original).unwrap();
    let answer = pack(&ada, &ids([&first, &lost])).await;
    assert_eq!(answer.status(), StatusCode::OK, "it had begun");
    assert!(answer.bytes().await.is_err(), "the connection breaks off");
}

#[tokio::test]
async fn as_many_as_five_thousand_can_be_named_and_nonsense_is_told() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let photo = ada.uploads(sample::jpeg(64, 48), Visibility::Private).await.id.to_string();
    assert_eq!(unpack(pack(&ada, &vec![photo.clone(); 5_000]).await).await.len(), 1);
    for wrong in [vec![photo.clone(); 5_001], vec!["photo".to_owned()], Vec::new()] {
        assert_eq!(code(pack(&ada, &wrong).await).await, (422, "invalid".to_owned()));
    }
    let too_long = vec![photo; 10_000];
    assert_eq!(code(pack(&ada, &too_long).await).await, (400, "malformed".to_owned()));
    let foreign = app.browser("grace").await.client.post(format!("{}/photos/zip", app.url)).header("sec-fetch-site", "cross-site");
    assert_eq!(code(foreign.form(&[("ids", "x")]).send().await.unwrap()).await, (403, "cross_origin".to_owned()));
}
