//! The gallery: everything the program knows and does hangs off one value.

use crate::{
    Clock, Random,
    accounts::{AccountError, Accounts, ApiKeys, Hasher, Invitations, Offers, People, Sessions},
    audit::Audit,
    database::{self, DatabaseError},
    entity::account,
    kept_answers::KeptAnswers,
    keys::{self, Key, hex},
    limits::Limits,
    metrics::Metrics,
    overview::Refusals,
    photos::{Darkroom, Photos},
    settings::InForce,
    storage::{Storage, StorageError},
};
use chrono::TimeDelta;
use model::{Account, AppError, Settings, SettingsNow, Site, Sources};
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

/// What whoever runs the gallery has decided before it is opened.
#[derive(Clone, Debug)]
pub struct Options {
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
    /// Memory for all decoding at once, in bytes.
    pub decode_memory: u64,
    /// What administrators may change later.
    pub settings: Settings,
    /// Where these have their values from.
    pub sources: Sources,
    /// Whether others than this machine can reach the program, so that the first account needs a setup code.
    pub reachable: bool,
}

#[cfg(any(test, feature = "testing"))]
impl Options {
    /// A gallery for a test, with everything in this folder: no limits, and files of at most 5 MB.
    pub fn for_test(data_dir: PathBuf) -> Self {
        Self {
            database: data_dir.join("pinhole.db"),
            photos: data_dir.join("photos"),
            data_dir,
            secrets: Vec::new(),
            access_ttl: TimeDelta::minutes(10),
            refresh_idle: TimeDelta::days(30),
            refresh_max: TimeDelta::days(90),
            decode_memory: 512_000_000,
            settings: Settings {
                registration: model::RegistrationPolicy::Open,
                limits: model::LimitSettings::default(),
                allowed_types: model::FileType::ALL.to_vec(),
                max_content_length: 5_000_000,
                default_quota: None,
                trash_days: 30,
                audit_days: 180,
            },
            sources: Sources::default(),
            reachable: false,
        }
    }
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
    options: Options,
    in_force: InForce,
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
    refusals: Refusals,
    /// Held for as long as the gallery is open: two programs in one folder would take each other's uploads for leftovers.
    _lock: Option<File>,
}

impl Gallery {
    /// Open the gallery, and make what is not there yet: folders, signing secret, database.
    ///
    /// Errors: see [`OpenError`].
    pub async fn open(options: Options, clock: Clock, random: Random) -> Result<Self, OpenError> {
        let photos = options.photos.clone();
        let storage = Storage::folder(&photos).map_err(|source| OpenError::Folder { path: photos.display().to_string(), source })?;
        Self::open_with(options, storage, clock, random).await
    }

    /// Open the gallery beside a program that may be using it: for what is done to rows, and to photos that are there.
    ///
    /// Errors: see [`OpenError`].
    pub async fn open_beside(options: Options, clock: Clock, random: Random) -> Result<Self, OpenError> {
        let photos = options.photos.clone();
        let storage = Storage::folder(&photos).map_err(|source| OpenError::Folder { path: photos.display().to_string(), source })?;
        Self::open_locked(options, storage, clock, random, None).await
    }

    /// Open the gallery with bytes kept in `storage`.
    ///
    /// Errors: see [`OpenError`].
    pub async fn open_with(options: Options, storage: Storage, clock: Clock, random: Random) -> Result<Self, OpenError> {
        let data_dir = options.data_dir.clone();
        fs::create_dir_all(&data_dir).map_err(|source| OpenError::Folder { path: data_dir.display().to_string(), source })?;
        let lock = lock(&data_dir)?;
        Self::open_locked(options, storage, clock, random, Some(lock)).await
    }

    async fn open_locked(options: Options, storage: Storage, clock: Clock, random: Random, lock: Option<File>) -> Result<Self, OpenError> {
        let folder = |path: &PathBuf, source| OpenError::Folder { path: path.display().to_string(), source };
        let data_dir = options.data_dir.clone();
        let staging = data_dir.join("staging");
        fs::create_dir_all(&staging).map_err(|source| folder(&data_dir, source))?;
        let secrets = match options.secrets.as_slice() {
            [] => {
                let made = keys::load_or_make(&data_dir, &random);
                vec![made.map_err(|source| OpenError::Secret { path: data_dir.display().to_string(), source })?]
            }
            given => given.to_vec(),
        };
        if let Some(parent) = options.database.parent() {
            fs::create_dir_all(parent).map_err(|source| folder(&options.database, source))?;
        }
        let cores = thread::available_parallelism().map_or(2, usize::from);
        let metrics = Metrics::default();
        let mut database = database::open(&options.database).await?;
        metrics.watch(&mut database);
        let configured = SettingsNow { settings: options.settings.clone(), sources: options.sources.clone() };
        let in_force = InForce::load(configured, &database).await.map_err(DatabaseError::Migrate)?;
        let limits = Limits::new(in_force.now().limits.clone(), clock.clone());
        let mut inner = Inner {
            database,
            keys: secrets.iter().map(Key::new).collect(),
            hasher: Hasher::new(cores, random.clone()).map_err(OpenError::Hashing)?,
            darkroom: Darkroom::new(staging, cores, options.decode_memory, metrics.clone()),
            setup_code: None,
            refusals: Refusals::new(clock.clone()),
            options,
            in_force,
            clock,
            random,
            storage: storage.counting(metrics.storage_errors.clone()),
            metrics,
            limits,
            _lock: lock,
        };
        if inner.options.reachable {
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

    pub fn invitations(&self) -> Invitations<'_> {
        Invitations(self)
    }

    pub fn audit(&self) -> Audit<'_> {
        Audit(self)
    }

    /// What was decided before the gallery was opened.
    pub fn options(&self) -> &Options {
        &self.0.options
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

    /// What was refused lately.
    pub fn refusals(&self) -> &Refusals {
        &self.0.refusals
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
            registration: settings.registration,
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
        let invitations = self.invitations().forget_ended().await.map_err(|error| error.to_string());
        let entries = self.audit().forget_old().await.map_err(|error| error.to_string());
        for cause in
            [purged, swept, forgotten, withdrawn, keys, invitations, entries].into_iter().filter_map(Result::err).chain(answers.err())
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

    pub(crate) fn in_force(&self) -> &InForce {
        &self.0.in_force
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
