//! How the four kinds of file are put together: reading their parts without decoding them, and writing them again from only
//! the parts that make the picture.

pub(super) mod gif;
pub(super) mod jpeg;
pub(super) mod png;
pub(super) mod webp;

use super::ImagingError;
use model::FileType;

/// The longest Exif block that is read, in bytes. A JPEG's cannot pass 64 KiB; the other kinds know no limit.
const EXIF_MAX: usize = 1 << 20;

/// The Exif block (a TIFF structure) of a file, if it has one that can be found.
pub(super) fn exif(bytes: &[u8], kind: FileType) -> Option<&[u8]> {
    let exif = match kind {
        FileType::Jpeg => jpeg::Jpeg::read_head(bytes).ok()?.exif()?,
        FileType::Png => png::Png::read(bytes).ok()?.exif()?,
        FileType::Webp => webp::Webp::read(bytes).ok()?.exif()?,
        FileType::Gif => return None,
    };
    (exif.len() <= EXIF_MAX).then_some(exif)
}

/// Whether a file shows several pictures, one after the other.
pub(super) fn moves(bytes: &[u8], kind: FileType) -> bool {
    let frames = match kind {
        FileType::Jpeg => return false,
        FileType::Png => png::Png::read(bytes).map(|png| png.frames()),
        FileType::Webp => webp::Webp::read(bytes).map(|webp| webp.frames()),
        FileType::Gif => gif::Gif::read(bytes).map(|gif| gif.frames()),
    };
    frames.is_ok_and(|frames| frames > 1)
}

/// The bytes of an ICC profile, without anything that follows its end; nothing when it is not one (ICC.1:2022, 7.2).
pub(super) fn whole_profile(bytes: &[u8]) -> Option<&[u8]> {
    let size = usize::try_from(u32::from_be_bytes(*bytes.first_chunk()?)).ok()?;
    (size >= 128 && bytes.get(36..40) == Some(b"acsp")).then(|| bytes.get(..size)).flatten()
}

/// Reads a file from its beginning to its end; every step fails when the file ends before it.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// How many bytes were read.
    pub(super) const fn position(&self) -> usize {
        self.at
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// What was read since `start`.
    pub(super) fn since(&self, start: usize) -> &'a [u8] {
        self.bytes.get(start..self.at).unwrap_or_default()
    }

    pub(super) fn take(&mut self, length: usize) -> Result<&'a [u8], ImagingError> {
        let end = self.at.checked_add(length).ok_or_else(ended)?;
        let taken = self.bytes.get(self.at..end).ok_or_else(ended)?;
        self.at = end;
        Ok(taken)
    }

    pub(super) fn array<const LENGTH: usize>(&mut self) -> Result<[u8; LENGTH], ImagingError> {
        self.take(LENGTH)?.try_into().map_err(ImagingError::damaged)
    }

    pub(super) fn byte(&mut self) -> Result<u8, ImagingError> {
        self.array().map(|[byte]| byte)
    }

    /// Take `expected`, or fail.
    pub(super) fn expect(&mut self, expected: &[u8], name: &str) -> Result<(), ImagingError> {
        if self.take(expected.len())? == expected { Ok(()) } else { Err(ImagingError::Damaged(format!("no {name}"))) }
    }
}

fn ended() -> ImagingError {
    ImagingError::Damaged("the file ends too early".to_owned())
}
