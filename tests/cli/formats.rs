//! HTML and Markdown of the recordings, without a browser.

use std::collections::BTreeSet;

use base64::Engine as _;
use regex::Regex;
use sha2::{Digest as _, Sha256};

use crate::support::{Tool, WEEKS, recordings};

const ALL: &str = "--site 1 --site 2 --site 4 --site 5 --site 6 --site 8 --site 12";

fn written(format: &str, words: &str) -> String {
    let replay = recordings();
    let outcome =
        Tool::new().run(&format!("audit --replay {} {WEEKS} --format {format} {words}", replay.display()));
    // Site 3 is listed in the recording, which has no report of it.
    assert_eq!(outcome.code, if words.contains("--site 3") { 3 } else { 0 }, "{}", outcome.stderr);
    // The time of generation is that of the test.
    let at = Regex::new(r"(Généré le|Generated on) [^(<\n]*\(").unwrap();
    at.replace_all(&outcome.stdout, "$1 … (").into_owned()
}

/// What the group of `pattern` matches in the page.
fn all(pattern: &str, page: &str) -> Vec<String> {
    Regex::new(pattern).unwrap().captures_iter(page).map(|found| found[1].to_owned()).collect()
}

#[test]
fn markdown_of_a_red_flagged_site() {
    insta::assert_snapshot!(written("markdown", "--site 1 --lang fr"));
}

#[test]
fn markdown_of_a_site_with_hostile_labels() {
    insta::assert_snapshot!(written("markdown", "--site 6 --lang en"));
}

#[test]
fn html_of_a_site() {
    let page = written("html", "--site 5 --lang en");
    // The style sheet is a file of its own; its hash and the version change often.
    let style = Regex::new(r"(?s)<style>.*</style>|sha256-[^']*|\d+\.\d+\.\d+").unwrap();
    insta::assert_snapshot!(style.replace_all(&page, "…"));
}

#[test]
fn a_page_allows_its_own_style_sheet_only() {
    let page = written("html", "--site 1");
    let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(style));
    let policy = format!(
        "content=\"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'\""
    );
    assert!(page.contains(&policy), "{}", &page[..600]);
    for fetched in ["url(", "@import"] {
        assert!(!style.contains(fetched), "{fetched}");
    }
}

#[test]
fn a_page_holds_nothing_that_acts_or_fetches() {
    for words in [ALL, "--site 6", "--site 6 --lang fr"] {
        let page = written("html", words);
        let tags = all("<([a-zA-Z0-9]+)", &page);
        for active in ["script", "img", "iframe", "object", "embed", "form", "link", "base", "video", "audio"]
        {
            assert!(!tags.iter().any(|tag| tag == active), "{words}: <{active}>");
        }
        let acting = all(r#"(<[a-zA-Z][^<>]*?\s(?:(?:on\w+|style|src)=|href="[^#])[^<>]*>)"#, &page);
        assert_eq!(acting, Vec::<String>::new(), "{words}");
    }
}

#[test]
fn every_link_of_a_page_leads_to_the_one_element_of_that_id() {
    for words in [ALL, "--site 5"] {
        let page = written("html", words);
        let ids = all(r#" id="([^"]+)""#, &page);
        let unique: BTreeSet<_> = ids.iter().cloned().collect();
        assert_eq!(ids.len(), unique.len(), "{words}: an id is there twice");
        let links = all(r##"href="#([^"]+)""##, &page).into_iter();
        for names in links.chain(all(r#"aria-labelledby="([^"]+)""#, &page)) {
            for id in names.split(' ') {
                assert!(unique.contains(id), "{words}: #{id} leads nowhere");
            }
        }
    }
}

#[test]
fn headings_do_not_skip_a_level() {
    for words in [ALL, "--site 1", "--site 4", "--site all --site 3", &format!("{ALL} --summary")] {
        let levels = all("<h([1-6])", &written("html", words));
        let levels: Vec<u8> = levels.iter().map(|level| level.parse().unwrap()).collect();
        assert_eq!(levels.first(), Some(&1), "{words}");
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{words}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{words}: {levels:?}");
    }
}

#[test]
fn files_of_one_run_say_the_same() {
    let tool = Tool::new();
    let replay = recordings();
    tool.run(&format!(
        "audit --replay {} {WEEKS} --site 1 --lang en -o a.html -o a.md -o a.json -o a.csv",
        replay.display()
    ));
    let json: serde_json::Value = serde_json::from_str(&tool.read("a.json")).unwrap();
    let last = json["sites"][0]["periods"].as_array().unwrap().last().unwrap().clone();
    let share = format!("{:.1}%", last["untracked_share"].as_f64().unwrap() * 100.0).replace(".0%", "%");
    let (visits, untracked) = (last["visits"].to_string(), last["untracked"].to_string());
    let row = tool.read("a.csv").lines().last().unwrap().to_owned();
    assert!(row.contains(&format!(",{visits},")) && row.contains(&format!(",{untracked},")), "{row}");
    for file in ["a.html", "a.md"] {
        let text = tool.read(file);
        assert!(text.contains(&share), "{file}");
        assert!(text.contains(&format!("{untracked} of {visits} visits")), "{file}");
    }
}
