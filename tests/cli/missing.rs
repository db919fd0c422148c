//! What Matomo did not deliver makes no share, no finding and no passing gate.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::{Matomo, Outcome, Tool, WEEKS, site};

const LAST: &str = "2026-11-16,2026-11-22";
const BEFORE: &str = "2026-11-09,2026-11-15";

/// A Matomo whose `method` answers otherwise for the periods that `which` names.
fn damaged(method: &'static str, which: &'static [&'static str], damage: fn(&mut Value)) -> Matomo {
    Matomo::setup()
        .edit(move |call, answer| {
            if call["method"] == method {
                let periods = answer.as_object_mut().into_iter().flatten();
                periods
                    .filter(|(key, _)| which.is_empty() || which.contains(&key.as_str()))
                    .for_each(|(_, table)| damage(table));
            }
        })
        .start()
}

const ALL: &[&str] = &[];

fn empty(table: &mut Value) {
    *table = json!([]);
}

/// "Delete old reports, keep basic metrics" leaves this.
fn purged(which: &'static [&'static str]) -> Matomo {
    damaged("Referrers.getReferrerType", which, empty)
}

fn json(matomo: &Matomo, id: u64) -> Value {
    let report = Tool::of(matomo).run(&format!("audit --site {id} {WEEKS} --format json")).json(0);
    site(&report, id).clone()
}

fn last(site: &Value) -> &Value {
    site["periods"].as_array().unwrap().last().unwrap()
}

fn check(matomo: &Matomo, words: &str) -> Outcome {
    Tool::of(matomo).run(&format!("check {WEEKS} --lang en {words}"))
}

#[test]
fn a_purged_period_has_no_share_no_verdict_and_no_finding() {
    let damages: [fn(&mut Value); 3] = [empty, |table| *table = json!(null), |table| *table = json!({})];
    for damage in damages {
        let found = json(&damaged("Referrers.getReferrerType", &[LAST], damage), 2);
        assert_eq!(found["verdict"], "inconclusive");
        let last = last(&found);
        assert_eq!((&last["complete"], &last["visits"]), (&json!(false), &json!(676)));
        for count in
            ["direct", "unknown", "untracked", "tagged", "direct_share", "untracked_share", "interval"]
        {
            assert!(last[count].is_null(), "{count}: {last}");
        }
        assert_eq!(last["missing"], json!([{"report": "Referrers.getReferrerType", "visits": 676}]));
        let ids: Vec<_> = found["findings"].as_array().unwrap().iter().map(|found| &found["id"]).collect();
        assert!(
            !ids.contains(&&json!("untracked-dominates")) && !ids.contains(&&json!("totals-disagree")),
            "{ids:?}"
        );
        assert_eq!(found["entry_pages"]["available"], false);
    }
}

#[test]
fn the_gate_gives_no_verdict_on_an_incomplete_period_and_names_the_report() {
    for (words, which) in
        [("--site 1 --max-direct 50%", &[LAST][..]), ("--site 2", &[LAST]), ("--site 1", ALL)]
    {
        let outcome = check(&purged(which), words);
        assert_eq!(outcome.code, 4, "{outcome}");
        assert!(
            outcome
                .stdout
                .contains("the period is incomplete: visits are missing in Referrers.getReferrerType"),
            "{outcome}"
        );
        assert!(!outcome.stdout.contains('%'), "{outcome}");
    }
}

#[test]
fn an_incomplete_period_as_it_is_shown() {
    let matomo = purged(&[LAST, BEFORE]);
    let tool = Tool::of(&matomo);
    for lang in ["fr", "en"] {
        let outcome = tool.run(&format!("audit --site 2 --last 4 --until 2026-11-22 --lang {lang}"));
        assert_snapshot!(format!("incomplete_{lang}"), outcome);
    }
}

#[test]
fn every_output_says_that_the_period_is_incomplete() {
    let matomo = purged(&[LAST]);
    let tool = Tool::of(&matomo).config(
        "[mail]\nfrom = \"a@example.fr\"\nto = [\"b@example.fr\"]\nsmtp = \"localhost\"\n\
         [[chat]]\nname = \"team\"\nurl_env = \"HOOK\"\n",
    );
    for (format, words) in [
        ("terminal", ["–", "provenance des visites incomplète"]),
        ("markdown", ["incomplète", "provenance des visites incomplète"]),
        ("html", ["incomplète", "période incomplète"]),
        ("csv", ["676;;;;;;;;;inconclusive", "false"]),
    ] {
        let outcome = tool.run(&format!("audit --site 2 {WEEKS} --lang fr --format {format}"));
        let plain = outcome.stdout.replace('\u{a0}', " ");
        assert!(words.iter().all(|word| plain.contains(word)), "{format}: {outcome}");
    }
    let outcome = tool.run(&format!("send --site 2 {WEEKS} --lang fr --dry-run=."));
    assert_eq!(outcome.code, 0, "{outcome}");
    assert!(tool.read("matomo-audit.team.json").contains("provenance des visites incomplète"));
    let mail = tool.read("matomo-audit.eml");
    let message = mail_parser::MessageParser::default().parse(&mail).unwrap();
    assert!(message.subject().unwrap().contains("données incomplètes"), "{:?}", message.subject());
    assert!(message.body_text(0).unwrap().contains("période incomplète"));
    assert!(message.body_html(0).unwrap().contains("période incomplète"));
    // Nobody is called for what is not known.
    assert_eq!(tool.run(&format!("send --site 2 {WEEKS} --when watch --dry-run=. -q")).data(), "");
}

