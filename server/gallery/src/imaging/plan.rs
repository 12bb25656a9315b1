//! What developing a picture will take, told from its headers.

use super::{
    ImagingError, Orientation,
    container::{self, gif::Gif, jpeg, jpeg::Jpeg, png::Png, webp::Webp},
    decode, metadata,
};
use model::{FileType, Rendition};

/// What a file's headers say, and the memory that follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    pub kind: FileType,
    /// Width in px, as stored.
    pub width: u32,
    /// Height in px, as stored.
    pub height: u32,
    /// How the stored picture must be turned to be upright.
    pub orientation: Orientation,
    /// The most memory, in bytes, that developing it holds at any moment, the file itself not counted.
    pub memory: u64,
}

/// Tables, scan lines and what else does not grow with the picture, in bytes.
const FIXED: u64 = 8 << 20;

/// What colours, turning and encoders hold per pixel of the largest rendition, in bytes. Most of it is the WebP encoder's.
const PER_RENDERED_PIXEL: u64 = 24;

/// The largest rendition itself, in bytes per pixel.
const PER_RENDITION_PIXEL: u64 = 4;

/// Read a file's headers, to know what developing it will take. Nothing is decoded.
///
/// Errors: [`ImagingError::Empty`]; [`ImagingError::Damaged`] when the headers make no sense or the container ends too early.
pub fn plan(bytes: &[u8], kind: FileType) -> Result<Plan, ImagingError> {
    if bytes.is_empty() {
        return Err(ImagingError::Empty);
    }
    let Size { width, height, decoding } = match kind {
        FileType::Jpeg => jpeg(bytes)?,
        FileType::Png => png(bytes)?,
        FileType::Webp => webp(bytes)?,
        FileType::Gif => gif(bytes)?,
    };
    let orientation = container::exif(bytes, kind).map(metadata::orientation).unwrap_or_default();
    let (rendered_width, rendered_height) = Rendition::Preview.fit(width, height);
    let rendered = area(rendered_width, rendered_height);
    // The decoded picture is gone when the largest rendition has been made of it.
    let memory = decoding.saturating_add(PER_RENDITION_PIXEL * rendered).max(PER_RENDERED_PIXEL * rendered);
    Ok(Plan { kind, width, height, orientation, memory: memory.saturating_add(FIXED) })
}

/// The size of a stored picture in px, and the bytes held while it is decoded and made smaller.
struct Size {
    width: u32,
    height: u32,
    decoding: u64,
}

impl Size {
    /// For a decoder that holds `per_pixel` bytes at its peak and leaves `channels` bytes for each pixel.
    fn new(width: u32, height: u32, per_pixel: u64, channels: u64) -> Self {
        let pixels = area(width, height);
        let decoding = pixels.saturating_mul(per_pixel).max(pixels.saturating_mul(channels).saturating_add(resizing(width, height)));
        Self { width, height, decoding }
    }
}

fn jpeg(bytes: &[u8]) -> Result<Size, ImagingError> {
    let frame = Jpeg::read_head(bytes)?.frame()?;
    let (width, height) = decode::jpeg_size(&frame);
    let channels = if frame.sampling.len() > 1 { frame.sampling.len().max(3) as u64 } else { 1 };
    // A copy of the file without what trips the decoder may be needed, and some scan lines of every component.
    let decoder = bytes.len() as u64 + 256 * u64::from(frame.width) + if frame.several_scans { coefficients(&frame) } else { 0 };
    let small = area(width, height) * channels;
    Ok(Size { width: frame.width, height: frame.height, decoding: small + decoder.max(resizing(width, height)) })
}

/// The bytes of all DCT coefficients of a picture: two for each, in blocks of 64.
fn coefficients(frame: &jpeg::Frame) -> u64 {
    let most = |factor: fn(&(u32, u32)) -> u32| frame.sampling.iter().map(factor).max().unwrap_or(1).max(1);
    let (most_h, most_v) = (most(|(h, _)| *h), most(|(_, v)| *v));
    let blocks = |(h, v): &(u32, u32)| {
        let wide = frame.width.div_ceil(8 * most_h) * h;
        let high = frame.height.div_ceil(8 * most_v) * v;
        area(wide, high)
    };
    128 * frame.sampling.iter().map(blocks).sum::<u64>()
}

fn png(bytes: &[u8]) -> Result<Size, ImagingError> {
    let png = Png::read(bytes)?;
    let header = png.header()?;
    let channels = if header.deep { header.decoded / 2 } else { header.decoded };
    // Sixteen bits are halved into a second buffer.
    let per_pixel = if header.deep { header.decoded + channels } else { header.decoded };
    let lines = 32 * u64::from(header.width) + if png.has_compressed_extras() { decode::PNG_EXTRAS } else { 0 };
    let size = Size::new(header.width, header.height, per_pixel, channels);
    Ok(Size { decoding: size.decoding.saturating_add(lines), ..size })
}

fn webp(bytes: &[u8]) -> Result<Size, ImagingError> {
    let header = Webp::read(bytes)?.header()?;
    let channels = if header.alpha || header.animated { 4 } else { 3 };
    // Lossy: colour planes, alpha plane and the picture. Lossless: two pictures with alpha. Animated: the canvas, a frame and its planes.
    let per_pixel = if header.animated { 18 } else { 10 };
    let size = Size::new(header.width, header.height, per_pixel, channels);
    Ok(Size { decoding: size.decoding.saturating_add(bytes.len() as u64), ..size })
}

fn gif(bytes: &[u8]) -> Result<Size, ImagingError> {
    let gif = Gif::read(bytes)?;
    // The canvas before, the canvas after and the first one of all; then the frame itself.
    let size = Size::new(gif.width, gif.height, 12, 4);
    Ok(Size { decoding: size.decoding.saturating_add(5 * gif.largest_frame()), ..size })
}

/// The bytes held between the two passes of a resize, with the table of its weights.
fn resizing(width: u32, height: u32) -> u64 {
    let (rendered_width, _) = Rendition::Preview.fit(width, height);
    4 * area(rendered_width, height) + 64 * (u64::from(width) + u64::from(height))
}

fn area(width: u32, height: u32) -> u64 {
    u64::from(width) * u64::from(height)
}
