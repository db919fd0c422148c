//! Entry pages of direct visits, from Matomo's rows to the report.

use serde_json::{Value, json};

use crate::support::{Matomo, Tool, WEEKS, site};

/// Direct visits of the last week of the recorded site 1.
const DIRECT: u64 = 229;

/// The report on site 1 when its direct visits entered on these pages; the rest did on the home page.
fn report(main_url: &'static str, alias: &'static str, pages: &[(&str, u64)], visits: Option<u64>) -> Value {
    let host = "https://aides-logement.example.fr";
    let rest = DIRECT - pages.iter().map(|(_, visits)| visits).sum::<u64>();
    let rows: Value = pages
        .iter()
        .chain([&("/", rest)])
        .map(|(label, visits)| {
            let url = format!("{host}{}", label.replace("/index#", "/#"));
            json!({"label": label, "nb_visits": visits, "entry_nb_visits": visits, "url": url, "segment": "s"})
        })
        .collect();
    let matomo = Matomo::setup()
        .edit(move |call, answer| match &call["method"][..] {
            "Actions.getEntryPageUrls" if call.contains_key("segment") => *answer = rows.clone(),
            "SitesManager.getSiteUrlsFromId" => *answer = json!([main_url, alias]),
            "SitesManager.getSitesWithAtLeastViewAccess" => {
                for site in answer.as_array_mut().unwrap() {
                    if site["idsite"] == 1 {
                        site["main_url"] = main_url.into();
                        site["keep_url_fragment"] = 1.into();
                    }
                }
            }
            "VisitsSummary.get" => {
                if let Some(visits) = visits {
                    answer["2026-11-16,2026-11-22"]["nb_visits"] = visits.into();
                }
            }
            "Referrers.getReferrerType" => {
                let Some(visits) = visits else { return };
                let rows = answer["2026-11-16,2026-11-22"].as_array_mut().unwrap();
                let of = |row: &Value| row["nb_visits"].as_u64().unwrap();
                let all: u64 = rows.iter().map(of).sum();
                let search = rows.iter_mut().find(|row| row["referrer_type"] == 2).unwrap();
                search["nb_visits"] = (of(search) + visits - all).into();
            }
            _ => {}
        })
        .start();
    // Direct entries may come from a poster; links are for what is in use.
    let report = Tool::of(&matomo)
        .config("[channels]\nused = [\"qr\"]\n")
        .run(&format!("audit --site 1 {WEEKS} --format json"))
        .json(0);
    site(&report, 1).clone()
}

fn counts(site: &Value) -> [u64; 3] {
    ["home", "deep", "application"].map(|kind| site["entry_pages"][kind].as_u64().unwrap())
}

const HOST: &str = "https://aides-logement.example.fr";

#[test]
fn the_paths_of_the_main_address_and_of_an_alias_are_home() {
    let pages = [("/mon-app/", 20), ("/portail/fr/accueil", 30), ("/mon-app/aides", 40), ("/autre/", 50)];
    let at = ["https://aides-logement.example.fr/mon-app/", "https://aides-logement.example.fr/portail"];
    let found = report(at[0], at[1], &pages, None);
    assert_eq!(counts(&found), [DIRECT - 90, 90, 0]);
    let elsewhere = report(HOST, "https://autre.example.fr/portail", &pages, None);
    assert_eq!(counts(&elsewhere), [DIRECT - 140, 140, 0], "the folder of another host");
}

#[test]
fn hash_routes_are_pages_of_their_own() {
    let pages = [("/index#/demande", 40), ("/index#/connexion", 30), ("/#contact", 20), ("/index#/", 10)];
    let found = report(HOST, HOST, &pages, None);
    assert_eq!(counts(&found), [DIRECT - 70, 40, 30]);
    let page = &found["entry_pages"]["top"][0];
    assert_eq!((&page["path"], &page["visits"]), (&"/#/demande".into(), &40.into()));
    let link = page["link"].as_str().unwrap();
    assert!(link.starts_with("https://aides-logement.example.fr/?utm_source="), "{link}");
    assert!(link.ends_with("&utm_campaign=demande#/demande"), "{link}");
}

#[test]
fn a_page_that_a_link_would_not_lead_to_gets_none() {
    let pages = [
        ("/spip.php?article12", 30),
        ("/spip.php?article13", 20),
        ("/404/URL = /ancienne-page/From = https://lettre.example.org", 15),
        ("/suivi/jeanne.dupont@example.fr", 10),
        ("/aides/apl?utm_campaing=lettre", 5),
    ];
    let found = report(HOST, HOST, &pages, None);
    let top = found["entry_pages"]["top"].as_array().unwrap();
    let links: Vec<_> =
        top.iter().map(|page| (page["path"].as_str().unwrap(), page["link"].is_string())).collect();
    assert_eq!(links[0], ("/spip.php?…", false));
    assert!(links[1].0.starts_with("/404/URL") && !links[1].1, "{links:?}");
    assert_eq!(links[2..], [("/suivi/[email]", false), ("/aides/apl", true)]);
}

#[test]
fn deep_pages_are_a_notice_where_they_are_most_of_few_direct_visits() {
    let severity = |deep: u64, visits: Option<u64>| {
        let found = report(HOST, HOST, &[("/aides/apl", deep)], visits);
        let findings = found["findings"].as_array().unwrap();
        let deep = findings.iter().find(|finding| finding["id"] == "deep-direct-entries");
        deep.map(|finding| finding["severity"].as_str().unwrap().to_owned())
    };
    assert_eq!(severity(150, None).as_deref(), Some("warning"));
    assert_eq!(severity(150, Some(1000)).as_deref(), Some("notice"));
    assert_eq!(severity(110, Some(1000)), None);
}
