//! Tests of the module as the rest of the program uses it.

mod camera;
mod cleaned;
mod colours;
mod damage;
mod developed;
mod planned;
mod sniffed;

use super::{Developed, Sniffed, develop, plan, sniff};
use image::{Rgba, RgbaImage};
use model::Rendition;

/// Sniff, plan and develop, as for a file that arrives.
fn received(file: &[u8]) -> Developed {
    try_received(file).expect("a whole picture")
}

fn try_received(file: &[u8]) -> Result<Developed, String> {
    let Sniffed::Known(kind) = sniff(file) else { return Err("not a picture".to_owned()) };
    let plan = plan(file, kind).map_err(|error| error.to_string())?;
    develop(file, &plan).map_err(|error| error.to_string())
}

fn rendition(developed: &Developed, wanted: Rendition) -> RgbaImage {
    let (_, file) = developed.renditions.iter().find(|(rendition, _)| *rendition == wanted).expect("every rendition");
    image::load_from_memory(file).expect("a rendition that can be decoded").into_rgba8()
}

/// Whether two colours are the same but for what encoding does to them.
fn alike(Rgba(seen): Rgba<u8>, [red, green, blue]: [u8; 3]) -> bool {
    [red, green, blue].into_iter().zip(seen).all(|(wanted, seen)| wanted.abs_diff(seen) < 14)
}
