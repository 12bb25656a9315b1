//! The derived copies: what they look like inside, and how they are written.

use super::{
    ImagingError, Plan, colour,
    decode::Decoded,
    pixels::{Channels, Pixels},
};
use model::{FileType, Rendition};
use turbojpeg::{Compressor, Image, PixelFormat, Subsamp};
use webp::{PixelLayout, WebPConfig};

/// How renditions are made at present. It changes whenever a size, format or quality does, so that it can be part of a cache's key.
pub const RECIPE: &str = "1";

/// The longest side in px from which a `ThumbHash` is made.
const HASHED_SIDE: u32 = 100;

/// What is made of one decode.
pub(super) struct Made {
    pub(super) thumbhash: Vec<u8>,
    /// From the smallest to the largest.
    pub(super) renditions: Vec<(Rendition, Vec<u8>)>,
}

/// Make every rendition, each from the next larger one.
pub(super) fn make(decoded: Decoded, plan: &Plan) -> Result<Made, ImagingError> {
    let Decoded { pixels, icc } = decoded;
    // Colours and turning come after the first resize, when there is least left to do.
    let small = pixels.resized(Rendition::Preview.fit(plan.width, plan.height))?;
    let preview = plan.orientation.apply(colour::to_srgb(small, icc.as_deref()).without_idle_alpha());
    let (width, height) = plan.orientation.upright(plan.width, plan.height);
    let preview_file = encode(&preview, Rendition::Preview)?;
    let medium = preview.resized(Rendition::Medium.fit(width, height))?;
    let medium_file = encode(&medium, Rendition::Medium)?;
    let thumb = medium.resized(Rendition::Thumb.fit(width, height))?;
    let thumb_file = encode(&thumb, Rendition::Thumb)?;
    Ok(Made {
        thumbhash: thumbhash(thumb)?,
        renditions: vec![(Rendition::Thumb, thumb_file), (Rendition::Medium, medium_file), (Rendition::Preview, preview_file)],
    })
}

/// The media type of a rendition, told from its bytes: it depends on whether the picture has transparent parts.
pub fn rendition_type(rendition: &[u8]) -> &'static str {
    if rendition.starts_with(b"RIFF") { FileType::Webp.media_type() } else { FileType::Jpeg.media_type() }
}

/// How one rendition is written.
struct Recipe {
    /// 0–100, as libwebp understands it.
    webp_quality: f32,
    /// 0 is fastest, 6 is smallest.
    webp_effort: i32,
    /// 1–100, as libjpeg understands it; none to write WebP even without transparent parts.
    jpeg_quality: Option<i32>,
}

const fn recipe(rendition: Rendition) -> Recipe {
    match rendition {
        Rendition::Thumb => Recipe { webp_quality: 84.0, webp_effort: 2, jpeg_quality: None },
        Rendition::Medium => Recipe { webp_quality: 85.0, webp_effort: 2, jpeg_quality: None },
        Rendition::Preview => Recipe { webp_quality: 85.0, webp_effort: 2, jpeg_quality: Some(78) },
    }
}

fn encode(picture: &Pixels, rendition: Rendition) -> Result<Vec<u8>, ImagingError> {
    let recipe = recipe(rendition);
    match (picture.channels, recipe.jpeg_quality) {
        (Channels::Rgb, Some(quality)) => encode_jpeg(picture, quality),
        (Channels::Rgb, None) => encode_webp(picture, PixelLayout::Rgb, &recipe),
        (Channels::Rgba, _) => encode_webp(picture, PixelLayout::Rgba, &recipe),
        (other, _) => Err(ImagingError::Rendition(format!("{other:?} was not made sRGB"))),
    }
}

fn encode_jpeg(picture: &Pixels, quality: i32) -> Result<Vec<u8>, ImagingError> {
    let (width, height) = (picture.width as usize, picture.height as usize);
    let image = Image { pixels: picture.bytes.as_slice(), width, pitch: 3 * width, height, format: PixelFormat::RGB };
    let compress = || {
        let mut compressor = Compressor::new()?;
        compressor.set_quality(quality)?;
        compressor.set_subsamp(Subsamp::Sub2x2)?;
        compressor.set_optimize(true)?;
        compressor.compress_to_vec(image)
    };
    compress().map_err(|error: turbojpeg::Error| ImagingError::rendition(error))
}

fn encode_webp(picture: &Pixels, layout: PixelLayout, recipe: &Recipe) -> Result<Vec<u8>, ImagingError> {
    let mut config = WebPConfig::new().map_err(|()| ImagingError::rendition("libwebp has another version than its bindings"))?;
    config.quality = recipe.webp_quality;
    config.method = recipe.webp_effort;
    let encoder = webp::Encoder::new(&picture.bytes, layout, picture.width, picture.height);
    encoder.encode_advanced(&config).map(|file| file.to_vec()).map_err(|error| ImagingError::Rendition(format!("{error:?}")))
}

fn thumbhash(thumb: Pixels) -> Result<Vec<u8>, ImagingError> {
    let long = thumb.width.max(thumb.height).max(1);
    let scaled = |side: u32| if long <= HASHED_SIDE { side } else { (side * HASHED_SIDE / long).max(1) };
    let size = (scaled(thumb.width), scaled(thumb.height));
    let tiny = thumb.resized(size)?;
    let rgba = match tiny.channels {
        Channels::Rgb => tiny.bytes.as_chunks().0.iter().flat_map(|[red, green, blue]| [*red, *green, *blue, u8::MAX]).collect(),
        _ => tiny.bytes,
    };
    Ok(thumbhash::rgba_to_thumb_hash(tiny.width as usize, tiny.height as usize, &rgba))
}
