//! The blocks of a GIF file (GIF 89a, 1990).

use super::Cursor;
use crate::imaging::ImagingError;

const EXTENSION: u8 = 0x21;
const IMAGE: u8 = 0x2c;
const TRAILER: u8 = 0x3b;
const GRAPHIC_CONTROL: u8 = 0xf9;
const APPLICATION: u8 = 0xff;

/// Application extensions a clean copy keeps: how often an animation repeats, and what its colours mean.
const KEPT: [&[u8]; 3] = [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

struct Block<'a> {
    part: Part<'a>,
    whole: &'a [u8],
}

enum Part<'a> {
    Image { width: u32, height: u32 },
    GraphicControl,
    Application(&'a [u8]),
    Other,
}

/// A GIF file, in its blocks.
pub(in crate::imaging) struct Gif<'a> {
    pub(in crate::imaging) width: u32,
    pub(in crate::imaging) height: u32,
    /// Header, screen descriptor and global colour table.
    head: &'a [u8],
    blocks: Vec<Block<'a>>,
}

impl<'a> Gif<'a> {
    /// Read a whole file, up to its trailer; what may follow is not part of it.
    pub(in crate::imaging) fn read(bytes: &'a [u8]) -> Result<Self, ImagingError> {
        let mut cursor = Cursor::new(bytes);
        let _version: [u8; 6] = cursor.array()?;
        let [w0, w1, h0, h1, flags, _background, _aspect] = cursor.array()?;
        cursor.take(colour_table(flags))?;
        let head = cursor.since(0);
        let mut blocks = Vec::new();
        loop {
            let start = cursor.position();
            let part = match cursor.byte()? {
                TRAILER => break,
                EXTENSION => read_extension(&mut cursor)?,
                IMAGE => read_image(&mut cursor)?,
                // Some writers pad with zeros.
                0 => continue,
                other => return Err(ImagingError::Damaged(format!("an unknown block {other:#04x}"))),
            };
            blocks.push(Block { part, whole: cursor.since(start) });
        }
        let (width, height) = (u32::from(u16::from_le_bytes([w0, w1])), u32::from(u16::from_le_bytes([h0, h1])));
        if width == 0 || height == 0 || !blocks.iter().any(|block| matches!(block.part, Part::Image { .. })) {
            return Err(ImagingError::damaged("there is no image"));
        }
        Ok(Self { width, height, head, blocks })
    }

    /// The pixels of its largest frame, which may be larger than the screen.
    pub(in crate::imaging) fn largest_frame(&self) -> u64 {
        let area = |block: &Block<'_>| match block.part {
            Part::Image { width, height } => u64::from(width) * u64::from(height),
            _ => 0,
        };
        self.blocks.iter().map(area).max().unwrap_or_default()
    }

    /// How many pictures it shows, one after the other.
    pub(in crate::imaging) fn frames(&self) -> usize {
        self.blocks.iter().filter(|block| matches!(block.part, Part::Image { .. })).count()
    }

    /// The file again, from only what makes the picture.
    pub(in crate::imaging) fn rewrapped(&self) -> Vec<u8> {
        let mut file = Vec::with_capacity(self.head.len() + self.blocks.iter().map(|block| block.whole.len()).sum::<usize>() + 1);
        file.extend_from_slice(self.head);
        for block in &self.blocks {
            let kept = match block.part {
                Part::Image { .. } | Part::GraphicControl => true,
                Part::Application(name) => KEPT.contains(&name),
                Part::Other => false,
            };
            if kept {
                file.extend_from_slice(block.whole);
            }
        }
        file.push(TRAILER);
        file
    }
}

fn read_extension<'a>(cursor: &mut Cursor<'a>) -> Result<Part<'a>, ImagingError> {
    let label = cursor.byte()?;
    let first = skip_sub_blocks(cursor)?;
    Ok(match label {
        GRAPHIC_CONTROL => Part::GraphicControl,
        APPLICATION => Part::Application(first),
        _ => Part::Other,
    })
}

fn read_image<'a>(cursor: &mut Cursor<'a>) -> Result<Part<'a>, ImagingError> {
    let [_, _, _, _, w0, w1, h0, h1, flags] = cursor.array()?;
    cursor.take(colour_table(flags))?;
    let _code_size = cursor.byte()?;
    skip_sub_blocks(cursor)?;
    Ok(Part::Image { width: u32::from(u16::from_le_bytes([w0, w1])), height: u32::from(u16::from_le_bytes([h0, h1])) })
}

/// Read sub-blocks up to the empty one that ends them, and give back the first.
fn skip_sub_blocks<'a>(cursor: &mut Cursor<'a>) -> Result<&'a [u8], ImagingError> {
    let mut first = None;
    loop {
        match cursor.byte()? {
            0 => return Ok(first.unwrap_or_default()),
            length => {
                let block = cursor.take(usize::from(length))?;
                first.get_or_insert(block);
            }
        }
    }
}

/// The length in bytes of the colour table that these flags announce.
const fn colour_table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}
