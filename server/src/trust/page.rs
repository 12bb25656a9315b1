//! The page itself.

use super::{
    DER, PEM,
    steps::{STEPS, Steps, WRITTEN},
};
use crate::{home::Home, plain_page, tls::Authority};
use leptos::prelude::*;

/// The whole page: how to trust the authority, or that there is none.
pub fn html(home: Option<&Home>) -> String {
    let main = match home.and_then(|home| Some((home, home.authority()?))) {
        Some((home, authority)) => how_to_trust(home, authority).into_any(),
        None => nothing_to_trust().into_any(),
    };
    plain_page::html("Trust this gallery", main)
}

fn how_to_trust(home: &Home, authority: &Authority) -> impl IntoView {
    let origins = home.origins().into_iter().map(|origin| view! { <li><a href=origin.clone()>{origin.clone()}</a></li> });
    // Lines break between bytes.
    let bytes = authority.fingerprint();
    let fingerprint = bytes.split_inclusive(':').map(|byte| view! { {byte.to_owned()}<wbr /> }).collect_view();
    view! {
        <h1>"Trust this gallery"</h1>
        <p class="plain-lead">
            "Browsers give a page the camera, and let it work offline, only over https that they trust. This gallery is at home, where
            no public certificate reaches, so it makes its own. Tell this device once to trust them:"
        </p>
        <ol class="trust-ways">
            <li>
                <p>"Download the certificate of the gallery's authority."</p>
                <p class="plain-buttons">
                    <a class="button primary" href=DER>"Download the certificate"</a>
                    <a class="button" href=PEM>"The same as PEM"</a>
                </p>
            </li>
            <li>
                <p>"Compare its fingerprint (SHA-256) with the one that the program printed when it started. They must be the same."</p>
                <p class="trust-fingerprint">{fingerprint}</p>
            </li>
            <li>
                <p>"Install it."</p>
                {STEPS.iter().map(device).collect_view()}
            </li>
            <li>
                <p>"Open the gallery:"</p>
                <ul class="trust-origins">{origins.collect_view()}</ul>
            </li>
        </ol>
        <h2>"What that means"</h2>
        <p>
            "The authority can vouch for addresses and names of a home network only: those that begin with 10, 172.16 to 172.31, 192.168
            or 169.254, the local ones of IPv6, names that end in local, lan, internal and home.arpa, and the name of this machine. A device that
            trusts it still asks public authorities about every site of the internet. Its private key never leaves the machine that
            runs the gallery: whoever has that key could pretend to be a device of your home network."
        </p>
        <p class="plain-small">
            {format!("Written in {WRITTEN} after the help of each system's maker; menus may be called something else on your device.")}
        </p>
    }
}

/// What to do on one kind of device.
fn device(steps: &'static Steps) -> impl IntoView {
    view! {
        <details class="trust-device">
            <summary>{steps.device}</summary>
            <ol>{steps.todo.iter().map(|step| view! { <li>{*step}</li> }).collect_view()}</ol>
            <p class="plain-small">{format!("To take it back: {} {}", steps.undo, steps.tried)}</p>
        </details>
    }
}

fn nothing_to_trust() -> impl IntoView {
    view! {
        <h1>"Nothing to trust here"</h1>
        <p class="plain-lead">
            "This gallery has no authority of its own. If its address begins with https and the browser does not complain, all is well."
        </p>
        <p>
            "If the address begins with http, whoever runs the gallery can start it with " <code>"pinhole serve --lan"</code>
            ", which makes such an authority for the home network, or put a proxy with a certificate in front of it."
        </p>
        <p><a class="button" href="/">"To the gallery"</a></p>
    }
}
