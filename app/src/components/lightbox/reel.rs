//! The pictures one can go to from the one on the stage.

use super::{
    opened::{Opened, is_own},
    strip::{Side, Strip},
};
use crate::{components::tile::words_for, crossing::Picture, timeline::Listed};
#[cfg(feature = "hydrate")]
use crate::{timeline::Run, visitor::Change};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate, location::State};
use model::{Photo, PhotoId};
use std::{collections::HashSet, sync::Arc};

/// The reel of pictures that is wound over the stage. Copied freely; it lives as long as the page.
#[derive(Clone, Copy)]
pub struct Reel {
    strip: RwSignal<Strip>,
    /// What is on the stage.
    current: Memo<Option<PhotoId>>,
    /// What it needs to know besides.
    notes: StoredValue<Notes>,
}

struct Notes {
    /// What was told of the first picture by its tile.
    handed: Option<Picture>,
    /// What the address says of the list.
    word: Option<String>,
    /// Where more was asked for already.
    asked: HashSet<PhotoId>,
    /// What went to the trash from here.
    discarded: HashSet<PhotoId>,
    /// From which picture somebody wanted to go on before its neighbours were at hand, and how many, to the older ones.
    steps: Option<(PhotoId, i32)>,
    /// Goes to an address without leaving the page.
    go_to: Callback<String>,
    /// Told when the first picture is not there after all.
    on_missing: Callback<()>,
}

impl Reel {
    /// A reel that begins with what was opened.
    pub fn new(strip: RwSignal<Strip>, asked: Memo<Option<PhotoId>>, word: Option<String>, on_missing: Callback<()>) -> Self {
        let navigate = use_navigate();
        let go_to = Callback::new(move |address: String| {
            let options = NavigateOptions { replace: true, scroll: false, state: same_state(), ..NavigateOptions::default() };
            navigate(&address, options);
        });
        // What is not at hand is shown by another lightbox, as soon as it is there. Until then, this one stays as it is.
        let current = Memo::new(move |before: Option<&Option<PhotoId>>| {
            let asked = asked.get();
            let is_here = before.is_none() || strip.with(|strip| asked.is_some_and(|id| strip.has(id)));
            if is_here { asked } else { before.copied().flatten() }
        });
        let (asked, discarded) = (HashSet::new(), HashSet::new());
        let notes = Notes { handed: None, word, asked, discarded, steps: None, go_to, on_missing };
        Self { strip, current, notes: StoredValue::new(notes) }
    }

    /// Begin with this.
    pub fn begin(self, opened: Opened) {
        match opened {
            Opened::Handed(picture) => {
                let id = picture.id;
                self.strip.set(Strip::default());
                self.notes.update_value(|notes| notes.handed = Some(*picture));
                self.ask(id);
            }
            found => self.take_in(found),
        }
    }

    /// What is on the stage.
    pub fn current(self) -> Option<PhotoId> {
        self.current.get()
    }

    /// All of what is on the stage; none while only its tile is known.
    pub fn photo(self) -> Option<Arc<Photo>> {
        let current = self.current.get()?;
        self.strip.read().photo(current)
    }

    /// Like [`Self::photo`], for event handlers.
    pub fn photo_untracked(self) -> Option<Arc<Photo>> {
        untrack(|| self.photo())
    }

    /// Whether it is the viewer's own.
    pub fn is_own(self) -> bool {
        self.photo().is_some_and(|photo| is_own(&photo))
    }

    /// What is on the stage, in words.
    pub fn words(self) -> String {
        match (self.photo(), self.current.get()) {
            (Some(photo), _) => words_for(&photo),
            (None, Some(current)) => self.handed(current).map(|picture| picture.words).unwrap_or_default(),
            (None, None) => String::new(),
        }
    }

    /// A picture at hand.
    pub fn picture(self, id: PhotoId) -> Option<Picture> {
        let photo = self.strip.read().photo(id);
        photo.map(|photo| Picture::from(&*photo)).or_else(|| self.handed(id))
    }

