//! Made-up pictures for tests, each a whole file. They are the same every time.

use super::{
    Orientation,
    container::{png, webp},
};
use exif::{Field, In, Rational, Tag, Value, experimental::Writer};
use image::{
    Delay, DynamicImage, ExtendedColorType, Frame, ImageEncoder, Rgb, RgbImage, Rgba, RgbaImage,
    codecs::{
        gif::{GifEncoder, Repeat},
        png::PngEncoder,
        webp::WebPEncoder,
    },
};
use model::FileType;
use moxcms::{ColorProfile, DataColorSpace, LutDataType, LutStore, LutType, LutWarehouse, Matrix3d, ProfileClass};
use std::{fmt::Debug, io::Cursor};
use turbojpeg::{Compressor, Image, PixelFormat, Subsamp};

/// The colours of the corners of [`oriented`] pictures when they are upright: top left, top right, bottom left, bottom right.
pub const CORNERS: [[u8; 3]; 4] = [[220, 40, 40], [40, 180, 60], [50, 70, 210], [230, 220, 60]];

/// The one colour of [`display_p3_patch`], in Display P3. It lies within sRGB.
pub const P3_PATCH: [u8; 3] = [120, 200, 110];

/// The place in [`with_gps_and_date`]: latitude, longitude, metres above sea level.
pub const PLACE: (f64, f64, f64) = (-33.856_784, 151.215_297, -12.5);

/// Something written into every part of [`with_gps_and_date`] that others must not see.
pub const SECRET: &str = "SECRET-7f3a";

/// A photo-like picture: slopes, edges and grain.
pub fn scene(width: u32, height: u32) -> RgbImage {
    let mut seed = 0x9e37_79b9_u32;
    RgbImage::from_fn(width, height, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (seed >> 28) as u8;
        let slope = |part: u32, whole: u32| u8::try_from(part * 200 / whole.max(1)).unwrap_or(u8::MAX);
        let edge = if (x / 37 + y / 53) % 2 == 0 { 30 } else { 0 };
        Rgb([slope(x, width) + edge + grain, slope(y, height) + edge + grain, 90 + edge + grain])
    })
}

/// A JPEG photo.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    jpeg_of(&scene(width, height), false)
}

/// A JPEG photo that comes in several scans.
pub fn progressive_jpeg(width: u32, height: u32) -> Vec<u8> {
    jpeg_of(&scene(width, height), true)
}

/// A JPEG photo as large as phones make them, about 12 million pixels.
pub fn twelve_megapixels() -> Vec<u8> {
    jpeg(4032, 3024)
}

/// A PNG photo.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    png_of(scene(width, height).as_raw(), width, height, ExtendedColorType::Rgb8, None)
}

/// A WebP photo, lossy.
pub fn webp(width: u32, height: u32) -> Vec<u8> {
    ::webp::Encoder::from_rgb(&scene(width, height), width, height).encode(80.0).to_vec()
}

/// A GIF with one frame.
pub fn gif(width: u32, height: u32) -> Vec<u8> {
    gif_of(&[DynamicImage::ImageRgb8(scene(width, height)).into_rgba8()])
}

/// A photo of any kind.
pub fn photo(kind: FileType, width: u32, height: u32) -> Vec<u8> {
    match kind {
        FileType::Jpeg => jpeg(width, height),
        FileType::Png => png(width, height),
        FileType::Gif => gif(width, height),
        FileType::Webp => webp(width, height),
    }
}

/// A JPEG of 96 × 64 px upright, stored turned by this Exif orientation (1–8), with [`CORNERS`].
pub fn oriented(orientation: u8) -> Vec<u8> {
    oriented_as(FileType::Jpeg, orientation)
}

