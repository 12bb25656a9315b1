//! Drawing QR codes, on the server only: browsers get the drawing.

use model::QrCode;
use qrcode::{Color, EcLevel};
use std::fmt::Write;

/// The light border that readers need, in modules (ISO/IEC 18004).
const QUIET: usize = 4;

/// Draw a text as a QR code; none when it is longer than a code can hold, about 2,300 bytes.
pub fn draw(text: &str) -> Option<QrCode> {
    let code = qrcode::QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(code.width()).enumerate() {
        let mut x = QUIET;
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                let _ = write!(path, "M{x} {}h{1}v1h-{1}z", y + QUIET, run.len());
            }
            x += run.len();
        }
    }
    let side = u16::try_from(code.width() + 2 * QUIET).ok()?;
    Some(QrCode { side, path })
}

#[cfg(test)]
mod tests {
    use super::draw;

    #[test]
    fn a_code_reads_as_what_was_drawn() {
        let text = "https://192.168.1.5:3000/signin/link#b3BlbiBzZXNhbWU";
        let code = draw(text).expect("it fits");
        let side = usize::from(code.side);
        let mut dark = vec![false; side * side];
        for run in code.path.split('M').filter(|run| !run.is_empty()) {
            let numbers: Vec<usize> = run.split(['M', ' ', 'h', 'v', '-', 'z']).filter_map(|number| number.parse().ok()).collect();
            let [x, y, length, height, back] = numbers[..] else { panic!("not a run: {run}") };
            assert_eq!((height, back), (1, length), "{run}");
            dark[y * side + x..][..length].fill(true);
        }
        let quiet = 4;
        let grid = rqrr::SimpleGrid::from_func(side - 2 * quiet, |x, y| dark[(y + quiet) * side + x + quiet]);
        assert_eq!(rqrr::Grid::new(grid).decode().expect("it can be read").1, text);
    }

    #[test]
    fn what_does_not_fit_is_not_drawn() {
        assert_eq!(draw(&"x".repeat(3000)), None);
    }
}
