//! How much larger a picture is drawn than fits, and which part of it is seen. Lengths are in CSS px; places are seen from
//! the middle of the stage, right and down.

/// Larger than fits, and out of the middle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Zoom {
    /// How many times as large as it fits; never less than 1.
    pub scale: f64,
    pub x: f64,
    pub y: f64,
}

/// The place there is for a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Width and height of the stage.
    pub stage: (f64, f64),
    /// Width and height of the picture as it fits.
    pub picture: (f64, f64),
    /// The scale at which one pixel of the original is one of the screen.
    pub real: f64,
}

impl Zoom {
    /// As it fits.
    pub const FIT: Self = Self { scale: 1.0, x: 0.0, y: 0.0 };

    pub fn is_fit(self) -> bool {
        self.scale <= 1.0
    }

    /// Drawn so many times as large as it fits; what is seen at `point` stays there.
    pub fn to(self, scale: f64, point: (f64, f64), room: Room) -> Self {
        let scale = scale.clamp(1.0, room.most());
        let grown = scale / self.scale;
        let stay = |point: f64, middle: f64| point - (point - middle) * grown;
        Self { scale, x: stay(point.0, self.x), y: stay(point.1, self.y) }.within(room)
    }

    /// Pushed aside.
    pub fn moved(self, by: (f64, f64), room: Room) -> Self {
        Self { x: self.x + by.0, y: self.y + by.1, ..self }.within(room)
    }

    /// From fitting to real pixels, and back.
    pub fn toggled(self, point: (f64, f64), room: Room) -> Self {
        if self.is_fit() { self.to(room.near(), point, room) } else { Self::FIT }
    }

    /// The picture does not leave an edge of the stage that it can reach.
    fn within(self, room: Room) -> Self {
        let held = |at: f64, picture: f64, stage: f64| {
            let spare = ((picture * self.scale - stage) / 2.0).max(0.0);
            at.clamp(-spare, spare)
        };
        Self { x: held(self.x, room.picture.0, room.stage.0), y: held(self.y, room.picture.1, room.stage.1), ..self }
    }
}

impl Room {
    /// The scale that a double click leads to: real pixels, or where those are hardly larger, twice as large.
    fn near(self) -> f64 {
        const HARDLY: f64 = 1.3;
        if self.real > HARDLY { self.real } else { 2.0 }
    }

    /// The largest scale: pixels can be told apart.
    fn most(self) -> f64 {
        const LEAST: f64 = 4.0;
        (self.real * 3.0).max(LEAST)
    }
}

#[cfg(test)]
mod tests {
    use super::{Room, Zoom};

    /// 3000 × 2000 px on a stage of 1000 × 800.
    const ROOM: Room = Room { stage: (1000.0, 800.0), picture: (1000.0, 2000.0 / 3.0), real: 3.0 };

    fn is_near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn what_is_under_the_pointer_stays_there() {
        let point = (200.0, 100.0);
        let zoom = Zoom::FIT.to(2.5, point, ROOM);
        // The part of the picture under the pointer, in px of the picture as it fits.
        let part = ((point.0 - zoom.x) / zoom.scale, (point.1 - zoom.y) / zoom.scale);
        assert!(is_near(part.0, 200.0) && is_near(part.1, 100.0), "{zoom:?}");
    }

    #[test]
    fn a_picture_cannot_be_pushed_off_the_stage() {
        let zoom = Zoom::FIT.to(2.0, (0.0, 0.0), ROOM);
        assert_eq!(zoom.moved((5000.0, -5000.0), ROOM), Zoom { scale: 2.0, x: 500.0, y: -(2.0 * 2000.0 / 3.0 - 800.0) / 2.0 });
        assert_eq!(Zoom::FIT.moved((50.0, 50.0), ROOM), Zoom::FIT);
    }

    #[test]
    fn a_double_click_shows_real_pixels_and_a_second_one_all_of_it() {
        let zoom = Zoom::FIT.toggled((0.0, 0.0), ROOM);
        assert!(is_near(zoom.scale, 3.0));
        assert_eq!(zoom.toggled((0.0, 0.0), ROOM), Zoom::FIT);
        let small = Room { real: 1.0, ..ROOM };
        assert!(is_near(Zoom::FIT.toggled((0.0, 0.0), small).scale, 2.0));
    }

    #[test]
    fn it_grows_and_shrinks_within_limits() {
        assert!(is_near(Zoom::FIT.to(0.2, (0.0, 0.0), ROOM).scale, 1.0));
        assert!(is_near(Zoom::FIT.to(100.0, (0.0, 0.0), ROOM).scale, 9.0));
    }
}
