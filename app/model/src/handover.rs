//! What one device shows another.

use serde::{Deserialize, Serialize};

/// A QR code (ISO/IEC 18004), ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrCode {
    /// Its width and height in modules, the quiet zone included.
    pub side: u16,
    /// The dark modules, as an SVG path on a grid of one unit a module.
    pub path: String,
}

/// An address to open on another device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    pub address: String,
    pub code: QrCode,
    /// Whether the address means this very machine, so that no other can open it.
    pub only_here: bool,
}

/// A link that can sign this device in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInOffer {
    /// Whose account it leads into.
    pub username: String,
    /// Whether an administrator made it, and not another device of theirs.
    pub by_admin: bool,
    /// Who is signed in on this device already.
    pub signed_in_as: Option<String>,
}
