use jiff::civil::date;

use super::*;
use crate::ledger::{Fault, Link, Status, Tags, tagged};
use crate::links::extract::Found;
use crate::links::report::{self, Looked};
use crate::locale::{Lang, Locale};

const DONS: &str = "https://registre.example.fr/dons";

fn link(line: u64, url: &str, campaign: &str, source: &str, medium: &str, content: &str) -> Link {
    let tags = Tags { campaign, source, medium, content };
    let id = crate::ledger::id(url, tags, |_| false);
    Link {
        line,
        link: tagged(url, tags, &id, Carrier::Id),
        id,
        url: url.to_owned(),
        campaign: campaign.to_owned(),
        source: source.to_owned(),
        medium: medium.to_owned(),
        content: content.to_owned(),
        short: String::new(),
        title: String::new(),
        owner: String::new(),
        created: date(2026, 11, 2),
        published: Some(date(2026, 11, 3)),
        review: Some(date(2026, 11, 17)),
        target: None,
        cost: None,
        status: Status::Active,
        decision: None,
        decided: None,
        note: String::new(),
    }
}

/// Two links to one page, one to another, one without an id in its address, a retired one, a short one.
fn made() -> Ledger {
    let mut links = vec![
        link(2, DONS, "2026-11-dons", "brevo", "email", "haut"),
        link(3, DONS, "2026-11-dons", "brevo", "email", "bas"),
        link(
            4,
            "https://registre.example.fr/aide?profil=asso#haut",
            "2026-11-aide",
            "linkedin",
            "social",
            "",
        ),
        link(5, "https://registre.example.fr/", "signature-equipe", "equipe", "signature", ""),
        link(6, "https://registre.example.fr/forum", "2026-09-forum", "depliant", "print", ""),
        link(7, "https://registre.example.fr/k", "2026-10-kakemono", "kakemono", "qr", ""),
    ];
    links[3].link = tagged(&links[3].url, links[3].tags(), "", Carrier::Id);
    links[4].status = Status::Retired;
    links[5].short = "https://s.example.fr/k".to_owned();
    Ledger { links, ..Ledger::default() }
}

fn plan(hosts: &[&str], ignore: &[&str]) -> Plan {
    let [hosts, ignore] = [hosts, ignore].map(|all| all.iter().map(|one| (*one).to_owned()).collect());
    Plan { hosts, ignore, ..Plan::default() }
}

/// What is said of an address, and what to put instead.
fn said(ledger: Option<&Ledger>, hosts: &[&str], address: &str) -> Option<(Vec<String>, Option<Put>)> {
    let (plan, channels) = (plan(hosts, &[]), Channels::builtin());
    let rules = Rules::new(ledger, &plan, &channels, Carrier::Id);
    let problem = shared(&rules, &Found { line: 1, address: address.to_owned() })?;
    Some((problem.texts.into_iter().map(|text| text.id).collect(), problem.put))
}

#[test]
fn links_of_the_ledger_and_of_others_are_fine() {
    let ledger = made();
    let [dons, .., aide, root] = [0, 1, 2, 3].map(|at| ledger.links[at].link.clone());
    for address in [
        &dons,
        &aide,
        &root,
        &dons.replace('&', "&amp;"),
        &dons.replace("brevo", "BREVO").replace("registre", "Registre"),
        &format!("{dons}#bas"),
        &aide.replace("#haut", ""),
        "https://s.example.fr/k",
        "https://ailleurs.example.fr/",
        "mailto:equipe@registre.example.fr",
        "#haut",
        "/dons",
        "{{ lien }}",
        "",
        "https://",
    ] {
        assert_eq!(said(Some(&ledger), &[], address), None, "{address}");
    }
}

