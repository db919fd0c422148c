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
    for formula in ["=1+1", "+1", "-2+3", "@SUM(1)", "\t=1", " =1", "\u{feff}=1", "\"=1", "＝1", "|cmd"] {
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

fn written(text: &str) -> String {
    let mut out = Vec::new();
    json(&text, &mut out).unwrap();
    String::from_utf8(out).unwrap()
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
        let written = written(&text);
        prop_assert!(!written.trim_end().chars().any(is_treacherous));
        prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }

    #[test]
    fn json_has_no_command_of_a_job(text in "[#\\[\\]a:]{0,12}") {
        let written = written(&text);
        prop_assert!(!written.contains("##["));
        prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }

    #[test]
    fn no_line_of_a_log_is_a_command(text in "[#\\[\\]:a \u{a0}]{0,12}") {
        let line = github_line(&text);
        prop_assert!(!line.contains("##[") && !line.trim_start().starts_with("::"), "{}", line);
    }
}
