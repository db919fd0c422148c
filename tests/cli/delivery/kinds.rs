//! What a workflow of Teams and a program are sent.

use serde_json::Value;

use super::Tool;
use super::webhook::{Answer, Webhook};

fn posted(kind: &str, words: &str) -> Value {
    // A workflow accepts, and works later.
    let webhook = Webhook::start(&[Answer::Status(202)]);
    let tool = Tool::new(&format!("[[chat]]\nname = \"team\"\nkind = \"{kind}\"\nurl_env = \"HOOK\"\n"));
    tool.env("HOOK", &webhook.url()).replay(&format!("send --lang en {words}")).silent();
    let bodies = webhook.bodies();
    assert_eq!(bodies.len(), 1, "{bodies:?}");
    serde_json::from_str(&bodies[0]).unwrap()
}

/// The text of a card, with what is bold between stars.
fn text(card: &Value) -> String {
    let lines = card["body"].as_array().unwrap().iter().map(|block| {
        assert_eq!(block["type"], "RichTextBlock");
        let runs = block["inlines"].as_array().unwrap().iter().map(|run| {
            assert_eq!(run["type"], "TextRun");
            let star = if run["weight"] == "Bolder" { "*" } else { "" };
            format!("{star}{}{star}", run["text"].as_str().unwrap())
        });
        runs.collect::<String>()
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_workflow_of_teams_gets_a_card() {
    let message = posted("teams", "--site 1");
    assert_eq!((&message["type"], message["attachments"].as_array().unwrap().len()), (&"message".into(), 1));
    let attachment = &message["attachments"][0];
    assert_eq!(attachment["contentType"], "application/vnd.microsoft.card.adaptive");
    let card = &attachment["content"];
    assert_eq!((&card["type"], &card["version"]), (&"AdaptiveCard".into(), &"1.4".into()));
    let said = text(card);
    assert!(said.starts_with("🚩 *Aides Logement* · 69.6% of traffic is direct or unknown"), "{said}");
    assert!(said.contains("\n*To do*\n1. Tag the next link"), "{said}");
    assert!(said.contains("\n• rentree-2026: 5 visits"), "{said}");
    // Nothing of a label acts.
    let hostile = text(&posted("teams", "--site 6")["attachments"][0]["content"]);
    for active in ["@all", "@channel", "://"] {
        assert!(!hostile.contains(active), "{active} in {hostile}");
    }
}

#[test]
fn a_program_gets_the_summary_as_data() {
    let summary = posted("json", "--site 1 --site 2");
    let get = |pointer: &str| summary.pointer(pointer).unwrap().clone();
    assert_eq!((get("/schema"), get("/verdict")), (1.into(), "red-flag".into()));
    assert_eq!(get("/needs_attention"), true);
    assert_eq!(get("/subject"), "🚩 1 of 2 sites red-flagged (week 47)");
    assert_eq!(get("/window/to"), "2026-11-22");
    let text = get("/text");
    let text = text.as_str().unwrap();
    assert!(text.contains("\n🚩 Aides Logement · 69.6% of traffic is direct or unknown"), "{text}");
    let site = get("/sites/0");
    assert_eq!((&site["id"], &site["name"]), (&1.into(), &"Aides Logement".into()));
    assert_eq!((&site["verdict"], &site["needs_attention"]), (&"red-flag".into(), &true.into()));
    assert_eq!((&site["from"], &site["to"]), (&"2026-11-16".into(), &"2026-11-22".into()));
    assert!((site["untracked_share"].as_f64().unwrap() - 0.696).abs() < 0.001, "{site}");
    assert_eq!(get("/sites/1/verdict"), "clear");
}