    fn handed(self, id: PhotoId) -> Option<Picture> {
        self.notes.with_value(|notes| notes.handed.clone()).filter(|picture| picture.id == id)
    }

    /// What is on the stage, and what is beside it.
    pub fn near(self) -> Vec<PhotoId> {
        let beside = |side| self.beside(side).map(|photo| photo.id);
        [beside(Side::Newer), self.current.get(), beside(Side::Older)].into_iter().flatten().collect()
    }

    /// The photo beside the one on the stage. What is on its way to the trash is stepped over.
    pub fn beside(self, side: Side) -> Option<Arc<Photo>> {
        self.beside_of(self.current.get()?, side)
    }

    fn beside_of(self, photo: PhotoId, side: Side) -> Option<Arc<Photo>> {
        let strip = self.strip.read();
        let mut beside = strip.beside(photo, side)?;
        while self.is_discarded(beside.id) {
            beside = strip.beside(beside.id, side)?;
        }
        Some(beside)
    }

    /// Where a picture is from the one on the stage, in pictures to the right; none for what is further away.
    pub fn place(self, photo: PhotoId) -> Option<i8> {
        let current = self.current.get()?;
        if current == photo {
            return Some(0);
        }
        let is_beside = |side| self.beside(side).is_some_and(|beside| beside.id == photo);
        match () {
            () if is_beside(Side::Newer) => Some(-1),
            () if is_beside(Side::Older) => Some(1),
            () => None,
        }
    }

    /// The address of the photo beside the one on the stage.
    pub fn address(self, side: Side) -> Option<String> {
        self.beside(side).map(|photo| self.address_of(&photo))
    }

    fn address_of(self, photo: &Photo) -> String {
        let mark = self.strip.with_untracked(|strip| strip.0.as_ref().map_or("", |(listed, _)| listed.mark()));
        format!("{}{mark}", photo.urls.page)
    }

    /// The page of the list.
    pub fn list(self) -> String {
        self.strip.with(|strip| strip.0.as_ref().map_or_else(|| Listed::mine().path(), |(listed, _)| listed.path()))
    }

    /// Go to the picture beside, as soon as it is at hand. Answers whether it is.
    pub fn go(self, side: Side) -> bool {
        let beside = untrack(|| self.beside(side));
        if let Some(photo) = &beside {
            self.show(photo);
        } else if let Some(current) = self.current.get_untracked() {
            let before = self.notes.with_value(|notes| notes.steps).filter(|(from, _)| *from == current);
            let further = if side == Side::Older { 1 } else { -1 };
            self.go_later(current, before.map_or(0, |(_, steps)| steps) + further);
        }
        beside.is_some()
    }

    /// Go so many pictures on from this one once they are at hand, if they may come.
    fn go_later(self, from: PhotoId, steps: i32) {
        let may_come = self.strip.with_untracked(|strip| !strip.has(from) || strip.wants_more(from));
        self.notes.update_value(|notes| notes.steps = may_come.then_some((from, steps)));
    }

    /// Go where somebody wanted to go from the picture that is still on the stage, as far as it is at hand.
    fn catch_up(self) {
        let wanted = self.notes.try_update_value(|notes| notes.steps.take()).flatten();
        let Some((from, steps)) = wanted.filter(|(from, _)| self.is_on_stage(*from)) else { return };
        let side = if steps > 0 { Side::Older } else { Side::Newer };
        let walk = std::iter::successors(untrack(|| self.beside_of(from, side)), |photo| untrack(|| self.beside_of(photo.id, side)));
        let (mut left, mut last) = (steps, None);
        for photo in walk.take(steps.unsigned_abs() as usize) {
            (left, last) = (left - steps.signum(), Some(photo));
        }
        if left != 0 {
            self.go_later(last.as_ref().map_or(from, |photo| photo.id), left);
        }
        if let Some(photo) = &last {
            self.show(photo);
        }
    }

    fn show(self, photo: &Photo) {
        self.notes.with_value(|notes| notes.go_to).run(self.address_of(photo));
    }

