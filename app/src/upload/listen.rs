//! What the whole window listens to: files dragged over it, dropped on it, pasted into it; its closing; its connection.

use super::{PICKER, Queue, Uploads, gather};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent, HtmlElement};

/// Let the window feed the queue. Listening never stops: the window and the app end together.
pub fn to_window(uploads: Uploads) {
    // Pictures of the page itself can be dragged too; they are not meant.
    let from_here = StoredValue::new(false);
    let is_meant = move |event: &DragEvent| !from_here.get_value() && carries_files(event);

    window_event_listener(ev::dragstart, move |_| from_here.set_value(true));
    window_event_listener(ev::dragend, move |_| from_here.set_value(false));
    window_event_listener(ev::dragenter, move |event| hover(uploads, &event, is_meant(&event)));
    window_event_listener(ev::dragover, move |event| hover(uploads, &event, is_meant(&event)));
    window_event_listener(ev::dragleave, move |event| {
        // Between two elements there is a related one; out of the window there is none.
        if event.related_target().is_none() {
            uploads.is_hovered.set(false);
        }
    });
    window_event_listener(ev::drop, move |event| {
        uploads.is_hovered.set(false);
        if let Some(transfer) = event.data_transfer().filter(|_| is_meant(&event)) {
            event.prevent_default();
            uploads.take(gather::from_drop(&transfer));
        }
    });
    window_event_listener(ev::paste, move |event| {
        let event: &ClipboardEvent = event.unchecked_ref();
        let Some(files) = event.clipboard_data().and_then(|clipboard| clipboard.files()).filter(|files| files.length() > 0) else { return };
        event.prevent_default();
        uploads.take(gather::from_list(&files));
    });
}

/// Ask before the window closes while files are on their way.
pub fn to_closing(queue: Queue) {
    window_event_listener(ev::beforeunload, move |event| {
        if queue.tally.read_untracked().under_way > 0 {
            event.prevent_default();
        }
    });
}

/// Go on when the connection is back.
pub fn to_connection(queue: Queue) {
    window_event_listener(ev::online, move |_| queue.connection_is_back());
}

/// Open the browser's file chooser.
pub fn open_picker() {
    if let Some(picker) = document().get_element_by_id(PICKER).and_then(|picker| picker.dyn_into::<HtmlElement>().ok()) {
        picker.click();
    }
}

/// Say that files can be dropped here, if it is files.
fn hover(uploads: Uploads, event: &DragEvent, is_meant: bool) {
    if is_meant {
        event.prevent_default();
        if let Some(transfer) = event.data_transfer() {
            transfer.set_drop_effect("copy");
        }
        if !uploads.is_hovered.get_untracked() {
            uploads.is_hovered.set(true);
        }
    }
}

fn carries_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
}
