//! The chunks of a PNG file (PNG, third edition, 5).

use super::Cursor;
use crate::imaging::{ImagingError, Orientation};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// What a clean copy keeps: the picture, its animation, and what its colours mean.
const KEPT: [&[u8; 4]; 16] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"bKGD", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"cICP", b"pHYs", b"acTL", b"fcTL",
    b"fdAT",
];

struct Chunk<'a> {
    kind: [u8; 4],
    body: &'a [u8],
    /// With length, kind and checksum.
    whole: &'a [u8],
}

/// A PNG file, in its chunks.
pub(in crate::imaging) struct Png<'a> {
    chunks: Vec<Chunk<'a>>,
}

/// What the image header says (11.2.1).
pub(in crate::imaging) struct Header {
    pub(in crate::imaging) width: u32,
    pub(in crate::imaging) height: u32,
    /// Bytes per pixel once decoded, palettes and transparency applied.
    pub(in crate::imaging) decoded: u64,
    /// Whether it has 16 bits a channel.
    pub(in crate::imaging) deep: bool,
}

impl<'a> Png<'a> {
    /// Read a whole file, up to its last chunk; what may follow is not part of it.
    pub(in crate::imaging) fn read(bytes: &'a [u8]) -> Result<Self, ImagingError> {
        let mut cursor = Cursor::new(bytes);
        cursor.expect(SIGNATURE, "PNG signature")?;
        let mut chunks = Vec::new();
        loop {
            let start = cursor.position();
            let length = usize::try_from(u32::from_be_bytes(cursor.array()?)).map_err(ImagingError::damaged)?;
            let kind = cursor.array()?;
            let body = cursor.take(length)?;
            let _checksum: [u8; 4] = cursor.array()?;
            chunks.push(Chunk { kind, body, whole: cursor.since(start) });
            if &kind == b"IEND" {
                return Ok(Self { chunks });
            }
        }
    }

    /// Check every chunk that carries part of a picture, frames of an animation included, against its checksum.
    pub(in crate::imaging) fn verify(&self) -> Result<(), ImagingError> {
        let carries = |chunk: &&Chunk<'_>| chunk.kind[0].is_ascii_uppercase() || matches!(&chunk.kind, b"fdAT" | b"fcTL" | b"acTL");
        let broken = self.chunks.iter().filter(carries).find(|chunk| !chunk.is_whole());
        broken.map_or(Ok(()), |chunk| Err(ImagingError::Damaged(format!("wrong checksum of a {} chunk", chunk.kind.escape_ascii()))))
    }

    pub(in crate::imaging) fn header(&self) -> Result<Header, ImagingError> {
        let first = self.chunks.first().filter(|chunk| &chunk.kind == b"IHDR").ok_or_else(|| ImagingError::damaged("no IHDR chunk"))?;
        let mut cursor = Cursor::new(first.body);
        let width = u32::from_be_bytes(cursor.array()?);
        let height = u32::from_be_bytes(cursor.array()?);
        let [depth, colour] = cursor.array()?;
        if width == 0 || height == 0 {
            return Err(ImagingError::damaged("an impossible IHDR chunk"));
        }
        let transparent = u64::from(self.has(*b"tRNS"));
        let channels = match colour {
            0 => 1 + transparent,
            2 | 3 => 3 + transparent,
            4 => 2,
            _ => 4,
        };
        let deep = depth == 16;
        Ok(Header { width, height, decoded: if deep { 2 * channels } else { channels }, deep })
    }

    pub(in crate::imaging) fn exif(&self) -> Option<&'a [u8]> {
        let exif = self.chunks.iter().find(|chunk| &chunk.kind == b"eXIf")?.body;
        Some(exif.strip_prefix(b"Exif\0\0").unwrap_or(exif))
    }

    /// How many frames of an animation it has; none when it is a still picture.
    pub(in crate::imaging) fn frames(&self) -> usize {
        if self.has(*b"acTL") { self.chunks.iter().filter(|chunk| &chunk.kind == b"fcTL").count() } else { 0 }
    }

    /// The file again, from only what makes the picture.
    pub(in crate::imaging) fn rewrapped(&self, orientation: Orientation) -> Vec<u8> {
        let mut file = Vec::with_capacity(self.chunks.iter().map(|chunk| chunk.whole.len()).sum::<usize>() + 64);
        file.extend_from_slice(SIGNATURE);
        for chunk in self.chunks.iter().filter(|chunk| KEPT.contains(&&chunk.kind)) {
            file.extend_from_slice(chunk.whole);
            if &chunk.kind == b"IHDR" && orientation != Orientation::UPRIGHT {
                write_chunk(&mut file, *b"eXIf", &orientation.tiff());
            }
        }
        file
    }

    /// Whether there are chunks that grow when they are read: a profile, or texts.
    pub(in crate::imaging) fn has_compressed_extras(&self) -> bool {
        [*b"iCCP", *b"zTXt", *b"iTXt", *b"tEXt"].into_iter().any(|kind| self.has(kind))
    }

    fn has(&self, kind: [u8; 4]) -> bool {
        self.chunks.iter().any(|chunk| chunk.kind == kind)
    }
}

impl Chunk<'_> {
    fn is_whole(&self) -> bool {
        self.whole.last_chunk() == Some(&checksum(self.kind, self.body).to_be_bytes())
    }
}

pub(in crate::imaging) fn write_chunk(file: &mut Vec<u8>, kind: [u8; 4], body: &[u8]) {
    file.extend(u32::try_from(body.len()).unwrap_or_default().to_be_bytes());
    file.extend(kind);
    file.extend_from_slice(body);
    file.extend(checksum(kind, body).to_be_bytes());
}

fn checksum(kind: [u8; 4], body: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&kind);
    hasher.update(body);
    hasher.finalize()
}
