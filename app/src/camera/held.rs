//! How the device is held. Browsers turn what a camera sees with the screen; when the screen does not turn, because that was
//! switched off, a phone on its side takes pictures that lie on their side.

use super::device::Facing;

/// A quarter turn that makes a picture upright.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    Clockwise,
    Counterclockwise,
}

impl Turn {
    /// What a picture needs, by what pulls at the device (`DeviceMotionEvent.accelerationIncludingGravity`, m/s², along the
    /// screen to the right and to the top): nothing unless it is clearly held on its side.
    pub fn needed(right: f64, top: f64, facing: Option<Facing>) -> Option<Self> {
        /// Of the 9.8 m/s² of Earth.
        const CLEARLY: f64 = 7.0;
        if right.abs() < CLEARLY || right.abs() < 2.0 * top.abs() {
            return None;
        }
        // Held with its right side up, what is up in the world is at the right of what a rear camera sees.
        let is_right_up = right > 0.0;
        let is_front = facing == Some(Facing::Front);
        Some(if is_right_up == is_front { Self::Clockwise } else { Self::Counterclockwise })
    }

    /// The Exif orientation (1–8) of a picture that had another one before. Mirrored ones are left alone: no camera has them.
    pub fn applied(self, orientation: u32) -> u32 {
        /// How they are to be turned, each a quarter more than the one before, clockwise.
        const QUARTERS: [u32; 4] = [1, 6, 3, 8];
        let by = match self {
            Self::Clockwise => 1,
            Self::Counterclockwise => 3,
        };
        let at = QUARTERS.iter().position(|known| *known == orientation);
        at.and_then(|at| QUARTERS.get((at + by) % QUARTERS.len())).copied().unwrap_or(orientation)
    }
}

#[cfg(feature = "hydrate")]
mod feel {
    use super::{super::Camera, Turn};
    use crate::{js, listen::on};
    use leptos::prelude::*;

    impl Camera {
        /// Feel how the device is held, where it says so without being asked.
        pub(in crate::camera) fn feel_weight(self) {
            on(&window(), "devicemotion", move |event| {
                let pull = js::get(event, "accelerationIncludingGravity");
                self.pull.set_value(pull.and_then(|pull| Some((js::number(&pull, "x")?, js::number(&pull, "y")?))));
            });
        }

        /// What a picture needs that is taken now.
        pub(in crate::camera) fn turn(self) -> Option<Turn> {
            // Only while the screen stands as it is built, upright: else the browser has turned the picture already.
            let screen = js::get(&js::get(&window(), "screen")?, "orientation")?;
            let is_upright = js::text(&screen, "type")? == "portrait-primary" && js::number(&screen, "angle")? < 1.0;
            let (right, top) = self.pull.get_value().filter(|_| is_upright)?;
            Turn::needed(right, top, self.facing.get_untracked())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Facing, Turn};

    #[test]
    fn a_phone_on_its_side_needs_a_quarter_turn() {
        assert_eq!(Turn::needed(9.8, 0.3, Some(Facing::Rear)), Some(Turn::Counterclockwise));
        assert_eq!(Turn::needed(-9.5, 1.0, Some(Facing::Rear)), Some(Turn::Clockwise));
        assert_eq!(Turn::needed(9.8, 0.3, Some(Facing::Front)), Some(Turn::Clockwise));
    }

    #[test]
    fn upright_flat_or_aslant_it_needs_none() {
        for (right, top) in [(0.2, 9.8), (0.1, 0.2), (6.9, 6.9), (0.0, -9.8)] {
            assert_eq!(Turn::needed(right, top, Some(Facing::Rear)), None, "{right} {top}");
        }
    }

    #[test]
    fn a_turn_comes_on_top_of_what_the_camera_wrote() {
        assert_eq!([1, 6, 3, 8, 2].map(|before| Turn::Clockwise.applied(before)), [6, 3, 8, 1, 2]);
        assert_eq!([1, 6, 3, 8, 5].map(|before| Turn::Counterclockwise.applied(before)), [8, 1, 6, 3, 5]);
    }
}
