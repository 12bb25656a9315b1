//! JPEG, through libjpeg-turbo, which can leave out detail while decoding.

use super::Decoded;
use crate::imaging::{
    ImagingError, Orientation,
    container::jpeg::{Frame, Jpeg},
    pixels::{Channels, Pixels},
};
use model::Rendition;
use turbojpeg::{Colorspace, Decompressor, Image, PixelFormat, ScalingFactor};

/// A progressive picture has about ten scans. Files with thousands of them exist only to keep a decoder busy.
const SCANS_MAX: u32 = 100;

/// Why a decode gave no clean result.
enum Trouble {
    /// All data was decoded without error; something harmless lies between it and the end of the image.
    AfterTheData(Pixels),
    /// Something outside the data is odd, as far as can be told from the first complaint.
    Harmless {
        decoded: Option<Pixels>,
        complaint: String,
    },
    Damaged(String),
}

/// Decode a picture, at the smallest scale that is enough for every rendition. That still reads all of its data.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, ImagingError> {
    let head = Jpeg::read_head(bytes)?;
    let icc = head.icc();
    let mut pixels = match attempt(bytes) {
        Ok(pixels) | Err(Trouble::AfterTheData(pixels)) => pixels,
        Err(Trouble::Damaged(cause)) => return Err(ImagingError::Damaged(cause)),
        // libjpeg tells only its first complaint, which may hide a worse one: decode again without what it complained of.
        Err(Trouble::Harmless { .. }) => match attempt(&Jpeg::read(bytes)?.rewrapped(None, Orientation::UPRIGHT)) {
            Ok(pixels) | Err(Trouble::AfterTheData(pixels) | Trouble::Harmless { decoded: Some(pixels), .. }) => pixels,
            Err(Trouble::Damaged(cause) | Trouble::Harmless { decoded: None, complaint: cause }) => {
                return Err(ImagingError::Damaged(cause));
            }
        },
    };
    // Adobe stores how much ink there is not.
    if pixels.channels == Channels::Cmyk && head.is_adobe() {
        pixels.bytes.iter_mut().for_each(|ink| *ink = !*ink);
    }
    Ok(Decoded { pixels, icc })
}

/// The size in px at which a picture is decoded.
pub(in crate::imaging) fn decoded_size(frame: &Frame) -> (u32, u32) {
    let eighths = eighths(frame.width, frame.height, frame.lossless);
    let scaled = |side: u32| (side * eighths).div_ceil(8);
    (scaled(frame.width), scaled(frame.height))
}

/// The smallest scale, in eighths, that leaves enough for the largest rendition.
fn eighths(width: u32, height: u32, lossless: bool) -> u32 {
    let needed = Rendition::Preview.long_side();
    let long = width.max(height);
    if lossless { 8 } else { SCALES.into_iter().find(|eighths| long * eighths >= 8 * needed).unwrap_or(8) }
}

/// The scales that are fast, in eighths.
const SCALES: [u32; 4] = [1, 2, 4, 8];

fn attempt(bytes: &[u8]) -> Result<Pixels, Trouble> {
    let mut decoder = Decompressor::new().map_err(|error| Trouble::Damaged(error.to_string()))?;
    let limited = decoder.set_scan_limit(SCANS_MAX).and_then(|()| decoder.read_header(bytes));
    let header = limited.map_err(|error| trouble(error, None))?;
    let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    let eighths = eighths(side(header.width), side(header.height), header.is_lossless) as usize;
    let scale = ScalingFactor::new(eighths, 8);
    decoder.set_scaling_factor(scale).map_err(|error| trouble(error, None))?;
    let (width, height) = (scale.scale(header.width), scale.scale(header.height));
    let (format, channels) = match header.colorspace {
        Colorspace::Gray => (PixelFormat::GRAY, Channels::Gray),
        Colorspace::CMYK | Colorspace::YCCK => (PixelFormat::CMYK, Channels::Cmyk),
        Colorspace::RGB | Colorspace::YCbCr => (PixelFormat::RGB, Channels::Rgb),
    };
    let pitch = width * channels.count();
    let mut pixels = vec![0; pitch * height];
    let outcome = decoder.decompress(bytes, Image { pixels: pixels.as_mut_slice(), width, pitch, height, format });
    let pixels = Pixels { width: side(width), height: side(height), channels, bytes: pixels };
    match outcome {
        Ok(()) => Ok(pixels),
        Err(error) => Err(trouble(error, Some(pixels))),
    }
}

/// Tell damage from what libjpeg merely remarks on: the crate makes an error of both, and the text is all there is.
fn trouble(error: turbojpeg::Error, decoded: Option<Pixels>) -> Trouble {
    let complaint = error.to_string();
    let says = |text: &str| complaint.contains(text);
    match decoded {
        Some(pixels) if says("extraneous bytes before marker 0xd9") => Trouble::AfterTheData(pixels),
        decoded
            if says("extraneous bytes before marker")
                || says("bad ICC marker")
                || says("unknown JFIF revision")
                || says("Unknown Adobe color transform") =>
        {
            Trouble::Harmless { decoded, complaint }
        }
        _ => Trouble::Damaged(complaint),
    }
}
