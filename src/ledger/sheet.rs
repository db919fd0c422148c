//! A text as a sheet of cells: where each stands, so that what is not meant to change keeps its bytes.

use std::borrow::Cow;
use std::ops::Range;

/// What spreadsheets put between cells.
const DELIMITERS: [u8; 3] = *b",;\t";
/// What some editors begin a text with.
const MARK: &str = "\u{feff}";

#[derive(Debug)]
pub struct Sheet<'a> {
    pub delimiter: u8,
    /// The end of a line.
    pub ending: &'static str,
    pub head: Record<'a>,
    /// Those that hold something.
    pub rows: Vec<Record<'a>>,
}

#[derive(Debug)]
pub struct Record<'a> {
    /// Number of its first line, from 1.
    pub line: u64,
    pub cells: Vec<Cell<'a>>,
}

#[derive(Debug)]
pub struct Cell<'a> {
    /// Its bytes in the text, with its quotes.
    pub bytes: Range<usize>,
    pub text: Cow<'a, str>,
}

/// The line with the quote that no other one closes.
#[derive(Debug, PartialEq)]
pub struct Unclosed(pub u64);

impl<'a> Sheet<'a> {
    /// `None` where the text has no line with anything in it.
    pub fn parse(text: &'a str) -> Result<Option<Self>, Unclosed> {
        let start = if text.starts_with(MARK) { MARK.len() } else { 0 };
        let mut scan = Scan { text, at: start, line: 1, delimiter: delimiter(&text[start..]) };
        let Some(head) = scan.next_filled()? else { return Ok(None) };
        let ending = if text[..scan.at].ends_with("\r\n") { "\r\n" } else { "\n" };
        let mut rows = Vec::new();
        while let Some(record) = scan.next_filled()? {
            rows.push(record);
        }
        Ok(Some(Self { delimiter: scan.delimiter, ending, head, rows }))
    }
}

impl Record<'_> {
    /// The text of a cell without the spaces around it; one that is not there is empty.
    pub fn get(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", |cell| cell.text.trim())
    }

    fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.trim().is_empty())
    }

    /// What it says, however many empty cells it ends in.
    pub fn said(&self) -> Vec<&str> {
        let mut said: Vec<_> = (0..self.cells.len()).map(|at| self.get(at)).collect();
        said.truncate(said.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last + 1));
        said
    }
}

/// The sign that parts the cells of the first line: the most frequent one outside of quotes.
fn delimiter(text: &str) -> u8 {
    let line = text.trim_start().split(['\n', '\r']).next().unwrap_or_default();
    let bare: Vec<u8> = line.split('"').step_by(2).flat_map(str::bytes).collect();
    let count = |sign: &u8| bare.iter().filter(|byte| *byte == sign).count();
    // Of equal ones, the last is the maximum.
    DELIMITERS.into_iter().rev().max_by_key(count).unwrap_or(b',')
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    line: u64,
    delimiter: u8,
}

impl<'a> Scan<'a> {
    fn next_filled(&mut self) -> Result<Option<Record<'a>>, Unclosed> {
        while self.at < self.text.len() {
            let record = self.record()?;
            if !record.is_empty() {
                return Ok(Some(record));
            }
        }
        Ok(None)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn record(&mut self) -> Result<Record<'a>, Unclosed> {
        let line = self.line;
        let mut cells = Vec::with_capacity(super::COLUMNS.len());
        loop {
            cells.push(self.cell()?);
            match self.peek() {
                Some(sign) if sign == self.delimiter => self.at += 1,
                _ => break,
            }
        }
        if self.text[self.at..].starts_with("\r\n") {
            self.at += 1;
        }
        self.at = self.text.len().min(self.at + 1);
        self.line += 1;
        Ok(Record { line, cells })
    }

    fn cell(&mut self) -> Result<Cell<'a>, Unclosed> {
        let start = self.at;
        let quoted = if self.peek() == Some(b'"') { Some(self.quoted()?) } else { None };
        let bare = self.at;
        let ends = |byte: &u8| *byte == self.delimiter || matches!(byte, b'\n' | b'\r');
        let rest = &self.text.as_bytes()[bare..];
        self.at += rest.iter().position(ends).unwrap_or(rest.len());
        let rest = &self.text[bare..self.at];
        let text = match quoted {
            Some(text) if rest.is_empty() => text,
            Some(text) => Cow::Owned(format!("{text}{rest}")),
            None => Cow::Borrowed(rest),
        };
        Ok(Cell { bytes: start..self.at, text })
    }

    /// What stands between two quotes; a doubled one is one.
    fn quoted(&mut self) -> Result<Cow<'a, str>, Unclosed> {
        let opened = self.line;
        let start = self.at + 1;
        let mut doubled = false;
        let mut at = start;
        loop {
            at += self.text[at..].find('"').ok_or(Unclosed(opened))?;
            if self.text.as_bytes().get(at + 1) != Some(&b'"') {
                break;
            }
            doubled = true;
            at += 2;
        }
        let inside = &self.text[start..at];
        self.at = at + 1;
        let breaks =
            inside.matches('\n').count() + inside.matches('\r').count() - inside.matches("\r\n").count();
        self.line += breaks as u64;
        Ok(if doubled { inside.replace("\"\"", "\"").into() } else { inside.into() })
    }
}

