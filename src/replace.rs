//! Files that are replaced whole or not at all.

use std::fmt;
use std::fs::{File, Metadata};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

use crate::secret;

/// More links in a row than any system follows (Linux: 40).
const LINKS: usize = 40;

/// A path, and where it leads, link by link: also to a file that is not there yet.
pub fn steps(path: &Path) -> impl Iterator<Item = PathBuf> {
    std::iter::successors(Some(path.to_owned()), |path| Some(folder(path).join(path.read_link().ok()?)))
        .take(LINKS + 1)
}

pub fn end_of_links(path: &Path) -> PathBuf {
    steps(path).last().unwrap_or_default()
}

pub fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The folder of a file is not there.
#[derive(Debug)]
pub struct NoFolder(pub PathBuf);

impl fmt::Display for NoFolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no folder {}", secret::path(&self.0))
    }
}

impl std::error::Error for NoFolder {}

/// The files that are not complete yet.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes the files that are not complete yet, for a program that is about to
/// be ended by a signal: from then on, none is begun and none is finished.
pub fn discard_unfinished() {
    let unfinished = unfinished();
    for path in unfinished.iter() {
        let _ = std::fs::remove_file(path);
    }
    std::mem::forget(unfinished);
}

/// A file beside the one that it will become. `present` is what is there now.
pub fn begin(path: &Path, present: Option<&Metadata>) -> io::Result<NamedTempFile> {
    let folder = folder(path);
    if !folder.is_dir() {
        return Err(io::Error::other(NoFolder(folder.to_owned())));
    }
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any new file: what the umask leaves. One that replaces another is never open to more people.
        let mode = present.map_or(0o666, |present| present.permissions().mode() & 0o777);
        builder.permissions(std::fs::Permissions::from_mode(mode));
    }
    let mut unfinished = unfinished();
    let file = builder.prefix(".matomo-audit").tempfile_in(folder)?;
    unfinished.push(file.path().to_owned());
    Ok(file)
}

/// The same, with its bytes.
pub fn fill(path: &Path, present: Option<&Metadata>, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut file = begin(path, present)?;
    file.write_all(bytes)?;
    if let Some(present) = present {
        keep(file.as_file(), present)?;
    }
    // Some file systems find out only now that the disk is full.
    file.as_file().sync_data()?;
    Ok(file)
}

/// New files that only their owner can read, from the first byte on: all of them or none, and none in the place of
/// another. The error names its file.
pub fn create(files: &[(PathBuf, Vec<u8>)]) -> Result<(), (PathBuf, io::Error)> {
    let mut begun = Vec::new();
    for (path, bytes) in files {
        begun.push((path, private(path, bytes).map_err(|error| (path.clone(), error))?));
    }
    // A signal waits until all are there, or none is.
    let mut unfinished = unfinished();
    let mut created: Vec<&PathBuf> = Vec::new();
    for (path, file) in begun {
        let begun = file.path().to_owned();
        if let Err(error) = file.persist_noclobber(path) {
            remove(created);
            return Err((path.clone(), error.error));
        }
        unfinished.retain(|path| *path != begun);
        created.push(path);
    }
    Ok(())
}

/// Takes away what was created, when something else went wrong.
pub fn remove<'a>(created: impl IntoIterator<Item = &'a PathBuf>) {
    for path in created {
        let _ = std::fs::remove_file(path);
    }
}

fn private(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = folder(path);
    let mut unfinished = unfinished();
    // Its mode is 600, as no other one is asked for.
    let mut file = tempfile::Builder::new().prefix(".matomo-audit").tempfile_in(folder)?;
    unfinished.push(file.path().to_owned());
    drop(unfinished);
    file.write_all(bytes)?;
    file.as_file().sync_data()?;
    Ok(file)
}

/// Gives a file the owner and the permissions of the one that it replaces.
fn keep(file: &File, present: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let new = file.metadata()?;
        if (new.uid(), new.gid()) != (present.uid(), present.gid()) {
            // Only root may give a file away; without it the file is ours, as a new one.
            let _ = std::os::unix::fs::fchown(file, Some(present.uid()), Some(present.gid()));
        }
    }
    file.set_permissions(present.permissions())
}

/// Puts a complete file where it belongs.
pub fn finish(file: NamedTempFile, path: &Path) -> io::Result<()> {
    let mut unfinished = unfinished();
    let begun = file.path().to_owned();
    file.persist(path).map_err(|error| error.error)?;
    unfinished.retain(|path| *path != begun);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_files_are_all_there_or_none_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::write(path("b"), "mine").unwrap();
        let files = ["a", "b", "c"].map(|name| (path(name), name.as_bytes().to_vec()));
        let (failed, error) = create(&files).unwrap_err();
        assert_eq!((failed, error.kind()), (path("b"), io::ErrorKind::AlreadyExists));
        let names = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        assert_eq!(names.collect::<Vec<_>>(), ["b"]);
        assert_eq!(std::fs::read(path("b")).unwrap(), b"mine");
        std::fs::remove_file(path("b")).unwrap();
        create(&files).unwrap();
        assert_eq!(std::fs::read(path("c")).unwrap(), b"c");
    }
}