/// As [`oriented`], of any kind that has Exif.
pub fn oriented_as(kind: FileType, orientation: u8) -> Vec<u8> {
    let mut picture = DynamicImage::ImageRgb8(RgbImage::from_fn(96, 64, |x, y| {
        let [top_left, top_right, bottom_left, bottom_right] = CORNERS;
        Rgb(match (x < 48, y < 32) {
            (true, true) => top_left,
            (false, true) => top_right,
            (true, false) => bottom_left,
            (false, false) => bottom_right,
        })
    }));
    // A quarter turn is undone by the opposite one, everything else by itself.
    let undo = match orientation {
        6 => 8,
        8 => 6,
        other => other,
    };
    picture.apply_orientation(made(image::metadata::Orientation::from_exif(undo).ok_or("not an orientation")));
    let (stored, tiff) = (picture.into_rgb8(), Orientation::from_exif(orientation.into()).tiff());
    match kind {
        FileType::Png => after_header(&png_of(&stored, stored.width(), stored.height(), ExtendedColorType::Rgb8, None), *b"eXIf", &tiff),
        FileType::Webp => {
            let mut encoder = Vec::new();
            let mut writer = WebPEncoder::new_lossless(&mut encoder);
            made(writer.set_exif_metadata(tiff.to_vec()));
            made(writer.encode(&stored, stored.width(), stored.height(), ExtendedColorType::Rgb8));
            encoder
        }
        _ => with_segments(&jpeg_of(&stored, false), &[(0xe1, &[b"Exif\0\0".as_slice(), &tiff].concat())]),
    }
}

/// A PNG of one colour, [`P3_PATCH`], with the Display P3 profile.
pub fn display_p3_patch() -> Vec<u8> {
    png_of(&P3_PATCH.repeat(64 * 64), 64, 64, ExtendedColorType::Rgb8, Some(made(ColorProfile::new_display_p3().encode())))
}

/// A JPEG of one colour, [`P3_PATCH`], with the Display P3 profile.
pub fn display_p3_jpeg() -> Vec<u8> {
    let patch = jpeg_of(&RgbImage::from_pixel(64, 64, Rgb(P3_PATCH)), false);
    with_profile(&patch, &ColorProfile::new_display_p3())
}

/// A JPEG of pure cyan in ink (YCCK), inverted as Adobe stores it, without a profile.
pub fn cmyk() -> Vec<u8> {
    let pixels = [0, 255, 255, 255].repeat(64 * 64);
    let mut compressor = made(Compressor::new());
    made(compressor.set_quality(95));
    made(compressor.set_subsamp(Subsamp::None));
    made(compressor.compress_to_vec(Image { pixels: pixels.as_slice(), width: 64, pitch: 4 * 64, height: 64, format: PixelFormat::CMYK }))
}

/// What [`cmyk_with_profile`] is in sRGB.
pub const CYAN_INK: [u8; 3] = [54, 156, 197];

/// The same as [`cmyk`], with a profile in which cyan ink is L*a*b* 60, -20, -30 on white paper, and every other ink is black.
pub fn cmyk_with_profile() -> Vec<u8> {
    let lab = |l: f64, a: f64, b: f64| [l * 652.8, (a + 128.0) * 256.0, (b + 128.0) * 256.0];
    // The last ink changes fastest.
    let inks = (0..16).flat_map(|inks| match inks {
        0 => lab(100.0, 0.0, 0.0),
        0b1000 => lab(60.0, -20.0, -30.0),
        _ => lab(0.0, 0.0, 0.0),
    });
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 65 280")]
    let inks = inks.map(|value| value as u16).collect();
    let straight = |channels: usize| LutStore::Store16([0, u16::MAX].repeat(channels));
    let mut profile = ColorProfile::new_gray_with_gamma(1.0);
    profile.gray_trc = None;
    profile.profile_class = ProfileClass::OutputDevice;
    profile.color_space = DataColorSpace::Cmyk;
    profile.pcs = DataColorSpace::Lab;
    profile.lut_a_to_b_perceptual = Some(LutWarehouse::Lut(LutDataType {
        num_input_channels: 4,
        num_output_channels: 3,
        num_clut_grid_points: 2,
        matrix: Matrix3d::IDENTITY,
        num_input_table_entries: 2,
        num_output_table_entries: 2,
        input_table: straight(4),
        clut_table: LutStore::Store16(inks),
        output_table: straight(3),
        lut_type: LutType::Lut16,
    }));
    with_profile(&cmyk(), &profile)
}

