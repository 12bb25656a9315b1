//! The gallery: everything the program knows and does hangs off one value.

use crate::{
    Clock, Random,
    accounts::{AccountError, Accounts, ApiKeys, Hasher, Offers, People, Sessions},
    database::{self, DatabaseError},
    entity::account,
    kept_answers::KeptAnswers,
    keys::{self, Key, hex},
    limits::{LimitSettings, Limits},
    metrics::Metrics,
    photos::{Darkroom, Photos},
    storage::{Storage, StorageError},
};
use chrono::TimeDelta;
use model::{Account, AppError, FileType, Site};
use sea_orm::DatabaseConnection;
use secrecy::SecretString;
use std::{
    fs::{self, File, TryLockError},
    io,
    path::PathBuf,
    sync::Arc,
    thread,
};
use uuid::Uuid;

/// Who may make an account, once there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegistrationPolicy {
    Open,
    Closed,
}

/// What whoever runs the gallery has decided.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where the program keeps what it needs; made if it is not there.
    pub data_dir: PathBuf,
    /// The SQLite database.
    pub database: PathBuf,
    /// The folder of originals and renditions.
    pub photos: PathBuf,
    /// Signing secrets, each of at least 32 bytes: the first signs, all verify. With none, one is made and kept in `data_dir`.
    pub secrets: Vec<SecretString>,
    /// How long an access token counts.
    pub access_ttl: TimeDelta,
    /// How long a session may go unused.
    pub refresh_idle: TimeDelta,
    /// How long a session may go on in all.
    pub refresh_max: TimeDelta,
    /// Kinds of picture that are received.
    pub allowed_types: Vec<FileType>,
    /// The largest a file may be, in bytes.
    pub max_content_length: u64,
    /// Memory for all decoding at once, in bytes.
    pub decode_memory: u64,
    /// Days until the trash empties itself.
    pub trash_days: u32,
    pub registration: RegistrationPolicy,
    /// How many bytes the photos of one account may take, unless it has a quota of its own; none for no limit.
    pub default_quota: Option<u64>,
    /// How often what may be done.
    pub limits: LimitSettings,
    /// Whether others than this machine can reach the program, so that the first account needs a setup code.
    pub reachable: bool,
}

/// Why the gallery could not be opened. Each is one plain sentence.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("the folder {path} cannot be used: {source}")]
    Folder { path: String, source: io::Error },
    #[error("another Pinhole is already using the folder {0}; stop it, or start this one with another --data-dir")]
    InUse(String),
    #[error("the signing secret in {path} cannot be used: {source}")]
    Secret { path: String, source: io::Error },
    #[error(transparent)]
    Database(#[from] DatabaseError),
    #[error("the first account could not be looked for: {0}")]
    Accounts(AccountError),
    #[error("passwords cannot be hashed here: {0}")]
    Hashing(String),
}

/// Everything the program knows and does. Cheap to clone.
#[derive(Clone)]
pub struct Gallery(Arc<Inner>);

struct Inner {
    settings: Settings,
    clock: Clock,
    random: Random,
    database: DatabaseConnection,
    storage: Storage,
    keys: Vec<Key>,
    hasher: Hasher,
    darkroom: Darkroom,
    setup_code: Option<String>,
    metrics: Metrics,
    limits: Limits,
    /// Held for as long as the gallery is open: two programs in one folder would take each other's uploads for leftovers.
    _lock: Option<File>,
}

impl Gallery {
    /// Open the gallery, and make what is not there yet: folders, signing secret, database.
    ///
    /// Errors: see [`OpenError`].
    pub async fn open(settings: Settings, clock: Clock, random: Random) -> Result<Self, OpenError> {
        let photos = settings.photos.clone();
        let storage = Storage::folder(&photos).map_err(|source| OpenError::Folder { path: photos.display().to_string(), source })?;
        Self::open_with(settings, storage, clock, random).await
    }

