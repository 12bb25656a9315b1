//! What is seen of a picture before its bytes arrive: its `ThumbHash` as a picture of a few pixels, small enough to travel
//! inside the page.

use base64::{Engine, engine::general_purpose::STANDARD};

/// The longer side of the placeholder, in px. More cannot be told from a `ThumbHash`.
const LONG_SIDE: usize = 8;

/// A `ThumbHash` (base64) as a `data:` address of a bitmap, about 300 characters. None when it cannot be read, and for a
/// picture with transparent parts: it would go on shining through them.
pub fn address(thumbhash: &str) -> Option<String> {
    const HAS_ALPHA: u8 = 0x80;
    let hash = STANDARD.decode(thumbhash).ok()?;
    if hash.get(2)? & HAS_ALPHA != 0 {
        return None;
    }
    let (width, height, pixels) = thumbhash::thumb_hash_to_rgba(&hash).ok()?;
    let long = width.max(height).max(1);
    let shrink = |side: usize| (side * LONG_SIDE).div_ceil(long).clamp(1, LONG_SIDE);
    let bitmap = bitmap(shrink(width), shrink(height), |x, y, w, h| average(&pixels, width, height, (x, y), (w, h)));
    Some(format!("data:image/bmp;base64,{}", STANDARD.encode(bitmap)))
}

/// The mean colour (red, green, blue) of cell `(x, y)` when the picture is cut into `columns` × `rows` cells.
fn average(pixels: &[u8], width: usize, height: usize, (x, y): (usize, usize), (columns, rows): (usize, usize)) -> [u8; 3] {
    let mut sum = [0_usize; 3];
    let mut cells = 0;
    for row in y * height / rows..((y + 1) * height).div_ceil(rows) {
        for column in x * width / columns..((x + 1) * width).div_ceil(columns) {
            let Some(colour) = pixels.get((row * width + column) * 4..).and_then(<[u8]>::first_chunk::<3>) else { continue };
            for (sum, part) in sum.iter_mut().zip(colour) {
                *sum += usize::from(*part);
            }
            cells += 1;
        }
    }
    sum.map(|sum| u8::try_from(sum / cells.max(1)).unwrap_or(u8::MAX))
}

/// An uncompressed 24-bit Windows bitmap.
fn bitmap(width: usize, height: usize, colour: impl Fn(usize, usize, usize, usize) -> [u8; 3]) -> Vec<u8> {
    const HEADER: usize = 54;
    let row = (width * 3).next_multiple_of(4);
    let number = |n: usize| u32::try_from(n).unwrap_or_default().to_le_bytes();

    let mut bytes = Vec::with_capacity(HEADER + row * height);
    bytes.extend(b"BM");
    for field in [HEADER + row * height, 0, HEADER, 40, width, height] {
        bytes.extend(number(field));
    }
    bytes.extend([1, 0, 24, 0]); // one plane, 24 bits a pixel
    bytes.extend([0; 24]); // no compression; the rest may be zero
    // Rows go from the bottom up, colours from blue to red.
    for y in (0..height).rev() {
        let start = bytes.len();
        for x in 0..width {
            let [red, green, blue] = colour(x, y, width, height);
            bytes.extend([blue, green, red]);
        }
        bytes.resize(start + row, 0);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::{STANDARD, address};
    use base64::Engine;

    #[test]
    fn a_placeholder_is_small_and_keeps_the_colour() {
        let red: Vec<u8> = [200, 20, 20, 255].repeat(40 * 30);
        let hash = STANDARD.encode(thumbhash::rgba_to_thumb_hash(40, 30, &red));
        let address = address(&hash).expect("a placeholder");
        assert!(address.len() < 400, "{}", address.len());

        let bitmap = STANDARD.decode(address.trim_start_matches("data:image/bmp;base64,")).expect("base64");
        let [blue, green, red] = [bitmap[54], bitmap[55], bitmap[56]];
        assert!(red > 180 && green < 60 && blue < 60, "{red} {green} {blue}");
    }

    #[test]
    fn what_is_no_thumbhash_has_no_placeholder() {
        assert_eq!(address("AAAA"), None);
        assert_eq!(address("not base64!"), None);
    }
}
