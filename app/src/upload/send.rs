//! Sending one file: an `XMLHttpRequest`, because `fetch` does not tell how much has left.

use super::{Queue, Row, State, hold};
use js_sys::Promise;
use leptos::prelude::*;
use model::{AppError, Photo, Problem, UploadResult, UploadStatus, Uploads};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{FormData, ProgressEvent, XmlHttpRequest};

/// Where files are received.
const ADDRESS: &str = "/api/v1/photos";

/// Send a row's file, and write down what became of it.
pub async fn send(queue: Queue, row: Row) {
    let answer = exchange(&row).await;
    hold::sending(row.id, None);
    // Cancelled in the meantime: what came of it does not matter any more.
    if row.state.with_untracked(State::is_busy) {
        match answer {
            Ok(Answer { status: 401, .. }) => {
                row.state.set(State::Waiting);
                queue.ask_to_sign_in();
            }
            Ok(answer) => {
                let state = outcome(&answer);
                if state.photo().is_some() {
                    queue.photos_arrived();
                }
                row.state.set(state);
            }
            Err(_) => row.state.set(State::Failed(AppError::Offline.to_string())),
        }
    }
    queue.go_on();
}

/// What the server said. The status is 0 when nothing came back.
struct Answer {
    status: u16,
    body: String,
}

/// Send the file and wait for the answer, noting on the way how far it is.
async fn exchange(row: &Row) -> Result<Answer, JsValue> {
    let file = hold::file(row.id).ok_or(JsValue::NULL)?;
    let form = FormData::new()?;
    // First, so that the server knows it before the bytes come.
    form.append_with_str("visibility", row.visibility.get_untracked().as_str())?;
    form.append_with_blob_and_filename("file", &file, &row.name)?;

    let request = XmlHttpRequest::new()?;
    request.open("POST", ADDRESS)?;
    request.set_request_header("Accept", "application/json")?;
    let upload = request.upload()?;
    let state = row.state.clone();
    let progress = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| note_progress(&state, &event));
    upload.set_onprogress(Some(progress.as_ref().unchecked_ref()));
    let state = row.state.clone();
    let gone = Closure::<dyn Fn()>::new(move || {
        if state.with_untracked(State::is_busy) {
            state.set(State::Processing);
        }
    });
    upload.set_onload(Some(gone.as_ref().unchecked_ref()));

    hold::sending(row.id, Some(request.clone()));
    let ended = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    request.send_with_opt_form_data(Some(&form))?;
    JsFuture::from(ended).await?;
    let status = request.status()?;
    Ok(Answer { status, body: request.response_text()?.unwrap_or_default() })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an amount of bytes is a whole number below 2^53")]
fn note_progress(state: &ArcRwSignal<State>, event: &ProgressEvent) {
    if matches!(*state.read_untracked(), State::Sending { .. }) {
        state.set(State::Sending { sent: event.loaded() as u64 });
    }
}

/// What an answer means for the file.
fn outcome(answer: &Answer) -> State {
    match answer.status {
        0 => State::Failed(AppError::Offline.to_string()),
        200..=299 => accepted(&answer.body).unwrap_or_else(|| State::Failed(AppError::Internal.to_string())),
        status => {
            let sentence = match serde_json::from_str::<Problem>(&answer.body) {
                Ok(problem) => problem.detail,
                Err(_) if status == 413 => "This file is larger than what can be received here.".to_owned(),
                Err(_) => AppError::Internal.to_string(),
            };
            // Time-outs, limits and faults of the server pass; a refusal does not.
            if matches!(status, 408 | 429 | 500..) { State::Failed(sentence) } else { State::Refused(sentence) }
        }
    }
}

/// What became of the one file of an upload that was carried out.
fn accepted(body: &str) -> Option<State> {
    let uploads: Uploads = serde_json::from_str(body).ok()?;
    let UploadResult { status, photo, error, .. } = uploads.results.into_iter().next()?;
    let id = photo.map(|photo: Photo| photo.id);
    match status {
        UploadStatus::Created => id.map(State::Done),
        UploadStatus::Duplicate => id.map(State::AlreadyHere),
        UploadStatus::Restored => id.map(State::Restored),
        UploadStatus::Refused => error.map(|problem| State::Refused(problem.detail)),
    }
}
