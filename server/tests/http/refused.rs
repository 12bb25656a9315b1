//! Files that are refused: each with its own code, and nothing left behind.

use crate::app::{Person, TestApp, code, told};
use futures::stream;
use gallery::{imaging::sample, storage::Storage};
use model::Visibility;
use object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore, PutMultipartOptions, PutOptions,
    PutPayload, PutResult, memory::InMemory, path::Path,
};
use reqwest::{Body, StatusCode};
use serde_json::json;
use std::{io, sync::Arc};

async fn refusal(person: &Person, name: &str, bytes: Vec<u8>) -> (u16, String) {
    code(person.sends(name, bytes, Visibility::Private).await).await
}

async fn nothing_is_left(app: &TestApp, person: &Person) {
    assert_eq!(app.kept_files(), Vec::<std::path::PathBuf>::new());
    assert_eq!(person.lists("mine").await.len(), 0);
    let account = person.tokens.as_ref().unwrap().account.id;
    let account = app.gallery.accounts().get(account).await.unwrap();
    assert_eq!((account.photos, account.bytes), (0, 0));
}

#[tokio::test]
async fn each_bad_file_has_its_own_code_and_leaves_nothing() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let jpeg = sample::jpeg(640, 480);
    let mut png = sample::png(200, 100);
    png.truncate(png.len() / 2);
    let cases = [
        ("empty.jpg", vec![], (422, "empty")),
        ("truncated.jpg", jpeg[..jpeg.len() / 2].to_vec(), (422, "damaged")),
        ("truncated.png", png, (422, "damaged")),
        ("renamed.jpg", b"%PDF-1.7 and so on".to_vec(), (415, "type_not_allowed")),
        ("drawing.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), (415, "type_not_allowed")),
        ("noise.jpg", (0..255).collect(), (415, "type_not_allowed")),
        ("bomb.png", sample::bomb(), (422, "needs_too_much_memory")),
        ("large.jpg", vec![0xff; 5_000_001], (413, "file_too_large")),
    ];
    for (name, bytes, (status, code)) in cases {
        assert_eq!(refusal(&ada, name, bytes).await, (status, code.to_owned()), "{name}");
    }
    nothing_is_left(&app, &ada).await;
}

#[tokio::test]
async fn a_refusal_says_what_it_is_and_what_to_do() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let mut heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    heic.resize(500, 0);
    let (_, problem) = told(ada.sends("IMG_1.HEIC", heic, Visibility::Private).await).await;
    insta::assert_json_snapshot!(problem);
}

#[tokio::test]
async fn only_types_that_are_allowed_come_in_whatever_they_are_called() {
    let app = TestApp::with(|options| options.settings.allowed_types = vec![model::FileType::Png]).await;
    let ada = app.member("ada").await;
    assert_eq!(refusal(&ada, "really.png", sample::jpeg(64, 48)).await, (415, "type_not_allowed".to_owned()));
    assert_eq!(ada.sends("really.jpg", sample::png(64, 48), Visibility::Private).await.status(), StatusCode::CREATED);
}

#[tokio::test]
async fn a_phone_picture_of_200_megapixels_is_planned_within_the_memory() {
    let plan = gallery::imaging::plan(&sample::announced_jpeg(16_320, 12_240, false), model::FileType::Jpeg).unwrap();
    assert!(plan.memory < 512_000_000, "{}", plan.memory);
}

#[tokio::test]
async fn a_connection_lost_midway_leaves_nothing() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n";
    let jpeg = sample::jpeg(640, 480);
    let chunks = vec![Ok(head.as_bytes().to_vec()), Ok(jpeg[..2000].to_vec()), Err(io::Error::other("the connection is lost"))];
    let request = ada.post("/api/v1/photos").header("content-type", "multipart/form-data; boundary=b");
    request.body(Body::wrap_stream(stream::iter(chunks))).send().await.unwrap_err();
    // The program may notice a little later than we do; the next answer comes after it has.
    while !app.kept_files().is_empty() {
        tokio::task::yield_now().await;
    }
    nothing_is_left(&app, &ada).await;
}

