//! Writing the file, strictly: what is not meant to change keeps its bytes.
//!
//! The lock is on the file itself, so that none is left beside it. A change puts another file in its place: who waited
//! for the lock of the old one looks again.

use std::collections::HashMap;
use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Seek as _, SeekFrom, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::columns::{Column, Columns};
use super::read::{Problem, content, fit, in_file, sheet, text, unreadable};
use super::sheet::{Record, Sheet, plain, quoted};
use super::{COLUMNS, Carrier, Ledger, Link};
use crate::locale::Text;
use crate::reason::reason;
use crate::replace;

/// How often a lock is tried, and the pause between: five seconds together. One writing takes some milliseconds.
const TRIES: u32 = 500;
const PAUSE: Duration = Duration::from_millis(10);

/// Adds links at the end, all or none; makes the file where there is none. One that is there already is left as it is,
/// and one whose id another process took meanwhile is refused.
pub fn append(path: &Path, links: &[Link]) -> Result<(), Text> {
    if links.is_empty() {
        return Ok(());
    }
    let mut locked = Locked::open(path, true)?;
    let written = locked.append(path, links);
    if written.is_err() && locked.made {
        // Who waits for its lock finds that it is gone, and makes another one.
        let _ = fs::remove_file(&locked.end);
    }
    written
}

/// Changes one link, and nothing else of the file. Gives the link as it is then.
pub fn change(path: &Path, id: &str, edit: impl FnOnce(&mut Link)) -> Result<Link, Text> {
    let locked = Locked::open(path, false)?;
    let bytes = content(&locked.file).map_err(|problem| unreadable(path, problem))?;
    let text = text(path, &bytes)?;
    let sheet = sheet(path, text)?;
    let columns = Columns::find(path, &sheet.head)?;
    let ledger = Ledger::of(path, &sheet, &columns);
    let before = ledger.get(id)?;
    let mut link = before.clone();
    edit(&mut link);
    let changed = |column: &Column| link.cell(*column) != before.cell(*column);
    let changed: Vec<_> = Column::ALL.into_iter().filter(changed).collect();
    refuse_unnamed(path, &sheet, &columns, changed.iter().copied())?;
    let mut edits = Vec::new();
    // Equal lines stay equal.
    for record in rows(&sheet, &columns, id) {
        edits.extend(edits_of(record, &columns, &link, &changed, sheet.delimiter));
    }
    if !edits.is_empty() {
        locked.replace(&edited(text, edits)).map_err(|error| not_written(path, &error))?;
    }
    Ok(link)
}

fn rows<'s, 'a>(sheet: &'s Sheet<'a>, columns: &Columns, id: &str) -> impl Iterator<Item = &'s Record<'a>> {
    let at = columns.at(Column::Id);
    sheet.rows.iter().filter(move |row| at.is_some_and(|at| row.get(at).eq_ignore_ascii_case(id)))
}

/// The first line of each id, whether it is right or not: all at once, as many links may be added to many.
fn lines(sheet: &Sheet<'_>, columns: &Columns) -> HashMap<String, u64> {
    let at = columns.at(Column::Id);
    let ids = sheet.rows.iter().rev().filter_map(|row| Some((row.get(at?).to_ascii_lowercase(), row.line)));
    ids.collect()
}

/// A last line that is wrong and has no end is one of which the rest is missing: what is added would hide that.
fn refuse_half(path: &Path, text: &str, sheet: &Sheet<'_>, ledger: &Ledger) -> Result<(), Text> {
    let last = sheet.rows.last().filter(|_| !text.ends_with(['\n', '\r']));
    let half = last.filter(|row| ledger.faults.iter().any(|fault| fault.lines.contains(&row.line)));
    half.map_or(Ok(()), |row| Err(in_file("ledger-half", path).with("line", row.line.to_string())))
}

