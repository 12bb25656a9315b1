//! The address of this gallery on the web, for what is read elsewhere and so must be absolute.

use leptos::{
    prelude::*,
    server::{SharedValue, codee::string::FromToStringCodec},
};

/// Scheme, host and port, such as `https://photos.example.org`, where whoever runs the gallery has said so. The server puts it
/// into the context of pages.
#[derive(Clone, Debug)]
pub struct PublicUrl(pub Option<String>);

impl PublicUrl {
    /// Let the browser's half know it too.
    pub(crate) fn provide() {
        // As plain text, empty when there is none: reading JSON does not come with every page.
        let known: SharedValue<String, FromToStringCodec> =
            SharedValue::new_with_encoding(|| use_context::<Self>().and_then(|Self(url)| url).unwrap_or_default());
        provide_context(Self(Some(known.into_inner()).filter(|url| !url.is_empty())));
    }

    /// The absolute form of an address from the root of the site.
    pub(crate) fn absolute(path: &str) -> Option<String> {
        use_context::<Self>().and_then(|Self(url)| url).map(|url| url + path)
    }
}
