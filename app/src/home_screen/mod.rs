//! Pinhole as an app on the home screen: what it needs beside the pages, and what comes to it from other apps.

mod came;
mod offer;
mod worker;

pub use came::{take_opened, take_shared};
pub use offer::{Offer, is_installed};
pub use worker::keep_ready;
