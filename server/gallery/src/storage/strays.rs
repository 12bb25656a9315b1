//! Files in a storage folder that are no object of a photo.

use super::Object;
use model::PhotoId;
use std::{
    fs::{self, DirEntry},
    io,
    path::Path,
    time::SystemTime,
};

/// How deep objects lie: in a folder of their photo, in one of 256 folders.
const OBJECTS: u32 = 2;

/// Remove those that were last written before this moment. Answers how many.
pub fn remove(folder: &Path, before: SystemTime) -> io::Result<u64> {
    clear(folder, before, 0, false)
}

fn clear(folder: &Path, before: SystemTime, depth: u32, of_photo: bool) -> io::Result<u64> {
    let mut removed = 0;
    for entry in present(fs::read_dir(folder))?.into_iter().flatten() {
        let Some(entry) = present(entry)? else { continue };
        let name = entry.file_name();
        let name = name.to_str().unwrap_or_default();
        if entry.file_type()?.is_dir() {
            if depth < OBJECTS {
                removed += clear(&entry.path(), before, depth + 1, depth == 1 && name.parse::<PhotoId>().is_ok())?;
            }
        } else if !(of_photo && Object::ALL.iter().any(|object| object.name() == name)) {
            removed += u64::from(remove_old(&entry, before)?);
        }
    }
    Ok(removed)
}

fn remove_old(entry: &DirEntry, before: SystemTime) -> io::Result<bool> {
    let Some(written) = present(entry.metadata().and_then(|metadata| metadata.modified()))? else { return Ok(false) };
    Ok(written < before && present(fs::remove_file(entry.path()))?.is_some())
}

/// What others removed in the meantime is not missed.
fn present<T>(found: io::Result<T>) -> io::Result<Option<T>> {
    match found {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        found => found.map(Some),
    }
}
