//! Sites that no recording has: many at once, and one with a forged name.

use std::path::Path;

use serde_json::{Value, json};

use super::Tool;
use super::webhook::Webhook;

/// Recordings of `count` sites, all like site 1 but for their names.
fn recordings(folder: &Path, count: u64, name: impl Fn(u64) -> String) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/recordings");
    let read = |name: &str| std::fs::read(from.join(name)).unwrap();
    let index: Vec<Value> = serde_json::from_slice(&read("index.json")).unwrap();
    let mut entries = Vec::new();
    let mut known = Vec::new();
    for entry in index {
        let file = entry["file"].as_str().unwrap().to_owned();
        let target = folder.join(&file);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        if file.ends_with("SitesWithAtLeastViewAccess.json") {
            let sites: Vec<Value> = serde_json::from_slice(&read(&file)).unwrap();
            for id in 1..=count {
                let mut site = sites[0].clone();
                site["idsite"] = json!(id);
                site["name"] = json!(name(id));
                known.push(site);
            }
            std::fs::write(&target, serde_json::to_vec(&known).unwrap()).unwrap();
            entries.push(entry);
        } else if entry["request"]["idSite"] == "1" && entry["request"]["period"] != "day" {
            std::fs::write(&target, read(&file)).unwrap();
            for id in 1..=count {
                let mut copy = entry.clone();
                copy["request"]["idSite"] = json!(id.to_string());
                entries.push(copy);
            }
        } else if entry["request"]["idSite"].is_null() {
            std::fs::write(&target, read(&file)).unwrap();
            entries.push(entry);
        }
    }
    std::fs::write(folder.join("index.json"), serde_json::to_vec(&entries).unwrap()).unwrap();
}

#[test]
fn messages_stay_within_their_limits() {
    let webhooks = [Webhook::start(&[]), Webhook::start(&[])];
    let tool = Tool::new(
        "[mail]\nfrom = \"a@example.fr\"\nto = [\"b@example.fr\"]\nsmtp = \"a.fr\"\n\
         [[chat]]\nname = \"m\"\nurl_env = \"MATTERMOST\"\n\
         [[chat]]\nname = \"s\"\nkind = \"slack\"\nurl_env = \"SLACK\"\n\
         [[chat]]\nname = \"x\"\nkind = \"matrix\"\nhomeserver = \"https://m.fr\"\nroom = \"!x\"\n\
         token_env = \"MATRIX\"\n\
         [[chat]]\nname = \"t\"\nkind = \"teams\"\nurl_env = \"TEAMS\"\n\
         [[chat]]\nname = \"j\"\nkind = \"json\"\nurl_env = \"JSON\"\n",
    )
    .env("MATTERMOST", &webhooks[0].url())
    .env("SLACK", &webhooks[1].url());
    recordings(&tool.path("many"), 150, |id| format!("Service *numéro* {id} @all"));
    let words = "send --replay many --until 2026-11-22 --lang en";
    let dry = tool.run(&format!("{words} --dry-run"));
    assert_eq!(dry.code, 0, "{dry:?}");
    let bytes = std::fs::read(tool.path("matomo-audit.eml")).unwrap();
    let message = mail_parser::MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(message.subject().unwrap(), "🚩 150 of 150 sites red-flagged (week 47)");
    let html = message.body_html(0).unwrap();
    // Gmail cuts at 102 kB; a text is read by scrolling.
    assert!(html.len() <= 90_000, "{} bytes of HTML", html.len());
    assert!(html.contains("and 120 more") && html.contains("The other sites have only their line"));
    let text = message.body_text(0).unwrap();
    assert!(text.len() <= 20_000 && text.contains("and 120 more"), "{} bytes of text", text.len());

    for (name, limit) in [("m", 16_383), ("s", 4_000)] {
        let payload: Value = serde_json::from_str(&tool.read(&format!("matomo-audit.{name}.json"))).unwrap();
        let text = payload["text"].as_str().unwrap();
        let length = text.chars().count();
        assert!(length <= limit, "{name}: {length}");
        // The worst one, the head of the ranking, and that there are more.
        assert_eq!(text.matches("🚩").count(), 1 + 10, "{text}");
        assert!(text.ends_with("… and 140 more sites"), "{text}");
        assert!(!text.contains("@all"), "{text}");
    }
    let size = |name: &str| tool.read(&format!("matomo-audit.{name}.json")).len();
    // An event of Matrix has more in it than its content; a card may be counted in UTF-16.
    assert!((1_000..=60_000).contains(&size("x")), "{}", size("x"));
    assert!((1_000..=14_000).contains(&size("t")), "{}", size("t"));
    let summary: Value = serde_json::from_str(&tool.read("matomo-audit.j.json")).unwrap();
    assert_eq!(summary["sites"].as_array().unwrap().len(), 150);
}

#[test]
fn the_longest_names_fit_an_event_of_matrix_and_a_card() {
    let tool = Tool::new(
        "[[chat]]\nname = \"x\"\nkind = \"matrix\"\nhomeserver = \"https://m.fr\"\nroom = \"!x\"\n\
         token_env = \"MATRIX\"\n[[chat]]\nname = \"t\"\nkind = \"teams\"\nurl_env = \"TEAMS\"\n",
    );
    recordings(&tool.path("long"), 150, |id| format!("{id} {}", "&\u{1f6a9}\"<".repeat(60)));
    assert_eq!(tool.run("send --replay long --until 2026-11-22 --dry-run").code, 0);
    for (name, limit) in [("x", 60_000), ("t", 14_000)] {
        let payload = tool.read(&format!("matomo-audit.{name}.json"));
        assert!(payload.len() <= limit && payload.contains("… "), "{name}: {}", payload.len());
    }
}

#[test]
fn a_site_name_forges_no_header_and_no_command() {
    let tool = Tool::new("[mail]\nfrom = \"a@example.fr\"\nto = [\"b@example.fr\"]\nsmtp = \"a.fr\"\n");
    let name = "Service\r\nX-Forged: yes\r\n\r\n::error::forged\u{202e} %0A::error::forged";
    recordings(&tool.path("forged"), 1, |_| name.to_owned());
    let words = "--replay forged --until 2026-11-22";
    assert_eq!(tool.run(&format!("send {words} --dry-run")).code, 0);
    let bytes = std::fs::read(tool.path("matomo-audit.eml")).unwrap();
    let message = mail_parser::MessageParser::default().parse(&bytes).unwrap();
    assert!(message.header("X-Forged").is_none());
    let subject: Vec<_> = message.subject().unwrap().split_whitespace().collect();
    assert_eq!(subject[..4], ["🚩", "Service", "X-Forged:", "yes"], "{subject:?}");
    let raw = String::from_utf8(bytes).unwrap();
    assert!(!raw.lines().any(|line| line.starts_with("X-Forged")), "{raw}");

    let tool = tool.env("GITHUB_STEP_SUMMARY", "summary.md");
    let outcome = tool.run(&format!("check {words} --format github"));
    assert_eq!((outcome.code, outcome.stdout.lines().count()), (1, 1), "{outcome:?}");
    assert!(outcome.stdout.contains("%250A::error"), "{outcome:?}");
    assert_eq!(tool.read("summary.md").lines().count(), 6);
    let outcome = tool.run(&format!("check {words} --format junit"));
    quick_junit::Report::deserialize_from_str(&outcome.stdout).unwrap();
    let outcome = tool.run(&format!("check {words}"));
    assert_eq!(outcome.stdout.lines().count(), 2, "{outcome:?}");
}
