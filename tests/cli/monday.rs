//! What a team reads on Monday: what happened, what it tried, what that brought, what to do.

use serde_json::{Value, json};

use crate::support::{Call, Matomo, Tool, WEEKS, site, turn_search_direct};

const LAST: &str = "2026-11-16,2026-11-22";
/// Three weeks before it.
const OLD: &str = "2026-10-26,2026-11-01";

fn rows<'a>(answer: &'a mut Value, period: &str) -> &'a mut Vec<Value> {
    answer[period].as_array_mut().unwrap()
}

fn edited(edit: impl Fn(&str, &mut Value) + Send + Sync + 'static) -> Matomo {
    Matomo::setup().edit(move |call: &Call, answer| edit(&call["method"], answer)).start()
}

/// The report on site 2.
fn report(matomo: &Matomo) -> Value {
    let report = Tool::of(matomo).run(&format!("audit --site 2 {WEEKS} --format json")).json(0);
    site(&report, 2).clone()
}

fn terminal(matomo: &Matomo, words: &str) -> String {
    Tool::of(matomo).run(&format!("audit {words} {WEEKS} --lang fr")).data().to_owned()
}

fn finding<'a>(report: &'a Value, id: &str) -> Option<&'a Value> {
    report["findings"].as_array().unwrap().iter().find(|finding| finding["id"] == id)
}

fn named<'a>(rows: &'a Value, name: &str) -> &'a Value {
    rows.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap_or(&Value::Null)
}

/// Renames a campaign of one period in all reports that name it.
fn rename(method: &str, answer: &mut Value, period: &str, from: &str, to: &str) {
    let rename = |row: &mut Value| {
        if row["label"] == from {
            row["label"] = to.into();
        }
    };
    match method {
        "Referrers.getCampaigns" => rows(answer, period).iter_mut().for_each(rename),
        "MarketingCampaignsReporting.getSourceMedium" => {
            let tags = rows(answer, period).iter_mut();
            tags.filter_map(|row| row["subtable"].as_array_mut()).flatten().for_each(rename);
        }
        _ => {}
    }
}

fn bug() -> Matomo {
    edited(turn_search_direct("/offres"))
}

fn leak() -> Matomo {
    edited(|method, answer| match method {
        "Referrers.getCampaigns" | "MarketingCampaignsReporting.getSourceMedium" => {
            rename(method, answer, LAST, "recrutement-conseillers", "jeanne.dupont@example.fr");
        }
        _ => {}
    })
}

#[test]
fn the_first_screen_lets_a_team_act() {
    let matomo = Matomo::start();
    let text = terminal(&matomo, "--site 1");
    let screen: Vec<_> = text.lines().take(24).collect();
    let at = |words: &str| screen.iter().position(|line| line.contains(words));
    let order = ["Aides Logement", "À faire", "1. ", "2. ", "Vos actions", "rentree-2026"].map(at);
    assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{order:?} in {text}");
    assert!(!text.contains("Constats") && !text.contains("S47 "), "details are asked for: {text}");
    let details = terminal(&matomo, "--site 1 --details");
    assert!(details.contains("Constats") && details.contains("S47 "), "{details}");
}

#[test]
fn of_several_sites_only_those_that_need_attention_are_opened() {
    let matomo = Matomo::start();
    let text = terminal(&matomo, "--site 1 --site 2 --site 5");
    assert_eq!(text.matches("À faire").count(), 2, "{text}");
    assert!(text.contains("✅ Pass Emploi · 20"), "{text}");
    assert_eq!(terminal(&matomo, "--site 1 --site 2 --site 5 --details").matches("À faire").count(), 3);
}

