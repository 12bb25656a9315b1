use super::{alike, received, rendition};
use crate::imaging::sample;
use image::Rgba;
use model::Rendition;

/// CIE XYZ of linear light, as rows of a matrix.
type Primaries = [[f64; 3]; 3];

const P3: Primaries = [
    [0.486_570_948_648_216_2, 0.265_667_693_169_093_1, 0.198_217_285_234_362_5],
    [0.228_974_564_069_748_8, 0.691_738_521_836_506_4, 0.079_286_914_093_745],
    [0.0, 0.045_113_381_858_902_64, 1.043_944_368_900_976],
];
const SRGB: Primaries = [
    [0.412_390_799_265_959_3, 0.357_584_339_383_878, 0.180_480_788_401_834_3],
    [0.212_639_005_871_510_3, 0.715_168_678_767_756, 0.072_192_315_360_733_71],
    [0.019_330_818_715_591_82, 0.119_194_779_794_625_98, 0.950_532_152_249_660_7],
];

/// CIE L*a*b* (D65) of a colour; both spaces here share one tone curve.
fn lab(primaries: Primaries, colour: [u8; 3]) -> [f64; 3] {
    let light = colour.map(|sample| {
        let sample = f64::from(sample) / 255.0;
        if sample <= 0.040_45 { sample / 12.92 } else { ((sample + 0.055) / 1.055).powf(2.4) }
    });
    let row = |row: [f64; 3]| row.iter().zip(light).map(|(factor, light)| factor * light).sum::<f64>();
    let white = [0.950_455_9, 1.0, 1.089_057_8];
    let [x, y, z] = [0, 1, 2].map(|axis| {
        let part: f64 = row(primaries[axis]) / white[axis];
        if part > 216.0 / 24_389.0 { part.cbrt() } else { (24_389.0 / 27.0 * part + 16.0) / 116.0 }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// CIEDE2000 (CIE 142-2001).
fn difference([l1, a1, b1]: [f64; 3], [l2, a2, b2]: [f64; 3]) -> f64 {
    let mean_chroma = f64::midpoint(a1.hypot(b1), a2.hypot(b2));
    let weight = |chroma: f64| (chroma.powi(7) / (chroma.powi(7) + 25.0_f64.powi(7))).sqrt();
    let stretch = 1.0 + 0.5 * (1.0 - weight(mean_chroma));
    let (c1, c2) = ((a1 * stretch).hypot(b1), (a2 * stretch).hypot(b2));
    let hue = |a: f64, b: f64| b.atan2(a * stretch).to_degrees().rem_euclid(360.0);
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let turn = (h2 - h1 + 180.0).rem_euclid(360.0) - 180.0;
    let mean_hue = (h1 + turn / 2.0).rem_euclid(360.0);
    let (mean_l, mean_c) = (f64::midpoint(l1, l2), f64::midpoint(c1, c2));
    let cosine = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cosine(mean_hue - 30.0) + 0.24 * cosine(2.0 * mean_hue) + 0.32 * cosine(3.0 * mean_hue + 6.0)
        - 0.20 * cosine(4.0 * mean_hue - 63.0);
    let off = (mean_l - 50.0).powi(2);
    let dl = (l2 - l1) / (1.0 + 0.015 * off / (20.0 + off).sqrt());
    let dc = (c2 - c1) / (1.0 + 0.045 * mean_c);
    let dh = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin() / (1.0 + 0.015 * mean_c * t);
    let rotation = -2.0 * weight(mean_c) * (60.0 * (-((mean_hue - 275.0) / 25.0).powi(2)).exp()).to_radians().sin();
    (dl * dl + dc * dc + dh * dh + rotation * dc * dh).sqrt()
}

#[test]
fn the_difference_of_colours_is_measured_as_published() {
    // From the test data of Sharma, Wu and Dalal (2005).
    let published =
        [([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425), ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644)];
    for (one, other, expected) in published {
        assert!((difference(one, other) - expected).abs() < 1e-3);
    }
}

#[test]
fn a_display_p3_patch_keeps_its_colour() {
    let truth = lab(P3, sample::P3_PATCH);
    let ignored = difference(truth, lab(SRGB, sample::P3_PATCH));
    assert!(ignored > 3.0, "the patch would tell nothing: {ignored}");
    for file in [sample::display_p3_patch(), sample::display_p3_jpeg()] {
        let developed = received(&file);
        for wanted in Rendition::ALL {
            let Rgba([red, green, blue, _]) = *rendition(&developed, wanted).get_pixel(32, 32);
            let off = difference(truth, lab(SRGB, [red, green, blue]));
            assert!(off < 2.0, "{wanted:?} is off by {off}");
        }
    }
}

#[test]
fn ink_without_a_profile_becomes_light() {
    let seen = rendition(&received(&sample::cmyk()), Rendition::Preview);
    assert!(alike(*seen.get_pixel(32, 32), [0, 255, 255]), "{:?}", seen.get_pixel(32, 32));
}

#[test]
fn ink_with_a_profile_becomes_the_light_that_it_says() {
    let seen = rendition(&received(&sample::cmyk_with_profile()), Rendition::Preview);
    assert!(alike(*seen.get_pixel(32, 32), sample::CYAN_INK), "{:?}", seen.get_pixel(32, 32));
}

#[test]
fn an_adobe_rgb_patch_keeps_its_colour() {
    let seen = rendition(&received(&sample::adobe_rgb_jpeg()), Rendition::Preview);
    let (_, expected) = sample::ADOBE_RGB_PATCH;
    let Rgba([red, green, blue, _]) = *seen.get_pixel(32, 32);
    let off = difference(lab(SRGB, [red, green, blue]), lab(SRGB, expected));
    assert!(off < 2.0, "{red} {green} {blue} is off by {off}");
}

#[test]
fn linear_gray_is_brought_to_the_tone_curve_of_screens() {
    for alpha in [false, true] {
        let seen = rendition(&received(&sample::linear_gray(alpha)), Rendition::Preview);
        assert!(alike(*seen.get_pixel(32, 32), [188; 3]), "alpha {alpha}: {:?}", seen.get_pixel(32, 32));
    }
}
