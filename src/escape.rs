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
use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter};

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
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' | '|' | '<' | '>' | '!') {
            safe.push('\\');
        }
        safe.push(c);
    }
    unlinked(&unmentioned(&safe))
}

/// For a sentence of ours in Slack, which knows no escape but for `&`, `<` and `>`.
pub fn slack_text(text: &str) -> String {
    let text = terminal_lines(text).replace('`', "ˋ").replace('*', "∗").replace('~', "∼");
    unlinked(&slack_entities(&unmentioned(&text)))
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
    text.replace("://", ":\u{200b}//").replace("www.", "www\u{200b}.")
}

/// JSON in two-space indentation, in which the characters that could act on a
/// terminal, or in the log of a job, are written as escapes, so that
/// `cat audit.json` is safe too.
pub fn json(document: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, SafeJson(PrettyFormatter::new()));
    // Neither a map with odd keys nor a failing writer is involved.
    let _ = document.serialize(&mut serializer);
    bytes.push(b'\n');
    String::from_utf8(bytes).unwrap_or_default()
}

struct SafeJson<'a>(PrettyFormatter<'a>);

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
        writer.write_all(escaped.replace("##[", "#\\u0023[").as_bytes())
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

    use super::*;

    fn terminal(text: &str) -> String {
        super::terminal(&Foreign(text.to_owned()))
    }

    fn mattermost(text: &str) -> String {
        super::mattermost(&Foreign(text.to_owned()))
    }

    fn slack(text: &str) -> String {
        super::slack(&Foreign(text.to_owned()))
    }

    #[test]
    fn a_terminal_gets_one_harmless_line() {
        assert_eq!(terminal("\u{1b}[2J\u{1b}[1;1h"), "\u{fffd}[2J\u{fffd}[1;1h");
        assert_eq!(terminal("a\r\nSet-Cookie: b"), "a  Set-Cookie: b");
        assert_eq!(terminal("\u{202e}gnp.exe"), "\u{fffd}gnp.exe");
        assert_eq!(terminal("\u{9b}31m"), "\u{fffd}31m");
        assert_eq!(terminal("👩‍👩‍👧‍👦 été 2026"), "👩‍👩‍👧‍👦 été 2026");
        assert_eq!(terminal("\u{fffe}a\u{ffff}b\u{1fffe}c\u{fdd0}"), "\u{fffd}a\u{fffd}b\u{fffd}c\u{fffd}");
        assert_eq!(terminal(&"a".repeat(300)).chars().count(), MAX_LABEL + 1);
        assert_eq!(whole(&Foreign("a\n".repeat(300))).chars().count(), 600);
    }

    #[test]
    fn a_log_holds_no_personal_data() {
        assert_eq!(
            log_line("site 1: no access for jeanne@example.fr\n\u{1b}"),
            "site 1: no access for [email] \u{fffd}"
        );
    }

    #[test]
    fn a_spreadsheet_gets_no_formula() {
        for formula in ["=1+1", "+1", "-2+3", "@SUM(1)", "\t=1", " =1", "\u{feff}=1", "\"=1", "＝1", "|cmd"]
        {
            assert!(csv(formula).starts_with('\''), "{formula}");
            // A spreadsheet of French locale begins a cell there.
            assert!(csv(&format!("a;{formula}")).starts_with("a;'"), "{formula}");
        }
        assert_eq!(csv("a;\"=1\";b;;@c"), "a;'\"=1\";b;;'@c");
        for text in ["rentrée 2026", "a=b", "l'été", "", "brevo.example 3; mailjet.example 2"] {
            assert_eq!(csv(text), text);
        }
        assert_eq!(csv("a\r\nb\0"), "a  b\u{fffd}");
        assert_eq!(csv("\u{202e}gnp.exe"), "\u{fffd}gnp.exe");
    }

    /// Text as CommonMark with the extensions of the three shows it, and whether
    /// it is text only.
    fn shown(markdown: &str) -> (String, bool) {
        use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
        let (mut text, mut plain) = (String::new(), true);
        let (mut cell, mut cells) = (false, 0);
        for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Start(Tag::TableCell) => (cell, cells) = (true, cells + 1),
                Event::End(TagEnd::TableCell) => cell = false,
                Event::Start(Tag::Paragraph | Tag::Table(_) | Tag::TableHead | Tag::TableRow)
                | Event::End(TagEnd::Paragraph | TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow) => {}
                Event::Text(part) if !cell || cells == 3 => text.push_str(&part),
                Event::Text(_) => {}
                _ => plain = false,
            }
        }
        (text, plain)
    }

    const HOSTILE: [&str; 34] = [
        "@channel",
        "@all",
        "<!channel>",
        "<@U012AB>",
        ":tada:",
        ":+1:",
        "a:) b",
        "<3",
        "www.evil.example",
        "see http://evil.example",
        "mailto:a@b.fr",
        "a.b@c.fr",
        "#123",
        "GH-1",
        "org/repo#1",
        "!12",
        "~town-square",
        "%3",
        "$x$",
        "![img](http://evil.example/x.png)",
        "[a](b)",
        "[[wiki]]",
        "{+ a +}",
        "| a | b |",
        "`code`",
        "**bold** _it_ ~~no~~",
        "# title",
        "- item",
        "+ item",
        "1. item",
        "1) item",
        "> quote",
        "a\\\\|b",
        "&commat;all",
    ];

    #[test]
    fn markdown_shows_a_label_as_it_is() {
        for label in HOSTILE {
            let safe = markdown(label);
            assert!(shown(&safe).1, "{label} → {safe}");
            assert_eq!(shown(&safe).0.replace(APART, ""), label, "{safe}");
        }
        assert_eq!(markdown("a\nb"), "a b");
        assert_eq!(markdown("rentree-2026"), "rentree-2026");
        assert_eq!(markdown("68,2\u{202f}% (semaine 47)"), "68,2\u{202f}% (semaine 47)");
    }

    #[test]
    fn markdown_keeps_signs_and_words_apart() {
        // What GitHub, GitLab and Mattermost look for in the text that comes out.
        let acts = regex::Regex::new(
            r"(?i)[@#!$~][\w-]|:[\w+-]+:|[a-z]:/|www\d*\.|[@][a-z]|%\d|&\d|gh-\d|\[\[|[\[{][+-]|<3|[:;]-?\)",
        )
        .unwrap();
        for label in HOSTILE {
            let (text, _) = shown(&markdown(label));
            assert!(!acts.is_match(&text), "{label} → {text}");
        }
    }

    #[test]
    fn no_label_forges_a_workflow_command() {
        assert_eq!(github_data("a\r\n::error::b %0A"), "a%0D%0A::error::b %250A");
        assert_eq!(github_property("a,file=x::b\n"), "a%2Cfile=x%3A%3Ab%0A");
        let cell = github_summary("|<img src=x>[a](https://b.example) `c` @team\n# d");
        assert!(!cell.contains(['|', '<', '[', '`', '@', '\n', '/', '.']), "{cell}");
    }

    #[test]
    fn no_label_is_a_mention_a_link_or_a_format_in_a_chat() {
        assert_eq!(mattermost("Aides Logement"), "Aides Logement");
        assert_eq!(mattermost("@channel `x`"), "`@\u{200b}channel ˋxˋ`");
        assert_eq!(mattermost("<!here>"), "`<\u{200b}!here>`");
        assert_eq!(mattermost("![a](https://b.example)"), "`![a](https://b.example)`");
        assert_eq!(
            slack("<!channel> & <https://b.example|x>"),
            "`&lt;!channel&gt; &amp; &lt;https://b.example|x&gt;`"
        );
        assert_eq!(
            mattermost_text("a *b* https://c.example @all"),
            "a \\*b\\* https:\u{200b}//c.example @\u{200b}all"
        );
        assert_eq!(slack_text("a *b* <!here>"), "a ∗b∗ &lt;!here&gt;");
    }

    proptest! {
        #[test]
        fn markdown_is_text_only_wherever_it_stands(text in "[-+*_`~@#!$%^&|\\\\<>\\[\\](){}:;.=0-9a-c /w\"']{0,24}|\\PC{0,24}") {
            let safe = markdown(&text);
            let plain = terminal_line(&text.replace(['\n', '\r', '\t'], " "));
            // White space at the ends of a line is no text.
            let plain = plain.trim();
            let (alone, only) = shown(&safe);
            prop_assert!(only, "{safe}");
            prop_assert_eq!(alone.replace(APART, "").trim().to_owned(), plain);
            let (cell, only) = shown(&format!("| a | b |\n| --- | --- |\n| {safe} | c |\n"));
            prop_assert!(only, "{safe}");
            prop_assert_eq!(cell.replace(APART, "").trim().to_owned(), plain);
            let (sentence, only) = shown(&format!("Voir {safe}, et"));
            prop_assert!(only, "{safe}");
            prop_assert_eq!(sentence.replace(APART, ""), format!("Voir {plain}, et"));
        }

        #[test]
        fn a_command_stays_on_its_line(text in "\\PC*|.*") {
            prop_assert!(!github_data(&text).contains(['\r', '\n']));
            prop_assert!(!github_property(&text).contains([':', ',', '\r', '\n']));
            prop_assert!(!github_summary(&text).contains(['|', '<', '[', '`', '@', '\n']));
            for label in [mattermost(&text), slack(&text)] {
                let inner = label.strip_prefix('`').and_then(|rest| rest.strip_suffix('`'));
                prop_assert!(!inner.unwrap_or(&label).contains('`'));
                prop_assert!(inner.is_some() || !label.contains(['@', '<', '*', '_', '[', '/', '.', ':']));
            }
        }

        #[test]
        fn nothing_treacherous_is_left(text in "\\PC*|.*") {
            let shown = terminal(&text);
            let treacherous = shown.chars().any(|c| is_treacherous(c) && c != '\u{200d}');
            prop_assert!(!treacherous, "{:?}", shown);
            let cell = csv(&text);
            for cell in cell.split(';') {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
            }
            prop_assert!(!cell.chars().any(|c| is_treacherous(c) && c != '\u{200d}'), "{:?}", cell);
        }

        #[test]
        fn json_stays_the_same_text(text in "\\PC*|.*") {
            let written = json(&text);
            prop_assert!(!written.trim_end().chars().any(is_treacherous));
            prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        }

        #[test]
        fn json_has_no_command_of_a_job(text in "[#\\[\\]a:]{0,12}") {
            let written = json(&text);
            prop_assert!(!written.contains("##["));
            prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        }

        #[test]
        fn no_line_of_a_log_is_a_command(text in "[#\\[\\]:a \u{a0}]{0,12}") {
            let line = github_line(&text);
            prop_assert!(!line.contains("##[") && !line.trim_start().starts_with("::"), "{}", line);
        }
    }
}
