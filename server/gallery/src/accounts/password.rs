//! Passwords: which are accepted, and how they are kept.

use crate::Random;
use argon2::{
    Algorithm, Argon2, Block, Params, PasswordHasher, PasswordVerifier, Version,
    password_hash::{
        CustomizedPasswordHasher, Error as HashError, Result as HashResult,
        phc::{Output, ParamsString, PasswordHash, Salt},
    },
};
use model::{Field, FieldError, Flaw};
use std::{
    cell::RefCell,
    fmt,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};
use tokio::{sync::Semaphore, task::spawn_blocking};
use zxcvbn::feedback::Warning;

/// A password somebody chooses: 8–128 characters, any of Unicode, not commonly used and not containing the username.
pub struct NewPassword(String);

impl NewPassword {
    /// In characters.
    pub const MIN: usize = 8;
    /// In characters.
    pub const MAX: usize = 128;

    /// Accept a password as typed: spaces and case count.
    ///
    /// Errors: what is wrong with it.
    pub fn parse(text: &str, username: &str) -> Result<Self, FieldError> {
        let wrong = |flaw| FieldError { field: Field::Password, flaw };
        match text.chars().count() {
            0 => return Err(wrong(Flaw::Empty)),
            n if n < Self::MIN => return Err(wrong(Flaw::TooShort { min: Self::MIN })),
            n if n > Self::MAX => return Err(wrong(Flaw::TooLong { max: Self::MAX })),
            _ => {}
        }
        let username = username.trim().to_lowercase();
        if !username.is_empty() && text.to_lowercase().contains(&username) {
            return Err(wrong(Flaw::ContainsUsername));
        }
        if commonly_used(text) {
            return Err(wrong(Flaw::Common));
        }
        Ok(Self(text.to_owned()))
    }

    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPassword(…)")
    }
}

fn commonly_used(password: &str) -> bool {
    let estimate = zxcvbn::zxcvbn(password, &[]);
    let warning = estimate.feedback().and_then(zxcvbn::feedback::Feedback::warning);
    matches!(
        warning,
        Some(
            Warning::ThisIsATop10Password
                | Warning::ThisIsATop100Password
                | Warning::ThisIsACommonPassword
                | Warning::ThisIsSimilarToACommonlyUsedPassword
        )
    )
}

/// Hashes passwords with Argon2id at OWASP's parameters (19 MiB, two passes), off the async threads and a few at a time.
#[derive(Clone)]
pub struct Hasher {
    permits: Arc<Semaphore>,
    /// What is verified against when there is no such account, so that the work is the same.
    nobody: Arc<str>,
    hashings: Arc<AtomicU64>,
    random: Random,
    /// What is not worked in at the moment.
    memory: Arc<Mutex<Vec<Memory>>>,
}

/// Argon2 that works in memory which is kept for the next password. Freed after each one, it would come to be kept by the system's
/// allocator, ten times as much of it under a flood.
#[derive(Default)]
struct Memory(RefCell<Vec<Block>>);

impl PasswordHasher<PasswordHash> for Memory {
    fn hash_password_with_salt(&self, password: &[u8], salt: &[u8]) -> HashResult<PasswordHash> {
        self.hash_password_customized(password, salt, None, None, Params::default())
    }
}

impl CustomizedPasswordHasher<PasswordHash> for Memory {
    type Params = Params;

    fn hash_password_customized(
        &self,
        password: &[u8],
        salt: &[u8],
        algorithm: Option<&str>,
        version: Option<u32>,
        params: Params,
    ) -> HashResult<PasswordHash> {
        let salt = Salt::new(salt)?;
        let algorithm = algorithm.map(Algorithm::try_from).transpose()?.unwrap_or_default();
        let version = version.map(Version::try_from).transpose()?.unwrap_or_default();
        let mut output = vec![0; params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN)];
        let written = ParamsString::try_from(&params)?;
        let blocks = &mut *self.0.borrow_mut();
        blocks.resize(params.block_count(), Block::new());
        Argon2::new(algorithm, version, params).hash_password_into_with_memory(password, &salt, &mut output, blocks)?;
        Ok(PasswordHash {
            algorithm: algorithm.ident(),
            version: Some(version.into()),
            params: written,
            salt: Some(salt),
            hash: Some(Output::new(&output)?),
        })
    }
}

