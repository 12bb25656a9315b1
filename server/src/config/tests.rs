//! A configuration from all its places.

use super::{Config, DatabaseUrl, Inputs, KEYS, Loaded, StorageUrl, TlsConfig, reference};
use model::RegistrationPolicy;
use secrecy::ExposeSecret;
use std::{fs, path::Path, time::Duration};

const SECRET: &str = "correct-horse-battery-staple-and-then-some";

/// A current folder with what lies in it, an environment, and flags.
struct Given {
    folder: tempfile::TempDir,
    inputs: Inputs,
}

fn given() -> Given {
    let folder = tempfile::tempdir().unwrap();
    let inputs = Inputs { folder: folder.path().to_owned(), file: None, environment: Vec::new(), flags: Vec::new() };
    Given { folder, inputs }
}

impl Given {
    fn file(self, name: &str, text: &str) -> Self {
        fs::write(self.folder.path().join(name), text).unwrap();
        self
    }

    fn toml(self, text: &str) -> Self {
        self.file("pinhole.toml", text)
    }

    fn dot_env(self, text: &str) -> Self {
        self.file(".env", text)
    }

    fn env(mut self, name: &str, value: &str) -> Self {
        self.inputs.environment.push((name.into(), value.into()));
        self
    }

    fn flag(mut self, name: &'static str, value: &str) -> Self {
        self.inputs.flags.push((name, value.to_owned()));
        self
    }

    fn loaded(&self) -> Loaded {
        Config::load(&self.inputs).map_err(|error| error.to_string()).unwrap()
    }

    fn refused(&self) -> String {
        Config::load(&self.inputs).err().expect("the configuration should be refused").to_string()
    }

    fn port_and_source(&self) -> (u16, String) {
        let loaded = self.loaded();
        let key = KEYS.into_iter().find(|key| key.name == "server.port").unwrap();
        (loaded.config.server.port, loaded.values.source(key).to_string())
    }
}

#[test]
fn without_any_configuration_everything_has_a_default() {
    let given = given().env("PATH", "/usr/bin").env("LEPTOS_SITE_ROOT", "site").env("RUST_LOG", "trace");
    let config = given.loaded().config;
    let data = given.folder.path().join("data");
    assert_eq!(config.data_dir, data);
    assert_eq!(config.server.address().to_string(), "127.0.0.1:3000");
    assert_eq!(config.database.url, DatabaseUrl::Sqlite(data.join("pinhole.db")));
    assert_eq!(config.storage.url, StorageUrl::Folder(data.join("photos")));
    assert!(config.auth.jwt_secret.is_none() && config.server.public_url.is_none() && config.server.trusted_proxies.is_empty());
    assert_eq!(config.auth.access_ttl, Duration::from_mins(10));
    assert_eq!(config.settings.max_content_length, 50_000_000);
    assert_eq!(config.settings.allowed_types.len(), 4);
    assert_eq!(config.settings.registration, RegistrationPolicy::Open);
}

#[test]
fn a_later_place_wins_and_is_named() {
    let given = given();
    assert_eq!(given.port_and_source(), (3000, "default".to_owned()));
    let given = given.toml("[server]\nport = 4001");
    assert_eq!(given.port_and_source(), (4001, "pinhole.toml".to_owned()));
    let given = given.dot_env("PINHOLE_PORT=4002");
    assert_eq!(given.port_and_source(), (4002, ".env PINHOLE_PORT".to_owned()));
    let given = given.env("PORT", "4003");
    assert_eq!(given.port_and_source(), (4003, "environment PORT".to_owned()));
    let given = given.env("PINHOLE_PORT", "4004");
    assert_eq!(given.port_and_source(), (4004, "environment PINHOLE_PORT".to_owned()));
    let given = given.flag("port", "4005");
    assert_eq!(given.port_and_source(), (4005, "flag --port".to_owned()));
}

