//! Changing what is said of a photo, and who can see it.

use super::{
    PhotoError, Photos,
    access::Sight,
    batch::{own_rows, save},
    counts::Counts,
    invalid, row,
};
use crate::{database, keys::hex};
use model::{AccountId, Field, Flaw, Photo, PhotoChange, PhotoId, is_writable};
use sha2::{Digest, Sha256};

impl Photos<'_> {
    /// Change a photo's title, visibility or time. With `if_match`, only if its tag (see [`tag`]) is one of these.
    ///
    /// Errors: `NotFound` when it is not the owner's own or lies in the trash; `Changed` when its tag is another; a flawed title or time.
    pub async fn change(&self, owner: AccountId, id: PhotoId, change: PhotoChange, if_match: Option<&str>) -> Result<Photo, PhotoError> {
        let title = change.title.as_deref().map(str::trim);
        if title.is_some_and(|title| title.chars().count() > PhotoChange::TITLE_MAX) {
            return Err(invalid(Field::Title, Flaw::TooLong { max: PhotoChange::TITLE_MAX }));
        }
        if change.taken_at.is_some_and(|moment| !is_writable(moment)) {
            return Err(invalid(Field::TakenAt, Flaw::Expected("in the years 0 to 9999".to_owned())));
        }
        let transaction = database::write(self.0.database()).await?;
        let found = own_rows(&transaction, owner, &[id]).await?.pop();
        let (before, username) = found.filter(|(photo, _)| !photo.trashed).ok_or(PhotoError::NotFound)?;
        if let Some(wanted) = if_match {
            let current = tag(&row::photo(before.clone(), username.clone(), Sight::Owner));
            if wanted.trim() != "*" && !wanted.split(',').any(|tag| tag.trim() == current) {
                return Err(PhotoError::Changed);
            }
        }
        let mut after = before.clone();
        if let Some(title) = title {
            after.title = Some(title.to_owned()).filter(|title| !title.is_empty());
        }
        if let Some(visibility) = change.visibility {
            visibility.as_str().clone_into(&mut after.visibility);
        }
        if let Some(taken_at) = change.taken_at {
            after.set_taken(taken_at.timestamp_micros(), before.taken_at_offset);
        }
        let mut counts = Counts::default();
        save(&transaction, &mut counts, &before, &after).await?;
        counts.write(&transaction).await?;
        transaction.commit().await?;
        Ok(row::photo(after, username, Sight::Owner))
    }
}

/// The entity tag of a photo's description (RFC 9110): another one after every change, and for every kind of viewer.
pub fn tag(photo: &Photo) -> String {
    let digest = Sha256::digest(serde_json::to_vec(photo).unwrap_or_default());
    format!("\"{}\"", hex(&digest[..12]))
}
