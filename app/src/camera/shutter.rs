//! Pressing the shutter: once for a picture, held for many, and with the timer for one in a while.

use super::{Camera, Stage, still::Way};
use leptos::{
    leptos_dom::helpers::{IntervalHandle, TimeoutHandle},
    prelude::*,
};
use std::time::Duration;

/// Held for so long, it takes one picture after another,
const HOLD: Duration = Duration::from_millis(450);
/// in this rhythm,
const RHYTHM: Duration = Duration::from_millis(250);
/// but no more than this: a finger or a key may be stuck.
const MANY: u32 = 40;

/// How long it takes from the press to the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Timer {
    #[default]
    Off,
    Three,
    Ten,
}

impl Timer {
    pub const ALL: [Self; 3] = [Self::Off, Self::Three, Self::Ten];

    pub const fn seconds(self) -> u32 {
        match self {
            Self::Off => 0,
            Self::Three => 3,
            Self::Ten => 10,
        }
    }

    /// What it is set to, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Off => "Timer off",
            Self::Three => "Timer: 3 seconds",
            Self::Ten => "Timer: 10 seconds",
        }
    }

    pub const fn next(self) -> Self {
        match self {
            Self::Off => Self::Three,
            Self::Three => Self::Ten,
            Self::Ten => Self::Off,
        }
    }
}

/// What a finger, a mouse or a key is at.
#[derive(Default)]
pub struct Pressing {
    is_down: bool,
    /// Waits until it is held long enough.
    hold: Option<TimeoutHandle>,
    /// Takes one picture after another.
    burst: Option<IntervalHandle>,
    /// How many it has taken.
    in_burst: u32,
    /// Counts the seconds.
    clock: Option<IntervalHandle>,
}

impl Camera {
    /// The shutter goes down.
    pub fn press(self) {
        if self.stage.get_untracked() != Stage::Live || self.stop_countdown() {
            return;
        }
        let can_burst = self.timer.get_untracked() == Timer::Off;
        let hold = can_burst.then(|| set_timeout_with_handle(move || self.begin_burst(), HOLD).ok()).flatten();
        self.pressing.update_value(|pressing| *pressing = Pressing { is_down: true, hold, ..Pressing::default() });
    }

    /// The shutter comes up.
    pub fn release(self) {
        let (was_down, in_burst) = self.let_go_of_shutter();
        if in_burst > 0 {
            self.say(format!("{in_burst} pictures taken."));
        } else if was_down {
            self.shoot();
        }
    }

    /// The finger is gone, and no picture was meant.
    pub fn let_go(self) {
        self.let_go_of_shutter();
    }

    /// Take a picture, now or when the timer has run out.
    fn shoot(self) {
        if self.stage.get_untracked() == Stage::Live {
            match self.timer.get_untracked().seconds() {
                0 => self.take(Way::Best),
                seconds => self.count_down(seconds),
            }
        }
    }

    /// The shutter comes up, whatever it was pressed for. Answers whether the shutter was down, and how
    /// many pictures it took.
    pub(super) fn let_go_of_shutter(self) -> (bool, u32) {
        self.stop_countdown();
        let before = self.pressing.try_update_value(std::mem::take).unwrap_or_default();
        if let Some(hold) = before.hold {
            hold.clear();
        }
        if let Some(burst) = before.burst {
            burst.clear();
        }
        (before.is_down, before.in_burst)
    }

    fn begin_burst(self) {
        let burst = set_interval_with_handle(move || self.go_on_with_burst(), RHYTHM).ok();
        self.pressing.update_value(|pressing| pressing.burst = burst);
        self.go_on_with_burst();
    }

    fn go_on_with_burst(self) {
        let count = self.pressing.try_update_value(|pressing| {
            pressing.in_burst += 1;
            pressing.in_burst
        });
        match count {
            Some(count) if count <= MANY && self.stage.get_untracked() == Stage::Live => self.take(Way::Quick),
            Some(_) => self.pressing.update_value(|pressing| {
                pressing.in_burst -= 1;
                if let Some(burst) = pressing.burst.take() {
                    burst.clear();
                }
            }),
            None => {}
        }
    }

    fn count_down(self, seconds: u32) {
        self.countdown.set(Some(seconds));
        self.say(seconds.to_string());
        let clock = set_interval_with_handle(move || self.tick(), Duration::from_secs(1)).ok();
        self.pressing.update_value(|pressing| pressing.clock = clock);
    }

    fn tick(self) {
        match self.countdown.try_get_untracked().flatten() {
            Some(left @ 2..) => {
                self.countdown.set(Some(left - 1));
                self.say((left - 1).to_string());
            }
            Some(_) => {
                self.stop_countdown();
                self.take(Way::Best);
            }
            None => {}
        }
    }

    /// Answers whether one was running.
    fn stop_countdown(self) -> bool {
        let clock = self.pressing.try_update_value(|pressing| pressing.clock.take()).flatten();
        if let Some(clock) = clock {
            clock.clear();
            self.countdown.set(None);
        }
        clock.is_some()
    }
}
