//! Reading the file, leniently: all that is right of it becomes links, and all that is not is told at once.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

use jiff::civil::Date;

use super::cell::{self, NoDate};
use super::columns::{Column, Columns};
use super::sheet::{Record, Sheet, Unclosed};
use super::{Fault, Ledger, Link};
use crate::escape::Foreign;
use crate::locale::Text;
use crate::nearest::nearest;

/// Largest ledger that is read, in MiB: 10,000 links with long notes have five.
const MAX_MIB: u64 = 16;
/// Most lines that one message names: a sheet in which an id was drawn down a column has thousands.
const NAMED_LINES: usize = 8;
/// What git leaves in a file that two people changed.
const CONFLICTS: [&str; 3] = ["<<<<<<< ", "=======", ">>>>>>> "];

impl Ledger {
    /// Reads a file; the error says why nothing of it can be read.
    pub fn read(path: &Path) -> Result<Self, Text> {
        let bytes = open(path).and_then(|file| content(&file));
        Self::parse(path, &bytes.map_err(|problem| unreadable(path, problem))?)
    }

    /// Reads the bytes of a file.
    pub fn parse(path: &Path, bytes: &[u8]) -> Result<Self, Text> {
        let sheet = sheet(path, text(path, bytes)?)?;
        let columns = Columns::find(path, &sheet.head)?;
        Ok(Self::of(path, &sheet, &columns))
    }

    /// What the lines of a sheet say.
    pub(super) fn of(path: &Path, sheet: &Sheet<'_>, columns: &Columns) -> Self {
        let mut faults = Vec::new();
        let mut links = Vec::with_capacity(sheet.rows.len());
        for (record, sole) in versions(&sheet.rows, columns.at(Column::Id), &mut faults) {
            if is_conflict(record) {
                faults.push(fault(record.line, "", Text::new("ledger-conflict")));
                continue;
            }
            let mut row = Row { columns, record, faults: &mut faults };
            links.extend(row.link().filter(|_| sole));
        }
        faults.sort_by_key(|fault| fault.lines.first().copied());
        Self { path: path.to_owned(), links, faults }
    }
}

/// Why a file is not read.
pub enum Problem {
    Missing,
    /// One that the message `file-problem` has.
    Kind(&'static str),
    Other(String),
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::Missing,
            ErrorKind::PermissionDenied => Self::Kind("forbidden"),
            _ => Self::Other(error.to_string()),
        }
    }
}

pub fn unreadable(path: &Path, problem: Problem) -> Text {
    let (problem, reason) = match problem {
        Problem::Missing => return in_file("ledger-missing", path),
        Problem::Kind(kind) => (kind, String::new()),
        Problem::Other(reason) => ("other", reason),
    };
    in_file("ledger-unreadable", path).with("problem", problem).with("reason", reason).with("limit", MAX_MIB)
}

/// A message about the file.
pub fn in_file(id: &'static str, path: &Path) -> Text {
    Text::new(id).with("path", path.display().to_string())
}

pub fn open(path: &Path) -> Result<File, Problem> {
    // Before it is opened, as that alone makes some devices act.
    fit(&path.metadata()?)?;
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        // A FIFO that took the file's place is not waited for.
        options.custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY);
    }
    Ok(options.read(true).open(path)?)
}

/// What an open file holds, when it is one and not too large.
pub fn content(file: &File) -> Result<Vec<u8>, Problem> {
    let metadata = file.metadata()?;
    fit(&metadata)?;
    let most = MAX_MIB * 1024 * 1024;
    let mut bytes = Vec::with_capacity(metadata.len().min(most) as usize + 1);
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(Problem::Kind("large")) } else { Ok(bytes) }
}

pub fn fit(metadata: &Metadata) -> Result<(), Problem> {
    match metadata {
        folder if folder.is_dir() => Err(Problem::Kind("folder")),
        other if !other.is_file() => Err(Problem::Kind(kind(other))),
        file if file.len() > MAX_MIB * 1024 * 1024 => Err(Problem::Kind("large")),
        _ => Ok(()),
    }
}

#[cfg(unix)]
fn kind(metadata: &Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    let kind = metadata.file_type();
    if kind.is_fifo() || kind.is_socket() { "pipe" } else { "device" }
}

