//! Where one is, for the links in a bar.

use leptos_router::params::ParamsMap;

/// The link to a code of the page at `here`, for another device to open.
pub fn code_of(here: &str) -> String {
    let path = ParamsMap::from_iter([("path", here.to_owned())]);
    format!("/qr{}", path.to_query_string())
}

/// The `aria-current` of a link to `place`, on the page at `here` (path and query): a page below a place counts as that place.
pub fn current(place: &str, here: &str) -> Option<&'static str> {
    let below = here.strip_prefix(place)?;
    (below.is_empty() || below.starts_with(['/', '?'])).then_some("page")
}

#[cfg(test)]
mod tests {
    use super::current;

    #[test]
    fn one_is_at_a_place_and_below_it_but_not_beside_it() {
        assert_eq!(current("/photos", "/photos"), Some("page"));
        assert_eq!(current("/photos", "/photos/0190"), Some("page"));
        assert_eq!(current("/photos", "/photos?at=2024-05"), Some("page"));
        assert_eq!(current("/photos", "/photosphere"), None);
        assert_eq!(current("/photos", "/"), None);
    }
}
