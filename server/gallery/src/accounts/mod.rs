//! People: making accounts, signing in, passwords, sessions and their tokens.

mod api_keys;
mod invitations;
mod offers;
mod password;
mod people;
mod sessions;
mod tokens;

use crate::{
    Gallery,
    audit::Actor,
    database,
    entity::{account, session},
    keys::hex,
    limits::Exceeded,
    photos::PhotoError,
};
pub use api_keys::ApiKeys;
pub use invitations::Invitations;
use model::{
    Account, AccountChange, AccountId, AppError, AuditEvent, Class, Credentials, Email, Field, FieldError, Flaw, Registration,
    RegistrationPolicy, Role, SessionId, Username,
};
pub use offers::{Offered, Offers, SignInLink};
pub use password::{Hasher, NewPassword};
pub use people::People;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, ExprTrait, PaginatorTrait,
    QueryFilter, SqlErr,
};
pub use sessions::{Credential, Identity, Sessions, SignedIn};
use sha2::{Digest, Sha256};
use std::net::IpAddr;
use subtle::ConstantTimeEq;
pub use tokens::TokenError;

/// Why something about an account did not work.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    #[error("invalid: {0:?}")]
    Invalid(Vec<FieldError>),
    #[error("the username is taken")]
    UsernameTaken,
    #[error("the email address is taken")]
    EmailTaken,
    #[error("registration is closed")]
    RegistrationClosed,
    #[error("an invitation is needed")]
    InvitationNeeded,
    #[error("the invitation was used or withdrawn, is too old, or never was")]
    InvitationEnded,
    #[error("set by {0} in the environment")]
    SettingFixed(String),
    #[error("the setup code is wrong or missing")]
    SetupCodeWrong,
    #[error("wrong credentials")]
    WrongCredentials,
    #[error("too often: {0:?}")]
    TooOften(Exceeded),
    #[error("the account is disabled")]
    Disabled,
    #[error("the link that signs a device in was used, is too old, or never was")]
    OfferEnded,
    #[error("no such account, session or key")]
    NotFound,
    #[error("the last administrator")]
    LastAdmin,
    #[error("the bytes of the account's photos: {0}")]
    Photos(#[from] PhotoError),
    #[error("the work was stopped")]
    Stopped,
    #[error("hashing a password: {0}")]
    Hashing(String),
    #[error("database: {0}")]
    Database(#[from] sea_orm::DbErr),
}

impl From<FieldError> for AccountError {
    fn from(flaw: FieldError) -> Self {
        Self::Invalid(vec![flaw])
    }
}

impl From<AccountError> for AppError {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::Invalid(flaws) => Self::Invalid(flaws),
            AccountError::UsernameTaken => Self::UsernameTaken,
            AccountError::EmailTaken => Self::EmailTaken,
            AccountError::RegistrationClosed => Self::RegistrationClosed,
            AccountError::InvitationNeeded => Self::InvitationNeeded,
            AccountError::InvitationEnded => Self::InvitationEnded,
            AccountError::SettingFixed(variable) => Self::SettingFixed(variable),
            AccountError::SetupCodeWrong => Self::SetupCodeWrong,
            AccountError::WrongCredentials => Self::WrongCredentials,
            AccountError::TooOften(exceeded) => exceeded.into(),
            AccountError::Disabled => Self::AccountDisabled,
            AccountError::OfferEnded => Self::OfferEnded,
            AccountError::NotFound => Self::NotFound,
            AccountError::LastAdmin => Self::LastAdmin,
            AccountError::Hashing(_) | AccountError::Database(_) | AccountError::Photos(_) | AccountError::Stopped => {
                tracing::error!(%error, "account");
                Self::Internal
            }
        }
    }
}

/// Who is at the other end when somebody comes in.
#[derive(Clone, Debug)]
pub struct Client {
    /// What the device calls itself.
    pub device: String,
    /// Where it is: for IPv6 the network that one customer has, with its last 64 bits zero.
    pub address: IpAddr,
}

/// What can be done with accounts.
pub struct Accounts<'a>(pub(crate) &'a Gallery);

