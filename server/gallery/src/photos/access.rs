//! Who may see which photo: decided here and nowhere else.

use crate::entity::photo;
use model::{AccountId, Scope, Visibility};
use sea_orm::{ColumnTrait, Condition};

/// How much of a photo somebody may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Everything: it is theirs.
    Owner,
    /// The picture, and what the camera's settings were; not where it was, nor how the file was called.
    Other,
}

/// How much of this photo the viewer may see, if anything.
pub fn sight(viewer: Option<AccountId>, photo: &photo::Model) -> Option<Sight> {
    if viewer.is_some_and(|viewer| viewer.0 == photo.owner_id) {
        return Some(Sight::Owner);
    }
    let shared = visibility(photo) != Visibility::Private;
    (shared && photo.deleted_at.is_none()).then_some(Sight::Other)
}

/// Which photos a list of this scope shows to this viewer; none when it shows nothing to them.
pub fn listed(viewer: Option<AccountId>, scope: Scope) -> Option<Condition> {
    let condition = match scope {
        Scope::Public => {
            let public = photo::Column::Visibility.eq(Visibility::Public.as_str());
            Condition::all().add(public).add(photo::Column::DeletedAt.is_null())
        }
        Scope::Mine => Condition::all().add(photo::Column::OwnerId.eq(viewer?.0)).add(photo::Column::DeletedAt.is_null()),
        Scope::Trash => Condition::all().add(photo::Column::OwnerId.eq(viewer?.0)).add(photo::Column::DeletedAt.is_not_null()),
    };
    Some(condition)
}

/// Who can see a photo. A word this program does not know shows it to nobody else.
pub fn visibility(photo: &photo::Model) -> Visibility {
    photo.visibility.parse().unwrap_or(Visibility::Private)
}
