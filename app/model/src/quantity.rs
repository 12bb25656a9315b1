//! How amounts are written for people.

/// A size in bytes as people write it, in powers of ten: `41 MB`, `1.5 MB`, `980 kB`, `12 bytes`.
pub fn file_size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 4] = [(1_000_000_000_000, "TB"), (1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    for (unit, name) in UNITS {
        if bytes >= unit {
            let tenths = bytes / (unit / 10);
            let (whole, tenth) = (tenths / 10, tenths % 10);
            return if whole >= 10 || tenth == 0 { format!("{whole} {name}") } else { format!("{whole}.{tenth} {name}") };
        }
    }
    if bytes == 1 { "1 byte".to_owned() } else { format!("{bytes} bytes") }
}

/// A size without loss, in the largest unit that goes into it: `25MB`, `25MiB`, `12345 B`.
pub fn exact_size(bytes: u64) -> String {
    let decimal = [(1_000_000_000_000, "TB"), (1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    let binary = [(1 << 40, "TiB"), (1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    let fits = |(unit, _): &(u64, &str)| bytes >= *unit && bytes.is_multiple_of(*unit);
    let found = decimal.into_iter().find(fits).or_else(|| binary.into_iter().find(fits));
    found.map_or_else(|| format!("{bytes} B"), |(unit, name)| format!("{}{name}", bytes / unit))
}

/// A size in bytes: `25MB` is 25·10⁶, `25MiB` is 25·2²⁰, a bare number is bytes. None when it is no size.
pub fn parse_size(text: &str) -> Option<u64> {
    text.parse().ok().map(|bytesize::ByteSize(bytes)| bytes)
}

#[cfg(test)]
mod tests {
    use super::{exact_size, file_size, parse_size};

    #[test]
    fn sizes_are_written_without_loss() {
        let sizes = [50_000_000, 26_214_400, 1, 1_000, 1_024, 12_345, 20_000_000_000];
        let written = sizes.map(exact_size);
        assert_eq!(written, ["50MB", "25MiB", "1 B", "1kB", "1KiB", "12345 B", "20GB"]);
        assert_eq!(written.map(|text| parse_size(&text)), sizes.map(Some));
        assert_eq!(parse_size("5MBt"), None);
    }

    #[test]
    fn sizes_read_as_people_write_them() {
        let written = [1, 980, 1_000, 1_532_552, 41_000_000, 41_900_000, 2_000_000_000].map(file_size);
        assert_eq!(written, ["1 byte", "980 bytes", "1 kB", "1.5 MB", "41 MB", "41 MB", "2 GB"]);
    }
}