#[cfg(not(unix))]
fn kind(_: &Metadata) -> &'static str {
    "device"
}

/// The bytes as text; of another encoding, it is told which one.
pub fn text<'a>(path: &Path, bytes: &'a [u8]) -> Result<&'a str, Text> {
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || bytes.contains(&0);
    let kind = match std::str::from_utf8(bytes) {
        Ok(text) if !wide => return Ok(text),
        _ if wide && bytes.len().is_multiple_of(2) => ("utf-16", 1),
        Ok(_) => ("none", 1),
        Err(error) => {
            let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
            (if is_windows(bytes) { "windows-1252" } else { "none" }, line)
        }
    };
    Err(in_file("ledger-encoding", path).with("kind", kind.0).with("line", kind.1.to_string()))
}

/// Whether all bytes mean something in Windows-1252.
fn is_windows(bytes: &[u8]) -> bool {
    let means = |byte: &u8| match byte {
        b'\t' | b'\n' | b'\r' => true,
        0x00..=0x1f | 0x7f | 0x81 | 0x8d | 0x8f | 0x90 | 0x9d => false,
        _ => true,
    };
    bytes.iter().all(means)
}

pub fn sheet<'a>(path: &Path, text: &'a str) -> Result<Sheet<'a>, Text> {
    let unclosed = |Unclosed(line)| in_file("ledger-cut", path).with("line", line.to_string());
    Sheet::parse(text).map_err(unclosed)?.ok_or_else(|| in_file("ledger-empty", path))
}

/// Where the versions of an id stand, and what they say: by it, an equal line is found without looking at each.
type Versions<'s> = (Vec<usize>, HashSet<Vec<&'s str>>);

/// Each line once, and whether it is the only version of its id: equal ones, which git doubles when it unites the
/// lines of two people, are one; of unequal ones, nobody knows which is right.
pub fn versions<'s, 'a>(
    rows: &'s [Record<'a>],
    id: Option<usize>,
    faults: &mut Vec<Fault>,
) -> Vec<(&'s Record<'a>, bool)> {
    let id = |record: &'s Record<'a>| match id.map_or("", |at| record.get(at)) {
        lower if !lower.bytes().any(|byte| byte.is_ascii_uppercase()) => Cow::Borrowed(lower),
        other => Cow::Owned(other.to_ascii_lowercase()),
    };
    let mut first: HashMap<Cow<'s, str>, usize> = HashMap::with_capacity(rows.len());
    // Of the ids with several lines.
    let mut several: BTreeMap<Cow<'s, str>, Versions<'s>> = BTreeMap::new();
    let mut different: Vec<(&Record<'_>, bool)> = Vec::with_capacity(rows.len());
    for record in rows {
        let id = id(record);
        let at =
            if id.is_empty() { different.len() } else { *first.entry(id.clone()).or_insert(different.len()) };
        if at < different.len() {
            let before = || (vec![at], HashSet::from([different[at].0.said()]));
            let (places, said) = several.entry(id).or_insert_with(before);
            if !said.insert(record.said()) {
                continue;
            }
            places.push(different.len());
        }
        different.push((record, true));
    }
    for (id, (places, _)) in several.into_iter().filter(|(_, (places, _))| places.len() > 1) {
        places.iter().for_each(|at| different[*at].1 = false);
        let lines: Vec<_> = places.iter().map(|at| different[*at].0.line).collect();
        let named: Vec<_> = lines.iter().take(NAMED_LINES).map(u64::to_string).collect();
        let [others @ .., last] = &named[..] else { continue };
        let text = Text::new("ledger-versions")
            .with("count", lines.len() as u64)
            .with("others", (lines.len() - named.len()) as u64)
            .with("lines", others.join(", "))
            .with("last", last.clone())
            .with("id", Foreign::new(&id));
        faults.push(Fault { lines, id: id.into_owned(), text });
    }
    different
}

fn is_conflict(record: &Record<'_>) -> bool {
    record.cells.first().is_some_and(|cell| CONFLICTS.iter().any(|sign| cell.text.starts_with(sign)))
}

fn fault(line: u64, id: &str, text: Text) -> Fault {
    Fault { lines: vec![line], id: id.to_owned(), text: text.with("line", line.to_string()) }
}

/// A line that becomes a link, or faults.
pub struct Row<'r> {
    pub columns: &'r Columns,
    pub record: &'r Record<'r>,
    pub faults: &'r mut Vec<Fault>,
}

