//! E-mail addresses, phone and social-security numbers, tokens in tags.

use std::collections::BTreeSet;

use polars::prelude::PlHashMap;

use super::{Audit, Site};
use crate::labels::personal::find;
use crate::model::{Datum, Finding, Item, Seen, Severity};

pub const AUDIT: Audit = Audit { id: "campaign-personal-data", severity: Severity::Critical, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    // One visit is one person too many, so there is no minimum.
    let mut values: PlHashMap<&str, (u64, u64, Seen)> = PlHashMap::default();
    let mut see = |value, visits: u64, last: u64, seen: Seen| {
        // A name shows in several reports: the largest count is all of its visits.
        let most = values.entry(value).or_insert((visits, last, seen));
        *most = (visits.max(most.0), last.max(most.1), most.2.and(seen));
    };
    // Unlike the keywords, they were looked at already.
    let campaigns = site.facts.campaigns.iter().filter(|row| row.visits > 0);
    for campaign in campaigns.filter(|row| row.personal) {
        see(campaign.name.as_str(), campaign.visits, campaign.last_visits, campaign.seen());
    }
    for row in site.facts.keywords.iter().filter(|row| row.visits > 0) {
        see(&row.keyword, row.visits, row.last_visits, row.seen());
    }
    for part in site.tag_parts.iter().filter(|part| part.personal) {
        let part = part.spelling;
        see(part.name, part.visits, part.last, part.seen);
    }
    let mut kinds = BTreeSet::new();
    let mut items = Vec::new();
    let mut times = Vec::new();
    let found = values.into_iter().map(|(value, sums)| (value, find(value), sums));
    let mut found: Vec<_> = found.filter(|(_, found, _)| !found.is_empty()).collect();
    found.sort_unstable_by_key(|(value, ..)| *value);
    for (value, found, (visits, last, seen)) in found {
        kinds.extend(found.iter().map(|(_, kind)| kind.id()));
        items.push(Item::of_window(value, visits, last));
        times.push(seen);
    }
    if items.is_empty() {
        return None;
    }
    let finding = AUDIT
        .finding()
        .in_state(site.state(times))
        .count("count", items.len() as u64)
        .count("visits", items.iter().map(|item| item.visits).sum())
        .with("kinds", Datum::Kinds(kinds.into_iter().collect()))
        .items("values", items);
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, campaign, keyword, tag};
    use super::*;

    #[test]
    fn what_is_told_is_redacted() {
        let mut fixture = Fixture::default();
        fixture.facts.campaigns = vec![campaign("jeanne.dupont@example.fr", 25)];
        fixture.facts.keywords = vec![keyword("relance", "06 12 34 56 78", 2)];
        fixture.facts.tags = vec![tag("crm", "email", "jeanne.dupont@example.fr", 25)];
        let finding = check(&fixture.site()).unwrap();
        let text = format!("{finding:?}");
        assert!(text.contains("[email]") && text.contains("[phone]"), "{text}");
        assert!(!text.contains("jeanne") && !text.contains("56"), "{text}");
        assert!(finding.data.contains(&("count", Datum::Count(2))));
    }

    #[test]
    fn a_source_has_the_visits_of_all_its_campaigns() {
        let mut fixture = Fixture::default();
        let source = "jeanne.dupont@example.fr";
        fixture.facts.tags = vec![tag(source, "email", "a", 10), tag(source, "email", "b", 5)];
        let finding = check(&fixture.site()).unwrap();
        assert!(finding.data.contains(&("visits", Datum::Count(15))), "{finding:?}");
    }

    #[test]
    fn dates_and_order_numbers_are_not_people() {
        let mut fixture = Fixture::default();
        fixture.facts.campaigns =
            vec![campaign("newsletter-2026-11-24", 5), campaign("commande-20261124001", 5), campaign("", 5)];
        assert_eq!(check(&fixture.site()), None);
    }
}