/// A text on one line, as git and people compare lines.
pub fn plain(text: &str) -> String {
    text.replace("\r\n", " ").replace(['\n', '\r'], " ").trim().to_owned()
}

/// A cell as it is written: quoted only where it must be.
pub fn quoted(text: &str, delimiter: u8) -> String {
    let text = plain(text);
    match text.contains('"') || text.contains(char::from(delimiter)) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(u64, Vec<String>)> {
        let sheet = Sheet::parse(text).unwrap().unwrap();
        let of = |record: &Record<'_>| {
            (record.line, record.cells.iter().map(|cell| cell.text.to_string()).collect())
        };
        [&sheet.head].into_iter().chain(&sheet.rows).map(of).collect()
    }

    #[test]
    fn lines_are_those_of_the_file() {
        let text = "\u{feff}a;b\r\n\r\n\"x\r\ny\";\"say \"\"hi\"\"\"\r\n;\r\n1;2";
        let of = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        assert_eq!(
            cells(text),
            [(1, of(["a", "b"])), (3, of(["x\r\ny", "say \"hi\""])), (6, of(["1", "2"]))]
        );
        assert_eq!(Sheet::parse(text).unwrap().unwrap().ending, "\r\n");
    }

    /// The end of a line is looked for in bytes, which letters have several of.
    #[test]
    fn the_last_letter_of_the_first_line_may_be_any() {
        for (text, ending) in [
            ("id,Priorité\n1,2", "\n"),
            ("id,Priorité\r\n1,2", "\r\n"),
            ("id,€", "\n"),
            ("é", "\n"),
            ("id,a\n\r\n", "\n"),
        ] {
            assert_eq!(Sheet::parse(text).unwrap().unwrap().ending, ending, "{text}");
        }
    }

    #[test]
    fn the_sign_between_cells_is_that_of_the_first_line() {
        for (text, sign) in
            [("a,b;c,d", b','), ("a;b", b';'), ("a\tb,c\td", b'\t'), ("a", b','), ("\"a;b;c\",d", b',')]
        {
            assert_eq!(Sheet::parse(text).unwrap().unwrap().delimiter, sign, "{text}");
        }
    }

    #[test]
    fn a_quote_that_nothing_closes_is_told_with_its_line() {
        assert_eq!(Sheet::parse("a,b\n1,2\n3,\"4\n5,6\n").unwrap_err(), Unclosed(3));
        assert!(Sheet::parse(" \n\r\n,,\n").unwrap().is_none());
        // One within a cell is a sign like any other.
        assert_eq!(cells("5\" pipe,b")[0].1, ["5\" pipe", "b"]);
    }

    #[test]
    fn what_is_written_is_read_again() {
        for text in ["", "a", "a,b", "say \"hi\"", "été; x", "=1+1", "a\nb"] {
            let line = format!("{},x", quoted(text, b','));
            assert_eq!(cells(&line)[0].1, [&text.replace('\n', " "), "x"], "{line}");
        }
    }
}
