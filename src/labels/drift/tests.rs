use std::collections::HashSet;

use super::slips::{edit, is_slip};
use super::*;
use proptest::prelude::*;

/// The groups of names, all with different visits: the first has the most.
fn groups(names: &[&str]) -> Vec<Vec<String>> {
    let weights = (0..names.len() as u64).map(|rank| 1000 / (rank + 1).pow(2));
    drift(names.iter().copied().zip(weights))
        .iter()
        .map(|drift| drift.spellings.iter().map(|s| s.name.to_owned()).collect())
        .collect()
}

fn together(names: &[&str]) {
    assert_eq!(groups(names), [names.to_vec()], "{names:?}");
}

fn apart(names: &[&str]) {
    assert_eq!(groups(names), Vec::<Vec<String>>::new(), "{names:?}");
}

#[test]
fn case_accents_and_separators() {
    together(&[
        "rentree-2026",
        "rentrée 2026",
        "rentree_2026",
        "rentree 2026",
        "Rentree2026",
        "rentree+2026",
        "rentree%202026",
    ]);
    together(&["newsletter", "news-letter", "news letter"]);
    together(&["email", "e-mail", "E-Mail"]);
    together(&["qr", "QR"]);
    together(&["réseaux sociaux", "reseaux-sociaux", "réseau social"]);
    together(&["l'été à paris", "l\u{2019}ete-a-paris"]);
    together(&["été", "e\u{301}te\u{301}"]);
    together(&["abcdef", "abc\u{200b}def"]);
    together(&["lyon\u{2013}paris", "lyon-paris"]);
    together(&["newsletter", " newsletter "]);
    together(&["actu-2026-10", "actu-202610", "actu_2026_10"]);
    together(&["actu-2026-10-05", "actu-20261005"]);
    together(&["recherche & développement", "recherche&developpement"]);
    together(&["lettre-7", "lettre-07"]);
    together(&["中文活动", "中文-活动"]);
}

#[test]
fn numbers_and_dates_differ() {
    apart(&["newsletter-2026-10", "newsletter-2026-11", "newsletter-2025-10"]);
    apart(&["actu-hebdo-25", "actu-hebdo-26", "actu-hebdo-2", "actu-hebdo"]);
    apart(&["v1", "v2"]);
    apart(&["version-1-2", "version-12", "version-1-1-2", "version-11-2"]);
    apart(&["actu-2026-1-1", "actu-2026-11", "actu-202-611"]);
    apart(&["actu-2026-1", "actu-20261"]);
    apart(&["actu-2026-13", "actu-202613"]);
    apart(&["actu-07", "actu-007", "actu-70"]);
    apart(&["dept-01000", "dept-1000"]);
    apart(&["mission-locale-paris-19", "mission-locale-paris-18"]);
    apart(&["newsletter-2026", "newletter-2025"]);
    apart(&["m-1", "m1"]);
    apart(&["rappel-j-7", "rappel-j+7", "rappel-j7"]);
    together(&["rappel-j-7", "rappel_j-7"]);
    apart(&["2026-10", "2026_10", "20 26 10"]);
    apart(&["formation-½", "formation-²"]);
}

#[test]
fn plurals_of_long_words() {
    together(&["newsletter", "newsletters"]);
    together(&["guide-locataires", "guides-locataire"]);
    together(&["flyer", "flyers"]);
    together(&["bureau", "bureaux"]);
    together(&["canal-local", "canaux-locaux"]);
    apart(&["pro", "pros"]);
    apart(&["aide", "aides"]);
    apart(&["test", "tests"]);
    apart(&["lyon", "lyons"]);
    apart(&["mission-locale-tour", "mission-locale-tours"]);
    apart(&["pari", "paris"]);
    apart(&["expres", "express"]);
}

#[test]
fn slips_inside_long_words() {
    for (right, wrong) in [
        ("newsletter", "newletter"),
        ("newsletter", "newslettter"),
        ("newsletter", "newslettre"),
        ("newsletter", "nwesletter"),
        ("newsletter", "newsletterr"),
        ("newsletter", "newslatter"),
        ("rentree-2026", "rentre-2026"),
        ("rentree-2026", "renrtee_2026"),
        ("linkedin", "linkdin"),
        ("linkedin", "linkedln"),
        ("facebook", "facbook"),
        ("allocation", "alocation"),
        ("evaluation", "evalution"),
        ("christian", "chrisitan"),
        ("accompagnement", "acompagnement"),
        ("mission-locale-marseille", "mission-locale-marseile"),
        ("candidature", "candidtaure"),
        ("formation", "fromation"),
        ("inscription", "inscirption"),
        ("webinaire", "webianire"),
        ("simulateur", "simulatuer"),
        ("recrutement-conseillers", "recrutment-conseiller"),
        ("guide-professionnels", "guide-professionels"),
        ("rentrée-2026", "rentree-2026"),
    ] {
        together(&[right, wrong]);
    }
    together(&["linkedin", "linked-in", "linkdin"]);
}

