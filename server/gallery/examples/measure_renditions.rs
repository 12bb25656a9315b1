//! Measures what renditions cost and how good they are, as Markdown tables: `cargo run --release --example measure_renditions -- photo.jpg …`
//!
//! Quality is SSIMULACRA2 against the whole decode made smaller once, at 16 bits, through a Lanczos filter: 100 is identical,
//! 90 cannot be told apart, 70 is high quality.

use fast_image_resize::{PixelType, Resizer, images::Image};
use gallery::imaging::{Plan, Sniffed, develop, plan, rendition_type, sniff};
use image::{DynamicImage, ImageReader, RgbImage, metadata::Orientation};
use model::Rendition;
use moxcms::{ColorProfile, Layout, TransformOptions};
use ssimulacra2::{ColorPrimaries, Rgb, TransferCharacteristic, compute_frame_ssimulacra2};
use std::{error::Error, io::Cursor, time::Instant};
use turbojpeg::{Compressor, PixelFormat, Subsamp};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let Sniffed::Known(kind) = sniff(&bytes) else { return Err(format!("{path} is not a picture").into()) };
        let plan = plan(&bytes, kind)?;
        println!("\n## {path}: {} × {}, {} bytes, memory planned {} MB\n", plan.width, plan.height, bytes.len(), plan.memory / 1_000_000);
        let reference = Reference::read(&bytes, &plan)?;
        actual(&bytes, &plan, &reference)?;
        if std::env::var_os("CANDIDATES").is_some() {
            candidates(&plan, &reference)?;
        }
    }
    Ok(())
}

/// What the program makes at present.
fn actual(bytes: &[u8], plan: &Plan, reference: &Reference) -> Outcome<()> {
    let (milliseconds, developed) = timed(|| Ok(develop(bytes, plan)?))?;
    println!("Whole set: {milliseconds:.0} ms.\n\n| rendition | px | type | bytes | SSIMULACRA2 |\n|---|---|---|---|---|");
    for (rendition, file) in developed.renditions {
        let picture = decoded(&file)?;
        let score = score(&reference.small(rendition, plan)?, &picture)?;
        println!(
            "| {} | {} × {} | {} | {} | {score:.1} |",
            rendition.as_str(),
            picture.width(),
            picture.height(),
            rendition_type(&file),
            file.len()
        );
    }
    Ok(())
}

/// What else could be made, from the reference itself.
fn candidates(plan: &Plan, reference: &Reference) -> Outcome<()> {
    println!("\n| rendition | format | bytes | ms | SSIMULACRA2 |\n|---|---|---|---|---|");
    for rendition in Rendition::ALL {
        let small = reference.small(rendition, plan)?;
        let line = |format: String, made: Outcome<(f64, Vec<u8>)>| -> Outcome<()> {
            let (milliseconds, file) = made?;
            println!(
                "| {} | {format} | {} | {milliseconds:.1} | {:.1} |",
                rendition.as_str(),
                file.len(),
                score(&small, &decoded(&file)?)?
            );
            Ok(())
        };
        for quality in [74, 78, 82] {
            line(format!("JPEG {quality}"), timed(|| jpeg(&small, quality, false)))?;
            line(format!("JPEG {quality}, progressive"), timed(|| jpeg(&small, quality, true)))?;
        }
        for quality in [80, 85, 90] {
            for method in [0, 2, 4] {
                line(format!("WebP {quality}, method {method}"), timed(|| webp(&small, quality, method)))?;
            }
        }
    }
    Ok(())
}

/// The mean of several runs, in milliseconds of one thread's CPU.
fn timed<T>(mut run: impl FnMut() -> Outcome<T>) -> Outcome<(f64, T)> {
    let begin = Instant::now();
    let start = cpu(begin);
    // The kernel counts in ticks of some milliseconds, so that only many of them mean something.
    for runs in 1.. {
        let made = run()?;
        let spent = cpu(begin) - start;
        if spent > 150.0 && runs > 1 {
            return Ok((spent / f64::from(runs), made));
        }
    }
    Err("no run".into())
}

