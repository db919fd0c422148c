//! Bare addresses in a text.

use linkify::{LinkFinder, LinkKind};

use super::{Found, Lines};

/// Templates that break an address in two: what opens them, and what closes them.
const TEMPLATES: [(&str, &str); 4] = [("{{", "}}"), ("[[", "]]"), ("{%", "%}"), ("*|", "|*")];
/// Longest template that is looked for, in bytes: names of fields are far shorter.
const TEMPLATE: usize = 100;

pub fn links(text: &str) -> Vec<Found> {
    let lines = Lines::of(text.as_bytes());
    let found = addresses(text).into_iter();
    found.map(|(at, address)| Found { line: lines.number(at), address }).collect()
}

/// Each address with its place.
pub fn addresses(text: &str) -> Vec<(usize, String)> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    let mut found = Vec::new();
    let mut end = 0;
    for link in finder.links(text).filter(|link| is_web(link.as_str())) {
        // What is in a template of the one before.
        if link.start() < end {
            continue;
        }
        end = link.start() + length(&text[link.start()..], link.end() - link.start());
        found.push((link.start(), text[link.start()..end].to_owned()));
    }
    found
}

fn is_web(address: &str) -> bool {
    let scheme = address.split(':').next().unwrap_or_default();
    ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web))
}

/// How long an address is that `text` begins with, of which `length` bytes are sure: a template in it may have spaces.
fn length(text: &str, mut length: usize) -> usize {
    while let Some(to) = template_end(text, length) {
        length = to + text[to..].find(is_end).unwrap_or(text.len() - to);
        length =
            text[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '"']).len().max(to);
    }
    length
}

/// Where the template ends that is open after `length` bytes, or begins there.
fn template_end(text: &str, length: usize) -> Option<usize> {
    // An address of a million templates is read once: nothing is looked for farther than one of them is long.
    let from = text.floor_char_boundary(length.saturating_sub(TEMPLATE));
    let window = &text[from..text.floor_char_boundary(length + TEMPLATE)];
    let sure = length - from;
    TEMPLATES.iter().find_map(|(open, close)| {
        // The address may end between its two signs.
        let begin = window[..window.floor_char_boundary(sure + 2)].rfind(open).filter(|at| *at <= sure)?;
        let line = window[begin..].split(['\n', '\r']).next()?;
        let end = from + begin + line.find(close)? + close.len();
        (end > length).then_some(end)
    })
}

fn is_end(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"')
}