#[test]
fn a_toml_file_may_hold_texts_numbers_and_lists() {
    let given = given().file(
        "other.toml",
        "data_dir = '/srv/pinhole'\n[server]\ntrusted_proxies = ['10.0.0.0/8', '::1']\n[uploads]\nallowed_types = ['jpg', 'png']\nmax_content_length = 1000\n[log]",
    );
    let inputs = Inputs { file: Some("other.toml".into()), ..given.inputs.clone() };
    let config = Config::load(&inputs).map_err(|error| error.to_string()).unwrap().config;
    assert_eq!(config.database.url, DatabaseUrl::Sqlite("/srv/pinhole/pinhole.db".into()));
    assert_eq!(config.settings.allowed_types.len(), 2);
    assert_eq!(config.settings.max_content_length, 1000);
    assert!(config.server.trusts([10, 1, 2, 3].into()) && !config.server.trusts([11, 1, 2, 3].into()));
}

#[test]
fn an_unknown_name_is_an_error_that_names_the_nearest_known_one() {
    for (given, sentence) in [
        (given().toml("[server]\nprot = 1"), "there is no setting server.prot in pinhole.toml; did you mean server.port?"),
        (given().toml("[limiters]"), "there is no setting limiters in pinhole.toml; did you mean"),
        (given().dot_env("MAX_CONTENT_LENGHT=5MB"), "there is no setting MAX_CONTENT_LENGHT in .env; did you mean MAX_CONTENT_LENGTH?"),
        (given().env("PINHOLE_PROT", "1"), "there is no setting PINHOLE_PROT in the environment; did you mean PINHOLE_PORT?"),
        (
            given().env("PINHOLE_DATABASE_URL", ""),
            "there is no setting PINHOLE_DATABASE_URL in the environment; did you mean DATABASE_URL?",
        ),
        (given().flag("prot", "1"), "there is no setting --prot; did you mean --port?"),
    ] {
        let refused = given.refused();
        assert!(refused.starts_with(sentence), "{refused}");
    }
}

#[test]
fn left_over_lines_of_other_programs_only_warn() {
    let loaded = given().dot_env("SECRET_KEY=x\nFLASK_ENV=production\nTRASH_DAYS=7").loaded();
    assert_eq!(loaded.config.settings.trash_days, 7);
    assert_eq!(loaded.warnings.len(), 2);
    assert!(loaded.warnings[0].starts_with("SECRET_KEY in .env means nothing here"));
}

#[test]
fn an_empty_variable_is_not_set() {
    let given = given().dot_env("PUBLIC_URL=\nTRASH_DAYS=").env("LOG_LEVEL", "").env("PINHOLE_PORT", "").env("PORT", "4003");
    assert_eq!(given.port_and_source().0, 4003);
    assert!(given.loaded().config.server.public_url.is_none());
}

#[test]
fn a_wrong_value_names_the_setting_the_value_and_what_is_expected() {
    for (given, sentence) in [
        (
            given().dot_env("MAX_CONTENT_LENGTH=5MBt"),
            "MAX_CONTENT_LENGTH in .env is `5MBt`: `MBt` is not a unit of size; expected a size from 1 byte to 1TB, such as 25MB, 25MiB or 25000000",
        ),
        (
            given().toml("auth.access_ttl = '2h'"),
            "auth.access_ttl in pinhole.toml is `2h`: that is out of range; expected a duration from 1m to 60m",
        ),
        (given().flag("port", "70000"), "--port is `70000`: that is out of range; expected a port from 0 to 65535"),
        (
            given().env("TRASH_DAYS", "0"),
            "TRASH_DAYS in the environment is `0`: that is out of range; expected a number of days from 1 to 3650",
        ),
        (
            given().env("REGISTRATION", "sometimes"),
            "REGISTRATION in the environment is `sometimes`: there is no such mode; expected `open`, `invite` or `closed`",
        ),
        (
            given().env("STORAGE_URL", "s3://bucket"),
            "STORAGE_URL in the environment is `s3://bucket`: S3 is not supported yet; expected a folder, such as file://photos or file:///srv/photos",
        ),
        (given().toml("port = ="), "pinhole.toml is not valid TOML: line 1:"),
    ] {
        let refused = given.refused();
        assert!(refused.starts_with(sentence), "{refused}");
        assert_eq!(refused.lines().count(), 1, "{refused}");
    }
}

