//! One file on its way.

use leptos::prelude::ArcRwSignal;
use model::{PhotoId, Visibility};
use std::sync::Arc;

/// One file on its way.
#[derive(Clone)]
pub struct Row {
    /// Tells it apart from the others in this window.
    pub id: u32,
    /// The file's name.
    pub name: Arc<str>,
    /// The file's size in bytes.
    pub size: u64,
    /// How far it has come.
    pub state: ArcRwSignal<State>,
    /// Who will be able to see it.
    pub visibility: ArcRwSignal<Visibility>,
}

impl Row {
    /// A file that waits to be sent.
    #[cfg(feature = "hydrate")]
    pub fn new(id: u32, name: String, size: u64, visibility: Visibility) -> Self {
        Self { id, name: name.into(), size, state: ArcRwSignal::new(State::Waiting), visibility: ArcRwSignal::new(visibility) }
    }
}

/// How far a file has come.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "files come far in browsers only"))]
pub enum State {
    /// For its turn, or for somebody to sign in.
    Waiting,
    Sending {
        /// In bytes.
        sent: u64,
    },
    /// It has left; the server is making its renditions.
    Processing,
    Done(PhotoId),
    AlreadyHere(PhotoId),
    Restored(PhotoId),
    /// Refused, with the sentence that says why. Sending it again would not help.
    Refused(String),
    /// It did not arrive, with the sentence that says why. Sending it again may help.
    Failed(String),
    Cancelled,
}

impl State {
    /// The picture it became, if it did.
    pub fn photo(&self) -> Option<PhotoId> {
        match self {
            Self::Done(photo) | Self::AlreadyHere(photo) | Self::Restored(photo) => Some(*photo),
            _ => None,
        }
    }

    /// Whether it is being sent or processed.
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Sending { .. } | Self::Processing)
    }

    /// Whether it has not come to an end.
    pub fn is_under_way(&self) -> bool {
        self.is_busy() || *self == Self::Waiting
    }

    /// Whether sending it again may help.
    pub fn can_be_retried(&self) -> bool {
        matches!(self, Self::Failed(_) | Self::Cancelled)
    }

    /// How far it has come, in words.
    pub fn words(&self) -> String {
        match self {
            Self::Waiting => "waiting".to_owned(),
            Self::Sending { .. } => "sending".to_owned(),
            Self::Processing => "processing".to_owned(),
            Self::Done(_) => "done".to_owned(),
            Self::AlreadyHere(_) => "already here".to_owned(),
            Self::Restored(_) => "restored from the trash".to_owned(),
            Self::Refused(sentence) | Self::Failed(sentence) => sentence.clone(),
            Self::Cancelled => "cancelled".to_owned(),
        }
    }

    /// Its name for CSS.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending { .. } => "sending",
            Self::Processing => "processing",
            Self::Done(_) | Self::AlreadyHere(_) | Self::Restored(_) => "done",
            Self::Refused(_) | Self::Failed(_) => "failed",
            Self::Cancelled => "cancelled",
        }
    }
}
