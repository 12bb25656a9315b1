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

#[cfg(test)]
mod tests {
    use super::file_size;

    #[test]
    fn sizes_read_as_people_write_them() {
        let written = [1, 980, 1_000, 1_532_552, 41_000_000, 41_900_000, 2_000_000_000].map(file_size);
        assert_eq!(written, ["1 byte", "980 bytes", "1 kB", "1.5 MB", "41 MB", "41 MB", "2 GB"]);
    }
}
