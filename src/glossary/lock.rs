//! One writer of a glossary at a time.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

use super::error::GlossaryError;
use super::file::{TEMPORARY, folder_of, target_of};

/// Keeps other runs of the program from changing the glossaries of a folder, until it is dropped or the program ends in
/// whatever way.
///
/// It is the folder that is locked: a lock on the file itself would be lost when the file is replaced, and a file made
/// for the purpose would be left behind. Where folders cannot be locked (Windows, some network drives) the lock does
/// nothing; then [`super::GlossaryFile::save`] still refuses to overwrite what others wrote meanwhile.
#[derive(Debug)]
#[must_use = "the lock is given back when it is dropped"]
pub struct GlossaryLock {
    _folder: Option<File>,
}

impl GlossaryLock {
    /// The lock, or nothing if another run has it.
    ///
    /// # Errors
    /// [`GlossaryError::Read`] if the path leads nowhere.
    pub fn try_acquire(path: &Path) -> Result<Option<GlossaryLock>, GlossaryError> {
        Self::with(path, |folder| match folder.try_lock() {
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(error),
            Ok(()) => Ok(true),
        })
    }

    /// Waits for the lock.
    ///
    /// # Errors
    /// Those of [`GlossaryLock::try_acquire`].
    pub fn acquire(path: &Path) -> Result<GlossaryLock, GlossaryError> {
        let lock = Self::with(path, |folder| folder.lock().map(|()| true))?;
        Ok(lock.unwrap_or(GlossaryLock { _folder: None }))
    }

    fn with(path: &Path, take: impl FnOnce(&File) -> io::Result<bool>) -> Result<Option<GlossaryLock>, GlossaryError> {
        let target = target_of(path).map_err(|source| GlossaryError::Read { path: path.to_owned(), source })?;
        let folder_path = folder_of(&target);
        let Ok(folder) = File::open(folder_path) else { return Ok(Some(GlossaryLock { _folder: None })) };
        match take(&folder) {
            Ok(false) => Ok(None),
            Ok(true) => {
                remove_leftovers(folder_path);
                Ok(Some(GlossaryLock { _folder: Some(folder) }))
            }
            Err(_) => Ok(Some(GlossaryLock { _folder: None })),
        }
    }
}

/// Deletes the temporary files of runs that were killed while they wrote. Whoever has the lock knows that no other run
/// needs them.
fn remove_leftovers(folder: &Path) {
    let Ok(files) = fs::read_dir(folder) else { return };
    for file in files.flatten() {
        let name = file.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1) {
            let _ = fs::remove_file(file.path());
        }
    }
}
