//! What Pinhole knows and does: people, photos, pictures, bytes. No HTTP, no Leptos.

pub mod imaging;