/// The one colour of [`adobe_rgb_jpeg`], in Adobe RGB (1998), and the same in sRGB.
pub const ADOBE_RGB_PATCH: ([u8; 3], [u8; 3]) = ([120, 200, 110], [51, 201, 104]);

/// A JPEG of one colour with the Adobe RGB (1998) profile.
pub fn adobe_rgb_jpeg() -> Vec<u8> {
    let patch = jpeg_of(&RgbImage::from_pixel(64, 64, Rgb(ADOBE_RGB_PATCH.0)), false);
    with_profile(&patch, &ColorProfile::new_adobe_rgb())
}

/// A gray PNG of one value, 128 of linear light, partly transparent if `alpha`, with a profile that says so.
pub fn linear_gray(alpha: bool) -> Vec<u8> {
    let icc = Some(made(ColorProfile::new_gray_with_gamma(1.0).encode()));
    if alpha {
        png_of(&[128, 200].repeat(64 * 64), 64, 64, ExtendedColorType::La8, icc)
    } else {
        png_of(&[128; 64 * 64], 64, 64, ExtendedColorType::L8, icc)
    }
}

/// A gray JPEG.
pub fn gray() -> Vec<u8> {
    let pixels: Vec<u8> = DynamicImage::ImageRgb8(scene(320, 200)).into_luma8().into_raw();
    let mut compressor = made(Compressor::new());
    made(compressor.set_subsamp(Subsamp::Gray));
    made(compressor.compress_to_vec(Image { pixels: pixels.as_slice(), width: 320, pitch: 320, height: 200, format: PixelFormat::GRAY }))
}

/// A PNG of 400 × 400 px with 16 bits a channel: a red disc on nothing. The transparent pixels are black.
pub fn with_alpha() -> Vec<u8> {
    let disc = RgbaImage::from_fn(400, 400, |x, y| {
        if x.abs_diff(200).pow(2) + y.abs_diff(200).pow(2) < 150 * 150 { Rgba([230, 20, 20, 255]) } else { Rgba([0; 4]) }
    });
    let deep: Vec<u8> = disc.as_raw().iter().flat_map(|sample| (u16::from(*sample) * 257).to_ne_bytes()).collect();
    png_of(&deep, 400, 400, ExtendedColorType::Rgba16, None)
}

/// A GIF of 120 × 80 px with three frames: red, green, blue.
pub fn animated_gif() -> Vec<u8> {
    gif_of(&[[255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255]].map(|colour| RgbaImage::from_pixel(120, 80, Rgba(colour))))
}

/// A PNG of 20 × 10 px with two frames, the second one as the first.
pub fn animated_png() -> Vec<u8> {
    let still = png(20, 10);
    let frame = |number: u8| [&[0, 0, 0, number, 0, 0, 0, 20, 0, 0, 0, 10][..], &[0; 8], &[0, 1, 0, 10, 0, 0]].concat();
    let head = after_header(&after_header(&still, *b"fcTL", &frame(0)), *b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]);
    let (body, end) = head.split_at(head.len() - 12);
    let start = body.windows(4).position(|kind| kind == b"IDAT").unwrap_or_default() + 4;
    let pixels = body.get(start..body.len() - 4).unwrap_or_default();
    let mut file = body.to_vec();
    png::write_chunk(&mut file, *b"fcTL", &frame(1));
    png::write_chunk(&mut file, *b"fdAT", &[&[0, 0, 0, 2], pixels].concat());
    file.extend_from_slice(end);
    file
}

