//! Files, written whole or not at all.

use std::fs::{Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Error;
use crate::config::error::ConfigError;
use crate::format::Format;
use crate::locale::{Text, Value};
use crate::reason::{carried, reason};
use crate::replace::{NoFolder, begin, end_of_links, fill, finish, folder, steps};
use crate::secret;

/// The names of standard output.
const STDOUT: [&str; 3] = ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

/// A file to write, and its format.
pub type Target = (PathBuf, Format);

/// The files of `-o`, checked before anything is fetched. `asked` is for what
/// has no extension and needs none.
pub fn targets(paths: &[PathBuf], asked: Format) -> Result<Vec<Target>, Error> {
    let mut targets: Vec<Target> = Vec::new();
    for path in paths {
        let Some(format) = format(path, Format::of_extension, asked) else {
            return Err(ConfigError::in_file(Text::new("config-output-extension"), path).into());
        };
        targets.push((path.clone(), format));
        if !is_stream(path) {
            let beside = format.beside().iter();
            targets.extend(beside.map(|(extension, format)| (path.with_extension(extension), *format)));
        }
    }
    for (index, (path, _)) in targets.iter().enumerate() {
        check(path)?;
        if targets[..index].iter().any(|(other, _)| same(other, path)) {
            return Err(ConfigError::in_file(Text::new("config-output-twice"), path).into());
        }
    }
    Ok(targets)
}

/// The format of a file by its extension; without one, a stream takes the one that is asked for.
pub fn format<F>(path: &Path, of_extension: impl Fn(&str) -> Option<F>, asked: F) -> Option<F> {
    of_extension(extension(path)).or_else(|| is_stream(path).then_some(asked))
}

/// Whether a path leaves the format of an audit open.
pub fn is_open(path: &Path) -> bool {
    Format::of_extension(extension(path)).is_none() && is_stream(path)
}

fn extension(path: &Path) -> &str {
    path.extension().and_then(|extension| extension.to_str()).unwrap_or_default()
}

/// Whether bytes are taken as they come: a pipe, a device, standard output.
fn is_stream(path: &Path) -> bool {
    matches!(place(path), Ok(Place::Stdout | Place::Stream))
}

pub fn is_stdout(path: &Path) -> bool {
    matches!(place(path), Ok(Place::Stdout))
}

/// Where bytes go.
enum Place {
    Stdout,
    Stream,
    /// A file, at the end of all links, and what is there now.
    File {
        path: PathBuf,
        present: Option<Metadata>,
    },
}

fn place(path: &Path) -> io::Result<Place> {
    if steps(path).any(|step| STDOUT.iter().any(|stdout| step == Path::new(stdout))) {
        return Ok(Place::Stdout);
    }
    let present = match path.metadata() {
        Ok(present) if present.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(present) if !present.is_file() => return Ok(Place::Stream),
        Ok(present) => Some(present),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    Ok(Place::File { path: end_of_links(path), present })
}

/// Whether two paths, written differently or not, are one file.
fn same(a: &Path, b: &Path) -> bool {
    let place = |path: &Path| {
        let path = end_of_links(path);
        Some((folder(&path).canonicalize().ok()?, path.file_name()?.to_owned()))
    };
    place(a) == place(b)
}

/// Whether a file can come to be at `path`, before anything is fetched for it.
pub fn check(path: &Path) -> Result<(), Error> {
    let begun = place(path).and_then(|place| match place {
        Place::Stdout | Place::Stream => Ok(()),
        Place::File { path, present } => begin(&path, present.as_ref()).map(drop),
    });
    begun.map_err(|error| failed(path, &error))
}

/// Renders all, then writes all, and gives the paths of the files.
pub fn write(
    targets: Vec<Target>,
    render: impl Fn(Format) -> String,
    out: &mut dyn Write,
) -> Result<Vec<PathBuf>, Error> {
    write_all(targets.into_iter().map(|(path, format)| (path, render(format).into())).collect(), out)
}

/// Writes files, all of them or none: each appears under its name when all are complete. Gives the
/// paths of those that are files, and no streams.
pub fn write_all(files: Vec<(PathBuf, Vec<u8>)>, out: &mut dyn Write) -> Result<Vec<PathBuf>, Error> {
    let mut complete = Vec::new();
    let mut streams = Vec::new();
    for (path, bytes) in files {
        match place(&path).map_err(|error| failed(&path, &error))? {
            Place::File { path: end, present } => {
                let file = fill(&end, present.as_ref(), &bytes).map_err(|error| failed(&path, &error))?;
                complete.push((path, end, file));
            }
            place => streams.push((path, place, bytes)),
        }
    }
    for (path, place, bytes) in streams {
        let written = match place {
            Place::Stdout => printed(out.write_all(&bytes).and_then(|()| out.flush())),
            _ => OpenOptions::new().write(true).open(&path).and_then(|mut stream| stream.write_all(&bytes)),
        };
        written.map_err(|error| failed(&path, &error))?;
    }
    let mut written = Vec::new();
    for (path, end, file) in complete {
        finish(file, &end).map_err(|error| failed(&path, &error))?;
        written.push(path);
    }
    Ok(written)
}

/// What came of writing to a stream. `| head` has seen what it wanted.
pub fn printed(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// The error of a path.
pub fn failed(path: &Path, error: &io::Error) -> Error {
    let reason: Value = match carried(error) {
        Some(NoFolder(folder)) => Text::new("output-no-folder").with("folder", secret::path(folder)).into(),
        None => reason(error),
    };
    Error::Output(Text::new("output-failed").with("path", secret::path(path)).with("reason", reason))
}

/// Adds to a file that others write to as well.
pub fn append(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
    file.write_all(text.as_bytes())
}
