use super::try_received;
use crate::imaging::{clean, plan, sample};
use model::FileType;
use std::panic::catch_unwind;

fn pictures() -> Vec<Vec<u8>> {
    let mut pictures: Vec<Vec<u8>> = FileType::ALL.map(|kind| sample::photo(kind, 300, 200)).to_vec();
    pictures.extend([
        sample::progressive_jpeg(300, 200),
        sample::animated_gif(),
        sample::animated_webp(),
        sample::with_alpha(),
        sample::cmyk(),
    ]);
    pictures
}

#[test]
fn a_truncated_file_is_refused_wherever_it_ends() {
    for file in pictures() {
        for percent in [1, 5, 20, 50, 80, 95, 99] {
            let part = &file[..file.len() * percent / 100];
            assert!(try_received(part).is_err(), "{percent} % of {:?}…", file[..4].escape_ascii().to_string());
        }
        for missing in 1..=3 {
            assert!(
                try_received(&file[..file.len() - missing]).is_err(),
                "all but {missing} of {:?}…",
                file[..4].escape_ascii().to_string()
            );
        }
    }
}

#[test]
fn what_follows_the_end_of_a_picture_does_no_harm() {
    for mut file in pictures() {
        let before = try_received(&file).unwrap();
        file.extend([0x5a; 5000]);
        assert_eq!(try_received(&file).unwrap().renditions, before.renditions);
    }
}

#[test]
fn a_jpeg_whose_data_is_cut_out_is_refused() {
    for file in [sample::jpeg(300, 200), sample::progressive_jpeg(300, 200)] {
        let mut gap = file[..file.len() / 2].to_vec();
        gap.extend([0xff, 0xd9]);
        assert!(try_received(&gap).is_err());
    }
}

#[test]
fn padding_before_a_marker_is_not_damage() {
    let file = sample::jpeg(300, 200);
    let before = try_received(&file).unwrap();
    let end = file.len() - 2;
    let padded_end = [&file[..end], &[0; 40], &file[end..]].concat();
    // After the first segment: the very first bytes tell what the file is.
    let padded_head = [&file[..20], &[0; 40], &file[20..]].concat();
    for padded in [padded_end, padded_head] {
        assert_eq!(try_received(&padded).unwrap().renditions, before.renditions);
    }
}

#[test]
fn padding_does_not_hide_damage() {
    let file = sample::jpeg(300, 200);
    let mut damaged = [&file[..20], &[0; 40], &file[20..file.len() / 2]].concat();
    damaged.extend([0xff, 0xd9]);
    assert!(try_received(&damaged).is_err());
}

#[test]
fn a_broken_profile_or_exif_block_is_not_damage() {
    let file = sample::jpeg(300, 200);
    let before = try_received(&file).unwrap();
    let broken: [(u8, &[u8]); 5] = [
        (0xe2, b"ICC_PROFILE\0\x01\x02half of a profile"),
        (0xe2, b"ICC_PROFILE\0\x07\x03odd"),
        (0xe2, b"ICC_PROFILE\0\x01\x01not a profile at all"),
        (0xe1, b"Exif\0\0MM\0*\xff\xff\xff\xff"),
        (0xe1, b"Exif\0\0"),
    ];
    for segment in broken {
        let odd = sample::with_segments(&file, &[segment]);
        assert_eq!(try_received(&odd).unwrap().renditions, before.renditions, "{:?}", segment.1.escape_ascii().to_string());
    }
    let png = sample::after_header(&sample::png(30, 20), *b"eXIf", b"II*\0nonsense");
    assert!(try_received(&png).is_ok());
}

#[test]
fn a_png_with_a_wrong_checksum_is_refused() {
    let mut file = sample::png(300, 200);
    let middle = file.len() / 2;
    file[middle] ^= 1;
    assert!(try_received(&file).is_err());
}

#[test]
fn flipped_bytes_never_panic() {
    let mut pictures: Vec<(FileType, Vec<u8>)> = FileType::ALL.map(|kind| (kind, sample::photo(kind, 40, 30))).to_vec();
    pictures.push((FileType::Jpeg, sample::with_segments(&sample::oriented(5), &[])));
    pictures.push((FileType::Jpeg, sample::display_p3_jpeg()));
    pictures.push((FileType::Gif, sample::animated_gif()));
    pictures.push((FileType::Webp, sample::animated_webp()));
    let mut seed = 7_u32;
    for (kind, file) in pictures {
        for _ in 0..150 {
            let mut flipped = file.clone();
            for _ in 0..3 {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let at = (seed >> 8) as usize % flipped.len();
                flipped[at] ^= 1 << (seed >> 5 & 7);
            }
            let survived = catch_unwind(|| {
                let _ = clean(&flipped, kind);
                // What would need much memory is refused by who calls.
                if plan(&flipped, kind).is_ok_and(|plan| plan.memory < 64 << 20) {
                    let _ = try_received(&flipped);
                }
            });
            assert!(survived.is_ok(), "{kind}");
        }
    }
}