#[test]
fn a_file_that_was_asked_for_must_exist() {
    let given = given();
    let inputs = Inputs { file: Some("missing.toml".into()), ..given.inputs.clone() };
    let refused = Config::load(&inputs).err().map(|error| error.to_string());
    assert_eq!(refused.as_deref(), Some("missing.toml cannot be read: there is no such file"));
}

#[test]
fn secrets_are_used_and_never_printed() {
    let loaded = given().env("JWT_SECRET_KEY", SECRET).loaded();
    assert_eq!(loaded.config.auth.jwt_secret.as_ref().unwrap()[0].expose_secret(), SECRET);
    let printed = format!("{:?}\n{}", loaded.config, reference::table(&loaded.values));
    assert!(printed.contains("environment JWT_SECRET_KEY"));
    assert!(!printed.contains("horse"), "{printed}");

    for refused in [
        given().env("JWT_SECRET_KEY", "only-a-horse").refused(),
        given().dot_env("JWT_SECRET_KEY=a horse with spaces").refused(),
        given().env("DATABASE_URL", "postgres://me:horse@db/pinhole").refused(),
    ] {
        assert!(!refused.contains("horse"), "{refused}");
    }
}

#[test]
fn a_database_may_lie_elsewhere_than_the_data() {
    let given = given().env("DATABASE_URL", "sqlite:///./x.db").flag("data-dir", "/srv/pinhole/");
    let config = given.loaded().config;
    assert_eq!(config.database.url, DatabaseUrl::Sqlite(given.folder.path().join("x.db")));
    assert_eq!(config.storage.url, StorageUrl::Folder("/srv/pinhole/photos".into()));
}

#[test]
fn the_home_network_is_served_on_all_addresses_unless_one_is_named() {
    let lan = TlsConfig::Lan { trust_port: 3080 };
    let config = given().flag("lan", "on").loaded().config;
    assert_eq!((config.tls, config.server.address().to_string()), (lan.clone(), "[::]:3000".to_owned()));
    let config = given().env("PINHOLE_LAN", "yes").env("PINHOLE_HOST", "127.0.0.1").loaded().config;
    assert_eq!((config.tls, config.server.address().to_string()), (lan, "127.0.0.1:3000".to_owned()));
    assert_eq!(given().loaded().config.tls, TlsConfig::Off);
}

#[test]
fn a_certificate_of_one_s_own_needs_its_key_and_no_other_certificate() {
    let given_both = given().toml("[tls]\ncert = 'c.pem'\nkey = '/etc/k.pem'");
    let certificate = given_both.folder.path().join("c.pem");
    assert_eq!(given_both.loaded().config.tls, TlsConfig::Files { certificate, key: "/etc/k.pem".into() });
    assert_eq!(given().flag("tls-cert", "c.pem").refused(), "--tls-cert is set and tls.key is not; set both or neither");
    assert_eq!(given().env("TLS_KEY", "k.pem").refused(), "TLS_KEY in the environment is set and tls.cert is not; set both or neither");
    assert_eq!(
        given_both.flag("lan", "on").refused(),
        "--lan and tls.cert in pinhole.toml are both set, and each says which certificate is shown; keep one of them"
    );
}

#[test]
fn every_line_of_the_example_is_accepted() {
    let lines = reference::env_example()
        .lines()
        .filter_map(|line| line.strip_prefix('#'))
        .filter(|line| !line.starts_with(' '))
        .fold(String::new(), |text, line| text + line + "\n");
    assert_eq!(lines.matches('=').count(), KEYS.len());
    let defaults = given();
    let example = given().dot_env(&lines);
    let config = example.loaded().config;
    assert_eq!(config.settings.max_content_length, defaults.loaded().config.settings.max_content_length);
    assert_eq!(config.database.url, DatabaseUrl::Sqlite(example.folder.path().join("data/pinhole.db")));
}

#[test]
fn the_generated_pages_are_fresh() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let on_disk = |name: &str| fs::read_to_string(root.join(name)).unwrap_or_default();
    assert!(on_disk(".env.example") == reference::env_example(), "run `pinhole config --env-example > .env.example`");
    assert!(on_disk("docs/configuration.md") == reference::markdown(), "run `pinhole config --markdown > docs/configuration.md`");
}