/// A WebP of 120 × 80 px with three frames: red, green, blue.
pub fn animated_webp() -> Vec<u8> {
    let mut config = made(::webp::WebPConfig::new().map_err(|()| "libwebp has another version"));
    config.lossless = 1;
    let frames = [[255, 0, 0], [0, 255, 0], [0, 0, 255]].map(|colour| RgbImage::from_pixel(120, 80, Rgb(colour)));
    let mut encoder = ::webp::AnimEncoder::new(120, 80, &config);
    for (start, frame) in (0..).step_by(200).zip(&frames) {
        encoder.add_frame(::webp::AnimFrame::from_rgb(frame, 120, 80, start));
    }
    encoder.encode().to_vec()
}

/// A JPEG as a phone makes it: turned (orientation 6), with camera, time, place, a profile, XMP, a comment, a preview picture
/// behind the end of the image, and a [`SECRET`] in each.
pub fn with_gps_and_date() -> Vec<u8> {
    let secret = SECRET.as_bytes();
    let exif = [b"Exif\0\0".as_slice(), &exif_block()].concat();
    let xmp = [b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>".as_slice(), secret].concat();
    let profile = [b"ICC_PROFILE\0\x01\x01".as_slice(), &made(ColorProfile::new_display_p3().encode())].concat();
    let further = [b"MPF\0II*\0".as_slice(), secret].concat();
    let photo = jpeg(640, 480);
    let mut file =
        with_segments(&photo, &[(0xe1, &exif), (0xe1, &xmp), (0xe2, &profile), (0xe2, &further), (0xed, secret), (0xfe, secret)]);
    file.extend(with_segments(&jpeg(64, 48), &[(0xfe, secret)]));
    file.extend_from_slice(secret);
    file
}

/// A PNG of a few bytes that announces 30 000 × 30 000 px.
pub fn bomb() -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let side = 30_000_u32.to_be_bytes();
    png::write_chunk(&mut file, *b"IHDR", &[side.as_slice(), &side, &[8, 6, 0, 0, 0]].concat());
    png::write_chunk(&mut file, *b"IDAT", b"\x78\x9c\x03\0\0\0\0\x01");
    png::write_chunk(&mut file, *b"IEND", b"");
    file
}

/// The header of a JPEG of this size in px, with three components at 4:2:0, and an empty scan.
pub fn announced_jpeg(width: u16, height: u16, progressive: bool) -> Vec<u8> {
    let mut file = vec![0xff, 0xd8, 0xff, if progressive { 0xc2 } else { 0xc0 }, 0, 17, 8];
    file.extend(height.to_be_bytes());
    file.extend(width.to_be_bytes());
    file.extend([3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0, 0xff, 0xda, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0, 0xff, 0xd9]);
    file
}

/// A file with a chunk put right after its header. For PNG.
pub fn after_header(file: &[u8], kind: [u8; 4], body: &[u8]) -> Vec<u8> {
    let (head, tail) = file.split_at(33);
    let mut with = head.to_vec();
    png::write_chunk(&mut with, kind, body);
    with.extend_from_slice(tail);
    with
}

/// A file with a chunk put at its end. For WebP.
pub fn at_end(file: &[u8], kind: [u8; 4], body: &[u8]) -> Vec<u8> {
    let mut content = file.get(8..).unwrap_or_default().to_vec();
    webp::write_chunk(&mut content, kind, body);
    let mut with = Vec::new();
    webp::write_chunk(&mut with, *b"RIFF", &content);
    with
}

/// A file with segments (marker, body) put right after its start. For JPEG.
pub fn with_segments(file: &[u8], segments: &[(u8, &[u8])]) -> Vec<u8> {
    let mut with = vec![0xff, 0xd8];
    for (marker, body) in segments {
        with.extend([0xff, *marker]);
        with.extend(made(u16::try_from(body.len() + 2)).to_be_bytes());
        with.extend_from_slice(body);
    }
    with.extend_from_slice(file.get(2..).unwrap_or_default());
    with
}

