use crate::imaging::{Sniffed, sample, sniff};
use model::FileType;

#[test]
fn every_kind_of_picture_is_told_from_its_bytes() {
    for kind in FileType::ALL {
        assert_eq!(sniff(&sample::photo(kind, 20, 10)), Sniffed::Known(kind));
    }
}

#[test]
fn other_files_are_named_as_people_name_them() {
    let named: [(&[u8], &str); 8] = [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a HEIC picture"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", "an AVIF picture"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "a video"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"MM\0*\0\0\0\x08", "a TIFF picture"),
        (b"<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "an SVG drawing"),
        (b"\n<!DOCTYPE html><html></html>", "a web page"),
        (b"RIFF\x10\0\0\0AVI LIST", "a video"),
    ];
    for (head, name) in named {
        assert_eq!(sniff(head), Sniffed::Other(name));
    }
}

#[test]
fn what_is_not_known_is_not_named() {
    for head in [b"".as_slice(), b"hello", b"\xff\xd8", b"RIFF", b"\0\0\0\x18ftyp"] {
        assert!(!matches!(sniff(head), Sniffed::Known(_)), "{head:?}");
    }
    assert_eq!(sniff(b"hello"), Sniffed::Unknown);
}
