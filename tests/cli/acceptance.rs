//! The numbers of the audit against the recordings, which are read here with
//! `serde_json` alone.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::support::{Matomo, Tool, WEEKS, recorded};

const SITES: [u64; 7] = [1, 2, 4, 5, 6, 8, 12];

/// Every campaign name in the recordings that names no action, picked out by
/// hand: template fields that were sent as they are, scripts' words for
/// "nothing", and names without a visible letter.
const UNUSABLE: [&str; 9] = [
    // Site 5. `mpaign%` is what Matomo leaves of `%CAMPAIGN%`.
    "{{campaign.name}}",
    "[[campaign]]",
    "{campaign_name}",
    "mpaign%",
    // Site 6.
    "{{7*7}}",
    "undefined",
    "null",
    "nan",
    "",
];

/// What a period must show.
#[derive(Debug, Default, PartialEq)]
struct Period {
    visits: u64,
    by_type: BTreeMap<&'static str, u64>,
    tagged: u64,
    unusable: u64,
}

fn visits(row: &Value) -> u64 {
    row["nb_visits"].as_u64().unwrap()
}

/// The periods of one site, by their first day.
fn expected(site: u64, folder: &str) -> BTreeMap<String, Period> {
    let file = |method: &str| recorded(&format!("site-{site:02}/{folder}/{method}.json"));
    let (summaries, types, campaigns) = (
        file("VisitsSummary.get"),
        file("Referrers.getReferrerType"),
        file("Referrers.getCampaigns.expanded"),
    );
    let mut periods = BTreeMap::new();
    for (key, summary) in summaries.as_object().unwrap() {
        let mut period = Period { visits: summary["nb_visits"].as_u64().unwrap_or(0), ..Period::default() };
        for name in ["direct", "search", "website", "campaign", "social", "ai", "other"] {
            period.by_type.insert(name, 0);
        }
        for row in types[key].as_array().unwrap() {
            let name = match row["referrer_type"].as_u64() {
                Some(1) => "direct",
                Some(2) => "search",
                Some(3) => "website",
                Some(6) => "campaign",
                Some(7) => "social",
                other => panic!("no recording has the channel type {other:?}"),
            };
            *period.by_type.get_mut(name).unwrap() += visits(row);
        }
        let unusable = campaigns[key].as_array().unwrap().iter();
        let unusable = unusable.filter(|row| UNUSABLE.contains(&row["label"].as_str().unwrap()));
        period.unusable = unusable.map(visits).sum();
        period.tagged = period.by_type["campaign"] - period.unusable;
        let first = key.split(',').next().unwrap();
        let day = if first.len() == 7 { format!("{first}-01") } else { first.to_owned() };
        periods.insert(day, period);
    }
    periods
}

fn shown(period: &Value) -> Period {
    let count = |value: &Value| value.as_u64().unwrap();
    let types = ["direct", "search", "website", "campaign", "social", "ai", "other"];
    Period {
        visits: count(&period["visits"]),
        by_type: types.into_iter().map(|name| (name, count(&period["by_type"][name]))).collect(),
        tagged: count(&period["tagged"]),
        unusable: count(&period["unknown_by"]["campaigns"]),
    }
}

fn audit(matomo: &Matomo, window: &str) -> Value {
    let outcome = Tool::of(matomo).run(&format!("audit --site all {window} --format json"));
    serde_json::from_str(outcome.data()).unwrap()
}

/// Every recorded site and period, exactly.
fn assert_as_recorded(report: &Value, folder: &str) {
    let sites = report["sites"].as_array().unwrap();
    let mut ids: Vec<_> = sites.iter().map(|site| site["id"].as_u64().unwrap()).collect();
    ids.sort_unstable();
    assert_eq!(ids, SITES);
    for site in sites {
        let id = site["id"].as_u64().unwrap();
        let periods = site["periods"].as_array().unwrap();
        let by_day: BTreeMap<_, _> = periods
            .iter()
            .map(|period| (period["from"].as_str().unwrap().to_owned(), shown(period)))
            .collect();
        assert_eq!(by_day, expected(id, folder), "site {id}");
        for period in periods {
            assert_conserved(period);
        }
    }
}

