//! Hostile text in every string of every answer, in every output, in both languages.

use std::path::Path;

use mail_parser::MessageParser;
use pulldown_cmark::{Event, Options, Parser, Tag};
use regex::Regex;
use serde_json::{Value, json};

use crate::support::{Call, Matomo, Outcome, TOKEN, Tool, WEEKS};

/// Stands in each text, so that an output that holds none of them is noticed.
const MARK: &str = "zq9";

/// What a log, a terminal and a parser of XML act on.
const LINES: &str = "::error:: zq9\r\n::stop-commands::x\n##[group]y\u{1b}[2J\u{9b}31m\u{7}\0\u{202e}\u{2066}\u{fffe}\u{ffff}\u{feff}\u{b}";
/// What a spreadsheet and a reader of mail act on.
const CELLS: &str = "=cmd|' /C zq9'!A0;=1+1;\t@x\n=2;\"=3\" =?utf-8?q?=1b=5b2J?= =?utf-8?b?Gw==?=";
/// What a page, a wiki and a chat act on, and what is of a person.
const MARKUP: &str = "<img src=x onerror=y>zq9 [a](https://evil.example) `c` | @channel <!here> **d** \
    jeanne.dupont@example.fr 06 12 34 56 78 /";

/// Strings whose form decides whether an answer can be read at all.
const FORM: [&str; 4] = ["timezone", "ts_created", "result", "segment"];

#[derive(Debug, Clone, Copy)]
enum Place {
    Before,
    After,
}

/// Puts `text` into every string of an answer but numbers, dates and zones.
fn poison(value: &mut Value, text: &str, place: Place) {
    match value {
        Value::String(string) if string.parse::<f64>().is_err() => {
            *string = match place {
                Place::Before => format!("{text}{string}"),
                Place::After => format!("{string}{text}"),
            };
        }
        Value::Array(values) => values.iter_mut().for_each(|value| poison(value, text, place)),
        Value::Object(fields) => {
            let fields = fields.iter_mut().filter(|(name, _)| !FORM.contains(&name.as_str()));
            fields.for_each(|(_, value)| poison(value, text, place));
        }
        _ => {}
    }
}

fn poisoned(text: &'static str, place: Place) -> Matomo {
    Matomo::setup().sites(&[1, 5, 12]).edit(move |_, answer| poison(answer, text, place)).start()
}

/// In a job of GitHub Actions, with every kind of target.
fn tool(matomo: &Matomo) -> Tool {
    Tool::of(matomo)
        .env("GITHUB_ACTIONS", "true")
        .env("GITHUB_STEP_SUMMARY", "summary.md")
        .env("MATTERMOST_URL", "https://chat.example.fr/hooks/x")
        .env("SLACK_URL", "https://slack.example.fr/hooks/x")
        .config(
            "[mail]\nfrom = \"a@example.fr\"\nto = [\"b@example.fr\"]\nsmtp = \"mail.example.fr\"\n\
             [[chat]]\nname = \"mattermost\"\nkind = \"mattermost\"\nurl_env = \"MATTERMOST_URL\"\n\
             [[chat]]\nname = \"slack\"\nkind = \"slack\"\nurl_env = \"SLACK_URL\"\n",
        )
}

/// Whether a character can act wherever it is shown. One of no width keeps
/// signs apart in Markdown and in a chat.
fn acts(c: char) -> bool {
    (c.is_control() && c != '\n')
        || u32::from(c) & 0xfffe == 0xfffe
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// What holds in every output.
fn assert_harmless(name: &str, text: &str) {
    // A table may begin with the mark of UTF-8.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let found: Vec<_> = text.chars().filter(|c| acts(*c)).collect();
    assert!(found.is_empty(), "{name}: {found:?} in {text:?}");
    for personal in ["jeanne", "06 12 34", "0612345678"] {
        assert!(!text.contains(personal), "{name}: {personal} in {text}");
    }
}

/// What holds in every output that shows labels.
fn assert_shown(name: &str, text: &str) {
    assert_harmless(name, text);
    assert!(text.contains(MARK), "{name}: no label in {text}");
}

/// What holds on stdout and stderr of a job.
fn assert_no_command(name: &str, text: &str) {
    assert!(!text.contains("##["), "{name}: {text}");
    let line = text.lines().find(|line| line.trim_start().starts_with("::"));
    assert_eq!(line, None, "{name}: {text}");
}

fn assert_plain(name: &str, outcome: &Outcome, code: i32) {
    assert_eq!(outcome.code, code, "{name}: {outcome}");
    assert_shown(name, &outcome.stdout);
    for text in [&outcome.stdout, &outcome.stderr] {
        assert_harmless(name, text);
        assert_no_command(name, text);
    }
}

fn assert_markdown(text: &str) {
    let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
    for event in Parser::new_ext(text, options) {
        let active = matches!(
            event,
            Event::Html(_)
                | Event::InlineHtml(_)
                | Event::InlineMath(_)
                | Event::FootnoteReference(_)
                | Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock | Tag::BlockQuote(_))
        );
        assert!(!active, "{event:?} in {text}");
    }
    assert!(!text.contains("@channel"), "{text}");
}

