//! The queue on the server: no file ever comes, so nothing is done.

use super::{Queue, Row};
use leptos::ev::{Event, SubmitEvent};
use model::Visibility;

#[expect(clippy::unused_self, reason = "nothing is done")]
impl Queue {
    pub fn show_one_to(self, _row: &Row, _visibility: Visibility) {}
    pub fn go_on(self) {}
    pub fn take_picked(self, _event: &Event) {}
    pub fn take_form(self, _event: &SubmitEvent) {}
}

pub fn open_picker() {}

pub fn preview(_row: &Row) -> Option<String> {
    None
}

pub fn drop_preview(_address: &str) {}
