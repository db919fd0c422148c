//! Many sites at once: messages stay within their limits.

use std::path::Path;

use serde_json::{Value, json};

use super::Tool;
use super::webhook::Webhook;

const SITES: u64 = 150;

/// Recordings of as many sites, all like site 1.
fn recordings(folder: &Path) {
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
            for id in 1..=SITES {
                let mut site = sites[0].clone();
                site["idsite"] = json!(id);
                site["name"] = json!(format!("Service *numéro* {id} @all"));
                known.push(site);
            }
            std::fs::write(&target, serde_json::to_vec(&known).unwrap()).unwrap();
            entries.push(entry);
        } else if entry["request"]["idSite"] == "1" && entry["request"]["period"] != "day" {
            std::fs::write(&target, read(&file)).unwrap();
            for id in 1..=SITES {
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
         [[chat]]\nname = \"s\"\nkind = \"slack\"\nurl_env = \"SLACK\"\n",
    )
    .env("MATTERMOST", &webhooks[0].url())
    .env("SLACK", &webhooks[1].url());
    recordings(&tool.path("many"));
    let words = "send --replay many --until 2026-11-22 --lang en";
    let dry = tool.run(&format!("{words} --dry-run"));
    assert_eq!(dry.code, 0, "{dry:?}");
    let bytes = std::fs::read(tool.path("matomo-audit.eml")).unwrap();
    let message = mail_parser::MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(message.subject().unwrap(), "🚩 150 of 150 sites red-flagged (week 47)");
    let html = message.body_html(0).unwrap();
    assert!(html.len() < 100_000, "Gmail would cut {} bytes", html.len());
    assert!(html.contains("and 120 more") && html.contains("147 sites have only their line"));

    for (name, limit) in [("m", 16_383), ("s", 4_000)] {
        let payload: Value = serde_json::from_str(&tool.read(&format!("matomo-audit.{name}.json"))).unwrap();
        let text = payload["text"].as_str().unwrap();
        let length = text.chars().count();
        assert!(length <= limit && length > limit * 3 / 4, "{name}: {length}");
        // Cut between two sites, and it says so.
        let sites = text.matches("🚩").count();
        assert!(text.ends_with(&format!("… and {} more sites", 150 - sites)), "{text}");
        assert!(!text.contains("@all"), "{text}");
    }
}
