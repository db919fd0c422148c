//! Addresses in the cells of a table.

use csv::{ReaderBuilder, Terminator};

use super::{Found, Lines, text};

/// What parts the cells, the one that the first line has most of.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

pub fn links(source: &str) -> Vec<Found> {
    let first = source.lines().next().unwrap_or_default();
    let count = |separator: &&u8| first.bytes().filter(|byte| byte == *separator).count();
    let separator = SEPARATORS.iter().rev().max_by_key(count).copied().unwrap_or(b',');
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .terminator(Terminator::CRLF)
        .from_reader(source.as_bytes());
    let lines = Lines::of(source.as_bytes());
    let mut found = Vec::new();
    for record in reader.byte_records().filter_map(Result::ok) {
        let begin = record.position().map_or(0, |position| position.byte() as usize);
        // The reader leaves the second half of a line end to the next line.
        let begin =
            source.as_bytes()[begin..].iter().position(|byte| !b"\r\n".contains(byte)).unwrap_or(0) + begin;
        let mut line = lines.number(begin);
        for cell in &record {
            let cell = String::from_utf8_lossy(cell);
            let within = Lines::of(cell.as_bytes());
            let links = text::addresses(&cell).into_iter();
            found.extend(links.map(|(at, address)| Found { line: line + within.number(at) - 1, address }));
            line += within.0.len() as u64;
        }
    }
    found
}
