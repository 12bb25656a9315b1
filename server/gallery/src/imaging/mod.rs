//! Pictures, as pure functions over bytes: telling what a file is, what developing it will take, making everything that is
//! shown of it from one decode, and the copy of the original that others may have.
//!
//! Nothing here reads a disk, a clock or a database. Decoders of hostile files may panic: call these functions where a panic
//! is caught, on a thread that may block.

mod clean;
mod colour;
mod container;
mod decode;
mod metadata;
mod orientation;
mod pixels;
mod plan;
mod renditions;
#[cfg(any(test, feature = "testing"))]
pub mod sample;
mod sniff;
#[cfg(test)]
mod tests;

pub use clean::clean;
pub use metadata::Taken;
pub use orientation::Orientation;
pub use plan::{Plan, plan};
pub use renditions::{RECIPE, rendition_type};
pub use sniff::{Sniffed, sniff};

use model::{Metadata, Rendition};

/// Why a picture could not be read. The texts are for the log, not for people.
#[derive(Debug, thiserror::Error)]
pub enum ImagingError {
    /// There are no bytes at all.
    #[error("the file is empty")]
    Empty,
    /// The file is not whole, or not what its first bytes promise.
    #[error("damaged: {0}")]
    Damaged(String),
    /// The file is fine, but a rendition of it could not be written.
    #[error("no rendition could be made: {0}")]
    Rendition(String),
}

impl ImagingError {
    fn damaged(cause: impl ToString) -> Self {
        Self::Damaged(cause.to_string())
    }

    fn rendition(cause: impl ToString) -> Self {
        Self::Rendition(cause.to_string())
    }
}

/// Everything that is made of a picture when it arrives.
#[derive(Clone, Debug)]
pub struct Developed {
    /// Width in px, upright.
    pub width: u32,
    /// Height in px, upright.
    pub height: u32,
    /// Whether the file shows several pictures, one after the other. Renditions are of the first.
    pub animated: bool,
    /// A `ThumbHash` of the picture, about 25 bytes.
    pub thumbhash: Vec<u8>,
    /// Every rendition, from the smallest to the largest, each a whole file without metadata. [`rendition_type`] tells its media type.
    pub renditions: Vec<(Rendition, Vec<u8>)>,
    /// What the camera wrote; empty when it wrote nothing that can be read.
    pub metadata: Metadata,
    /// When the camera says it was taken.
    pub taken: Option<Taken>,
}

/// Decode a picture once, which proves that it is whole, and make everything from that one decode.
///
/// Takes at most [`Plan::memory`] bytes besides the file.
///
/// Errors: [`ImagingError::Damaged`] when the file is truncated or decodes only with errors.
pub fn develop(bytes: &[u8], plan: &Plan) -> Result<Developed, ImagingError> {
    let decoded = decode::decode(bytes, plan)?;
    let made = renditions::make(decoded, plan)?;
    let camera = container::exif(bytes, plan.kind).map(metadata::read).unwrap_or_default();
    let (width, height) = plan.orientation.upright(plan.width, plan.height);
    Ok(Developed {
        width,
        height,
        animated: container::moves(bytes, plan.kind),
        thumbhash: made.thumbhash,
        renditions: made.renditions,
        metadata: camera.metadata,
        taken: camera.taken,
    })
}
