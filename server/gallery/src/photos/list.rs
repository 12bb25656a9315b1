//! Lists of photos, newest first, a page at a time, and single ones.

use super::{
    PhotoError, Photos,
    access::{self, Sight},
    row,
    walk::{List, Mark, Towards},
};
use crate::{
    entity::{account, photo},
    paging::PageSize,
};
use model::{AccountId, Order, Page, Photo, PhotoId, Scope};
use sea_orm::EntityTrait;

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
        let size = PageSize::new(limit).map_err(|flaw| PhotoError::Invalid(vec![flaw]))?;
        let list = List::of(viewer, scope, None, order)?;
        let from = cursor.map(|cursor| Mark::read(cursor, order)).transpose()?;
        let photos = self.walk(&list, from, Towards::Older, size.looks_for()).await?;
        let Page { items, next_cursor } = size.page(photos, |(mark, _)| mark.cursor(order));
        Ok(Page { items: items.into_iter().map(|(_, photo)| photo).collect(), next_cursor })
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
