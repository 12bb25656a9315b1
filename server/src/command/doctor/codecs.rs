//! The check of what is inside the program: the decoders and encoders of pictures.

use super::Finding;
use gallery::imaging;
use model::FileType;
use std::panic::{self, AssertUnwindSafe};

/// A picture of 8 × 8 px of every kind that can be received.
const SAMPLES: [(FileType, &[u8]); 4] = [
    (FileType::Jpeg, include_bytes!("samples/tiny.jpg")),
    (FileType::Png, include_bytes!("samples/tiny.png")),
    (FileType::Gif, include_bytes!("samples/tiny.gif")),
    (FileType::Webp, include_bytes!("samples/tiny.webp")),
];

/// Whether a picture of every kind can be decoded, and its renditions encoded.
pub fn check() -> Finding {
    for (kind, bytes) in SAMPLES {
        let developed = panic::catch_unwind(AssertUnwindSafe(|| imaging::develop(bytes, &imaging::plan(bytes, kind)?)));
        let fault = match developed {
            Ok(Ok(_)) => continue,
            Ok(Err(error)) => error.to_string(),
            Err(_) => "the decoder crashed".to_owned(),
        };
        return Finding::fail(format!(
            "A {kind} picture cannot be opened: {fault}. This copy of the program is broken: build or install it again."
        ));
    }
    Finding::ok("Pictures of every type are opened, and their renditions made.")
}

#[cfg(test)]
mod tests {
    use super::{Finding, check};

    #[test]
    fn every_codec_of_this_program_works() {
        assert_eq!(check(), Finding::ok("Pictures of every type are opened, and their renditions made."));
    }
}
