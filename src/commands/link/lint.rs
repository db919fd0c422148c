use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::cli::link::{LintArgs, LintFormat};
use crate::commands::Run;
use crate::config::error::ConfigError;
use crate::error::RunError;
use crate::exit::Exit;
use crate::ledger::Ledger;
use crate::links::extract::{self, Kind};
use crate::links::lint::{self, Rules};
use crate::links::report::{self, Looked};
use crate::locale::{Locale, Text};
use crate::reason;
use crate::secret;

/// Largest document, in MB: newsletters are a hundredth of it, mails with attachments rarely more.
const LARGEST: u64 = 32;
/// Most documents of a run: more are a folder that was not meant, such as a whole disk.
const MOST_FILES: usize = 10_000;
/// Folders within folders that are looked into, for the same reason.
const DEPTH: usize = 32;
/// The name of stdin.
const STDIN: &str = "-";

/// A document to read.
struct Document {
    path: PathBuf,
    kind: Option<Kind>,
}

impl Run<'_, '_> {
    pub(super) fn link_lint(&mut self, args: &LintArgs, path: &Path) -> Result<Exit, RunError> {
        // Documents can be held against the plan alone, but a ledger that was named must be there.
        let named = self.ledger_path(self.cli.general.ledger.as_ref()).is_some();
        let ledger = match args.files.is_empty() || named || path.exists() {
            true => Some(Ledger::read(path).map_err(|text| ConfigError::in_file(text, path))?),
            false => None,
        };
        let channels = self.channels()?;
        let plan = &self.loaded.config.plan;
        let rules = Rules::new(ledger.as_ref(), plan, &channels, self.usual_carrier());
        let looked = match (&ledger, args.files.is_empty()) {
            (Some(ledger), true) => {
                let links = ledger.links.len() as u64;
                vec![Looked { name: self.name(path), problems: lint::ledger(&rules), links }]
            }
            _ if !rules.has_hosts() => return Err(ConfigError::new("link-lint-no-hosts").into()),
            _ => self.documents(&args.files, path, &rules)?,
        };
        let write = |render: fn(&[Looked], &Locale) -> String| render(&looked, self.locale);
        match args.format.unwrap_or_default() {
            LintFormat::Text => self.print(&write(report::text))?,
            LintFormat::Junit => self.print(&write(report::junit))?,
            LintFormat::Github => {
                let text = write(report::github);
                let written = self.out.write_commands(&text);
                self.printed(written)?;
            }
        }
        Ok(if report::count(&looked) == 0 { Exit::Done } else { Exit::GateExceeded })
    }

    /// A path as it is shown: from here on, where it is below, as annotations need it.
    fn name(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.context.dir).unwrap_or(path);
        secret::path(below)
    }

    fn documents(
        &self,
        paths: &[PathBuf],
        ledger: &Path,
        rules: &Rules<'_>,
    ) -> Result<Vec<Looked>, RunError> {
        let mut walk = Walk { documents: Vec::new(), seen: HashSet::new() };
        // The ledger has links without tags in its column of destinations.
        walk.seen.extend(ledger.canonicalize());
        for path in paths {
            if path == Path::new(STDIN) {
                walk.documents.push(Document { path: path.clone(), kind: None });
                continue;
            }
            let path = self.context.dir.join(path);
            walk.add(&path, DEPTH).map_err(|problem| problem.of(&path))?;
        }
        let looked = walk.documents.into_iter().map(|Document { path, kind }| {
            let bytes = bytes(&path).map_err(|problem| problem.of(&path))?;
            let found = extract::links(&bytes, kind);
            let problems = found.iter().filter_map(|found| lint::shared(rules, found)).collect();
            let links = found.iter().filter(|found| lint::is_looked_at(rules, found)).count() as u64;
            Ok(Looked { name: self.name(&path), problems, links })
        });
        looked.collect()
    }
}

/// Why documents cannot be read.
enum Problem {
    Io(io::Error),
    Large,
    Many,
}

impl Problem {
    fn of(self, path: &Path) -> RunError {
        let text = match self {
            Self::Io(error) => Text::new("link-lint-input").with("reason", reason::reason(&error)),
            Self::Large => Text::new("link-lint-large").with("most", LARGEST),
            Self::Many => Text::new("link-lint-many").with("most", MOST_FILES as u64),
        };
        ConfigError::in_file(text, path).into()
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

struct Walk {
    documents: Vec<Document>,
    seen: HashSet<PathBuf>,
}

impl Walk {
    /// A file whatever its name, or what is in a folder and has the name of a document. Links of the file system are
    /// followed only where they were named.
    fn add(&mut self, path: &Path, depth: usize) -> Result<(), Problem> {
        if !path.is_dir() {
            return self.document(path);
        }
        let mut entries: Vec<_> = fs::read_dir(path)?.collect::<Result<_, _>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let (path, kind) = (entry.path(), entry.file_type()?);
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if kind.is_dir() && !hidden && depth > 0 {
                self.add(&path, depth - 1)?;
            } else if kind.is_file() && !hidden && Kind::of_path(&path).is_some() {
                self.document(&path)?;
            }
        }
        Ok(())
    }

    fn document(&mut self, path: &Path) -> Result<(), Problem> {
        if self.documents.len() == MOST_FILES {
            return Err(Problem::Many);
        }
        if self.seen.insert(path.canonicalize()?) {
            self.documents.push(Document { path: path.to_owned(), kind: Kind::of_path(path) });
        }
        Ok(())
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    let most = LARGEST << 20;
    let mut bytes = Vec::new();
    match path == Path::new(STDIN) {
        true => io::stdin().lock().take(most + 1).read_to_end(&mut bytes)?,
        false => File::open(path)?.take(most + 1).read_to_end(&mut bytes)?,
    };
    if bytes.len() as u64 > most { Err(Problem::Large) } else { Ok(bytes) }
}
