//! Telling what a file is from its first bytes, never from its name.

use model::FileType;

/// What a file looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sniffed {
    /// A kind of picture that can be received.
    Known(FileType),
    /// Something else, in words that fit after "This is", such as `a PDF document`.
    Other(&'static str),
    /// Nothing that is known here.
    Unknown,
}

/// Tell the kind of a file from its beginning: give at least 64 KiB of it, or all of it if it is shorter.
pub fn sniff(head: &[u8]) -> Sniffed {
    picture(head).map(Sniffed::Known).or_else(|| other(head).map(Sniffed::Other)).unwrap_or(Sniffed::Unknown)
}

fn picture(head: &[u8]) -> Option<FileType> {
    if head.starts_with(b"\xff\xd8\xff") {
        Some(FileType::Jpeg)
    } else if head.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(FileType::Png)
    } else if head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a") {
        Some(FileType::Gif)
    } else if head.starts_with(b"RIFF") && at(head, 8, b"WEBP") {
        Some(FileType::Webp)
    } else {
        None
    }
}

/// What files of other kinds begin with. The more telling come first.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"II*\0\x10\0\0\0CR", "a camera's raw file"),
    (b"IIRO", "a camera's raw file"),
    (b"IIU\0", "a camera's raw file"),
    (b"FUJIFILMCCD-RAW", "a camera's raw file"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"BM", "a BMP picture"),
    (b"\0\0\x01\0", "an icon"),
    (b"\xff\x0a", "a JPEG XL picture"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "a JPEG XL picture"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "a JPEG 2000 picture"),
    (b"\xff\x4f\xff\x51", "a JPEG 2000 picture"),
    (b"8BPS", "a Photoshop document"),
    (b"\x1a\x45\xdf\xa3", "a video"),
    (b"\0\0\x01\xba", "a video"),
    (b"FLV\x01", "a video"),
    (b"ID3", "a sound recording"),
    (b"fLaC", "a sound recording"),
    (b"OggS", "a sound recording"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"Rar!\x1a\x07", "an archive"),
    (b"7z\xbc\xaf\x27\x1c", "an archive"),
    (b"\x1f\x8b", "an archive"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
];

fn other(head: &[u8]) -> Option<&'static str> {
    let found = |signature: &[u8]| head.starts_with(signature);
    if at(head, 4, b"ftyp") {
        return Some(base_media(head));
    }
    if found(b"RIFF") {
        return match head.get(8..12) {
            Some(b"AVI ") => Some("a video"),
            Some(b"WAVE") => Some("a sound recording"),
            _ => None,
        };
    }
    SIGNATURES.iter().find(|(signature, _)| found(signature)).map(|(_, name)| *name).or_else(|| markup(head))
}

/// ISO base media files (ISO 14496-12) name what they hold in their brands.
fn base_media(head: &[u8]) -> &'static str {
    let length = head.first_chunk().map_or(0, |length| u32::from_be_bytes(*length));
    let end = usize::try_from(length).unwrap_or(usize::MAX).clamp(12, 256).min(head.len());
    let brands = head.get(8..end).unwrap_or_default().as_chunks::<4>().0;
    let has = |wanted: &[&[u8; 4]]| brands.iter().any(|brand| wanted.contains(&brand));
    if has(&[b"avif", b"avis"]) {
        "an AVIF picture"
    } else if has(&[b"heic", b"heix", b"hevc", b"heim", b"heis", b"hevx", b"mif1", b"msf1"]) {
        "a HEIC picture"
    } else if has(&[b"crx "]) {
        "a camera's raw file"
    } else if has(&[b"M4A ", b"M4B "]) {
        "a sound recording"
    } else {
        "a video"
    }
}

fn markup(head: &[u8]) -> Option<&'static str> {
    let text = head.get(..4096).unwrap_or(head);
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text).trim_ascii_start();
    let holds = |tag: &[u8]| text.windows(tag.len()).any(|window| window.eq_ignore_ascii_case(tag));
    if text.first() != Some(&b'<') {
        None
    } else if holds(b"<svg") {
        Some("an SVG drawing")
    } else if holds(b"<html") || holds(b"<!doctype html") {
        Some("a web page")
    } else {
        None
    }
}

fn at(head: &[u8], offset: usize, signature: &[u8]) -> bool {
    head.get(offset..).is_some_and(|rest| rest.starts_with(signature))
}
