//! Recordings: what `--record` writes, `--replay` reads, and the demo.

use serde_json::Value;

use crate::support::{Matomo, Reply, TOKEN, Tool, WEEKS, recordings};

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

/// Nor does it name a FIFO, at which a reader would wait for ever, or a device.
#[cfg(unix)]
#[test]
fn a_recording_holds_plain_files_of_its_own_folder_only() {
    let (outside, special) = ("not in the folder of the recording", "no regular file");
    let tool = Tool::new();
    tool.write("secret.json", "{\"value\":\"of nobody else's business\"}");
    let make = |words: &str| {
        let mut words = words.split(' ');
        let mut command = std::process::Command::new(words.next().unwrap());
        assert!(command.args(words).current_dir(tool.path("rec")).status().unwrap().success());
    };
    for (command, reason) in [
        ("ln -s ../secret.json", outside),
        ("ln -s /dev/zero", outside),
        ("mkfifo", special),
        ("mkdir", special),
    ] {
        for file in ["answer.json", "index.json"] {
            let index =
                serde_json::json!([{"file": "answer.json", "request": {"method": "API.getMatomoVersion"}}]);
            tool.write("rec/index.json", &index.to_string());
            if file == "index.json" {
                std::fs::remove_file(tool.path("rec/index.json")).unwrap();
            }
            make(&format!("{command} {file}"));
            let outcome = tool.run("audit --replay rec -vv");
            assert_eq!(outcome.code, 3, "{command}: {outcome}");
            assert!(outcome.stderr.contains(reason) && outcome.stderr.contains(file), "{command}: {outcome}");
            assert!(!outcome.to_string().contains("nobody"), "{outcome}");
            std::fs::remove_dir_all(tool.path("rec")).unwrap();
        }
    }
}

#[cfg(unix)]
#[test]
fn a_link_within_the_folder_of_a_recording_is_followed() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo);
    tool.run(&format!("audit --site 1 {WEEKS} --record rec")).data();
    std::fs::rename(tool.path("rec/site-01/week"), tool.path("rec/week")).unwrap();
    std::os::unix::fs::symlink("../week", tool.path("rec/site-01/week")).unwrap();
    tool.run("audit --replay rec").data();
}

#[test]
fn a_recorded_answer_may_be_as_large_as_any_other() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo).config("[network]\nmax_answer = 1");
    tool.run(&format!("audit --site 1 {WEEKS} --record rec")).data();
    let file = "rec/site-01/Goals.getGoals.json";
    tool.write(file, &format!("{}{}", " ".repeat(1 << 20), tool.read(file)));
    let outcome = tool.run("audit --replay rec");
    assert_eq!(outcome.code, 3, "{outcome}");
    assert!(outcome.stderr.contains(file) && outcome.stderr.contains("network.max_answer"), "{outcome}");
}

#[test]
fn a_recording_without_reports_is_an_error() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo);
    tool.write("rec/index.json", "[]");
    let outcome = tool.run("sites --replay rec");
    assert_eq!(outcome.code, 3, "{outcome}");
    assert!(outcome.stderr.contains("has no reports"), "{outcome}");
    // The list of sites alone is enough for `sites`, and for nothing else.
    let sites = tool.run("sites --record list");
    assert_eq!(tool.run("sites --replay list").data(), sites.data());
    for command in ["audit", "check --max-direct 50%"] {
        let outcome = tool.run(&format!("{command} --replay list"));
        assert_eq!((outcome.code, &*outcome.stdout), (3, ""), "{outcome}");
        assert!(outcome.stderr.contains("has no reports"), "{outcome}");
    }
}

/// Names of sites that nobody asked for, in any file below `folder`.
fn others(folder: &std::path::Path) -> bool {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).any(|path| match path.is_dir() {
        true => others(&path),
        false => {
            let text = std::fs::read_to_string(&path).unwrap();
            ["Pass Emploi", "Service Fantome"].iter().any(|name| text.contains(name))
        }
    })
}

#[test]
fn a_recording_that_is_cut_off_holds_no_other_site() {
    let matomo = Matomo::setup().fault(|request| request.is_about_sites().then(Reply::never)).start();
    let tool = Tool::of(&matomo);
    let mut run = tool
        .command()
        .args(format!("audit --site 1 {WEEKS} --record rec").split(' '))
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    while !matomo.exchanges().iter().any(|request| request.is_about(1)) {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    run.kill().unwrap();
    run.wait().unwrap();
    assert!(
        tool.read("rec/instance/SitesManager.getSitesWithAtLeastViewAccess.json").contains("Aides Logement")
    );
    assert!(!others(&tool.path("rec")));
    // What it left is not mistaken for a part of the next one.
    let again = tool.run(&format!("audit --site 2 {WEEKS} --record rec"));
    assert_eq!(again.code, 5, "{again}");
    assert!(again.stderr.contains("the folder is not empty"), "{again}");
}

#[test]
fn a_recording_that_fails_holds_no_other_site() {
    let matomo = Matomo::setup()
        .fault(|request| request.is_about_sites().then(|| Reply::error(401, "Unable to authenticate")))
        .start();
    let tool = Tool::of(&matomo);
    for (site, code) in [("1", 3), ("Nowhere", 2), ("99", 3)] {
        let outcome = tool.run(&format!("audit --site {site} {WEEKS} --record rec-{site}"));
        assert_eq!(outcome.code, code, "{outcome}");
        assert!(!others(&tool.path(&format!("rec-{site}"))), "{site}");
    }
}

#[test]
fn the_demo_shows_contrasting_sites_and_what_to_type_next() {
    for (lang, red_flag, clear, next) in [
        ("fr", "Vous naviguez à l’aveugle", "✅ Pass Emploi", "Pour votre Matomo"),
        ("en", "You are navigating blind", "✅ Pass Emploi", "For your own Matomo"),
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
    assert_eq!(verdicts, ["clear", "red-flag", "watch", "watch"]);
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
