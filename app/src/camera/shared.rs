//! What all parts of the camera's page share.

use super::{
    ability::{Ability, Adjustment},
    device::{Device, Facing, Wanted},
    place::{self, Location},
    remembered,
    session::Session,
    shots::Shot,
    shutter::{Pressing, Timer},
    trouble::Trouble,
};
use crate::{
    components::toast::{Toasts, use_toasts},
    upload::{Uploads, use_uploads},
    visitor::use_visitor,
};
use leptos::{html, prelude::*};
use model::Visibility;

/// What is to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing yet: the browser, or the person, has not answered.
    Starting,
    /// What the camera sees.
    Live,
    /// Nothing: the page is hidden, and the camera is off.
    Resting,
    /// A sentence that says why not.
    Failed(Trouble),
}

/// The camera. Copied freely; it lives as long as the page.
#[derive(Clone, Copy)]
pub struct Camera {
    pub stage: RwSignal<Stage>,
    /// Where the picture is seen.
    pub video: NodeRef<html::Video>,
    /// The cameras there are.
    pub devices: RwSignal<Vec<Device>>,
    /// The id of the open one.
    pub device: RwSignal<Option<String>>,
    /// Where it looks, if it says so.
    pub facing: RwSignal<Option<Facing>>,
    /// What it can do.
    pub ability: RwSignal<Ability>,
    /// What was chosen of that.
    pub adjustment: RwSignal<Adjustment>,
    /// Who will be able to see what is taken from now on.
    pub visibility: RwSignal<Visibility>,
    pub timer: RwSignal<Timer>,
    pub has_grid: RwSignal<bool>,
    /// Whether, and where, pictures say that they were taken.
    pub location: RwSignal<Location>,
    /// How many seconds are left until the picture is taken.
    pub countdown: RwSignal<Option<u32>>,
    /// How many pictures were taken.
    pub taken: RwSignal<u32>,
    /// What was taken on this visit, the newest first.
    pub shots: RwSignal<Vec<Shot>>,
    /// Whether the review strip is open.
    pub is_reviewing: RwSignal<bool>,
    /// What those who listen are told.
    pub said: RwSignal<String>,

    pub(super) uploads: Uploads,
    pub(super) toasts: Toasts,
    pub(super) owner: StoredValue<Owner>,
    pub(super) session: StoredValue<Session, LocalStorage>,
    pub(super) pressing: StoredValue<Pressing>,
    /// Which camera is to be opened.
    pub(super) wanted: RwSignal<Wanted>,
    /// What the open camera is called.
    pub(super) label: StoredValue<String>,
    /// What kind of device this is, where the browser tells.
    pub(super) model: StoredValue<Option<String>>,
    /// What pulls at the device, to the right and to the top of its screen, in m/s².
    pub(super) pull: StoredValue<Option<(f64, f64)>>,
    /// Whose choices are remembered.
    pub(super) member: StoredValue<Option<String>>,
}

/// The camera, from anywhere on its page.
pub fn use_camera() -> Camera {
    expect_context()
}

impl Camera {
    /// Make the camera of this page. It is opened when there is a place to show it.
    pub fn provide() -> Self {
        let camera = Self {
            stage: RwSignal::new(Stage::Starting),
            video: NodeRef::new(),
            devices: RwSignal::new(Vec::new()),
            device: RwSignal::new(None),
            facing: RwSignal::new(None),
            ability: RwSignal::new(Ability::default()),
            adjustment: RwSignal::new(Adjustment::default()),
            visibility: RwSignal::new(Visibility::Private),
            timer: RwSignal::new(remembered::timer()),
            has_grid: RwSignal::new(remembered::has_grid()),
            location: RwSignal::new(Location::Off),
            countdown: RwSignal::new(None),
            taken: RwSignal::new(0),
            shots: RwSignal::new(Vec::new()),
            is_reviewing: RwSignal::new(false),
            said: RwSignal::new(String::new()),
            uploads: use_uploads(),
            toasts: use_toasts(),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            session: StoredValue::new_local(Session::default()),
            pressing: StoredValue::new(Pressing::default()),
            wanted: RwSignal::new(Wanted::Facing(Facing::Rear)),
            label: StoredValue::new(String::new()),
            model: StoredValue::new(None),
            pull: StoredValue::new(None),
            member: StoredValue::new(None),
        };
        provide_context(camera);
        let visitor = use_visitor();
        Effect::new(move |_| {
            let member = visitor.username();
            if let Some(visibility) = member.as_deref().and_then(remembered::visibility) {
                camera.visibility.set(visibility);
            }
            camera.member.set_value(member);
        });
        camera.video.on_load(move |_| {
            camera.live();
            camera.listen_to_keys();
            camera.feel_weight();
            camera.learn_model();
        });
        on_cleanup(move || {
            camera.let_go_of_shutter();
            place::forget();
        });
        camera
    }

    /// Tell those who listen.
    pub(super) fn say(self, words: impl Into<String>) {
        self.said.set(words.into());
    }

    /// These people see what is taken from now on. It is remembered.
    pub fn show_to(self, visibility: Visibility) {
        self.visibility.set(visibility);
        if let Some(member) = self.member.get_value() {
            remembered::set_visibility(&member, visibility);
        }
    }

    /// The next choice of the timer.
    pub fn turn_timer(self) {
        let timer = self.timer.get_untracked().next();
        self.timer.set(timer);
        remembered::set_timer(timer);
        self.say(timer.words());
    }

    /// Show lines that help to hold the camera straight, or hide them.
    pub fn toggle_grid(self) {
        self.has_grid.update(|has_grid| *has_grid = !*has_grid);
        remembered::set_grid(self.has_grid.get_untracked());
    }
}
