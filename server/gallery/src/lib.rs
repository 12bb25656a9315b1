//! What Pinhole knows and does: people, photos, pictures, bytes. No HTTP, no Leptos.
//!
//! Start with [`Gallery::open`]; everything else hangs off it.

pub mod accounts;
pub mod audit;
pub mod database;
mod entity;
mod gallery;
pub mod imaging;
mod kept_answers;
pub mod keys;
pub mod limits;
mod metrics;
mod migration;
pub mod outside;
mod overview;
mod paging;
pub mod photos;
mod settings;
pub mod storage;

pub use accounts::{Credential, Identity, SignedIn};
pub use audit::Actor;
pub use gallery::{Gallery, OpenError, Options};
pub use kept_answers::{KeptAnswers, Standing};
pub use metrics::{Became, Metrics};
pub use outside::{Clock, Random};
pub use overview::Refusals;
