//! What a person can be told when something did not work.

use crate::{Field, FieldError, FileType, Flaw, KeyScope, file_size};
use serde::{Deserialize, Serialize};

/// Everything that can be answered instead of what was asked for. Each has an HTTP status, a stable
/// code, and (its `Display`) a sentence that says what happened and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    // 401: who are you?
    #[error("Sign in first.")]
    TokenMissing,
    #[error("Token has expired")]
    TokenExpired,
    #[error("Invalid token")]
    TokenInvalid,
    #[error("This session has ended. Sign in again.")]
    TokenRevoked,
    #[error("You were signed out, because this account was disabled. Ask the administrator of this gallery.")]
    SignedOutDisabled,
    #[error("This refresh token was used before, so its session was ended to be safe. Sign in again.")]
    TokenReused,
    #[error("That username or password is not right. Check both and try again.")]
    WrongCredentials,

    // 403: you may not.
    #[error("This account is disabled. Ask the administrator of this gallery.")]
    AccountDisabled,
    #[error("You may not do this.")]
    Forbidden,
    #[error("{}", key_cannot(*.0))]
    InsufficientScope(Option<KeyScope>),
    #[error("New accounts cannot be made here at the moment. Ask the administrator of this gallery.")]
    RegistrationClosed,
    #[error("New accounts need an invitation here. Ask the administrator of this gallery for one.")]
    InvitationNeeded,
    #[error("The first account needs the setup code that the program printed when it started.")]
    SetupCodeWrong,
    #[error("This request came from another site and was not carried out. Open the page again and repeat it.")]
    CrossOrigin,

    // 404, 405, 409, 410, 412, 415.
    #[error("There is nothing here that you can see.")]
    NotFound,
    #[error("This address does not take that method.")]
    MethodNotAllowed,
    #[error("This username is taken. Choose another one.")]
    UsernameTaken,
    #[error("There is already an account with this email address. Sign in instead.")]
    EmailTaken,
    #[error("This is the only administrator. Make somebody else administrator first.")]
    LastAdmin,
    #[error("A request with this idempotency key is still being carried out. Try again in a moment.")]
    IdempotencyInProgress,
    #[error("This idempotency key was used for another request within the last day. Choose a new one for each.")]
    IdempotencyReused,
    #[error("Somebody is signed in on this device already. Sign out first, then scan the code again.")]
    SignedInAlready,
    #[error("This link has been used, or is too old. Have a new one made.")]
    OfferEnded,
    #[error("This invitation has been used or withdrawn, or is too old. Ask for a new one.")]
    InvitationEnded,
    #[error("{}", fixed(.0))]
    SettingFixed(String),
    #[error("This photo was changed in the meantime. Load it again and repeat your change.")]
    PreconditionFailed,
    #[error("Send this as {0}.")]
    UnsupportedMediaType(String),

    // 400, 422: the request itself.
    #[error("{0}")]
    Malformed(String),
    #[error("{}", sentence(.0))]
    Invalid(Vec<FieldError>),

    // 429: not so often.
    #[error("{}", too_often(.limit, *.seconds))]
    RateLimited {
        /// The whole limit, in the words of its setting.
        limit: String,
        /// Until it can be tried again.
        seconds: u64,
    },

    // A file that was refused.
    #[error("{}", too_large(*.size, *.limit))]
    FileTooLarge {
        /// In bytes, where it is known.
        size: Option<u64>,
        /// In bytes.
        limit: u64,
    },
    #[error("{}", not_allowed(.found.as_deref(), .allowed))]
    TypeNotAllowed {
        /// What it looks like, such as `a PDF document`.
        found: Option<String>,
        allowed: Vec<FileType>,
    },
    #[error("This file is empty. Choose it again, or check the original.")]
    Empty,
    #[error("This file is damaged or incomplete, so it was not kept. Try to send the original again.")]
    Damaged,
    #[error("Opening this picture would take {} of memory; {} can be used here. Send a smaller version of it.", file_size(*.needed), file_size(*.limit))]
    NeedsTooMuchMemory {
        /// In bytes.
        needed: u64,
        /// In bytes.
        limit: u64,
    },
    #[error("{}", no_room(*.used, *.quota))]
    QuotaExceeded {
        /// What the account's photos take, in bytes.
        used: u64,
        /// What they may take, in bytes.
        quota: u64,
    },
    #[error("There is no space left for this file. Nothing was kept; tell the administrator of this gallery.")]
    StorageFull,

    // The rest.
    #[error("This took too long. Check the connection and try again.")]
    TimedOut,
    #[error("The server is not ready at the moment. Try again in a minute.")]
    Unavailable,
    #[error("Something went wrong on the server. Try again; if it stays, tell its administrator the request id.")]
    Internal,
    #[error("The server could not be reached. Check the connection and try again.")]
    Offline,
}

