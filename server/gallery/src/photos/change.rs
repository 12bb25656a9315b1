//! Changing what is said of a photo, and who can see it.

use super::{PhotoError, Photos, access::Sight, list::invalid, row};
use crate::{
    database,
    entity::{account, photo},
    keys::hex,
};
use model::{AccountId, Field, Flaw, Photo, PhotoChange, PhotoId};
use sea_orm::{ActiveValue::Set, EntityTrait};
use sha2::{Digest, Sha256};

impl Photos<'_> {
    /// Change a photo's title, visibility or time. With `if_match`, only if its tag (see [`tag`]) is one of these.
    ///
    /// Errors: `NotFound` when it is not the owner's own or lies in the trash; `Changed` when its tag is another; a flawed title.
    pub async fn change(&self, owner: AccountId, id: PhotoId, change: PhotoChange, if_match: Option<&str>) -> Result<Photo, PhotoError> {
        let mut changed = photo::ActiveModel { id: Set(id.0), ..Default::default() };
        if let Some(title) = change.title {
            let title = title.trim();
            if title.chars().count() > PhotoChange::TITLE_MAX {
                return Err(invalid(Field::Title, Flaw::TooLong { max: PhotoChange::TITLE_MAX }));
            }
            changed.title = Set(Some(title.to_owned()).filter(|title| !title.is_empty()));
        }
        if let Some(visibility) = change.visibility {
            changed.visibility = Set(visibility.as_str().to_owned());
        }
        if let Some(taken_at) = change.taken_at {
            changed.taken_at = Set(taken_at.timestamp_micros());
        }

        let transaction = database::write(self.0.database()).await?;
        let found = photo::Entity::find_by_id(id.0).find_also_related(account::Entity).one(&transaction).await?;
        let (before, username) = match found {
            Some((photo, Some(account))) if photo.owner_id == owner.0 && photo.deleted_at.is_none() => (photo, account.username),
            _ => return Err(PhotoError::NotFound),
        };
        if let Some(wanted) = if_match {
            let current = tag(&row::photo(before.clone(), username.clone(), Sight::Owner));
            if wanted.trim() != "*" && !wanted.split(',').any(|tag| tag.trim() == current) {
                return Err(PhotoError::Changed);
            }
        }
        let nothing = changed.title.is_not_set() && changed.visibility.is_not_set() && changed.taken_at.is_not_set();
        let after = if nothing { before } else { photo::Entity::update(changed).exec(&transaction).await? };
        transaction.commit().await?;
        Ok(row::photo(after, username, Sight::Owner))
    }
}

/// The entity tag of a photo's description (RFC 9110): another one after every change, and for every kind of viewer.
pub fn tag(photo: &Photo) -> String {
    let digest = Sha256::digest(serde_json::to_vec(photo).unwrap_or_default());
    format!("\"{}\"", hex(&digest[..12]))
}
