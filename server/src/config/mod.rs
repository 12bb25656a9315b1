//! What can be configured. `table` lists every setting; here is what the rest of the program sees of them.

mod cidr;
mod error;
mod load;
mod location;
mod parse;
pub mod reference;
mod setting;
mod table;
#[cfg(test)]
mod tests;

pub use cidr::Cidr;
pub use error::{ConfigError, nearest};
pub use load::Inputs;
pub use location::{DatabaseUrl, Origin, StorageUrl};
pub use setting::{Key, Source, Values};
pub use table::KEYS;

use model::{LimitSettings, Setting, SettingSource, Settings, Sources};
use secrecy::SecretString;
use std::{
    net::{IpAddr, Ipv6Addr, SocketAddr},
    path::{Path, PathBuf},
    time::Duration,
};

/// Everything that can be configured. Paths are absolute.
#[derive(Clone, Debug)]
pub struct Config {
    /// The folder in which everything is kept. It may not exist yet.
    pub data_dir: PathBuf,
    /// The folder of the site that browsers load; none when it is to be found beside the program.
    pub site: Option<PathBuf>,
    pub server: ServerConfig,
    pub tls: TlsConfig,
    pub database: DatabaseConfig,
    pub storage: StorageConfig,
    pub auth: AuthConfig,
    pub uploads: UploadsConfig,
    /// What administrators may change later.
    pub settings: Settings,
    /// Where these have their values from.
    pub sources: Sources,
    pub metrics: MetricsConfig,
    pub log: LogConfig,
}

/// How the program is reached.
#[derive(Clone, Debug)]
pub struct ServerConfig {
    /// The address to listen on. The unspecified one of IPv6 means all addresses, of both kinds.
    pub host: IpAddr,
    /// The port to listen on; 0 for any free one.
    pub port: u16,
    /// Where people find this gallery; none when requests tell.
    pub public_url: Option<Origin>,
    /// The proxies that are believed when they say who is asking.
    pub trusted_proxies: Vec<Cidr>,
}

impl ServerConfig {
    /// The socket to listen on.
    pub fn address(&self) -> SocketAddr {
        SocketAddr::new(self.host, self.port)
    }

    /// Whether a connection from this address comes from a proxy that is believed.
    pub fn trusts(&self, peer: IpAddr) -> bool {
        self.trusted_proxies.iter().any(|network| network.contains(peer))
    }
}

/// Which certificate the program itself shows to its clients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TlsConfig {
    /// None: plain http, maybe behind a proxy.
    Off,
    /// One from its own authority, for the home network.
    Lan {
        /// Where `/trust` is served by plain http; 0 for any free port.
        trust_port: u16,
    },
    /// One that its owner has from elsewhere, in PEM files.
    Files { certificate: PathBuf, key: PathBuf },
}

/// Where rows are kept.
#[derive(Clone, Debug)]
pub struct DatabaseConfig {
    pub url: DatabaseUrl,
}

/// Where bytes are kept.
#[derive(Clone, Debug)]
pub struct StorageConfig {
    pub url: StorageUrl,
}

/// How long people stay signed in, and what signs their tokens.
#[derive(Clone, Debug)]
pub struct AuthConfig {
    /// Keys of at least 32 bytes: the first one signs, all of them verify. None when the program is to make its own.
    pub jwt_secret: Option<Vec<SecretString>>,
    /// How long an access token is good for: 1 to 60 minutes.
    pub access_ttl: Duration,
    /// How long a session lasts while it is not used.
    pub refresh_idle: Duration,
    /// How long a session lasts at most.
    pub refresh_max: Duration,
}

/// How uploads are worked on.
#[derive(Clone, Debug)]
pub struct UploadsConfig {
    /// What all running decodes may take together, in bytes.
    pub decode_memory: u64,
}

/// Who may read the metrics.
#[derive(Clone, Debug)]
pub struct MetricsConfig {
    /// None: this machine alone.
    pub token: Option<SecretString>,
}

/// What is logged, and how.
#[derive(Clone, Debug)]
pub struct LogConfig {
    /// None to choose by whether standard error is a terminal.
    pub format: Option<LogFormat>,
    /// Directives as `tracing_subscriber::EnvFilter` reads them.
    pub level: String,
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Human,
    /// One JSON object per line.
    Json,
}

/// A configuration, with what it was made from.
pub struct Loaded {
    pub config: Config,
    /// The text and source of every setting.
    pub values: Values,
    /// Sentences that the person should read; the configuration is good all the same.
    pub warnings: Vec<String>,
}

impl Config {
    /// Read and check every setting.
    pub fn load(inputs: &Inputs) -> Result<Loaded, ConfigError> {
        let (values, warnings) = load::gather(inputs)?;
        let config = Self::from_values(&values, inputs)?;
        Ok(Loaded { config, values, warnings })
    }

