//! Causes and next steps, on the recorded sites.

use serde_json::{Value, json};

use crate::support::{Matomo, Tool, WEEKS, recorded, site, turn_search_direct};

/// The findings of one recorded site, by id.
fn findings(id: u64) -> Vec<(String, Value)> {
    let report = audit(id, "");
    let found = site(&report, id)["findings"].as_array().unwrap();
    found.iter().map(|finding| (finding["id"].as_str().unwrap().to_owned(), finding.clone())).collect()
}

fn audit(id: u64, more: &str) -> Value {
    let matomo = Matomo::start();
    Tool::of(&matomo).run(&format!("audit --site {id} {WEEKS} --format json {more}")).json(0)
}

fn ids(found: &[(String, Value)]) -> Vec<&str> {
    found.iter().map(|(id, _)| id.as_str()).collect()
}

fn data<'a>(found: &'a [(String, Value)], id: &str) -> &'a Value {
    let finding = found.iter().find(|(found, _)| found == id);
    &finding.unwrap_or_else(|| panic!("no {id} in {:?}", ids(found))).1["data"]
}

fn labels(items: &Value) -> Vec<&str> {
    items.as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap()).collect()
}

#[test]
fn messy_tags_are_told_one_by_one() {
    let found = findings(5);
    let groups = data(&found, "campaign-naming-drift")["groups"].as_array().unwrap();
    let spellings = |dimension: &str, keep: &str| {
        let group = groups.iter().find(|group| group["dimension"] == dimension && group["keep"] == keep);
        labels(&group.unwrap_or_else(|| panic!("no {keep} in {groups:#?}"))["spellings"]).len()
    };
    assert_eq!(spellings("campaign", "rentree-2026"), 4);
    assert_eq!(spellings("campaign", "newsletter"), 2);
    assert_eq!(spellings("source", "linkedin"), 3);
    assert_eq!(spellings("medium", "email"), 2);

    let placeholders = labels(&data(&found, "campaign-placeholder")["names"]);
    for name in ["{{campaign.name}}", "mpaign%", "{campaign_name}", "[[campaign]]", "*|campaign_uid|*"] {
        assert!(placeholders.contains(&name), "{name} is not in {placeholders:?}");
    }
    assert_eq!(labels(&data(&found, "campaign-personal-data")["values"]), ["[email]"]);
    assert_eq!(labels(&data(&found, "internal-campaign-links")["campaigns"]), ["bandeau-accueil"]);
    assert_eq!(data(&found, "internal-campaign-links")["visits"], 154);
    // 1465 campaign visits, of which 1179 are in the recorded report of mediums.
    assert_eq!(data(&found, "campaign-missing-dimension")["without_medium"], 1465 - 1179);
    assert_eq!(
        labels(&data(&found, "parameter-not-understood")["parameters"]),
        ["utm_campaing → utm_campaign"]
    );
}

#[test]
fn a_well_tagged_site_has_none_of_them() {
    let found = findings(2);
    let quiet = [
        "campaign-naming-drift",
        "campaign-placeholder",
        "campaign-personal-data",
        "internal-campaign-links",
        "campaign-missing-dimension",
        "parameter-not-understood",
        "untracked-rising",
        "site-bug-suspected",
        "self-referral",
        "deep-direct-entries",
    ];
    for id in quiet {
        assert!(!ids(&found).contains(&id), "{id} on a well tagged site");
    }
}

#[test]
fn a_rising_share_is_told_with_both_sizes() {
    let found = findings(12);
    let rising = data(&found, "untracked-rising");
    assert_eq!(rising["visits"], 323);
    assert!(rising["visits_before"].as_u64().unwrap() > 3000);
    assert!(rising["share"].as_f64() > rising["share_before"].as_f64());
    assert_eq!(rising["kind"], "trend");
    assert!(!ids(&findings(1)).contains(&"untracked-rising"), "site 1 was always that high");
}