/// No visit is lost or counted twice, and shares are those of the counts.
fn assert_conserved(period: &Value) {
    let count = |name: &str| period[name].as_u64().unwrap();
    let types: u64 = period["by_type"].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum();
    assert_eq!(types, count("visits"), "{period:#}");
    assert_eq!(count("untracked"), count("direct") + count("unknown"), "{period:#}");
    assert_eq!(count("direct"), period["by_type"]["direct"].as_u64().unwrap(), "{period:#}");
    assert!(count("untracked") + count("tagged") <= count("visits"), "{period:#}");
    if count("visits") == 0 {
        for name in ["direct_share", "untracked_share", "interval"] {
            assert_eq!(period[name], Value::Null, "{period:#}");
        }
        return;
    }
    for (part, share) in [("direct", "direct_share"), ("untracked", "untracked_share")] {
        let exact = count(part) as f64 / count("visits") as f64;
        assert!((period[share].as_f64().unwrap() - exact).abs() < 1e-6, "{period:#}");
    }
    let share = period["untracked_share"].as_f64().unwrap();
    let [low, high] = [0, 1].map(|bound| period["interval"][bound].as_f64().unwrap());
    assert!(0.0 <= low && low <= share && share <= high && high <= 1.0, "{period:#}");
}

#[test]
fn weeks_are_those_of_the_recordings() {
    let report = audit(&Matomo::start(), WEEKS);
    assert_as_recorded(&report, "week");
    assert_eq!(report["matomo"]["campaign_dimensions"], true);
    assert_eq!(report["window"], json!({"period": "week", "from": "2026-08-31", "to": "2026-11-22"}));
    assert_eq!(report["sites"][0]["periods"][0]["to"], "2026-09-06");
}

#[test]
fn without_the_campaign_plugin_the_weeks_are_the_same() {
    for matomo in [Matomo::setup().core_only().start(), Matomo::setup().plugin_secret().start()] {
        let report = audit(&matomo, WEEKS);
        assert_as_recorded(&report, "week");
        assert_eq!(report["matomo"]["campaign_dimensions"], false);
    }
}

#[test]
fn a_token_that_may_not_ask_for_the_plugin_tries_its_reports() {
    let asks = |matomo: &Matomo| {
        audit(matomo, WEEKS);
        let exchanges = matomo.exchanges();
        exchanges.iter().flat_map(|e| &e.calls).any(|call| call["method"].starts_with("MarketingCampaigns"))
    };
    assert!(!asks(&Matomo::setup().core_only().start()));
    assert!(asks(&Matomo::setup().plugin_secret().start()));
}

#[test]
fn months_are_those_of_the_recordings() {
    let window = "--period month --last 5 --until 2026-10-31";
    let report = audit(&Matomo::start(), window);
    assert_as_recorded(&report, "month");
    let site = &report["sites"][0];
    let last_days: Vec<_> = site["periods"].as_array().unwrap().iter().map(|period| &period["to"]).collect();
    assert_eq!(last_days, ["2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31"]);
    assert_as_recorded(&audit(&Matomo::setup().core_only().start(), window), "month");
}

#[test]
fn days_are_those_of_the_recordings() {
    let window = "--period day --last 30 --until 2026-11-23";
    let report = audit(&Matomo::start(), window);
    assert_as_recorded(&report, "day");
    assert_eq!(report["sites"][0]["periods"][29]["to"], "2026-11-23");
    assert_as_recorded(&audit(&Matomo::setup().core_only().start(), window), "day");
}

#[test]
fn every_field_of_the_contract_is_there() {
    let report = audit(&Matomo::start(), WEEKS);
    let has = |value: &Value, fields: &str| {
        for field in fields.split(' ') {
            assert!(value.get(field).is_some(), "`{field}` is missing in {value:#}");
        }
    };
    has(&report, "schema generated_at matomo window sites errors");
    has(&report["matomo"], "url version campaign_dimensions");
    assert_eq!(report["schema"], 1);
    assert_eq!(report["errors"], json!([]));
    for site in report["sites"].as_array().unwrap() {
        has(site, "id name timezone main_url verdict periods channels");
        for period in site["periods"].as_array().unwrap() {
            has(period, "from to visits direct unknown untracked tagged direct_share untracked_share");
            has(period, "interval verdict by_type");
        }
        for channel in site["channels"].as_array().unwrap() {
            has(channel, "id status tagged untagged coverage evidence");
        }
    }
}

