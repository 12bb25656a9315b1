//! The life of the camera: opened when the page is seen, closed when it is not, opened again when it stopped by itself.

use super::{
    Camera, Stage,
    ability::{Ability, Adjustment},
    device::{self, Facing, Wanted},
    gate::{Gate, Verdict},
    open,
    restarts::Restarts,
    trouble::Trouble,
};
use crate::{js, listen::on};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MediaStream, MediaStreamTrack, MediaStreamTrackState};

/// A camera without pictures for so long is started again: pauses while a phone rings are shorter, or never end.
const PATIENCE: Duration = Duration::from_secs(2);

/// The browser's own objects, which cannot leave their thread.
#[derive(Default)]
pub struct Session {
    gate: Gate<Wanted>,
    held: Option<Held>,
    restarts: Restarts,
    /// What keeps the screen on.
    pub awake: Option<JsValue>,
    pub photo: Photo,
    /// Set while the camera is told of changes; whether there are more of them.
    pub adjusting: Option<bool>,
}

/// Whether the open camera can be asked for a photo.
#[derive(Default)]
pub struct Photo {
    is_busy: bool,
    has_failed: bool,
}

impl Photo {
    /// Answers whether to ask: it takes one photo at a time, and who failed once would only be waited for in vain again.
    pub fn begin(&mut self) -> bool {
        let may = !self.is_busy && !self.has_failed;
        self.is_busy |= may;
        may
    }

    /// There is a photo, or there is none.
    pub fn end(&mut self, is_there: bool) {
        *self = Self { is_busy: false, has_failed: !is_there };
    }
}

/// An open camera.
struct Held {
    stream: MediaStream,
    track: MediaStreamTrack,
    /// Hears that the track ended or fell silent.
    _ears: [Closure<dyn Fn()>; 2],
}

impl Session {
    pub fn is_open(&self) -> bool {
        self.held.is_some()
    }
}

impl Camera {
    /// Follow the page for as long as it is there. Phones tell only some of these when they show a page again.
    pub(super) fn live(self) {
        let look = move || if document().hidden() { self.rest() } else { self.wake() };
        on(&document(), "visibilitychange", move |_| look());
        on(&window(), "pageshow", move |_| look());
        on(&window(), "focus", move |_| look());
        on(&window(), "pagehide", move |_| self.rest());
        if let Ok(devices) = open::media_devices() {
            on(&devices, "devicechange", move |_| self.devices_changed());
        }
        spawn_local(self.watch_permission());
        on_cleanup(move || self.close());
        look();
    }

    /// The camera's track, while it is open.
    pub(super) fn track(self) -> Option<MediaStreamTrack> {
        self.session.try_with_value(|session| session.held.as_ref().map(|held| itself(&held.track))).flatten()
    }

    /// The person wants the camera, after a no or a failure.
    pub fn try_again(self) {
        self.want(self.wanted.get_untracked());
    }

    /// This camera, please.
    pub fn choose(self, wanted: Wanted) {
        self.wanted.set(wanted.clone());
        self.want(wanted);
    }

    /// From the front to the back, or to the next camera.
    pub fn switch(self) {
        let next = self
            .devices
            .with_untracked(|devices| device::next(devices, self.device.read_untracked().as_deref(), self.facing.get_untracked()));
        if let Some(next) = next {
            self.choose(next);
        }
    }

    /// The page is seen.
    fn wake(self) {
        let is_dead = || self.track().is_none_or(|track| track.ready_state() == MediaStreamTrackState::Ended || track.muted());
        let is_needed = match self.stage.get_untracked() {
            Stage::Starting => self.track().is_none(),
            Stage::Resting => true,
            Stage::Live => is_dead(),
            Stage::Failed(trouble) => trouble.may_have_passed(),
        };
        if is_needed {
            self.try_again();
        }
    }

    /// The page is not seen: nobody is filmed without knowing.
    fn rest(self) {
        self.close();
        if !matches!(self.stage.get_untracked(), Stage::Failed(_)) {
            self.stage.set(Stage::Resting);
        }
    }

    /// The page goes, or is hidden.
    fn close(self) {
        self.let_go_of_shutter();
        self.session.try_update_value(|session| session.gate.rest());
        self.let_camera_go();
        self.may_sleep();
    }

    fn let_camera_go(self) {
        if let Some(held) = self.session.try_update_value(|session| session.held.take()).flatten() {
            // What we stop ourselves is no news.
            held.track.set_onended(None);
            held.track.set_onmute(None);
            open::stop(&held.stream);
        }
        if let Some(Some(video)) = self.video.try_get_untracked() {
            video.set_src_object(None);
        }
    }

    /// Have this camera opened, unless the browser is being asked already.
    fn want(self, wanted: Wanted) {
        if self.session.try_update_value(|session| session.gate.want(wanted.clone())) == Some(true) {
            self.stage.set(Stage::Starting);
            spawn_local(self.ask(wanted));
        }
    }

