//! One file on its way.

use leptos::prelude::ArcRwSignal;
use model::{PhotoId, Visibility};
use std::sync::Arc;

/// One file on its way.
#[derive(Clone)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "files come in browsers only"))]
pub struct Row {
    /// Tells it apart from the others in this window.
    pub id: u32,
    /// The file's name.
    pub name: Arc<str>,
    /// The file's size in bytes.
    pub size: u64,
    /// How far it has come. It is changed by the queue alone, which counts.
    pub state: ArcRwSignal<State>,
    /// Who will be able to see it.
    pub visibility: ArcRwSignal<Visibility>,
    /// Whether it was picked, not made here.
    pub is_picked: bool,
    /// Whether it was thrown away while it was on its way.
    pub is_unwanted: ArcRwSignal<bool>,
}

/// How far a file has come.
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "files come in browsers only"))]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// For its turn, or for the queue to go on.
    Waiting,
    Sending {
        /// In bytes.
        sent: u64,
    },
    /// It has left; the server is making its renditions.
    Processing,
    /// The connection was lost; it is sent again when it is back.
    Lost,
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
        self.is_busy() || matches!(self, Self::Waiting | Self::Lost)
    }

    /// Whether sending it again may help.
    pub fn can_be_retried(&self) -> bool {
        matches!(self, Self::Lost | Self::Failed(_) | Self::Cancelled)
    }

    /// Why it is not in the gallery, if that is so and nobody wanted it so.
    pub fn complaint(&self) -> Option<&str> {
        match self {
            Self::Refused(sentence) | Self::Failed(sentence) => Some(sentence),
            _ => None,
        }
    }

    /// How far it has come, in words.
    #[cfg(feature = "hydrate")]
    pub fn words(&self) -> String {
        match self {
            Self::Waiting => "waiting".to_owned(),
            Self::Sending { .. } => "sending".to_owned(),
            Self::Processing => "processing".to_owned(),
            Self::Lost => "no connection".to_owned(),
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
            Self::Lost | Self::Refused(_) | Self::Failed(_) => "failed",
            Self::Cancelled => "cancelled",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::State;

    #[test]
    fn what_lost_its_connection_is_neither_over_nor_refused() {
        let lost = State::Lost;
        assert!(lost.is_under_way() && lost.can_be_retried() && !lost.is_busy());
        assert_eq!((lost.complaint(), lost.photo(), lost.name()), (None, None, "failed"));
    }
}
