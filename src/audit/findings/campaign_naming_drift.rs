//! One campaign, source or medium under several spellings.

use std::collections::BTreeMap;

use super::{Audit, Site};
use crate::labels::drift::drift;
use crate::labels::personal;
use crate::labels::placeholder::is_usable;
use crate::model::{Datum, Finding, Group, Item, Severity};

/// Visits under another spelling than the usual one, from which it is told: one
/// or two come from a link that somebody typed.
const MIN_STRAYED: u64 = 3;

pub const AUDIT: Audit = Audit { id: "campaign-naming-drift", severity: Severity::Warning, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    let names = site.facts.campaigns.iter().map(|campaign| (campaign.name.as_str(), campaign.visits));
    let sources = site.facts.tags.iter().map(|tag| (tag.source.as_str(), tag.visits));
    let mediums = site.facts.tags.iter().map(|tag| (tag.medium.as_str(), tag.visits));
    let mut groups = spellings("campaign", names);
    // Without a campaign, Matomo takes the source as its name: the same
    // spellings are not told twice.
    let more = spellings("source", sources).into_iter().chain(spellings("medium", mediums));
    for group in more {
        if !groups
            .iter()
            .any(|known| known.keep == group.keep && known.spellings.len() >= group.spellings.len())
        {
            groups.push(group);
        }
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.strayed()));
    if groups.is_empty() {
        return None;
    }
    let strayed = groups.iter().map(Group::strayed).sum();
    let finding = AUDIT
        .finding()
        .count("count", groups.len() as u64)
        .count("strayed", strayed)
        .with("groups", Datum::Groups(groups));
    Some(finding)
}

fn spellings<'a>(dimension: &'static str, names: impl Iterator<Item = (&'a str, u64)>) -> Vec<Group> {
    let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
    for (name, visits) in names {
        *sums.entry(name).or_default() += visits;
    }
    // A source or medium is that of many campaigns: each is looked at once.
    sums.retain(|name, _| is_usable(name) && personal::find(name).is_empty());
    drift(sums)
        .into_iter()
        .filter(|drift| drift.strayed() >= MIN_STRAYED)
        .map(|drift| Group {
            dimension,
            keep: drift.keep.into(),
            spellings: drift
                .spellings
                .iter()
                .map(|spelling| Item::new(spelling.name, spelling.visits))
                .collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, campaign, period, tag};
    use super::*;

    fn found(fixture: &Fixture) -> Vec<(String, String)> {
        let Some(finding) = check(&fixture.site()) else { return Vec::new() };
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
            let finding = check(&names(names_of).site()).unwrap();
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
