//! The chunks of a WebP file (RFC 9649).

use super::{Cursor, whole_profile};
use crate::imaging::{ImagingError, Orientation};

const ALPHA: u8 = 0x10;
const ICC: u8 = 0x20;
const EXIF: u8 = 0x08;
const ANIMATION: u8 = 0x02;

struct Chunk<'a> {
    kind: [u8; 4],
    body: &'a [u8],
}

/// A WebP file, in its chunks.
pub(in crate::imaging) struct Webp<'a> {
    chunks: Vec<Chunk<'a>>,
    /// The file without what may follow its end.
    pub(in crate::imaging) bytes: &'a [u8],
}

/// What the first chunk says.
pub(in crate::imaging) struct Header {
    pub(in crate::imaging) width: u32,
    pub(in crate::imaging) height: u32,
    pub(in crate::imaging) alpha: bool,
    pub(in crate::imaging) animated: bool,
}

impl<'a> Webp<'a> {
    /// Read a whole file, as long as it says it is; what may follow is not part of it.
    pub(in crate::imaging) fn read(bytes: &'a [u8]) -> Result<Self, ImagingError> {
        let mut file = Cursor::new(bytes);
        file.expect(b"RIFF", "RIFF header")?;
        let size = usize::try_from(u32::from_le_bytes(file.array()?)).map_err(ImagingError::damaged)?;
        let mut content = Cursor::new(file.take(size)?);
        content.expect(b"WEBP", "WEBP header")?;
        let chunks = read_chunks(content)?;
        if chunks.iter().any(|chunk| matches!(&chunk.kind, b"VP8 " | b"VP8L" | b"ANMF")) {
            Ok(Self { chunks, bytes: file.since(0) })
        } else {
            Err(ImagingError::damaged("there is no image"))
        }
    }

    pub(in crate::imaging) fn header(&self) -> Result<Header, ImagingError> {
        let first = self.chunks.first().ok_or_else(|| ImagingError::damaged("no chunks"))?;
        let mut cursor = Cursor::new(first.body);
        let header = match &first.kind {
            b"VP8X" => {
                let [flags, _, _, _] = cursor.array()?;
                let (width, height) = (1 + three_bytes(cursor.array()?), 1 + three_bytes(cursor.array()?));
                Header { width, height, alpha: flags & ALPHA != 0, animated: flags & ANIMATION != 0 }
            }
            b"VP8L" => {
                cursor.expect(&[0x2f], "lossless signature")?;
                let packed = u32::from_le_bytes(cursor.array()?);
                Header { width: 1 + (packed & 0x3fff), height: 1 + (packed >> 14 & 0x3fff), alpha: packed >> 28 & 1 != 0, animated: false }
            }
            _ => {
                let [_, _, _, 0x9d, 0x01, 0x2a, w0, w1, h0, h1] = cursor.array()? else {
                    return Err(ImagingError::damaged("no key frame"));
                };
                let side = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3fff);
                Header { width: side(w0, w1), height: side(h0, h1), alpha: false, animated: false }
            }
        };
        if header.width == 0 || header.height == 0 { Err(ImagingError::damaged("an impossible header")) } else { Ok(header) }
    }

    pub(in crate::imaging) fn exif(&self) -> Option<&'a [u8]> {
        let exif = self.body(*b"EXIF")?;
        Some(exif.strip_prefix(b"Exif\0\0").unwrap_or(exif))
    }

    pub(in crate::imaging) fn icc(&self) -> Option<&'a [u8]> {
        self.body(*b"ICCP").and_then(whole_profile)
    }

    /// How many frames of an animation it has; none when it is a still picture.
    pub(in crate::imaging) fn frames(&self) -> usize {
        self.chunks.iter().filter(|chunk| &chunk.kind == b"ANMF").count()
    }

    /// The file again, from only what makes the picture.
    pub(in crate::imaging) fn rewrapped(&self, orientation: Orientation) -> Result<Vec<u8>, ImagingError> {
        let header = self.header()?;
        let turned = orientation != Orientation::UPRIGHT;
        let mut content = Vec::with_capacity(self.bytes.len() + 64);
        content.extend_from_slice(b"WEBP");
        if turned || self.body(*b"VP8X").is_some() {
            let flag = |set: bool, flag: u8| if set { flag } else { 0 };
            let flags = flag(header.alpha, ALPHA) | flag(header.animated, ANIMATION) | flag(self.icc().is_some(), ICC) | flag(turned, EXIF);
            let [w0, w1, w2, _] = (header.width - 1).to_le_bytes();
            let [h0, h1, h2, _] = (header.height - 1).to_le_bytes();
            write_chunk(&mut content, *b"VP8X", &[flags, 0, 0, 0, w0, w1, w2, h0, h1, h2]);
        }
        if let Some(icc) = self.icc() {
            write_chunk(&mut content, *b"ICCP", icc);
        }
        for chunk in &self.chunks {
            match &chunk.kind {
                b"ANMF" => write_chunk(&mut content, chunk.kind, &clean_frame(chunk.body)?),
                b"ANIM" | b"ALPH" | b"VP8 " | b"VP8L" => write_chunk(&mut content, chunk.kind, chunk.body),
                _ => {}
            }
        }
        if turned {
            write_chunk(&mut content, *b"EXIF", &orientation.tiff());
        }
        let mut file = Vec::with_capacity(content.len() + 8);
        write_chunk(&mut file, *b"RIFF", &content);
        Ok(file)
    }

    fn body(&self, kind: [u8; 4]) -> Option<&'a [u8]> {
        self.chunks.iter().find(|chunk| chunk.kind == kind).map(|chunk| chunk.body)
    }
}

fn read_chunks(mut cursor: Cursor<'_>) -> Result<Vec<Chunk<'_>>, ImagingError> {
    let mut chunks = Vec::new();
    while !cursor.rest().is_empty() {
        let kind = cursor.array()?;
        let length = usize::try_from(u32::from_le_bytes(cursor.array()?)).map_err(ImagingError::damaged)?;
        chunks.push(Chunk { kind, body: cursor.take(length)? });
        // Chunks are padded to an even length; some writers leave that out after the last.
        if length % 2 == 1 && !cursor.rest().is_empty() {
            cursor.byte()?;
        }
    }
    Ok(chunks)
}

/// One frame of an animation without unknown chunks: 16 bytes of header, then chunks of its own.
fn clean_frame(body: &[u8]) -> Result<Vec<u8>, ImagingError> {
    let mut cursor = Cursor::new(body);
    let mut frame = cursor.take(16)?.to_vec();
    for chunk in read_chunks(cursor)? {
        if matches!(&chunk.kind, b"ALPH" | b"VP8 " | b"VP8L") {
            write_chunk(&mut frame, chunk.kind, chunk.body);
        }
    }
    Ok(frame)
}

pub(in crate::imaging) fn write_chunk(file: &mut Vec<u8>, kind: [u8; 4], body: &[u8]) {
    file.extend(kind);
    file.extend(u32::try_from(body.len()).unwrap_or_default().to_le_bytes());
    file.extend_from_slice(body);
    if body.len() % 2 == 1 {
        file.push(0);
    }
}

const fn three_bytes([low, middle, high]: [u8; 3]) -> u32 {
    u32::from_le_bytes([low, middle, high, 0])
}
