//! Every setting there is. Loading, `pinhole config`, `.env.example`, the documentation and the flags of the command line are made
//! from this table.

use super::{
    DatabaseUrl, LogFormat, Origin, StorageUrl,
    cidr::Cidr,
    parse,
    setting::{Fallback, Key, Setting},
};
use model::{Class, FileType, Limit, RegistrationPolicy, Setting as Changeable, Settings};
use secrecy::SecretString;
use std::{net::IpAddr, path::PathBuf, time::Duration};

/// Every setting, in the order in which people are told of them.
pub static KEYS: [&Key; 29] = [
    &DATA_DIR.key,
    &HOST.key,
    &PORT.key,
    &PUBLIC_URL.key,
    &TRUSTED_PROXIES.key,
    &TLS_LAN.key,
    &TLS_TRUST_PORT.key,
    &TLS_CERT.key,
    &TLS_KEY.key,
    &DATABASE_URL.key,
    &STORAGE_URL.key,
    &JWT_SECRET.key,
    &ACCESS_TTL.key,
    &REFRESH_IDLE.key,
    &REFRESH_MAX.key,
    &ALLOWED_TYPES.key,
    &MAX_CONTENT_LENGTH.key,
    &DECODE_MEMORY.key,
    &TRASH_DAYS.key,
    &AUDIT_DAYS.key,
    &REGISTRATION.key,
    &DEFAULT_QUOTA.key,
    &LIMIT_DEFAULT.key,
    &LIMIT_AUTH.key,
    &LIMIT_UPLOAD.key,
    &LIMIT_READ.key,
    &METRICS_TOKEN.key,
    &LOG_FORMAT.key,
    &LOG_LEVEL.key,
];

/// The key of a setting that administrators may change later.
pub fn of(setting: Changeable) -> &'static Key {
    match setting {
        Changeable::Registration => &REGISTRATION.key,
        Changeable::Limit(Class::Default) => &LIMIT_DEFAULT.key,
        Changeable::Limit(Class::Auth) => &LIMIT_AUTH.key,
        Changeable::Limit(Class::Upload) => &LIMIT_UPLOAD.key,
        Changeable::Limit(Class::Read) => &LIMIT_READ.key,
        Changeable::AllowedTypes => &ALLOWED_TYPES.key,
        Changeable::MaxContentLength => &MAX_CONTENT_LENGTH.key,
        Changeable::DefaultQuota => &DEFAULT_QUOTA.key,
        Changeable::TrashDays => &TRASH_DAYS.key,
        Changeable::AuditDays => &AUDIT_DAYS.key,
    }
}

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const YEAR: u64 = 365 * 24 * HOUR;
const MB: u64 = 1_000_000;
const TB: u64 = 1_000_000 * MB;

pub static DATA_DIR: Setting<PathBuf> = Setting {
    key: Key {
        name: "data_dir",
        env: &["PINHOLE_DATA_DIR"],
        flag: Some("data-dir"),
        default: Fallback::Value("./data"),
        expects: "the path of a folder",
        meaning: "The folder in which everything is kept: database, photos, signing secret, own authority. It is made when it does not exist.",
        secret: false,
    },
    parse: parse::path,
};

pub static HOST: Setting<IpAddr> = Setting {
    key: Key {
        name: "server.host",
        env: &["PINHOLE_HOST"],
        flag: Some("host"),
        default: Fallback::Value("127.0.0.1"),
        expects: "an IP address, such as 127.0.0.1 for this machine only or 0.0.0.0 for everyone",
        meaning: "The address to listen on. `127.0.0.1` serves this machine only, `0.0.0.0` every machine that can reach it, `::` the same by IPv6 too.",
        secret: false,
    },
    parse: parse::host,
};

pub static PORT: Setting<u16> = Setting {
    key: Key {
        name: "server.port",
        env: &["PINHOLE_PORT", "PORT"],
        flag: Some("port"),
        default: Fallback::Value("3000"),
        expects: "a port from 0 to 65535",
        meaning: "The port to listen on; `0` takes any free one.",
        secret: false,
    },
    parse: parse::port,
};

