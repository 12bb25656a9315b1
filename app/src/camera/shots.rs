//! What was taken on this visit.

use super::{Camera, develop, exif::Taken, still, still::Way};
use crate::upload::{Receipt, Uploads};
use chrono::{DateTime, FixedOffset};
use leptos::{prelude::*, task::spawn_local};
use model::{PhotoId, Visibility};
use std::sync::Arc;
use web_sys::{Blob, HtmlCanvasElement, MediaStreamTrack};

/// One picture.
#[derive(Clone)]
pub struct Shot {
    /// Tells it apart from the others of this visit, counted from 1.
    pub id: u32,
    /// What it looks like, small, as a `data:` address.
    pub thumb: Arc<str>,
    /// What the queue gave for it; none while the camera is still at it.
    receipt: ArcRwSignal<Option<Receipt>>,
    /// Whether it was thrown away before the queue had it.
    is_unwanted: ArcRwSignal<bool>,
}

impl Shot {
    /// Whether it is there to be reviewed.
    pub fn is_wanted(&self) -> bool {
        !self.is_unwanted.get() && !self.receipt.get().is_some_and(|receipt| receipt.is_unwanted())
    }

    /// The photo it became, if it has arrived.
    pub fn photo(&self) -> Option<PhotoId> {
        self.receipt.get()?.state().photo()
    }

    /// How far it has come, in words.
    pub fn words(&self) -> String {
        self.receipt.get().map_or_else(|| "developing".to_owned(), |receipt| receipt.state().words())
    }

    /// The same for CSS.
    pub fn state(&self) -> &'static str {
        self.receipt.get().map_or("waiting", |receipt| receipt.state().name())
    }
}

impl Camera {
    /// Take a picture and give it to the queue. Nothing waits for that: the next one can be taken at once.
    pub(super) fn take(self, way: Way) {
        let (Some(track), Some(video)) = (self.track(), self.video.get_untracked()) else { return };
        let (Some(thumb), Some(time)) = (still::thumb(&video), develop::now()) else { return };
        let id = self.taken.get_untracked() + 1;
        self.taken.set(id);
        let shot = Shot { id, thumb: thumb.into(), receipt: ArcRwSignal::new(None), is_unwanted: ArcRwSignal::new(false) };
        self.shots.update(|shots| shots.insert(0, shot.clone()));
        if way == Way::Best {
            self.say(format!("Picture {id} taken."));
        }
        // What is seen now is kept in any case. The camera may still be at an earlier photo, or fail.
        let seen = still::seen(&video);
        let wants_photo = way == Way::Best && self.session.try_update_value(|session| session.photo.begin()) == Some(true);
        let visibility = self.visibility.get_untracked();
        let taken = self.describe(time);
        spawn_local(async move {
            let picture = if wants_photo { self.best(&track, seen).await } else { as_seen(seen).await };
            self.hand_over(&shot, picture, taken, visibility).await;
        });
    }

    /// The largest picture that the camera gives.
    async fn best(self, track: &MediaStreamTrack, seen: Option<HtmlCanvasElement>) -> Option<Blob> {
        let photo = still::photo(track).await;
        self.session.try_update_value(|session| session.photo.end(photo.is_some()));
        match photo {
            Some(photo) => Some(photo),
            None => match still::frame(track).await {
                Some(frame) => Some(frame),
                None => as_seen(seen).await,
            },
        }
    }

    /// What a picture says of itself.
    fn describe(self, time: DateTime<FixedOffset>) -> Taken {
        Taken { time, device: self.device_name(), turn: self.turn(), place: self.location.get_untracked().place() }
    }

    /// Give a picture to the queue, as the file it becomes. The page may have gone meanwhile; the picture is kept all the same.
    async fn hand_over(self, shot: &Shot, picture: Option<Blob>, taken: Taken, visibility: Visibility) {
        let file = match picture {
            Some(picture) => develop::develop(&picture, &taken).await,
            None => None,
        };
        let Some(file) = file else {
            shot.is_unwanted.set(true);
            self.toasts.say("The camera gave no picture. Try again.");
            return;
        };
        let receipt = self.uploads.take_one(file, visibility);
        if shot.is_unwanted.get_untracked() {
            self.uploads.throw_away(&receipt);
        }
        shot.receipt.set(Some(receipt));
    }

    /// A shot is not wanted, wherever it is on its way. It can be taken back for a while.
    pub fn throw_away(self, shot: &Shot) {
        let (shot, uploads) = (shot.clone(), self.uploads);
        set_wanted(uploads, &shot, false);
        self.toasts.say_with_undo("Thrown away.", move || set_wanted(uploads, &shot, true));
    }
}

/// What is seen is all there is.
async fn as_seen(seen: Option<HtmlCanvasElement>) -> Option<Blob> {
    still::jpeg(&seen?).await
}

/// The page may have gone; the queue has not.
fn set_wanted(uploads: Uploads, shot: &Shot, is_wanted: bool) {
    shot.is_unwanted.set(!is_wanted);
    if let Some(receipt) = shot.receipt.get_untracked() {
        if is_wanted { uploads.want_again(&receipt) } else { uploads.throw_away(&receipt) }
    }
}
