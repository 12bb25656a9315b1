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

/// Which photos a list of this scope shows to this viewer, of everyone's public photos maybe only this owner's; none when
/// it shows nothing to them.
pub fn listed(viewer: Option<AccountId>, scope: Scope, of: Option<AccountId>) -> Option<Condition> {
    let owner = match scope {
        Scope::Public => of,
        Scope::Mine | Scope::Trash if of.is_some() => return None,
        Scope::Mine | Scope::Trash => Some(viewer?),
    };
    let public = (scope == Scope::Public).then(|| photo::Column::Visibility.eq(Visibility::Public.as_str()));
    let trashed = photo::Column::Trashed.eq(scope == Scope::Trash);
    Some(Condition::all().add_option(owner.map(|owner| photo::Column::OwnerId.eq(owner.0))).add_option(public).add(trashed))
}

/// Who can see a photo. A word this program does not know shows it to nobody else.
pub fn visibility(photo: &photo::Model) -> Visibility {
    photo.visibility.parse().unwrap_or(Visibility::Private)
}
