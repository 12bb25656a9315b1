//! The words every side of Pinhole speaks: browser, server functions, REST API and database.
//!
//! Plain serde types and the rules that belong to them. No I/O, no clock, no Leptos.

mod account;
mod admin;
mod api_key;
mod audit;
mod batch;
mod error;
mod field;
mod file_type;
mod handover;
mod id;
mod invitation;
mod limit;
mod month;
mod number;
mod overview;
mod page;
mod person;
mod photo;
mod problem;
mod quantity;
mod settings;
mod site;
mod tokens;
mod trash;
mod upload;

pub use account::{Account, AccountChange, Device, Email, Identity, Role, Username};
pub use admin::{InvitationCard, PersonCard};
pub use api_key::{ApiKey, KeyScope, MadeApiKey, NewApiKey, UnknownKeyScope};
pub use audit::{AuditEntry, AuditEvent, AuditLine, AuditTopic, Named};
pub use batch::{BatchAction, BatchResult};
pub use error::AppError;
pub use field::{Field, FieldError, Flaw};
pub use file_type::{FileType, parse_types};
pub use handover::{Handover, QrCode, SignInOffer};
pub use id::{AccountId, InvitationId, KeyId, PhotoId, SessionId};
pub use invitation::{Invitation, NewInvitation};
pub use limit::{Limit, LimitError, Period, Rate};
pub use month::{Month, MonthCount};
pub use overview::Overview;
pub use page::{Around, Order, Page, Place, Scope, Stretch};
pub use person::{AccountState, DELETE_EVERYBODY, PeopleOrder, Person, PersonChange, Quota};
pub use photo::{Coordinates, Metadata, Owner, Photo, PhotoChange, PhotoUrls, Rendition, Visibility, is_writable, local_time};
pub use problem::{Problem, ProblemField};
pub use quantity::{exact_size, file_size, parse_size};
pub use settings::{
    Class, LimitSettings, LimitsChange, RegistrationPolicy, Setting, SettingRow, SettingSource, Settings, SettingsChange, SettingsNow,
    Source, Sources, UnknownSetting, parse_limit,
};
pub use site::Site;
pub use tokens::{Credentials, Registration, TokenCheck, Tokens};
pub use trash::{Fate, Trash};
pub use upload::{UploadResult, UploadStatus, Uploads};
