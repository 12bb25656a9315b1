//! The parts of a JPEG file (ITU-T T.81, annex B).

use super::{Cursor, whole_profile};
use crate::imaging::{ImagingError, Orientation};

const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;
const COM: u8 = 0xfe;
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;
const APP15: u8 = 0xef;

const EXIF: &[u8] = b"Exif\0\0";
const ICC: &[u8] = b"ICC_PROFILE\0";
/// The most of a profile that fits into one segment, in bytes.
const ICC_PART: usize = 65_533 - ICC.len() - 2;

/// A marker with what belongs to it.
struct Segment<'a> {
    marker: u8,
    body: &'a [u8],
    /// The entropy-coded data after the header of a scan.
    coded: &'a [u8],
}

/// A JPEG file, in its parts.
pub(in crate::imaging) struct Jpeg<'a> {
    segments: Vec<Segment<'a>>,
}

/// What the frame header says (T.81, B.2.2), and what it means for decoding.
pub(in crate::imaging) struct Frame {
    pub(in crate::imaging) width: u32,
    pub(in crate::imaging) height: u32,
    /// Horizontal and vertical sampling factors of each component.
    pub(in crate::imaging) sampling: Vec<(u32, u32)>,
    /// Whether every coefficient must be held at once, because the data comes in several scans.
    pub(in crate::imaging) several_scans: bool,
    /// Whether it is coded without DCT, so that it cannot be decoded smaller.
    pub(in crate::imaging) lossless: bool,
}

impl<'a> Jpeg<'a> {
    /// Read what comes before the first scan's data.
    pub(in crate::imaging) fn read_head(bytes: &'a [u8]) -> Result<Self, ImagingError> {
        Self::read_until(bytes, true)
    }

    /// Read a whole file, up to the end of its image; what may follow is not part of it.
    pub(in crate::imaging) fn read(bytes: &'a [u8]) -> Result<Self, ImagingError> {
        Self::read_until(bytes, false)
    }

    fn read_until(bytes: &'a [u8], first_scan: bool) -> Result<Self, ImagingError> {
        let mut cursor = Cursor::new(bytes);
        cursor.expect(&[0xff, SOI], "start of image")?;
        let mut segments = Vec::new();
        loop {
            let marker = next_marker(&mut cursor)?;
            match marker {
                EOI if segments.iter().any(|segment: &Segment<'_>| segment.marker == SOS) => return Ok(Self { segments }),
                EOI => return Err(ImagingError::damaged("there is no image")),
                SOI => return Err(ImagingError::damaged("an image starts within the image")),
                0x01 | 0xd0..=0xd7 => continue,
                _ => {}
            }
            let length = usize::from(u16::from_be_bytes(cursor.array()?));
            let body = cursor.take(length.checked_sub(2).ok_or_else(|| ImagingError::damaged("a segment without length"))?)?;
            let stop = marker == SOS && first_scan;
            let coded = if marker == SOS && !first_scan { cursor.take(coded_length(cursor.rest()))? } else { &[] };
            segments.push(Segment { marker, body, coded });
            if stop {
                return Ok(Self { segments });
            }
        }
    }

    pub(in crate::imaging) fn frame(&self) -> Result<Frame, ImagingError> {
        let is_frame = |marker: u8| matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        let header = self.segments.iter().find(|segment| is_frame(segment.marker));
        let header = header.ok_or_else(|| ImagingError::damaged("no frame header"))?;
        let mut cursor = Cursor::new(header.body);
        let [_precision, h0, h1, w0, w1, components] = cursor.array()?;
        let (width, height) = (u32::from(u16::from_be_bytes([w0, w1])), u32::from(u16::from_be_bytes([h0, h1])));
        let sampling = (0..components)
            .map(|_| cursor.array().map(|[_id, factors, _table]| (u32::from(factors >> 4), u32::from(factors & 15))))
            .collect::<Result<Vec<_>, _>>()?;
        if width == 0 || height == 0 || sampling.iter().any(|(h, v)| !(1..=4).contains(h) || !(1..=4).contains(v)) {
            return Err(ImagingError::damaged("an impossible frame header"));
        }
        let in_first_scan = self.segments.iter().find(|segment| segment.marker == SOS).and_then(|scan| scan.body.first());
        let progressive = matches!(header.marker, 0xc2 | 0xc6 | 0xca | 0xce);
        Ok(Frame {
            width,
            height,
            several_scans: progressive || in_first_scan.is_none_or(|count| *count < components),
            sampling,
            lossless: matches!(header.marker, 0xc3 | 0xc7 | 0xcb | 0xcf),
        })
    }

    pub(in crate::imaging) fn exif(&self) -> Option<&'a [u8]> {
        self.segments.iter().filter(|segment| segment.marker == APP1).find_map(|segment| segment.body.strip_prefix(EXIF))
    }