/// The words that `explain json` has for the fields of an audit.
#[test]
fn each_field_of_the_demonstration_is_explained() {
    let text = Tool::new().run("explain json").stdout;
    let words: BTreeSet<_> = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
    let report: Value = serde_json::from_str(&Tool::new().run("demo --format json").stdout).unwrap();
    let mut left = vec![&report];
    let mut count = 0;
    while let Some(value) = left.pop() {
        match value {
            Value::Array(items) => left.extend(items),
            Value::Object(fields) => {
                for (name, value) in fields {
                    count += 1;
                    assert!(words.contains(name.as_str()), "`{name}` is not explained");
                    // What a finding is about differs from one to another.
                    left.extend(Some(value).filter(|_| name != "data"));
                }
            }
            _ => {}
        }
    }
    assert!(count > 1000, "{count}");
}

#[test]
fn sites_are_ordered_by_the_untracked_visits_of_the_last_week() {
    let report = audit(&Matomo::start(), WEEKS);
    let untracked: Vec<_> = report["sites"]
        .as_array()
        .unwrap()
        .iter()
        .map(|site| site["periods"][11]["untracked"].as_u64().unwrap())
        .collect();
    assert!(untracked.is_sorted_by(|a, b| a >= b), "{untracked:?}");
    assert_eq!(untracked[0], 249);
}

#[test]
fn a_change_is_against_the_week_before_and_the_median_of_the_window() {
    let report = audit(&Matomo::start(), WEEKS);
    let site = report["sites"].as_array().unwrap().iter().find(|site| site["id"] == 12).unwrap();
    let periods = site["periods"].as_array().unwrap();
    let mut shares: Vec<_> = periods.iter().map(|p| p["untracked_share"].as_f64().unwrap()).collect();
    let (before, last) = (shares[10], shares[11]);
    shares.sort_by(f64::total_cmp);
    let median = (shares[5] + shares[6]) / 2.0;
    let near = |value: &Value, exact: f64| assert!((value.as_f64().unwrap() - exact).abs() < 2e-6);
    near(&site["median_untracked_share"], median);
    near(&periods[11]["change"], last - before);
    near(&periods[11]["against_median"], last - median);
    assert_eq!(periods[0]["change"], Value::Null);
}

/// Verdicts by hand, from the design: above 30 % to be watched, above 50 % a
/// red flag.
#[test]
fn a_site_that_drifts_goes_from_watch_to_red_flag() {
    let report = audit(&Matomo::start(), WEEKS);
    let site = report["sites"].as_array().unwrap().iter().find(|site| site["id"] == 12).unwrap();
    let verdicts: Vec<_> = site["periods"].as_array().unwrap().iter().map(|p| p["verdict"].clone()).collect();
    let shares: Vec<_> = expected(12, "week")
        .values()
        .map(|period| period.by_type["direct"] as f64 / period.visits as f64)
        .collect();
    // All of this site's untracked visits are direct ones.
    let by_hand: Vec<_> = shares.iter().map(|s| if *s > 0.5 { "red-flag" } else { "watch" }).collect();
    assert_eq!(verdicts, by_hand);
    assert_eq!(by_hand[..4], ["watch"; 4]);
    assert_eq!(by_hand[6..], ["red-flag"; 6]);
    assert_eq!(site["verdict"], "red-flag");
}

#[test]
fn a_site_without_visits_has_no_verdict_and_no_shares() {
    let report = audit(&Matomo::start(), WEEKS);
    let site = report["sites"].as_array().unwrap().iter().find(|site| site["id"] == 4).unwrap();
    assert_eq!(site["verdict"], "inconclusive");
    assert_eq!(site["median_untracked_share"], Value::Null);
    for period in site["periods"].as_array().unwrap() {
        let fields = ["direct_share", "untracked_share", "interval", "change", "against_median"];
        assert!(fields.iter().all(|field| period[field].is_null()), "{period:#}");
    }
    assert!(site["inconclusive"].as_str().unwrap().contains("No visits"));
}
