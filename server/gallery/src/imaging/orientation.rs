//! Which way up a picture is stored.

use super::pixels::Pixels;

/// How a stored picture must be turned to be upright (Exif 2.32, tag 0x0112: 1–8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Orientation(u8);

impl Orientation {
    /// Stored as it is to be shown.
    pub const UPRIGHT: Self = Self(1);

    /// The orientation with this number in Exif. Numbers that Exif does not define mean upright.
    pub fn from_exif(number: u32) -> Self {
        match u8::try_from(number) {
            Ok(number @ 1..=8) => Self(number),
            _ => Self::UPRIGHT,
        }
    }

    /// Its number in Exif.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// The size in px, upright, of a picture stored as `width` × `height` px.
    pub const fn upright(self, width: u32, height: u32) -> (u32, u32) {
        if self.0 >= 5 { (height, width) } else { (width, height) }
    }

    /// The whole TIFF structure that says this orientation and nothing else.
    pub(super) const fn tiff(self) -> [u8; 26] {
        [
            b'M', b'M', 0, 42, 0, 0, 0, 8, // big-endian, first directory at 8
            0, 1, // one entry:
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, self.0, 0, 0, // Orientation, SHORT, one value
            0, 0, 0, 0, // no further directory
        ]
    }

    /// Turn a picture upright.
    pub(super) fn apply(self, picture: Pixels) -> Pixels {
        if self == Self::UPRIGHT {
            return picture;
        }
        let (width, height) = self.upright(picture.width, picture.height);
        let bytes = match picture.channels.count() {
            1 => self.turned::<1>(&picture),
            2 => self.turned::<2>(&picture),
            3 => self.turned::<3>(&picture),
            _ => self.turned::<4>(&picture),
        };
        Pixels { width, height, bytes, ..picture }
    }

    fn turned<const CHANNELS: usize>(self, picture: &Pixels) -> Vec<u8> {
        let (stored, _) = picture.bytes.as_chunks::<CHANNELS>();
        let (wide, high) = (picture.width as usize, picture.height as usize);
        let (last_x, last_y) = (wide.saturating_sub(1), high.saturating_sub(1));
        let (width, height) = self.upright(picture.width, picture.height);
        let mut upright = Vec::with_capacity(picture.bytes.len());
        for y in 0..height as usize {
            for x in 0..width as usize {
                let (from_x, from_y) = match self.0 {
                    2 => (last_x - x, y),
                    3 => (last_x - x, last_y - y),
                    4 => (x, last_y - y),
                    5 => (y, x),
                    6 => (y, last_y - x),
                    7 => (last_x - y, last_y - x),
                    8 => (last_x - y, x),
                    _ => (x, y),
                };
                if let Some(pixel) = stored.get(from_y * wide + from_x) {
                    upright.extend_from_slice(pixel);
                }
            }
        }
        upright
    }
}

impl Default for Orientation {
    fn default() -> Self {
        Self::UPRIGHT
    }
}
