//! What can be set within limits: zoom, focus, exposure.

/// The values that a camera takes for something (`MediaSettingsRange`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    pub min: f64,
    pub max: f64,
    /// The smallest difference that matters; 0 when every value does.
    pub step: f64,
}

impl Range {
    /// None when there is nothing to choose.
    pub fn new(min: f64, max: f64, step: f64) -> Option<Self> {
        let is_one = min.is_finite() && max.is_finite() && max > min;
        is_one.then_some(Self { min, max, step: if step.is_finite() { step.max(0.0) } else { 0.0 } })
    }

    /// The nearest value that the camera takes.
    pub fn nearest(self, value: f64) -> f64 {
        let value = if self.step > 0.0 { ((value - self.min) / self.step).round() * self.step + self.min } else { value };
        value.clamp(self.min, self.max)
    }

    /// `value` made so many times as large, or smaller: at least by one step, so that a key always does something.
    pub fn scaled(self, value: f64, factor: f64) -> f64 {
        let scaled = self.nearest(value * factor);
        let is_stuck = (scaled - value).abs() < f64::EPSILON;
        if is_stuck { self.nearest(value + self.step.copysign(factor - 1.0)) } else { scaled }
    }
}

#[cfg(test)]
mod tests {
    use super::Range;

    fn is_near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn values_stay_within_the_limits_and_on_the_steps() {
        let zoom = Range { min: 1.0, max: 8.0, step: 0.5 };
        assert!(is_near(zoom.nearest(2.7), 2.5) && is_near(zoom.nearest(99.0), 8.0) && is_near(zoom.nearest(0.0), 1.0));
        let smooth = Range { min: 1.0, max: 8.0, step: 0.0 };
        assert!(is_near(smooth.nearest(2.7), 2.7));
    }

    #[test]
    fn a_small_factor_moves_at_least_one_step() {
        let zoom = Range { min: 1.0, max: 8.0, step: 1.0 };
        assert!(is_near(zoom.scaled(1.0, 1.25), 2.0));
        assert!(is_near(zoom.scaled(2.0, 0.8), 1.0) && is_near(zoom.scaled(1.0, 0.8), 1.0));
        assert!(is_near(zoom.scaled(2.0, 2.0), 4.0));
    }

    #[test]
    fn where_there_is_nothing_to_choose_there_is_no_range() {
        assert_eq!(Range::new(1.0, 1.0, 0.1), None);
        assert_eq!(Range::new(f64::NAN, 4.0, 0.1), None);
        assert_eq!(Range::new(1.0, 4.0, f64::NAN), Some(Range { min: 1.0, max: 4.0, step: 0.0 }));
    }
}