    /// Open the gallery beside a program that may be using it: for what is done to rows, and to photos that are there.
    ///
    /// Errors: see [`OpenError`].
    pub async fn open_beside(settings: Settings, clock: Clock, random: Random) -> Result<Self, OpenError> {
        let photos = settings.photos.clone();
        let storage = Storage::folder(&photos).map_err(|source| OpenError::Folder { path: photos.display().to_string(), source })?;
        Self::open_locked(settings, storage, clock, random, None).await
    }

    /// Open the gallery with bytes kept in `storage`.
    ///
    /// Errors: see [`OpenError`].
    pub async fn open_with(settings: Settings, storage: Storage, clock: Clock, random: Random) -> Result<Self, OpenError> {
        let data_dir = settings.data_dir.clone();
        fs::create_dir_all(&data_dir).map_err(|source| OpenError::Folder { path: data_dir.display().to_string(), source })?;
        let lock = lock(&data_dir)?;
        Self::open_locked(settings, storage, clock, random, Some(lock)).await
    }

    async fn open_locked(
        settings: Settings,
        storage: Storage,
        clock: Clock,
        random: Random,
        lock: Option<File>,
    ) -> Result<Self, OpenError> {
        let folder = |path: &PathBuf, source| OpenError::Folder { path: path.display().to_string(), source };
        let data_dir = settings.data_dir.clone();
        let staging = data_dir.join("staging");
        fs::create_dir_all(&staging).map_err(|source| folder(&data_dir, source))?;
        let secrets = match settings.secrets.as_slice() {
            [] => {
                let made = keys::load_or_make(&data_dir, &random);
                vec![made.map_err(|source| OpenError::Secret { path: data_dir.display().to_string(), source })?]
            }
            given => given.to_vec(),
        };
        if let Some(parent) = settings.database.parent() {
            fs::create_dir_all(parent).map_err(|source| folder(&settings.database, source))?;
        }
        let cores = thread::available_parallelism().map_or(2, usize::from);
        let metrics = Metrics::default();
        let limits = Limits::new(settings.limits.clone(), clock.clone());
        let mut database = database::open(&settings.database).await?;
        metrics.watch(&mut database);
        let mut inner = Inner {
            database,
            keys: secrets.iter().map(Key::new).collect(),
            hasher: Hasher::new(cores, random.clone()).map_err(OpenError::Hashing)?,
            darkroom: Darkroom::new(staging, cores, settings.decode_memory, metrics.clone()),
            setup_code: None,
            settings,
            clock,
            random,
            storage: storage.counting(metrics.storage_errors.clone()),
            metrics,
            limits,
            _lock: lock,
        };
        if inner.settings.reachable {
            inner.setup_code = Some(legible(&inner.random));
        }
        Ok(Self(Arc::new(inner)))
    }