    async fn ask(self, mut wanted: Wanted) {
        loop {
            // Phones open one camera at a time.
            self.let_camera_go();
            let answer = open::open(&wanted).await;
            let verdict = self.session.try_update_value(|session| session.gate.answered());
            match (verdict, answer) {
                (Some(Verdict::Keep), Ok(stream)) => return self.show(stream).await,
                (Some(Verdict::Keep), Err(trouble)) => return self.fail(trouble),
                (Some(Verdict::Ask(next)), answer) => {
                    stop(answer);
                    wanted = next;
                }
                // Hidden, or gone for good.
                (Some(Verdict::Drop) | None, answer) => return stop(answer),
            }
        }
    }

    /// There is no picture.
    fn fail(self, trouble: Trouble) {
        self.may_sleep();
        self.stage.set(Stage::Failed(trouble));
    }

    /// Show what the camera sees, and learn what it can do.
    async fn show(self, stream: MediaStream) {
        let track = stream.get_video_tracks().get(0).dyn_into::<MediaStreamTrack>();
        let (Ok(track), Some(video)) = (track, self.video.get_untracked()) else {
            open::stop(&stream);
            return self.fail(Trouble::Unknown);
        };
        video.set_src_object(Some(&stream));
        let playing = video.play();
        let settings = JsValue::from(track.get_settings());
        let label = track.label();
        self.facing.set(Facing::told(js::text(&settings, "facingMode").as_deref(), &label));
        self.device.set(js::text(&settings, "deviceId"));
        self.label.set_value(label);
        self.ability.set(Ability::of(&track));
        self.adjustment.set(Adjustment::of(&track));
        let ears = [self.ear(&track, Self::lost), self.ear(&track, Self::fell_silent)];
        track.set_onended(Some(ears[0].as_ref().unchecked_ref()));
        track.set_onmute(Some(ears[1].as_ref().unchecked_ref()));
        self.session.update_value(|session| {
            session.photo = Photo::default();
            session.held = Some(Held { stream, track: itself(&track), _ears: ears });
        });
        self.stay_awake();
        if let Ok(playing) = playing {
            // It fails when another stream takes its place.
            JsFuture::from(playing).await.ok();
        }
        if self.is_current(&track) {
            self.stage.set(Stage::Live);
            self.list_devices(&track).await;
        }
    }

    /// Learn which cameras there are: their names are told only while one of them is open.
    async fn list_devices(self, track: &MediaStreamTrack) {
        let devices = open::list().await;
        if self.is_current(track) {
            self.devices.set(devices);
        }
    }

    /// Whether this is the track that is open. Another may have come, or the page may have gone, while something was waited for.
    pub(super) fn is_current(self, track: &MediaStreamTrack) -> bool {
        self.track().is_some_and(|current| current == *track)
    }

    fn ear(self, track: &MediaStreamTrack, hear: fn(Self)) -> Closure<dyn Fn()> {
        let track = itself(track);
        Closure::new(move || {
            let track = itself(&track);
            // Later, because hearing it may take this very ear away.
            spawn_local(async move {
                if self.is_current(&track) {
                    hear(self);
                }
            });
        })
    }

    /// The camera stopped by itself: unplugged, taken by another app, or by the system.
    fn lost(self) {
        let now = window().performance().map_or(Duration::ZERO, |clock| Duration::from_secs_f64(clock.now().max(0.0) / 1000.0));
        if self.session.try_update_value(|session| session.restarts.may(now)) == Some(true) {
            self.try_again();
        } else {
            self.close();
            self.fail(Trouble::InUse);
        }
    }

    /// The camera gives no pictures. Mostly they come back by themselves.
    fn fell_silent(self) {
        let Some(track) = self.track() else { return };
        spawn_local(async move {
            JsFuture::from(js::after(PATIENCE)).await.ok();
            if track.muted() && self.is_current(&track) {
                self.lost();
            }
        });
    }

    /// A camera was plugged in or out.
    fn devices_changed(self) {
        spawn_local(async move {
            let devices = open::list().await;
            if self.session.try_with_value(|_| ()).is_none() {
                return;
            }
            let is_awaited = !devices.is_empty() && self.stage.get_untracked() == Stage::Failed(Trouble::Missing);
            self.devices.set(devices);
            if is_awaited && !document().hidden() {
                self.try_again();
            }
        });
    }

    /// Where browsers tell of it, a yes after a no starts the camera, without loading the page again.
    async fn watch_permission(self) {
        let query = js::object(&[("name", "camera".into())]);
        let Some(permissions) = js::get(&window().navigator(), "permissions") else { return };
        let Ok(status) = js::call(&permissions, "query", &[query]).await else { return };
        let Some(owner) = self.owner.try_get_value().filter(|_| self.session.try_with_value(|_| ()).is_some()) else { return };
        let target: web_sys::EventTarget = status.clone().unchecked_into();
        owner.with(|| {
            on(&target, "change", move |_| {
                let is_allowed = js::text(&status, "state").as_deref() == Some("granted");
                if is_allowed && self.stage.get_untracked() == Stage::Failed(Trouble::Refused) && !document().hidden() {
                    self.try_again();
                }
            });
        });
    }
}

/// The very same track. Its own method `clone` is another one: it makes a second track, which keeps the camera on.
pub(super) fn itself(track: &MediaStreamTrack) -> MediaStreamTrack {
    Clone::clone(track)
}

/// An answer that comes too late.
fn stop(answer: Result<MediaStream, Trouble>) {
    if let Ok(stream) = answer {
        open::stop(&stream);
    }
}
