//! Walking a list of photos from a place in it, towards either end: one stretch of one index, however long the list is.

use super::{PhotoError, Photos, access, invalid, row};
use crate::entity::{account, photo};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use model::{AccountId, Field, Flaw, Order, Photo, Scope};
use sea_orm::{
    Condition, EntityTrait, ExprTrait, IntoSimpleExpr, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{self, Expr},
};
use uuid::Uuid;

/// Which photos are in a list, and what sorts them, newest first.
pub struct List {
    condition: Condition,
    order: Order,
    viewer: Option<AccountId>,
}

/// A place in a list: the sort key and id of a photo there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    pub key: i64,
    pub id: Uuid,
}

/// A way through a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Towards {
    Older,
    Newer,
}

impl Towards {
    pub const fn back(self) -> Self {
        match self {
            Self::Older => Self::Newer,
            Self::Newer => Self::Older,
        }
    }
}

impl Mark {
    /// A cursor for this place. Opaque outside.
    pub fn cursor(self, order: Order) -> String {
        let mut bytes = vec![order as u8];
        bytes.extend(self.key.to_be_bytes());
        bytes.extend(self.id.as_bytes());
        BASE64.encode(bytes)
    }

    /// Errors: it was not made by [`Self::cursor`] for this order.
    pub fn read(cursor: &str, order: Order) -> Result<Self, PhotoError> {
        let read = || {
            let bytes = BASE64.decode(cursor).ok()?;
            let (&tag, rest) = bytes.split_first()?;
            let (key, id) = rest.split_at_checked(8)?;
            let mark = Self { key: i64::from_be_bytes(key.try_into().ok()?), id: Uuid::from_slice(id).ok()? };
            (tag == order as u8).then_some(mark)
        };
        read().ok_or_else(|| {
            invalid(Field::Cursor, Flaw::Expected("one that came with a part of the same list, in the same order".to_owned()))
        })
    }
}

impl List {
    /// A list as this viewer may see it.
    ///
    /// Errors: `NotFound` when it shows nothing to them.
    pub fn of(viewer: Option<AccountId>, scope: Scope, of: Option<AccountId>, order: Order) -> Result<Self, PhotoError> {
        let condition = access::listed(viewer, scope, of).ok_or(PhotoError::NotFound)?;
        Ok(Self { condition, order, viewer })
    }

    pub const fn order(&self) -> Order {
        self.order
    }

    const fn column(&self) -> photo::Column {
        match self.order {
            Order::Taken => photo::Column::TakenLocal,
            Order::Added => photo::Column::AddedAt,
        }
    }

    /// Where a photo is in this list.
    pub const fn mark(&self, photo: &photo::Model) -> Mark {
        let key = match self.order {
            Order::Taken => photo.taken_local,
            Order::Added => photo.added_at,
        };
        Mark { key, id: photo.id }
    }

    /// All that is in it.
    pub fn all(&self) -> Select<photo::Entity> {
        photo::Entity::find().filter(self.condition.clone())
    }

    /// What comes after a place, or after the end one comes from, in the order in which one comes by.
    pub fn from(&self, mark: Option<Mark>, towards: Towards) -> Select<photo::Entity> {
        let direction = match towards {
            Towards::Older => sea_query::Order::Desc,
            Towards::Newer => sea_query::Order::Asc,
        };
        let mut query = self.all();
        if let Some(mark) = mark {
            query = query.filter(self.beyond(mark, towards));
        }
        query.order_by(self.column(), direction.clone()).order_by(photo::Column::Id, direction)
    }

    /// What one comes by up to a place, itself included.
    pub fn until(&self, mark: Mark, towards: Towards) -> Expr {
        match towards {
            Towards::Older => self.here().gte(there(mark)),
            Towards::Newer => self.here().lte(there(mark)),
        }
    }

    fn beyond(&self, mark: Mark, towards: Towards) -> Expr {
        match towards {
            Towards::Older => self.here().lt(there(mark)),
            Towards::Newer => self.here().gt(there(mark)),
        }
    }

    fn here(&self) -> Expr {
        Expr::tuple([self.column().into_simple_expr(), photo::Column::Id.into_simple_expr()])
    }
}

fn there(mark: Mark) -> Expr {
    Expr::tuple([Expr::value(mark.key), Expr::value(mark.id)])
}

impl Photos<'_> {
    /// So many photos of a list from a place on, with where each is.
    pub(super) async fn walk(
        &self,
        list: &List,
        from: Option<Mark>,
        towards: Towards,
        amount: u64,
    ) -> Result<Vec<(Mark, Photo)>, PhotoError> {
        let rows = list.from(from, towards).find_also_related(account::Entity).limit(amount).all(self.0.database()).await?;
        let seen = rows.into_iter().filter_map(|(photo, owner)| {
            let sight = access::sight(list.viewer, &photo)?;
            Some((list.mark(&photo), row::photo(photo, owner?.username, sight)))
        });
        Ok(seen.collect())
    }

    /// Whether there is anything in a list beyond a place.
    pub(super) async fn goes_on(&self, list: &List, from: Mark, towards: Towards) -> Result<bool, PhotoError> {
        let next = list.from(Some(from), towards).select_only().column(photo::Column::Id).limit(1).into_tuple::<Uuid>();
        Ok(next.one(self.0.database()).await?.is_some())
    }
}
