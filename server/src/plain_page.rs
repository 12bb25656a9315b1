//! Pages that stand alone: without script and without any file of the site, which may not be there for them.

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use leptos::prelude::*;
use sha2::{Digest, Sha256};

/// Their looks, which are in the page itself.
const STYLE: &str = concat!(
    include_str!("../../style/tokens.css"),
    include_str!("../../style/base.css"),
    include_str!("../../style/components/button.css"),
    include_str!("../../style/plain.css"),
);

/// Such a page may load nothing, and wear no style but its own (CSP level 3).
pub fn policy() -> String {
    let style = BASE64.encode(Sha256::digest(STYLE));
    format!("default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
}

/// A whole page with this inside.
pub fn html(title: &str, main: AnyView) -> String {
    let page = view! {
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="robots" content="noindex" />
                <title>{format!("{title} · Pinhole")}</title>
                <style inner_html=STYLE></style>
            </head>
            <body>
                <main class="plain">{main}</main>
            </body>
        </html>
    };
    format!("<!DOCTYPE html>{}", page.to_html())
}
