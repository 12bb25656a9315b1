//! The checks of what is around the program: disk, database, clock.

use super::Finding;
use chrono::{DateTime, Datelike, Utc};
use gallery::{database, storage::Storage};
use model::file_size;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Below this, in bytes, a disk is nearly full: a few dozen photos of a phone.
const LITTLE_SPACE: u64 = 1_000_000_000;

/// No clock that is right has shown an earlier year since this program exists.
const FIRST_YEAR: i32 = 2026;
const LAST_YEAR: i32 = 2099;

/// Whether the folder is there, or can be made, and can be written to.
pub fn folder(folder: &Path) -> Finding {
    let shown = folder.display();
    match writable(folder) {
        Ok(()) if folder.exists() => Finding::ok(format!("{shown} can be written to.")),
        Ok(()) => Finding::ok(format!("{shown} does not exist yet; it is made at the first start.")),
        Err(error) => Finding::fail(format!(
            "{shown} cannot be written to: {error}. Give its folder to the user that runs Pinhole, or choose another one with --data-dir."
        )),
    }
}

/// Whether the database opens and was not made by a newer version. An existing one is not changed, and none is made.
pub async fn database(file: &Path) -> Finding {
    let shown = file.display();
    if !file.exists() {
        return match writable(file.parent().unwrap_or(file)) {
            Ok(()) => Finding::ok(format!("{shown} does not exist yet; it is made at the first start.")),
            Err(error) => Finding::fail(format!("{shown} cannot be made: {error}. Choose another place with --database-url.")),
        };
    }
    let unusable =
        |error: String| Finding::fail(format!("Reading it failed: {error}. Check who owns the file, or put a backup in its place."));
    let connection = match database::connect(file, false).await {
        Ok(connection) => connection,
        Err(error) => return unusable(error.to_string()),
    };
    match database::newer_than_us(&connection).await {
        Ok(None) => Finding::ok(format!("{shown} opens, and this version of Pinhole knows its schema.")),
        Ok(Some(schema)) => Finding::fail(format!(
            "{shown} was changed by a newer version of Pinhole (it has `{schema}`). Start that version, or put an older backup in its place."
        )),
        Err(error) => unusable(error.to_string()),
    }
}

/// Whether a small object can be put, read again and deleted.
pub async fn storage(folder: &Path) -> Finding {
    let shown = folder.display();
    let tried = if folder.exists() {
        match Storage::folder(folder) {
            Ok(storage) => storage.try_out().await.map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        }
    } else {
        writable(folder).map_err(|error| error.to_string())
    };
    match tried {
        Ok(()) if folder.exists() => Finding::ok(format!("A small object was put in {shown}, read again and deleted.")),
        Ok(()) => Finding::ok(format!("{shown} does not exist yet; it is made at the first start.")),
        Err(error) => Finding::fail(format!(
            "{shown} does not keep what is put there: {error}. Check the disk and who owns the folder, or choose another one with --storage-url."
        )),
    }
}

/// Whether there is room on every disk that these paths are on, or will be.
pub fn disk_space(paths: &[&Path]) -> Finding {
    let mut least: Option<(u64, PathBuf)> = None;
    for path in paths {
        let place = existing(path);
        match rustix::fs::statvfs(place) {
            Err(error) => return Finding::warn(format!("The free space of {} cannot be told: {error}.", place.display())),
            Ok(disk) => {
                let free = disk.f_bavail.saturating_mul(disk.f_frsize);
                if least.as_ref().is_none_or(|(other, _)| free < *other) {
                    least = Some((free, place.to_owned()));
                }
            }
        }
    }
    let (free, place) = least.unwrap_or_default();
    let says = format!("{} are free at {}.", file_size(free), place.display());
    if free < LITTLE_SPACE {
        Finding::warn(format!("{says} Uploads are refused when the disk is full: make room."))
    } else {
        Finding::ok(says)
    }
}

/// Whether the clock can be right. Sign-ins and the order of photos depend on it.
pub fn clock(now: DateTime<Utc>) -> Finding {
    let shown = now.format("%Y-%m-%d %H:%M UTC");
    if (FIRST_YEAR..=LAST_YEAR).contains(&now.year()) {
        Finding::ok(format!("It is {shown}."))
    } else {
        Finding::fail(format!("The clock of this machine says {shown}, which cannot be. Set it, best by NTP."))
    }
}

/// Whether a file can be made in the folder or, if that does not exist, where it would be made.
fn writable(folder: &Path) -> io::Result<()> {
    let folder = existing(folder);
    if !folder.is_dir() {
        return Err(io::Error::other(format!("{} is not a folder", folder.display())));
    }
    let probe = folder.join(format!(".pinhole-doctor-{}", std::process::id()));
    fs::File::create_new(&probe)?;
    fs::remove_file(&probe)
}

/// The path, or the nearest folder above it that exists.
fn existing(path: &Path) -> &Path {
    path.ancestors().find(|path| path.exists()).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::{Finding, clock, database, disk_space, folder, storage};
    use crate::command::doctor::Verdict;
    use chrono::DateTime;
    use std::fs;

    fn says(finding: &Finding, verdict: Verdict, words: &str) {
        assert!(finding.verdict == verdict && finding.says.contains(words), "{finding:?}");
    }

    #[tokio::test]
    async fn a_first_start_is_healthy_and_leaves_nothing_behind() {
        let temp = tempfile::tempdir().unwrap();
        let data = temp.path().join("data");
        says(&folder(&data), Verdict::Ok, "made at the first start");
        says(&database(&data.join("pinhole.db")).await, Verdict::Ok, "made at the first start");
        says(&storage(&data.join("photos")).await, Verdict::Ok, "made at the first start");
        assert_eq!(fs::read_dir(temp.path()).unwrap().count(), 0);
    }

    #[tokio::test]
    async fn a_folder_in_use_is_tried_out() {
        let temp = tempfile::tempdir().unwrap();
        says(&folder(temp.path()), Verdict::Ok, "can be written to");
        says(&storage(temp.path()).await, Verdict::Ok, "read again and deleted");
        assert_eq!(fs::read_dir(temp.path()).unwrap().count(), 0);
    }

    #[tokio::test]
    async fn what_cannot_work_fails_and_says_what_to_do() {
        let temp = tempfile::tempdir().unwrap();
        let file = temp.path().join("file");
        fs::write(&file, "not a database, and not a folder either").unwrap();
        says(&folder(&file.join("data")), Verdict::Fail, "--data-dir");
        says(&storage(&file.join("photos")).await, Verdict::Fail, "--storage-url");
        says(&database(&file).await, Verdict::Fail, "backup");
    }

    #[test]
    fn space_is_told_for_folders_that_do_not_exist_yet() {
        let temp = tempfile::tempdir().unwrap();
        let finding = disk_space(&[&temp.path().join("data/photos")]);
        assert!(finding.says.contains("are free at"), "{finding:?}");
    }

    #[test]
    fn a_clock_before_this_program_is_wrong() {
        let at = |text: &str| clock(DateTime::parse_from_rfc3339(text).unwrap().to_utc());
        says(&at("1970-01-01T00:05:00Z"), Verdict::Fail, "1970-01-01 00:05 UTC");
        says(&at("2026-11-21T01:08:00Z"), Verdict::Ok, "2026-11-21");
    }
}
