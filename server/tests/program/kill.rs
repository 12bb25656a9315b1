//! The program is killed in the middle of uploads, again and again, in one and the same data folder. Whatever it acknowledged
//! is there afterwards, whole, and nothing else is.

use crate::{
    person::{Person, created},
    program::{Home, Program},
};
use futures::{StreamExt, future::join_all, stream};
use gallery::imaging::{self, Sniffed, sample};
use model::{FileType, Photo, Rendition};
use reqwest::Body;
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeSet, HashSet},
    fmt::Write,
    io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{
    sync::Notify,
    task::JoinHandle,
    time::{sleep, timeout},
};

const ROUNDS: usize = 30;

/// How many upload at the same time, and how many pictures each of them sends, one after the other.
const SENDERS: usize = 3;
const PICTURES_EACH: usize = 3;

/// The longest that anything here may take.
const PATIENCE: Duration = Duration::from_secs(30);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_thirty_kills_and_nothing_else_is_left() {
    let home = Home::new();
    let mut dice = Dice(0x9147_0c4a_51de_77b3);
    let mut archive = Archive::default();
    let mut interrupted = 0;

    // How long starting and uploading take here, so that the kills are spread over all of it.
    let begun = Instant::now();
    let program = home.start();
    let starting = begun.elapsed();
    let ada = Person::registers(&program).await;
    let (begun, pictures) = (Instant::now(), pictures_of(ROUNDS));
    let undisturbed = archive.begin(&ada, pictures, usize::MAX);
    assert_eq!(archive.end(undisturbed).await, 0);
    let uploading = begun.elapsed();
    program.kill();

    for round in 0..ROUNDS {
        if round % 5 == 4 {
            // It may also be killed while it clears up after the last kill.
            let program = Program::spawn(&mut home.serve());
            sleep(dice.part_of(starting)).await;
            program.kill();
        }
        let program = home.start();
        archive.check(&home, &program).await;
        let ada = Person::signs_in(&program).await;
        let pictures = pictures_of(round);
        if round % 3 == 0 {
            // When so many bytes were sent.
            let limit = dice.below(pictures.iter().map(|picture| picture.bytes.len()).sum());
            let uploads = archive.begin(&ada, pictures, limit);
            timeout(PATIENCE, uploads.reached.notified()).await.unwrap();
            program.kill();
            interrupted += archive.end(uploads).await;
        } else {
            // After so long.
            let uploads = archive.begin(&ada, pictures, usize::MAX);
            sleep(dice.part_of(uploading)).await;
            program.kill();
            interrupted += archive.end(uploads).await;
        }
    }
    let program = home.start();
    archive.check(&home, &program).await;
    let acknowledged = archive.acknowledged.len();
    // What is tested above must also have happened.
    assert!(acknowledged > ROUNDS && interrupted > ROUNDS, "{acknowledged} were acknowledged, {interrupted} interrupted");
    assert_eq!(program.stop().code, Some(0));
}

/// Pictures that are sent in no other round.
fn pictures_of(round: usize) -> Vec<Picture> {
    (0..SENDERS * PICTURES_EACH).map(|number| Picture::numbered(round * SENDERS * PICTURES_EACH + number)).collect()
}

struct Picture {
    bytes: Vec<u8>,
    sha256: String,
}

