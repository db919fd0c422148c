//! Labels that anyone can send: they reach no output in a form that acts.

use serde_json::{Value, json};

use crate::support::{Matomo, Reply, Tool, WEEKS, site};

/// A name that clears the screen, changes the direction, begins a line of its
/// own and is a formula.
const NAME: &str = "=1+1\u{1b}[2J\r\n::error::\u{202e}x\u{9b}31m\u{7}\0";

/// Whether a character can act on a terminal: control characters but the line
/// feed, and those that turn the direction of writing or hide.
fn acts(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn assert_harmless(text: &str) {
    let found: Vec<_> = text.chars().filter(|c| acts(*c)).collect();
    assert!(found.is_empty(), "{found:?} in {text:?}");
}

/// Site 6, and the others under a hostile name; a hostile medium and host
/// belong to a channel, so that they are evidence.
fn hostile() -> Matomo {
    Matomo::setup()
        .edit(|call, answer| match call["method"].as_str() {
            "SitesManager.getSitesWithAtLeastViewAccess" => {
                for site in answer.as_array_mut().unwrap() {
                    if site["idsite"] != 6 {
                        site["name"] = json!(NAME);
                        site["main_url"] = json!(format!("https://x.example/{NAME}"));
                    }
                }
            }
            "Referrers.getWebsites" => {
                for rows in answer.as_object_mut().unwrap().values_mut() {
                    for row in rows.as_array_mut().unwrap() {
                        row["label"] = json!(format!("webmail.{NAME}"));
                    }
                }
            }
            "Referrers.getSocials" => {
                for rows in answer.as_object_mut().unwrap().values_mut() {
                    for row in rows.as_array_mut().unwrap() {
                        row["label"] = json!(format!("Facebook{NAME}"));
                    }
                }
            }
            _ => {}
        })
        .start()
}

#[test]
fn a_terminal_is_shown_no_character_that_acts() {
    for matomo in [Matomo::start(), hostile()] {
        let tool = Tool::of(&matomo);
        for words in ["audit", "audit --lang fr --color never", "check --max-direct 1%", "sites"] {
            let outcome = tool.run(&format!("{words} --site all {WEEKS} -vv"));
            assert!(!outcome.stdout.is_empty());
            assert_harmless(&outcome.stdout);
            assert_harmless(&outcome.stderr);
        }
    }
}

/// The name of a site must not look like a line of ours.
#[test]
fn a_name_stays_on_its_line() {
    let matomo = hostile();
    for words in ["audit", "check --max-direct 1%", "sites"] {
        let outcome = Tool::of(&matomo).run(&format!("{words} --site 1 {WEEKS}"));
        assert!(!outcome.stdout.lines().any(|line| line.starts_with("::")), "{outcome}");
    }
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    for matomo in [Matomo::start(), hostile()] {
        for format in ["csv", "csv-channels", "csv-campaigns", "csv-findings"] {
            let outcome = Tool::of(&matomo).run(&format!("audit --site all {WEEKS} --format {format}"));
            assert_harmless(outcome.data());
            let mut reader = csv::Reader::from_reader(outcome.data().as_bytes());
            let width = reader.headers().unwrap().len();
            let mut rows = 0;
            for row in reader.records().map(Result::unwrap) {
                rows += 1;
                assert_eq!(row.len(), width);
                for cell in &row {
                    assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
                }
            }
            assert!(rows > 0);
        }
    }
}

#[test]
fn json_gives_names_back_and_holds_nothing_raw() {
    let outcome = Tool::of(&hostile()).run(&format!("audit --site all {WEEKS} --format json"));
    assert_harmless(outcome.data());
    let report: Value = serde_json::from_str(outcome.data()).unwrap();
    assert_eq!(site(&report, 1)["name"], NAME);
    assert_eq!(site(&report, 6)["name"], "Hostile <b>\"Labels\"</b> & Co");
}

#[test]
fn an_error_about_a_hostile_site_is_harmless() {
    let message = format!("Access denied {NAME}");
    let matomo = Matomo::setup()
        .edit(move |call, answer| match call["method"].as_str() {
            "SitesManager.getSitesWithAtLeastViewAccess" => answer[4]["name"] = json!(NAME),
            "VisitsSummary.get" => *answer = json!({"result": "error", "message": message}),
            _ => {}
        })
        .start();
    let tool = Tool::of(&matomo);
    for words in ["audit", "check", "audit --format json", "audit --format csv"] {
        let outcome = tool.run(&format!("{words} --site 6 {WEEKS}"));
        assert_eq!(outcome.code, 3, "{outcome}");
        assert_harmless(&outcome.stdout);
        assert_harmless(&outcome.stderr);
        assert!(!outcome.stdout.lines().any(|line| line.starts_with("::")), "{outcome}");
    }
    let report = tool.run(&format!("audit --site 6 {WEEKS} --format json")).json(3);
    assert_eq!(report["errors"][0]["name"], NAME);
}

#[test]
fn hostile_words_of_a_server_are_harmless() {
    let page = format!("<script>alert(1)</script><h1>{NAME}</h1>{}", "long ".repeat(100_000));
    for reply in [
        Reply::error(401, NAME),
        Reply::error(500, &format!("Too many failed logins{NAME}")),
        Reply::error(200, NAME),
        Reply::html(500, &page),
        Reply::html(200, &page),
        Reply::new(500, "text/\u{e9}\u{9b}", NAME),
        Reply::html(302, "").header("location", "https://x.example/\u{9b}31m"),
        Reply::json(200, &format!("[\"{NAME}")),
    ] {
        let matomo = Matomo::always(reply);
        let outcome = Tool::of(&matomo).config("[network]\nretries = 0").run("audit --site 6 -vv");
        assert_eq!((outcome.code, &*outcome.stdout), (3, ""));
        assert_harmless(&outcome.stderr);
        assert!(!outcome.stderr.lines().any(|line| line.starts_with("::")), "{outcome}");
        // A page is quoted, not repeated.
        assert!(outcome.stderr.len() < 20_000, "{} bytes", outcome.stderr.len());
    }
}

#[test]
fn a_name_that_is_asked_for_is_shown_harmlessly() {
    let matomo = hostile();
    for name in ["=1+1\u{1b}[2J\r\n::error::", "Zzz\u{1b}[2J\n::error::"] {
        let outcome = Tool::of(&matomo).run_args(["audit", "--site", name]);
        assert_eq!(outcome.code, 2, "{outcome}");
        assert_harmless(&outcome.stderr);
        assert!(!outcome.stderr.lines().any(|line| line.starts_with("::")), "{outcome}");
    }
}

#[test]
fn personal_data_in_a_name_is_not_repeated() {
    let matomo = Matomo::setup()
        .edit(|call, answer| {
            if call["method"] == "SitesManager.getSitesWithAtLeastViewAccess" {
                answer[0]["name"] = json!("Espace de jeanne.dupont@example.fr");
            }
        })
        .start();
    for format in ["terminal", "json", "csv"] {
        let outcome = Tool::of(&matomo).run(&format!("audit --site 1 {WEEKS} --format {format}"));
        assert!(!outcome.data().contains("jeanne.dupont"), "{format}");
    }
}
