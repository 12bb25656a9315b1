//! Lists of photos, newest first, a page at a time.

use super::{PhotoError, Photos, access, row};
use crate::{
    entity::{account, photo},
    photos::access::Sight,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use model::{AccountId, Field, FieldError, Flaw, Order, Page, Photo, PhotoId, Scope};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// The most a page may hold.
const LIMIT_MAX: u32 = 200;

/// A place in a list: the sort key and id of the last photo before it. Opaque outside.
#[derive(Clone, Copy)]
struct Cursor {
    key: i64,
    id: Uuid,
}

impl Cursor {
    fn text(self, order: Order) -> String {
        let mut bytes = vec![order as u8];
        bytes.extend(self.key.to_be_bytes());
        bytes.extend(self.id.as_bytes());
        BASE64.encode(bytes)
    }

    /// Errors: it was not made by [`Self::text`] for this order.
    fn parse(text: &str, order: Order) -> Result<Self, PhotoError> {
        let read = || {
            let bytes = BASE64.decode(text).ok()?;
            let (&tag, rest) = bytes.split_first()?;
            let (key, id) = rest.split_at_checked(8)?;
            let cursor = Self { key: i64::from_be_bytes(key.try_into().ok()?), id: Uuid::from_slice(id).ok()? };
            (tag == order as u8).then_some(cursor)
        };
        read().ok_or_else(|| invalid(Field::Cursor, Flaw::Expected("the next_cursor of the page before, for the same order".to_owned())))
    }
}

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
        let listed = access::listed(viewer, scope).ok_or(PhotoError::NotFound)?;
        let column = match order {
            Order::Taken => photo::Column::TakenAt,
            Order::Added => photo::Column::AddedAt,
        };
        let mut query = photo::Entity::find().find_also_related(account::Entity).filter(listed);
        if let Some(cursor) = cursor {
            let Cursor { key, id } = Cursor::parse(cursor, order)?;
            // The first half alone bounds the walk of the index; the second takes off those of the same moment that were already seen.
            let later = Condition::any().add(column.lt(key)).add(photo::Column::Id.lt(id));
            query = query.filter(column.lte(key)).filter(later);
        }
        let rows = query.order_by_desc(column).order_by_desc(photo::Column::Id).limit(u64::from(limit) + 1).all(self.0.database()).await?;

        let limit = limit as usize;
        let next_cursor = (rows.len() > limit).then(|| rows.get(limit - 1)).flatten().map(|(photo, _)| {
            let key = match order {
                Order::Taken => photo.taken_at,
                Order::Added => photo.added_at,
            };
            Cursor { key, id: photo.id }.text(order)
        });
        let items = rows.into_iter().take(limit).filter_map(|(photo, owner)| {
            let sight = access::sight(viewer, &photo)?;
            Some(row::photo(photo, owner?.username, sight))
        });
        Ok(Page { items: items.collect(), next_cursor })
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

pub(super) fn invalid(field: Field, flaw: Flaw) -> PhotoError {
    PhotoError::Invalid(vec![FieldError { field, flaw }])
}