#[test]
fn an_incomplete_period_is_left_out_of_medians_tests_and_the_streak() {
    let whole = json(&Matomo::start(), 12);
    let lacking = json(&purged(&["2026-08-31,2026-09-06"]), 12);
    // The median of the eleven other weeks, from the whole answer.
    let mut shares: Vec<_> = whole["periods"].as_array().unwrap()[1..]
        .iter()
        .map(|row| row["untracked_share"].as_f64().unwrap())
        .collect();
    shares.sort_by(f64::total_cmp);
    assert_eq!(lacking["median_untracked_share"].as_f64().unwrap(), shares[5]);
    // Weeks of 53.8 %, 63.1 % and 63.8 %: without the middle one, two in a row.
    let gate = "--site 12 --max-untracked 50% --consecutive";
    assert_eq!(check(&purged(&[BEFORE]), &format!("{gate} 2")).code, 1);
    let two = check(&purged(&[BEFORE]), &format!("{gate} 3"));
    assert_eq!(two.code, 1 - i32::from(check(&Matomo::start(), &format!("{gate} 4")).code == 0), "{two}");
}

/// Site 8 gets most of its visits from webmail, messaging and shorteners: 72 %
/// are untracked, and 24 % without the websites' names.
#[test]
fn missing_website_rows_leave_a_range_and_no_verdict_that_depends_on_them() {
    let truth = json(&Matomo::start(), 8);
    let whole = last(&truth)["untracked"].as_u64().unwrap();
    let damages: [fn(&mut Value); 2] = [empty, |table| table.as_array_mut().unwrap().truncate(1)];
    for damage in damages {
        let matomo = damaged("Referrers.getWebsites", &[LAST], damage);
        let found = json(&matomo, 8);
        let last = last(&found);
        assert_eq!(found["verdict"], "inconclusive");
        assert!(last["untracked_share"].is_null(), "{last}");
        let range: Vec<_> =
            last["untracked_range"].as_array().unwrap().iter().map(|end| end.as_u64().unwrap()).collect();
        assert!(range[0] < whole && whole <= range[1], "{range:?} for {whole}");
        let outcome = check(&matomo, "--site 8 --max-untracked 50%");
        assert_eq!(outcome.code, 4, "{outcome}");
        assert!(outcome.stdout.contains("Referrers.getWebsites"), "{outcome}");
        // Direct is what it is, and a limit above the whole range is kept.
        assert_eq!(check(&matomo, "--site 8 --max-direct 50%").code, 0);
        assert_eq!(check(&matomo, "--site 8 --max-untracked 1%").code, 1);
    }
}

#[test]
fn missing_campaign_rows_leave_a_range_too() {
    let matomo = damaged("Referrers.getCampaigns", &[LAST], empty);
    let found = json(&matomo, 2);
    assert_eq!(found["verdict"], "inconclusive");
    assert_eq!(check(&matomo, "--site 2").code, 4);
    let vanished = |row: &Value| row["change"] != "unchanged";
    assert!(
        !found["campaigns"].as_array().unwrap().iter().any(vanished),
        "what was not delivered is not gone"
    );
}

/// Without the rows of the campaigns nothing is known of 365 visits, and 229 of
/// 329 direct ones still are the most.
#[test]
fn a_verdict_stands_where_both_ends_give_it() {
    let matomo = damaged("Referrers.getCampaigns", &[LAST], empty);
    let found = json(&matomo, 1);
    assert_eq!(found["verdict"], "red-flag");
    let text = Tool::of(&matomo).run(&format!("audit --site 1 {WEEKS} --lang en"));
    assert!(text.data().lines().next().unwrap().contains("–"), "{text}");
}

#[test]
fn a_row_without_a_count_is_a_broken_answer() {
    for method in ["Referrers.getReferrerType", "Referrers.getWebsites", "Referrers.getCampaigns"] {
        let matomo = damaged(method, &[LAST], |table| {
            table[0].as_object_mut().unwrap().remove("nb_visits");
        });
        let outcome = Tool::of(&matomo).run(&format!("audit --site 2 {WEEKS} --lang en"));
        assert_eq!(outcome.code, 3, "{outcome}");
        assert!(outcome.stderr.contains(method) || outcome.stdout.contains(method), "{outcome}");
    }
}

