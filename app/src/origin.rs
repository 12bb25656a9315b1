//! The address under which the one who asks sees this gallery, and the one under which others at home would. The server puts
//! both where server functions find them.

use axum::extract::FromRequestParts;
use http::{Uri, request::Parts};
use leptos::prelude::use_context;
use model::AppError;
use std::net::IpAddr;

/// The origin (RFC 6454) that the client speaks to, such as `https://photos.example.org`.
#[derive(Clone, Debug)]
pub struct Origin(pub String);

impl Origin {
    /// Whether browsers take what comes from it for what we have sent (Secure Contexts, W3C): over https, or from their own machine.
    pub fn is_trustworthy(&self) -> bool {
        self.0.starts_with("https://") || is_this_machine(&self.0)
    }
}

/// The origin under which other devices of the home network reach this program, where it knows one.
#[derive(Clone, Debug)]
pub struct HomeOrigin(pub Option<String>);

/// An origin under which another device opens the page that the one who asks looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForOthers {
    pub origin: String,
    /// Whether it means this very machine all the same, because no other is known.
    pub only_here: bool,
}

impl ForOthers {
    /// What the client entered works elsewhere too, unless it means the client's own machine.
    fn choose(own: String, home: Option<String>) -> Self {
        match home {
            _ if !is_this_machine(&own) => Self { origin: own, only_here: false },
            Some(origin) => Self { origin, only_here: false },
            None => Self { origin: own, only_here: true },
        }
    }
}

impl<S: Sync> FromRequestParts<S> for ForOthers {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        let Origin(own) = parts.extensions.get::<Origin>().cloned().ok_or(AppError::Internal)?;
        let home = use_context::<HomeOrigin>().and_then(|HomeOrigin(home)| home);
        Ok(Self::choose(own, home))
    }
}

fn is_this_machine(origin: &str) -> bool {
    let uri = origin.parse::<Uri>().ok();
    let host = uri.as_ref().and_then(Uri::host).unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.ends_with(".localhost") || bare.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use super::ForOthers;

    #[test]
    fn another_device_gets_an_address_that_works_there() {
        let choose = |own: &str, home: Option<&str>| {
            let chosen = ForOthers::choose(own.to_owned(), home.map(str::to_owned));
            (chosen.origin, chosen.only_here)
        };
        let home = "https://192.168.1.5:3000";
        assert_eq!(choose("https://photos.example.org", Some(home)), ("https://photos.example.org".to_owned(), false));
        for here in ["https://localhost:3000", "https://127.0.0.1:3000", "https://[::1]:3000", "http://photos.localhost"] {
            assert_eq!(choose(here, Some(home)), (home.to_owned(), false));
            assert_eq!(choose(here, None), (here.to_owned(), true));
        }
    }
}