#[test]
fn other_words() {
    for pair in [
        ["relance", "balance"],
        ["nord", "sud"],
        ["homme", "femme"],
        ["jour", "tour"],
        ["actif", "inactif"],
        ["mission-locale-nantes", "mission-locale-nancy"],
        ["mission-locale-angers", "mission-locale-anvers"],
        ["formation", "information"],
        ["inscrit-2026", "inscrite-2026"],
        ["candidats", "candidates"],
        ["etudiants", "etudiantes"],
        ["partenaire", "partenariat"],
        ["manche", "marche"],
        ["message", "massage"],
        ["action", "auction"],
        ["centre", "center"],
        ["acces", "access"],
        ["groupe-a-b", "groupe-c-d"],
        ["a-b", "ab"],
        ["rentree", "sentree"],
        ["relance-janvier", "relance-fevrier"],
        ["newsletter-november", "newsletter-novembre"],
        ["newsletter-october", "newsletter-octobre"],
        ["actu-lundi", "actu-mardi"],
        ["ete", "hiver"],
        ["variante-a", "variante-b"],
        ["variantea", "varianteb"],
        ["newsletter", "newsletterb"],
        ["newsletter-a", "newsletter"],
        ["phaseii", "phaseiii"],
        ["campagnexiv", "campagnexvi"],
        ["phase-ii", "phase-iii"],
        ["premier-rappel", "deuxieme-rappel"],
        ["contact", "contract"],
        ["employeurs", "employers"],
        ["tourisme", "touriste"],
        ["inscrire", "inscrite"],
        ["conversation", "conservation"],
        ["chalon-rdv", "chalons-rdv"],
        ["mission-locale-chalon", "mission-locale-chalons"],
        ["christian", "christina"],
        ["atelier-christian", "atelier-christina"],
        ["allocation", "allocution"],
        ["allocation-2026", "allocution-2026"],
        ["evaluation", "evacuation"],
        ["évaluations", "évacuations"],
        ["donation", "dotation"],
        ["detection", "detention"],
        ["infection", "injection"],
        ["adaption", "adoption"],
        ["prevision", "provision"],
        ["proposition", "preposition"],
        ["vacation", "vocation"],
        ["invention", "intention"],
        ["desert", "dessert"],
        ["poison", "poisson"],
        ["valentin", "valentina"],
        ["marseille", "marseillais"],
        ["mission-locale-nante", "mission-locale-nantes"],
        ["consultation", "consolation"],
        ["affectation", "affection"],
        ["lyon-paris-relance", "relance-lyon-paris"],
        ["guide-locataire", "guide-locatoire-2"],
        ["email", "mail"],
        ["social", "social-media"],
        ["brevo", "sendinblue"],
    ] {
        apart(&pair);
    }
}

#[test]
fn a_wrong_letter_needs_far_fewer_visits() {
    assert_eq!(drift([("newsletter", 30), ("newslatter", 10)]).len(), 1);
    assert_eq!(drift([("newsletter", 29), ("newslatter", 10)]).len(), 0);
    assert_eq!(drift([("newsletter", 10), ("newletter", 10)]).len(), 1);
}

#[test]
fn slips_are_checked_letter_by_letter() {
    for (one, other) in [("relances", "erlances"), ("auctions", "uctions"), ("newsletter", "newsletter")] {
        assert_eq!(edit(one, other), None);
    }
    let form = |name| Form { group: 0, words: words(name) };
    assert!(is_slip(&form("newsletter-2"), &form("newletter-2"), 0, (1, 1)));
    assert!(!is_slip(&form("newsletter-2"), &form("newletter-3"), 0, (1, 1)));
    assert!(!is_slip(&form("newsletter"), &form("newletter-3"), 0, (1, 1)));
    assert!(!is_slip(&form("newsletter"), &form("newletter"), 1, (1, 1)));
}

#[test]
fn a_series_is_no_slip() {
    let names: Vec<String> = ('a'..='z').map(|c| format!("territoire{c}nord")).collect();
    let names: Vec<(&str, u64)> = names.iter().enumerate().map(|(i, n)| (n.as_str(), 1 << i)).collect();
    assert_eq!(drift(names), []);
}

