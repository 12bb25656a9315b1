//! Parts of a list, taken anywhere in it, and what lies around one photo.

use super::{
    PhotoError, Photos,
    walk::{List, Mark, Towards},
};
use crate::entity::photo;
use model::{AccountId, Around, Order, Photo, PhotoId, Place, Scope, Stretch};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

/// How many photos a stretch holds.
pub const STRETCH: usize = 100;

/// How many photos are looked for on each side of one.
const AROUND: u64 = 10;

/// How many photos can be between two, both included.
const BETWEEN: usize = 5_000;

impl Photos<'_> {
    /// A stretch of a list: of one's own photos and trash by the time taken, of everyone's (or of this person's) public ones
    /// by the time added.
    ///
    /// Errors: a bad cursor; `NotFound` when the list shows nothing to this viewer.
    pub async fn stretch(
        &self,
        viewer: Option<AccountId>,
        scope: Scope,
        of: Option<AccountId>,
        place: &Place,
    ) -> Result<Stretch<Photo>, PhotoError> {
        let list = List::of(viewer, scope, of, order(scope))?;
        let read = |cursor: &str| Mark::read(cursor, list.order()).map(Some);
        let (from, towards) = match place {
            Place::Newest => (None, Towards::Older),
            Place::Oldest => (None, Towards::Newer),
            Place::Older(cursor) => (read(cursor)?, Towards::Older),
            Place::Newer(cursor) => (read(cursor)?, Towards::Newer),
            Place::At(time) => (Some(Mark { key: time.and_utc().timestamp_micros(), id: Uuid::max() }), Towards::Older),
        };
        let mut photos = self.walk(&list, from, towards, STRETCH as u64 + 1).await?;
        let goes_on = photos.len() > STRETCH;
        photos.truncate(STRETCH);
        let mark = |(mark, _): &(Mark, Photo)| *mark;
        let ahead = photos.last().filter(|_| goes_on).map(mark);
        let behind = match from {
            Some(from) => {
                let start = photos.first().map_or(from, mark);
                self.goes_on(&list, start, towards.back()).await?.then_some(start)
            }
            None => None,
        };
        let (newer, older) = match towards {
            Towards::Older => (behind, ahead),
            Towards::Newer => {
                photos.reverse();
                (ahead, behind)
            }
        };
        let cursor = |mark: Option<Mark>| mark.map(|mark| mark.cursor(list.order()));
        Ok(Stretch { items: photos.into_iter().map(|(_, photo)| photo).collect(), newer: cursor(newer), older: cursor(older) })
    }

    /// What lies on both sides of a photo in a list; nothing when it is not in it.
    pub async fn around(&self, viewer: Option<AccountId>, id: PhotoId, scope: Scope, of: Option<AccountId>) -> Result<Around, PhotoError> {
        let Ok(list) = List::of(viewer, scope, of, order(scope)) else { return Ok(Around::default()) };
        let Some(here) = self.mark_in(&list, id).await? else { return Ok(Around::default()) };
        let side = async |towards| {
            let photos = self.walk(&list, Some(here), towards, AROUND).await?;
            Ok::<_, PhotoError>(photos.into_iter().map(|(_, photo)| photo).collect())
        };
        Ok(Around { newer: side(Towards::Newer).await?, older: side(Towards::Older).await? })
    }

    /// The photos of a timeline from one to another, both included, in the order in which one comes by; at most 5,000.
    ///
    /// Errors: `NotFound` when one of the two is not in it.
    pub async fn between(&self, owner: AccountId, from: PhotoId, to: PhotoId) -> Result<Vec<PhotoId>, PhotoError> {
        let list = List::of(Some(owner), Scope::Mine, None, order(Scope::Mine))?;
        let start = self.mark_in(&list, from).await?.ok_or(PhotoError::NotFound)?;
        let end = self.mark_in(&list, to).await?.ok_or(PhotoError::NotFound)?;
        let towards = if end < start { Towards::Older } else { Towards::Newer };
        let way = list.from(Some(start), towards).filter(list.until(end, towards)).limit(BETWEEN as u64 - 1);
        let ids: Vec<Uuid> = way.select_only().column(photo::Column::Id).into_tuple().all(self.0.database()).await?;
        Ok([start.id].into_iter().chain(ids).map(PhotoId).collect())
    }

    /// Where a photo is in a list, if it is in it.
    async fn mark_in(&self, list: &List, id: PhotoId) -> Result<Option<Mark>, PhotoError> {
        let found = list.all().filter(photo::Column::Id.eq(id.0)).one(self.0.database()).await?;
        Ok(found.map(|photo| list.mark(&photo)))
    }
}

/// What sorts a list of this scope on pages.
const fn order(scope: Scope) -> Order {
    match scope {
        Scope::Mine | Scope::Trash => Order::Taken,
        Scope::Public => Order::Added,
    }
}
