//! Bare addresses in a text.

use linkify::{LinkFinder, LinkKind};

use super::{Found, Lines};

/// Templates that break an address in two: what opens them, and what closes them.
const TEMPLATES: [(&str, &str); 5] = [("{{", "}}"), ("[[", "]]"), ("{%", "%}"), ("*|", "|*"), ("<%", "%>")];
/// What ends a sentence rather than an address.
const ENDS: [char; 10] = ['.', ',', ';', ':', '!', '?', '…', ')', '\'', '"'];
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
        give_each(&text[link.start()..end], |at, address| {
            found.push((link.start() + at, address.to_owned()))
        });
    }
    found
}

/// Addresses with nothing but a sign between them, as in a list of them, and each without the quotes around it.
fn give_each<'a>(text: &'a str, mut give: impl FnMut(usize, &'a str)) {
    let mut begin = 0;
    let next = |begin: usize| {
        let signs = text[begin..].match_indices([';', ',']).map(|(at, _)| begin + at);
        signs.map(|at| (at, at + 1)).find(|(_, next)| is_web(&text[*next..]))
    };
    while let Some((end, after)) = next(begin) {
        give(begin, unquoted(&text[begin..end]));
        begin = after;
    }
    give(begin, unquoted(&text[begin..]));
}

/// Up to a typographic quote, or to a space that only looks like a letter's neighbour.
fn unquoted(address: &str) -> &str {
    let ends = |c: char| c.is_whitespace() && !c.is_ascii() || matches!(c, '«' | '»' | '“' | '”');
    let end = address.find(ends).unwrap_or(address.len());
    let signs = if end == address.len() { &['…'][..] } else { &ENDS };
    address[..end].trim_end_matches(signs)
}

fn is_web(address: &str) -> bool {
    let begins = |web: &&str| address.get(..web.len()).is_some_and(|is| is.eq_ignore_ascii_case(web));
    ["http://", "https://"].iter().any(begins)
}

/// How long an address is that `text` begins with, of which `length` bytes are sure: a template in it may have spaces.
fn length(text: &str, mut length: usize) -> usize {
    while let Some(to) = template_end(text, length) {
        length = to + text[to..].find(is_end).unwrap_or(text.len() - to);
        length = text[..length].trim_end_matches(ENDS).len().max(to);
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
