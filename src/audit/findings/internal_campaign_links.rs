//! Tagged links from the site to itself: they overwrite where a visit came from.

use std::collections::BTreeMap;

use super::{Audit, MIN_EVIDENCE, Site, bare_host};
use crate::model::{Finding, Item, Severity};

pub const AUDIT: Audit = Audit { id: "internal-campaign-links", severity: Severity::Warning, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    let hosts = site.hosts();
    // A campaign without keyword has its referrer's host in that place; the keyword of an
    // advertisement may be the service's own address, as people search for it.
    let internal = site
        .facts
        .keywords
        .iter()
        .filter(|row| !site.facts.paid.contains(&row.name) && hosts.contains(&bare_host(&row.keyword)));
    let mut campaigns: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    let mut seen = Vec::new();
    for row in internal {
        let (visits, last) = campaigns.entry(&row.name).or_default();
        *visits += row.visits;
        *last += row.last_visits;
        seen.push(row.seen());
    }
    let visits: u64 = campaigns.values().map(|(visits, _)| visits).sum();
    if visits < MIN_EVIDENCE {
        return None;
    }
    let items = campaigns.into_iter().map(|(name, (visits, last))| Item::of_window(name, visits, last));
    let items = items.collect::<Vec<_>>();
    Some(
        AUDIT
            .finding()
            .in_state(site.state(seen))
            .count("visits", visits)
            .count("count", items.len() as u64)
            .items("campaigns", items),
    )
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, keyword};
    use super::*;

    fn found(host: &str, visits: u64) -> bool {
        let mut fixture = Fixture::default();
        fixture.meta.urls = vec!["https://www.a.example.fr".into(), "https://alias.example.fr/x".into()];
        fixture.facts.keywords = vec![keyword("bandeau", host, visits)];
        check(&fixture.site()).is_some()
    }

    #[test]
    fn a_brand_that_is_a_paid_keyword_is_no_internal_link() {
        let mut fixture = Fixture::default();
        fixture.facts.keywords =
            vec![keyword("marque", "site.example.fr", 40), keyword("bandeau", "site.example.fr", 12)];
        let visits = |fixture: &Fixture| {
            let finding = check(&fixture.site());
            finding.and_then(|finding| finding.data.into_iter().find(|(name, _)| *name == "visits"))
        };
        assert_eq!(visits(&fixture), Some(("visits", crate::model::Datum::Count(52))));
        fixture.facts.paid.insert("marque".into());
        assert_eq!(visits(&fixture), Some(("visits", crate::model::Datum::Count(12))));
    }

    #[test]
    fn the_own_host_and_its_aliases_count_and_no_other() {
        assert!(found("a.example.fr", 10));
        assert!(found("www.A.example.fr", 10));
        assert!(found("alias.example.fr", 10));
        assert!(!found("b.a.example.fr", 10));
        assert!(!found("mail.google.com", 10));
        assert!(!found("a.example.fr", 9));
        assert!(check(&Fixture::default().site()).is_none());
    }
}
