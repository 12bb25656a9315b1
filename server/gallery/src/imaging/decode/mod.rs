//! From a file to pixels.

mod jpeg;
mod others;

pub(super) use jpeg::decoded_size as jpeg_size;
pub(super) use others::PNG_EXTRAS;

use super::{ImagingError, Plan, pixels::Pixels};
use model::FileType;

/// A decoded picture: as stored, so not yet turned upright, and in its own colours.
pub(super) struct Decoded {
    /// Maybe smaller than the file says, but never smaller than the largest rendition.
    pub(super) pixels: Pixels,
    /// The ICC profile that says what its colours mean.
    pub(super) icc: Option<Vec<u8>>,
}

/// Decode a picture, reading all of it.
pub(super) fn decode(bytes: &[u8], plan: &Plan) -> Result<Decoded, ImagingError> {
    match plan.kind {
        FileType::Jpeg => jpeg::decode(bytes),
        FileType::Png => others::png(bytes, plan),
        FileType::Webp => others::webp(bytes, plan),
        FileType::Gif => others::gif(bytes, plan),
    }
}
