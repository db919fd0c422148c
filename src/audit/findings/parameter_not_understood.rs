//! Tags that are still in entry URLs: Matomo removes those that it understands.

use std::collections::BTreeMap;

use super::{Audit, Site};
use crate::audit::facts::{Entry, Facts};
use crate::labels::parameter::{Misread, campaigns_of_other_tools, misread_parameters, spaced};
use crate::model::{Finding, Item, Severity};

/// Visits from which it is told: one is a scanner or a slip of the hand.
const MIN_VISITS: u64 = 2;

pub const AUDIT: Audit = Audit { id: "parameter-not-understood", severity: Severity::Warning, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    let facts = site.facts;
    // The report of all visits may be missing; that of direct ones is part of it.
    let entries = if facts.entries.is_empty() { &facts.direct_entries } else { &facts.entries };
    let mut parameters: BTreeMap<String, (&str, u64)> = BTreeMap::new();
    let mut visits = 0;
    for entry in entries.iter().filter(|entry| !entry.query.is_empty()) {
        let mut misread = misread_parameters(&entry.query, site.meta.dimensions);
        if misread.iter().any(Misread::is_of_other_tool) && is_also_tagged(entry, facts) {
            misread.retain(|found| !found.is_of_other_tool());
        }
        visits += if misread.is_empty() { 0 } else { entry.visits };
        for found in misread {
            parameters.entry(found.parameter).or_insert((found.intended, 0)).1 += entry.visits;
        }
    }
    if visits < MIN_VISITS {
        return None;
    }
    let items = parameters.iter().map(|(parameter, (intended, visits))| {
        let label = match parameter == intended {
            // The right spelling of a tag that core Matomo does not know.
            true => parameter.clone(),
            false => format!("{parameter} → {intended}"),
        };
        Item::new(&label, *visits)
    });
    Some(AUDIT.finding().count("visits", visits).items("parameters", items.collect()))
}

/// Whether a link with tags of another tool also has Matomo's, which are not seen since Matomo
/// removes them: then its campaign was measured, and no visit to it is direct.
fn is_also_tagged(entry: &Entry, facts: &Facts) -> bool {
    let is_direct =
        facts.direct_entries.iter().any(|direct| direct.path == entry.path && direct.query == entry.query);
    let named = campaigns_of_other_tools(&entry.query);
    let measured = |name: &str| {
        let name = spaced(name);
        name.contains(char::is_alphabetic) && named.iter().any(|campaign| campaign.contains(&name))
    };
    !is_direct && facts.campaigns.iter().any(|campaign| campaign.usable && measured(&campaign.name))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, campaign, entry};
    use super::*;
    use crate::model::Datum;

    fn found(query: &str, visits: u64, dimensions: bool) -> Option<Finding> {
        let mut fixture = Fixture::default();
        fixture.meta.dimensions = dimensions;
        let mut page = entry("/offre", visits);
        page.query = query.into();
        fixture.facts.entries = vec![page];
        check(&fixture.site())
    }

    #[test]
    fn a_tag_that_was_not_read_is_told_with_the_right_spelling() {
        let finding = found("utm-campaign=a&x=1", 3, true).unwrap();
        let items = vec![Item::new("utm-campaign → utm_campaign", 3)];
        assert!(finding.data.contains(&("parameters", Datum::Items(items))));
        assert!(found("mtm_source=a", 3, false).is_some(), "core does not know it");
        assert!(found("mtm_source=a", 3, true).is_none());
    }

    #[test]
    fn parameters_of_the_site_itself_and_single_visits_are_silent() {
        assert!(found("source=a&campaign_id=3&medium=x", 30, false).is_none());
        assert!(found("utm-campaign=a", 1, true).is_none());
        assert!(check(&Fixture::default().site()).is_none());
    }

    #[test]
    fn the_tags_of_another_tool_are_told() {
        let finding = found("at_medium=email&at_campaign=rentree", 3, true).unwrap();
        let items = vec![Item::new("at_campaign → utm_campaign", 3), Item::new("at_medium → utm_medium", 3)];
        assert!(finding.data.contains(&("parameters", Datum::Items(items))), "{finding:?}");
        assert!(found("xtor=EPR-10-[rentree]", 3, false).is_some());
        assert!(found("at_home=1", 30, true).is_none());
        assert!(found("utm_id=7", 3, false).is_some(), "core does not know it");
        assert!(found("utm_id=7", 3, true).is_none());
    }

    #[test]
    fn a_link_with_the_tags_of_both_tools_was_understood() {
        let query = "xtor=EPR-10-[Rentr%C3%A9e-2026]";
        let told = |campaigns: &[&str], direct: &[&str]| {
            let mut fixture = Fixture::default();
            let page = |query: &str| Entry { query: query.into(), ..entry("/offre", 30) };
            fixture.facts.entries = vec![page(query)];
            fixture.facts.campaigns = campaigns.iter().map(|name| campaign(name, 30)).collect();
            fixture.facts.direct_entries = direct.iter().map(|query| page(query)).collect();
            check(&fixture.site()).is_some()
        };
        assert!(!told(&["rentree 2026"], &[]));
        assert!(!told(&["autre", "rentrée_2026"], &["x=1"]));
        assert!(told(&["rentree 2026"], &[query]), "some visits are direct: not all links have both");
        assert!(told(&["autre", "rentree 2025", "10"], &[]));
        assert!(told(&[], &[]));
    }

    #[test]
    fn direct_pages_stand_in_for_all_pages() {
        let mut fixture = Fixture::default();
        let mut page = entry("/", 5);
        page.query = "utm_sourse=a".into();
        fixture.facts.direct_entries = vec![page];
        assert!(check(&fixture.site()).is_some());
    }
}