impl Picture {
    /// One that differs from those of every other number.
    fn numbered(number: usize) -> Self {
        let number = u32::try_from(number).unwrap();
        let kind = FileType::ALL[usize::from(number.is_multiple_of(4))];
        let bytes = sample::photo(kind, 200 + number, 500 - number % 300);
        Self { sha256: sha256(&bytes), bytes }
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

/// What the program has been given, by SHA-256, and what it must therefore have.
#[derive(Default)]
struct Archive {
    sent: HashSet<String>,
    acknowledged: HashSet<String>,
    /// Photos whose bytes have been looked at.
    seen: HashSet<String>,
}

/// Uploads under way.
struct Uploads {
    pictures: usize,
    /// Each answers which of its pictures were acknowledged, by SHA-256.
    senders: Vec<JoinHandle<Vec<String>>>,
    /// Told when the limit is reached.
    reached: Arc<Notify>,
}

impl Archive {
    /// Begin to upload all the pictures. Once `limit` bytes were sent, the others are held back.
    fn begin(&mut self, ada: &Person, pictures: Vec<Picture>, limit: usize) -> Uploads {
        self.sent.extend(pictures.iter().map(|picture| picture.sha256.clone()));
        let (sent, reached) = (Arc::new(AtomicUsize::new(0)), Arc::new(Notify::new()));
        let count = pictures.len();
        let mut pictures = pictures.into_iter();
        let senders = (0..SENDERS).map(|_| {
            let (ada, sent, reached) = (ada.clone(), sent.clone(), reached.clone());
            let own: Vec<Picture> = pictures.by_ref().take(PICTURES_EACH).collect();
            tokio::spawn(async move {
                let mut acknowledged = Vec::new();
                for picture in own {
                    let size = picture.bytes.len();
                    let body = held_back(picture.bytes, limit, sent.clone(), reached.clone());
                    let Ok(answer) = ada.sends("harbour.jpg", body, size).await else { break };
                    let Ok(photo) = created(answer).await else { break };
                    assert_eq!(photo.sha256.as_deref(), Some(picture.sha256.as_str()));
                    acknowledged.push(picture.sha256);
                }
                acknowledged
            })
        });
        Uploads { pictures: count, senders: senders.collect(), reached }
    }

    /// Note what was acknowledged. Answers how many pictures were not.
    async fn end(&mut self, uploads: Uploads) -> usize {
        let results = timeout(PATIENCE, join_all(uploads.senders)).await.expect("a sender does not notice that the program is gone");
        let acknowledged: Vec<String> = results.into_iter().flat_map(Result::unwrap).collect();
        let interrupted = uploads.pictures - acknowledged.len();
        self.acknowledged.extend(acknowledged);
        interrupted
    }

    /// Everything acknowledged is there, and everything there is whole.
    async fn check(&mut self, home: &Home, program: &Program) {
        // The files first: asking for a rendition that is missing would make it again.
        let (kept, staging) = (home.files("photos"), home.files("staging"));
        let ada = Person::signs_in(program).await;
        let photos = ada.lists().await;

        assert_eq!(staging, [""; 0]);
        let named: BTreeSet<String> = photos.iter().flat_map(files_of).collect();
        assert_eq!(kept.into_iter().collect::<BTreeSet<_>>(), named, "the files of the photos that are listed, and no others");
        assert_eq!((ada.account.photos, ada.account.bytes), (photos.len() as u64, photos.iter().map(|photo| photo.size).sum()));
        let listed: HashSet<String> = photos.iter().map(|photo| photo.sha256.clone().unwrap()).collect();
        assert!(self.acknowledged.is_subset(&listed), "lost: {:?}", self.acknowledged.difference(&listed));
        // Written down in the moment before the kill, though the answer did not get through.
        assert!(listed.is_subset(&self.sent));
        assert_eq!(listed.len(), photos.len());
        for photo in photos {
            if self.seen.insert(photo.id.to_string()) {
                is_whole(&ada, &photo).await;
            }
        }
    }
}

/// The original is what was sent, and the renditions are what is made of it.
async fn is_whole(ada: &Person, photo: &Photo) {
    let original = ada.downloads(&photo.urls.original).await;
    assert_eq!((original.len() as u64, Some(sha256(&original))), (photo.size, photo.sha256.clone()), "{photo:?}");
    let Sniffed::Known(kind) = imaging::sniff(&original) else { panic!("not a picture: {photo:?}") };
    let developed = imaging::develop(&original, &imaging::plan(&original, kind).unwrap()).unwrap();
    for (rendition, expected) in developed.renditions {
        let url = match rendition {
            Rendition::Thumb => &photo.urls.thumb,
            Rendition::Medium => &photo.urls.medium,
            Rendition::Preview => &photo.urls.preview,
        };
        assert!(ada.downloads(url).await == expected, "{rendition:?} of {photo:?}");
    }
}

/// Where the storage keeps what belongs to a photo.
fn files_of(photo: &Photo) -> [String; 4] {
    let id = photo.id.to_string();
    ["original", "thumb", "medium", "preview"].map(|name| format!("{}/{id}/{name}", &id[id.len() - 2..]))
}

/// A body of several pieces. From `limit` bytes on, of all bodies together, it says so and sends nothing more.
fn held_back(bytes: Vec<u8>, limit: usize, sent: Arc<AtomicUsize>, reached: Arc<Notify>) -> Body {
    let pieces: Vec<Vec<u8>> = bytes.chunks(4096).map(<[u8]>::to_vec).collect();
    let pieces = stream::iter(pieces).then(move |piece| {
        let (before, reached) = (sent.fetch_add(piece.len(), Ordering::SeqCst), reached.clone());
        async move {
            if before >= limit {
                reached.notify_one();
                std::future::pending::<()>().await;
            }
            Ok::<_, io::Error>(piece)
        }
    });
    Body::wrap_stream(pieces)
}

/// Pseudo-random numbers (xorshift64*), the same in every run.
struct Dice(u64);

impl Dice {
    /// From 0 to `limit - 1`.
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33).unwrap() % limit
    }

    fn part_of(&mut self, time: Duration) -> Duration {
        time * u32::try_from(self.below(1000)).unwrap() / 1000
    }
}