#[test]
fn hosts_join_the_bare_name() {
    together(&["linkedin", "linkedin.com", "linked-in", "www.linkedin.com"]);
    together(&["google", "google.fr", "google.com"]);
    together(&["pix", "pix.fr"]);
    apart(&["association.org", "association.fr"]);
    apart(&["newsletter", "newsletter.html"]);
    apart(&["net", ".net"]);
}

#[test]
fn punctuation_keeps_names_apart() {
    apart(&["<b>", "&<b>", "b", "</b>", "<b>gras</b>"]);
    apart(&["=1 1", "=1 2", "-1", "1", "[]", "-", "", " ", "://", "_"]);
    apart(&["c++", "c", "c#", "net", ".net", "../net"]);
    apart(&["@all", "all", "r&d", "rd", "#promo", "promo", "promo!"]);
    apart(&["\0nul", "nul", "\u{1b}[2j", "[2j"]);
    apart(&["🎈🎈", "🎈", "🎉🚀 lancement", "lancement", "🎈"]);
    apart(&["\u{200b}", "\u{feff}", "\u{301}", "\u{202e}"]);
    apart(&["a/b & c", "a/b&c"]);
    apart(&["others", "autres", "true", "nan", "null"]);
}

#[test]
fn the_spelling_with_most_visits_is_kept() {
    let found = drift([
        ("news-letter", 5),
        ("newsletter", 3),
        ("news-letter", 1),
        ("newsletters", 0),
        ("news_letter", 3),
    ]);
    assert_eq!(
        found,
        [Drift {
            keep: "news-letter",
            spellings: vec![
                Spelling { name: "news-letter", visits: 6 },
                Spelling { name: "news_letter", visits: 3 },
                Spelling { name: "newsletter", visits: 3 },
            ],
            visits: 12,
        }]
    );
    assert_eq!(found[0].strayed(), 6);
    assert_eq!(drift([("Été 2026", 5), ("ete-2026", 5)])[0].keep, "ete-2026");
    assert_eq!(drift([("a-b-c-d", u64::MAX), ("abcd", u64::MAX)])[0].visits, u64::MAX);
}

#[test]
fn most_strayed_visits_first() {
    let found = drift([
        ("email", 900),
        ("e-mail", 1),
        ("linkedin", 50),
        ("linked-in", 40),
        ("a-fond", 2),
        ("afond", 1),
    ]);
    let kept: Vec<&str> = found.iter().map(|drift| drift.keep).collect();
    assert_eq!(kept, ["linkedin", "a-fond", "email"]);
}

#[test]
fn nothing_to_compare() {
    assert_eq!(drift([]), []);
    assert_eq!(drift([("newsletter", 3)]), []);
    assert_eq!(drift([("newsletter", 3), ("newsletter", 2)]), []);
    assert_eq!(drift([("newsletter", 3), ("news-letter", 0)]), []);
}

#[test]
fn very_long_names_are_compared_whole_only() {
    let (long, cut) = ("abcdefghij".repeat(25), "abcdefghij".repeat(24));
    apart(&[&long, &cut]);
    together(&[&long, &long.to_uppercase()]);
    let name = format!("newsletter-{}", "un-deux-".repeat(12));
    apart(&[&name, &name.replace("newsletter", "newletter")]);
}

proptest! {
    #[test]
    fn groups_do_not_depend_on_the_order(
        names in prop::collection::vec(("[a-cé _.+/'-]{0,4}(newslet{1,3}er|rentr[eé]{1,2})?[0-9-]{0,4}|\\PC*", 0u64..50), 0..30)
    ) {
        let forward = drift(names.iter().map(|(name, visits)| (name.as_str(), *visits)));
        let backward = drift(names.iter().rev().map(|(name, visits)| (name.as_str(), *visits)));
        prop_assert_eq!(&forward, &backward);
        let mut seen = HashSet::new();
        for group in &forward {
            prop_assert!(group.spellings.len() > 1);
            prop_assert_eq!(group.keep, group.spellings[0].name);
            prop_assert!(group.spellings.is_sorted_by_key(|s| Reverse(s.visits)));
            for spelling in &group.spellings {
                prop_assert!(seen.insert(spelling.name), "in two groups");
            }
        }
    }

    #[test]
    fn any_text_is_grouped(names: Vec<String>) {
        let _ = drift(names.iter().map(|name| (name.as_str(), 1)));
    }
}
