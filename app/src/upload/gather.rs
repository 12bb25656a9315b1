//! Finding the files in what was picked, dropped or pasted.

use js_sys::{Array, Promise};
use leptos::ev::{Event, SubmitEvent};
use std::collections::VecDeque;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry, HtmlFormElement, HtmlInputElement,
};

/// What came, as far as it can be looked at later. A drop's own list is empty once its event is over.
pub enum Gathered {
    /// Files and folders.
    Entries(Vec<FileSystemEntry>),
    Files(Vec<File>),
}

impl Default for Gathered {
    fn default() -> Self {
        Self::Files(Vec::new())
    }
}

impl Gathered {
    /// Whether nothing came.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Entries(entries) => entries.is_empty(),
            Self::Files(files) => files.is_empty(),
        }
    }
}

/// The files of the file input that changed. The input is emptied, so that the same file can be picked again.
pub fn from_input(event: &Event) -> Gathered {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    Gathered::Files(input.map(|input| emptied(&input)).unwrap_or_default())
}

/// The files of all file inputs of the form that is submitted.
pub fn from_form(event: &SubmitEvent) -> Gathered {
    let mut files = Vec::new();
    if let Some(form) = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok()) {
        let inputs = form.elements();
        for input in (0..inputs.length()).filter_map(|index| inputs.item(index)) {
            if let Ok(input) = input.dyn_into::<HtmlInputElement>() {
                files.extend(emptied(&input));
            }
        }
    }
    Gathered::Files(files)
}

/// The files of a list, in its order.
pub fn from_list(list: &FileList) -> Gathered {
    Gathered::Files(listed(list))
}

/// What was dropped, folders too where the browser tells of them. To be called while the drop's event lasts.
pub fn from_drop(transfer: &DataTransfer) -> Gathered {
    let items = transfer.items();
    let entries = (0..items.length()).filter_map(|index| items.get(index)).filter_map(|item| item.webkit_get_as_entry().ok().flatten());
    let entries: Vec<_> = entries.collect();
    if entries.is_empty() {
        Gathered::Files(transfer.files().map(|files| listed(&files)).unwrap_or_default())
    } else {
        Gathered::Entries(entries)
    }
}

fn listed(list: &FileList) -> Vec<File> {
    (0..list.length()).filter_map(|index| list.get(index)).collect()
}

fn emptied(input: &HtmlInputElement) -> Vec<File> {
    let Some(files) = input.files().map(|files| listed(&files)) else { return Vec::new() };
    input.set_value("");
    files
}

/// Looking through what came, a few files at a time: a folder may have thousands.
pub struct Search {
    /// Not looked at yet, the next one last.
    entries: Vec<FileSystemEntry>,
    /// Found, the next one first.
    files: VecDeque<File>,
}

impl From<Gathered> for Search {
    fn from(gathered: Gathered) -> Self {
        match gathered {
            Gathered::Files(files) => Self { entries: Vec::new(), files: files.into() },
            Gathered::Entries(entries) => Self { entries: entries.into_iter().rev().collect(), files: VecDeque::new() },
        }
    }
}

impl Search {
    /// The next files, at most so many, those in folders and their sub-folders too; none when all were found.
    pub async fn next(&mut self, at_most: usize) -> Vec<File> {
        while self.files.len() < at_most
            && let Some(entry) = self.entries.pop()
        {
            if entry.is_directory() {
                let folder: FileSystemDirectoryEntry = entry.unchecked_into();
                let mut inside = entries_of(&folder).await;
                inside.retain(|entry| !is_the_systems_own(&entry.name()));
                inside.sort_by_key(|entry| std::cmp::Reverse(entry.name()));
                self.entries.extend(inside);
            } else if let Some(file) = file_of(&entry.unchecked_into()).await {
                self.files.push_back(file);
            }
        }
        self.files.drain(..at_most.min(self.files.len())).collect()
    }
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
