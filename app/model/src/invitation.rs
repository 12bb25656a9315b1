//! Links with which people make an account where not everybody can.

use crate::{Field, FieldError, Flaw, InvitationId, number};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// An invitation, as administrators see it. It makes one account.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    pub id: InvitationId,
    /// Whom it is for, as its maker says. Empty if they said nothing.
    pub note: String,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    /// The username of the account that was made with it; none while it can be used.
    pub used_by: Option<String>,
    /// Where the invited person makes the account; none once it was used or has ended.
    pub url: Option<String>,
}

/// What a new invitation is made from.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NewInvitation {
    /// Whom it is for: up to 100 characters.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Robin from the sailing club", max_length = 100, pattern = r"^[^\x00-\x1f\x7f-\x9f]*$")
    )]
    pub note: String,
    /// For how many days it can be used; 7 if nothing is said.
    #[serde(deserialize_with = "number::whole")]
    #[cfg_attr(feature = "openapi", schema(example = 7, minimum = 1, maximum = 365))]
    pub days: Option<u64>,
}

impl NewInvitation {
    /// The longest a note may be, in characters.
    pub const NOTE_MAX: usize = 100;
    /// For how many days an invitation can be used unless its maker says otherwise.
    pub const DAYS: u32 = 7;
    /// For how many days one can be used at most.
    pub const DAYS_MAX: u32 = 365;

    /// Its note, without spaces around it, and its days.
    ///
    /// Errors: what is wrong with it.
    pub fn checked(&self) -> Result<(String, u32), Vec<FieldError>> {
        let note = self.note.trim();
        let mut flaws = Vec::new();
        if note.chars().count() > Self::NOTE_MAX {
            flaws.push(FieldError { field: Field::Note, flaw: Flaw::TooLong { max: Self::NOTE_MAX } });
        } else if note.chars().any(char::is_control) {
            flaws.push(FieldError { field: Field::Note, flaw: Flaw::Unfit });
        }
        let days = self.days.map_or(Some(Self::DAYS), |days| u32::try_from(days).ok());
        match days.filter(|days| (1..=Self::DAYS_MAX).contains(days)) {
            Some(days) if flaws.is_empty() => return Ok((note.to_owned(), days)),
            Some(_) => {}
            None => flaws.push(FieldError { field: Field::Days, flaw: Flaw::Unfit }),
        }
        Err(flaws)
    }
}
