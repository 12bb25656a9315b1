//! Addresses: where the database is, where the bytes are, and where people find this gallery.

use http::Uri;
use std::path::PathBuf;

/// Where the database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A `SQLite` file.
    Sqlite(PathBuf),
}

impl DatabaseUrl {
    /// Read `sqlite://x.db` or `sqlite:///./x.db` (relative to the current folder), `sqlite:///x.db` or `sqlite:////x.db` (absolute).
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let (scheme, rest) = split_scheme(text)?;
        match scheme.as_str() {
            "sqlite" if rest.contains(":memory:") => Err("a database in memory would lose everything at the end".to_owned()),
            "sqlite" if rest.contains('?') => Err("options after `?` are not supported".to_owned()),
            "sqlite" => local_path(rest).map(Self::Sqlite),
            "postgres" | "postgresql" => Err("PostgreSQL is not supported yet".to_owned()),
            "mysql" | "mariadb" => Err("MySQL is not supported yet".to_owned()),
            _ => Err("that kind of database is not supported".to_owned()),
        }
    }
}

/// Where the bytes of photos are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageUrl {
    /// A folder of this machine.
    Folder(PathBuf),
}

impl StorageUrl {
    /// Read `file://photos` (relative to the current folder) or `file:///photos` (absolute).
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let (scheme, rest) = split_scheme(text)?;
        match scheme.as_str() {
            "file" => local_path(rest).map(Self::Folder),
            "s3" => Err("S3 is not supported yet".to_owned()),
            _ => Err("that kind of storage is not supported".to_owned()),
        }
    }
}

/// Where people find this gallery: scheme, host and port, nothing behind them (RFC 6454).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    https: bool,
    host: String,
    /// None for the usual port of the scheme.
    port: Option<u16>,
}

impl Origin {
    /// Read an address such as `https://photos.example.org`.
    ///
    /// Errors: what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (scheme, _) = split_scheme(text)?;
        let https = match scheme.as_str() {
            "https" => true,
            "http" => false,
            _ => return Err("it begins with neither http:// nor https://".to_owned()),
        };
        let uri: Uri = text.parse().map_err(|_| "that is not an address".to_owned())?;
        let authority = uri.authority().filter(|authority| !authority.host().is_empty()).ok_or("the host is missing")?;
        if authority.as_str().contains('@') {
            return Err("it may not hold a name or password".to_owned());
        }
        if !matches!(uri.path(), "" | "/") || uri.query().is_some() {
            return Err("there is something behind the host".to_owned());
        }
        let port = match authority.port() {
            None if authority.as_str().ends_with(authority.host()) => None,
            None => return Err("the port is wrong".to_owned()),
            Some(port) => Some(port.as_u16()).filter(|port| *port != if https { 443 } else { 80 }),
        };
        Ok(Self { https, host: authority.host().to_ascii_lowercase(), port })
    }

    pub fn is_https(&self) -> bool {
        self.https
    }

    /// The name or address, an IPv6 address in brackets.
    pub fn host(&self) -> &str {
        &self.host
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}://{}", if self.https { "https" } else { "http" }, self.host)?;
        self.port.map_or(Ok(()), |port| write!(f, ":{port}"))
    }
}

/// The scheme in small letters, and what comes after `://`.
fn split_scheme(text: &str) -> Result<(String, &str), String> {
    let (scheme, rest) = text.split_once("://").ok_or("it does not begin with a scheme and ://")?;
    Ok((scheme.to_ascii_lowercase(), rest))
}

/// The path that people mean by what comes after `://`: a dot after the slash makes it relative, and a second slash changes nothing.
fn local_path(rest: &str) -> Result<PathBuf, String> {
    let path = match rest.strip_prefix('/') {
        Some(inner) if inner.starts_with("./") || inner.starts_with("../") || inner.starts_with('/') => inner,
        _ => rest,
    };
    if path.trim_matches('/').is_empty() { Err("the path is missing".to_owned()) } else { Ok(PathBuf::from(path)) }
}

#[cfg(test)]
mod tests {
    use super::{DatabaseUrl, Origin, StorageUrl};
    use std::path::PathBuf;

    #[test]
    fn every_spelling_of_a_sqlite_address_means_the_file_people_expect() {
        for (url, path) in [
            ("sqlite:///./x.db", "./x.db"),
            ("sqlite:///../x.db", "../x.db"),
            ("sqlite://x.db", "x.db"),
            ("sqlite://./data/x.db", "./data/x.db"),
            ("sqlite:////abs/x.db", "/abs/x.db"),
            ("sqlite:///abs/x.db", "/abs/x.db"),
            ("SQLite://x.db", "x.db"),
        ] {
            assert_eq!(DatabaseUrl::parse(url), Ok(DatabaseUrl::Sqlite(PathBuf::from(path))), "{url}");
        }
    }

    #[test]
    fn what_is_not_supported_says_so() {
        let refused = ["postgres://u:p@h/db", "mysql://h/db", "sqlite://:memory:", "sqlite://x.db?mode=ro", "sqlite://", "x.db"];
        assert_eq!(
            refused.map(|url| DatabaseUrl::parse(url).unwrap_err()),
            [
                "PostgreSQL is not supported yet",
                "MySQL is not supported yet",
                "a database in memory would lose everything at the end",
                "options after `?` are not supported",
                "the path is missing",
                "it does not begin with a scheme and ://",
            ]
        );
        assert_eq!(StorageUrl::parse("s3://bucket").unwrap_err(), "S3 is not supported yet");
    }

    #[test]
    fn a_folder_is_absolute_or_relative() {
        assert_eq!(StorageUrl::parse("file:///srv/photos"), Ok(StorageUrl::Folder("/srv/photos".into())));
        assert_eq!(StorageUrl::parse("file://photos"), Ok(StorageUrl::Folder("photos".into())));
    }

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        let written = |text: &str| Origin::parse(text).map(|origin| origin.to_string());
        assert_eq!(written("https://Photos.example.org/"), Ok("https://photos.example.org".to_owned()));
        assert_eq!(written("https://photos.example.org:443"), Ok("https://photos.example.org".to_owned()));
        assert_eq!(written("http://[::1]:8080"), Ok("http://[::1]:8080".to_owned()));
        for wrong in ["photos.example.org", "ftp://x", "https://", "https://x/gallery", "https://x?y", "https://me@x", "https://x:99999"] {
            assert!(Origin::parse(wrong).is_err(), "{wrong}");
        }
    }
}