/// A JPEG with an ICC profile.
fn with_profile(file: &[u8], profile: &ColorProfile) -> Vec<u8> {
    with_segments(file, &[(0xe2, &[b"ICC_PROFILE\0\x01\x01".as_slice(), &made(profile.encode())].concat())])
}

fn exif_block() -> Vec<u8> {
    let whole = |number| Rational { num: number, denom: 1 };
    let text = |text: &str| Value::Ascii(vec![text.as_bytes().to_vec()]);
    let fields = [
        (Tag::Make, text("Pinhole")),
        (Tag::Model, text("Box \u{7}One ")),
        (Tag::ImageDescription, text(SECRET)),
        (Tag::Orientation, Value::Short(vec![6])),
        (Tag::LensModel, text("Pin 35mm")),
        (Tag::ExposureTime, Value::Rational(vec![Rational { num: 10, denom: 2_500 }])),
        (Tag::FNumber, Value::Rational(vec![Rational { num: 1_799_999, denom: 1_000_000 }])),
        (Tag::PhotographicSensitivity, Value::Short(vec![64])),
        (Tag::FocalLength, Value::Rational(vec![Rational { num: 57, denom: 10 }])),
        (Tag::DateTimeOriginal, text("2024:02:29 23:59:58")),
        (Tag::SubSecTimeOriginal, text("250")),
        (Tag::OffsetTimeOriginal, text("+11:00")),
        (Tag::DateTime, text("2025:01:01 00:00:00")),
        (Tag::MakerNote, Value::Undefined(SECRET.as_bytes().to_vec(), 0)),
        (Tag::GPSLatitudeRef, text("S")),
        (Tag::GPSLatitude, Value::Rational(vec![whole(33), whole(51), Rational { num: 244_224, denom: 10_000 }])),
        (Tag::GPSLongitudeRef, text("E")),
        (Tag::GPSLongitude, Value::Rational(vec![whole(151), whole(12), Rational { num: 550_692, denom: 10_000 }])),
        (Tag::GPSAltitudeRef, Value::Byte(vec![1])),
        (Tag::GPSAltitude, Value::Rational(vec![Rational { num: 25, denom: 2 }])),
    ]
    .map(|(tag, value)| Field { tag, ifd_num: In::PRIMARY, value });
    let mut writer = Writer::new();
    for field in &fields {
        writer.push_field(field);
    }
    let mut block = Cursor::new(Vec::new());
    made(writer.write(&mut block, false));
    block.into_inner()
}

fn jpeg_of(picture: &RgbImage, progressive: bool) -> Vec<u8> {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let mut compressor = made(Compressor::new());
    made(compressor.set_quality(90));
    made(compressor.set_progressive(progressive));
    let pixels = picture.as_raw().as_slice();
    made(compressor.compress_to_vec(Image { pixels, width, pitch: 3 * width, height, format: PixelFormat::RGB }))
}

fn png_of(pixels: &[u8], width: u32, height: u32, colours: ExtendedColorType, icc: Option<Vec<u8>>) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = PngEncoder::new(&mut file);
    if let Some(icc) = icc {
        made(encoder.set_icc_profile(icc));
    }
    made(encoder.write_image(pixels, width, height, colours));
    file
}

fn gif_of(frames: &[RgbaImage]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = GifEncoder::new_with_speed(&mut file, 30);
    made(encoder.set_repeat(Repeat::Infinite));
    made(encoder.encode_frames(frames.iter().map(|frame| Frame::from_parts(frame.clone(), 0, 0, Delay::from_numer_denom_ms(200, 1)))));
    drop(encoder);
    file
}

fn made<T, E: Debug>(made: Result<T, E>) -> T {
    made.unwrap_or_else(|error| panic!("a sample could not be made: {error:?}"))
}
