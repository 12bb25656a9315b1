//! Many originals as one ZIP archive (APPNOTE 6.3), put together while it goes out: nothing of it lies in memory or on disk.
//! Pictures do not get smaller by packing, so they are stored as they are.

use super::{
    PhotoError, Photos,
    access::{self, Sight},
    bytes::Served,
    file_names::FileNames,
    invalid,
};
use crate::{Gallery, entity::photo};
use bytes::Bytes;
use chrono::{Datelike, NaiveDateTime};
use futures::{
    StreamExt, TryStreamExt,
    stream::{self, BoxStream},
};
use model::{AccountId, Field, Flaw, PhotoId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::{
    collections::{HashMap, HashSet},
    io::{self, Write},
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::mpsc;
use uuid::Uuid;
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

/// How many photos an archive may have.
pub const ARCHIVE_MAX: usize = 5_000;

/// How many rows are looked for at once.
const AT_ONCE: usize = 500;

/// Bytes are handed on in portions of about this many.
const PORTION: usize = 64 * 1024;

/// How many portions may wait for a slow client.
const WAITING: usize = 4;

/// Files from this size on, in bytes, need the 64-bit form.
const LARGE: u64 = u32::MAX as u64;

impl Photos<'_> {
    /// The originals of photos as a ZIP archive: untouched and under their own names for their owner, for everyone else cleaned and
    /// under names that tell nothing.
    ///
    /// Errors: no photos, or more than 5,000; `NotFound`, before anything is sent, when one of them is not there or not for this viewer.
    pub async fn archive(
        &self,
        viewer: Option<AccountId>,
        ids: &[PhotoId],
    ) -> Result<BoxStream<'static, Result<Bytes, PhotoError>>, PhotoError> {
        if !(1..=ARCHIVE_MAX).contains(&ids.len()) {
            return Err(invalid(Field::Ids, Flaw::Expected(format!("a list of 1 to {ARCHIVE_MAX} ids"))));
        }
        let originals = self.originals(viewer, ids).await?;
        let gallery = self.0.clone();
        let (sender, receiver) = mpsc::channel(WAITING);
        tokio::spawn(async move {
            if let Err(error) = (Packing { gallery, sender: sender.clone() }).pack(originals).await {
                // The client sees that the archive is not whole. It may have gone itself.
                let _ = sender.send(Err(error)).await;
            }
        });
        Ok(stream::unfold(receiver, async |mut receiver| Some((receiver.recv().await?, receiver))).boxed())
    }

    /// The originals of photos that the viewer may see, each once, in this order.
    async fn originals(&self, viewer: Option<AccountId>, ids: &[PhotoId]) -> Result<Vec<Served>, PhotoError> {
        let mut found: HashMap<Uuid, (photo::Model, Sight)> = HashMap::with_capacity(ids.len());
        for some in ids.chunks(AT_ONCE) {
            let rows = photo::Entity::find().filter(photo::Column::Id.is_in(some.iter().map(|id| id.0)));
            for row in rows.all(self.0.database()).await? {
                let sight = access::sight(viewer, &row).ok_or(PhotoError::NotFound)?;
                found.insert(row.id, (row, sight));
            }
        }
        let mut seen = HashSet::with_capacity(ids.len());
        let each_once = ids.iter().filter(|id| seen.insert(id.0));
        each_once.map(|id| found.remove(&id.0).map(|(row, sight)| Served::original(row, sight)).ok_or(PhotoError::NotFound)).collect()
    }
}

/// An archive that is being written.
struct Packing {
    gallery: Gallery,
    sender: mpsc::Sender<Result<Bytes, PhotoError>>,
}

impl Packing {
    async fn pack(&self, originals: Vec<Served>) -> Result<(), PhotoError> {
        let outbox = Outbox::default();
        let mut archive = ZipWriter::new_stream(outbox.clone());
        let mut names = FileNames::default();
        for original in originals {
            let (mut bytes, size) = self.bytes(&original).await?;
            let options = SimpleFileOptions::default()
                .compression_method(CompressionMethod::Stored)
                .last_modified_time(dos_time(original.taken_local()))
                .large_file(size >= LARGE)
                .unix_permissions(0o644);
            archive.start_file(names.give(&original.file_name(), &original.plain_file_name()), options)?;
            while let Some(chunk) = bytes.try_next().await? {
                archive.write_all(&chunk)?;
                self.hand_on(&outbox, PORTION).await?;
            }
        }
        archive.finish()?;
        self.hand_on(&outbox, 1).await
    }

    /// The bytes of an original as this viewer may have it: a stream, or what was cleaned, one picture at a time.
    async fn bytes(&self, original: &Served) -> Result<(BoxStream<'static, Result<Bytes, PhotoError>>, u64), PhotoError> {
        let photos = self.gallery.photos();
        if original.is_untouched() {
            let outgoing = photos.stream_original(original, None).await?;
            return Ok((outgoing.stream.map_err(PhotoError::from).boxed(), outgoing.size));
        }
        let cleaned = photos.whole(original).await?;
        let size = cleaned.len() as u64;
        Ok((stream::once(async { Ok(cleaned) }).boxed(), size))
    }

    /// Hand on what was written, if it is so many bytes.
    ///
    /// Errors: `Stopped` when nobody wants it any more.
    async fn hand_on(&self, outbox: &Outbox, at_least: usize) -> Result<(), PhotoError> {
        match outbox.take(at_least) {
            Some(portion) => self.sender.send(Ok(portion)).await.map_err(|_| PhotoError::Stopped),
            None => Ok(()),
        }
    }
}

/// Where the archive is written to, and taken from.
#[derive(Clone, Default)]
struct Outbox(Arc<Mutex<Vec<u8>>>);

impl Outbox {
    /// What lies in it, if it is so many bytes.
    fn take(&self, at_least: usize) -> Option<Bytes> {
        let mut written = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (written.len() >= at_least).then(|| std::mem::take(&mut *written).into())
    }
}

impl Write for Outbox {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A time as archives keep it, which is the clock's own, without a zone; the nearest there is before 1980 and after 2107.
fn dos_time(local: NaiveDateTime) -> DateTime {
    let latest = || DateTime::from_date_and_time(2107, 12, 31, 23, 59, 58).unwrap_or_default();
    DateTime::try_from(local).unwrap_or_else(|_| if local.year() > 2107 { latest() } else { DateTime::default() })
}

#[cfg(test)]
mod tests {
    use super::dos_time;
    use chrono::NaiveDate;

    #[test]
    fn times_that_archives_cannot_keep_become_the_nearest() {
        let year = |year| dos_time(NaiveDate::from_ymd_opt(year, 6, 1).and_then(|day| day.and_hms_opt(12, 30, 15)).expect("a time")).year();
        assert_eq!([-3, 1900, 1980, 2024, 2107, 2300].map(year), [1980, 1980, 1980, 2024, 2107, 2107]);
    }
}
