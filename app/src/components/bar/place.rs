//! Which of the places in a bar one is at.

/// The `aria-current` of a link to `place`, on the page at `here`: a page below a place counts as that place.
pub fn current(place: &str, here: &str) -> Option<&'static str> {
    let below = here.strip_prefix(place)?;
    (below.is_empty() || below.starts_with('/')).then_some("page")
}

#[cfg(test)]
mod tests {
    use super::current;

    #[test]
    fn one_is_at_a_place_and_below_it_but_not_beside_it() {
        assert_eq!(current("/photos", "/photos"), Some("page"));
        assert_eq!(current("/photos", "/photos/0190"), Some("page"));
        assert_eq!(current("/photos", "/photosphere"), None);
        assert_eq!(current("/photos", "/"), None);
    }
}