/// What would be lost, as the file has no column for it, is refused.
fn refuse_unnamed(
    path: &Path,
    sheet: &Sheet<'_>,
    columns: &Columns,
    filled: impl Iterator<Item = Column>,
) -> Result<(), Text> {
    let missing: Vec<_> = filled.filter(|column| columns.at(*column).is_none()).map(Column::name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let sign = char::from(sheet.delimiter).to_string();
    let added: String = missing.iter().flat_map(|name| [sign.as_str(), name]).collect();
    Err(in_file("ledger-no-column", path)
        .with("count", missing.len() as u64)
        .with("missing", missing.join(", "))
        .with("added", added))
}

/// The bytes of a line that change, in their order.
fn edits_of(
    record: &Record<'_>,
    columns: &Columns,
    link: &Link,
    changed: &[Column],
    delimiter: u8,
) -> Vec<(Range<usize>, String)> {
    let mut places: Vec<_> = changed.iter().filter_map(|one| Some((columns.at(*one)?, *one))).collect();
    places.sort_unstable_by_key(|(place, _)| *place);
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    // A line may end before its last columns.
    let mut length = record.cells.len();
    let end = record.cells.last().map_or(0, |cell| cell.bytes.end);
    for (place, column) in places {
        let value = quoted(&link.cell(column), delimiter);
        match record.cells.get(place) {
            Some(cell) => edits.push((cell.bytes.clone(), value)),
            None => {
                let signs = char::from(delimiter).to_string().repeat(place + 1 - length);
                edits.push((end..end, signs + &value));
                length = place + 1;
            }
        }
    }
    edits
}

fn edited(text: &str, edits: Vec<(Range<usize>, String)>) -> String {
    let mut whole = String::with_capacity(text.len() + 256);
    let mut kept = 0;
    for (bytes, value) in edits {
        whole.push_str(&text[kept..bytes.start]);
        whole.push_str(&value);
        kept = bytes.end;
    }
    whole + &text[kept..]
}

fn not_written(path: &Path, error: &io::Error) -> Text {
    in_file("ledger-not-written", path).with("reason", reason(error))
}

/// The file, while nobody else writes to it.
struct Locked {
    file: File,
    /// Where the file is, at the end of all symbolic links.
    end: PathBuf,
    /// Whether it was not there before.
    made: bool,
}

impl Locked {
    fn open(path: &Path, make: bool) -> Result<Self, Text> {
        let end = replace::end_of_links(path);
        for _ in 0..TRIES {
            let (file, made) = open(path, &end, make)?;
            match file.try_lock() {
                Ok(()) if is_at(&file, &end) => return Ok(Self { file, end, made }),
                // Another one has taken its place.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
                Err(TryLockError::Error(error)) => return Err(not_written(path, &error)),
            }
        }
        Err(in_file("ledger-locked", path))
    }

    fn append(&mut self, path: &Path, links: &[Link]) -> Result<(), Text> {
        let bytes = content(&self.file).map_err(|problem| unreadable(path, problem))?;
        let text = text(path, &bytes)?;
        let head = format!("{}\n", COLUMNS.join(","));
        let blank = text.trim_start_matches('\u{feff}').trim().is_empty();
        let sheet = sheet(path, if blank { &head } else { text })?;
        let columns = Columns::find(path, &sheet.head)?;
        let mut added = String::new();
        if !(text.is_empty() || text.ends_with(['\n', '\r'])) && (!blank || text != "\u{feff}") {
            added.push_str(sheet.ending);
        }
        if blank {
            added.push_str(&head);
        }
        let known = Ledger::of(path, &sheet, &columns);
        refuse_half(path, text, &sheet, &known)?;
        let mut by_id: HashMap<&str, &Link> = known.links.iter().map(|link| (&*link.id, link)).collect();
        let lines = lines(&sheet, &columns);
        let mut any = false;
        for link in links {
            if is_new(path, link, by_id.get(&*link.id).copied(), lines.get(&link.id).copied())? {
                refuse_unnamed(path, &sheet, &columns, link.filled())?;
                let cell = |column: &Option<Column>| {
                    column.map_or_else(String::new, |column| quoted(&link.cell(column), sheet.delimiter))
                };
                let cells: Vec<_> = columns.in_order().iter().map(cell).collect();
                added.push_str(&cells.join(&char::from(sheet.delimiter).to_string()));
                added.push_str(sheet.ending);
                by_id.insert(&link.id, link);
                any = true;
            }
        }
        match any {
            false => Ok(()),
            true => self.extend(&added).map_err(|error| not_written(path, &error)),
        }
    }

    /// Adds text at the end, all of it or nothing.
    fn extend(&mut self, text: &str) -> io::Result<()> {
        let length = self.file.seek(SeekFrom::End(0))?;
        // Some file systems find out only when they sync that the disk is full.
        let written = self.file.write_all(text.as_bytes()).and_then(|()| self.file.sync_data());
        if written.is_err() {
            let _ = self.file.set_len(length);
        }
        written
    }

    /// Puts a file with this text in its place.
    fn replace(&self, text: &str) -> io::Result<()> {
        let file = replace::fill(&self.end, Some(&self.file.metadata()?), text.as_bytes())?;
        replace::finish(file, &self.end)
    }
}

/// Whether a link is to be written. An equal one is there already, or another one has its id.
fn is_new(path: &Path, link: &Link, found: Option<&Link>, line: Option<u64>) -> Result<bool, Text> {
    match (found, line) {
        (Some(found), _)
            if link.filled().all(|column| plain(&found.cell(column)) == plain(&link.cell(column))) =>
        {
            Ok(false)
        }
        (None, None) => Ok(true),
        (found, line) => {
            let line = line.or(found.map(|found| found.line)).unwrap_or_default();
            let text = in_file("ledger-id-taken", path).with("id", link.id.clone());
            Err(text.with("line", line.to_string()))
        }
    }
}

impl Link {
    /// The columns that a line of it needs: what can be told from the others may be left out.
    fn filled(&self) -> impl Iterator<Item = Column> {
        let derived = |column: &Column| match column {
            Column::Link => {
                let bare = Self { link: String::new(), ..self.clone() };
                [Carrier::Id, Carrier::Term, Carrier::None].iter().any(|way| bare.address(*way) == self.link)
            }
            Column::Published => self.published == Some(self.created),
            _ => false,
        };
        let needed = move |column: &Column| !self.cell(*column).is_empty() && !derived(column);
        Column::ALL.into_iter().filter(needed)
    }
}

/// Opens the file to read and write it, and says whether it was made.
fn open(path: &Path, end: &Path, make: bool) -> Result<(File, bool), Text> {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    match end.metadata() {
        Ok(metadata) => fit(&metadata).map_err(|problem| unreadable(path, problem))?,
        Err(error) if error.kind() == ErrorKind::NotFound && make => {
            match options.clone().create_new(true).open(end) {
                // Somebody else made it.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                made => return made.map(|file| (file, true)).map_err(|error| not_written(path, &error)),
            }
        }
        Err(error) => return Err(unreadable(path, Problem::from(error))),
    }
    match options.open(end) {
        // Who made it has failed, and removed it; or it is just being replaced.
        Err(error) if error.kind() == ErrorKind::NotFound && make => open(path, end, make),
        opened => opened.map(|file| (file, false)).map_err(|error| not_written(path, &error)),
    }
}

/// Whether an open file is still the one of this name.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let same = |one: Metadata, other: Metadata| (one.dev(), one.ino()) == (other.dev(), other.ino());
    file.metadata().ok().zip(path.metadata().ok()).is_some_and(|(one, other)| same(one, other))
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}
