//! The tables. Moments are microseconds since the Unix epoch, so that they compare and sort the same on every database.

pub mod account;
pub mod api_key;
pub mod audit_entry;
pub mod invitation;
pub mod kept_answer;
pub mod month;
pub mod photo;
pub mod session;
pub mod setting;
pub mod sign_in_offer;