pub static PUBLIC_URL: Setting<Origin> = Setting {
    key: Key {
        name: "server.public_url",
        env: &["PUBLIC_URL"],
        flag: Some("public-url"),
        default: Fallback::Unset { then: "taken from the request", example: "https://photos.example.org" },
        expects: "scheme and host, such as https://photos.example.org",
        meaning: "The address under which people find this gallery. With https, cookies are marked `Secure`.",
        secret: false,
    },
    parse: Origin::parse,
};

pub static TRUSTED_PROXIES: Setting<Vec<Cidr>> = Setting {
    key: Key {
        name: "server.trusted_proxies",
        env: &["TRUSTED_PROXIES"],
        flag: None,
        default: Fallback::Unset { then: "none", example: "127.0.0.1, 10.0.0.0/8" },
        expects: "networks separated by commas, such as 127.0.0.1, 10.0.0.0/8, fd00::/8",
        meaning: "The proxies in front of this program. Only they are believed when they say who is asking (`X-Forwarded-For`) and what address people entered (`X-Forwarded-Proto`, `X-Forwarded-Host`).",
        secret: false,
    },
    parse: parse::networks,
};

pub static TLS_LAN: Setting<bool> = Setting {
    key: Key {
        name: "tls.lan",
        env: &["PINHOLE_LAN"],
        flag: Some("lan"),
        default: Fallback::Value("off"),
        expects: "`on` or `off`",
        meaning: "Serve the home network by https: listen on all addresses, unless `server.host` names one, with certificates from an authority of its own, which is kept in the data folder. `/trust` says how to make devices trust it.",
        secret: false,
    },
    parse: parse::switch,
};

pub static TLS_TRUST_PORT: Setting<u16> = Setting {
    key: Key {
        name: "tls.trust_port",
        env: &["PINHOLE_TRUST_PORT"],
        flag: Some("trust-port"),
        default: Fallback::Value("3080"),
        expects: "a port from 0 to 65535",
        meaning: "With `tls.lan`: the port on which `/trust`, and nothing else, is served by plain http, for devices that do not trust the certificates yet; `0` takes any free one.",
        secret: false,
    },
    parse: parse::port,
};

pub static TLS_CERT: Setting<PathBuf> = Setting {
    key: Key {
        name: "tls.cert",
        env: &["TLS_CERT"],
        flag: Some("tls-cert"),
        default: Fallback::Unset { then: "none", example: "/etc/pinhole/fullchain.pem" },
        expects: "the path of a PEM file",
        meaning: "A certificate of your own, with those between it and its authority behind it, in PEM. With it, everything is served by https; when the file changes, it is read again.",
        secret: false,
    },
    parse: parse::path,
};

pub static TLS_KEY: Setting<PathBuf> = Setting {
    key: Key {
        name: "tls.key",
        env: &["TLS_KEY"],
        flag: Some("tls-key"),
        default: Fallback::Unset { then: "none", example: "/etc/pinhole/privkey.pem" },
        expects: "the path of a PEM file",
        meaning: "The private key of `tls.cert`, in PEM.",
        secret: false,
    },
    parse: parse::path,
};

pub static DATABASE_URL: Setting<DatabaseUrl> = Setting {
    key: Key {
        name: "database.url",
        env: &["DATABASE_URL"],
        flag: Some("database-url"),
        default: Fallback::Value("sqlite://<data_dir>/pinhole.db"),
        expects: "an SQLite file, such as sqlite://pinhole.db or sqlite:///var/lib/pinhole/pinhole.db",
        meaning: "The database. `sqlite://x.db` and `sqlite:///./x.db` are relative to the current folder, `sqlite:///srv/x.db` is absolute.",
        secret: false,
    },
    parse: DatabaseUrl::parse,
};

pub static STORAGE_URL: Setting<StorageUrl> = Setting {
    key: Key {
        name: "storage.url",
        env: &["STORAGE_URL"],
        flag: Some("storage-url"),
        default: Fallback::Value("file://<data_dir>/photos"),
        expects: "a folder, such as file://photos or file:///srv/photos",
        meaning: "Where the bytes of photos are kept. `file://photos` is relative to the current folder, `file:///srv/photos` is absolute.",
        secret: false,
    },
    parse: StorageUrl::parse,
};