/// The CPU time of this thread in milliseconds where Linux tells it, so that a busy machine does not count; else the wall clock.
fn cpu(begin: Instant) -> f64 {
    let scheduled = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = scheduled.and_then(|numbers| numbers.split_whitespace().next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| begin.elapsed().as_secs_f64() * 1000.0, |nanoseconds| nanoseconds / 1e6)
}

/// The whole picture in sRGB, 16 bits a channel, as stored.
struct Reference {
    pixels: Vec<u8>,
}

impl Reference {
    fn read(bytes: &[u8], plan: &Plan) -> Outcome<Self> {
        let header = turbojpeg::read_header(bytes)?;
        if (header.width, header.height) != (plan.width as usize, plan.height as usize) {
            return Err("the plan has another size than the file".into());
        }
        let stored = turbojpeg::decompress(bytes, PixelFormat::RGB)?;
        let deep: Vec<u16> = stored.pixels.iter().map(|sample| u16::from(*sample) * 257).collect();
        let mut converted = vec![0_u16; deep.len()];
        let mut decoder = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?.into_decoder()?;
        let icc = image::ImageDecoder::icc_profile(&mut decoder)?;
        let profile = icc.map_or_else(|| Ok(ColorProfile::new_srgb()), |icc| ColorProfile::new_from_slice(&icc))?;
        profile
            .create_transform_16bit(Layout::Rgb, &ColorProfile::new_srgb(), Layout::Rgb, TransformOptions::default())?
            .transform(&deep, &mut converted)?;
        Ok(Self { pixels: converted.iter().flat_map(|sample| sample.to_ne_bytes()).collect() })
    }

    fn small(&self, rendition: Rendition, plan: &Plan) -> Outcome<RgbImage> {
        let mut pixels = self.pixels.clone();
        let whole = Image::from_slice_u8(plan.width, plan.height, &mut pixels, PixelType::U16x3)?;
        let (width, height) = rendition.fit(plan.width, plan.height);
        let mut small = Image::new(width, height, PixelType::U16x3);
        Resizer::new().resize(&whole, &mut small, None)?;
        let (samples, _) = small.buffer().as_chunks();
        let samples =
            samples.iter().map(|sample| u8::try_from((u32::from(u16::from_ne_bytes(*sample)) + 128) / 257)).collect::<Result<_, _>>()?;
        let mut upright = DynamicImage::ImageRgb8(RgbImage::from_raw(width, height, samples).ok_or("wrong size")?);
        upright.apply_orientation(Orientation::from_exif(plan.orientation.number()).ok_or("no such orientation")?);
        Ok(upright.into_rgb8())
    }
}

fn jpeg(picture: &RgbImage, quality: i32, progressive: bool) -> Outcome<Vec<u8>> {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let mut compressor = Compressor::new()?;
    compressor.set_quality(quality)?;
    compressor.set_subsamp(Subsamp::Sub2x2)?;
    compressor.set_optimize(true)?;
    compressor.set_progressive(progressive)?;
    let pixels = picture.as_raw().as_slice();
    Ok(compressor.compress_to_vec(turbojpeg::Image { pixels, width, pitch: 3 * width, height, format: PixelFormat::RGB })?)
}

fn webp(picture: &RgbImage, quality: u8, method: i32) -> Outcome<Vec<u8>> {
    let mut config = webp::WebPConfig::new().map_err(|()| "libwebp has another version than its bindings")?;
    config.quality = f32::from(quality);
    config.method = method;
    let encoder = webp::Encoder::from_rgb(picture, picture.width(), picture.height());
    Ok(encoder.encode_advanced(&config).map_err(|error| format!("{error:?}"))?.to_vec())
}

fn decoded(file: &[u8]) -> Outcome<RgbImage> {
    Ok(image::load_from_memory(file)?.into_rgb8())
}

fn score(reference: &RgbImage, picture: &RgbImage) -> Outcome<f64> {
    let frame = |picture: &RgbImage| {
        let samples = picture.pixels().map(|pixel| pixel.0.map(|sample| f32::from(sample) / 255.0)).collect();
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        Rgb::new(samples, width, height, TransferCharacteristic::SRGB, ColorPrimaries::BT709)
    };
    Ok(compute_frame_ssimulacra2(frame(reference)?, frame(picture)?)?)
}