#[tokio::test]
async fn too_large_by_its_own_word_is_refused_and_the_answer_arrives() {
    let app = TestApp::with(|options| options.settings.max_content_length = 1000).await;
    let ada = app.member("ada").await;
    assert_eq!(refusal(&ada, "a.jpg", vec![0xff; 3_000_000]).await, (413, "file_too_large".to_owned()));
    nothing_is_left(&app, &ada).await;
}

#[tokio::test]
async fn a_stranger_gets_their_answer_after_sending_much() {
    let app = TestApp::start().await;
    assert_eq!(refusal(&app.stranger(), "a.jpg", vec![0xff; 4_000_000]).await, (401, "token_missing".to_owned()));
}

#[tokio::test]
async fn broken_multipart_bodies_are_refused() {
    let app = TestApp::start().await;
    let ada = app.member("ada").await;
    let send = async |kind: &str, body: &'static str| {
        code(ada.post("/api/v1/photos").header("content-type", kind).body(body).send().await.unwrap()).await
    };
    assert_eq!(send("application/json", "{}").await, (415, "unsupported_media_type".to_owned()));
    assert_eq!(send("multipart/form-data", "x").await, (415, "unsupported_media_type".to_owned()));
    assert_eq!(send("multipart/form-data; boundary=b", "no boundary at all").await, (400, "malformed".to_owned()));
    assert_eq!(
        send("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"").await,
        (400, "malformed".to_owned())
    );
}

/// A store that has no room after the first object.
#[derive(Debug)]
struct NearlyFull(InMemory);

impl std::fmt::Display for NearlyFull {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("nearly full")
    }
}

#[async_trait::async_trait]
impl ObjectStore for NearlyFull {
    async fn put_opts(&self, location: &Path, payload: PutPayload, options: PutOptions) -> object_store::Result<PutResult> {
        if location.filename() != Some("original") {
            return Err(Error::Generic { store: "nearly full", source: io::Error::from(io::ErrorKind::StorageFull).into() });
        }
        self.0.put_opts(location, payload, options).await
    }

    async fn put_multipart_opts(&self, location: &Path, options: PutMultipartOptions) -> object_store::Result<Box<dyn MultipartUpload>> {
        self.0.put_multipart_opts(location, options).await
    }

    async fn get_opts(&self, location: &Path, options: GetOptions) -> object_store::Result<GetResult> {
        self.0.get_opts(location, options).await
    }

    fn delete_stream(
        &self,
        locations: stream::BoxStream<'static, object_store::Result<Path>>,
    ) -> stream::BoxStream<'static, object_store::Result<Path>> {
        self.0.delete_stream(locations)
    }

    fn list(&self, prefix: Option<&Path>) -> stream::BoxStream<'static, object_store::Result<ObjectMeta>> {
        self.0.list(prefix)
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> object_store::Result<ListResult> {
        self.0.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> object_store::Result<()> {
        self.0.copy_opts(from, to, options).await
    }
}

#[tokio::test]
async fn a_full_disk_is_said_and_nothing_is_left() {
    let store = Arc::new(NearlyFull(InMemory::new()));
    let storage = Storage::of(store.clone());
    let app = TestApp::with_storage(|_| {}, |_| storage).await;
    let ada = app.member("ada").await;
    let (status, problem) = told(ada.sends("a.jpg", sample::jpeg(64, 48), Visibility::Private).await).await;
    assert_eq!((status.as_u16(), &problem["code"]), (507, &json!("storage_full")));
    nothing_is_left(&app, &ada).await;
    let left: Vec<_> = futures::TryStreamExt::try_collect(store.list(None)).await.unwrap();
    assert!(left.is_empty(), "{left:?}");
}
