//! Sending one file: an `XMLHttpRequest`, because `fetch` does not tell how much has left.

use super::{
    Queue, hold,
    pause::{Pause, wait_after, wait_asked},
    queue::now,
    row::{Row, State},
    unwanted::new_photo,
};
use gloo_net::http::Request;
use js_sys::Promise;
use leptos::prelude::*;
use model::{AppError, Photo, PhotoChange, PhotoId, Problem, UploadResult, UploadStatus, Uploads, Visibility};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{FormData, ProgressEvent, XmlHttpRequest};

/// Where files are received.
const ADDRESS: &str = "/api/v1/photos";
const MOVED: &str = "This file can no longer be read. It may have been moved or changed: add it again.";

/// Send a row's file, and write down what became of it.
pub async fn send(queue: Queue, row: Row) {
    let wanted = row.visibility.get_untracked();
    let answer = exchange(queue, &row, wanted).await.ok().filter(|answer| answer.status != 0);
    hold::sending(row.id, None);
    // Cancelled in the meantime: what came of it does not matter any more.
    if row.state.with_untracked(State::is_busy) {
        match answer {
            Some(answer) => settle(queue, &row, wanted, &answer),
            // Without a file there is no request either.
            None if !hold::can_be_read(row.id).await => queue.turn(&row, State::Refused(MOVED.to_owned())),
            None => queue.note_loss(&row),
        }
    }
    queue.go_on();
}

/// Write down what an answer means for the file.
fn settle(queue: Queue, row: &Row, wanted: Visibility, answer: &Answer) {
    queue.note_answer();
    if answer.status == 401 {
        queue.turn(row, State::Waiting);
        queue.ask_to_sign_in();
    } else if let Some(wait) = wait_after(answer.status, answer.wait) {
        queue.turn(row, State::Waiting);
        queue.pause_for(Pause::server(now(), wait));
    } else if let Some((state, photo)) = arrived(answer) {
        let chosen = row.visibility.get_untracked();
        row.visibility.set(photo.visibility);
        let new = new_photo(&state);
        queue.turn(row, state);
        if let Some(id) = new.filter(|_| row.is_unwanted.get_untracked()) {
            queue.discard(row, id);
            return;
        }
        if new.is_some() {
            queue.note_arrival(row, photo);
        }
        if chosen != wanted {
            // Chosen anew while the file was on its way.
            queue.show_one_to(row, chosen);
        }
    } else {
        queue.turn(row, refusal(answer));
    }
}

/// What the server said. The status is 0 when nothing came back.
struct Answer {
    status: u16,
    body: String,
    /// How long it asks to wait.
    wait: Option<Duration>,
}

/// Send the file and wait for the answer, noting on the way how far it is.
async fn exchange(queue: Queue, row: &Row, visibility: Visibility) -> Result<Answer, JsValue> {
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
    let sending = row.clone();
    let progress = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| note_progress(queue, &sending, &event));
    upload.set_onprogress(Some(progress.as_ref().unchecked_ref()));
    let sent = row.clone();
    let gone = Closure::<dyn Fn()>::new(move || {
        if sent.state.with_untracked(State::is_busy) {
            queue.turn(&sent, State::Processing);
        }
    });
    upload.set_onload(Some(gone.as_ref().unchecked_ref()));

    hold::sending(row.id, Some(request.clone()));
    let ended = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    request.send_with_opt_form_data(Some(&form))?;
    JsFuture::from(ended).await?;
    let header = |name| request.get_response_header(name).ok().flatten();
    Ok(Answer {
        status: request.status()?,
        body: request.response_text()?.unwrap_or_default(),
        wait: wait_asked(header("Retry-After").as_deref(), header("Date").as_deref()),
    })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an amount of bytes is a whole number below 2^53")]
fn note_progress(queue: Queue, row: &Row, event: &ProgressEvent) {
    let State::Sending { sent: before } = *row.state.read_untracked() else { return };
    // What is sent around the file does not count.
    let sent = (event.loaded() as u64).min(row.size);
    queue.mind.update_value(|mind| mind.pace.note(now(), sent.saturating_sub(before)));
    queue.turn(row, State::Sending { sent });
}

/// Let these people see a picture that has arrived. Answers the photo as it is then, if it worked.
pub async fn show(photo: PhotoId, visibility: Visibility) -> Option<Photo> {
    let change = PhotoChange { visibility: Some(visibility), ..PhotoChange::default() };
    let request = Request::patch(&format!("{ADDRESS}/{photo}")).json(&change).ok()?;
    let answer = request.send().await.ok().filter(gloo_net::http::Response::ok)?;
    serde_json::from_slice(&answer.binary().await.ok()?).ok()
}

/// The picture that the one file of an upload became, if it did.
fn arrived(answer: &Answer) -> Option<(State, Photo)> {
    let UploadResult { status, photo, .. } = result(answer)?;
    let photo = photo?;
    let state = match status {
        UploadStatus::Created => State::Done(photo.id),
        UploadStatus::Duplicate => State::AlreadyHere(photo.id),
        UploadStatus::Restored => State::Restored(photo.id),
        UploadStatus::Refused => return None,
    };
    Some((state, photo))
}

/// What became of the one file of an upload that was carried out.
fn result(answer: &Answer) -> Option<UploadResult> {
    let uploads: Uploads = serde_json::from_slice(answer.body.as_bytes()).ok().filter(|_| (200..300).contains(&answer.status))?;
    uploads.results.into_iter().next()
}

/// Why a file was not kept, in the words of the server, and whether trying again may help.
fn refusal(answer: &Answer) -> State {
    let problem = match result(answer) {
        Some(result) => result.error,
        None => serde_json::from_slice::<Problem>(answer.body.as_bytes()).ok(),
    };
    match (problem, answer.status) {
        // Time-outs, limits and faults of the server pass; a refusal does not.
        (Some(problem), 408 | 429 | 500..) => State::Failed(problem.detail),
        (Some(problem), _) => State::Refused(problem.detail),
        // Said by something in front of the server.
        (None, 413) => State::Refused("This file is larger than what can be received here.".to_owned()),
        (None, _) => State::Failed(AppError::Internal.to_string()),
    }
}