#[test]
fn every_output_says_the_movement_in_the_same_words() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo);
    let formats = ["terminal", "markdown", "html", "json"];
    for (id, sentence) in [
        (12, "Hausse progressive\u{a0}: 46\u{202f}% → 61\u{202f}% en 12 semaines"),
        (1, "Stable\u{a0}: 1 point de plus que d’habitude (12 semaines)"),
    ] {
        for format in formats {
            let text = tool.run(&format!("audit --site {id} {WEEKS} --lang fr --format {format}"));
            let text = text.data().replace("&#39;", "'").replace('\n', " ").replace("    ", " ");
            assert!(text.contains(sentence), "site {id}, {format}: {text}");
            assert!(!text.contains('▲') && !text.contains('▼'), "site {id}, {format}: an arrow");
        }
    }
}

#[test]
fn hostile_labels_make_no_false_finding() {
    let found = findings(6);
    for id in
        ["campaign-personal-data", "internal-campaign-links", "parameter-not-understood", "self-referral"]
    {
        assert!(!ids(&found).contains(&id), "{id}");
    }
    // Accents in two encodings look the same, and are one name to a reader.
    let groups = data(&found, "campaign-naming-drift")["groups"].as_array().unwrap();
    let kept: Vec<_> = groups.iter().map(|group| group["spellings"].as_array().unwrap().len()).collect();
    assert_eq!(kept, [2], "{groups:#?}");
}

#[test]
fn personal_data_is_in_no_output() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo);
    for format in ["terminal", "json", "csv", "csv-channels"] {
        for lang in ["fr", "en"] {
            let run = tool.run(&format!("audit --site 5 {WEEKS} --format {format} --lang {lang}"));
            assert!(!run.data().contains("jeanne"), "{format} {lang}");
            assert!(!run.stdout.contains("dupont"), "{format} {lang}");
        }
    }
}

#[test]
fn direct_entries_are_those_of_the_recording() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo).config("[channels]\nused = [\"qr\"]\n");
    let report = tool.run(&format!("audit --site 1 {WEEKS} --format json")).json(0);
    let pages = &site(&report, 1)["entry_pages"];
    let rows = recorded("site-01/week/Actions.getEntryPageUrls.direct.last.json");
    let entries: Vec<(String, u64)> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let path = row["label"].as_str().unwrap().split('?').next().unwrap().to_owned();
            let visits = &row["entry_nb_visits"];
            (path, visits.as_u64().or_else(|| visits.as_str()?.parse().ok()).unwrap_or(0))
        })
        .collect();
    let of = |wanted: &str| entries.iter().filter(|(path, _)| path == wanted).map(|(_, n)| n).sum::<u64>();
    assert_eq!(pages["available"], true);
    assert_eq!(pages["home"], of("/"));
    assert_eq!(pages["application"], of("/connexion"));
    let all: u64 = entries.iter().map(|(_, visits)| visits).sum();
    assert_eq!(pages["deep"], all - of("/") - of("/connexion"));
    let top = pages["top"].as_array().unwrap();
    for page in top {
        assert_eq!(page["visits"], of(page["path"].as_str().unwrap()), "{page}");
        assert!(!page["path"].as_str().unwrap().contains('?'));
    }
    assert!(
        top.iter().any(|page| page["path"] == "/documents/guide-locataire-2026.html" && page["visits"] == 34)
    );
    assert!(top.windows(2).all(|pair| pair[0]["visits"].as_u64() >= pair[1]["visits"].as_u64()));
    let link = top[0]["link"].as_str().unwrap();
    assert!(link.starts_with("https://aides-logement.example.fr/simulateur/resultat?utm_source="), "{link}");
}

#[test]
fn a_segment_without_an_answer_is_not_zero() {
    let matomo = Matomo::setup()
        .edit(|call, answer| {
            if call["method"] == "Actions.getEntryPageUrls" {
                *answer = Value::Array(Vec::new());
            }
        })
        .start();
    let report = Tool::of(&matomo).run(&format!("audit --site 1 {WEEKS} --format json --lang en")).json(0);
    let pages = &site(&report, 1)["entry_pages"];
    assert_eq!(pages["available"], false);
    assert!(pages["reason"].as_str().unwrap().contains("229 direct visits"), "{pages}");
    for count in ["home", "deep", "application"] {
        assert_eq!(pages[count], Value::Null);
    }
}