impl Hasher {
    /// A hasher that runs at most `at_once` hashings side by side.
    ///
    /// Errors: the library refuses its own parameters.
    pub fn new(at_once: usize, random: Random) -> Result<Self, String> {
        let nobody = Argon2::default().hash_password_with_salt(&random.bytes::<16>(), &random.bytes::<16>());
        let nobody = nobody.map_err(|error| error.to_string())?.to_string().into();
        Ok(Self { permits: Arc::new(Semaphore::new(at_once)), nobody, hashings: Arc::default(), random, memory: Arc::default() })
    }

    /// Hash a password, as a PHC string with a salt of its own.
    pub async fn hash(&self, password: &str) -> Result<String, String> {
        let (password, salt) = (password.to_owned(), self.random.bytes::<16>());
        let hash = move |memory: &Memory| memory.hash_password_with_salt(password.as_bytes(), &salt).map(|hash| hash.to_string());
        self.run(hash).await?.map_err(|error| error.to_string())
    }

    /// Whether this is the password that was hashed. With no hash it never is, after the same work.
    pub async fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool, String> {
        let exists = hash.is_some();
        let (password, hash) = (password.to_owned(), hash.unwrap_or(&self.nobody).to_owned());
        let verify = move |memory: &Memory| memory.verify_password(password.as_bytes(), &PasswordHash::new(&hash)?);
        match self.run(verify).await? {
            Ok(()) => Ok(exists),
            Err(HashError::PasswordInvalid) => Ok(false),
            Err(error) => Err(error.to_string()),
        }
    }

    /// How many hashings there have been.
    pub fn hashings(&self) -> u64 {
        self.hashings.load(Ordering::Relaxed)
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce(&Memory) -> T + Send + 'static) -> Result<T, String> {
        let permit = self.permits.clone().acquire_owned().await.map_err(|error| error.to_string())?;
        self.hashings.fetch_add(1, Ordering::Relaxed);
        let kept = self.memory.clone();
        let work = move || {
            let _permit = permit;
            let memory = kept.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
            let done = work(&memory);
            kept.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
            done
        };
        spawn_blocking(work).await.map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::{Hasher, NewPassword};
    use crate::Random;
    use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
    use model::Flaw;

    #[tokio::test]
    async fn what_is_hashed_in_kept_memory_is_what_argon2_says() {
        let hasher = Hasher::new(2, Random::system()).expect("a hasher");
        for password in ["quiet harbour at dusk", "another one"] {
            let ours = hasher.hash(password).await.expect("a hash");
            assert!(ours.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{ours}");
            let read = PasswordHash::new(&ours).expect("a PHC string");
            Argon2::default().verify_password(password.as_bytes(), &read).expect("the library agrees");
            let theirs = Argon2::default().hash_password_with_salt(password.as_bytes(), b"sixteen bytes...").expect("a hash").to_string();
            assert_eq!(hasher.verify(password, Some(&theirs)).await, Ok(true));
            assert_eq!(hasher.verify("wrong", Some(&theirs)).await, Ok(false));
            assert_eq!(hasher.verify(password, None).await, Ok(false));
        }
    }

    fn flaw(password: &str) -> Option<Flaw> {
        NewPassword::parse(password, "robin").err().map(|error| error.flaw)
    }

    #[test]
    fn a_password_needs_length_and_no_composition() {
        assert_eq!(flaw("seven77"), Some(Flaw::TooShort { min: 8 }));
        assert_eq!(flaw(&"x".repeat(129)), Some(Flaw::TooLong { max: 128 }));
        assert_eq!(flaw(""), Some(Flaw::Empty));
        assert_eq!(flaw("quiet harbour at dusk"), None);
        assert_eq!(flaw("ﾊﾟｽﾜｰﾄﾞ漢字🗝️"), None);
    }

    #[test]
    fn the_guessed_first_are_refused() {
        for common in ["password", "12345678", "qwertyuiop", "Password1", "iloveyou", "P@ssw0rd"] {
            assert_eq!(flaw(common), Some(Flaw::Common), "{common}");
        }
        assert_eq!(flaw("xXRobinXx-91"), Some(Flaw::ContainsUsername));
    }
}