impl AppError {
    /// The one flaw of one field.
    pub fn invalid(field: Field, flaw: Flaw) -> Self {
        Self::Invalid(vec![FieldError { field, flaw }])
    }

    /// The HTTP status it is answered with (RFC 9110).
    pub const fn status(&self) -> u16 {
        match self {
            Self::Malformed(_) => 400,
            Self::TokenMissing
            | Self::TokenExpired
            | Self::TokenInvalid
            | Self::TokenRevoked
            | Self::SignedOutDisabled
            | Self::TokenReused
            | Self::WrongCredentials => 401,
            Self::AccountDisabled
            | Self::Forbidden
            | Self::InsufficientScope(_)
            | Self::RegistrationClosed
            | Self::InvitationNeeded
            | Self::SetupCodeWrong
            | Self::CrossOrigin => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::TimedOut => 408,
            Self::UsernameTaken
            | Self::EmailTaken
            | Self::LastAdmin
            | Self::IdempotencyInProgress
            | Self::SignedInAlready
            | Self::SettingFixed(_) => 409,
            Self::OfferEnded | Self::InvitationEnded => 410,
            Self::PreconditionFailed => 412,
            Self::FileTooLarge { .. } => 413,
            Self::TypeNotAllowed { .. } | Self::UnsupportedMediaType(_) => 415,
            Self::Invalid(_) | Self::IdempotencyReused | Self::Empty | Self::Damaged | Self::NeedsTooMuchMemory { .. } => 422,
            Self::RateLimited { .. } => 429,
            Self::Internal => 500,
            Self::Unavailable | Self::Offline => 503,
            Self::QuotaExceeded { .. } | Self::StorageFull => 507,
        }
    }

    /// Its name for programs; it never changes.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TokenMissing => "token_missing",
            Self::TokenExpired => "token_expired",
            Self::TokenInvalid => "token_invalid",
            Self::TokenRevoked | Self::SignedOutDisabled => "token_revoked",
            Self::TokenReused => "token_reused",
            Self::WrongCredentials => "wrong_credentials",
            Self::AccountDisabled => "account_disabled",
            Self::Forbidden => "forbidden",
            Self::InsufficientScope(_) => "insufficient_scope",
            Self::RegistrationClosed => "registration_closed",
            Self::InvitationNeeded => "invitation_needed",
            Self::SetupCodeWrong => "setup_code_wrong",
            Self::CrossOrigin => "cross_origin",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::UsernameTaken => "username_taken",
            Self::EmailTaken => "email_taken",
            Self::LastAdmin => "last_admin",
            Self::IdempotencyInProgress => "idempotency_in_progress",
            Self::IdempotencyReused => "idempotency_key_reused",
            Self::SignedInAlready => "signed_in_already",
            Self::OfferEnded => "offer_ended",
            Self::InvitationEnded => "invitation_ended",
            Self::SettingFixed(_) => "setting_fixed",
            Self::PreconditionFailed => "precondition_failed",
            Self::UnsupportedMediaType(_) => "unsupported_media_type",
            Self::Malformed(_) => "malformed",
            Self::Invalid(_) => "invalid",
            Self::RateLimited { .. } => "rate_limited",
            Self::FileTooLarge { .. } => "file_too_large",
            Self::TypeNotAllowed { .. } => "type_not_allowed",
            Self::Empty => "empty",
            Self::Damaged => "damaged",
            Self::NeedsTooMuchMemory { .. } => "needs_too_much_memory",
            Self::QuotaExceeded { .. } => "quota_exceeded",
            Self::StorageFull => "storage_full",
            Self::TimedOut => "timed_out",
            Self::Unavailable => "unavailable",
            Self::Internal => "internal",
            Self::Offline => "offline",
        }
    }

    /// A short heading, the same for every occurrence (RFC 9457 `title`).
    pub const fn title(&self) -> &'static str {
        match self {
            Self::TokenMissing | Self::TokenRevoked | Self::TokenReused => "Not signed in",
            Self::TokenExpired => "Token expired",
            Self::TokenInvalid => "Invalid token",
            Self::WrongCredentials => "Wrong credentials",
            Self::AccountDisabled | Self::SignedOutDisabled => "Account disabled",
            Self::Forbidden => "Not allowed",
            Self::InsufficientScope(_) => "Not allowed with this key",
            Self::RegistrationClosed => "Registration closed",
            Self::InvitationNeeded => "Invitation needed",
            Self::SetupCodeWrong => "Setup code needed",
            Self::CrossOrigin => "Request from another site",
            Self::NotFound => "Not found",
            Self::MethodNotAllowed => "Method not allowed",
            Self::UsernameTaken => "Username taken",
            Self::EmailTaken => "Email address taken",
            Self::LastAdmin => "Last administrator",
            Self::IdempotencyInProgress => "Still being carried out",
            Self::IdempotencyReused => "Idempotency key used before",
            Self::SignedInAlready => "Signed in already",
            Self::OfferEnded => "Link no longer good",
            Self::InvitationEnded => "Invitation no longer good",
            Self::SettingFixed(_) => "Set in the environment",
            Self::PreconditionFailed => "Changed in the meantime",
            Self::UnsupportedMediaType(_) => "Unsupported media type",
            Self::Malformed(_) => "Malformed request",
            Self::Invalid(_) => "Something needs another look",
            Self::RateLimited { .. } => "Too many requests",
            Self::FileTooLarge { .. } => "File too large",
            Self::TypeNotAllowed { .. } => "File type not allowed",
            Self::Empty => "Empty file",
            Self::Damaged => "Damaged file",
            Self::NeedsTooMuchMemory { .. } => "Picture too large to open",
            Self::QuotaExceeded { .. } => "Quota used up",
            Self::StorageFull => "No space left",
            Self::TimedOut => "Took too long",
            Self::Unavailable => "Not ready",
            Self::Internal => "Something went wrong",
            Self::Offline => "No connection",
        }
    }

    /// The sentence for one field of a form, if that field is at fault.
    pub fn of_field(&self, field: &Field) -> Option<String> {
        match (self, field) {
            (Self::Invalid(flaws), _) => flaws.iter().find(|flaw| flaw.field == *field).map(FieldError::detail),
            (Self::UsernameTaken, Field::Username) | (Self::EmailTaken, Field::Email) | (Self::SetupCodeWrong, Field::SetupCode) => {
                Some(self.to_string())
            }
            _ => None,
        }
    }
}