#[test]
fn campaign_results_say_above_below_or_cannot_tell() {
    let report = audit(2, "");
    let campaigns = site(&report, 2)["campaigns"].as_array().unwrap();
    let of = |name: &str| campaigns.iter().find(|campaign| campaign["name"] == name).unwrap();
    let reminders = of("rappel-rdv");
    assert_eq!((&reminders["visits"], &reminders["comparison"]), (&314.into(), &"above".into()));
    assert_eq!((&reminders["source"], &reminders["medium"]), (&"orange-sms".into(), &"sms".into()));
    assert_eq!(reminders["channel"], "sms");
    assert_eq!(of("recrutement-conseillers")["comparison"], "below");
    assert_eq!(of("actu-hebdo-14")["comparison"], "cannot-tell");
    assert_eq!(of("actu-hebdo-26")["change"], "new");
    assert_eq!(site(&report, 2)["campaign_totals"]["currency"], "EUR");
}

#[test]
fn one_goal_can_be_chosen_and_a_site_without_goals_says_so() {
    let report = audit(2, "--goal 2");
    let campaign = &site(&report, 2)["campaigns"][1];
    let rows = recorded("site-02/week/Referrers.getCampaigns.goals.json");
    let expected: u64 = rows
        .as_object()
        .unwrap()
        .values()
        .flat_map(|rows| rows.as_array().unwrap())
        .filter(|row| row["label"] == campaign["name"])
        .filter_map(|row| row["goals"]["idgoal=2"]["nb_conversions"].as_u64())
        .sum();
    assert!(expected > 0);
    assert_eq!(campaign["conversions"], expected);
    assert_eq!(site(&report, 2)["campaign_totals"]["goal"], "Rendez-vous pris");

    let matomo = Matomo::start();
    let text = Tool::of(&matomo).run(&format!("audit --site 1 {WEEKS} --lang fr"));
    assert!(text.data().contains("Aucun objectif dans Matomo"), "{text}");
    assert_eq!(site(&audit(1, ""), 1)["campaigns"][0]["conversion_rate"], Value::Null);
}

/// A Matomo for which Telegram and Discord are social networks, as they are since 5.0.
fn with_social_messaging() -> Matomo {
    Matomo::setup()
        .edit(|call, answer| {
            if call["method"] == "Referrers.getSocials" {
                for table in answer.as_object_mut().unwrap().values_mut() {
                    for (name, host) in [("Telegram", "web.telegram.org"), ("Discord", "discord.com")] {
                        let row = json!({"label": name, "url": host, "nb_visits": 40, "idsubdatatable": 9});
                        table.as_array_mut().unwrap().push(row);
                    }
                }
            }
        })
        .start()
}

#[test]
fn every_what_if_can_be_computed_again_from_the_report() {
    let mut counted = 0;
    for matomo in [Matomo::start(), with_social_messaging()] {
        let report = Tool::of(&matomo).run(&format!("audit --site all {WEEKS} --format json")).json(0);
        for site in report["sites"].as_array().unwrap() {
            let what_if = site["what_if"].as_array().unwrap();
            let last = site["periods"].as_array().unwrap().last().unwrap();
            let count = |of: &Value, field: &str| of[field].as_u64().unwrap();
            for what in what_if {
                let visits = count(last, "visits") as f64;
                let share = |untracked: u64| untracked as f64 / visits;
                let with_tags = share(count(last, "untracked") - count(what, "visits"));
                assert!(
                    (what["untracked_share"].as_f64().unwrap() - share(count(last, "untracked"))).abs()
                        < 1e-6
                );
                assert!((what["untracked_share_with_tags"].as_f64().unwrap() - with_tags).abs() < 1e-6);
                assert!(!["linkedin", "social", "docs"].contains(&what["channel"].as_str().unwrap()));
                counted += 1;
            }
            // Only visits that count as unknown can be moved.
            let moved: u64 = what_if.iter().map(|what| count(what, "visits")).sum();
            assert!(moved <= count(&last["unknown_by"], "websites"), "{}: {moved}", site["name"]);
        }
    }
    assert!(counted > 4, "{counted}");
}

