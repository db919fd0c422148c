//! Tagged links without a medium, a source or a campaign name.

use polars::prelude::PlHashSet;

use super::{Audit, MIN_EVIDENCE, Site};
use crate::audit::classify::effective_name;
use crate::audit::facts::{CampaignFacts, TagFacts};
use crate::model::{Finding, Item, Severity};

/// Part of the campaign visits from which it is told.
const MIN_SHARE: f64 = 0.02;

pub const AUDIT: Audit = Audit { id: "campaign-missing-dimension", severity: Severity::Warning, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    // Core Matomo keeps no source and no medium: nothing can be missing.
    if !site.meta.dimensions {
        return None;
    }
    let tags = &site.facts.tags;
    let all: u64 = site.facts.campaigns.iter().map(|campaign| campaign.measurable).sum();
    let without = |empty: fn(&TagFacts) -> bool| {
        tags.iter().filter(|tag| empty(tag)).map(|tag| tag.measurable).sum::<u64>()
    };
    // Visits that have neither source nor medium are in no row of sources
    // and mediums: the report of mediums against all campaign visits tells.
    let medium = all.saturating_sub(site.facts.medium_visits);
    let neither = all.saturating_sub(tags.iter().map(|tag| tag.measurable).sum());
    let source = without(|tag| tag.source.is_empty()) + neither;
    // A link without a campaign name shows in the campaigns by its source: rows
    // whose names were not delivered do not.
    let campaigns = &site.facts.campaigns;
    let named: PlHashSet<_> = campaigns.iter().map(|campaign| campaign.folded).collect();
    let nameless = |tag: &TagFacts| tag.name.is_empty() && named.contains(&tag.folded);
    let name = tags.iter().filter(|tag| nameless(tag)).map(|tag| tag.measurable).sum::<u64>();
    let matters = |visits: u64| visits >= MIN_EVIDENCE && visits as f64 >= MIN_SHARE * all as f64;
    if ![medium, source, name].into_iter().any(matters) {
        return None;
    }
    let incomplete: Vec<_> =
        tags.iter().filter(|tag| tag.medium.is_empty() || tag.source.is_empty() || nameless(tag)).collect();
    let item = |tag: &&TagFacts| Item::of_window(tag_name(tag), tag.measurable, tag.last_visits);
    let mut examples: Vec<_> = incomplete.iter().map(item).collect();
    // Links with a name alone are in no row of sources and mediums.
    let told: PlHashSet<_> = tags.iter().map(|tag| tag.folded).collect();
    let is_untold = |campaign: &&CampaignFacts| campaign.usable && !told.contains(&campaign.folded);
    let untold: Vec<_> = campaigns.iter().filter(is_untold).collect();
    let item = |campaign: &&CampaignFacts| {
        Item::of_window(&campaign.name, campaign.measurable, campaign.last_visits)
    };
    examples.extend(untold.iter().map(item));
    let seen = incomplete.iter().map(|tag| tag.seen()).chain(untold.iter().map(|campaign| campaign.seen()));
    let finding = AUDIT
        .finding()
        .in_state(site.state(seen))
        .count("visits", all)
        .count("without_medium", medium)
        .count("without_source", source)
        .count("without_name", name)
        .items("examples", examples);
    Some(finding)
}

/// The name under which Matomo's campaigns show a tag.
fn tag_name(tag: &TagFacts) -> &str {
    effective_name(&tag.name, &tag.source, &tag.medium)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, campaign, tag};
    use super::*;
    use crate::model::Datum;

    fn fixture(tags: &[(&str, &str, &str, u64)], campaign_visits: u64) -> Fixture {
        let mut fixture = Fixture::default();
        fixture.meta.dimensions = true;
        // The name that is left of each tag: what has no campaign shows by its source.
        fixture.facts.campaigns = vec![campaign("a", campaign_visits), campaign("x", 0)];
        fixture.facts.medium_visits = tags.iter().filter(|tag| !tag.1.is_empty()).map(|tag| tag.3).sum();
        fixture.facts.tags = tags.iter().map(|(s, m, n, visits)| tag(s, m, n, *visits)).collect();
        fixture
    }

    fn counts(fixture: &Fixture) -> Option<[u64; 3]> {
        let finding = check(&fixture.site())?;
        let count = |name| {
            finding.data.iter().find_map(|(key, datum)| match datum {
                Datum::Count(count) if *key == name => Some(*count),
                _ => None,
            })
        };
        Some(["without_medium", "without_source", "without_name"].map(|name| count(name).unwrap()))
    }

    #[test]
    fn each_dimension_is_counted_apart() {
        let tags =
            [("brevo", "email", "a", 60), ("wiki", "", "b", 20), ("", "email", "c", 12), ("x", "qr", "", 8)];
        assert_eq!(counts(&fixture(&tags, 110)), Some([30, 22, 8]));
    }

    #[test]
    fn complete_tags_few_visits_and_core_matomo_are_silent() {
        assert_eq!(counts(&fixture(&[("brevo", "email", "a", 100)], 100)), None);
        assert_eq!(counts(&fixture(&[("brevo", "email", "a", 91)], 100)), None);
        let mut core = fixture(&[], 100);
        core.meta.dimensions = false;
        assert_eq!(counts(&core), None);
        assert_eq!(counts(&fixture(&[], 0)), None);
    }
}
