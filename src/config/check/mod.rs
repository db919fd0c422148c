//! Every mistake of the configuration file at once, each with its line.
//!
//! The rules are those by which a run reads the file. A run ends with the first mistake; here each part of the file
//! is given to the same rules by itself, and what is wrong with one does not hide the next.

mod parts;
mod places;

use std::path::{Path, PathBuf};

use super::error::ConfigError;
use super::file::FileConfig;
use super::{Loaded, loaded};
use crate::cli::General;
use crate::context::Context;
use places::Places;

/// Most mistakes that are looked for: a file with more is no configuration.
const MOST: usize = 50;

/// A mistake, and the line where it stands unless its message names that already.
#[derive(Debug)]
pub struct Fault {
    pub error: ConfigError,
    pub line: Option<usize>,
    /// For their order.
    offset: usize,
}

/// The configuration file with all its mistakes.
#[derive(Debug)]
pub struct Checked {
    /// The file without what is wrong in it.
    pub loaded: Loaded,
    places: Places,
    faults: Vec<Fault>,
}

impl Checked {
    /// Reads the file that applies, whatever is wrong in it.
    pub fn read(general: &General, context: &Context) -> Result<Self, ConfigError> {
        let (path, found) = loaded::place(general, context).ok_or_else(|| loaded::none(context))?;
        let input = loaded::open(&path, found, context)?;
        let text = input.text().map_err(|problem| loaded::unreadable(&path, &problem))?;
        let read = places::read(&path, text);
        let loaded = Loaded::of(path, read.config, found, &input);
        let mut checked = Self { loaded, places: read.places, faults: Vec::new() };
        if read.whole {
            // A key whose form is wrong was left out: what the rest of its section means without it is a guess.
            let sound = |section: &str| !read.faults.iter().any(|(key, ..)| is_of(key, section));
            parts::check(&mut checked, context, &sound);
        }
        let form = read.faults.into_iter();
        checked.faults.extend(form.map(|(_, offset, error)| Fault { error, line: None, offset }));
        Ok(checked)
    }

    pub fn path(&self) -> &Path {
        &self.loaded.path
    }

    /// Notes what is wrong with a key, such as `mail.from`.
    pub fn note(&mut self, key: &str, error: ConfigError) {
        let place = self.places.of(key);
        let (offset, line) = (place.unwrap_or(usize::MAX), place.map(|offset| self.places.line(offset)));
        let placed = line.and_then(|line| error.at_line(self.path(), line));
        let fault = match placed {
            Some(error) => Fault { error, line: None, offset },
            None => Fault { error, line, offset },
        };
        // The same thing is found twice where two rules look at it.
        if self.faults.len() < MOST && !self.faults.iter().any(|other| other.error == fault.error) {
            self.faults.push(fault);
        }
    }

    /// All mistakes, from the first line to the last.
    pub fn faults(mut self) -> Vec<Fault> {
        self.faults.sort_by_key(|fault| fault.offset);
        self.faults
    }

    /// A file of this configuration with a part of it alone.
    fn part(&self, config: FileConfig) -> Loaded {
        Loaded { path: PathBuf::from(self.path()), config, ..Loaded::default() }
    }
}

/// Whether a key is a section or stands in it.
fn is_of(key: &str, section: &str) -> bool {
    key.strip_prefix(section).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
