use crate::imaging::{ImagingError, Orientation, plan, sample};
use model::FileType;

const LIMIT: u64 = 512 << 20;

#[test]
fn a_plan_says_size_and_orientation_as_stored() {
    let plan = plan(&sample::oriented(6), FileType::Jpeg).unwrap();
    assert_eq!((plan.width, plan.height), (64, 96));
    assert_eq!(plan.orientation, Orientation::from_exif(6));
}

#[test]
fn a_bomb_is_planned_too_large() {
    assert!(plan(&sample::bomb(), FileType::Png).unwrap().memory > LIMIT);
}

#[test]
fn a_phone_s_200_megapixels_fit() {
    let plan = plan(&sample::announced_jpeg(16_320, 12_240, false), FileType::Jpeg).unwrap();
    assert!(plan.memory < LIMIT / 4, "{} bytes", plan.memory);
}

#[test]
fn coefficients_of_progressive_pictures_count() {
    let progressive = plan(&sample::announced_jpeg(16_320, 12_240, true), FileType::Jpeg).unwrap();
    assert!(progressive.memory > 16_320 * 12_240 * 3, "two bytes for each of 1.5 samples per pixel");
    assert!(progressive.memory > LIMIT);
}

#[test]
fn the_empty_file_is_told_apart() {
    for kind in FileType::ALL {
        assert!(matches!(plan(b"", kind), Err(ImagingError::Empty)));
    }
}
