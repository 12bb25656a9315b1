//! Lists of photos, newest first, a page at a time, and single ones.

use super::{
    PhotoError, Photos,
    access::{self, Sight},
    invalid, row,
    walk::{List, Mark, Towards},
};
use crate::entity::{account, photo};
use model::{AccountId, Field, Flaw, Order, Page, Photo, PhotoId, Scope};
use sea_orm::EntityTrait;

/// The most a page may hold.
const LIMIT_MAX: u32 = 200;

impl Photos<'_> {
    /// One page of a list.
    ///
    /// Errors: a bad cursor; a limit outside 1–200; `NotFound` for one's own photos when nobody is signed in.
    pub async fn list(
        &self,
        viewer: Option<AccountId>,
        scope: Scope,
        order: Order,
        cursor: Option<&str>,
        limit: u32,
    ) -> Result<Page<Photo>, PhotoError> {
        if !(1..=LIMIT_MAX).contains(&limit) {
            return Err(invalid(Field::Limit, Flaw::Expected(format!("a number from 1 to {LIMIT_MAX}"))));
        }
        let list = List::of(viewer, scope, None, order)?;
        let from = cursor.map(|cursor| Mark::read(cursor, order)).transpose()?;
        let mut photos = self.walk(&list, from, Towards::Older, u64::from(limit) + 1).await?;
        let goes_on = photos.len() > limit as usize;
        photos.truncate(limit as usize);
        let next_cursor = photos.last().filter(|_| goes_on).map(|(mark, _)| mark.cursor(order));
        Ok(Page { items: photos.into_iter().map(|(_, photo)| photo).collect(), next_cursor })
    }

    /// One photo.
    ///
    /// Errors: `NotFound` when it is not there or the viewer may not see it.
    pub async fn get(&self, viewer: Option<AccountId>, id: PhotoId) -> Result<Photo, PhotoError> {
        let (photo, owner, sight) = self.find(viewer, id).await?;
        Ok(row::photo(photo, owner, sight))
    }

    /// The row of a photo, its owner's username, and how much of it the viewer may see.
    pub(super) async fn find(&self, viewer: Option<AccountId>, id: PhotoId) -> Result<(photo::Model, String, Sight), PhotoError> {
        let found = photo::Entity::find_by_id(id.0).find_also_related(account::Entity).one(self.0.database()).await?;
        let Some((photo, Some(owner))) = found else { return Err(PhotoError::NotFound) };
        let sight = access::sight(viewer, &photo).ok_or(PhotoError::NotFound)?;
        Ok((photo, owner.username, sight))
    }
}
