//! Recordings: what `--record` writes, `--replay` reads, and the demo.

use serde_json::Value;

use crate::support::{Matomo, TOKEN, Tool, WEEKS, recordings};

/// A JSON report without what differs from run to run.
fn timeless(text: &str) -> Value {
    let mut report: Value = serde_json::from_str(text).unwrap();
    assert!(report["generated_at"].is_string());
    report["generated_at"] = Value::Null;
    report
}

fn index(tool: &Tool, folder: &str) -> Vec<Value> {
    let index: Value = serde_json::from_str(&tool.read(&format!("{folder}/index.json"))).unwrap();
    index.as_array().unwrap().clone()
}

#[test]
fn a_replay_gives_the_report_of_the_recorded_run() {
    for matomo in [Matomo::start(), Matomo::setup().core_only().start()] {
        let tool = Tool::of(&matomo);
        let recorded = tool.run(&format!("audit --site all {WEEKS} --format json --record rec"));
        // Without server, address and token.
        drop(matomo);
        let tool = tool.without("MATOMO_URL").without("MATOMO_TOKEN_AUTH");
        let replayed = tool.run(&format!("audit --site all {WEEKS} --format json --replay rec"));
        assert_eq!(timeless(recorded.data()), timeless(replayed.data()));
    }
}

#[test]
fn a_replay_is_of_the_day_of_the_recording() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo);
    tool.run(&format!("audit --site 1 {WEEKS} --record rec")).data();
    // Moved into the past, as if it had been made on that day.
    let mut entries = index(&tool, "rec");
    for entry in &mut entries {
        entry["recorded_at"] = "2026-11-16T12:00:00Z".into();
    }
    tool.write("rec/index.json", &Value::from(entries).to_string());
    let report = tool.run("audit --site 1 --last 11 --replay rec --format json").json(0);
    assert_eq!(report["window"]["to"], "2026-11-15");
    assert!(report["generated_at"].as_str().unwrap().starts_with("2026-11-16T12:00:00"));
}

#[test]
fn a_replay_of_fewer_periods_needs_no_other_recording() {
    let replay = format!("--replay {} --format json --site 1", recordings().display());
    let report = Tool::new().run(&format!("audit --until 2026-11-08 --last 4 {replay}")).json(0);
    let periods = report["sites"][0]["periods"].as_array().unwrap();
    let visits: Vec<_> = periods.iter().map(|period| period["visits"].as_u64().unwrap()).collect();
    assert_eq!(visits, [318, 308, 344, 392]);
}

#[test]
fn a_recording_holds_no_token() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo);
    tool.run(&format!("audit --site 1 {WEEKS} --record rec -vv"));
    for entry in index(&tool, "rec") {
        assert!(entry["request"].get("token_auth").is_none(), "{entry}");
        // Each file of the index is there; the builder looks for the token in all of them.
        tool.read(&format!("rec/{}", entry["file"].as_str().unwrap()));
    }
}

#[test]
fn an_answer_that_echoes_the_token_is_recorded_without_it() {
    let matomo = Matomo::setup()
        .edit(|call, answer| {
            if call["method"] == "Goals.getGoals" {
                *answer = serde_json::json!([{"idgoal": 1, "name": format!("?token_auth={TOKEN}")}]);
            }
        })
        .start();
    let tool = Tool::of(&matomo);
    tool.run(&format!("audit --site 1 {WEEKS} --record rec")).data();
    assert!(tool.read("rec/site-01/Goals.getGoals.json").contains("?token_auth="));
}

#[test]
fn a_recording_is_about_the_audited_sites_only() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo);
    tool.run(&format!("audit --site 2 --site 5 {WEEKS} --record rec")).data();
    let sites = tool.read("rec/instance/SitesManager.getSitesWithAtLeastViewAccess.json");
    let sites: Value = serde_json::from_str(&sites).unwrap();
    let ids: Vec<_> = sites.as_array().unwrap().iter().map(|site| site["idsite"].as_u64().unwrap()).collect();
    assert_eq!(ids, [2, 5]);
    assert!(!index(&tool, "rec").iter().any(|entry| entry["request"]["idSite"] == "1"));
}