pub static JWT_SECRET: Setting<Vec<SecretString>> = Setting {
    key: Key {
        name: "auth.jwt_secret",
        env: &["JWT_SECRET_KEY"],
        flag: None,
        default: Fallback::Unset { then: "made at the first start and kept in the data folder", example: "" },
        expects: "one or more keys of at least 32 bytes, separated by commas",
        meaning: "The secret that signs access tokens. With several, the first one signs and all are accepted, so that it can be changed without signing anyone out.",
        secret: true,
    },
    parse: parse::secrets,
};

pub static ACCESS_TTL: Setting<Duration> = Setting {
    key: Key {
        name: "auth.access_ttl",
        env: &["ACCESS_TOKEN_TTL"],
        flag: None,
        default: Fallback::Value("10m"),
        expects: "a duration from 1m to 60m",
        meaning: "How long an access token is good for. People notice nothing when it ends: it is renewed.",
        secret: false,
    },
    parse: parse::duration::<MINUTE, HOUR>,
};

pub static REFRESH_IDLE: Setting<Duration> = Setting {
    key: Key {
        name: "auth.refresh_idle",
        env: &["REFRESH_TOKEN_IDLE"],
        flag: None,
        default: Fallback::Value("30d"),
        expects: "a duration from 1h to 365d",
        meaning: "How long a device stays signed in while it is not used.",
        secret: false,
    },
    parse: parse::duration::<HOUR, YEAR>,
};

pub static REFRESH_MAX: Setting<Duration> = Setting {
    key: Key {
        name: "auth.refresh_max",
        env: &["REFRESH_TOKEN_MAX"],
        flag: None,
        default: Fallback::Value("90d"),
        expects: "a duration from 1h to 365d",
        meaning: "How long a device stays signed in at most, however much it is used.",
        secret: false,
    },
    parse: parse::duration::<HOUR, YEAR>,
};

pub static ALLOWED_TYPES: Setting<Vec<FileType>> = Setting {
    key: Key {
        name: "uploads.allowed_types",
        env: &["ALLOWED_FILE_EXTENSIONS"],
        flag: None,
        default: Fallback::Value("jpg,jpeg,png,gif,webp"),
        expects: Changeable::AllowedTypes.expects(),
        meaning: Changeable::AllowedTypes.meaning(),
        secret: false,
    },
    parse: parse::file_types,
};

pub static MAX_CONTENT_LENGTH: Setting<u64> = Setting {
    key: Key {
        name: "uploads.max_content_length",
        env: &["MAX_CONTENT_LENGTH"],
        flag: None,
        default: Fallback::Value("50MB"),
        expects: Changeable::MaxContentLength.expects(),
        meaning: Changeable::MaxContentLength.meaning(),
        secret: false,
    },
    parse: parse::size::<1, { Settings::CONTENT_LENGTH_MAX }>,
};

pub static DECODE_MEMORY: Setting<u64> = Setting {
    key: Key {
        name: "uploads.decode_memory",
        env: &["DECODE_MEMORY"],
        flag: None,
        default: Fallback::Value("512MB"),
        expects: "a size from 1MB to 1TB, such as 512MB or 1GiB",
        meaning: "The memory that all pictures being opened at the same time may take together. A picture that alone would take more is refused.",
        secret: false,
    },
    parse: parse::size::<MB, TB>,
};

pub static TRASH_DAYS: Setting<u32> = Setting {
    key: Key {
        name: "photos.trash_days",
        env: &["TRASH_DAYS"],
        flag: None,
        default: Fallback::Value("30"),
        expects: Changeable::TrashDays.expects(),
        meaning: Changeable::TrashDays.meaning(),
        secret: false,
    },
    parse: parse::days,
};

pub static AUDIT_DAYS: Setting<u32> = Setting {
    key: Key {
        name: "audit.days",
        env: &["AUDIT_DAYS"],
        flag: None,
        default: Fallback::Value("180"),
        expects: Changeable::AuditDays.expects(),
        meaning: Changeable::AuditDays.meaning(),
        secret: false,
    },
    parse: parse::days,
};

