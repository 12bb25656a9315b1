//! The two rooms: paper (light) and darkroom (dark). Which one is shown follows the system unless the viewer chose; the
//! choice is kept in a cookie so that the server already renders the right one.

/// The room a viewer chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Paper,
    /// Dark.
    Darkroom,
}

impl Theme {
    /// Every choice, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Paper, Self::Darkroom, Self::System];

    /// The cookie that remembers the choice.
    pub const COOKIE: &str = "pinhole_theme";

    /// What stands for the system's in the switch.
    pub const SYSTEM: &str = "system";

    /// The value in the cookie and in `data-theme`; none for the system's.
    pub const fn value(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Paper => Some("light"),
            Self::Darkroom => Some("dark"),
        }
    }

    /// What it is called on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::System => "System",
            Self::Paper => "Paper",
            Self::Darkroom => "Darkroom",
        }
    }

    /// The choice with this value; anything unknown follows the system.
    pub fn from_value(value: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.value() == Some(value)).unwrap_or_default()
    }

    /// The choice the current viewer made: from the request's cookie.
    #[cfg(feature = "ssr")]
    pub fn chosen() -> Self {
        let Some(parts) = leptos::prelude::use_context::<http::request::Parts>() else { return Self::System };
        let cookies = parts.headers.get_all(http::header::COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
        let mut pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(name, _)| *name == Self::COOKIE).map(|(_, value)| Self::from_value(value)).unwrap_or_default()
    }

    /// The choice the current viewer made: as the server rendered it.
    #[cfg(not(feature = "ssr"))]
    pub fn chosen() -> Self {
        let root = leptos::prelude::document().document_element();
        root.and_then(|root| root.get_attribute("data-theme")).map(|value| Self::from_value(&value)).unwrap_or_default()
    }

    /// Show this room at once, and remember it for a year.
    #[cfg(feature = "hydrate")]
    pub fn choose(self) {
        use wasm_bindgen::JsCast;
        const YEAR: u32 = 365 * 24 * 60 * 60;
        let document = leptos::prelude::document();
        if let Some(root) = document.document_element() {
            let shown = match self.value() {
                Some(value) => root.set_attribute("data-theme", value),
                None => root.remove_attribute("data-theme"),
            };
            debug_assert!(shown.is_ok(), "`data-theme` is a valid attribute");
        }
        let (value, age) = self.value().map_or(("", 0), |value| (value, YEAR));
        let cookie = format!("{}={value}; Path=/; Max-Age={age}; SameSite=Lax", Self::COOKIE);
        if let Ok(document) = document.dyn_into::<web_sys::HtmlDocument>() {
            // A browser that refuses cookies still shows the choice until the next page.
            document.set_cookie(&cookie).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Theme;

    #[test]
    fn a_choice_survives_its_cookie() {
        for theme in Theme::ALL {
            assert_eq!(Theme::from_value(theme.value().unwrap_or_default()), theme);
        }
        assert_eq!(Theme::from_value("purple"), Theme::System);
    }
}
