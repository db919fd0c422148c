//! Which periods a site shows: those it existed in, of its own calendar.

use serde_json::{Value, json};

use crate::support::{Matomo, Tool, WEEKS};

/// Site 1, made at this time, with its visits from this day on.
fn created(at: &'static str, visits_from: &'static str) -> Matomo {
    Matomo::setup()
        .edit(move |call, answer| {
            let empty = |answer: &mut Value, none: &Value| {
                for (period, value) in answer.as_object_mut().unwrap() {
                    if period.as_str() < visits_from {
                        *value = none.clone();
                    }
                }
            };
            match call["method"].as_str() {
                "SitesManager.getSitesWithAtLeastViewAccess" => answer[0]["ts_created"] = json!(at),
                // As Matomo answers for the time before a site.
                "VisitsSummary.get" => empty(answer, &json!([])),
                method if method.starts_with("Referrers.") => empty(answer, &json!([])),
                _ => {}
            }
        })
        .start()
}

fn first_days(matomo: &Matomo) -> Vec<String> {
    let report = Tool::of(matomo).run(&format!("audit --site 1 {WEEKS} --format json")).json(0);
    let periods = report["sites"][0]["periods"].as_array().unwrap();
    periods.iter().map(|period| period["from"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_young_site_shows_only_its_own_weeks() {
    let weeks = ["2026-11-02", "2026-11-09", "2026-11-16"];
    // The week in which it came to be is its own.
    assert_eq!(first_days(&created("2026-11-04 10:00:00", "2026-11-02")), weeks);
    // On its last day too, and before its first visit.
    assert_eq!(first_days(&created("2026-11-08 12:00:00", "2026-11-16")), weeks);
    // 1 November in UTC, and already 2 November in Paris.
    assert_eq!(first_days(&created("2026-11-01 23:30:00", "2026-11-16")), weeks);
}

#[test]
fn weeks_without_visits_are_shown_when_the_site_existed() {
    assert_eq!(first_days(&created("2026-05-01 00:00:00", "2026-11-02")).len(), 12);
}

#[test]
fn imported_visits_are_older_than_the_site() {
    let matomo = Matomo::setup()
        .edit(|call, answer| {
            if call["method"] == "SitesManager.getSitesWithAtLeastViewAccess" {
                answer[0]["ts_created"] = json!("2026-11-04 10:00:00");
            }
        })
        .start();
    assert_eq!(first_days(&matomo).len(), 12);
}

/// Line Islands (UTC+14) and Baker Island (UTC−12) never have the same date,
/// so whatever the hour of this test, their last closed days differ.
#[test]
fn today_is_that_of_each_site() {
    let zones = [(1, "Pacific/Kiritimati"), (2, "UTC-12")];
    let matomo = Matomo::setup()
        .sites(&[1, 2])
        .edit(move |call, answer| match call["method"].as_str() {
            "SitesManager.getSitesWithAtLeastViewAccess" => {
                for (site, (_, zone)) in answer.as_array_mut().unwrap().iter_mut().zip(zones) {
                    site["timezone"] = json!(zone);
                }
            }
            "VisitsSummary.get" => *answer = json!({day(call): {"nb_visits": 200}}),
            method if method.starts_with("Referrers.") || method.starts_with("Marketing") => {
                *answer = json!({day(call): []});
            }
            _ => {}
        })
        .start();
    let report = Tool::of(&matomo).run("audit --site all --period day --last 1 --format json").json(0);
    let last_day = |id: u64| {
        let site = crate::support::site(&report, id);
        site["periods"][0]["from"].as_str().unwrap().to_owned()
    };
    assert!(last_day(1) > last_day(2), "{} {}", last_day(1), last_day(2));
    assert_eq!(report["window"]["from"], last_day(2));
    assert_eq!(report["window"]["to"], last_day(1));
}

/// The first of the days that a call asks for.
fn day(call: &crate::support::Call) -> String {
    call.get("date").map(|date| date[..10].to_owned()).unwrap_or_default()
}

/// The running period is never shown, even when it is asked for.
#[test]
fn a_day_in_the_future_is_as_none() {
    let matomo = Matomo::setup()
        .edit(|call, answer| {
            let from: String = day(call).chars().take(7).collect();
            match call["method"].as_str() {
                "VisitsSummary.get" => *answer = json!({from: {"nb_visits": 200}}),
                method if method.starts_with("Referrers.") || method.starts_with("Marketing") => {
                    *answer = json!({from: []});
                }
                _ => {}
            }
        })
        .start();
    let tool = Tool::of(&matomo);
    let last = |words: &str| {
        let report =
            tool.run(&format!("audit --site 1 --period month --last 1 --format json {words}")).json(0);
        report["window"].clone()
    };
    assert_eq!(last("--until 2999-12-31"), last(""));
}

/// Visits of a type that this version does not know, and visits that no type
/// accounts for, are unknown: the sum never loses them.
#[test]
fn new_channel_types_and_uncounted_visits_are_unknown() {
    let matomo = Matomo::setup()
        .edit(|call, answer| match call["method"].as_str() {
            "VisitsSummary.get" => answer["2026-11-16,2026-11-22"]["nb_visits"] = json!("359"),
            "Referrers.getReferrerType" => {
                let rows = answer["2026-11-16,2026-11-22"].as_array_mut().unwrap();
                rows.push(json!({"label": "Telepathy", "nb_visits": 20, "referrer_type": 42}));
                rows.push(json!({"label": "AI Assistants", "nb_visits": 4, "referer_type": "8"}));
            }
            _ => {}
        })
        .start();
    let report = Tool::of(&matomo).run(&format!("audit --site 1 {WEEKS} --format json")).json(0);
    let last = &report["sites"][0]["periods"][11];
    assert_eq!(last["visits"], 359);
    assert_eq!((&last["by_type"]["other"], &last["by_type"]["ai"]), (&json!(20), &json!(4)));
    assert_eq!((&last["unknown_by"]["types"], &last["unknown_by"]["uncounted"]), (&json!(20), &json!(6)));
    assert_eq!((&last["direct"], &last["untracked"]), (&json!(229), &json!(229 + 20 + 6)));
}

/// Redirectors' and anonymised referrers leave an empty host.
#[test]
fn a_website_without_a_name_is_unknown() {
    let matomo = Matomo::setup()
        .edit(|call, answer| {
            if call["method"] == "Referrers.getWebsites" {
                let rows = answer["2026-11-16,2026-11-22"].as_array_mut().unwrap();
                rows.clear();
                rows.push(json!({"label": "", "nb_visits": 7, "segment": "referrerName=="}));
            }
        })
        .start();
    let report = Tool::of(&matomo).run(&format!("audit --site 1 {WEEKS} --format json")).json(0);
    assert_eq!(report["sites"][0]["periods"][11]["unknown_by"]["websites"], 7);
}