#[test]
fn a_folder_that_is_no_recording() {
    let tool = Tool::new();
    let missing = tool.run("audit --replay nowhere");
    assert_eq!(missing.code, 3, "{missing}");
    assert!(missing.stderr.contains("nowhere/index.json"), "{missing}");
    tool.write("broken/index.json", "{");
    assert_eq!(tool.run("audit --replay broken").code, 3);
}

/// A recording may come from anyone.
#[test]
fn a_recording_names_files_of_its_own_folder_only() {
    let tool = Tool::new();
    tool.write("secret.json", "{\"value\":\"of nobody else's business\"}");
    for file in ["../secret.json", &tool.path("secret.json").display().to_string()] {
        let index = serde_json::json!([{"file": file, "request": {"method": "API.getMatomoVersion"}}]);
        tool.write("rec/index.json", &index.to_string());
        let outcome = tool.run("audit --replay rec -vv");
        assert_eq!(outcome.code, 3, "{outcome}");
        assert!(!outcome.to_string().contains("nobody"), "{outcome}");
    }
}

#[test]
fn the_demo_shows_three_contrasting_sites_and_what_to_type_next() {
    for (lang, red_flag, clear, next) in [
        ("fr", "Vous naviguez à l'aveugle", "Le trafic est lisible", "Pour votre Matomo"),
        ("en", "You are navigating blind", "The traffic can be read", "For your own Matomo"),
    ] {
        let outcome = Tool::new().run(&format!("demo --lang {lang}"));
        let shown = outcome.data();
        for words in [red_flag, clear, next, "matomo-audit audit --url https://", "MATOMO_TOKEN_AUTH"] {
            assert!(shown.contains(words), "{words} in {shown}");
        }
    }
    let report = Tool::new().run("demo --format json").json(0);
    let mut verdicts: Vec<_> =
        report["sites"].as_array().unwrap().iter().map(|site| site["verdict"].as_str().unwrap()).collect();
    verdicts.sort_unstable();
    assert_eq!(verdicts, ["clear", "red-flag", "watch"]);
    assert_eq!(report["errors"], serde_json::json!([]));
}

/// A proxy at which nothing listens would break any request.
#[test]
fn the_demo_uses_no_network() {
    let nowhere = crate::support::nowhere();
    let tool =
        Tool::new().env("HTTPS_PROXY", &nowhere).env("HTTP_PROXY", &nowhere).env("MATOMO_URL", &nowhere);
    tool.run("demo").data();
}

/// The demo is always the same, so settings do not apply to it; a file that
/// cannot be read is still worth an error, since its `lang` might.
#[test]
fn the_demo_ignores_settings_but_not_a_broken_file() {
    let plain = Tool::new().run("demo --format json");
    let strict = Tool::new().config("last = 2\nsites = [99]\n[thresholds]\nred_flag = \"90%\"");
    assert_eq!(strict.run("demo --format json").data(), plain.data());
    let broken = Tool::new().config("nonsense = 1").run("demo");
    assert_eq!(broken.code, 2, "{broken}");
    assert!(broken.stderr.contains("nonsense"), "{broken}");
}

#[test]
fn a_replay_is_about_the_sites_that_have_reports() {
    let folder = recordings().display().to_string();
    let report = Tool::new()
        .run_args(["audit", "--replay", &folder, "--until", "2026-11-22", "--format", "json"])
        .json(0);
    let ids: Vec<_> =
        report["sites"].as_array().unwrap().iter().map(|site| site["id"].as_u64().unwrap()).collect();
    assert_eq!(ids, [8, 1, 12, 2, 5, 6, 4], "the listed sites without a report are left out");
}
