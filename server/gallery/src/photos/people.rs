//! People, as far as their public photos go.

use super::{
    PhotoError, Photos,
    walk::{List, Towards},
};
use crate::entity::{account, photo};
use model::{AccountId, Order, Owner, Scope, Username};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

impl Photos<'_> {
    /// The person of this name, whatever its case, as they write it themselves.
    ///
    /// Errors: `NotFound` when there is nobody of that name, or (but for themselves) nothing public of them: which of the two is not told.
    pub async fn person(&self, viewer: Option<AccountId>, username: &str) -> Result<Owner, PhotoError> {
        let name = Username::parse(username).map_err(|_| PhotoError::NotFound)?;
        let account = account::Entity::find().filter(account::Column::UsernameKey.eq(name.key())).one(self.0.database()).await?;
        let account = account.ok_or(PhotoError::NotFound)?;
        let owner = Owner { id: AccountId(account.id), username: account.username };
        let list = List::of(viewer, Scope::Public, Some(owner.id), Order::Added)?;
        let one = list.from(None, Towards::Older).select_only().column(photo::Column::Id).limit(1).into_tuple::<Uuid>();
        if viewer == Some(owner.id) || one.one(self.0.database()).await?.is_some() { Ok(owner) } else { Err(PhotoError::NotFound) }
    }
}