    /// Whether Adobe's marker is there, which means that CMYK is stored inverted.
    pub(in crate::imaging) fn is_adobe(&self) -> bool {
        self.segments.iter().any(|segment| segment.marker == APP14 && segment.body.starts_with(b"Adobe"))
    }

    /// The ICC profile, put together from its parts (ICC.1:2022, B.4); nothing when a part is missing.
    pub(in crate::imaging) fn icc(&self) -> Option<Vec<u8>> {
        let bodies = self.segments.iter().filter(|segment| segment.marker == APP2).filter_map(|segment| segment.body.strip_prefix(ICC));
        let mut parts: Vec<(u8, u8, &[u8])> =
            bodies.filter_map(|body| body.split_first_chunk().map(|([number, count], part)| (*number, *count, part))).collect();
        parts.sort_by_key(|(number, ..)| *number);
        let whole = (1u8..).zip(&parts).all(|(expected, (number, count, _))| *number == expected && usize::from(*count) == parts.len());
        let profile: Vec<u8> = parts.iter().flat_map(|(.., part)| *part).copied().collect();
        whole_profile(&profile).filter(|_| whole && parts.len() <= 255).map(<[u8]>::to_vec)
    }

    /// The file again, from only what makes the picture.
    pub(in crate::imaging) fn rewrapped(&self, icc: Option<&[u8]>, orientation: Orientation) -> Vec<u8> {
        let coded: usize = self.segments.iter().map(|segment| segment.coded.len()).sum();
        let mut file = Vec::with_capacity(coded + icc.map_or(0, <[u8]>::len) + 4096);
        file.extend([0xff, SOI]);
        if let Some(jfif) = self.segments.iter().find(|segment| segment.marker == APP0 && segment.body.starts_with(b"JFIF\0")) {
            // Density is kept, the thumbnail is not.
            let density = jfif.body.get(7..12).unwrap_or(&[0, 0, 1, 0, 1]);
            write_segment(&mut file, APP0, &[b"JFIF\0\x01\x01", density, &[0, 0]]);
        }
        if orientation != Orientation::UPRIGHT {
            write_segment(&mut file, APP1, &[EXIF, &orientation.tiff()]);
        }
        let parts = icc.unwrap_or_default().chunks(ICC_PART);
        let count = u8::try_from(parts.len()).unwrap_or(u8::MAX);
        for (number, part) in (1..=count).zip(parts) {
            write_segment(&mut file, APP2, &[ICC, &[number, count], part]);
        }
        for segment in &self.segments {
            match segment.marker {
                APP14 if segment.body.starts_with(b"Adobe") => self.write_adobe(&mut file, segment.body),
                APP0..=APP15 | COM => {}
                marker => write_segment(&mut file, marker, &[segment.body]),
            }
            file.extend_from_slice(segment.coded);
        }
        file.extend([0xff, EOI]);
        file
    }

    /// Adobe's marker says how the channels are transformed. Codes it does not define are written as what decoders take them for.
    fn write_adobe(&self, file: &mut Vec<u8>, body: &[u8]) {
        let transform = match body.get(11) {
            Some(code @ 0..=2) => *code,
            _ if self.frame().is_ok_and(|frame| frame.sampling.len() == 4) => 2,
            _ => 1,
        };
        write_segment(file, APP14, &[b"Adobe\0\x64\0\0\0\0", &[transform]]);
    }
}

/// The next marker, past fill bytes and whatever else lies before it, as decoders do.
fn next_marker(cursor: &mut Cursor<'_>) -> Result<u8, ImagingError> {
    loop {
        if cursor.byte()? != 0xff {
            continue;
        }
        let mut marker = cursor.byte()?;
        while marker == 0xff {
            marker = cursor.byte()?;
        }
        if marker != 0 {
            return Ok(marker);
        }
    }
}

/// How many bytes of entropy-coded data there are: up to the next marker that is not a restart.
fn coded_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xff)) {
        match bytes.get(at + found + 1) {
            Some(0 | 0xd0..=0xd7) => at += found + 2,
            Some(0xff) => at += found + 1,
            _ => return at + found,
        }
    }
    bytes.len()
}

fn write_segment(file: &mut Vec<u8>, marker: u8, parts: &[&[u8]]) {
    let length = 2 + parts.iter().map(|part| part.len()).sum::<usize>();
    file.extend([0xff, marker]);
    file.extend(u16::try_from(length).unwrap_or(u16::MAX).to_be_bytes());
    for part in parts {
        file.extend_from_slice(part);
    }
}
