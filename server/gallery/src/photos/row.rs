//! From a row to what its viewer may know of it.

use super::access::{Sight, visibility};
use crate::{entity::photo, imaging, keys::hex, outside::at};
use model::{AccountId, Metadata, Owner, Photo, PhotoId, PhotoUrls, Rendition};
use sha2::{Digest, Sha256};

/// A photo as somebody with this sight of it may know it.
pub fn photo(row: photo::Model, owner: String, sight: Sight) -> Photo {
    let own = sight == Sight::Owner;
    let mut metadata: Metadata = serde_json::from_str(&row.metadata).unwrap_or_default();
    if !own {
        metadata.gps = None;
    }
    Photo {
        id: PhotoId(row.id),
        urls: urls(&row),
        owner: Owner { id: AccountId(row.owner_id), username: owner },
        visibility: visibility(&row),
        title: row.title,
        file_name: own.then_some(row.file_name),
        content_type: row.content_type,
        animated: row.animated,
        size: row.size.cast_unsigned(),
        width: row.width.cast_unsigned(),
        height: row.height.cast_unsigned(),
        taken_at: at(row.taken_at),
        taken_at_offset: row.taken_at_offset,
        added_at: at(row.added_at),
        deleted_at: row.deleted_at.map(at),
        thumbhash: row.thumbhash,
        sha256: own.then_some(row.sha256),
        metadata,
    }
}

/// Names the content of a photo's bytes and how they were made from it: part of their address, so that they can be kept forever.
pub fn version(row: &photo::Model) -> String {
    let digest = Sha256::new().chain_update(row.id).chain_update(&row.sha256).chain_update(imaging::RECIPE).finalize();
    hex(&digest[..6])
}

fn urls(row: &photo::Model) -> PhotoUrls {
    let (id, v) = (PhotoId(row.id), version(row));
    let of = |name: &str| format!("/photos/{id}/{name}?v={v}");
    PhotoUrls {
        thumb: of(Rendition::Thumb.as_str()),
        medium: of(Rendition::Medium.as_str()),
        preview: of(Rendition::Preview.as_str()),
        original: of("original"),
        page: format!("/photos/{id}"),
    }
}
