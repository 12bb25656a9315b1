use super::{received, try_received};
use crate::imaging::{Orientation, clean, plan, sample};
use image::AnimationDecoder;
use model::FileType;
use std::io::Cursor;

fn holds(file: &[u8], part: &[u8]) -> bool {
    file.windows(part.len()).any(|window| window == part)
}

#[test]
fn nothing_private_is_left_in_a_jpeg() {
    let original = sample::with_gps_and_date();
    let cleaned = clean(&original, FileType::Jpeg).unwrap();
    for trace in [sample::SECRET.as_bytes(), b"http://ns.adobe.com", b"MPF", b"Pinhole", b"2024:"] {
        assert!(holds(&original, trace), "the original should hold {:?}", trace.escape_ascii().to_string());
        assert!(!holds(&cleaned, trace), "{:?} is left", trace.escape_ascii().to_string());
    }
    let developed = received(&cleaned);
    assert_eq!((developed.metadata, developed.taken), (model::Metadata::default(), None));
}

#[test]
fn pixels_profile_and_orientation_of_a_jpeg_are_kept() {
    let original = sample::with_gps_and_date();
    let cleaned = clean(&original, FileType::Jpeg).unwrap();
    assert_eq!(image::load_from_memory(&cleaned).unwrap(), image::load_from_memory(&original).unwrap());
    assert!(holds(&cleaned, b"ICC_PROFILE\0\x01\x01"));
    assert_eq!(plan(&cleaned, FileType::Jpeg).unwrap().orientation, Orientation::from_exif(6));
    assert_eq!(received(&cleaned).renditions, received(&original).renditions);
    assert!(cleaned.ends_with(&[0xff, 0xd9]));
}

#[test]
fn a_progressive_and_a_cmyk_jpeg_stay_what_they_are() {
    for original in [sample::progressive_jpeg(300, 200), sample::cmyk(), sample::gray()] {
        let cleaned = clean(&original, FileType::Jpeg).unwrap();
        assert_eq!(received(&cleaned).renditions, received(&original).renditions);
    }
}

#[test]
fn texts_of_a_png_are_gone_and_its_picture_kept() {
    let original = sample::after_header(&sample::oriented_as(FileType::Png, 6), *b"tEXt", format!("Author\0{}", sample::SECRET).as_bytes());
    let original = sample::after_header(&original, *b"tIME", b"\x07\xe8\x02\x1d\x10\0\0");
    let mut trailing = original.clone();
    trailing.extend_from_slice(sample::SECRET.as_bytes());
    let cleaned = clean(&trailing, FileType::Png).unwrap();
    assert!(!holds(&cleaned, sample::SECRET.as_bytes()) && !holds(&cleaned, b"tIME"));
    assert_eq!(plan(&cleaned, FileType::Png).unwrap().orientation, Orientation::from_exif(6));
    assert_eq!(received(&cleaned).renditions, received(&original).renditions);
    assert!(holds(&clean(&sample::display_p3_patch(), FileType::Png).unwrap(), b"iCCP"));
}

#[test]
fn metadata_of_a_webp_is_gone_and_its_picture_kept() {
    for (original, orientation) in [(sample::oriented_as(FileType::Webp, 8), 8), (sample::animated_webp(), 1), (sample::webp(40, 30), 1)] {
        let mut dirty = sample::at_end(&original, *b"XMP ", sample::SECRET.as_bytes());
        dirty.extend_from_slice(sample::SECRET.as_bytes());
        let cleaned = clean(&dirty, FileType::Webp).unwrap();
        assert!(!holds(&cleaned, sample::SECRET.as_bytes()));
        assert_eq!(plan(&cleaned, FileType::Webp).unwrap().orientation, Orientation::from_exif(orientation));
        assert_eq!(received(&cleaned).renditions, received(&original).renditions);
    }
}

#[test]
fn comments_of_a_gif_are_gone_and_its_animation_kept() {
    let original = sample::animated_gif();
    let trailer = original.len() - 1;
    let comment = [b"\x21\xfe\x0b".as_slice(), sample::SECRET.as_bytes(), b"\0"].concat();
    let dirty = [&original[..trailer], &comment, b";", sample::SECRET.as_bytes()].concat();
    assert!(try_received(&dirty).is_ok());
    let cleaned = clean(&dirty, FileType::Gif).unwrap();
    assert!(!holds(&cleaned, sample::SECRET.as_bytes()));
    assert!(holds(&cleaned, b"NETSCAPE2.0"));
    let frames = |file: &[u8]| {
        let decoder = image::codecs::gif::GifDecoder::new(Cursor::new(file.to_vec())).unwrap();
        decoder.into_frames().map(|frame| frame.unwrap().into_buffer()).collect::<Vec<_>>()
    };
    assert_eq!(frames(&cleaned), frames(&original));
    assert_eq!(frames(&cleaned).len(), 3);
}

#[test]
fn an_animated_webp_keeps_its_frames() {
    let original = sample::animated_webp();
    let cleaned = clean(&original, FileType::Webp).unwrap();
    let frames = |file: &[u8]| {
        let decoder = image::codecs::webp::WebPDecoder::new(Cursor::new(file.to_vec())).unwrap();
        decoder.into_frames().map(|frame| frame.unwrap().into_buffer()).collect::<Vec<_>>()
    };
    assert_eq!(frames(&cleaned).len(), 3);
    assert_eq!(frames(&cleaned), frames(&original));
}

#[test]
fn cleaning_twice_changes_nothing() {
    for (file, kind) in [
        (sample::with_gps_and_date(), FileType::Jpeg),
        (sample::oriented_as(FileType::Png, 3), FileType::Png),
        (sample::oriented_as(FileType::Webp, 3), FileType::Webp),
        (sample::animated_gif(), FileType::Gif),
    ] {
        let once = clean(&file, kind).unwrap();
        assert_eq!(clean(&once, kind).unwrap(), once, "{kind}");
    }
}

#[test]
fn half_a_file_is_not_cleaned() {
    for kind in FileType::ALL {
        let file = sample::photo(kind, 300, 200);
        assert!(clean(&file[..file.len() / 2], kind).is_err(), "{kind}");
    }
}
