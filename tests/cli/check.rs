//! The gate: what makes `check` fail, and with which exit code.

use insta::assert_snapshot;

use crate::support::{Matomo, Outcome, Reply, Tool, WEEKS, nowhere, recordings};

fn check(matomo: &Matomo, words: &str) -> Outcome {
    Tool::of(matomo).config("[network]\nretries = 0").run(&format!("check {WEEKS} {words}"))
}

/// Site 12 has a share of its own each week: 45.3 %, 54.1 % in the weeks that
/// end on 27 September and 4 October; 53.8 %, 63.1 % and 63.8 % in the last three.
fn check_12(until: &str, words: &str) -> i32 {
    let matomo = Matomo::start();
    let outcome = Tool::of(&matomo).run(&format!("check --site 12 --last 4 --until {until} {words}"));
    assert_eq!(outcome.stderr, "");
    outcome.code
}

#[test]
fn exit_0_below_the_limit() {
    assert_eq!(check(&Matomo::start(), "--site 2 --max-direct 50%").code, 0);
}

#[test]
fn exit_1_above_the_limit() {
    assert_eq!(check(&Matomo::start(), "--site 1 --max-direct 50%").code, 1);
}

#[test]
fn the_limit_itself_is_allowed() {
    // 229 direct visits of 329.
    let matomo = Matomo::start();
    assert_eq!(check(&matomo, "--site 1 --max-direct 0.6960486322188450").code, 0);
    assert_eq!(check(&matomo, "--site 1 --max-direct 0.6960").code, 1);
}

#[test]
fn exit_2_for_a_bad_option_or_configuration() {
    let matomo = Matomo::start();
    for words in ["--max-direct 50", "--max-direct 150%", "--consecutive 0", "--confidence 40", "--nonsense"]
    {
        assert_eq!(check(&matomo, &format!("--site 1 {words}")).code, 2, "{words}");
    }
    let broken = Tool::of(&matomo).config("[check]\nmax_direct = \"many\"");
    assert_eq!(broken.run(&format!("check {WEEKS} --site 1")).code, 2);
    let no_such_site = check(&matomo, "--site nonsense --max-direct 50%");
    assert_eq!(no_such_site.code, 2, "{no_such_site}");
}

#[test]
fn exit_3_when_matomo_cannot_be_read() {
    let replies = [
        Reply::error(401, "Unable to authenticate with the provided token."),
        Reply::html(503, "<h1>Maintenance</h1>"),
        Reply::html(200, "\u{1}garbage"),
        Reply::json(200, "[{\"value\":"),
    ];
    for reply in replies {
        let outcome = check(&Matomo::always(reply.clone()), "--site 1 --max-direct 50%");
        assert_eq!(outcome.code, 3, "{reply:?}: {outcome}");
    }
    let tool = Tool::new().env("MATOMO_TOKEN_AUTH", "x").config("[network]\nretries = 0");
    assert_eq!(tool.run(&format!("check --url {} --site 1 --max-direct 50%", nowhere())).code, 3);
}

#[test]
fn exit_4_without_a_verdict() {
    let outcome = check(&Matomo::start(), "--site 4 --max-direct 50%");
    assert_eq!(outcome.code, 4, "{outcome}");
}

#[test]
fn exit_3_when_one_of_the_sites_cannot_be_read() {
    let matomo = Matomo::setup()
        .fault(|exchange| exchange.is_about(2).then(|| Reply::error(401, "no access")))
        .start();
    // Site 1 exceeds the limit, which must not hide that site 2 is not checked.
    assert_eq!(check(&matomo, "--site 1 --site 2 --max-direct 50%").code, 3);
}

#[test]
fn of_several_sites_the_worst_decides() {
    let matomo = Matomo::start();
    for (sites, code) in [("--site 2 --site 6", 0), ("--site 2 --site 4", 4), ("--site 4 --site 1", 1)] {
        assert_eq!(check(&matomo, &format!("{sites} --max-direct 50%")).code, code, "{sites}");
    }
}

#[test]
fn untracked_is_more_than_direct() {
    // 24.1 % direct, 72.4 % untracked.
    let matomo = Matomo::start();
    assert_eq!(check(&matomo, "--site 8 --max-direct 50%").code, 0);
    assert_eq!(check(&matomo, "--site 8 --max-untracked 50%").code, 1);
    assert_eq!(check(&matomo, "--site 8 --max-untracked 73%").code, 0);
}

#[test]
fn without_a_limit_the_red_flag_is_the_limit_for_untracked() {
    let matomo = Matomo::start();
    assert_eq!(check(&matomo, "--site 8").code, 1);
    assert_eq!(check(&matomo, "--site 2").code, 0);
    let lenient = Tool::of(&matomo).config("[thresholds]\nred_flag = \"80%\"");
    assert_eq!(lenient.run(&format!("check {WEEKS} --site 8")).code, 0);
}

