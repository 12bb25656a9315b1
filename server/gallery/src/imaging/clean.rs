//! The copy of an original that everyone but its owner may have.

use super::{
    ImagingError,
    container::{self, gif::Gif, jpeg::Jpeg, png::Png, webp::Webp},
    metadata,
};
use model::FileType;

/// The same picture without anything that is not the picture: put together again from only the parts that decoders need.
///
/// Gone are Exif, XMP, IPTC, comments, texts, times, maker notes, thumbnails, further pictures and whatever follows the end. Kept,
/// byte for byte, are the coded pixels and animation; kept in meaning are the ICC profile and the orientation, the latter in an
/// Exif block that holds nothing else.
///
/// Errors: [`ImagingError::Damaged`] when the file is not whole.
pub fn clean(bytes: &[u8], kind: FileType) -> Result<Vec<u8>, ImagingError> {
    let orientation = container::exif(bytes, kind).map(metadata::orientation).unwrap_or_default();
    Ok(match kind {
        FileType::Jpeg => {
            let jpeg = Jpeg::read(bytes)?;
            jpeg.rewrapped(jpeg.icc().as_deref(), orientation)
        }
        FileType::Png => Png::read(bytes)?.rewrapped(orientation),
        FileType::Webp => Webp::read(bytes)?.rewrapped(orientation)?,
        FileType::Gif => Gif::read(bytes)?.rewrapped(),
    })
}