#[test]
fn what_is_wrong_is_named_with_the_link_to_paste() {
    let ledger = made();
    let [dons, aide] = [0, 2].map(|at| ledger.links[at].link.clone());
    let paste = |address: &str| Some(Put::Paste(address.to_owned()));
    for (address, texts, put) in [
        ("https://registre.example.fr/aide?profil=asso#haut", &["link-lint-untagged"][..], paste(&aide)),
        (&aide.replace("linkedin", "mastodon"), &["link-lint-altered"], paste(&aide)),
        (&aide.replace("utm_medium=social&", ""), &["link-lint-dropped"], paste(&aide)),
        (&aide.replace("linkedin", "{{ source }}"), &["link-lint-placeholder"], paste(&aide)),
        (&aide.replace("2026-11-aide", "2026-11-aide-[[lot]]"), &["link-lint-placeholder"], paste(&aide)),
        (&aide.replace("linkedin", "%SOURCE%"), &["link-lint-placeholder"], paste(&aide)),
        (
            &aide.replacen("&utm", "&mail={{ contact.EMAIL }}&utm", 1),
            &["link-lint-placeholder"],
            paste(&aide),
        ),
        (
            &aide.replace("utm_source", "utm_sourse"),
            &["link-lint-misspelt", "link-lint-dropped"],
            paste(&aide),
        ),
        (&aide.replace("utm_source", "UTM_Source"), &["link-lint-misspelt"], paste(&aide)),
        (&aide.replace("&utm_id", "&utm_source=linkedin&utm_id"), &["link-lint-twice"], paste(&aide)),
        (&aide.replace("/aide", "/aides"), &["link-lint-elsewhere"], paste(&aide)),
        (&format!("{dons}#?utm_campaign=x"), &["link-lint-fragment"], paste(&dons)),
        (dons.split("&utm_id").next().unwrap(), &["link-lint-no-id"], paste(&dons)),
        (&aide.replace("utm_id=", "utm_id=x"), &["link-lint-unknown-id"], paste(&aide)),
        (&aide.replace("asso", &"a".repeat(1024)), &["link-lint-long", "link-lint-elsewhere"], paste(&aide)),
    ] {
        assert_eq!(
            said(Some(&ledger), &[], address),
            Some((texts.iter().map(|text| (*text).to_owned()).collect(), put)),
            "{address}"
        );
    }
}

#[test]
fn what_no_line_has_is_to_be_made_or_chosen() {
    let ledger = made();
    let say = |address: &str| {
        let (texts, put) = said(Some(&ledger), &[], address).unwrap();
        let Some(Put::Say(text)) = put else { panic!("{address}: {put:?}") };
        (texts.join(" "), Locale::new(Lang::En).text(&text))
    };
    let (texts, put) = say(DONS);
    assert_eq!(texts, "link-lint-untagged");
    assert!(put.starts_with(&format!("one of {}, {} (", ledger.links[0].id, ledger.links[1].id)), "{put}");
    let (texts, put) =
        say("https://registre.example.fr/new?utm_source=brevo&utm_medium=email&utm_campaign=l'été");
    assert_eq!(texts, "link-lint-unlisted");
    assert_eq!(
        put,
        "matomo-audit link new https://registre.example.fr/new --source brevo --medium email --campaign \"l'été\""
    );
    let (texts, put) = say("https://registre.example.fr/new?utm_source=brevo");
    assert_eq!(texts, "link-lint-missing link-lint-missing link-lint-unlisted");
    assert!(put.ends_with("--source brevo --medium … --campaign …"), "{put}");
    let (texts, _) = say(&ledger.links[4].link);
    assert_eq!(texts, "link-lint-retired");
    let (texts, _) =
        say("https://registre.example.fr/x?utm_source=linkedin&utm_medium=social&utm_campaign=2026-11-aide");
    assert_eq!(texts, "link-lint-other-page");
    let (texts, _) = say(
        "https://registre.example.fr/x?utm_source=jeanne.dupont@example.fr&utm_medium=email&utm_campaign=a",
    );
    assert_eq!(texts, "link-lint-personal");
}

#[test]
fn without_a_ledger_the_hosts_of_the_plan_are_ours() {
    let hosts = ["*.example.fr"];
    let tagged = "https://a.example.fr/?utm_source=brevo&utm_medium=email&utm_campaign=x&utm_id=y";
    assert_eq!(said(None, &hosts, tagged), None);
    assert!(said(None, &hosts, "https://a.example.fr/").is_some());
    assert_eq!(said(None, &hosts, "https://example.fr.evil.org/"), None);
    let plan = plan(&hosts, &["a.example.fr", "b.example.fr/mentions*"]);
    let channels = Channels::builtin();
    let rules = Rules::new(None, &plan, &channels, Carrier::Id);
    let of = |address: &str| shared(&rules, &Found { line: 1, address: address.to_owned() }).is_some();
    assert_eq!(
        ["https://a.example.fr/x", "https://b.example.fr/mentions-legales", "https://b.example.fr/"].map(of),
        [false, false, true]
    );
}

