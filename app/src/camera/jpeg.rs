//! The beginning of a JPEG file, where metadata stands (ITU-T T.81, annex B; Exif 2.32, 4.7.2).

const SOI: [u8; 2] = [0xff, 0xd8];
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP15: u8 = 0xef;
const COMMENT: u8 = 0xfe;
const EXIF: &[u8] = b"Exif\0\0";

/// What stands before the coded picture.
#[derive(Debug, PartialEq, Eq)]
pub struct Head<'a> {
    /// The TIFF structure of the Exif segment, if there is one.
    pub exif: Option<&'a [u8]>,
    /// Every other segment, with its marker, in order.
    others: Vec<&'a [u8]>,
    /// Where the rest of the file begins.
    pub end: usize,
}

impl<'a> Head<'a> {
    /// Read the beginning of a file. None when it is no JPEG, or a broken one.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut at = bytes.starts_with(&SOI).then_some(SOI.len())?;
        let mut head = Self { exif: None, others: Vec::new(), end: at };
        while let [0xff, marker @ (APP0..=APP15 | COMMENT), high, low, ..] = *bytes.get(at..)? {
            let end = at + 2 + usize::from(u16::from_be_bytes([high, low]));
            let segment = bytes.get(at..end)?;
            match segment.get(4..).and_then(|body| body.strip_prefix(EXIF)) {
                Some(tiff) if marker == APP1 => head.exif = Some(tiff),
                _ => head.others.push(segment),
            }
            at = end;
            head.end = end;
        }
        Some(head)
    }

    /// The same with this Exif, to be put before the rest of the file. None when it is too long for a segment.
    pub fn with_exif(&self, tiff: &[u8]) -> Option<Vec<u8>> {
        let length = u16::try_from(2 + EXIF.len() + tiff.len()).ok()?;
        let mut bytes = SOI.to_vec();
        bytes.extend([0xff, APP1]);
        bytes.extend(length.to_be_bytes());
        bytes.extend(EXIF);
        bytes.extend(tiff);
        for other in &self.others {
            bytes.extend_from_slice(other);
        }
        Some(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::Head;

    const JFIF: &[u8] = b"\xff\xe0\0\x07JFIF\0";
    const OLD: &[u8] = b"\xff\xe1\0\x0bExif\0\0old";
    const PROFILE: &[u8] = b"\xff\xe2\0\x05icc";
    const REST: &[u8] = b"\xff\xdb\0\x03q\xff\xda\0\x03s...\xff\xd9";

    fn file(parts: &[&[u8]]) -> Vec<u8> {
        [&[b"\xff\xd8".as_slice()], parts].concat().concat()
    }

    #[test]
    fn exif_is_put_in_front_and_everything_else_stays() {
        let jpeg = file(&[JFIF, PROFILE, REST]);
        let head = Head::read(&jpeg).expect("a JPEG");
        assert_eq!(head.exif, None);
        let with = [head.with_exif(b"new").expect("short"), jpeg[head.end..].to_vec()].concat();
        assert_eq!(with, file(&[b"\xff\xe1\0\x0bExif\0\0new", JFIF, PROFILE, REST]));
    }

    #[test]
    fn what_a_camera_wrote_is_found_and_replaced() {
        let jpeg = file(&[OLD, PROFILE, REST]);
        let head = Head::read(&jpeg).expect("a JPEG");
        assert_eq!(head.exif, Some(b"old".as_slice()));
        assert_eq!(&jpeg[head.end..], REST);
        let again = head.with_exif(b"new").expect("short");
        assert_eq!(again, file(&[b"\xff\xe1\0\x0bExif\0\0new", PROFILE]));
    }

    #[test]
    fn what_is_no_jpeg_or_broken_off_is_left_alone() {
        assert_eq!(Head::read(b"\x89PNG"), None);
        assert_eq!(Head::read(&file(&[b"\xff\xe1\0\xffExif"])), None);
        assert_eq!(Head::read(&file(&[REST])).and_then(|head| head.with_exif(&vec![0; 70_000])), None);
    }
}
