//! PNG, WebP and GIF, through the `image` crate.

use super::Decoded;
use crate::imaging::{
    ImagingError, Plan,
    container::{gif::Gif, png::Png, webp::Webp},
    pixels::{Channels, Pixels},
};
use image::{
    AnimationDecoder, DynamicImage, Frames, ImageDecoder, Limits,
    codecs::{gif::GifDecoder, png::PngDecoder, webp::WebPDecoder},
};
use std::io::Cursor;

/// How many pixels of an animation are decoded to see whether it is whole. Of what comes after them, only the container is checked.
const WALKED_PIXELS: u64 = 400_000_000;

/// What a PNG's profile and texts may take when they are read, in bytes. Files that need more are refused.
pub(in crate::imaging) const PNG_EXTRAS: u64 = 16 << 20;

/// Decode a PNG; of an animated one, the picture that is shown where animations are not.
pub(super) fn png(bytes: &[u8], plan: &Plan) -> Result<Decoded, ImagingError> {
    Png::read(bytes)?.verify()?;
    // This one counts only what it holds besides the picture.
    let mut limits = limits(plan);
    limits.max_alloc = Some(PNG_EXTRAS + 32 * u64::from(plan.width));
    let mut decoder = PngDecoder::with_limits(Cursor::new(bytes), limits).map_err(ImagingError::damaged)?;
    let icc = decoder.icc_profile().ok().flatten();
    let picture = DynamicImage::from_decoder(decoder).map_err(ImagingError::damaged)?;
    Ok(Decoded { pixels: pixels(picture), icc })
}

/// Decode a WebP; of an animated one, the first frame, after which the others are checked.
pub(super) fn webp(bytes: &[u8], plan: &Plan) -> Result<Decoded, ImagingError> {
    let container = Webp::read(bytes)?;
    let icc = container.icc().map(<[u8]>::to_vec);
    let mut decoder = WebPDecoder::new(Cursor::new(container.bytes)).map_err(ImagingError::damaged)?;
    decoder.set_limits(limits(plan)).map_err(ImagingError::damaged)?;
    let picture = if decoder.has_animation() {
        first_frame(decoder.into_frames(), plan)?
    } else {
        DynamicImage::from_decoder(decoder).map_err(ImagingError::damaged)?
    };
    Ok(Decoded { pixels: pixels(picture), icc })
}

/// Decode a GIF: the first frame, after which the others are checked.
pub(super) fn gif(bytes: &[u8], plan: &Plan) -> Result<Decoded, ImagingError> {
    Gif::read(bytes)?;
    let mut decoder = GifDecoder::new(Cursor::new(bytes)).map_err(ImagingError::damaged)?;
    decoder.set_limits(limits(plan)).map_err(ImagingError::damaged)?;
    let icc = decoder.icc_profile().ok().flatten();
    Ok(Decoded { pixels: pixels(first_frame(decoder.into_frames(), plan)?), icc })
}

fn first_frame(mut frames: Frames<'_>, plan: &Plan) -> Result<DynamicImage, ImagingError> {
    let first = frames.next().ok_or_else(|| ImagingError::damaged("no frames"))?.map_err(ImagingError::damaged)?;
    let canvas = (u64::from(plan.width) * u64::from(plan.height)).max(1);
    let walked = usize::try_from(WALKED_PIXELS / canvas).unwrap_or(usize::MAX);
    for frame in frames.take(walked) {
        frame.map_err(ImagingError::damaged)?;
    }
    Ok(DynamicImage::ImageRgba8(first.into_buffer()))
}

/// The crate's own limits are none on sides and 512 MiB on memory, whatever was planned.
fn limits(plan: &Plan) -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(plan.width);
    limits.max_image_height = Some(plan.height);
    limits.max_alloc = Some(plan.memory);
    limits
}

fn pixels(picture: DynamicImage) -> Pixels {
    let (width, height) = (picture.width(), picture.height());
    let (channels, bytes) = match picture {
        DynamicImage::ImageLuma8(image) => (Channels::Gray, image.into_raw()),
        DynamicImage::ImageLuma16(image) => (Channels::Gray, halved(&image)),
        DynamicImage::ImageLumaA8(image) => (Channels::GrayAlpha, image.into_raw()),
        DynamicImage::ImageLumaA16(image) => (Channels::GrayAlpha, halved(&image)),
        DynamicImage::ImageRgb8(image) => (Channels::Rgb, image.into_raw()),
        DynamicImage::ImageRgb16(image) => (Channels::Rgb, halved(&image)),
        DynamicImage::ImageRgba8(image) => (Channels::Rgba, image.into_raw()),
        DynamicImage::ImageRgba16(image) => (Channels::Rgba, halved(&image)),
        other => (Channels::Rgba, other.into_rgba8().into_raw()),
    };
    Pixels { width, height, channels, bytes }
}

/// Sixteen bits a channel as eight, rounded.
fn halved(samples: &[u16]) -> Vec<u8> {
    samples.iter().map(|sample| u8::try_from((u32::from(*sample) + 128) / 257).unwrap_or(u8::MAX)).collect()
}
