//! What the program says when it starts.

use crate::{
    config::{Config, TlsConfig},
    home::Home,
    tls::Names,
};
use gallery::{Gallery, accounts::AccountError};
use qrcode::{QrCode, render::unicode::Dense1x2};
use std::{
    fmt::Write,
    io::{self, IsTerminal},
    net::SocketAddr,
};

/// Where the gallery is, how devices come to trust it and, before there is any account, how to make the first one.
///
/// Errors: the accounts cannot be read.
pub async fn greeting(gallery: &Gallery, config: &Config, address: SocketAddr, home: Option<&Home>) -> Result<String, AccountError> {
    let mut origins = home.map(Home::origins).unwrap_or_default().into_iter();
    let scheme = if config.tls == TlsConfig::Off { "http" } else { "https" };
    let url = match (&config.server.public_url, origins.next()) {
        (Some(url), _) => url.to_string(),
        (None, Some(origin)) => origin,
        (None, None) if address.ip().is_unspecified() => format!("{scheme}://localhost:{}", address.port()),
        (None, None) => format!("{scheme}://{address}"),
    };
    let mut greeting = format!("Pinhole is at {url}\n");
    if config.server.public_url.is_some() {
        let _ = writeln!(greeting, "and listens on {scheme}://{address}");
    }
    let others: Vec<String> = origins.collect();
    if !others.is_empty() {
        let _ = writeln!(greeting, "and at {}", others.join(", "));
    }
    if let Some(home) = home {
        introduce(&mut greeting, home);
    }
    if gallery.accounts().none().await? {
        let _ = writeln!(greeting, "Nobody has an account yet. Open {url}/signup: the first account looks after the gallery.");
        if let Some(code) = gallery.setup_code() {
            let _ = writeln!(greeting, "Others can reach this program, so the first account needs this setup code: {code}");
        }
    }
    let _ = writeln!(greeting, "Photos and database are in {}. Press Ctrl-C to stop.", config.data_dir.display());
    Ok(greeting)
}

/// How a device comes to trust the gallery's own authority.
fn introduce(greeting: &mut String, home: &Home) {
    let (Some(page), Some(authority)) = (home.trust_page(), home.authority()) else { return };
    let _ = writeln!(greeting, "On each new device scan this code, or open {page}: it says how to trust this gallery.\n");
    let colours = io::stdout().is_terminal();
    for line in code(&page).lines() {
        // Dark on light, whatever the terminal's own colours are.
        let _ = if colours { writeln!(greeting, "\x1b[30;107m{line}\x1b[0m") } else { writeln!(greeting, "{line}") };
    }
    let _ = writeln!(greeting, "\nIts fingerprint (SHA-256) is {}", authority.fingerprint());
    let Names { hosts, addresses } = home.outside();
    if !addresses.is_empty() {
        let addresses: Vec<_> = addresses.iter().map(ToString::to_string).collect();
        let _ = writeln!(greeting, "Not in the certificate, because they are not of a home network: {}", addresses.join(", "));
    }
    if !hosts.is_empty() {
        let _ = writeln!(
            greeting,
            "Not in the certificate, because the authority was made under another name: {}. To include them, stop Pinhole, delete \
             authority.pem in the data folder, start again, and trust the new authority on every device.",
            hosts.join(", ")
        );
    }
}

/// A text as a QR code, two modules a character.
fn code(text: &str) -> String {
    QrCode::new(text).map(|code| code.render::<Dense1x2>().build()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn the_code_in_the_terminal_can_be_read() {
        let text = "http://192.168.1.5:3080/trust";
        let lines: Vec<Vec<char>> = code(text).lines().map(|line| line.chars().collect()).collect();
        let quiet = 4;
        let side = lines[0].len() - 2 * quiet;
        let dark = |x: usize, y: usize| {
            let (row, is_upper) = (quiet + y, (quiet + y).is_multiple_of(2));
            match lines[row / 2][quiet + x] {
                '█' => true,
                '▀' => is_upper,
                '▄' => !is_upper,
                _ => false,
            }
        };
        let grid = rqrr::SimpleGrid::from_func(side, dark);
        assert_eq!(rqrr::Grid::new(grid).decode().unwrap().1, text);
    }
}