impl Row<'_> {
    fn get(&self, column: Column) -> &str {
        self.columns.at(column).map_or("", |at| self.record.get(at))
    }

    fn text(&self, column: Column) -> String {
        self.get(column).to_owned()
    }

    fn note(&mut self, text: Text) {
        let id = self.columns.at(Column::Id).map_or("", |at| self.record.get(at));
        self.faults.push(fault(self.record.line, id, text));
    }

    fn fault(&mut self, id: &'static str, column: Column) {
        let value = Foreign::new(self.get(column));
        let text = Text::new(id).with("column", column.name()).with("value", value);
        self.note(text);
    }

    pub fn link(&mut self) -> Option<Link> {
        let before = self.faults.len();
        self.check_form();
        let created = self.date(Column::Created);
        let status = self.read(Column::Status, "ledger-status", cell::status);
        let [published, review, decided] =
            [Column::Published, Column::Review, Column::Decided].map(|column| self.date(column));
        let target = self.read(Column::Target, "ledger-target", cell::target);
        let cost = self.read(Column::Cost, "ledger-cost", cell::amount);
        if cost.is_some_and(|cost| cost < 0.0) {
            self.fault("ledger-cost-negative", Column::Cost);
        }
        let decision = self.read(Column::Decision, "ledger-decision", cell::decision);
        let (created, status) = created.zip(status).filter(|_| self.faults.len() == before)?;
        Some(Link {
            line: self.record.line,
            id: self.get(Column::Id).to_ascii_lowercase(),
            url: self.text(Column::Url),
            campaign: self.text(Column::Campaign),
            source: self.text(Column::Source),
            medium: self.text(Column::Medium),
            content: self.text(Column::Content),
            link: self.text(Column::Link),
            short: self.text(Column::Short),
            title: self.text(Column::Title),
            owner: self.text(Column::Owner),
            created,
            published,
            review,
            target,
            cost,
            status,
            decision,
            decided,
            note: self.text(Column::Note),
        })
    }

    /// What must be there, and no more than the first line names.
    fn check_form(&mut self) {
        let named = self.columns.len();
        if (named..self.record.cells.len()).any(|at| !self.record.get(at).is_empty()) {
            let cells = self.record.cells.len() as u64;
            let text = Text::new("ledger-cells").with("cells", cells).with("columns", named as u64);
            self.note(text);
        }
        for column in Column::REQUIRED {
            if self.get(column).is_empty() {
                self.fault("ledger-value-missing", column);
            }
        }
        let id = self.get(Column::Id);
        if !id.is_empty() && !cell::is_id(id) {
            self.fault("ledger-id", Column::Id);
        }
        let address = self.get(Column::Url);
        if !address.is_empty() && !cell::is_web(address) {
            self.fault("ledger-url", Column::Url);
        }
    }

    fn date(&mut self, column: Column) -> Option<Date> {
        let text = self.get(column);
        if text.is_empty() {
            return None;
        }
        match cell::date(text) {
            Ok(date) => return Some(date),
            Err(NoDate::InNoCalendar) => self.fault("ledger-date-none", column),
            Err(NoDate::Form) => self.fault("ledger-date-form", column),
        }
        None
    }

    fn read<T>(&mut self, column: Column, wrong: &'static str, read: fn(&str) -> Option<T>) -> Option<T> {
        let text = self.get(column);
        if text.is_empty() {
            return None;
        }
        let value = read(text);
        if value.is_none() {
            let near = nearest(text, known(column).iter().copied()).unwrap_or("none");
            let value = Foreign::new(text);
            let text = Text::new(wrong).with("value", value).with("nearest", near);
            self.note(text);
        }
        value
    }
}

/// The words that a column takes.
fn known(column: Column) -> &'static [&'static str] {
    match column {
        Column::Status => &["draft", "active", "retired"],
        Column::Decision => &["continue", "adjust", "stop"],
        _ => &[],
    }
}

pub fn target(text: &str) -> Option<super::Target> {
    cell::target(text)
}

pub fn amount(text: &str) -> Option<f64> {
    cell::amount(text).filter(|amount| *amount >= 0.0)
}
