//! Tests of the module as the rest of the program uses it, with the rows at hand.

mod counted;
mod lists;

use crate::{
    Clock, Gallery, Options, Random,
    accounts::Client,
    entity::photo,
    photos::{Described, PhotoError, Received},
};
use chrono::{DateTime, TimeDelta, Utc};
use model::{AccountId, FileType, PhotoId, Registration, Visibility};
use sea_orm::{ActiveModelTrait, EntityTrait};
use std::{
    net::Ipv4Addr,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};
use tempfile::TempDir;
use uuid::Uuid;

/// A gallery of its own for a test.
struct Home {
    gallery: Gallery,
    now: Arc<AtomicI64>,
    /// Gone when the test is over.
    _folder: TempDir,
}

impl Home {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let data_dir = folder.path().to_owned();
        let options = Options::for_test(data_dir);
        let start: DateTime<Utc> = "2026-06-01T12:00:00Z".parse().expect("a time");
        let now = Arc::new(AtomicI64::new(start.timestamp_micros()));
        let hands = now.clone();
        let clock = Clock::telling(move || crate::outside::at(hands.load(Ordering::SeqCst)));
        let gallery = Gallery::open(options, clock, Random::system()).await.expect("an open gallery");
        Self { gallery, now, _folder: folder }
    }

    fn passes(&self, time: TimeDelta) {
        self.now.fetch_add(time.num_microseconds().expect("not forever"), Ordering::SeqCst);
    }

    async fn member(&self, username: &str) -> AccountId {
        let email = format!("{username}@example.org");
        let registration = Registration {
            username: username.to_owned(),
            email,
            password: "quiet harbour at dusk".to_owned(),
            setup_code: None,
            invitation: None,
        };
        let client = Client { device: "a test".to_owned(), address: Ipv4Addr::LOCALHOST.into() };
        self.gallery.accounts().register(registration, &client).await.expect("an account").tokens.account.id
    }

    async fn receives(&self, owner: AccountId, bytes: &[u8], described: Described) -> Result<Received, PhotoError> {
        let mut incoming = self.gallery.photos().incoming().await?;
        incoming.write(bytes).await?;
        self.gallery.photos().receive(owner, incoming, described).await
    }

    /// Write rows down as they are, without bytes and without counting them.
    async fn writes(&self, rows: Vec<photo::Model>) {
        for some in rows.chunks(500) {
            let rows = some.iter().map(|row| photo::ActiveModel::from(row.clone()).reset_all());
            photo::Entity::insert_many(rows).exec_without_returning(self.gallery.database()).await.expect("rows");
        }
    }

    /// A row of a photo taken at this moment (microseconds since 1970) by a clock so many minutes ahead of UTC.
    fn row(&self, owner: AccountId, taken_at: i64, offset: Option<i32>) -> photo::Model {
        let id = self.gallery.new_id();
        let mut row = photo::Model {
            id,
            owner_id: owner.0,
            title: None,
            file_name: "harbour.jpg".to_owned(),
            visibility: Visibility::Private.as_str().to_owned(),
            content_type: FileType::Jpeg.media_type().to_owned(),
            size: 1,
            sha256: id.to_string(),
            width: 4,
            height: 3,
            taken_at: 0,
            taken_at_offset: None,
            taken_local: 0,
            added_at: self.gallery.now_micros(),
            deleted_at: None,
            trashed: false,
            animated: false,
            thumbhash: String::new(),
            metadata: "{}".to_owned(),
        };
        row.set_taken(taken_at, offset);
        row
    }

    async fn rows(&self) -> Vec<photo::Model> {
        photo::Entity::find().all(self.gallery.database()).await.expect("rows")
    }
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("a number") % sides
    }
}

fn ids(rows: &[photo::Model]) -> Vec<PhotoId> {
    rows.iter().map(|row| PhotoId(row.id)).collect()
}

const MISSING: PhotoId = PhotoId(Uuid::nil());