#[test]
fn the_file_sets_limits_and_an_option_replaces_them() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo).config("[check]\nmax_direct = \"10%\"");
    assert_eq!(tool.run(&format!("check {WEEKS} --site 2")).code, 1);
    assert_eq!(tool.run(&format!("check {WEEKS} --site 2 --max-direct 50%")).code, 0);
    assert_eq!(tool.run(&format!("check {WEEKS} --site 2 --max-untracked 50%")).code, 0);
}

#[test]
fn with_a_confidence_a_share_must_exceed_the_limit_beyond_chance() {
    // 53.8 % of 329 visits, 95 % interval from 48.4 %.
    assert_eq!(check_12("2026-11-08", "--max-direct 50%"), 1);
    assert_eq!(check_12("2026-11-08", "--max-direct 50% --confidence 95"), 0);
    // 63.8 %, from 58.4 %: no chance.
    assert_eq!(check_12("2026-11-22", "--max-direct 50% --confidence 95"), 1);
    // The less confidence is asked for, the sooner it fails.
    assert_eq!(check_12("2026-11-08", "--max-direct 50% --confidence 60"), 1);
}

#[test]
fn with_consecutive_one_bad_week_is_not_enough() {
    assert_eq!(check_12("2026-10-04", "--max-direct 50%"), 1);
    assert_eq!(check_12("2026-10-04", "--max-direct 50% --consecutive 2"), 0);
    assert_eq!(check_12("2026-11-22", "--max-direct 60% --consecutive 2"), 1);
    assert_eq!(check_12("2026-11-22", "--max-direct 60% --consecutive 3"), 0);
}

#[test]
fn with_min_visits_a_small_week_has_no_verdict() {
    // 329 visits.
    let matomo = Matomo::start();
    assert_eq!(check(&matomo, "--site 1 --max-direct 50% --min-visits 330").code, 4);
    assert_eq!(check(&matomo, "--site 1 --max-direct 50% --min-visits 329").code, 1);
}

#[test]
fn below_the_default_minimum_there_is_no_verdict() {
    // Each day of site 1 has some 50 visits: too few.
    let matomo = Matomo::start();
    let day = |words: &str| {
        let words =
            format!("check --site 1 --period day --last 5 --until 2026-11-20 --max-direct 1% {words}");
        Tool::of(&matomo).run(&words).code
    };
    assert_eq!(day(""), 4);
    assert_eq!(day("--min-visits 10"), 1);
}

#[test]
fn masked_campaign_names_leave_no_verdict() {
    // Under Matomo's privacy policy campaigns stay campaigns, without a name.
    let matomo = Matomo::setup()
        .edit(|call, answer| {
            if call["method"] == "Referrers.getCampaigns" {
                for rows in answer.as_object_mut().unwrap().values_mut() {
                    for row in rows.as_array_mut().unwrap() {
                        row["label"] = "__discarded_by_policy__".into();
                    }
                }
            }
        })
        .start();
    // Site 2 is tagged well: 446 of its 676 visits are campaigns.
    assert_eq!(check(&matomo, "--site 2 --max-untracked 50%").code, 4);
    assert_eq!(check(&matomo, "--site 2 --max-direct 50%").code, 0);
    let audit = Tool::of(&matomo).run(&format!("audit {WEEKS} --site 2 --format json")).json(0);
    assert_eq!(audit["sites"][0]["verdict"], "inconclusive");
}

#[test]
fn each_site_and_limit_has_its_line() {
    let matomo = Matomo::start();
    let words = "--site all --max-direct 50% --max-untracked 50% --confidence 95 --consecutive 2";
    assert_snapshot!("lines_en", check(&matomo, words).to_string());
    assert_snapshot!("lines_fr", check(&matomo, &format!("{words} --lang fr")).to_string());
}

#[test]
fn a_failure_ends_with_the_command_that_shows_why() {
    let replay = recordings().display().to_string();
    let words = format!("--replay {replay} --period week --max-direct 50%");
    let tool = Tool::new().config("lang = \"en\"");
    let outcome =
        tool.run(&format!("check {words} --site 2 --site 1 --config matomo-audit.toml --until 2026-11-25"));
    let command = format!(
        "matomo-audit audit --config matomo-audit.toml --replay {replay} --period week --until 2026-11-22 --site 1"
    );
    let last = outcome.stdout.lines().last().unwrap();
    assert_eq!((outcome.code, last), (1, &*format!("To see why: {command}")), "{outcome}");
    // It shows it.
    let shown = tool.run(command.strip_prefix("matomo-audit ").unwrap());
    assert!(shown.data().starts_with("🚩 Aides Logement · 69.6%"), "{shown}");

    let run = |words: &str| tool.run(&format!("check --replay {replay} --until 2026-11-22 {words}")).stdout;
    assert!(run("--site 1 --lang fr").contains("Pour voir pourquoi\u{a0}: matomo-audit audit"), "French");
    assert!(run("--site 2 --fail-on notice").ends_with("--site 2\n"), "a finding");
    for words in ["--site 2", "--site 4", "--site 1 --format junit", "--site 1 --format github"] {
        assert!(!run(words).contains("matomo-audit audit"), "{words}");
    }
}
