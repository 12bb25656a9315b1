use super::{alike, received, rendition};
use crate::imaging::{plan, rendition_type, sample};
use image::Rgba;
use model::{FileType, Rendition};

#[test]
fn every_orientation_ends_upright() {
    for kind in [FileType::Jpeg, FileType::Png, FileType::Webp] {
        for orientation in 1..=8 {
            let developed = received(&sample::oriented_as(kind, orientation));
            assert_eq!((developed.width, developed.height), (96, 64), "{kind} {orientation}");
            let seen = rendition(&developed, Rendition::Thumb);
            let corners = [(10, 10), (85, 10), (10, 53), (85, 53)].map(|(x, y)| *seen.get_pixel(x, y));
            for (corner, wanted) in corners.into_iter().zip(sample::CORNERS) {
                assert!(alike(corner, wanted), "{kind} {orientation}: {corner:?} is not {wanted:?}");
            }
        }
    }
}

#[test]
fn renditions_fit_their_sizes() {
    let developed = received(&sample::jpeg(2000, 1000));
    let sizes = Rendition::ALL.map(|wanted| rendition(&developed, wanted).dimensions());
    assert_eq!(sizes, [(360, 180), (720, 360), (1600, 800)]);
}

#[test]
fn nothing_is_enlarged() {
    for kind in FileType::ALL {
        let developed = received(&sample::photo(kind, 50, 21));
        for wanted in Rendition::ALL {
            assert_eq!(rendition(&developed, wanted).dimensions(), (50, 21), "{kind}");
        }
    }
}

#[test]
fn the_narrowest_pictures_work() {
    for (width, height) in [(1, 1), (3000, 1), (1, 3000)] {
        for kind in FileType::ALL {
            let developed = received(&sample::photo(kind, width, height));
            assert_eq!((developed.width, developed.height), (width, height), "{kind}");
        }
    }
}

#[test]
fn renditions_carry_no_metadata_and_say_what_they_are() {
    for (_, file) in received(&sample::with_gps_and_date()).renditions {
        assert!(["image/jpeg", "image/webp"].contains(&rendition_type(&file)));
        for trace in [b"Exif".as_slice(), b"ICC", b"http", sample::SECRET.as_bytes()] {
            assert!(!file.windows(trace.len()).any(|window| window == trace));
        }
    }
}

#[test]
fn transparent_parts_stay_transparent_without_dark_fringes() {
    let developed = received(&sample::with_alpha());
    let (_, file) = &developed.renditions[0];
    assert_eq!(rendition_type(file), "image/webp");
    let disc = rendition(&developed, Rendition::Thumb);
    assert_eq!(disc.get_pixel(2, 2).0[3], 0);
    assert!(alike(*disc.get_pixel(180, 180), [230, 20, 20]));
    let fringe: Vec<&Rgba<u8>> = disc.pixels().filter(|pixel| (100..250).contains(&pixel.0[3])).collect();
    assert!(!fringe.is_empty());
    assert!(fringe.iter().all(|pixel| pixel.0[0] > 190), "the black under transparent pixels has bled into the edge");
}

#[test]
fn the_first_frame_of_an_animation_is_shown() {
    for file in [sample::animated_gif(), sample::animated_webp()] {
        let seen = rendition(&received(&file), Rendition::Preview);
        assert!(alike(*seen.get_pixel(60, 40), [255, 0, 0]));
    }
}

#[test]
fn what_moves_is_told_from_what_does_not() {
    for file in [sample::animated_gif(), sample::animated_webp(), sample::animated_png()] {
        assert!(received(&file).animated);
    }
    for kind in FileType::ALL {
        assert!(!received(&sample::photo(kind, 20, 10)).animated, "{kind}");
    }
    let one_frame = sample::after_header(&sample::png(20, 10), *b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0]);
    assert!(!received(&one_frame).animated);
}

#[test]
fn a_thumbhash_tells_transparent_from_opaque() {
    let (_, _, _, opaque) = thumbhash::thumb_hash_to_average_rgba(&received(&sample::jpeg(300, 200)).thumbhash).unwrap();
    let (red, green, _, alpha) = thumbhash::thumb_hash_to_average_rgba(&received(&sample::with_alpha()).thumbhash).unwrap();
    assert!(opaque > 0.99);
    assert!(alpha < 0.8 && red > 2.0 * green);
}

#[test]
fn twelve_megapixels_are_developed() {
    let file = sample::twelve_megapixels();
    let plan = plan(&file, FileType::Jpeg).unwrap();
    assert!(plan.memory < 150 << 20, "{plan:?}");
    let developed = received(&file);
    assert_eq!((developed.width, developed.height), (4032, 3024));
    assert_eq!(rendition(&developed, Rendition::Preview).dimensions(), (1600, 1200));
}

#[test]
fn progressive_and_gray_pictures_are_developed() {
    assert_eq!(received(&sample::progressive_jpeg(900, 700)).width, 900);
    let gray = rendition(&received(&sample::gray()), Rendition::Thumb);
    assert!(gray.pixels().all(|Rgba([red, green, blue, _])| red.abs_diff(*green) < 3 && green.abs_diff(*blue) < 3));
}
