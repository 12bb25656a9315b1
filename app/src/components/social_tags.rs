//! What other places show of a link to a picture.

use super::tile::words_for;
use crate::public_url::PublicUrl;
use leptos::prelude::*;
use leptos_meta::Meta;
use model::{Photo, Rendition, Visibility};

/// A preview for those who are sent the link (Open Graph, Twitter cards): of pictures that whoever has the link may see, where the gallery
/// knows its own address.
#[component]
pub fn SocialTags(
    /// The picture of the page.
    photo: Photo,
) -> impl IntoView {
    let is_shared = photo.visibility != Visibility::Private && photo.deleted_at.is_none();
    let addresses = PublicUrl::absolute(&photo.urls.page).zip(PublicUrl::absolute(&photo.urls.preview));
    addresses.filter(|_| is_shared).map(|(page, image)| {
        let (width, height) = Rendition::Preview.fit(photo.width, photo.height);
        view! {
            <Meta property="og:type" content="website" />
            <Meta property="og:site_name" content="Pinhole" />
            <Meta property="og:title" content=words_for(&photo) />
            <Meta property="og:url" content=page />
            <Meta property="og:image" content=image />
            <Meta property="og:image:width" content=width.to_string() />
            <Meta property="og:image:height" content=height.to_string() />
            <Meta property="og:image:alt" content=words_for(&photo) />
            <Meta name="twitter:card" content="summary_large_image" />
        }
    })
}
