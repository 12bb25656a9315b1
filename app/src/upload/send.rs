//! Sending one file: an `XMLHttpRequest`, because `fetch` does not tell how much has left.

use super::{Queue, Row, State, hold};
use gloo_net::http::Request;
use js_sys::Promise;
use leptos::prelude::*;
use model::{AppError, PhotoChange, PhotoId, Problem, UploadResult, UploadStatus, Uploads, Visibility};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{FormData, ProgressEvent, XmlHttpRequest};

/// Where files are received.
const ADDRESS: &str = "/api/v1/photos";

/// Send a row's file, and write down what became of it.
pub async fn send(queue: Queue, row: Row) {
    let wanted = row.visibility.get_untracked();
    let answer = exchange(&row, wanted).await;
    hold::sending(row.id, None);
    // Cancelled in the meantime: what came of it does not matter any more.
    if row.state.with_untracked(State::is_busy) {
        match answer {
            Ok(Answer { status: 401, .. }) => {
                row.state.set(State::Waiting);
                queue.ask_to_sign_in();
            }
            Ok(answer) => settle(queue, &row, wanted, outcome(&answer)),
            Err(_) => row.state.set(State::Failed(AppError::Offline.to_string())),
        }
    }
    queue.go_on();
}

/// Write down what became of a file, and who can see it now.
fn settle(queue: Queue, row: &Row, wanted: Visibility, Outcome { state, shown_to }: Outcome) {
    row.state.set(state);
    if let Some(shown_to) = shown_to {
        queue.photos_arrived();
        let chosen = row.visibility.get_untracked();
        row.visibility.set(shown_to);
        if chosen != wanted {
            // Chosen anew while the file was on its way.
            queue.show_one_to(row, chosen);
        }
    }
}

/// What the server said. The status is 0 when nothing came back.
struct Answer {
    status: u16,
    body: String,
}

/// Send the file and wait for the answer, noting on the way how far it is.
async fn exchange(row: &Row, visibility: Visibility) -> Result<Answer, JsValue> {
    let file = hold::file(row.id).ok_or(JsValue::NULL)?;
    let form = FormData::new()?;
    // First, so that the server knows it before the bytes come.
    form.append_with_str("visibility", visibility.as_str())?;
    form.append_with_str("last_modified", &file.last_modified().to_string())?;
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

/// Let these people see a picture that has arrived. Answers whether it worked.
pub async fn show(photo: PhotoId, visibility: Visibility) -> bool {
    let change = PhotoChange { visibility: Some(visibility), ..PhotoChange::default() };
    let Ok(request) = Request::patch(&format!("{ADDRESS}/{photo}")).json(&change) else { return false };
    request.send().await.is_ok_and(|answer| answer.ok())
}

/// What became of a file.
struct Outcome {
    state: State,
    /// Who can see the picture it became.
    shown_to: Option<Visibility>,
}

impl From<State> for Outcome {
    fn from(state: State) -> Self {
        Self { state, shown_to: None }
    }
}

/// What an answer means for the file.
fn outcome(answer: &Answer) -> Outcome {
    match answer.status {
        0 => State::Failed(AppError::Offline.to_string()).into(),
        200..=299 => accepted(&answer.body).unwrap_or_else(|| State::Failed(AppError::Internal.to_string()).into()),
        status => {
            let sentence = match serde_json::from_slice::<Problem>(answer.body.as_bytes()) {
                Ok(problem) => problem.detail,
                Err(_) if status == 413 => "This file is larger than what can be received here.".to_owned(),
                Err(_) => AppError::Internal.to_string(),
            };
            // Time-outs, limits and faults of the server pass; a refusal does not.
            if matches!(status, 408 | 429 | 500..) { State::Failed(sentence).into() } else { State::Refused(sentence).into() }
        }
    }
}

/// What became of the one file of an upload that was carried out.
fn accepted(body: &str) -> Option<Outcome> {
    let uploads: Uploads = serde_json::from_slice(body.as_bytes()).ok()?;
    let UploadResult { status, photo, error, .. } = uploads.results.into_iter().next()?;
    let Some(photo) = photo else { return error.map(|problem| State::Refused(problem.detail).into()) };
    let state = match status {
        UploadStatus::Created => State::Done(photo.id),
        UploadStatus::Duplicate => State::AlreadyHere(photo.id),
        UploadStatus::Restored => State::Restored(photo.id),
        UploadStatus::Refused => return None,
    };
    Some(Outcome { state, shown_to: Some(photo.visibility) })
}