    /// Have enough pictures at hand around the one on the stage.
    pub fn look_ahead(self) {
        let wanting = self.current.get().filter(|current| self.strip.read().wants_more(*current));
        if let Some(current) = wanting.filter(|current| !self.notes.with_value(|notes| notes.asked.contains(current))) {
            self.ask(current);
        }
    }

    /// Ask for a photo and what lies around it.
    fn ask(self, id: PhotoId) {
        let word = self.notes.try_update_value(|notes| {
            notes.asked.insert(id);
            notes.word.clone()
        });
        spawn_local(async move {
            let found = Opened::find(id, word.flatten()).await;
            let is_wanting = self.current.try_get_untracked() == Some(Some(id)) && !self.strip.with_untracked(|strip| strip.has(id));
            match found {
                Ok(found @ Opened::Found { .. }) => self.take_in(found),
                _ if is_wanting => self.notes.with_value(|notes| notes.on_missing).run(()),
                // It is at hand; its neighbours can be asked for another time.
                _ => drop(self.notes.try_update_value(|notes| notes.asked.remove(&id))),
            }
        });
    }

    fn take_in(self, opened: Opened) {
        if let Opened::Found { photo, listed, around } = opened {
            // The page may have gone meanwhile.
            self.strip.try_update(|strip| strip.take_in(*photo, listed, around));
            self.catch_up();
        }
    }

    /// What is on the stage, for event handlers; none once the page has gone.
    #[cfg(feature = "hydrate")]
    pub fn current_untracked(self) -> Option<PhotoId> {
        self.current.try_get_untracked().flatten()
    }

    /// Whether this picture is on the stage, and the page still there.
    pub fn is_on_stage(self, photo: PhotoId) -> bool {
        self.current.try_get_untracked().flatten() == Some(photo)
    }

    /// Whether a picture went to the trash from here.
    pub fn is_discarded(self, photo: PhotoId) -> bool {
        self.notes.with_value(|notes| notes.discarded.contains(&photo))
    }

    /// It did not go to the trash after all: have it on the stage again, if the page is still there.
    pub fn show_again(self, photo: &Photo) {
        let was_here = self.notes.try_update_value(|notes| notes.discarded.remove(&photo.id)).unwrap_or_default();
        if was_here && self.strip.with_untracked(|strip| strip.has(photo.id)) {
            self.show(photo);
        }
    }

    /// A picture goes to the trash: have the next one on the stage, or else the one before. Answers whether there is one.
    pub fn go_on_without(self, photo: PhotoId) -> bool {
        self.notes.update_value(|notes| notes.discarded.extend([photo]));
        self.go(Side::Older) || self.go(Side::Newer)
    }

    /// Take in what happened to photos. What went to the trash here and is back is shown again.
    #[cfg(feature = "hydrate")]
    pub fn learn(self, change: Change) {
        match change {
            Change::Added(photos) => {
                let back = photos.iter().find(|photo| self.is_discarded(photo.id)).cloned();
                self.update(|listed, run| {
                    for photo in photos.into_iter().filter(|photo| listed.shows(photo)) {
                        run.insert(photo);
                    }
                });
                if let Some(photo) = back {
                    self.show_again(&photo);
                }
            }
            Change::Changed(photos) => self.update(|_, run| photos.into_iter().for_each(|photo| run.replace(photo))),
            Change::Gone(ids) => {
                let gone: HashSet<_> = ids.into_iter().collect();
                self.update(|_, run| {
                    run.remove(&gone);
                });
            }
            Change::Somehow => {
                if let Some(id) = self.current.get_untracked() {
                    self.ask(id);
                }
            }
        }
    }

    #[cfg(feature = "hydrate")]
    fn update(self, change: impl FnOnce(&Listed, &mut Run)) {
        self.strip.try_update(|strip| {
            if let Some((listed, run)) = &mut strip.0 {
                change(listed, run);
            }
        });
    }
}

/// The state of this page in the browser's history: it says where one came from.
#[cfg(feature = "hydrate")]
fn same_state() -> State {
    State::new(window().history().and_then(|history| history.state()).ok())
}

#[cfg(not(feature = "hydrate"))]
fn same_state() -> State {
    State::default()
}
