//! The pages, one file per page.

pub mod account;
pub mod home;
pub mod not_found;
pub mod photo;
pub mod photos;
pub mod public;
pub mod sign_in;
pub mod sign_up;
pub mod trash;
pub mod upload;
