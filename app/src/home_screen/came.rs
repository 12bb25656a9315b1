//! Pictures that come from other apps. They wait in the tray until somebody says that they shall be sent.

use crate::{js, upload::Uploads};
use js_sys::{Array, Function, decode_uri_component};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Cache, File, FilePropertyBag, Request, Response};

/// Where the service worker keeps what was shared.
const SHARED: &str = "shared";

/// Take the pictures that another app shared.
pub fn take_shared(uploads: Uploads) {
    spawn_local(async move {
        // Without the browser's storage nothing could have been put there.
        let files = shared().await.unwrap_or_default();
        uploads.stage(files);
    });
}

async fn shared() -> Result<Vec<File>, JsValue> {
    let caches = window().caches()?;
    let cache: Cache = JsFuture::from(caches.open(SHARED)).await?.unchecked_into();
    let requests: Array = JsFuture::from(cache.keys()).await?.unchecked_into();
    let mut files = Vec::new();
    for request in requests.iter() {
        let request: Request = request.unchecked_into();
        let answer: Response = JsFuture::from(cache.match_with_request(&request)).await?.unchecked_into();
        let blob: Blob = JsFuture::from(answer.blob()?).await?.unchecked_into();
        let told = |name: &str| answer.headers().get(name).ok().flatten();
        let name = told("x-name").and_then(|name| decode_uri_component(&name).ok()).map_or_else(|| "picture".to_owned(), String::from);
        let options = FilePropertyBag::new();
        options.set_type(&blob.type_());
        if let Some(modified) = told("x-modified") {
            options.set_last_modified(js_sys::parse_float(&modified));
        }
        files.push(File::new_with_blob_sequence_and_options(&Array::of1(&blob), &name, &options)?);
    }
    JsFuture::from(caches.delete(SHARED)).await?;
    Ok(files)
}

/// Take the files that are opened with the installed app, now and later, where the system can do that.
pub fn take_opened(uploads: Uploads) {
    let Some(queue) = js::get(&window(), "launchQueue") else { return };
    let take = Closure::<dyn Fn(JsValue)>::new(move |opened: JsValue| {
        spawn_local(async move {
            let handles = js::get(&opened, "files").map(|handles| Array::from(&handles)).unwrap_or_default();
            let mut files = Vec::new();
            for handle in handles.iter() {
                if let Ok(file) = js::call(&handle, "getFile", &[]).await {
                    files.push(file.unchecked_into::<File>());
                }
            }
            uploads.stage(files);
        });
    });
    if let Some(set) = js::get(&queue, "setConsumer").and_then(|set| set.dyn_into::<Function>().ok()) {
        // It takes every function.
        set.call1(&queue, take.as_ref()).ok();
        take.forget();
    }
}
