//! Labels are written by anyone who can send a hit: each output has its own
//! way of making them harmless, and all of them are here.
//!
//! What a server sent is `Foreign`. It becomes text in two steps: a line of its
//! own, here and only here, then what the output needs besides (Markdown, a
//! chat, a table), for the whole sentence or cell at once.

mod foreign;
mod log;

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;

pub use foreign::Foreign;
pub use log::{Log, github_line, is_read_by_github};

/// Longest label that is shown, in characters: names made by people are far
/// shorter, and two of these still fit a screen.
pub const MAX_LABEL: usize = 200;

/// Whether a character moves the cursor, changes the direction of writing or
/// cannot be seen: nothing that a label needs.
fn is_treacherous(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0e}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
        || is_no_character(c)
}

/// The last two of each plane, which Unicode keeps out of texts and XML out of
/// documents.
fn is_no_character(c: char) -> bool {
    u32::from(c) & 0xfffe == 0xfffe
}

/// For a terminal: one line, no control or direction characters, not endless.
/// What is taken out leaves a visible mark.
pub fn terminal(label: &Foreign) -> String {
    let mut safe = whole(label);
    if let Some((end, _)) = safe.char_indices().nth(MAX_LABEL) {
        safe.truncate(end);
        safe.push('…');
    }
    safe
}

/// The same, however long: a link that is copied, a cell that a program reads.
pub fn whole(label: &Foreign) -> String {
    line(&label.0)
}

/// A text of any origin, such as a path, on one line and harmless.
pub fn line(text: &str) -> String {
    terminal_line(&text.replace(['\t', '\n', '\r'], " "))
}

/// A line of the log, without the personal data that an answer may hold.
pub fn log_line(text: &str) -> String {
    whole(&Foreign::new(text))
}

/// For a text of several lines that is our own but holds labels.
pub fn terminal_lines(text: &str) -> String {
    text.split('\n').map(terminal_line).collect::<Vec<_>>().join("\n")
}

fn terminal_line(line: &str) -> String {
    // One that joins the parts of an emoji is harmless.
    line.chars().map(|c| if is_treacherous(c) && c != '\u{200d}' { '\u{fffd}' } else { c }).collect()
}

/// Stands between two characters that would otherwise be taken for a mention,
/// an emoji or a link. It has no width.
const APART: char = '\u{200b}';

/// For Markdown: one line that GitHub, GitLab and Mattermost show as it is.
///
/// Two things make text act. What the parser reads (emphasis, links, HTML,
/// tables) is written as an entity or behind a backslash, whichever the three
/// know. What they look for in the text that comes out (mentions, emoji,
/// addresses, references) survives that: there, an invisible character keeps
/// the sign and the word apart.
pub fn markdown(text: &str) -> String {
    let line: Vec<char> = line(text).trim().chars().collect();
    let numbered = line.iter().take_while(|c| c.is_ascii_digit()).count();
    let mut safe = String::with_capacity(line.len());
    for (index, &c) in line.iter().enumerate() {
        let next = line.get(index + 1).copied().filter(|next| !next.is_whitespace());
        if c == '.' && ends_with_www(&line[..index]) {
            safe.push(APART);
        }
        match c {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '*' | '_' => safe.extend(['\\', c]),
            '-' | '+' if index == 0 => safe.extend(['\\', c]),
            ')' if index == numbered => safe.extend(['\\', c]),
            // Mattermost links `example.fr/x`, and begins a list at `1.`.
            '.' if next.is_some_and(char::is_alphanumeric) || index == numbered => safe.push_str("\\."),
            '=' if index > 0 => safe.push(c),
            ':' | '!' if next.is_none() && index > 0 => safe.push(c),
            // Mattermost takes U+2424 for the end of a line.
            '\\' | '`' | '|' | '[' | ']' | '#' | '@' | '$' | '~' | '^' | ':' | '!' | '=' | '\u{2424}' => {
                let _ = write!(safe, "&#{};", u32::from(c));
            }
            c => safe.push(c),
        }
        if next.is_some_and(|next| acts_together(&line[..index], c, next)) {
            safe.push(APART);
        }
    }
    safe
}

/// Whether `c` and `next`, as text, mean something to one of the three.
fn acts_together(before: &[char], c: char, next: char) -> bool {
    match c {
        // Mentions, references, channels, emoji, emoticons, addresses.
        '@' | '#' | '!' | '$' | '~' | ':' => true,
        '^' => next.is_alphanumeric(),
        '%' | '&' => next.is_ascii_digit() || next == '"',
        '<' => matches!(next, '3' | '/'),
        ';' => matches!(next, '-' | ')'),
        '[' | '{' => matches!(next, '[' | '+' | '-'),
        '-' => {
            next.is_ascii_digit() && before.len() >= 2 && {
                let word: String = before[before.len() - 2..].iter().collect();
                word.eq_ignore_ascii_case("gh")
            }
        }
        _ => false,
    }
}

/// Whether a text ends in `www`, or `www2` as Mattermost has it.
fn ends_with_www(before: &[char]) -> bool {
    let mut letters = before.iter().rev().skip_while(|c| c.is_ascii_digit());
    (0..3).all(|_| letters.next().is_some_and(|c| c.eq_ignore_ascii_case(&'w')))
}

/// Where a spreadsheet begins a new cell. That of French begins one at `;`,
/// whatever the file means by it.
const CELL_ENDS: char = ';';

