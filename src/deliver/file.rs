//! Files, written whole or not at all.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::config::error::ConfigError;
use crate::error::RunError;
use crate::report::Format;

/// A file to write.
#[derive(Debug)]
pub struct Target {
    path: PathBuf,
    format: Format,
}

/// The files of `-o`, checked before anything is fetched.
pub fn targets(paths: &[PathBuf]) -> Result<Vec<Target>, RunError> {
    let mut targets: Vec<Target> = Vec::new();
    for path in paths {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let Some(format) = Format::of_extension(extension) else {
            return Err(ConfigError::OutputExtension { path: path.clone() }.into());
        };
        if targets.iter().any(|target| target.path == *path) {
            return Err(ConfigError::OutputTwice { path: path.clone() }.into());
        }
        let folder = folder(path);
        if !folder.is_dir() {
            let reason = format!("the folder {} does not exist", folder.display());
            return Err(RunError::Output { path: path.clone(), reason });
        }
        targets.push(Target { path: path.clone(), format });
    }
    Ok(targets)
}

/// Renders all, then writes all: a file appears under its name when it is complete.
pub fn write(targets: &[Target], render: impl Fn(Format) -> String) -> Result<(), RunError> {
    let rendered: Vec<_> = targets
        .iter()
        .flat_map(|target| {
            let mut files = vec![(target.path.clone(), render(target.format))];
            if target.format == Format::Csv {
                files.push((target.path.with_extension("channels.csv"), render(Format::CsvChannels)));
            }
            files
        })
        .collect();
    for (path, text) in rendered {
        whole(&path, text.as_bytes())
            .map_err(|error| RunError::Output { path: path.clone(), reason: error.to_string() })?;
    }
    Ok(())
}

fn whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any new file: what the umask leaves.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.prefix(".matomo-audit").tempfile_in(folder(path))?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|error| error.error)?;
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
    let reason = format!("the folder {} does not exist", folder.display());
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