pub static REGISTRATION: Setting<RegistrationPolicy> = Setting {
    key: Key {
        name: "accounts.registration",
        env: &["REGISTRATION"],
        flag: None,
        default: Fallback::Value("open"),
        expects: Changeable::Registration.expects(),
        meaning: Changeable::Registration.meaning(),
        secret: false,
    },
    parse: parse::registration,
};

pub static DEFAULT_QUOTA: Setting<Option<u64>> = Setting {
    key: Key {
        name: "accounts.default_quota",
        env: &["DEFAULT_QUOTA"],
        flag: None,
        default: Fallback::Unset { then: "none", example: "20GB" },
        expects: Changeable::DefaultQuota.expects(),
        meaning: Changeable::DefaultQuota.meaning(),
        secret: false,
    },
    parse: parse::quota,
};

pub static LIMIT_DEFAULT: Setting<Option<Limit>> = Setting {
    key: Key {
        name: "limits.default",
        env: &["RATE_LIMIT_DEFAULT"],
        flag: None,
        default: Fallback::Value("1200 per minute"),
        expects: Changeable::Limit(Class::Default).expects(),
        meaning: Changeable::Limit(Class::Default).meaning(),
        secret: false,
    },
    parse: parse::limit,
};

pub static LIMIT_AUTH: Setting<Option<Limit>> = Setting {
    key: Key {
        name: "limits.auth",
        env: &["RATE_LIMIT_AUTH"],
        flag: None,
        default: Fallback::Value("10 per minute; 100 per hour"),
        expects: Changeable::Limit(Class::Auth).expects(),
        meaning: Changeable::Limit(Class::Auth).meaning(),
        secret: false,
    },
    parse: parse::limit,
};

pub static LIMIT_UPLOAD: Setting<Option<Limit>> = Setting {
    key: Key {
        name: "limits.upload",
        env: &["RATE_LIMIT_UPLOAD"],
        flag: None,
        default: Fallback::Value("600 per minute"),
        expects: Changeable::Limit(Class::Upload).expects(),
        meaning: Changeable::Limit(Class::Upload).meaning(),
        secret: false,
    },
    parse: parse::limit,
};

pub static LIMIT_READ: Setting<Option<Limit>> = Setting {
    key: Key {
        name: "limits.read",
        env: &["RATE_LIMIT_READ"],
        flag: None,
        default: Fallback::Value("6000 per minute"),
        expects: Changeable::Limit(Class::Read).expects(),
        meaning: Changeable::Limit(Class::Read).meaning(),
        secret: false,
    },
    parse: parse::limit,
};

pub static METRICS_TOKEN: Setting<SecretString> = Setting {
    key: Key {
        name: "metrics.token",
        env: &["METRICS_TOKEN"],
        flag: None,
        default: Fallback::Unset { then: "none: `/metrics` answers this machine alone", example: "" },
        expects: "a token of at least 16 characters",
        meaning: "With it, `/metrics` answers whoever presents it as a bearer token. Without it, `/metrics` answers programs on this machine, if no proxy stands between.",
        secret: true,
    },
    parse: parse::token,
};

pub static LOG_FORMAT: Setting<LogFormat> = Setting {
    key: Key {
        name: "log.format",
        env: &["LOG_FORMAT"],
        flag: None,
        default: Fallback::Unset { then: "`human` on a terminal, else `json`", example: "json" },
        expects: "`human` or `json`",
        meaning: "How log lines are written, to standard error: `human` or `json`.",
        secret: false,
    },
    parse: parse::log_format,
};

pub static LOG_LEVEL: Setting<String> = Setting {
    key: Key {
        name: "log.level",
        env: &["LOG_LEVEL"],
        flag: None,
        default: Fallback::Value("info"),
        expects: "`error`, `warn`, `info`, `debug`, `trace` or `off`, or directives such as info,gallery=debug",
        meaning: "How much is logged: `error`, `warn`, `info`, `debug`, `trace` or `off`, for a part of the program as in `info,gallery=debug`.",
        secret: false,
    },
    parse: parse::log_level,
};