/// Campaign names as a privacy policy leaves them, from the given weeks on.
fn masked(weeks: &'static [&'static str]) -> Matomo {
    const HIDDEN: &str = "__discarded_by_policy__";
    Matomo::setup()
        .edit(move |call, answer| {
            let label = match call["method"].as_str() {
                "MarketingCampaignsReporting.getSourceMedium" => format!("{HIDDEN} - {HIDDEN}"),
                "Referrers.getCampaigns" | "MarketingCampaignsReporting.getMedium" => HIDDEN.to_owned(),
                _ => return,
            };
            for week in weeks {
                let rows = answer[*week].as_array_mut().unwrap();
                let visits: u64 = rows.iter().map(|row| row["nb_visits"].as_u64().unwrap()).sum();
                *rows = vec![json!({"label": label, "nb_visits": visits, "segment": "x"})];
            }
        })
        .start()
}

#[test]
fn a_policy_that_was_switched_on_last_week_is_no_change_of_the_traffic() {
    let matomo = masked(&[LAST]);
    let found = json(&matomo, 2);
    assert_eq!(found["verdict"], "inconclusive");
    let ids: Vec<_> =
        found["findings"].as_array().unwrap().iter().map(|found| found["id"].as_str().unwrap()).collect();
    assert!(ids.contains(&"campaigns-masked"), "{ids:?}");
    for id in ["untracked-rising", "untracked-dominates", "channel-without-utm", "channel-partly-tagged"] {
        assert!(!ids.contains(&id), "{id} in {ids:?}");
    }
    for channel in found["channels"].as_array().unwrap() {
        assert_eq!(channel["status"], "unknown", "{channel}");
        assert!(channel["coverage"].is_null());
        assert!(channel["reason"].as_str().unwrap().contains("2026-11-16"), "{channel}");
    }
    let text = Tool::of(&matomo).run(&format!("audit --site 2 {WEEKS} --lang fr"));
    assert!(text.data().contains("Canaux dont on ne peut rien dire"), "{text}");
}

/// A policy that was lifted: the weeks with names are judged, the others are not.
#[test]
fn masked_weeks_count_for_nothing_in_the_coverage() {
    let channels = |found: &Value| found["channels"].as_array().unwrap().clone();
    let (whole, found) = (json(&Matomo::start(), 2), json(&masked(&["2026-08-31,2026-09-06"]), 2));
    for (whole, found) in channels(&whole).iter().zip(channels(&found)) {
        assert_eq!(whole["id"], found["id"]);
        assert_eq!(whole["status"], found["status"]);
        assert!(found["tagged"].as_u64() <= whole["tagged"].as_u64());
    }
}

#[test]
fn one_masked_visit_among_many_silences_nothing() {
    let matomo = Matomo::setup()
        .edit(|call, answer| {
            if call["method"] == "Referrers.getCampaigns" {
                let hidden = json!({"label": "__discarded_by_policy__", "nb_visits": 1, "segment": "x"});
                answer[LAST].as_array_mut().unwrap().push(hidden);
            }
        })
        .start();
    for id in [1, 2, 5, 8] {
        let ids = |found: &Value| -> Vec<_> {
            found["findings"].as_array().unwrap().iter().map(|found| found["id"].clone()).collect()
        };
        let (whole, found) = (json(&Matomo::start(), id), json(&matomo, id));
        assert_eq!(ids(&found), ids(&whole), "site {id}");
        assert_eq!(found["channels"], whole["channels"], "site {id}");
    }
}

/// Before the plugin was installed, there is no row of it: nothing is missing.
#[test]
fn weeks_before_the_plugin_are_not_taken_for_links_without_a_medium() {
    let weeks: &[&str] = &["2026-08-31,2026-09-06", "2026-09-07,2026-09-13", "2026-09-14,2026-09-20"];
    let matomo = Matomo::setup()
        .edit(move |call, answer| {
            if call["method"].starts_with("MarketingCampaignsReporting.") {
                weeks.iter().for_each(|week| answer[*week] = json!([]));
            }
        })
        .start();
    let ids = |found: Value| -> Vec<_> {
        found["findings"].as_array().unwrap().iter().map(|found| found["id"].clone()).collect()
    };
    assert_eq!(ids(json(&matomo, 2)), ids(json(&Matomo::start(), 2)));
}

#[test]
fn the_whole_of_several_sites_leaves_out_what_is_incomplete() {
    let matomo = Matomo::setup()
        .edit(|call, answer| {
            if call["method"] == "Referrers.getReferrerType" && call["idSite"] == "1" {
                answer[LAST] = json!([]);
            }
        })
        .start();
    let tool = Tool::of(&matomo);
    let words = format!("audit --site 1 --site 2 {WEEKS}");
    let total = tool.run(&format!("{words} --format json")).json(0)["total"].clone();
    assert_eq!((&total["left_out"], &total["visits"]), (&json!(1), &json!(676)));
    let text = tool.run(&format!("{words} --lang fr"));
    assert!(text.data().contains("1 site laissé de côté"), "{text}");
}