fn sentence(flaws: &[FieldError]) -> String {
    flaws.iter().map(FieldError::detail).collect::<Vec<_>>().join(" ")
}

fn fixed(variable: &str) -> String {
    format!("This is set by {variable} in the environment of the program, and can only be changed there.")
}

fn key_cannot(scope: Option<KeyScope>) -> String {
    match scope {
        Some(scope) => format!("This API key cannot do that: it lacks the scope `{scope}`. Make one that has it."),
        None => "No API key can do that. Sign in with the account's name and password.".to_owned(),
    }
}

fn no_room(used: u64, quota: u64) -> String {
    let (used, quota) = (file_size(used), file_size(quota));
    format!(
        "Your photos take {used} of {quota}, the trash included, so there is no room for this one. Delete some for good, or ask the administrator of this gallery."
    )
}

fn too_often(limit: &str, seconds: u64) -> String {
    let wait = match seconds {
        0 | 1 => "a second".to_owned(),
        2..120 => format!("{seconds} seconds"),
        120..7200 => format!("{} minutes", seconds.div_ceil(60)),
        _ => format!("{} hours", seconds.div_ceil(3600)),
    };
    format!("That was too often: {limit} is the limit here. Try again in {wait}.")
}

fn too_large(size: Option<u64>, limit: u64) -> String {
    match size {
        Some(size) => format!("This file is {}. The limit here is {}.", file_size(size), file_size(limit)),
        None => format!("This file is larger than {}, the limit here.", file_size(limit)),
    }
}

fn not_allowed(found: Option<&str>, allowed: &[FileType]) -> String {
    let names: Vec<_> = allowed.iter().map(ToString::to_string).collect();
    let known = match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => "no".to_owned(),
    };
    match found {
        Some(found) => format!("This is {found}. {known} pictures can be added here."),
        None => format!("This is not a picture that can be added here. {known} pictures can."),
    }
}

#[cfg(feature = "server-fn")]
impl server_fn::error::FromServerFnError for AppError {
    type Encoder = server_fn::codec::JsonEncoding;

    fn from_server_fn_error(error: server_fn::error::ServerFnErrorErr) -> Self {
        use server_fn::error::ServerFnErrorErr;
        match error {
            ServerFnErrorErr::Request(_) => Self::Offline,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::Malformed("This request could not be read. Load the page again and repeat it.".to_owned())
            }
            _ => Self::Internal,
        }
    }
}