#[test]
fn a_ledger_is_held_against_itself_and_the_plan() {
    let (plan, channels) = (plan(&["registre.example.fr"], &[]), Channels::builtin());
    let lint = |change: fn(&mut Ledger)| {
        let mut ledger = made();
        change(&mut ledger);
        let problems = super::ledger(&Rules::new(Some(&ledger), &plan, &channels, Carrier::Id));
        let ids = problems.iter().flat_map(|problem| problem.texts.iter().map(|text| text.id.clone()));
        (problems.first().map_or(0, |problem| problem.line), ids.collect::<Vec<_>>().join(" "))
    };
    assert_eq!(lint(|_| {}), (0, String::new()));
    let at = |line, id: &str| (line, id.to_owned());
    assert_eq!(
        lint(|ledger| ledger.links[1].published = Some(date(2026, 11, 1))),
        at(3, "link-lint-before-created")
    );
    assert_eq!(
        lint(|ledger| ledger.links[1].review = Some(date(2026, 11, 2))),
        at(3, "link-lint-before-published")
    );
    assert_eq!(lint(|ledger| ledger.links[1].published = None), at(3, "link-lint-unpublished"));
    assert_eq!(
        lint(|ledger| ledger.links[2].note = "voir jeanne.dupont@example.fr".to_owned()),
        at(4, "link-lint-personal-cell")
    );
    assert_eq!(
        lint(|ledger| ledger.links[2].link = ledger.links[2].link.replace("linkedin", "x")),
        at(4, "link-lint-altered")
    );
    assert_eq!(
        lint(|ledger| ledger.links[2].link = ledger.links[0].link.clone()),
        at(
            4,
            "link-lint-altered link-lint-altered link-lint-altered link-lint-added link-lint-altered link-lint-link-elsewhere"
        )
    );
    // An address as it is made is looked into as well.
    for (url, campaign, said) in [
        (DONS, "__CAMPAIGN__", "link-lint-placeholder"),
        (DONS, "2026-{{nom}}", "link-lint-placeholder"),
        ("https://registre.example.fr/?at_medium=x", "a", "link-lint-other-tool"),
        ("https://registre.example.fr/#?utm_source=x", "a", "link-lint-fragment"),
    ] {
        let mut ledger = made();
        ledger.links[1] = link(3, url, campaign, "brevo", "email", "bas");
        let problems = super::ledger(&Rules::new(Some(&ledger), &plan, &channels, Carrier::Id));
        assert!(problems[0].texts.iter().any(|text| text.id == said), "{url} {campaign}: {problems:?}");
    }
    assert_eq!(
        lint(|ledger| ledger.links[2].link.insert_str(27, &"a".repeat(1024))),
        at(4, "link-lint-long link-lint-link-elsewhere")
    );
    assert_eq!(
        lint(|ledger| ledger.links[5].short = "javascript:alert(1)".to_owned()),
        at(7, "link-lint-no-address")
    );
    assert_eq!(
        lint(|ledger| ledger.links[5].id = "zzzzzz".to_owned()),
        at(7, "link-lint-id link-lint-altered")
    );
    assert_eq!(
        lint(|ledger| ledger.faults.push(Fault {
            lines: vec![9, 12],
            id: String::new(),
            text: Text::new("link-lint-unlisted")
        })),
        at(9, "link-lint-unlisted")
    );
}

#[test]
fn a_core_link_carries_its_id_in_the_keyword() {
    let mut ledger = made();
    for link in &mut ledger.links {
        link.link = tagged(&link.url, link.tags(), &link.id, Carrier::Term);
    }
    assert_eq!(said(Some(&ledger), &[], &ledger.links[1].link), None);
    let (texts, _) = said(Some(&ledger), &[], &ledger.links[2].link.replace("linkedin", "x")).unwrap();
    assert_eq!(texts, ["link-lint-altered"]);
}

#[test]
fn no_format_lets_a_label_act() {
    let mut ledger = made();
    ledger.links[2].id = "=1+1\u{1b}[31m\u{202e}<b>::set-output%0A".to_owned();
    let (plan, channels) = (Plan::default(), Channels::builtin());
    let rules = Rules::new(Some(&ledger), &plan, &channels, Carrier::Id);
    let address = "https://registre.example.fr/dons?utm_source=\u{1b}]0;x\u{7}&utm_medium=<script>%0A::error::x&utm_campaign=\u{202e}&utm_id=%1b[2J";
    let found = Found { line: 1, address: address.to_owned() };
    let mut problems = super::ledger(&rules);
    problems.extend(shared(&rules, &found));
    assert!(problems.len() > 1);
    let looked = [Looked { name: "a\n::error::b\u{1b}[2J,c".to_owned(), problems, links: 1 }];
    for lang in Lang::ALL {
        let locale = Locale::new(lang);
        for text in [
            report::text(&looked, &locale),
            report::github(&looked, &locale),
            report::junit(&looked, &locale),
        ] {
            assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{0}']), "{text}");
        }
        let commands = report::github(&looked, &locale);
        assert!(commands.lines().rev().skip(1).all(|line| line.starts_with("::error file=")), "{commands}");
        assert!(!report::junit(&looked, &locale).contains("<script>"));
    }
}
