//! The camera: what a browser's `MediaDevices` see becomes pictures in the upload queue.
//!
//! [`Camera`] is what all parts of the page share. Its life is in `session.rs`; what happens from a press of the shutter to a
//! file in the queue, in `shutter.rs`, `still.rs` and `shots.rs`. What can be decided without a browser is in files of its own
//! and tested there. All of it arrives with the page, never before (`pages/camera.rs`).

#[cfg(any(feature = "hydrate", test))]
mod device;
#[cfg(any(feature = "hydrate", test))]
mod exif;
#[cfg(any(feature = "hydrate", test))]
mod gate;
#[cfg(any(feature = "hydrate", test))]
mod held;
#[cfg(any(feature = "hydrate", test))]
mod jpeg;
#[cfg(any(feature = "hydrate", test))]
mod range;
#[cfg(any(feature = "hydrate", test))]
mod restarts;
#[cfg(any(feature = "hydrate", test))]
mod trouble;

#[cfg(feature = "hydrate")]
mod ability;
#[cfg(feature = "hydrate")]
mod adjust;
#[cfg(feature = "hydrate")]
mod awake;
#[cfg(feature = "hydrate")]
mod develop;
#[cfg(feature = "hydrate")]
mod keys;
#[cfg(feature = "hydrate")]
mod maker;
#[cfg(feature = "hydrate")]
mod open;
#[cfg(feature = "hydrate")]
mod pinch;
#[cfg(feature = "hydrate")]
mod place;
#[cfg(feature = "hydrate")]
mod remembered;
#[cfg(feature = "hydrate")]
mod session;
#[cfg(feature = "hydrate")]
mod shared;
#[cfg(feature = "hydrate")]
mod shots;
#[cfg(feature = "hydrate")]
mod shutter;
#[cfg(feature = "hydrate")]
mod still;

#[cfg(feature = "hydrate")]
pub use {
    device::{Facing, Wanted},
    keys::SHUTTER,
    range::Range,
    shared::{Camera, Stage, use_camera},
    shots::Shot,
    trouble::Trouble,
};
