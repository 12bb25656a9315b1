//! An address for another device.

use leptos::prelude::*;
use model::Handover;

/// The address as a QR code, which is dark on light in either theme, because not every reader knows the other way round.
#[component]
pub fn HandoverCode(
    /// What the other device is to open.
    handover: Handover,
    /// What that is, in words.
    name: &'static str,
    /// Whether the address is shown too. Not that of a secret.
    #[prop(optional)]
    with_address: bool,
) -> impl IntoView {
    let Handover { address, code, only_here } = handover;
    let side = code.side;
    view! {
        <div class="handover">
            <svg class="qr" viewBox=format!("0 0 {side} {side}") role="img" aria-label=name shape-rendering="crispEdges">
                <path d=code.path></path>
            </svg>
            {with_address.then(|| view! { <a class="handover-address" href=address.clone()>{address.clone()}</a> })}
            {only_here
                .then(|| {
                    view! {
                        <p class="sheet-note">
                            "This address works on this machine only. For other devices start Pinhole with " <code>"--lan"</code>
                            ", or open this page under the address that they use."
                        </p>
                    }
                })}
        </div>
    }
}
