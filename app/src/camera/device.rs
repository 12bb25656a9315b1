//! The cameras of a device, and which one is wanted.

/// Where a camera looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facing {
    /// Away from who holds the device.
    Rear,
    /// At who holds it.
    Front,
}

impl Facing {
    /// Its name in constraints and settings (`VideoFacingModeEnum`).
    #[cfg(feature = "hydrate")]
    pub const fn mode(self) -> &'static str {
        match self {
            Self::Rear => "environment",
            Self::Front => "user",
        }
    }

    /// What a camera says of itself: by its mode, or by its label, where those who write drivers put it.
    pub fn told(mode: Option<&str>, label: &str) -> Option<Self> {
        let label = label.to_ascii_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| label.contains(word));
        match mode {
            Some("environment") => Some(Self::Rear),
            Some("user") => Some(Self::Front),
            _ if says(&["back", "rear", "environment"]) => Some(Self::Rear),
            _ if says(&["front", "facetime", "selfie"]) => Some(Self::Front),
            _ => None,
        }
    }

    const fn opposite(self) -> Self {
        match self {
            Self::Rear => Self::Front,
            Self::Front => Self::Rear,
        }
    }
}

/// One camera. Its label is known once the camera may be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    pub id: String,
    pub label: String,
}

/// Which camera is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The one the browser finds best on this side.
    Facing(Facing),
    /// This very one, by its id.
    Device(String),
}

/// What `Switch camera` leads to: the other side where sides are known, else the next camera; none when there is but one.
pub fn next(devices: &[Device], current: Option<&str>, facing: Option<Facing>) -> Option<Wanted> {
    if devices.len() < 2 {
        return None;
    }
    let other = facing.map(Facing::opposite);
    let may_be_there = devices.iter().any(|device| {
        let told = Facing::told(None, &device.label);
        Some(device.id.as_str()) != current && (told.is_none() || told == other)
    });
    if let Some(other) = other.filter(|_| may_be_there) {
        return Some(Wanted::Facing(other));
    }
    let at = devices.iter().position(|device| Some(device.id.as_str()) == current);
    let next = at.map_or(0, |at| (at + 1) % devices.len());
    devices.get(next).map(|device| Wanted::Device(device.id.clone()))
}

/// What a picture is said to be taken with: the model of the device where the browser tells it, what Apple's devices say of
/// themselves, and on a desk the camera's own name.
pub fn name(model: Option<&str>, user_agent: &str, label: &str) -> Option<String> {
    let model = model.map(str::trim).filter(|model| !model.is_empty());
    let apple = ["iPhone", "iPad"].into_iter().find(|name| user_agent.contains(name));
    let is_phone = user_agent.contains("Mobile") || user_agent.contains("Android");
    // After the name, Chromium puts the numbers of the vendor and the product.
    let label = label.split(" (").next().map(str::trim).filter(|label| !label.is_empty() && !is_phone);
    model.or(apple).or(label).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{Device, Facing, Wanted, name, next};

    fn devices(labels: &[&str]) -> Vec<Device> {
        labels.iter().map(|label| Device { id: format!("id of {label}"), label: (*label).to_owned() }).collect()
    }

    #[test]
    fn a_phone_switches_between_its_sides() {
        let phone = devices(&["camera2 1, facing front", "camera2 0, facing back", "camera2 2, facing back"]);
        let rear = next(&phone, Some("id of camera2 0, facing back"), Some(Facing::Rear));
        assert_eq!(rear, Some(Wanted::Facing(Facing::Front)));
        let front = next(&phone, Some("id of camera2 1, facing front"), Some(Facing::Front));
        assert_eq!(front, Some(Wanted::Facing(Facing::Rear)));
    }

    #[test]
    fn where_there_is_no_other_side_the_next_camera_is_taken() {
        let lenses = devices(&["back wide", "back tele"]);
        assert_eq!(next(&lenses, Some("id of back wide"), Some(Facing::Rear)), Some(Wanted::Device("id of back tele".to_owned())));
        let desk = devices(&["C920", "USB camera"]);
        assert_eq!(next(&desk, Some("id of USB camera"), None), Some(Wanted::Device("id of C920".to_owned())));
    }

    #[test]
    fn one_camera_cannot_be_switched() {
        assert_eq!(next(&devices(&["C920"]), Some("id of C920"), None), None);
        assert_eq!(next(&[], None, None), None);
    }

    #[test]
    fn a_camera_tells_where_it_looks_by_its_mode_before_its_label() {
        assert_eq!(Facing::told(Some("user"), "back"), Some(Facing::Front));
        assert_eq!(Facing::told(None, "Back Dual Camera"), Some(Facing::Rear));
        assert_eq!(Facing::told(None, "FaceTime HD Camera"), Some(Facing::Front));
        assert_eq!(Facing::told(None, "C920"), None);
    }

    #[test]
    fn pictures_are_said_to_be_taken_with_what_is_known() {
        let android = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36";
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Version/26.0 Mobile/15E148";
        let desk = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36";
        assert_eq!(name(Some("Pixel 8"), android, "camera2 0, facing back").as_deref(), Some("Pixel 8"));
        assert_eq!(name(Some(""), android, "camera2 0, facing back"), None);
        assert_eq!(name(None, iphone, "Back Camera").as_deref(), Some("iPhone"));
        assert_eq!(name(Some(""), desk, "HD Pro Webcam C920 (046d:082d)").as_deref(), Some("HD Pro Webcam C920"));
        assert_eq!(name(None, desk, ""), None);
    }
}