#[test]
fn a_bug_of_the_site_is_the_cause_of_what_came_with_it() {
    let matomo = bug();
    let report = report(&matomo);
    let causes: Vec<_> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["cause"] == "site-bug-suspected")
        .map(|finding| finding["id"].as_str().unwrap())
        .collect();
    assert!(causes.contains(&"untracked-rising") && causes.contains(&"deep-direct-entries"), "{causes:?}");
    assert_eq!(report["findings"][0]["id"], "site-bug-suspected");
    let text = terminal(&matomo, "--site 2 --details").replace("\n   ", " ").replace('\u{a0}', " ");
    let headline = text.lines().next().unwrap();
    assert!(headline.contains("bug probable sur /offres") && headline.contains("semaine 47"), "{headline}");
    assert!(text.contains("1. Demandez aux développeurs ce qui a changé sur /offres"), "{text}");
    let page = Tool::of(&matomo).run(&format!("audit --site 2 {WEEKS} --lang fr --format html"));
    assert!(page.data().contains("Bug probable du site sur /offres, depuis la semaine 47"), "{page}");
    for advice in
        ["viennent de liens sans tag", "Lien à coller", "Ce que des tags changeraient", "À taguer d"]
    {
        assert!(!text.contains(advice), "{advice} in {text}");
    }
}

#[test]
fn a_leak_on_a_clear_site_is_no_good_news() {
    let matomo = leak();
    assert_eq!(report(&matomo)["verdict"], "clear");
    assert_eq!(report(&matomo)["needs_attention"], true);
    let text = terminal(&matomo, "--site 2");
    assert!(text.starts_with("✅❗ Pass Emploi"), "{text}");
    assert!(text.contains("❗ Des données personnelles"), "{text}");
    let ranking = terminal(&matomo, "--site 2 --site 1 --summary");
    let line = ranking.lines().find(|line| line.contains("Pass Emploi")).unwrap();
    assert!(line.contains("✅❗") && line.contains("données"), "{ranking}");
    let tool = Tool::of(&matomo).config(
        "[mail]\nfrom = \"a@example.fr\"\nto = [\"b@example.fr\"]\nsmtp = \"a.fr\"\n\
         [[chat]]\nname = \"m\"\nurl_env = \"HOOK\"\n",
    );
    let sent = tool.run(&format!("send --site 2 {WEEKS} --lang fr --when watch --dry-run"));
    assert_eq!(sent.code, 0, "{sent}");
    let bytes = std::fs::read(tool.path("matomo-audit.eml")).unwrap();
    let mail = mail_parser::MessageParser::default().parse(&bytes).unwrap();
    assert!(mail.subject().unwrap().contains("données personnelles"), "{:?}", mail.subject());
    let chat = tool.read("matomo-audit.m.json");
    assert!(chat.contains("✅❗") && chat.contains("données personnelles"), "{chat}");
    // Nothing of the kind in a quiet week.
    let quiet = Matomo::start();
    let tool = Tool::of(&quiet)
        .config("[mail]\nfrom = \"a@example.fr\"\nto = [\"b@example.fr\"]\nsmtp = \"a.fr\"\n");
    tool.run(&format!("send --site 2 {WEEKS} --when watch --dry-run"));
    assert!(!tool.files().contains(&"matomo-audit.eml".to_owned()), "{:?}", tool.files());
}

#[test]
fn the_newsletter_of_last_week_comes_first_in_every_format() {
    let matomo = Matomo::start();
    let actions = &report(&matomo)["actions"];
    let first = &actions[0];
    assert_eq!((&first["name"], &first["change"]), (&json!("actu-hebdo-26"), &json!("new")));
    assert_eq!(
        (&first["visits"], &first["conversions"], &first["usual"]),
        (&json!(62), &json!(9), &Value::Null)
    );
    assert_eq!(first["channel"], "email");
    // The visits of the last week are those of Matomo's report.
    let sum: u64 = actions.as_array().unwrap().iter().map(|action| action["visits"].as_u64().unwrap()).sum();
    let last = report(&matomo)["periods"].as_array().unwrap().last().unwrap()["tagged"].clone();
    assert_eq!(json!(sum), last);
    for format in ["terminal", "markdown", "html"] {
        let shown = Tool::of(&matomo).run(&format!("audit --site 2 {WEEKS} --lang fr --format {format}"));
        let text = shown.data().replace('\n', " ");
        assert!(text.contains("Vos actions") && text.contains("actu-hebdo"), "{format}");
    }
    let tool = Tool::of(&matomo).config(
        "[mail]\nfrom = \"a@example.fr\"\nto = [\"b@example.fr\"]\nsmtp = \"a.fr\"\n\
         [[chat]]\nname = \"m\"\nurl_env = \"HOOK\"\n",
    );
    tool.run(&format!("send --site 2 {WEEKS} --lang fr --dry-run"));
    let bytes = std::fs::read(tool.path("matomo-audit.eml")).unwrap();
    let mail = mail_parser::MessageParser::default().parse(&bytes).unwrap();
    // The row just fits: the mark stands beside the name.
    let text = mail.body_text(0).unwrap();
    assert!(text.contains("actu-hebdo-26 (nouvelle)  "), "{text}");
    assert!(mail.body_html(0).unwrap().contains("actu-hebdo-26 (nouvelle)"));
    let chat = tool.read("matomo-audit.m.json").replace('\u{a0}', " ");
    assert!(chat.contains("actu-hebdo-26 : 62 visites, nouvelle, conversions : 9"), "{chat}");
}

