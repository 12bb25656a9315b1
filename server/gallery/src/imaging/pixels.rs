//! A decoded picture: eight bits a channel, row by row, without gaps.

use super::ImagingError;
use fast_image_resize::{MulDiv, PixelType, ResizeAlg, ResizeOptions, Resizer, images::Image};

/// What the channels of a pixel mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Channels {
    Gray,
    GrayAlpha,
    Rgb,
    /// Alpha is not premultiplied.
    Rgba,
    /// 0 is no ink, 255 is full ink.
    Cmyk,
}

impl Channels {
    /// Channels, and so bytes, per pixel.
    pub(super) const fn count(self) -> usize {
        match self {
            Self::Gray => 1,
            Self::GrayAlpha => 2,
            Self::Rgb => 3,
            Self::Rgba | Self::Cmyk => 4,
        }
    }

    pub(super) const fn has_alpha(self) -> bool {
        matches!(self, Self::GrayAlpha | Self::Rgba)
    }
}

/// A decoded picture.
#[derive(Clone, Debug)]
pub(super) struct Pixels {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) channels: Channels,
    pub(super) bytes: Vec<u8>,
}

impl Pixels {
    /// This picture at another size, through a Lanczos filter with three lobes.
    pub(super) fn resized(self, (width, height): (u32, u32)) -> Result<Self, ImagingError> {
        if (self.width, self.height) == (width, height) {
            return Ok(self);
        }
        let channels = self.channels;
        let mut source = Image::from_vec_u8(self.width, self.height, self.bytes, pixel_type(channels)).map_err(ImagingError::rendition)?;
        let mut resized = Image::new(width, height, pixel_type(channels));
        // Colour under transparent pixels must not bleed into visible ones. Done here rather than by the resizer, which copies the source.
        let alpha = MulDiv::new();
        if channels.has_alpha() {
            alpha.multiply_alpha_inplace(&mut source).map_err(ImagingError::rendition)?;
        }
        let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(fast_image_resize::FilterType::Lanczos3)).use_alpha(false);
        Resizer::new().resize(&source, &mut resized, &options).map_err(ImagingError::rendition)?;
        drop(source);
        if channels.has_alpha() {
            alpha.divide_alpha_inplace(&mut resized).map_err(ImagingError::rendition)?;
        }
        Ok(Self { width, height, channels, bytes: resized.into_vec() })
    }

    /// This picture without its alpha channel if that says nothing, because every pixel is opaque.
    pub(super) fn without_idle_alpha(self) -> Self {
        if self.channels != Channels::Rgba || self.bytes.as_chunks::<4>().0.iter().any(|[.., alpha]| *alpha != u8::MAX) {
            return self;
        }
        let bytes = self.bytes.as_chunks::<4>().0.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect();
        Self { channels: Channels::Rgb, bytes, ..self }
    }
}

const fn pixel_type(channels: Channels) -> PixelType {
    match channels {
        Channels::Gray => PixelType::U8,
        Channels::GrayAlpha => PixelType::U8x2,
        Channels::Rgb => PixelType::U8x3,
        Channels::Rgba | Channels::Cmyk => PixelType::U8x4,
    }
}