#[test]
fn visits_of_a_social_network_are_not_promised_as_untracked_ones() {
    let what_if = |matomo: &Matomo| {
        let report = Tool::of(matomo).run(&format!("audit --site 8 {WEEKS} --format json")).json(0);
        site(&report, 8)["what_if"].clone()
    };
    let promised = what_if(&with_social_messaging());
    assert!(promised.as_array().unwrap().iter().any(|what| what["channel"] == "messaging"));
    assert_eq!(promised, what_if(&Matomo::start()));
}

#[test]
fn the_ranking_sums_over_sums() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo);
    let report = tool.run(&format!("audit --site all {WEEKS} --format json")).json(0);
    let sites = report["sites"].as_array().unwrap();
    let last = |site: &Value, field: &str| {
        site["periods"].as_array().unwrap().last().unwrap()[field].as_u64().unwrap()
    };
    let sum = |field: &str| sites.iter().map(|site| last(site, field)).sum::<u64>();
    assert_eq!(report["total"]["untracked"], sum("untracked"));
    let share = sum("untracked") as f64 / sum("visits") as f64;
    assert!((report["total"]["untracked_share"].as_f64().unwrap() - share).abs() < 1e-6);
    assert!(sites.windows(2).all(|pair| last(&pair[0], "untracked") >= last(&pair[1], "untracked")));

    let summary = tool.run(&format!("audit --site all {WEEKS} --summary --lang en"));
    assert_eq!(summary.data().lines().filter(|line| line.contains("red flag")).count(), 3, "{summary}");
    assert!(!summary.stdout.contains("Findings"), "{summary}");
}

#[test]
fn findings_can_be_disabled_and_can_fail_the_gate() {
    let matomo = Matomo::start();
    let check = format!("check --site 5 {WEEKS} --max-untracked 90% --lang en");
    let tool = Tool::of(&matomo);
    assert_eq!(tool.run(&check).code, 0);
    let failed = tool.run(&format!("{check} --fail-on critical"));
    assert_eq!(failed.code, 1, "{failed}");
    assert!(failed.stdout.contains("campaign-personal-data"), "{failed}");
    let off = Tool::of(&matomo).config("[findings]\ncampaign-personal-data = \"off\"\n");
    assert_eq!(off.run(&format!("{check} --fail-on critical")).code, 0);
    let wrong = Tool::of(&matomo).config("[findings]\ncampaign-personal-dat = \"off\"\n").run(&check);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("did you mean `campaign-personal-data`"), "{wrong}");
}

#[test]
fn explain_lists_and_explains_in_both_languages() {
    let tool = Tool::new();
    let list = tool.run("explain --lang fr");
    assert!(list.data().contains("untracked-dominates (critique)"), "{list}");
    let one = tool.run("explain self-referral --lang en");
    assert!(one.data().contains("excluded referrer"), "{one}");
    let wrong = tool.run("explain self-referal --lang en");
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("did you mean `self-referral`"), "{wrong}");
}

#[test]
fn the_demo_shows_at_least_eight_different_findings() {
    let report = Tool::new().run("demo --format json").json(0);
    let sites = report["sites"].as_array().unwrap();
    let found = sites.iter().flat_map(|site| site["findings"].as_array().unwrap());
    let ids: std::collections::BTreeSet<_> = found.map(|finding| finding["id"].as_str().unwrap()).collect();
    assert!(ids.len() >= 8, "{ids:?}");
}

/// Findings of a site whose answers are changed on the way.
fn edited(id: u64, edit: impl Fn(&str, &mut Value) + Send + Sync + 'static) -> Vec<(String, Value)> {
    let matomo = Matomo::setup().edit(move |call, answer| edit(&call["method"], answer)).start();
    let report = Tool::of(&matomo).run(&format!("audit --site {id} {WEEKS} --format json")).json(0);
    let found = site(&report, id)["findings"].as_array().unwrap();
    found.iter().map(|finding| (finding["id"].as_str().unwrap().to_owned(), finding.clone())).collect()
}

fn rows<'a>(answer: &'a mut Value, period: &str) -> &'a mut Vec<Value> {
    answer[period].as_array_mut().unwrap()
}

const LAST: &str = "2026-11-16,2026-11-22";