fn assert_html(text: &str) {
    // Links to the site and into Matomo, whose addresses are escaped.
    let away = Regex::new(r#"<a href="https?://[^"<>]*" rel="noopener noreferrer">"#).unwrap();
    let text = &away.replace_all(text, "<a>");
    for active in ["<img", "<script", "<!here", "<a href=\"http"] {
        assert!(!text.contains(active), "{active} in {text}");
    }
}

/// A table as a spreadsheet of English locale reads it, and one of French.
fn assert_csv(text: &str) {
    let delimiter = if text.starts_with('\u{feff}') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let (width, mut rows) = (reader.headers().unwrap().len(), 0);
    let is_formula =
        |cell: &str| cell.trim_start().trim_start_matches('"').starts_with(['=', '+', '-', '@', '|', '%']);
    for row in reader.records().map(Result::unwrap) {
        rows += 1;
        assert_eq!(row.len(), width);
        assert!(!row.iter().any(is_formula), "{row:?}");
    }
    assert!(rows > 0);
    let found = text.lines().flat_map(|line| line.split([';', '\t'])).find(|cell| is_formula(cell));
    assert_eq!(found, None, "{text}");
}

/// XML 1.0: the characters that a document may hold.
fn assert_xml(text: &str) {
    let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    assert_eq!(text.chars().find(|c| !allowed(*c)), None, "{text}");
    let report = quick_junit::Report::deserialize_from_str(text).unwrap();
    assert!(report.test_suites.iter().any(|suite| suite.name.contains(MARK)), "{text}");
}

/// What is left of a post when its code, in which nothing acts, is taken out.
fn assert_chat(payload: &str) {
    let payload: Value = serde_json::from_str(payload).unwrap();
    let text = payload["text"].as_str().unwrap();
    assert_shown("chat", text);
    assert!(!text.contains("@channel") && !text.contains("<!here>"), "{text}");
    let outside = Regex::new("`[^`\n]*`").unwrap().replace_all(text, "");
    for active in ["](", "![", "://", "<", "@c"] {
        assert!(!outside.contains(active), "{active} in {outside}");
    }
}

fn assert_mail(bytes: &[u8], text: &str) {
    let message = MessageParser::default().parse(bytes).unwrap();
    let (subject, body) = (message.subject().unwrap(), message.body_text(0).unwrap().replace('\r', ""));
    assert_harmless("subject", subject);
    assert_shown("text of the mail", &body);
    assert!(!subject.contains('\n'));
    let html = message.body_html(0).unwrap().replace('\r', "");
    assert_shown("page of the mail", &html);
    assert_html(&html);
    // With several sites, a subject names none.
    assert!(!subject.contains(text));
}

fn audit(tool: &Tool, lang: &str) {
    let files = ["a.md", "a.html", "a.json", "a.csv"];
    let words = format!("audit --site all {WEEKS} --lang {lang} --goal 1 -q");
    let written: String = files.iter().map(|file| format!(" -o {file}")).collect();
    assert_plain("terminal", &tool.run(&format!("{words} --format terminal{written}")), 0);
    let tables = ["a.csv", "a.channels.csv", "a.campaigns.csv", "a.findings.csv"];
    for file in files.into_iter().chain(tables) {
        assert_shown(file, &tool.read(file));
    }
    assert_markdown(&tool.read("a.md"));
    assert_html(&tool.read("a.html"));
    tables.iter().for_each(|table| assert_csv(&tool.read(table)));
    let json = tool.read("a.json");
    assert_no_command("json", &json);
    serde_json::from_str::<Value>(&json).unwrap();
    for format in ["markdown", "html", "csv", "csv-channels", "csv-campaigns", "csv-findings"] {
        assert_plain(format, &tool.run(&format!("{words} --format {format}")), 0);
    }
}

fn check(tool: &Tool, lang: &str) {
    let words = format!("check --site all {WEEKS} --lang {lang} --max-direct 1% --fail-on notice");
    let text = tool.run(&words);
    assert_plain("check", &text, 1);
    let line = Regex::new(r"^(?:(?:ok  |FAIL|\?   |ÉCHEC) +\d+ |(?:To see why|Pour voir pourquoi)\u{a0}?: )")
        .unwrap();
    let strange: Vec<_> = text.stdout.lines().filter(|text| !line.is_match(text)).collect();
    assert_eq!(strange, Vec::<&str>::new(), "one label is one line");

    let github = tool.run(&format!("{words} --format github -o gate.xml"));
    assert_shown("annotations", &github.stdout);
    assert_no_command("annotations", &github.stderr);
    let command = Regex::new(r"^::(error|warning|notice) title=[^:,]*::").unwrap();
    assert!(github.stdout.lines().all(|line| command.is_match(line) && !line.contains("##[")), "{github}");
    // What to type next is no annotation.
    assert_eq!(github.stdout.lines().count(), text.stdout.lines().count() - 1, "{github}");
    assert_shown("summary", &tool.read("summary.md"));
    assert_markdown(&tool.read("summary.md"));
    assert_xml(&tool.read("gate.xml"));
    assert_plain("junit", &tool.run(&format!("{words} --format junit")), 1);
}

fn send(tool: &Tool, lang: &str, text: &str) {
    let words = format!("send {WEEKS} --lang {lang} --when always --dry-run");
    let outcome = tool.run(&format!("{words} --site all"));
    assert_eq!(outcome.code, 0, "{outcome}");
    assert_mail(&std::fs::read(tool.path("matomo-audit.eml")).unwrap(), text);
    for name in ["mattermost", "slack"] {
        assert_chat(&tool.read(&format!("matomo-audit.{name}.json")));
    }
}

#[test]
fn no_text_of_a_server_acts_in_any_output() {
    std::thread::scope(|scope| {
        for (text, place, lang) in [
            (LINES, Place::Before, "en"),
            (LINES, Place::After, "fr"),
            (CELLS, Place::Before, "fr"),
            (CELLS, Place::After, "en"),
            (MARKUP, Place::Before, "en"),
            (MARKUP, Place::After, "fr"),
        ] {
            scope.spawn(move || {
                let matomo = poisoned(text, place);
                let tool = tool(&matomo);
                audit(&tool, lang);
                check(&tool, lang);
                send(&tool, lang, text);
                assert_plain("sites", &tool.run(&format!("sites --lang {lang}")), 0);
            });
        }
    });
}

/// All that is printed about a site whose every text has `end` at its end.
fn printed(end: &'static str) -> Vec<String> {
    let matomo =
        Matomo::setup().sites(&[5, 12]).edit(move |_, answer| poison(answer, end, Place::After)).start();
    let tool = Tool::of(&matomo);
    let formats = ["terminal", "markdown", "html", "csv", "csv-channels"]
        .map(|format| format!("audit --format {format}"));
    let commands = [
        "check --max-direct 1% --fail-on notice",
        "check --max-direct 1% --fail-on notice --format junit",
        "sites",
    ];
    let words = formats.into_iter().chain(commands.map(str::to_owned));
    words.map(|words| tool.run(&format!("{words} --site all {WEEKS}")).stdout).collect()
}

#[test]
fn one_label_is_one_line_in_every_output() {
    let (spaces, lines) = (printed(" zq9 FAIL"), printed("\nzq9\rFAIL"));
    // A suggested link has the one and not the other; the ports differ, and so may the minutes.
    let apart = Regex::new(r"(%20)?zq9(%20)?FAIL\?|127\.0\.0\.1:\d+|at \d\d:\d\d").unwrap();
    for (space, line) in spaces.iter().zip(&lines) {
        assert!(space.contains("zq9 FAIL"), "{space}");
        let (space, line) = (apart.replace_all(space, "?"), apart.replace_all(line, "?"));
        let differs = space.lines().zip(line.lines()).find(|(space, line)| space != line);
        assert_eq!(differs, None);
        assert_eq!(space.lines().count(), line.lines().count());
    }
}

/// The currency stands beside each amount, where any column is shown.
#[test]
fn a_currency_is_one_harmless_word() {
    let edit = |call: &Call, answer: &mut Value| {
        if call["method"] == "SitesManager.getSitesWithAtLeastViewAccess" {
            answer[0]["currency"] = json!(format!("EUR{LINES}"));
        }
    };
    let matomo = Matomo::setup().sites(&[2]).edit(edit).start();
    let tool = tool(&matomo);
    let words = format!("--site 2 {WEEKS} --lang fr");
    for format in ["terminal", "html", "json"] {
        let outcome = tool.run(&format!("audit {words} --details --format {format}"));
        assert_plain(format, &outcome, 0);
        assert!(outcome.stdout.contains("EUR"), "{format}: {outcome}");
    }
    let outcome = tool.run(&format!("send {words} --when always --dry-run"));
    assert_eq!(outcome.code, 0, "{outcome}");
    let bytes = std::fs::read(tool.path("matomo-audit.eml")).unwrap();
    let text = MessageParser::default().parse(&bytes[..]).unwrap().body_text(0).unwrap().replace('\r', "");
    assert_harmless("text of the mail", &text);
}

/// Every call but those about the instance is refused with hostile words.
fn refusing(text: &'static str) -> Matomo {
    Matomo::setup()
        .sites(&[1, 5])
        .edit(move |call: &Call, answer| match call.contains_key("idSite") {
            true => *answer = json!({"result": "error", "message": format!("Refused {text}")}),
            false => poison(answer, text, Place::After),
        })
        .start()
}

/// As above, with zones that do not exist.
fn of_no_zone(text: &'static str) -> Matomo {
    let edit = move |call: &Call, answer: &mut Value| {
        if call["method"] == "SitesManager.getSitesWithAtLeastViewAccess" {
            for site in answer.as_array_mut().unwrap() {
                site["timezone"] = json!(format!("Mars {text}"));
            }
        }
    };
    Matomo::setup().sites(&[1, 5]).edit(edit).start()
}

#[test]
fn no_word_of_a_failure_acts_or_is_of_a_person() {
    for text in [LINES, CELLS, MARKUP] {
        for (matomo, lang) in [(refusing(text), "en"), (of_no_zone(text), "fr")] {
            let tool = tool(&matomo);
            for command in ["audit", "audit --format json", "check", "check --format junit", "send --dry-run"]
            {
                let outcome = tool.run(&format!("{command} --site all {WEEKS} --lang {lang} -vv"));
                assert_eq!(outcome.code, 3, "{outcome}");
                for said in [&outcome.stdout, &outcome.stderr] {
                    assert_harmless(command, said);
                    assert_no_command(command, said);
                }
                assert!(format!("{outcome}").contains(MARK), "{outcome}");
            }
            let outcome = tool.run(&format!("check --site all {WEEKS} --lang {lang} --format github"));
            assert_harmless("annotations", &outcome.stdout);
            assert!(outcome.stdout.lines().all(|line| line.starts_with("::error title=")), "{outcome}");
            assert_eq!(outcome.stdout.lines().count(), 2, "{outcome}");
        }
    }
}

/// What is typed may come from a pull request.
#[test]
fn no_mistake_of_a_command_line_is_a_command_of_the_job() {
    let tool = Tool::new().env("GITHUB_ACTIONS", "true").env("MATOMO_TOKEN_AUTH", TOKEN);
    for words in [
        vec!["audit", "--last", "x\n::error::y\n##[group]z"],
        vec!["explain", "x\n::error::y\n##[group]z"],
        vec!["audit", "--url", "ftp\n::error::y://##[group]z"],
        vec!["audit", "--config", "x\n::error::y\n##[group]z.toml"],
    ] {
        let outcome = tool.run_args(&words);
        assert_eq!(outcome.code, 2, "{outcome}");
        assert_no_command(words[1], &outcome.stderr);
    }
}

/// The name of the only site is in the subject, as it is and no further.
#[test]
fn a_subject_is_what_it_reads_as() {
    for name in
        ["=?utf-8?q?=1b[2J?=", "=?utf-8?b?Gw==?= =?iso-8859-1?q?a?=", "Aides =?x", "  a   b  ", "a_b?=c"]
    {
        let matomo = Matomo::setup()
            .edit(move |call, answer| {
                if call["method"] == "SitesManager.getSitesWithAtLeastViewAccess" {
                    answer[0]["name"] = json!(name);
                }
            })
            .start();
        let tool = tool(&matomo);
        let outcome = tool.run(&format!("send --site 1 {WEEKS} --dry-run --lang en"));
        assert_eq!(outcome.code, 0, "{outcome}");
        let bytes = std::fs::read(tool.path("matomo-audit.eml")).unwrap();
        let message = MessageParser::default().parse(&bytes).unwrap();
        assert_eq!(message.subject().unwrap(), format!("🚩 {name}: 69.6% of traffic untracked (week 47)"));
        assert!(subject_lines(&tool.path("matomo-audit.eml")).iter().all(|line| line.len() <= 78));
    }
}

/// The lines of the header, as they are sent.
fn subject_lines(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().skip_while(|line| !line.starts_with("Subject:"));
    let first = lines.clone().take(1);
    first.chain(lines.skip(1).take_while(|line| line.starts_with(' '))).map(str::to_owned).collect()
}