    pub fn accounts(&self) -> Accounts<'_> {
        Accounts(self)
    }

    pub fn sessions(&self) -> Sessions<'_> {
        Sessions(self)
    }

    pub fn api_keys(&self) -> ApiKeys<'_> {
        ApiKeys(self)
    }

    pub fn offers(&self) -> Offers<'_> {
        Offers(self)
    }

    pub fn kept_answers(&self) -> KeptAnswers<'_> {
        KeptAnswers(self)
    }

    pub fn people(&self) -> People<'_> {
        People(self)
    }

    pub fn photos(&self) -> Photos<'_> {
        Photos(self)
    }

    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    pub fn hasher(&self) -> &Hasher {
        &self.0.hasher
    }

    /// How often something may be done here.
    pub fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// How many bytes the photos of an account may take; none for no limit.
    pub(crate) fn quota(&self, account: &account::Model) -> Option<u64> {
        account.quota.map(i64::cast_unsigned).or(self.settings().default_quota)
    }

    /// An account, as its owner may see it.
    pub(crate) fn account(&self, row: account::Model) -> Account {
        Account { quota: self.quota(&row), ..row.into() }
    }

    /// What is counted and timed here.
    pub fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// The code that the first account needs, where others can reach the program.
    pub fn setup_code(&self) -> Option<&str> {
        self.0.setup_code.as_deref()
    }

    /// How this gallery is set up, as far as its pages need to know.
    pub async fn site(&self) -> Result<Site, AccountError> {
        let settings = self.settings();
        let first_account = self.accounts().none().await?;
        Ok(Site {
            registration_open: first_account || settings.registration == RegistrationPolicy::Open,
            first_account,
            setup_code_needed: first_account && self.setup_code().is_some(),
            allowed_types: settings.allowed_types.clone(),
            max_content_length: settings.max_content_length,
            trash_days: settings.trash_days,
        })
    }

    /// Whether database and storage answer.
    ///
    /// Errors: `Unavailable`, with the cause in the log.
    pub async fn ready(&self) -> Result<(), AppError> {
        let database = self.0.database.ping().await.map_err(|error| error.to_string());
        let storage = self.0.storage.try_out().await.map_err(|error: StorageError| error.to_string());
        database.and(storage).map_err(|cause| {
            tracing::error!(cause, "not ready");
            AppError::Unavailable
        })
    }

    /// Close the database, so that all of it is in one file. Nothing works any more afterwards.
    pub async fn close(&self) {
        if let Err(error) = self.0.database.clone().close().await {
            tracing::error!(%error, "closing the database");
        }
    }

    /// What is to be done from time to time: empty old trash, forget ended sessions, remove bytes that no row names.
    pub async fn tidy(&self) {
        let photos = self.photos();
        let purged = photos.purge_old_trash().await.map_err(|error| error.to_string());
        let swept = photos.sweep().await.map_err(|error| error.to_string());
        let forgotten = self.sessions().forget_ended().await.map_err(|error| error.to_string());
        let withdrawn = self.offers().forget_ended().await.map_err(|error| error.to_string());
        let keys = self.api_keys().forget_withdrawn().await.map_err(|error| error.to_string());
        let answers = self.kept_answers().forget_old().await.map_err(|error| error.to_string());
        for cause in [purged.map(drop), swept.map(drop), forgotten.map(drop), withdrawn.map(drop), keys.map(drop), answers]
            .into_iter()
            .filter_map(Result::err)
        {
            tracing::error!(cause, "tidying up");
        }
    }

    /// A password that nobody has thought of: four groups of letters and digits.
    pub fn new_password(&self) -> String {
        format!("{}-{}", legible(&self.0.random), legible(&self.0.random)).to_lowercase()
    }

    /// A name for one request.
    pub fn request_id(&self) -> String {
        hex(&self.0.random.bytes::<8>())
    }

    pub(crate) fn database(&self) -> &DatabaseConnection {
        &self.0.database
    }

    pub(crate) fn storage(&self) -> &Storage {
        &self.0.storage
    }

    pub(crate) fn darkroom(&self) -> &Darkroom {
        &self.0.darkroom
    }

    pub(crate) fn keys(&self) -> &[Key] {
        &self.0.keys
    }

    pub(crate) fn random(&self) -> &Random {
        &self.0.random
    }

    pub(crate) fn new_id(&self) -> Uuid {
        self.0.random.id(&self.0.clock)
    }

    pub(crate) fn now_micros(&self) -> i64 {
        self.0.clock.now().timestamp_micros()
    }
}

fn lock(data_dir: &std::path::Path) -> Result<File, OpenError> {
    let failed = |source| OpenError::Folder { path: data_dir.display().to_string(), source };
    let file = File::options().create(true).truncate(false).write(true).open(data_dir.join("lock")).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse(data_dir.display().to_string())),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

/// Eight letters and digits that are not mistaken for one another, in two groups.
fn legible(random: &Random) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let letters = random.bytes::<8>().map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
    let (head, tail) = letters.split_at(4);
    format!("{}-{}", head.iter().collect::<String>(), tail.iter().collect::<String>())
}