impl Accounts<'_> {
    /// Make an account and sign its client in. The very first one becomes administrator; where the program can be
    /// reached from elsewhere, that one needs the setup code.
    ///
    /// Errors: the names are taken or flawed, the password is flawed, registration is closed, the setup code is wrong, or
    /// too many were tried from there.
    pub async fn register(&self, registration: Registration, client: &Client) -> Result<SignedIn, AccountError> {
        let Registration { username, email, password, setup_code, invitation } = registration;
        let (username, email, password) =
            flaws_together(Username::parse(&username), Email::parse(&email), NewPassword::parse(&password, &username))?;
        let first = self.none().await?;
        let invitation = match invitation.as_deref().map(|secret| (secret, self.0.invitations())) {
            Some((secret, invitations)) if invitations.see(secret).await.is_ok() => Invited::By(secret),
            Some(_) => Invited::NoLonger,
            None => Invited::No,
        };
        if !matches!(invitation, Invited::By(_)) {
            self.0.limits().count(Class::Auth, &client.address).map_err(AccountError::TooOften)?;
        }
        self.may_register(first, setup_code.as_deref(), &invitation)?;

        let hash = self.0.hasher().hash(password.expose()).await.map_err(AccountError::Hashing)?;
        let id = AccountId(self.0.new_id());
        let transaction = database::write(self.0.database()).await?;
        let role = match account::Entity::find().count(&transaction).await? {
            0 => Role::Admin,
            // Somebody else was first in the meantime: what was asked of the first account no longer lets this one in.
            _ if first => {
                self.may_register(false, None, &invitation)?;
                Role::Member
            }
            _ => Role::Member,
        };
        let account = self.insert(&transaction, id, &username, &email, hash, role).await?;
        let invited = match invitation {
            Invited::By(secret) => match self.0.invitations().accept(&transaction, secret, username.as_str()).await {
                // Somebody used it a moment ago, and it was not needed.
                Err(AccountError::InvitationEnded) if self.0.settings().registration == RegistrationPolicy::Open => false,
                used => used.map(|()| true)?,
            },
            Invited::No | Invited::NoLonger => false,
        };
        let actor = Actor { account: Some(id), ..Actor::arriving(client) };
        self.0.audit().record(&transaction, actor, Some(&account), AuditEvent::AccountMade { role, invited }).await?;
        let signed_in = self.0.sessions().begin(&transaction, id, client, false).await?;
        transaction.commit().await?;
        Ok(signed_in)
    }

    async fn insert(
        &self,
        transaction: &DatabaseTransaction,
        id: AccountId,
        username: &Username,
        email: &Email,
        password_hash: String,
        role: Role,
    ) -> Result<account::Model, AccountError> {
        let row = account::ActiveModel {
            password_hash: Set(password_hash),
            role: Set(role.as_str().to_owned()),
            disabled_at: Set(None),
            created_at: Set(self.0.now_micros()),
            photos: Set(0),
            bytes: Set(0),
            trashed: Set(0),
            quota: Set(None),
            ..names(id, username, email)
        };
        match account::Entity::insert(row).exec_with_returning(transaction).await {
            Ok(account) => {
                tracing::info!(account = %id, role = role.as_str(), "account made");
                Ok(account)
            }
            Err(error) => Err(taken(transaction, error, id, username).await),
        }
    }

    fn may_register(&self, first: bool, setup_code: Option<&str>, invitation: &Invited) -> Result<(), AccountError> {
        if !first {
            return match (self.0.settings().registration, invitation) {
                (RegistrationPolicy::Open, _) | (RegistrationPolicy::Invite, Invited::By(_)) => Ok(()),
                (RegistrationPolicy::Invite, Invited::NoLonger) => Err(AccountError::InvitationEnded),
                (RegistrationPolicy::Invite, Invited::No) => Err(AccountError::InvitationNeeded),
                (RegistrationPolicy::Closed, _) => Err(AccountError::RegistrationClosed),
            };
        }
        let Some(expected) = self.0.setup_code() else { return Ok(()) };
        let given = setup_code.unwrap_or_default().trim();
        if bool::from(given.as_bytes().ct_eq(expected.as_bytes())) { Ok(()) } else { Err(AccountError::SetupCodeWrong) }
    }

    /// Whether nobody has an account yet.
    pub async fn none(&self) -> Result<bool, AccountError> {
        Ok(account::Entity::find().one(self.0.database()).await?.is_none())
    }

    /// Sign a client in with a username or email address.
    ///
    /// Errors: `TooOften` from there or for that name, before any work; `WrongCredentials` in the same words and after the same work whether or not the account exists;
    /// `Disabled` only after a right password.
    pub async fn sign_in(&self, credentials: Credentials, client: &Client) -> Result<SignedIn, AccountError> {
        let login = credentials.login.trim().to_lowercase();
        let attempt = self.0.limits().attempt(&client.address, &login).await.map_err(AccountError::TooOften)?;
        let named = Condition::any().add(account::Column::UsernameKey.eq(login.as_str())).add(account::Column::EmailKey.eq(login.as_str()));
        let found = account::Entity::find().filter(named).one(self.0.database()).await?;
        let hash = found.as_ref().map(|account| account.password_hash.as_str());
        let right = self.0.hasher().verify(&credentials.password, hash).await.map_err(AccountError::Hashing)?;
        let Some(account) = found.as_ref().filter(|_| right) else {
            self.0.audit().record_failure(Actor::arriving(client), found.as_ref()).await?;
            return Err(AccountError::WrongCredentials);
        };
        attempt.forgive();
        if account.disabled_at.is_some() {
            self.0.audit().record_failure(Actor::arriving(client), Some(account)).await?;
            return Err(AccountError::Disabled);
        }
        let transaction = database::write(self.0.database()).await?;
        let signed_in = self.0.sessions().begin(&transaction, AccountId(account.id), client, false).await?;
        transaction.commit().await?;
        Ok(signed_in)
    }

    /// One account, as its owner sees it.
    ///
    /// Errors: `NotFound`.
    pub async fn get(&self, id: AccountId) -> Result<Account, AccountError> {
        let row = account::Entity::find_by_id(id.0).one(self.0.database()).await?;
        row.map(|row| self.0.account(row)).ok_or(AccountError::NotFound)
    }

    /// Change an account's names.
    ///
    /// Errors: they are flawed, or somebody else's.
    pub async fn change(&self, id: AccountId, change: AccountChange, actor: Actor) -> Result<Account, AccountError> {
        let transaction = database::write(self.0.database()).await?;
        let account = account::Entity::find_by_id(id.0).one(&transaction).await?.ok_or(AccountError::NotFound)?;
        let AccountChange { username, email } = change;
        let (username, email, ()) = flaws_together(
            Username::parse(username.as_deref().unwrap_or(&account.username)),
            Email::parse(email.as_deref().unwrap_or(&account.email)),
            Ok(()),
        )?;
        match account::Entity::update(names(id, &username, &email)).exec(&transaction).await {
            Ok(renamed) => {
                if (&renamed.username, &renamed.email) != (&account.username, &account.email) {
                    let event = AuditEvent::AccountRenamed { from: account.username };
                    self.0.audit().record(&transaction, actor, Some(&renamed), event).await?;
                }
                transaction.commit().await?;
                Ok(self.0.account(renamed))
            }
            Err(error) => Err(taken(&transaction, error, id, &username).await),
        }
    }

    /// Delete an account with all that it has: photos, devices, keys. Once this has begun it is carried through, even if nobody
    /// waits for the answer.
    ///
    /// Errors: the password is wrong; `LastAdmin`.
    pub async fn delete(&self, id: AccountId, password: &str, actor: Actor) -> Result<(), AccountError> {
        let account = account::Entity::find_by_id(id.0).one(self.0.database()).await?.ok_or(AccountError::NotFound)?;
        if !self.0.hasher().verify(password, Some(&account.password_hash)).await.map_err(AccountError::Hashing)? {
            return Err(AccountError::Invalid(vec![FieldError { field: Field::Password, flaw: Flaw::Wrong }]));
        }
        let gallery = self.0.clone();
        tokio::spawn(async move { gallery.accounts().remove(id, actor).await }).await.map_err(|_| AccountError::Stopped)?
    }

    async fn remove(&self, id: AccountId, actor: Actor) -> Result<(), AccountError> {
        let transaction = database::write(self.0.database()).await?;
        let account = account::Entity::find_by_id(id.0).one(&transaction).await?.ok_or(AccountError::NotFound)?;
        people::another_admin(&transaction, &account).await?;
        // Everything else of it goes with its row.
        let photos = self.0.photos().let_go_of(&transaction, id).await?;
        let event = AuditEvent::AccountDeleted { photos: photos.len() as u64 };
        self.0.audit().record(&transaction, actor, Some(&account), event).await?;
        account::Entity::delete_by_id(id.0).exec(&transaction).await?;
        transaction.commit().await?;
        tracing::info!(account = %id, photos = photos.len(), "account deleted");
        self.0.photos().remove_bytes(&photos).await?;
        Ok(())
    }

    /// Choose a new password. Every session but `keep` ends. Whoever came in by an administrator's link has forgotten the current one:
    /// it is not asked for, once.
    ///
    /// Errors: the current password is wrong, or the new one is flawed.
    pub async fn change_password(
        &self,
        id: AccountId,
        keep: SessionId,
        current: &str,
        new: &str,
        actor: Actor,
    ) -> Result<(), AccountError> {
        let account = account::Entity::find_by_id(id.0).one(self.0.database()).await?.ok_or(AccountError::NotFound)?;
        let new = NewPassword::parse(new, &account.username).map_err(|flaw| AccountError::Invalid(vec![flaw]))?;
        let has_forgotten = self.0.sessions().resets_password(keep).await?;
        if !has_forgotten && !self.0.hasher().verify(current, Some(&account.password_hash)).await.map_err(AccountError::Hashing)? {
            let wrong = FieldError { field: Field::CurrentPassword, flaw: Flaw::Wrong };
            return Err(AccountError::Invalid(vec![wrong]));
        }
        let hash = self.0.hasher().hash(new.expose()).await.map_err(AccountError::Hashing)?;
        let transaction = database::write(self.0.database()).await?;
        let row = account::ActiveModel { id: Set(id.0), password_hash: Set(hash), ..Default::default() };
        account::Entity::update(row).exec(&transaction).await?;
        let others = Condition::all().add(session::Column::AccountId.eq(id.0)).add(session::Column::Id.ne(keep.0));
        sessions::revoke(&transaction, others, self.0.now_micros()).await?;
        let remembers = session::ActiveModel { id: Set(keep.0), resets_password: Set(false), ..Default::default() };
        session::Entity::update(remembers).exec(&transaction).await?;
        self.0.audit().record(&transaction, actor, Some(&account), AuditEvent::PasswordChanged).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// Whether somebody who wants an account was invited.
enum Invited<'a> {
    /// By the invitation with this secret.
    By(&'a str),
    /// The invitation is no longer good.
    NoLonger,
    No,
}

/// What is kept of a link's secret: its SHA-256, hexadecimal.
fn hash_of(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

/// The columns of an account's names.
fn names(id: AccountId, username: &Username, email: &Email) -> account::ActiveModel {
    account::ActiveModel {
        id: Set(id.0),
        username: Set(username.as_str().to_owned()),
        username_key: Set(username.key()),
        email: Set(email.as_str().to_owned()),
        email_key: Set(email.key()),
        ..Default::default()
    }
}

/// Which name it was, when the database refused one that is somebody else's.
async fn taken(database: &impl ConnectionTrait, error: DbErr, id: AccountId, username: &Username) -> AccountError {
    if !matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) {
        return error.into();
    }
    let same_name = account::Column::UsernameKey.eq(username.key()).and(account::Column::Id.ne(id.0));
    match account::Entity::find().filter(same_name).count(database).await {
        Ok(0) => AccountError::EmailTaken,
        Ok(_) => AccountError::UsernameTaken,
        Err(error) => error.into(),
    }
}

/// All three, or the flaws of all of them: a person corrects a form once.
fn flaws_together<A, B, C>(
    a: Result<A, FieldError>,
    b: Result<B, FieldError>,
    c: Result<C, FieldError>,
) -> Result<(A, B, C), AccountError> {
    match (a, b, c) {
        (Ok(a), Ok(b), Ok(c)) => Ok((a, b, c)),
        (a, b, c) => Err(AccountError::Invalid([a.err(), b.err(), c.err()].into_iter().flatten().collect())),
    }
}
