//! The words every side of Pinhole speaks: browser, server functions, REST API and database.
//!
//! Plain serde types and the rules that belong to them. No I/O, no clock, no Leptos.

mod account;
mod error;
mod file_type;
mod id;
mod page;
mod photo;
mod problem;
mod quantity;
mod site;
mod tokens;
mod upload;

pub use account::{Account, Device, Email, Role, Username};
pub use error::{AppError, Field, FieldError, Flaw};
pub use file_type::FileType;
pub use id::{AccountId, PhotoId, SessionId};
pub use page::{Order, Page, Scope};
pub use photo::{Metadata, Owner, Photo, PhotoChange, PhotoUrls, Place, Rendition, Visibility};
pub use problem::{Problem, ProblemField};
pub use quantity::file_size;
pub use site::Site;
pub use tokens::{Credentials, Registration, TokenCheck, Tokens};
pub use upload::{UploadResult, UploadStatus, Uploads};
