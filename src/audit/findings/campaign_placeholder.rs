//! Templates that were sent without being filled in.

use std::collections::BTreeMap;

use super::{Audit, Site};
use crate::labels::placeholder::{before_damage, is_placeholder};
use crate::model::{Finding, Item, Seen, Severity};

/// Visits from which it is told: fewer come from a test of the mailing.
const MIN_VISITS: u64 = 3;

pub const AUDIT: Audit = Audit { id: "campaign-placeholder", severity: Severity::Warning, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    // A placeholder names no action, which is known already.
    let campaigns = site.facts.campaigns.iter().filter(|campaign| campaign.visits > 0 && !campaign.usable);
    let names =
        campaigns.map(|campaign| (&*campaign.name, (campaign.visits, campaign.last_visits, campaign.seen())));
    let placeholders: Vec<_> = names.filter(|(name, _)| is_placeholder(name)).collect();
    // A source or medium may be unfilled where the name is not.
    let known = |value: &str| placeholders.iter().any(|(name, _)| *name == value);
    let mut others: BTreeMap<&str, (u64, u64, Seen)> = BTreeMap::new();
    let parts = site.tag_parts.iter().filter(|part| !part.usable).map(|part| part.spelling);
    for part in parts.filter(|part| is_placeholder(part.name) && !known(part.name)) {
        let sums = others.entry(part.name).or_insert((0, 0, part.seen));
        *sums = (sums.0 + part.visits, sums.1 + part.last, sums.2.and(part.seen));
    }
    let visits: u64 = placeholders.iter().map(|(_, (visits, ..))| visits).sum();
    let labels: Vec<_> = placeholders.into_iter().chain(others).collect();
    let items: Vec<_> =
        labels.iter().map(|(label, (visits, last, _))| Item::of_window(*label, *visits, *last)).collect();
    if items.iter().map(|item| item.visits).max()? < MIN_VISITS {
        return None;
    }
    // Nobody finds `mpaign%` in a template.
    let damaged = labels.iter().filter_map(|(label, (visits, ..))| {
        let whole = before_damage(label)?;
        Some(Item::new(format!("{label} ← {whole}"), *visits))
    });
    let damaged: Vec<_> = damaged.collect();
    let finding = AUDIT
        .finding()
        .in_state(site.state(labels.iter().map(|(_, (.., seen))| *seen)))
        .count("visits", visits)
        .count("count", items.len() as u64)
        .count("damaged_count", damaged.len() as u64)
        .items("names", items)
        .items("damaged", damaged);
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, campaign, tag};
    use super::*;
    use crate::model::Datum;

    #[test]
    fn names_sources_and_mediums_are_looked_at() {
        let mut fixture = Fixture::default();
        fixture.facts.campaigns = vec![campaign("{{campaign.name}}", 46), campaign("rentree-2026", 100)];
        fixture.facts.tags = vec![tag("*|campaign_uid|*", "email", "rentree-2026", 20)];
        let finding = check(&fixture.site()).unwrap();
        let names =
            vec![Item::of_window("{{campaign.name}}", 46, 46), Item::of_window("*|campaign_uid|*", 20, 20)];
        assert!(finding.data.contains(&("names", Datum::Items(names))));
        assert!(finding.data.contains(&("visits", Datum::Count(46))));
    }

    #[test]
    fn a_damaged_template_says_what_it_was() {
        let mut fixture = Fixture::default();
        fixture.facts.campaigns = vec![campaign("mpaign%", 46), campaign("{{x}}", 10)];
        let finding = check(&fixture.site()).unwrap();
        let damaged = vec![Item::new("mpaign% ← %campaign%", 46)];
        assert!(finding.data.contains(&("damaged", Datum::Items(damaged))));
        for (lang, said) in [(crate::locale::Lang::En, "lost"), (crate::locale::Lang::Fr, "perdu")] {
            let detail = crate::words::finding::part(
                &finding,
                crate::words::finding::Part::Detail,
                &crate::locale::Locale::new(lang),
            );
            assert!(detail.contains("mpaign% ← %campaign%") && detail.contains(said), "{detail}");
        }
        fixture.facts.campaigns = vec![campaign("{{x}}", 10)];
        let finding = check(&fixture.site()).unwrap();
        assert!(finding.data.contains(&("damaged", Datum::Items(Vec::new()))));
    }

    #[test]
    fn filled_names_and_single_tests_are_silent() {
        let mut fixture = Fixture::default();
        assert!(check(&fixture.site()).is_none());
        fixture.facts.campaigns = vec![campaign("rentree-2026", 100), campaign("{{x}}", 2)];
        assert!(check(&fixture.site()).is_none());
    }
}
