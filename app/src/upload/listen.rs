//! What the whole window listens to: files dragged over it, dropped on it, pasted into it, and its closing.

use super::{Queue, State, gather};
use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent, HtmlElement};

/// The id of the hidden file input.
pub const PICKER: &str = "picker";

/// Let the window feed the queue. Listening never stops: the window and the app end together.
pub fn to_window(queue: Queue) {
    // Pictures of the page itself can be dragged too; they are not meant.
    let from_here = StoredValue::new(false);
    let is_meant = move |event: &DragEvent| !from_here.get_value() && carries_files(event);

    window_event_listener(ev::dragstart, move |_| from_here.set_value(true));
    window_event_listener(ev::dragend, move |_| from_here.set_value(false));
    window_event_listener(ev::dragenter, move |event| hover(queue, &event, is_meant(&event)));
    window_event_listener(ev::dragover, move |event| hover(queue, &event, is_meant(&event)));
    window_event_listener(ev::dragleave, move |event| {
        // Between two elements there is a related one; out of the window there is none.
        if event.related_target().is_none() {
            queue.is_hovered.set(false);
        }
    });
    window_event_listener(ev::drop, move |event| {
        queue.is_hovered.set(false);
        let Some(transfer) = event.data_transfer().filter(|_| is_meant(&event)) else { return };
        event.prevent_default();
        let dropped = gather::from_drop(&transfer);
        spawn_local(async move { queue.add(gather::all_files(dropped).await) });
    });
    window_event_listener(ev::paste, move |event| {
        let event: &ClipboardEvent = event.unchecked_ref();
        let files = event.clipboard_data().and_then(|data| data.files()).map(|files| gather::from_list(&files)).unwrap_or_default();
        if !files.is_empty() {
            event.prevent_default();
            queue.add(files);
        }
    });
}

/// Ask before the window closes while files are on their way.
pub fn to_closing(queue: Queue) {
    window_event_listener(ev::beforeunload, move |event| {
        let is_sending = queue.rows.with_untracked(|rows| rows.iter().any(|row| row.state.with_untracked(State::is_under_way)));
        if is_sending {
            event.prevent_default();
        }
    });
}

/// Open the browser's file chooser.
pub fn open_picker() {
    if let Some(picker) = document().get_element_by_id(PICKER).and_then(|picker| picker.dyn_into::<HtmlElement>().ok()) {
        picker.click();
    }
}

/// Say that files can be dropped here, if it is files.
fn hover(queue: Queue, event: &DragEvent, is_meant: bool) {
    if is_meant {
        event.prevent_default();
        if let Some(transfer) = event.data_transfer() {
            transfer.set_drop_effect("copy");
        }
        if !queue.is_hovered.get_untracked() {
            queue.is_hovered.set(true);
        }
    }
}

fn carries_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
}
