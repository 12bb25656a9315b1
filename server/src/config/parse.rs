//! Texts to values. Each function says in a few words what is wrong; the one for secrets does so without repeating them.

use super::{LogFormat, cidr::Cidr};
use model::{FileType, Limit, LimitError, RegistrationPolicy, Settings, parse_limit, parse_size, parse_types};
use secrecy::SecretString;
use std::{net::IpAddr, path::PathBuf, str::FromStr, time::Duration};
use tracing_subscriber::{EnvFilter, filter::LevelFilter};

/// The shortest a signing secret may be, in bytes: as long as what HS256 makes of it (RFC 7518 §3.2).
const SECRET_MIN: usize = 32;

/// The shortest a token may be, in characters.
const TOKEN_MIN: usize = 16;

const OUT_OF_RANGE: &str = "that is out of range";

pub fn path(text: &str) -> Result<PathBuf, String> {
    if text.is_empty() { Err("it is empty".to_owned()) } else { Ok(PathBuf::from(text)) }
}

/// `on` or `off`, or what else people write for these.
pub fn switch(text: &str) -> Result<bool, String> {
    match text.to_ascii_lowercase().as_str() {
        "on" | "true" | "yes" | "1" => Ok(true),
        "off" | "false" | "no" | "0" => Ok(false),
        _ => Err("that is neither on nor off".to_owned()),
    }
}

/// An IP address, in brackets or not, or `localhost`.
pub fn host(text: &str) -> Result<IpAddr, String> {
    if text.eq_ignore_ascii_case("localhost") {
        return Ok(IpAddr::from([127, 0, 0, 1]));
    }
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    bare.parse().map_err(|_| "that is not an IP address".to_owned())
}

pub fn port(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| number_fault(text))
}

pub fn days(text: &str) -> Result<u32, String> {
    let days = text.parse().map_err(|_| number_fault(text))?;
    if (1..=Settings::DAYS_MAX).contains(&days) { Ok(days) } else { Err(OUT_OF_RANGE.to_owned()) }
}

pub fn networks(text: &str) -> Result<Vec<Cidr>, String> {
    list(text).map(Cidr::from_str).collect()
}

pub fn file_types(text: &str) -> Result<Vec<FileType>, String> {
    parse_types(text).map_err(|name| match name {
        Some(name) => format!("`{name}` is not a type that can be received"),
        None => "it names no type".to_owned(),
    })
}

pub fn secrets(text: &str) -> Result<Vec<SecretString>, String> {
    let keys: Vec<&str> = list(text).collect();
    match keys.iter().position(|key| key.len() < SECRET_MIN) {
        Some(0) if keys.len() == 1 => Err(format!("it has only {} bytes", keys[0].len())),
        Some(short) => Err(format!("key {} has only {} bytes", short + 1, keys[short].len())),
        None if keys.is_empty() => Err("it holds no key".to_owned()),
        None => Ok(keys.into_iter().map(SecretString::from).collect()),
    }
}

pub fn token(text: &str) -> Result<SecretString, String> {
    match text.trim() {
        token if token.chars().count() < TOKEN_MIN => Err(format!("it has only {} characters", token.chars().count())),
        token => Ok(token.into()),
    }
}

pub fn limit(text: &str) -> Result<Option<Limit>, String> {
    parse_limit(text).map_err(|error: LimitError| error.to_string())
}

pub fn registration(text: &str) -> Result<RegistrationPolicy, String> {
    let known = RegistrationPolicy::ALL.into_iter().find(|policy| text.eq_ignore_ascii_case(policy.as_str()));
    known.ok_or_else(|| "there is no such mode".to_owned())
}

pub fn log_format(text: &str) -> Result<LogFormat, String> {
    match text.to_ascii_lowercase().as_str() {
        "human" => Ok(LogFormat::Human),
        "json" => Ok(LogFormat::Json),
        _ => Err("there is no such format".to_owned()),
    }
}

/// A level, or directives as `tracing_subscriber::EnvFilter` reads them. There, a bare word that is no level would be taken for the name
/// of a module, and a misspelt level would log everything: here it is wrong.
pub fn log_level(text: &str) -> Result<String, String> {
    let is_level = |word: &str| word.parse::<LevelFilter>().is_ok();
    if let Some(word) = list(text).find(|word| !word.contains(['=', '[']) && !is_level(word)) {
        return Err(format!("`{word}` is not a level"));
    }
    EnvFilter::try_new(text).map(|_| text.to_owned()).map_err(|_| "it cannot be read".to_owned())
}

/// A size in bytes: `25MB` is 25·10⁶, `25MiB` is 25·2²⁰, a bare number is bytes.
pub fn size<const MIN: u64, const MAX: u64>(text: &str) -> Result<u64, String> {
    let bytes = parse_size(text).ok_or_else(|| unit_fault(text, "size"))?;
    if (MIN..=MAX).contains(&bytes) { Ok(bytes) } else { Err(OUT_OF_RANGE.to_owned()) }
}

