//! The signs on buttons, drawn on a grid of 24 × 24 with lines of one weight.

use leptos::prelude::*;

/// What a sign means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Photos,
    Public,
    Upload,
    Person,
    Camera,
    Paper,
    Darkroom,
    System,
    OnlyMe,
    Link,
    Everyone,
    Close,
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "the tray comes in browsers only"))]
    Again,
    Down,
    Trash,
    Download,
    Check,
    Back,
    Forward,
    Details,
    Fill,
    Shrink,
    Keys,
    Play,
    Pause,
    Share,
    ShareUp,
    AddHome,
    Dots,
    Code,
}

impl Sign {
    /// Its line, in SVG path syntax.
    const fn path(self) -> &'static str {
        match self {
            Self::Photos => "M3 5h8v6H3zM14 5h7v6h-7zM3 14h6v5H3zM12 14h9v5h-9z",
            Self::Public | Self::Everyone => {
                "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c2.5 2.4 3.8 5.4 3.8 9s-1.3 6.6-3.8 9c-2.5-2.4-3.8-5.4-3.8-9S9.5 5.4 12 3z"
            }
            Self::ShareUp => "M12 15V3M8 7l4-4 4 4M8 10H5v11h14V10h-3",
            Self::AddHome => "M4 4h16v16H4zM12 8v8M8 12h8",
            Self::Dots => "M12 4a1 1 0 1 0 0 2 1 1 0 0 0 0-2zM12 11a1 1 0 1 0 0 2 1 1 0 0 0 0-2zM12 18a1 1 0 1 0 0 2 1 1 0 0 0 0-2z",
            Self::Upload => "M12 16V4M7 9l5-5 5 5M4 16v4h16v-4",
            Self::Person => "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c.6-4 3.8-6 8-6s7.4 2 8 6",
            Self::Camera => "M4 8h4l1.500-2.500h5L16 8h4v11H4zM12 10a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7z",
            Self::Paper => {
                "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M4.9 4.900l1.4 1.400M17.7 17.700l1.4 1.400M2 12h2M20 12h2M4.9 19.100l1.4-1.400M17.7 6.300l1.4-1.4"
            }
            Self::Darkroom => "M20 14.500A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.500z",
            Self::System => "M3 5h18v11H3zM9 20h6M12 16v4",
            Self::OnlyMe => "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
            Self::Link => "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.700L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.700L12 17",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Again => "M20 12a8 8 0 1 1-2.5-5.800M20 3v5h-5",
            Self::Down => "M6 9l6 6 6-6",
            Self::Trash => "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v6M14 11v6",
            Self::Check => "M5 12l5 5L19 7",
            Self::Back => "M15 5l-7 7 7 7",
            Self::Forward => "M9 5l7 7-7 7",
            Self::Details => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v6M12 7.200v.4",
            Self::Fill => "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
            Self::Shrink => "M9 4v5H4M20 9h-5V4M15 20v-5h5M4 15h5v5",
            Self::Keys => "M3 6h18v12H3zM7 10h.2M12 10h.2M17 10h.2M8 14h8",
            Self::Play => "M8 5l11 7-11 7z",
            Self::Pause => "M9 5v14M15 5v14",
            Self::Share => "M12 15V4M8 8l4-4 4 4M7 12H5v8h14v-8h-2",
            Self::Code => "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2M20 14v2h-2M14 20h2M20 20h-.2",
            Self::Download => "M12 4v12M7 11l5 5 5-5M4 20h16",
        }
    }
}

/// A sign. It is never the only name of something: what it stands on has words of its own.
#[component]
pub fn Icon(
    /// Which one.
    sign: Sign,
) -> impl IntoView {
    drawn(sign.path())
}

/// A sign by its line, in SVG path syntax: for signs that only one page has, and brings with it.
pub fn drawn(path: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=path></path>
        </svg>
    }
}
