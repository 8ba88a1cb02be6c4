//! One writer at a time: an advisory lock on a file beside the graph.

use super::GraphError;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

/// Holds the lock of a graph until dropped; the lock file goes with it.
#[derive(Debug)]
pub struct Lock {
    file: File,
    path: PathBuf,
    exclusive: bool,
}

/// The lock file of the graph at `path`: `PATH.lock`.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".lock");
    path.with_file_name(name)
}

impl Lock {
    /// Locks the graph at `path` against other writers and, for folders, readers.
    ///
    /// # Errors
    /// If somebody holds it, or the lock file cannot be made.
    pub fn exclusive(path: &Path) -> Result<Lock, GraphError> {
        Lock::take(path, true)
    }

    /// Locks the graph at `path` against writers; other readers may share it.
    ///
    /// # Errors
    /// If a writer holds it, or the lock file cannot be made.
    #[cfg_attr(
        not(feature = "rocksdb"),
        expect(
            dead_code,
            reason = "files are replaced whole; their readers need no lock"
        )
    )]
    pub fn shared(path: &Path) -> Result<Lock, GraphError> {
        Lock::take(path, false)
    }

    fn take(path: &Path, exclusive: bool) -> Result<Lock, GraphError> {
        let lock = beside(path);
        loop {
            let file = OpenOptions::new()
                .create(true)
                .truncate(false)
                .write(true)
                .open(&lock)
                .map_err(GraphError::io("lock", &lock))?;
            let taken = if exclusive {
                file.try_lock()
            } else {
                file.try_lock_shared()
            };
            match taken {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(GraphError::Busy {
                        path: path.to_owned(),
                        lock,
                    });
                }
                Err(TryLockError::Error(error)) => {
                    return Err(GraphError::io("lock", &lock)(error));
                }
            }
            // Between opening and locking, the holder before us may have removed the file.
            if is_still(&file, &lock) {
                return Ok(Lock {
                    file,
                    path: lock,
                    exclusive,
                });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still locked, so that nobody else's lock is taken away. Where open
        // files cannot be compared it stays, and is empty.
        if self.exclusive && cfg!(unix) {
            let _ = std::fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}

#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(ours), Ok(there)) => ours.ino() == there.ino() && ours.dev() == there.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still(_file: &File, _path: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_writer_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let graph = folder.path().join("expo.nq");
        let lock = Lock::exclusive(&graph).unwrap();
        let error = Lock::exclusive(&graph).unwrap_err();
        assert!(matches!(error, GraphError::Busy { .. }), "{error}");
        assert!(error.to_string().contains("expo.nq.lock"), "{error}");
        drop(lock);
        assert!(!folder.path().join("expo.nq.lock").exists() || !cfg!(unix));
        Lock::exclusive(&graph).unwrap();
    }

    #[test]
    fn a_lock_left_by_a_killed_program_does_not_hold() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("expo.nq.lock"), "").unwrap();
        Lock::exclusive(&folder.path().join("expo.nq")).unwrap();
    }
}