fn search_turned_direct(page: &'static str) -> Vec<(String, Value)> {
    edited(2, turn_search_direct(page))
}

#[test]
fn search_that_turns_into_direct_is_suspected_to_be_a_bug() {
    let found = search_turned_direct("/offres");
    let bug = data(&found, "site-bug-suspected");
    assert_eq!((&bug["direct"], &bug["search"]), (&266.into(), &20.into()));
    assert_eq!(bug["age"], "new");
}

/// A report on television, in a week without advertising.
#[test]
fn direct_visits_to_the_home_page_are_no_bug() {
    let found = search_turned_direct("/");
    assert!(!ids(&found).contains(&"site-bug-suspected"), "{:?}", ids(&found));
    assert!(ids(&found).contains(&"untracked-rising"), "{:?}", ids(&found));
}

#[test]
fn sign_on_hosts_and_the_own_host_are_self_referrals() {
    let found = edited(2, |method, answer| {
        if method == "Referrers.getWebsites" {
            for (host, visits) in [("app.franceconnect.gouv.fr", 30), ("www.pass-emploi.example.fr", 12)] {
                rows(answer, LAST).push(json!({"label": host, "nb_visits": visits, "segment": "x"}));
            }
        }
    });
    let hosts = labels(&data(&found, "self-referral")["hosts"]);
    assert_eq!(hosts, ["app.franceconnect.gouv.fr", "www.pass-emploi.example.fr"]);
}

#[test]
fn other_hosts_of_the_site_and_payment_pages_are_self_referrals() {
    let found = edited(2, |method, answer| {
        if method == "Referrers.getWebsites" {
            for host in [
                "app.pass-emploi.example.fr",
                "m.pass-emploi.example.fr",
                "paiement.systempay.fr",
                "app.example.fr",
                "statut.franceconnect.gouv.fr",
            ] {
                rows(answer, LAST).push(json!({"label": host, "nb_visits": 12, "segment": "x"}));
            }
        }
    });
    let mut hosts = labels(&data(&found, "self-referral")["hosts"]);
    hosts.sort_unstable();
    assert_eq!(hosts, ["app.pass-emploi.example.fr", "m.pass-emploi.example.fr", "paiement.systempay.fr"]);
}

#[test]
fn tags_of_another_tool_are_told_unless_the_link_has_ours_too() {
    let with_page = |query: &'static str| {
        edited(2, move |method, answer| {
            if method == "Actions.getEntryPageUrls" {
                let label = format!("/ressources?{query}");
                answer
                    .as_array_mut()
                    .unwrap()
                    .push(json!({"label": label, "entry_nb_visits": 20, "nb_visits": 20, "segment": "x"}));
            }
        })
    };
    let found = with_page("at_medium=email&at_campaign=lettre-du-maire");
    assert_eq!(
        labels(&data(&found, "parameter-not-understood")["parameters"]),
        ["at_campaign → utm_campaign", "at_medium → utm_medium"]
    );
    let found = with_page("xtor=EPR-10-[lettre]");
    assert_eq!(labels(&data(&found, "parameter-not-understood")["parameters"]), ["xtor → utm_campaign"]);
    assert!(!ids(&with_page("utm_id=7&at_home=1")).contains(&"parameter-not-understood"));
}

#[test]
fn core_matomo_leaves_the_id_of_a_link_in_the_address() {
    let matomo = Matomo::setup()
        .core_only()
        .edit(|call, answer| {
            if call["method"] == "Actions.getEntryPageUrls" {
                answer.as_array_mut().unwrap().push(json!(
                    {"label": "/ressources?utm_id=x7k2", "entry_nb_visits": 20, "nb_visits": 20, "segment": "x"}
                ));
            }
        })
        .start();
    let report = Tool::of(&matomo).run(&format!("audit --site 2 {WEEKS} --format json")).json(0);
    let findings = site(&report, 2)["findings"].as_array().unwrap();
    let found = findings.iter().find(|finding| finding["id"] == "parameter-not-understood").unwrap();
    assert_eq!(labels(&found["data"]["parameters"]), ["utm_id"]);
}

