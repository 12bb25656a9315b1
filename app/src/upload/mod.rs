//! How files get into the gallery from a browser: picked, dropped or pasted, they wait in a queue and are sent. The queue
//! lives as long as the window, so it goes on while pages come and go.
//!
//! What comes with the page only catches files ([`Uploads`]). The queue that sends them, and the tray that shows it, arrive
//! after the page (`components/upload_place.rs`). On the server there are no files, so there is nothing but an empty shell.

#[cfg(any(feature = "hydrate", test))]
mod check;
#[cfg(any(feature = "hydrate", test))]
mod news;
#[cfg(any(feature = "hydrate", test))]
mod pace;
#[cfg(any(feature = "hydrate", test))]
mod pause;
#[cfg(any(feature = "hydrate", test))]
mod row;
#[cfg(any(feature = "hydrate", test))]
mod tally;

#[cfg(feature = "hydrate")]
mod flow;
#[cfg(feature = "hydrate")]
mod gather;
#[cfg(feature = "hydrate")]
mod hold;
#[cfg(feature = "hydrate")]
mod inbox;
#[cfg(feature = "hydrate")]
mod intake;
#[cfg(feature = "hydrate")]
mod listen;
#[cfg(feature = "hydrate")]
mod lost_place;
#[cfg(feature = "hydrate")]
mod preview;
#[cfg(feature = "hydrate")]
mod queue;
#[cfg(feature = "hydrate")]
mod receipt;
#[cfg(feature = "hydrate")]
mod send;
#[cfg(feature = "hydrate")]
mod unwanted;

#[cfg(feature = "hydrate")]
pub use {
    listen::open_picker,
    lost_place::LOST_PLACE,
    pause::Pause,
    preview::{forget_preview, show_preview},
    queue::{Queue, use_queue},
    receipt::Receipt,
    row::{Row, State},
};

use crate::visitor::Visitor;
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
};
use model::{FileType, Visibility};

/// The id of the hidden file input behind every `Upload` button.
pub const PICKER: &str = "picker";

/// The way into the upload queue.
#[derive(Clone, Copy)]
pub struct Uploads {
    /// Who will be able to see what is sent from now on.
    pub visibility: RwSignal<Visibility>,
    /// What has just happened, for those who listen.
    pub news: RwSignal<String>,
    /// Whether files are being dragged over the window.
    #[cfg(feature = "hydrate")]
    pub is_hovered: RwSignal<bool>,
    /// How many times files came. They wait in the inbox until the queue takes them.
    #[cfg(feature = "hydrate")]
    pub came: RwSignal<u32>,
    /// The queue, once its code has arrived.
    #[cfg(feature = "hydrate")]
    pub queue: RwSignal<Option<Queue>>,
    #[cfg(feature = "hydrate")]
    visitor: Visitor,
}

/// The way into the upload queue, from anywhere in the app.
pub fn use_uploads() -> Uploads {
    expect_context()
}

impl Uploads {
    /// Let files in: those that are dropped on the window or pasted into it, and those that pages take.
    pub fn provide(visitor: Visitor) {
        let uploads = Self {
            visibility: RwSignal::new(Visibility::Private),
            news: RwSignal::new(String::new()),
            #[cfg(feature = "hydrate")]
            is_hovered: RwSignal::new(false),
            #[cfg(feature = "hydrate")]
            came: RwSignal::new(0),
            #[cfg(feature = "hydrate")]
            queue: RwSignal::new(None),
            #[cfg(feature = "hydrate")]
            visitor,
        };
        provide_context(uploads);
        #[cfg(feature = "hydrate")]
        listen::to_window(uploads);
        #[cfg(not(feature = "hydrate"))]
        let _ = visitor;
    }

    /// Take the files of the file input that fired this event.
    #[cfg_attr(not(feature = "hydrate"), expect(unused_variables, clippy::unused_self, reason = "nothing is done"))]
    pub fn take_picked(self, event: &Event) {
        #[cfg(feature = "hydrate")]
        self.take(gather::from_input(event));
    }

    /// Take the files of the file input that fired this event, for these people to see, whatever is chosen for other files.
    #[cfg_attr(not(feature = "hydrate"), expect(unused_variables, clippy::unused_self, reason = "nothing is done"))]
    pub fn take_picked_for(self, event: &Event, visibility: Visibility) {
        #[cfg(feature = "hydrate")]
        {
            let gathered = gather::from_input(event);
            if !gathered.is_empty() {
                self.deliver(inbox::Delivery { gathered, visibility: Some(visibility), ..Default::default() });
            }
        }
    }

    /// Take the files of the form that this event submits.
    #[cfg_attr(not(feature = "hydrate"), expect(unused_variables, clippy::unused_self, reason = "nothing is done"))]
    pub fn take_form(self, event: &SubmitEvent) {
        #[cfg(feature = "hydrate")]
        self.take(gather::from_form(event));
    }

    /// Take what was gathered. It is kept even when the queue is not there yet.
    #[cfg(feature = "hydrate")]
    fn take(self, gathered: gather::Gathered) {
        if !gathered.is_empty() {
            self.deliver(inbox::Delivery { gathered, ..Default::default() });
        }
    }

    /// Take files that come from elsewhere. They are not sent before somebody says so.
    #[cfg(feature = "hydrate")]
    pub fn stage(self, files: Vec<web_sys::File>) {
        if !files.is_empty() {
            self.deliver(inbox::Delivery { gathered: gather::Gathered::Files(files), is_staged: true, ..Default::default() });
        }
    }

    /// Take one picture that was made here, for these people to see, whatever is chosen for other files. Answers what tells
    /// how it goes.
    #[cfg(feature = "hydrate")]
    pub fn take_one(self, file: web_sys::File, visibility: Visibility) -> Receipt {
        let receipt = Receipt::new();
        let gathered = gather::Gathered::Files(vec![file]);
        self.deliver(inbox::Delivery { gathered, visibility: Some(visibility), receipt: Some(receipt.clone()), ..Default::default() });
        receipt
    }

    #[cfg(feature = "hydrate")]
    fn deliver(self, delivery: inbox::Delivery) {
        inbox::put(delivery);
        self.came.update(|came| *came += 1);
    }
}

/// The kinds of file to offer in a file chooser (HTML `accept`).
pub fn accepted_types(types: &[FileType]) -> String {
    types.iter().copied().map(FileType::media_type).collect::<Vec<_>>().join(",")
}
