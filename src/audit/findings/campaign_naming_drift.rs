//! One campaign, source or medium under several spellings.

use super::{Audit, Site};
use crate::audit::spellings::{Spelling, Spellings, of_parts};
use crate::labels::as_matomo;
use crate::model::{Datum, Finding, Group, Item, Severity};

/// Visits under another spelling than the usual one, from which it is told: one
/// or two come from a link that somebody typed.
const MIN_STRAYED: u64 = 3;

pub const AUDIT: Audit = Audit { id: "campaign-naming-drift", severity: Severity::Warning, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    let planned = |groups: Vec<_>| {
        let is_planned = |name: &str| site.planned.contains(&as_matomo(name));
        groups.into_iter().map(|group: Spellings<'_>| group.keeping(is_planned)).collect::<Vec<_>>()
    };
    let campaigns = planned(site.spellings.to_vec());
    let (sources, mediums) =
        (planned(of_parts(&site.tag_parts.sources)), planned(of_parts(&site.tag_parts.mediums)));
    let told = |group: &&Spellings<'_>| group.strayed() >= MIN_STRAYED;
    let mut groups: Vec<_> = campaigns.iter().filter(told).map(|group| ("campaign", group)).collect();
    // Without a campaign, Matomo takes the source as its name: the same
    // spellings are not told twice.
    let more =
        sources.iter().map(|group| ("source", group)).chain(mediums.iter().map(|group| ("medium", group)));
    for (dimension, group) in more.filter(|(_, group)| told(group)) {
        let is_known = |(_, known): &(&str, &Spellings<'_>)| {
            known.keep() == group.keep() && known.all.len() >= group.all.len()
        };
        if !groups.iter().any(is_known) {
            groups.push((dimension, group));
        }
    }
    // What was corrected is no matter any more where something else is.
    let seen = |group: &Spellings<'_>| group.seen(site.times().last());
    let is_current = |(_, group): &&(&str, &Spellings<'_>)| !site.state([seen(group)]).is_fading();
    let current: Vec<_> = groups.iter().filter(is_current).copied().collect();
    let mut groups = if current.is_empty() { groups } else { current };
    groups.sort_by_key(|(_, group)| std::cmp::Reverse(group.strayed()));
    if groups.is_empty() {
        return None;
    }
    let finding = AUDIT
        .finding()
        .in_state(site.state(groups.iter().map(|(_, group)| seen(group))))
        .count("count", groups.len() as u64)
        .count("strayed", groups.iter().map(|(_, group)| group.strayed()).sum())
        .with(
            "groups",
            Datum::Groups(groups.into_iter().map(|(dimension, group)| told_as(dimension, group)).collect()),
        );
    Some(finding)
}

fn told_as(dimension: &'static str, group: &Spellings<'_>) -> Group {
    let item = |spelling: &Spelling<'_>| Item::of_window(spelling.name, spelling.visits, spelling.last);
    Group { dimension, keep: group.keep().into(), spellings: group.all.iter().map(item).collect() }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, campaign, period, tag};
    use super::*;

    fn found(fixture: &Fixture) -> Vec<(String, String)> {
        let Some(finding) = fixture.check(check) else { return Vec::new() };
        let groups = finding.data.into_iter().find_map(|(_, datum)| match datum {
            Datum::Groups(groups) => Some(groups),
            _ => None,
        });
        groups
            .unwrap()
            .into_iter()
            .map(|group| (group.dimension.to_owned(), group.keep.as_str().to_owned()))
            .collect()
    }

    fn names(names: &[(&str, u64)]) -> Fixture {
        let mut fixture = Fixture::periods([period(1000, 100)]);
        fixture.facts.campaigns = names.iter().map(|(name, visits)| campaign(name, *visits)).collect();
        fixture
    }

    #[test]
    fn the_spelling_that_was_agreed_upon_is_kept() {
        let mut fixture = Fixture::periods([period(900, 300)]);
        fixture.facts.campaigns = vec![campaign("rentrée 2026", 152), campaign("rentree-2026", 80)];
        assert_eq!(found(&fixture)[0].1, "rentrée 2026");
        fixture.planned.insert("rentree-2026".to_owned());
        assert_eq!(found(&fixture)[0].1, "rentree-2026");
    }

    #[test]
    fn spellings_are_told_with_the_one_to_keep() {
        let fixture =
            names(&[("rentree-2026", 152), ("rentrée 2026", 80), ("lettre-11", 30), ("lettre-12", 40)]);
        assert_eq!(found(&fixture), [("campaign".to_owned(), "rentree-2026".to_owned())]);
        let mut fixture = names(&[]);
        fixture.facts.tags = vec![tag("linkedin", "social", "a", 90), tag("linked-in", "social", "a", 46)];
        assert_eq!(found(&fixture), [("source".to_owned(), "linkedin".to_owned())]);
    }

    #[test]
    fn two_encodings_of_one_name_are_told_as_such() {
        use crate::locale::{Lang, Locale};
        use crate::words::finding::Part;
        let detail = |names_of: &[(&str, u64)], lang| {
            let finding = names(names_of).check(check).unwrap();
            crate::words::finding::part(&finding, Part::Detail, &Locale::new(lang))
        };
        let encodings = [("été", 50), ("e\u{301}te\u{301}", 20), ("ete", 10)];
        let english = detail(&encodings, Lang::En);
        assert!(
            english.contains("e\u{301}te\u{301}: looks the same, in another encoding (20), ete (10)"),
            "{english}"
        );
        assert!(detail(&encodings, Lang::Fr).contains("même apparence, autre encodage (20)"));
        assert!(!detail(&[("été", 50), ("ete", 20)], Lang::En).contains("encoding"));
    }

    #[test]
    fn a_link_typed_once_placeholders_and_personal_data_are_no_drift() {
        assert!(found(&names(&[("rentree-2026", 152), ("rentrée 2026", 2)])).is_empty());
        assert!(found(&names(&[("{{campaign}}", 50), ("{{ campaign }}", 50)])).is_empty());
        assert!(found(&names(&[("a.dupont@example.fr", 50), ("a-dupont@example.fr", 50)])).is_empty());
        assert!(found(&names(&[])).is_empty());
    }

    #[test]
    fn masked_names_are_no_spelling_and_silence_no_other() {
        let mut fixture =
            names(&[("rentree-2026", 152), ("rentrée 2026", 80), ("__discarded_by_policy__", 900)]);
        fixture.periods[0].masked = 900;
        assert_eq!(found(&fixture), [("campaign".to_owned(), "rentree-2026".to_owned())]);
    }
}