#[test]
fn masked_names_silence_the_findings_about_names() {
    let found = edited(5, |method, answer| {
        let hidden = match method {
            "MarketingCampaignsReporting.getSourceMedium" => {
                "__discarded_by_policy__ - __discarded_by_policy__"
            }
            "Referrers.getCampaigns" | "MarketingCampaignsReporting.getMedium" => "__discarded_by_policy__",
            _ => return,
        };
        for table in answer.as_object_mut().unwrap().values_mut() {
            for row in table.as_array_mut().unwrap() {
                row["label"] = hidden.into();
                row.as_object_mut().unwrap().remove("subtable");
            }
        }
    });
    assert_eq!(data(&found, "campaigns-masked")["masked"], 1465);
    for id in ["campaign-naming-drift", "campaign-missing-dimension"] {
        assert!(!ids(&found).contains(&id), "{id}");
    }
}

#[test]
fn a_row_of_others_is_a_cut_report() {
    let found = edited(2, |method, answer| {
        if method == "Referrers.getWebsites" {
            // Translated, and without a segment.
            rows(answer, LAST).push(json!({"label": "Autres", "nb_visits": 8}));
        }
    });
    assert_eq!(data(&found, "report-truncated")["visits"], 8);
    // A campaign of that name has a segment.
    let named = edited(2, |method, answer| {
        if method == "Referrers.getCampaigns" {
            rows(answer, LAST).push(json!({"label": "others", "nb_visits": 8, "segment": "x"}));
        }
    });
    assert!(!ids(&named).contains(&"report-truncated"));
}

#[test]
fn totals_that_disagree_are_told_with_both_numbers() {
    let found = edited(2, |method, answer| {
        if method == "VisitsSummary.get" {
            answer[LAST]["nb_visits"] = 690.into();
        }
    });
    let totals = data(&found, "totals-disagree");
    assert_eq!((&totals["summary"], &totals["types"]), (&690.into(), &676.into()));
}

#[test]
fn few_and_no_visits_are_told_apart() {
    let matomo = Matomo::start();
    let days = "--period day --last 5 --until 2026-11-22 --format json";
    let report = Tool::of(&matomo).run(&format!("audit --site 1 {days}")).json(0);
    let found = site(&report, 1)["findings"].as_array().unwrap();
    assert!(found.iter().any(|finding| finding["id"] == "too-few-visits"), "{found:#?}");
    assert_eq!(ids(&findings(4)), ["no-visits"]);
}

#[test]
fn what_dominates_and_what_has_no_coverage_are_told() {
    let found = findings(8);
    assert_eq!(data(&found, "untracked-dominates")["untracked"], 249);
    let channels = labels(&data(&found, "channel-without-utm")["channels"]);
    assert!(channels.contains(&"email") && channels.contains(&"messaging"), "{channels:?}");
    assert_eq!(labels(&data(&findings(2), "channel-partly-tagged")["channels"]), ["linkedin"]);
    assert_eq!(data(&findings(1), "deep-direct-entries")["deep"], 180);
}

/// Campaign visits of one name in the last week: a row of `getCampaigns` and, with them, of sources and mediums.
fn campaign_rows(method: &str, answer: &mut Value, campaigns: &[(&str, &str, u64)]) {
    for (name, tag, visits) in campaigns {
        let row = |label: &str| serde_json::json!({"label": label, "nb_visits": visits, "segment": "x"});
        match method {
            "Referrers.getCampaigns" => rows(answer, LAST).push(row(name)),
            "MarketingCampaignsReporting.getSourceMedium" if !tag.is_empty() => {
                let mut tagged = row(tag);
                tagged["subtable"] = serde_json::json!([row(name)]);
                rows(answer, LAST).push(tagged);
            }
            _ => {}
        }
    }
}