/// For CSV: one line without direction characters, as tables are looked at in
/// a terminal too. What a spreadsheet would take for a formula gets an
/// apostrophe before it, as OWASP advises. Quoting is the CSV writer's.
pub fn csv(text: &str) -> String {
    let line = line(text);
    let cells = line.split(CELL_ENDS).map(|cell| match is_formula(cell) {
        true => Cow::Owned(format!("'{cell}")),
        false => Cow::Borrowed(cell),
    });
    cells.collect::<Vec<_>>().join(";")
}

fn is_formula(cell: &str) -> bool {
    let visible = cell
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '"' | '\u{200d}' | '\u{fffd}'));
    visible.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '|', '%'])
}

/// For the data of a GitHub workflow command, by GitHub's own rules: whatever
/// it holds, the command ends with the line.
pub fn github_data(text: &str) -> String {
    // GitHub looks for `##[` in the line that it shows, too.
    text.replace("##[", "## [").replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// For a property of such a command, such as its title.
pub fn github_property(text: &str) -> String {
    github_data(text).replace(':', "%3A").replace(',', "%2C")
}

/// For a cell of GitHub's job summary, which is Markdown with HTML: every sign
/// that could mean something is written as its number.
pub fn github_summary(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in line(text).chars() {
        match c {
            // A mention is looked for after the numbers are read.
            '@' => safe.push_str("&#64;\u{200b}"),
            ' ' | ',' | '\'' | '(' | ')' | '%' | '-' => safe.push(c),
            c if c.is_ascii_punctuation() => {
                let _ = write!(safe, "&#{};", u32::from(c));
            }
            c => safe.push(c),
        }
    }
    safe
}

/// For a label in Mattermost: as code, where nothing is a mention, a link, an
/// image or a format, unless it has letters and digits only.
pub fn mattermost(label: &Foreign) -> String {
    // Its webhooks turn Slack's `<!here>` into a mention before all else.
    code(&unmentioned(&terminal(label)).replace("<!", "<\u{200b}!"))
}

/// For a label in Slack, in the same way.
pub fn slack(label: &Foreign) -> String {
    code(&slack_entities(&unmentioned(&terminal(label))))
}

fn code(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '’' | '–');
    match text.chars().all(plain) {
        true => text.to_owned(),
        // A backtick would end the code.
        false => format!("`{}`", text.replace('`', "ˋ")),
    }
}

/// For a sentence of ours in Mattermost.
pub fn mattermost_text(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in terminal_lines(text).chars() {
        match c {
            // A backslash is no help where a webhook looks for Slack's `<!here>` first.
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' | '|' | '!' => safe.extend(['\\', c]),
            _ => safe.push(c),
        }
    }
    unlinked(&unmentioned(&safe))
}

/// For a sentence of ours in Slack, which knows no escape but for `&`, `<` and `>`.
pub fn slack_text(text: &str) -> String {
    let text = terminal_lines(text).replace('`', "ˋ").replace('*', "∗").replace('~', "∼");
    unlinked(&slack_entities(&unmentioned(&text)))
}

/// For plain text in a chat that looks for mentions and links in it.
pub fn inert(text: &str) -> String {
    // `#room:server` is a link in Matrix.
    unlinked(&unmentioned(&terminal_lines(text))).replace('#', "#\u{200b}")
}

/// For HTML in a message of Matrix, whose program looks for mentions and links, too.
pub fn matrix(text: &str) -> String {
    let text = inert(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}

/// The signs of Slack's own markup: `<!channel>`, `<https://…|text>`.
fn slack_entities(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// `@all` and the like, with a character between that nobody sees.
fn unmentioned(text: &str) -> String {
    text.replace('@', "@\u{200b}")
}

/// Addresses that no program turns into links.
fn unlinked(text: &str) -> String {
    text.replace("://", ":\u{200b}//").replace("www.", "www\u{200b}.").replace("](", "]\u{200b}(")
}

/// JSON in two-space indentation, in which the characters that could act on a
/// terminal, or in the log of a job, are written as escapes, so that
/// `cat audit.json` is safe too.
pub fn json(document: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    // No map with odd keys is involved.
    serde_json::to_writer_pretty(Escaping(&mut *out), document)?;
    out.write_all(b"\n")
}

/// Escapes on the way: the document of many sites is large, and is nowhere as a whole.
///
/// `serde_json` writes what stands between two escapes of its own in one piece, so that no
/// character and no command is in two of them.
struct Escaping<'a>(&'a mut dyn Write);

impl Write for Escaping<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        // The only line ends are those of the indentation.
        let acts = |c: char| is_treacherous(c) && c != '\n';
        // Nearly all: names of fields, numbers, plain words.
        if piece.iter().all(|byte| matches!(byte, b'\n' | b' '..=b'"' | b'$'..=b'~')) {
            self.0.write_all(piece)?;
            return Ok(piece.len());
        }
        match std::str::from_utf8(piece) {
            Ok(text) if text.contains(acts) || text.contains("##[") => {
                let mut safe = String::with_capacity(text.len());
                for c in text.replace("##[", "#\\u0023[").chars() {
                    if acts(c) {
                        for unit in c.encode_utf16(&mut [0; 2]) {
                            let _ = write!(safe, "\\u{unit:04x}");
                        }
                    } else {
                        safe.push(c);
                    }
                }
                self.0.write_all(safe.as_bytes())?;
            }
            _ => self.0.write_all(piece)?,
        }
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests;