#[test]
fn a_spelling_that_was_corrected_is_no_finding_of_this_week() {
    let matomo = edited(|method, answer| {
        rename(method, answer, OLD, "recrutement-conseillers", "Recrutement_Conseillers")
    });
    let report = report(&matomo);
    let drift = finding(&report, "campaign-naming-drift").unwrap();
    assert_eq!((&drift["state"], &drift["since"]), (&json!("fading"), &json!("2026-11-02")));
    let group = &drift["data"]["groups"][0];
    let stray =
        group["spellings"].as_array().unwrap().iter().find(|item| item["label"] != group["keep"]).unwrap();
    assert_eq!(stray["last_visits"], 0);
    let tool = Tool::of(&matomo);
    let check = |severity: &str| {
        let out =
            tool.run(&format!("check --site 2 {WEEKS} --max-untracked 90% --fail-on {severity} --lang en"));
        out.stdout.contains("campaign-naming-drift")
    };
    assert!(!check("warning"));
    assert!(!terminal(&matomo, "--site 2").contains("Corrigez le nom"));
    let details = terminal(&matomo, "--site 2 --details").replace("\n     ", " ");
    assert!(details.contains("Plus rien de tel depuis la semaine 45"), "{details}");
    // The same in the last week is new, and fails.
    let matomo = edited(|method, answer| {
        rename(method, answer, LAST, "recrutement-conseillers", "Recrutement_Conseillers")
    });
    let report = self::report(&matomo);
    assert_eq!(finding(&report, "campaign-naming-drift").unwrap()["state"], "new");
    let row = named(&report["actions"], "recrutement-conseillers");
    assert_eq!((&row["visits"], &row["spellings"]), (&json!(56), &json!(["Recrutement_Conseillers"])));
}

#[test]
fn a_channel_that_was_mended_last_week_is_told_once() {
    let untagged = |method: &str, answer: &mut Value, gone: &[&str]| {
        let linkedin = |row: &Value| row["label"] == "LinkedIn";
        if method == "Referrers.getSocials" {
            // 40 untagged visits each week, and none any more.
            for (period, rows) in answer.as_object_mut().unwrap() {
                let rows = rows.as_array_mut().unwrap();
                rows.retain(|row| !linkedin(row) || !gone.contains(&period.as_str()));
                for row in rows.iter_mut().filter(|row| linkedin(row)) {
                    row["nb_visits"] = 40.into();
                }
            }
        }
        if method == "Referrers.getReferrerType" {
            for (period, rows) in answer.as_object_mut().unwrap() {
                for row in rows.as_array_mut().unwrap().iter_mut().filter(|row| row["referrer_type"] == 7) {
                    let more = if gone.contains(&period.as_str()) { 0 } else { 40 };
                    row["nb_visits"] = (row["nb_visits"].as_u64().unwrap() + more).into();
                }
            }
        }
    };
    let mended = |gone: &'static [&'static str]| {
        let matomo = edited(move |method, answer| untagged(method, answer, gone));
        (report(&matomo)["mended"].clone(), terminal(&matomo, "--site 2"))
    };
    let (found, text) = mended(&[LAST]);
    assert_eq!(found, json!([{"kind": "channel", "channel": "linkedin", "tagged": 56}]));
    let text = text.replace("\n   ", " ").replace('\u{a0}', " ");
    assert!(text.contains("Réglé la semaine dernière : LinkedIn, 56 visites sur 56 sont taguées"), "{text}");
    assert_eq!(mended(&["2026-11-09,2026-11-15", LAST]).0, json!([]), "told a week ago");
    assert_eq!(mended(&[]).0, json!([]));
}