/// A size, or `none`.
pub fn quota(text: &str) -> Result<Option<u64>, String> {
    if text.eq_ignore_ascii_case("none") { Ok(None) } else { size::<1, { Settings::DEFAULT_QUOTA_MAX }>(text).map(Some) }
}

/// A duration such as `45s`, `10m`, `2h`, `30d`; the range is in seconds.
pub fn duration<const MIN: u64, const MAX: u64>(text: &str) -> Result<Duration, String> {
    let duration = humantime::parse_duration(text).map_err(|_| unit_fault(text, "time"))?;
    let range = Duration::from_secs(MIN)..=Duration::from_secs(MAX);
    if range.contains(&duration) { Ok(duration) } else { Err(OUT_OF_RANGE.to_owned()) }
}

/// The parts of a comma-separated list, without the spaces around them.
fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty())
}

/// What is wrong with a text that should be a whole number in range.
fn number_fault(text: &str) -> String {
    let digits = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    if digits { OUT_OF_RANGE.to_owned() } else { "that is not a whole number".to_owned() }
}

/// What is wrong with a text that should be a number and a unit.
fn unit_fault(text: &str, kind: &str) -> String {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c.is_whitespace());
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        "it does not begin with a number".to_owned()
    } else if unit.is_empty() {
        format!("the unit of {kind} is missing")
    } else {
        format!("`{unit}` is not a unit of {kind}")
    }
}

#[cfg(test)]
mod tests {
    use super::{duration, file_types, host, log_level, port, secrets, size, switch};
    use model::FileType;
    use secrecy::ExposeSecret;
    use std::time::Duration;

    const ANY: u64 = u64::MAX;

    #[test]
    fn sizes_are_powers_of_ten_unless_they_say_otherwise() {
        let sizes = ["25MB", "25mb", "25 MB", "25MiB", "1.5GB", "4096", "512b"].map(size::<0, ANY>);
        assert_eq!(sizes, [25_000_000, 25_000_000, 25_000_000, 26_214_400, 1_500_000_000, 4096, 512].map(Ok));
    }

    #[test]
    fn a_wrong_size_names_the_fault() {
        assert_eq!(size::<0, ANY>("5MBt").unwrap_err(), "`MBt` is not a unit of size");
        assert_eq!(size::<0, ANY>("big").unwrap_err(), "it does not begin with a number");
        assert_eq!(size::<0, ANY>("-5MB").unwrap_err(), "it does not begin with a number");
        assert_eq!(size::<1, 10>("0").unwrap_err(), "that is out of range");
        assert_eq!(size::<1, 10>("99999999999EB").unwrap_err(), "that is out of range");
    }

    #[test]
    fn durations_have_a_unit_and_a_range() {
        let durations = ["45s", "10m", "2h", "30d"].map(duration::<1, ANY>);
        assert_eq!(durations, [45, 600, 7200, 2_592_000].map(|s| Ok(Duration::from_secs(s))));
        assert_eq!(duration::<1, ANY>("600").unwrap_err(), "the unit of time is missing");
        assert_eq!(duration::<1, ANY>("10 mim").unwrap_err(), "`mim` is not a unit of time");
        assert_eq!(duration::<60, 3600>("61m").unwrap_err(), "that is out of range");
    }

    #[test]
    fn numbers_names_and_types() {
        assert_eq!(port("0"), Ok(0));
        assert_eq!(port("65536").unwrap_err(), "that is out of range");
        assert_eq!(port("http").unwrap_err(), "that is not a whole number");
        assert_eq!(host("[::1]").unwrap().to_string(), "::1");
        assert_eq!(host("localhost").unwrap().to_string(), "127.0.0.1");
        assert_eq!(file_types(".JPG, jpeg,png"), Ok(vec![FileType::Jpeg, FileType::Png]));
        assert_eq!(file_types("jpg,tiff").unwrap_err(), "`tiff` is not a type that can be received");
    }

    #[test]
    fn a_switch_is_on_or_off() {
        assert_eq!(["on", "True", "1"].map(switch), [Ok(true), Ok(true), Ok(true)]);
        assert_eq!(["OFF", "no", "0"].map(switch), [Ok(false), Ok(false), Ok(false)]);
        assert_eq!(switch("maybe").unwrap_err(), "that is neither on nor off");
    }

    #[test]
    fn a_misspelt_level_is_not_taken_for_a_module() {
        assert_eq!(log_level("debgu").unwrap_err(), "`debgu` is not a level");
        assert!(log_level("WARN").is_ok());
        assert!(log_level("info,gallery=debug").is_ok());
    }

    #[test]
    fn every_secret_is_long_enough() {
        let (old, new) = ("o".repeat(32), "n".repeat(40));
        let keys = secrets(&format!("{new}, {old}")).unwrap();
        assert_eq!(keys.iter().map(ExposeSecret::expose_secret).collect::<Vec<_>>(), [&new, &old]);
        assert_eq!(secrets("short").unwrap_err(), "it has only 5 bytes");
        assert_eq!(secrets(&format!("{new},short")).unwrap_err(), "key 2 has only 5 bytes");
    }
}
