//! Writing a file whole or not at all.

use super::GraphError;
use std::fs::{File, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes the file at `path` anew: into a temporary file beside it, synced, then renamed over it.
/// Until the rename the old file is untouched, whatever happens. Its permissions are kept, and a
/// link is followed. To be called under the graph's lock.
///
/// # Errors
/// If writing fails (a full disk, say); the old file is as it was.
pub fn replace(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), GraphError> {
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let prefix = format!(".{name}.");
    sweep(folder, &prefix);

    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(SUFFIX);
    // As an ordinary new file would have, less the umask; temporary files are private else.
    let permissions = std::fs::metadata(&target).map_or_else(
        |_| ordinary_permissions(),
        |metadata| Some(metadata.permissions()),
    );
    if let Some(permissions) = ordinary_permissions() {
        builder.permissions(permissions);
    }
    let mut file = builder
        .tempfile_in(folder)
        .map_err(GraphError::io("write beside", &target))?;
    if let (true, Some(permissions)) = (target.exists(), permissions) {
        file.as_file()
            .set_permissions(permissions)
            .map_err(GraphError::io("set the permissions of", &target))?;
    }
    let written = {
        let mut buffer = BufWriter::with_capacity(1 << 20, file.as_file_mut());
        write(&mut buffer).and_then(|()| buffer.flush())
    };
    written
        .and_then(|()| file.as_file().sync_all())
        .map_err(GraphError::io("write", &target))?;
    file.persist(&target)
        .map_err(|error| GraphError::io("write", &target)(error.error))?;
    // The rename is on disk once the folder is; not every file system can sync one.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

const SUFFIX: &str = ".tmp";

/// Removes what killed programs left; under the lock nobody is writing one.
fn sweep(folder: &Path, prefix: &str) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let random = name
            .strip_prefix(prefix)
            .and_then(|rest| rest.strip_suffix(SUFFIX));
        if random.is_some_and(|random| !random.contains('.')) {
            let left: PathBuf = entry.path();
            let _ = std::fs::remove_file(left);
        }
    }
}

#[cfg(unix)]
fn ordinary_permissions() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn ordinary_permissions() -> Option<Permissions> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("expo.nq");
        std::fs::write(&path, "old").unwrap();
        let error = replace(&path, |out| {
            out.write_all(b"new, but only half")?;
            Err(io::ErrorKind::StorageFull.into())
        })
        .unwrap_err();
        assert!(error.to_string().contains("make room"), "{error}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_are_kept() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("expo.nq");
        let link = folder.path().join("link.nq");
        std::fs::write(&path, "old").unwrap();
        std::fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        std::fs::write(folder.path().join(".expo.nq.dead.tmp"), "left").unwrap();
        replace(&link, |out| out.write_all(b"new")).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "new");
        assert!(link.is_symlink());
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
        assert!(!folder.path().join(".expo.nq.dead.tmp").exists());
        // A new file is readable as any other that the user makes.
        let fresh = folder.path().join("fresh.nq");
        let plain = folder.path().join("plain");
        replace(&fresh, |out| out.write_all(b"new")).unwrap();
        std::fs::write(&plain, "").unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&fresh), mode(&plain));
    }
}
