//! What the pages for administrators show of a person and of an invitation.

use crate::{Handover, Invitation, Person};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One person, with what can be done about them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonCard {
    pub person: Person,
    /// Whether it is the administrator who asks.
    pub is_self: bool,
    /// How many bytes everybody's photos may take; none for no limit.
    pub default_quota: Option<u64>,
    /// The link that lets them in, while it can be used, and its end.
    pub link: Option<(Handover, DateTime<Utc>)>,
}

/// One invitation, ready to be shown to another device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationCard {
    pub invitation: Invitation,
    /// Where it leads; none once it was used or has ended.
    pub link: Option<Handover>,
}
