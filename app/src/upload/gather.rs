//! Finding the files in what was picked, dropped or pasted.

use js_sys::{Array, Promise};
use leptos::ev::{Event, SubmitEvent};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry, HtmlFormElement, HtmlInputElement,
};

/// The files of the file input that changed. The input is emptied, so that the same file can be picked again.
pub fn from_input(event: &Event) -> Vec<File> {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return Vec::new() };
    let files = input.files().map(|files| from_list(&files)).unwrap_or_default();
    input.set_value("");
    files
}

/// The files of all file inputs of the form that is submitted.
pub fn from_form(event: &SubmitEvent) -> Vec<File> {
    let Some(form) = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok()) else { return Vec::new() };
    let inputs = form.elements();
    let mut files = Vec::new();
    for index in 0..inputs.length() {
        let Some(input) = inputs.item(index).and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) else { continue };
        if let Some(list) = input.files() {
            files.extend(from_list(&list));
            input.set_value("");
        }
    }
    files
}

/// The files of a list, in its order.
pub fn from_list(list: &FileList) -> Vec<File> {
    (0..list.length()).filter_map(|index| list.get(index)).collect()
}

/// What was dropped, as far as it can be looked at later. A drop's own list is empty once its event is over.
pub enum Dropped {
    /// Files and folders.
    Entries(Vec<FileSystemEntry>),
    /// Files, where the browser tells nothing of folders.
    Files(Vec<File>),
}

/// Take hold of what was dropped, while its event lasts.
pub fn from_drop(transfer: &DataTransfer) -> Dropped {
    let items = transfer.items();
    let entries = (0..items.length()).filter_map(|index| items.get(index)).filter_map(|item| item.webkit_get_as_entry().ok().flatten());
    let entries: Vec<_> = entries.collect();
    if entries.is_empty() {
        Dropped::Files(transfer.files().map(|files| from_list(&files)).unwrap_or_default())
    } else {
        Dropped::Entries(entries)
    }
}

/// All files that were dropped, those in folders and their sub-folders too.
pub async fn all_files(dropped: Dropped) -> Vec<File> {
    let mut to_see = match dropped {
        Dropped::Files(files) => return files,
        Dropped::Entries(entries) => entries,
    };
    let mut files = Vec::new();
    to_see.reverse();
    while let Some(entry) = to_see.pop() {
        if entry.is_directory() {
            let folder: FileSystemDirectoryEntry = entry.unchecked_into();
            let mut inside = entries_of(&folder).await;
            inside.retain(|entry| !is_the_systems_own(&entry.name()));
            inside.sort_by_key(|entry| std::cmp::Reverse(entry.name()));
            to_see.extend(inside);
        } else if let Some(file) = file_of(&entry.unchecked_into()).await {
            files.push(file);
        }
    }
    files
}

/// What lies in a folder. It is handed out in portions, the last one empty.
async fn entries_of(folder: &FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader = folder.create_reader();
    let mut entries = Vec::new();
    loop {
        let portion = Promise::new(&mut |resolve, reject| {
            if let Err(error) = reader.read_entries_with_callback_and_callback(&resolve, &reject) {
                reject.call1(&JsValue::NULL, &error).ok();
            }
        });
        // What cannot be read is left out, like a folder without permission.
        let Ok(portion) = JsFuture::from(portion).await else { return entries };
        let portion: Array = portion.unchecked_into();
        if portion.length() == 0 {
            return entries;
        }
        entries.extend(portion.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}

async fn file_of(entry: &FileSystemFileEntry) -> Option<File> {
    let file = Promise::new(&mut |resolve, reject| entry.file_with_callback_and_callback(&resolve, &reject));
    JsFuture::from(file).await.ok()?.dyn_into().ok()
}

/// Files that systems leave in folders, and nobody means to send.
fn is_the_systems_own(name: &str) -> bool {
    name.starts_with('.') || matches!(name, "Thumbs.db" | "desktop.ini")
}
