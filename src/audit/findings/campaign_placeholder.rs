//! Templates that were sent without being filled in.

use std::collections::BTreeMap;

use super::{Audit, Site};
use crate::audit::text::placeholder::is_placeholder;
use crate::report::{Finding, Item, Severity};

/// Visits from which it is told: fewer come from a test of the mailing.
const MIN_VISITS: u64 = 3;

pub struct CampaignPlaceholder;

impl Audit for CampaignPlaceholder {
    fn id(&self) -> &'static str {
        "campaign-placeholder"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, site: &Site<'_>) -> Option<Finding> {
        let names = site.facts.campaigns.iter().map(|campaign| (&campaign.name, campaign.visits));
        let placeholders: Vec<_> = names.filter(|(name, _)| is_placeholder(name)).collect();
        // A source or medium may be unfilled where the name is not.
        let mut others: BTreeMap<&String, u64> = BTreeMap::new();
        for tag in &site.facts.tags {
            for value in [&tag.source, &tag.medium] {
                let known = placeholders.iter().any(|(name, _)| *name == value);
                if !known && is_placeholder(value) {
                    *others.entry(value).or_default() += tag.visits;
                }
            }
        }
        let visits: u64 = placeholders.iter().map(|(_, visits)| visits).sum();
        let items: Vec<_> =
            placeholders.into_iter().chain(others).map(|(label, visits)| Item::new(label, visits)).collect();
        if items.iter().map(|item| item.visits).max()? < MIN_VISITS {
            return None;
        }
        Some(self.finding().count("visits", visits).count("count", items.len() as u64).items("names", items))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, campaign, tag};
    use super::*;
    use crate::report::Datum;

    #[test]
    fn names_sources_and_mediums_are_looked_at() {
        let mut fixture = Fixture::default();
        fixture.facts.campaigns = vec![campaign("{{campaign.name}}", 46), campaign("rentree-2026", 100)];
        fixture.facts.tags = vec![tag("*|campaign_uid|*", "email", "rentree-2026", 20)];
        let finding = CampaignPlaceholder.check(&fixture.site()).unwrap();
        let names = vec![Item::new("{{campaign.name}}", 46), Item::new("*|campaign_uid|*", 20)];
        assert!(finding.data.contains(&("names", Datum::Items(names))));
        assert!(finding.data.contains(&("visits", Datum::Count(46))));
    }

    #[test]
    fn filled_names_and_single_tests_are_silent() {
        let mut fixture = Fixture::default();
        assert!(CampaignPlaceholder.check(&fixture.site()).is_none());
        fixture.facts.campaigns = vec![campaign("rentree-2026", 100), campaign("{{x}}", 2)];
        assert!(CampaignPlaceholder.check(&fixture.site()).is_none());
    }
}
