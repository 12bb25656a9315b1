//! The session as a browser carries it: cookies, and what the device calls itself.

use axum::{
    extract::FromRequestParts,
    http::{Extensions, request::Parts},
};
use axum_extra::extract::CookieJar;
use gallery::{SignedIn, accounts::Client};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;
use model::{AppError, Tokens};
use std::net::{IpAddr, Ipv4Addr};

/// What a browser is to forget when somebody signs out (Clear Site Data, W3C).
pub const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");
/// The pictures it has kept.
pub const CACHE: HeaderValue = HeaderValue::from_static("\"cache\"");

/// Whether the client speaks https with us, as it sees it: directly, or with a proxy in front. Put there by the server.
#[derive(Clone, Copy, Debug)]
pub struct Https(pub bool);

/// The two cookies of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    Access,
    Refresh,
}

impl Cookie {
    pub const ALL: [Self; 2] = [Self::Access, Self::Refresh];

    /// Its name. Over https the `__Host-` prefix keeps other hosts of the same domain from setting it (RFC 6265bis).
    pub const fn name(self, Https(https): Https) -> &'static str {
        match (self, https) {
            (Self::Access, true) => "__Host-pinhole_access",
            (Self::Refresh, true) => "__Host-pinhole_refresh",
            (Self::Access, false) => "pinhole_access",
            (Self::Refresh, false) => "pinhole_refresh",
        }
    }

    /// What the browser sent.
    pub fn sent(self, headers: &HeaderMap, https: Https) -> Option<String> {
        CookieJar::from_headers(headers).get(self.name(https)).map(|cookie| cookie.value().to_owned())
    }

    fn set(self, value: &str, max_age: i64, https: Https) -> Option<HeaderValue> {
        let secure = if https.0 { "; Secure" } else { "" };
        let cookie = format!("{}={value}; Path=/; Max-Age={max_age}; HttpOnly; SameSite=Lax{secure}", self.name(https));
        HeaderValue::from_str(&cookie).ok()
    }
}

/// The `Set-Cookie` headers that give a browser these tokens. Both live as long as the refresh token: one that has only
/// the expired access token missing is let in all the same.
pub fn remember(tokens: &Tokens, https: Https) -> impl Iterator<Item = HeaderValue> {
    let values = [(Cookie::Access, &tokens.access_token), (Cookie::Refresh, &tokens.refresh_token)];
    values.into_iter().filter_map(move |(cookie, value)| cookie.set(value, tokens.refresh_expires_in, https))
}

/// The `Set-Cookie` headers that take a session's tokens from a browser.
pub fn forget(https: Https) -> impl Iterator<Item = HeaderValue> {
    Cookie::ALL.into_iter().filter_map(move |cookie| cookie.set("", 0, https))
}

/// Give the browser that is being answered the tokens of the session it began.
pub fn begin(signed_in: &SignedIn) {
    set_cookies(remember(&signed_in.tokens, https()));
}

/// Take the tokens from the browser that is being answered, and what it has kept of this account's pictures.
pub fn end() {
    set_cookies(forget(https()));
    let options: ResponseOptions = expect_context();
    options.insert_header(CLEAR_SITE_DATA, CACHE);
}

fn https() -> Https {
    use_context::<Parts>().and_then(|parts| parts.extensions.get().copied()).unwrap_or(Https(false))
}

fn set_cookies(cookies: impl Iterator<Item = HeaderValue>) {
    let options: ResponseOptions = expect_context();
    for cookie in cookies {
        options.append_header(header::SET_COOKIE, cookie);
    }
}

/// A path of this site to go to, or the own photos when `next` is anything else: never to another host.
pub fn local_path(next: &str) -> &str {
    let local = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n', '\t']);
    if local && next.is_ascii() { next } else { "/photos" }
}

/// Where the client is, as far as one is told from another.
#[derive(Clone, Copy, Debug)]
pub struct Address(pub IpAddr);

impl Address {
    /// That of a request; the same one for all that came without a connection.
    pub fn of(extensions: &Extensions) -> Self {
        extensions.get().copied().unwrap_or(Self(IpAddr::V4(Ipv4Addr::UNSPECIFIED)))
    }
}

impl<S: Sync> FromRequestParts<S> for Address {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        Ok(Self::of(&parts.extensions))
    }
}

/// Who is at the other end when somebody comes in: the device in words that a person recognises, such as `Firefox on Android`.
#[derive(Clone, Debug)]
pub struct Arriving(pub Client);

impl<S: Sync> FromRequestParts<S> for Arriving {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        let agent = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let Address(address) = Address::of(&parts.extensions);
        Ok(Self(Client { device: device_name(agent), address }))
    }
}

/// Browsers name others beside themselves, so the order matters: the most particular name first.
fn device_name(agent: &str) -> String {
    let first = |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
        ("curl", "curl"),
    ]);
    let system = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => match agent.split(['/', ' ']).next() {
            Some(program) if !program.is_empty() => program.chars().take(40).collect(),
            _ => "Unknown device".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{device_name, local_path};

    #[test]
    fn devices_have_names_people_recognise() {
        let names = [
            "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0",
            "curl/8.14.1",
            "",
        ]
        .map(device_name);
        assert_eq!(names, ["Chrome on Android", "Safari on iPhone", "Firefox on Windows", "curl", "Unknown device"]);
    }

    #[test]
    fn after_signing_in_one_never_leaves_the_site() {
        assert_eq!(local_path("/trash?cursor=x"), "/trash?cursor=x");
        for foreign in
            ["", "https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "photos", "javascript:alert(1)"]
        {
            assert_eq!(local_path(foreign), "/photos", "{foreign:?}");
        }
    }
}
