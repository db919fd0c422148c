//! Files, written whole or not at all.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::config::error::ConfigError;
use crate::error::RunError;
use crate::report::Format;
use crate::secret;

/// A file to write, and where it is written until it is complete.
#[derive(Debug)]
pub struct Target {
    path: PathBuf,
    format: Format,
    file: NamedTempFile,
}

/// The files of `-o`, checked before anything is fetched.
pub fn targets(paths: &[PathBuf]) -> Result<Vec<Target>, RunError> {
    let mut targets: Vec<Target> = Vec::new();
    for path in paths {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let Some(format) = Format::of_extension(extension) else {
            return Err(ConfigError::OutputExtension { path: path.clone() }.into());
        };
        targets.push(target(path, format)?);
        if format == Format::Csv {
            targets.push(target(&path.with_extension("channels.csv"), Format::CsvChannels)?);
        }
    }
    for (index, target) in targets.iter().enumerate() {
        if targets[..index].iter().any(|other| same(&other.path, &target.path)) {
            return Err(ConfigError::OutputTwice { path: target.path.clone() }.into());
        }
    }
    Ok(targets)
}

fn target(path: &Path, format: Format) -> Result<Target, RunError> {
    let error = |reason: String| RunError::Output { path: path.to_owned(), reason };
    let folder = folder(path);
    if !folder.is_dir() {
        return Err(error(format!("the folder {} does not exist", secret::path(folder))));
    }
    if path.is_dir() {
        return Err(error("it is a folder".to_owned()));
    }
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any new file: what the umask leaves.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let file = builder.prefix(".matomo-audit").tempfile_in(folder).map_err(|e| error(e.to_string()))?;
    Ok(Target { path: path.to_owned(), format, file })
}

/// Whether two paths, written differently or not, are one file.
fn same(a: &Path, b: &Path) -> bool {
    let place = |path: &Path| Some((folder(path).canonicalize().ok()?, path.file_name()?.to_owned()));
    place(a) == place(b)
}

/// Renders all, then writes all: a file appears under its name when it is complete.
pub fn write(targets: Vec<Target>, render: impl Fn(Format) -> String) -> Result<(), RunError> {
    let rendered: Vec<_> = targets
        .into_iter()
        .map(|target| {
            let text = render(target.format);
            (target, text)
        })
        .collect();
    for (Target { path, mut file, .. }, text) in rendered {
        let written = file.write_all(text.as_bytes());
        written
            .and_then(|()| file.persist(&path).map_err(|error| error.error))
            .map_err(|error| RunError::Output { path, reason: error.to_string() })?;
    }
    Ok(())
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Whether a file can come to be at `path`, before anything is fetched for it.
pub fn check_folder(path: &Path) -> Result<(), RunError> {
    let folder = folder(path);
    if folder.is_dir() {
        return Ok(());
    }
    let reason = format!("the folder {} does not exist", secret::path(folder));
    Err(RunError::Output { path: path.to_owned(), reason })
}

pub fn write_bytes(path: &Path, bytes: &[u8]) -> Result<(), RunError> {
    std::fs::write(path, bytes)
        .map_err(|error| RunError::Output { path: path.to_owned(), reason: error.to_string() })
}

/// Adds to a file that others write to as well.
pub fn append(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path)?;
    file.write_all(text.as_bytes())
}
