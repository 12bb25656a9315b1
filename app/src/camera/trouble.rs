//! Why there is no picture, in words, and the way out.

/// Why the camera gives no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The page came by plain http: browsers give cameras to secure pages only.
    Insecure,
    /// This browser has no way to a camera.
    Unsupported,
    /// There is no camera.
    Missing,
    /// The person, or the system, said no.
    Refused,
    /// Something else has the camera.
    InUse,
    /// It did not start, and nobody said why.
    Unknown,
}

impl Trouble {
    /// What the name of an exception of `getUserMedia` means (W3C Media Capture and Streams, 10.3; some names are older).
    pub fn from_exception(name: &str) -> Self {
        match name {
            "NotFoundError" | "DevicesNotFoundError" | "OverconstrainedError" => Self::Missing,
            "NotAllowedError" | "PermissionDeniedError" | "SecurityError" => Self::Refused,
            "NotReadableError" | "TrackStartError" | "AbortError" => Self::InUse,
            _ => Self::Unknown,
        }
    }

    /// What happened, in one sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Insecure => "Browsers give the camera to secure pages only.",
            Self::Unsupported => "This browser has no way to the camera.",
            Self::Missing => "There is no camera on this device.",
            Self::Refused => "This page may not use the camera.",
            Self::InUse => "Another app is using the camera.",
            Self::Unknown => "The camera did not start.",
        }
    }

    /// What to do about it.
    pub const fn way_out(self) -> &'static str {
        match self {
            Self::Insecure => "Open this page by https, or on the very computer it runs on as “localhost”.",
            Self::Unsupported => "A newer browser may have one.",
            Self::Missing => "Plug one in, and it starts by itself.",
            Self::Refused => "Allow it beside this page’s address, or in the settings of your system. Then try again.",
            Self::InUse => "Close the camera there, then try again.",
            Self::Unknown => "Try again, or load the page again.",
        }
    }

    /// Whether trying again may help, without leaving the page.
    pub const fn can_be_retried(self) -> bool {
        !matches!(self, Self::Insecure | Self::Unsupported)
    }

    /// Whether coming back to the page is reason enough to try again. After a no, only the person asks again.
    pub const fn may_have_passed(self) -> bool {
        matches!(self, Self::InUse)
    }
}

#[cfg(test)]
mod tests {
    use super::Trouble;
    use std::collections::HashSet;

    #[test]
    fn each_trouble_has_a_sentence_of_its_own_and_a_way_out() {
        let all = [Trouble::Insecure, Trouble::Unsupported, Trouble::Missing, Trouble::Refused, Trouble::InUse, Trouble::Unknown];
        let words: HashSet<_> = all.iter().flat_map(|trouble| [trouble.sentence(), trouble.way_out()]).collect();
        assert_eq!(words.len(), 2 * all.len());
    }

    #[test]
    fn exceptions_are_told_apart_in_every_browsers_words() {
        assert_eq!(Trouble::from_exception("NotAllowedError"), Trouble::Refused);
        assert_eq!(Trouble::from_exception("NotFoundError"), Trouble::Missing);
        assert_eq!(Trouble::from_exception("TrackStartError"), Trouble::InUse);
        assert_eq!(Trouble::from_exception("TypeError"), Trouble::Unknown);
    }

    #[test]
    fn after_a_no_nobody_is_asked_again_by_coming_back() {
        assert!(!Trouble::Refused.may_have_passed() && Trouble::Refused.can_be_retried());
    }
}
