//! Links of a mail as it was saved or sent: of each part that is read, decoded.

use mail_parser::{Encoding, Message, MessageParser, MessagePart, PartType};

use super::{Found, Lines, html, text};

/// Messages within messages that are looked into, when they are encoded.
const DEPTH: usize = 4;
/// Words of which a message within another one has one in its head, and how many of them a mail may have: each may be
/// a message within the one before, and taking apart what is nested without end needs a stack without end.
const NESTING: [&[u8]; 3] = [b"rfc822", b"digest", b"global"];
const NESTED: usize = 200;

pub fn links(bytes: &[u8]) -> Vec<Found> {
    let mut found = Vec::new();
    let message = if is_nested(bytes) { None } else { MessageParser::default().parse(bytes) };
    match message {
        Some(message) => read(&message, bytes, None, DEPTH, &mut found),
        None => found = text::links(&String::from_utf8_lossy(bytes)),
    }
    found
}

fn is_nested(bytes: &[u8]) -> bool {
    let is_word = |at: usize| {
        let is = |word: &&[u8]| bytes[at..].get(..word.len()).is_some_and(|is| is.eq_ignore_ascii_case(word));
        NESTING.iter().any(is)
    };
    (0..bytes.len()).filter(|at| is_word(*at)).nth(NESTED).is_some()
}

/// `bytes`: what the places of the message's parts are counted in. `only`: the line that stands for all, where they
/// are not those of the file.
fn read(message: &Message<'_>, bytes: &[u8], only: Option<u64>, depth: usize, found: &mut Vec<Found>) {
    let lines = Lines::of(bytes);
    let mut messages = vec![message];
    while let Some(message) = messages.pop() {
        for part in &message.parts {
            let begin = (part.offset_body as usize).min(bytes.len());
            let end = (part.offset_end as usize).clamp(begin, bytes.len());
            let first = lines.number(begin);
            let links = match &part.body {
                PartType::Html(text) => html::links(text),
                PartType::Text(text) => text::links(text),
                PartType::Message(inner) if part.encoding == Encoding::None => {
                    messages.push(inner);
                    continue;
                }
                PartType::Message(inner) if depth > 0 => {
                    read(inner, &inner.raw_message, only.or(Some(first)), depth - 1, found);
                    continue;
                }
                _ => continue,
            };
            let numbers = numbers(part, &bytes[begin..end]);
            found.extend(links.into_iter().map(|link| {
                let line = numbers.of(link.line);
                Found { line: only.unwrap_or(first + line), ..link }
            }));
        }
    }
}

/// Where the lines of a decoded part begin in the file.
enum Numbers {
    Same,
    /// What is in Base64 has no lines of its own, so that its first one stands for all.
    First,
    /// The line at which each decoded one begins, from 0.
    Of(Vec<u64>),
}

impl Numbers {
    /// From 0; `number` is from 1.
    fn of(&self, number: u64) -> u64 {
        let before = number.saturating_sub(1);
        match self {
            Self::Same => before,
            Self::First => 0,
            Self::Of(starts) => starts.get(before as usize).or(starts.last()).copied().unwrap_or_default(),
        }
    }
}

fn numbers(part: &MessagePart<'_>, raw: &[u8]) -> Numbers {
    match part.encoding {
        Encoding::None => Numbers::Same,
        Encoding::Base64 => Numbers::First,
        Encoding::QuotedPrintable => {
            let goes_on = |line: &[u8]| line.trim_ascii_end().ends_with(b"=");
            let ends = raw.split(|byte| *byte == b'\n').zip(1..).filter(|(line, _)| !goes_on(line));
            Numbers::Of(std::iter::once(0).chain(ends.map(|(_, number)| number)).collect())
        }
    }
}
