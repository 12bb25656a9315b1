//! What a visitor may know of the gallery they are at.

use crate::{FileType, RegistrationPolicy};
use serde::{Deserialize, Serialize};

/// How this gallery is set up, as far as its pages need to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Who can make an account. It does not bind the first one.
    pub registration: RegistrationPolicy,
    /// Whether nobody has an account yet: the next one becomes administrator.
    pub first_account: bool,
    /// Whether the first account needs the setup code printed at start.
    pub setup_code_needed: bool,
    /// Kinds of picture that can be added.
    pub allowed_types: Vec<FileType>,
    /// The largest a file may be, in bytes.
    pub max_content_length: u64,
    /// Days until the trash empties itself.
    pub trash_days: u32,
}