#[test]
fn people_in_tags_are_told_and_never_printed_and_services_are_neither() {
    let people = [
        ("jeanne.dupont newsletter@example.fr", "crm - email", 4),
        ("sms 06/98/76.54-32", "crm - sms", 4),
        ("1 85 05 78 006 084", "crm - email", 4),
        ("fr76 3000 6000 0112 3456 7890 189", "crm - email", 4),
    ];
    let services = [
        ("contact@example.fr", "crm - email", 4),
        ("0800 123 456", "crm - sms", 4),
        ("dept 02 59 60 62 80", "crm - email", 4),
    ];
    let found = edited(2, move |method, answer| {
        campaign_rows(method, answer, &people);
        campaign_rows(method, answer, &services);
    });
    let personal = data(&found, "campaign-personal-data");
    assert_eq!(labels(&personal["values"]), ["[email]", "[iban]", "[nir]", "sms [phone]"]);
    assert_eq!(personal["kinds"], serde_json::json!(["bank_account", "email", "phone", "social_security"]));

    let matomo = Matomo::setup()
        .edit(move |call, answer| {
            campaign_rows(&call["method"], answer, &people);
            campaign_rows(&call["method"], answer, &services);
        })
        .start();
    let tool = Tool::of(&matomo);
    for format in ["terminal", "markdown", "html", "json", "csv"] {
        let run = tool.run(&format!("audit --site 2 {WEEKS} --format {format}"));
        for secret in ["jeanne", "76.54", "006 084", "3000 6000"] {
            assert!(!run.data().contains(secret), "{secret} in {format}");
        }
    }
    let json = tool.run(&format!("audit --site 2 {WEEKS} --format json"));
    for shown in ["contact@example.fr", "0800 123 456", "dept 02 59 60 62 80"] {
        assert!(json.data().contains(shown), "{shown}");
    }
}

#[test]
fn a_subject_counts_for_no_channel_and_a_guess_is_told() {
    let matomo = Matomo::setup()
        .edit(|call, answer| {
            campaign_rows(&call["method"], answer, &[("arnaque-sms", "", 40), ("rappel-qr-code", "", 30)]);
        })
        .start();
    let tool = Tool::of(&matomo);
    let report = tool.run(&format!("audit --site 1 {WEEKS} --format json")).json(0);
    let channels = site(&report, 1)["channels"].as_array().unwrap();
    assert!(
        channels.iter().all(|channel| channel["id"] != "sms" || channel["guessed"] == 0),
        "{channels:#?}"
    );
    let qr = channels.iter().find(|channel| channel["id"] == "qr").unwrap();
    assert_eq!((&qr["tagged"], &qr["guessed"]), (&30.into(), &30.into()));
    for (lang, told) in [("en", "It is guessed from the campaign's name"), ("fr", "l’a fait deviner")] {
        for format in ["markdown", "html"] {
            let run = tool.run(&format!("audit --site 1 {WEEKS} --format {format} --lang {lang}"));
            assert!(run.data().replace("&#39;", "'").contains(told), "{format} {lang}: {run}");
        }
    }
}

#[test]
fn a_brand_keyword_is_no_internal_link_and_a_banner_is() {
    let found = edited(2, |method, answer| {
        campaign_rows(method, answer, &[("marque", "google - cpc", 40), ("bandeau", "site - banner", 12)]);
        if method == "Referrers.getCampaigns" {
            for row in rows(answer, LAST) {
                if row["label"] == "marque" || row["label"] == "bandeau" {
                    row["subtable"] = serde_json::json!([{"label": "pass-emploi.example.fr", "nb_visits": row["nb_visits"]}]);
                }
            }
        }
    });
    let internal = data(&found, "internal-campaign-links");
    assert_eq!(labels(&internal["campaigns"]), ["bandeau"]);
}

#[test]
fn words_that_both_exist_are_no_drift_and_a_slip_is() {
    let found = edited(2, |method, answer| {
        let names = [
            ("christian", "crm - email", 30),
            ("christina", "crm - email", 20),
            ("allocation-2026", "crm - email", 40),
            ("allocution-2026", "crm - email", 12),
            ("simulateur-aides", "crm - email", 40),
            ("simulatuer-aides", "crm - email", 12),
        ];
        campaign_rows(method, answer, &names);
    });
    let groups = data(&found, "campaign-naming-drift")["groups"].as_array().unwrap();
    let kept: Vec<_> = groups.iter().map(|group| group["keep"].as_str().unwrap()).collect();
    assert_eq!(kept, ["simulateur-aides"]);
}
