//! Labels are written by anyone who can send a hit: each output has its own
//! way of making them harmless, and all of them are here.

use std::fmt::Write as _;
use std::io;

use serde_json::ser::Formatter;

/// Longest label that a table shows, in characters.
pub const MAX_LABEL: usize = 200;

/// Whether a character moves the cursor, changes the direction of writing or
/// cannot be seen: nothing that a label needs.
fn is_treacherous(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0e}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// For a terminal: one line, no control or direction characters, not endless.
/// What is taken out leaves a visible mark.
pub fn terminal(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for (index, c) in text.chars().enumerate() {
        if index >= MAX_LABEL {
            safe.push('…');
            break;
        }
        match c {
            '\t' | '\n' | '\r' => safe.push(' '),
            // Joins the parts of one emoji; alone it is harmless.
            '\u{200d}' => safe.push(c),
            c if is_treacherous(c) => safe.push('\u{fffd}'),
            c => safe.push(c),
        }
    }
    safe
}

/// For a text of several lines that is our own but holds labels.
pub fn terminal_lines(text: &str) -> String {
    text.split('\n').map(terminal_line).collect::<Vec<_>>().join("\n")
}

fn terminal_line(line: &str) -> String {
    line.chars().map(|c| if is_treacherous(c) && c != '\u{200d}' { '\u{fffd}' } else { c }).collect()
}

/// For CSV: one line without direction characters, as tables are looked at in
/// a terminal too. A cell that a spreadsheet would take for a formula gets an
/// apostrophe before it, as OWASP advises. Quoting is the CSV writer's.
pub fn csv(text: &str) -> String {
    let line: String = text
        .chars()
        .map(|c| match c {
            c if c.is_control() => ' ',
            c if is_treacherous(c) && c != '\u{200d}' => '\u{fffd}',
            c => c,
        })
        .collect();
    let visible =
        text.trim_start_matches(|c: char| c.is_whitespace() || is_treacherous(c) || c == '\'' || c == '"');
    match visible.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '|', '%'])
        || text.starts_with(['\t', '\r', '\n'])
    {
        true => format!("'{line}"),
        false => line,
    }
}

/// JSON in two-space indentation, in which the characters that could act on a
/// terminal are written as escapes, so that `cat audit.json` is safe too.
pub struct SafeJson<'a>(pub serde_json::ser::PrettyFormatter<'a>);

impl Formatter for SafeJson<'_> {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut escaped = String::with_capacity(fragment.len());
        for c in fragment.chars() {
            if is_treacherous(c) {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(escaped, "\\u{unit:04x}");
                }
            } else {
                escaped.push(c);
            }
        }
        writer.write_all(escaped.as_bytes())
    }

    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }
    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }
    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }
    fn end_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }
    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }
    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }
    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }
    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }
    fn end_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Serialize as _;

    use super::*;

    fn json(text: &str) -> String {
        let mut bytes = Vec::new();
        let formatter = SafeJson(serde_json::ser::PrettyFormatter::new());
        text.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, formatter)).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_terminal_gets_one_harmless_line() {
        assert_eq!(terminal("\u{1b}[2J\u{1b}[1;1h"), "\u{fffd}[2J\u{fffd}[1;1h");
        assert_eq!(terminal("a\r\nSet-Cookie: b"), "a  Set-Cookie: b");
        assert_eq!(terminal("\u{202e}gnp.exe"), "\u{fffd}gnp.exe");
        assert_eq!(terminal("\u{9b}31m"), "\u{fffd}31m");
        assert_eq!(terminal("👩‍👩‍👧‍👦 été 2026"), "👩‍👩‍👧‍👦 été 2026");
        assert_eq!(terminal(&"a".repeat(300)).chars().count(), MAX_LABEL + 1);
    }

    #[test]
    fn a_spreadsheet_gets_no_formula() {
        for formula in ["=1+1", "+1", "-2+3", "@SUM(1)", "\t=1", " =1", "\u{feff}=1", "\"=1", "＝1", "|cmd"]
        {
            assert!(csv(formula).starts_with('\''), "{formula}");
        }
        for text in ["rentrée 2026", "a=b", "l'été", ""] {
            assert_eq!(csv(text), text);
        }
        assert_eq!(csv("a\r\nb\0"), "a  b ");
        assert_eq!(csv("\u{202e}gnp.exe"), "\u{fffd}gnp.exe");
    }

    proptest! {
        #[test]
        fn nothing_treacherous_is_left(text in "\\PC*|.*") {
            let shown = terminal(&text);
            let treacherous = shown.chars().any(|c| is_treacherous(c) && c != '\u{200d}');
            prop_assert!(!treacherous, "{:?}", shown);
            let cell = csv(&text);
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
            prop_assert!(!cell.chars().any(|c| is_treacherous(c) && c != '\u{200d}'), "{:?}", cell);
        }

        #[test]
        fn json_stays_the_same_text(text in "\\PC*|.*") {
            let written = json(&text);
            prop_assert!(!written.chars().any(is_treacherous));
            prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        }
    }
}
