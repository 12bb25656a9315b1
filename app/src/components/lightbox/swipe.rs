//! What a finger means that moves over the stage. Lengths are in CSS px, speeds in px per ms.

/// Where a finger is on its way to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To a neighbour.
    Sideways,
    /// Down: away with it.
    Down,
    /// Nowhere here: the page scrolls.
    Elsewhere,
}

/// What becomes of a swipe when the finger leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It was nothing.
    Stay,
    Newer,
    Older,
    Close,
}

/// How far a finger trembles.
const STILL: f64 = 8.0;
/// A swipe this fast counts however short it is.
const FAST: f64 = 0.35;

/// What a finger's way means; none while that is not clear. `at_top` says that the page cannot be scrolled up.
pub fn way(right: f64, down: f64, at_top: bool) -> Option<Way> {
    if right.hypot(down) < STILL {
        return None;
    }
    Some(match () {
        () if right.abs() > down.abs() => Way::Sideways,
        () if down > 0.0 && at_top => Way::Down,
        () => Way::Elsewhere,
    })
}

/// How far the picture follows a finger that is this far, over a stage this wide: reluctantly where there is no neighbour.
#[cfg(feature = "hydrate")]
pub fn followed(right: f64, is_free: bool) -> f64 {
    const RELUCTANT: f64 = 0.3;
    if is_free { right } else { right * RELUCTANT }
}

/// What becomes of a swipe sideways: newer pictures lie to the left.
pub fn sideways(right: f64, speed: f64, width: f64) -> End {
    let is_far = right.abs() > width / 3.0;
    let is_fast = speed.abs() > FAST && speed.signum() == right.signum();
    match () {
        () if !is_far && !is_fast => End::Stay,
        () if right > 0.0 => End::Newer,
        () => End::Older,
    }
}

/// What becomes of a swipe down.
pub fn down(down: f64, speed: f64, height: f64) -> End {
    if down > height / 5.0 || (speed > FAST && down > 0.0) { End::Close } else { End::Stay }
}

#[cfg(test)]
mod tests {
    use super::{End, Way, down, sideways, way};

    #[test]
    fn a_way_is_told_once_it_is_clear() {
        assert_eq!(way(3.0, 4.0, true), None);
        assert_eq!(way(-30.0, 12.0, true), Some(Way::Sideways));
        assert_eq!(way(5.0, 30.0, true), Some(Way::Down));
        assert_eq!(way(5.0, 30.0, false), Some(Way::Elsewhere));
        assert_eq!(way(5.0, -30.0, true), Some(Way::Elsewhere));
    }

    #[test]
    fn far_or_fast_is_enough_and_turning_back_is_not() {
        assert_eq!(sideways(-200.0, 0.0, 390.0), End::Older);
        assert_eq!(sideways(40.0, 0.8, 390.0), End::Newer);
        assert_eq!(sideways(40.0, -0.8, 390.0), End::Stay);
        assert_eq!(sideways(-60.0, -0.1, 390.0), End::Stay);
        assert_eq!(down(60.0, 0.9, 844.0), End::Close);
        assert_eq!(down(60.0, 0.1, 844.0), End::Stay);
        assert_eq!(down(-60.0, 0.9, 844.0), End::Stay);
    }
}
