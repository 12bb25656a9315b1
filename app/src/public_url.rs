//! The address of this gallery on the web, for what is read elsewhere and so must be absolute.

use crate::asked::Json;
use leptos::{prelude::*, server::SharedValue};

/// Scheme, host and port, such as `https://photos.example.org`, where whoever runs the gallery has said so. The server puts it
/// into the context of pages.
#[derive(Clone, Debug)]
pub struct PublicUrl(pub Option<String>);

impl PublicUrl {
    /// Let the browser's half know it too.
    pub(crate) fn provide() {
        let known: SharedValue<Option<String>, Json> = SharedValue::new_with_encoding(|| use_context::<Self>().and_then(|Self(url)| url));
        provide_context(Self(known.into_inner()));
    }

    /// The absolute form of an address from the root of the site.
    pub(crate) fn absolute(path: &str) -> Option<String> {
        use_context::<Self>().and_then(|Self(url)| url).map(|url| url + path)
    }
}
