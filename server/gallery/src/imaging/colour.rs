//! Colours as every screen understands them: sRGB (IEC 61966-2-1).

use super::pixels::{Channels, Pixels};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// The same picture in sRGB, with alpha where it had some. A profile that cannot be used counts as none.
pub(super) fn to_srgb(picture: Pixels, icc: Option<&[u8]>) -> Pixels {
    let profile = icc.and_then(|icc| ColorProfile::new_from_slice(icc).ok());
    match profile.and_then(|profile| converted(&picture, &profile)) {
        Some(converted) => converted,
        None => assumed(picture),
    }
}

/// Through the picture's own profile; nothing when that is for another kind of picture, or not enough.
fn converted(picture: &Pixels, profile: &ColorProfile) -> Option<Pixels> {
    let (space, from, channels, to) = match picture.channels {
        Channels::Gray => (DataColorSpace::Gray, Layout::Gray, Channels::Rgb, Layout::Rgb),
        Channels::GrayAlpha => (DataColorSpace::Gray, Layout::GrayAlpha, Channels::Rgba, Layout::Rgba),
        Channels::Rgb => (DataColorSpace::Rgb, Layout::Rgb, Channels::Rgb, Layout::Rgb),
        Channels::Rgba => (DataColorSpace::Rgb, Layout::Rgba, Channels::Rgba, Layout::Rgba),
        Channels::Cmyk => (DataColorSpace::Cmyk, Layout::Rgba, Channels::Rgb, Layout::Rgb),
    };
    if profile.color_space != space {
        return None;
    }
    let transform = profile.create_transform_8bit(from, &ColorProfile::new_srgb(), to, TransformOptions::default()).ok()?;
    let mut bytes = vec![0; picture.bytes.len() / picture.channels.count() * channels.count()];
    transform.transform(&picture.bytes, &mut bytes).ok()?;
    Some(Pixels { channels, bytes, ..*picture })
}

/// Without a profile: taken for sRGB already, and inks for ideal ones.
fn assumed(picture: Pixels) -> Pixels {
    let pixels = picture.bytes.as_slice();
    let (channels, bytes) = match picture.channels {
        Channels::Rgb | Channels::Rgba => return picture,
        Channels::Gray => (Channels::Rgb, pixels.iter().flat_map(|gray| [*gray; 3]).collect()),
        Channels::GrayAlpha => {
            (Channels::Rgba, pixels.as_chunks().0.iter().flat_map(|[gray, alpha]| [*gray, *gray, *gray, *alpha]).collect())
        }
        Channels::Cmyk => {
            let inks = pixels.as_chunks::<4>().0.iter();
            (
                Channels::Rgb,
                inks.flat_map(|[cyan, magenta, yellow, black]| [*cyan, *magenta, *yellow].map(|ink| light(ink, *black))).collect(),
            )
        }
    };
    Pixels { channels, bytes, ..picture }
}

/// The light that is left of white by an ink and black.
fn light(ink: u8, black: u8) -> u8 {
    let left = u16::from(!ink) * u16::from(!black);
    u8::try_from((left + 127) / 255).unwrap_or(u8::MAX)
}
