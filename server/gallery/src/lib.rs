//! What Pinhole knows and does: people, photos, pictures, bytes. No HTTP, no Leptos.
//!
//! Start with [`Gallery::open`]; everything else hangs off it.

pub mod accounts;
pub mod database;
mod entity;
mod gallery;
pub mod imaging;
pub mod keys;
mod migration;
pub mod outside;
pub mod photos;
pub mod storage;

pub use accounts::{Identity, SignedIn};
pub use gallery::{Gallery, OpenError, RegistrationPolicy, Settings};
pub use outside::{Clock, Random};