    fn from_values(values: &Values, inputs: &Inputs) -> Result<Self, ConfigError> {
        let folder = inputs.folder.as_path();
        let tls = TlsConfig::from_values(values, folder)?;
        let DatabaseUrl::Sqlite(database) = values.read(&table::DATABASE_URL)?;
        let StorageUrl::Folder(storage) = values.read(&table::STORAGE_URL)?;
        Ok(Self {
            data_dir: absolute(folder, &values.read(&table::DATA_DIR)?),
            site: inputs.variable(load::SITE).map(|site| absolute(folder, Path::new(site))),
            server: ServerConfig {
                host: match values.source(&table::HOST.key) {
                    Source::Default if matches!(tls, TlsConfig::Lan { .. }) => Ipv6Addr::UNSPECIFIED.into(),
                    _ => values.read(&table::HOST)?,
                },
                port: values.read(&table::PORT)?,
                public_url: values.find(&table::PUBLIC_URL)?,
                trusted_proxies: values.find(&table::TRUSTED_PROXIES)?.unwrap_or_default(),
            },
            tls,
            database: DatabaseConfig { url: DatabaseUrl::Sqlite(absolute(folder, &database)) },
            storage: StorageConfig { url: StorageUrl::Folder(absolute(folder, &storage)) },
            auth: AuthConfig {
                jwt_secret: values.find(&table::JWT_SECRET)?,
                access_ttl: values.read(&table::ACCESS_TTL)?,
                refresh_idle: values.read(&table::REFRESH_IDLE)?,
                refresh_max: values.read(&table::REFRESH_MAX)?,
            },
            uploads: UploadsConfig { decode_memory: values.read(&table::DECODE_MEMORY)? },
            settings: Settings {
                registration: values.read(&table::REGISTRATION)?,
                limits: LimitSettings {
                    default: values.read(&table::LIMIT_DEFAULT)?,
                    auth: values.read(&table::LIMIT_AUTH)?,
                    upload: values.read(&table::LIMIT_UPLOAD)?,
                    read: values.read(&table::LIMIT_READ)?,
                },
                allowed_types: values.read(&table::ALLOWED_TYPES)?,
                max_content_length: values.read(&table::MAX_CONTENT_LENGTH)?,
                default_quota: values.find(&table::DEFAULT_QUOTA)?.flatten(),
                trash_days: values.read(&table::TRASH_DAYS)?,
                audit_days: values.read(&table::AUDIT_DAYS)?,
            },
            sources: Setting::ALL.map(|setting| (setting, source(values, setting))).into(),
            metrics: MetricsConfig { token: values.find(&table::METRICS_TOKEN)? },
            log: LogConfig { format: values.find(&table::LOG_FORMAT)?, level: values.read(&table::LOG_LEVEL)? },
        })
    }
}

impl TlsConfig {
    fn from_values(values: &Values, folder: &Path) -> Result<Self, ConfigError> {
        let lan: bool = values.read(&table::TLS_LAN)?;
        let trust_port = values.read(&table::TLS_TRUST_PORT)?;
        let written = |key: &Key| values.source(key).written(key);
        match (values.find(&table::TLS_CERT)?, values.find(&table::TLS_KEY)?) {
            (None, None) if lan => Ok(Self::Lan { trust_port }),
            (None, None) => Ok(Self::Off),
            (Some(_), None) => Err(ConfigError::Half { given: written(&table::TLS_CERT.key), missing: table::TLS_KEY.key.name }),
            (None, Some(_)) => Err(ConfigError::Half { given: written(&table::TLS_KEY.key), missing: table::TLS_CERT.key.name }),
            (Some(_), Some(_)) if lan => Err(ConfigError::TwoCertificates(written(&table::TLS_LAN.key), written(&table::TLS_CERT.key))),
            (Some(certificate), Some(key)) => Ok(Self::Files { certificate: absolute(folder, &certificate), key: absolute(folder, &key) }),
        }
    }
}

/// Where a setting that administrators may change has its value from.
fn source(values: &Values, setting: Setting) -> SettingSource {
    let key = table::of(setting);
    let (source, variable) = match values.source(key) {
        Source::Default => (model::Source::Default, None),
        Source::File(_) => (model::Source::File, None),
        Source::DotEnv(name) | Source::Environment(name) => (model::Source::Environment, Some((*name).to_owned())),
        Source::Flag(flag) => (model::Source::Environment, Some(format!("--{flag}"))),
    };
    let fixed = variable.is_some() && !matches!(setting, Setting::Limit(_));
    SettingSource { source, variable, fixed, default: key.default.shown().to_owned() }
}

/// The path as seen from `folder`, without `.` in the middle.
fn absolute(folder: &Path, path: &Path) -> PathBuf {
    folder.join(path).components().collect()
}