#[test]
fn masked_campaigns_explain_what_cannot_be_said() {
    let matomo = edited(|method, answer| {
        if method == "Referrers.getCampaigns" {
            for row in rows(answer, LAST) {
                row["label"] = "__discarded_by_policy__".into();
            }
        }
    });
    let report = report(&matomo);
    assert!(finding(&report, "campaigns-masked").unwrap()["cause"].is_null());
    for id in ["channel-without-utm", "channel-partly-tagged"] {
        if let Some(found) = finding(&report, id) {
            assert_eq!(found["cause"], "campaigns-masked", "{id}");
        }
    }
    assert_eq!(report["actions"], json!([]));
    let text = terminal(&matomo, "--site 2").replace("\n   ", " ");
    assert!(text.contains("Matomo masque les noms de campagnes"), "{text}");
    assert!(!text.contains("disparue") && !text.contains("terminée"), "{text}");
}

#[test]
fn a_week_of_noise_is_stable_and_changes_nothing() {
    let matomo = Matomo::start();
    for id in [1, 2, 8] {
        let text = terminal(&matomo, &format!("--site {id} --details"));
        assert!(text.contains("Stable"), "{text}");
        for arrow in ["▲", "▼", " pts"] {
            assert!(!text.contains(arrow), "{id}: {arrow} in {text}");
        }
        let report = Tool::of(&matomo).run(&format!("audit --site {id} {WEEKS} --format json")).json(0);
        let actions = site(&report, id)["actions"].as_array().unwrap();
        let noisy: Vec<_> =
            actions.iter().filter(|row| row["change"] == "more" || row["change"] == "less").collect();
        assert!(noisy.is_empty(), "{noisy:#?}");
    }
}

#[test]
fn without_the_plugin_the_plugin_is_the_reason() {
    let core = Matomo::setup().core_only().start();
    let text = terminal(&core, "--site 5").replace("\n   ", " ");
    assert!(
        text.contains("Sans l’extension MarketingCampaignsReporting, Matomo ne lit ni utm_medium"),
        "{text}"
    );
    assert!(!text.contains("mots usuels"), "{text}");
    let plugin = terminal(&Matomo::start(), "--site 5").replace("\n   ", " ");
    assert!(plugin.contains("mots usuels") && !plugin.contains("MarketingCampaigns"), "{plugin}");
}

#[test]
fn links_to_paste_are_for_channels_in_use_that_leave_no_referrer() {
    let matomo = Matomo::start();
    let links = |used: &str, id: u64| {
        let tool = Tool::of(&matomo).config(&format!("[channels]\nused = [{used}]\n"));
        let report = tool.run(&format!("audit --site {id} {WEEKS} --format json")).json(0);
        let links = site(&report, id)["entry_pages"]["links"].as_array().unwrap().clone();
        links.iter().map(|link| link["channel"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    // Facebook has a referrer, and is none of the direct entries.
    assert_eq!(links("\"social\"", 1), [""; 0]);
    assert_eq!(links("\"qr\"", 1), ["qr"]);
    assert_eq!(links("\"qr\", \"sms\", \"print\", \"signature\"", 1).len(), 3);
    // Seen tagged is in use as well.
    assert!(links("", 2).contains(&"sms".to_owned()));
    let tool = Tool::of(&matomo).config("[channels]\nused = [\"qr\"]\n");
    let text = tool.run(&format!("audit --site 1 {WEEKS} --lang fr --details"));
    let text = text.data().replace('\u{a0}', " ");
    assert!(
        text.contains("pour QR code :\n   https://aides-logement.example.fr/simulateur/resultat?utm_"),
        "{text}"
    );
}

#[test]
fn nothing_alarming_is_said_where_nothing_is_to_be_done() {
    let matomo = Matomo::start();
    let text = terminal(&matomo, "--site 2 --details");
    assert!(text.contains("Où arrivent les entrées directes"), "{text}");
    assert!(!text.contains("À taguer d") && !text.contains("viennent de liens sans tag"), "{text}");
}
