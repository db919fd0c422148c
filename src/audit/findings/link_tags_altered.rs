//! Visits of a link that came with other tags than those of the ledger: someone typed them anew.

use super::{Audit, Site};
use crate::model::{Altered, Datum, Finding, LinkName, Severity};

pub const AUDIT: Audit = Audit { id: "link-tags-altered", severity: Severity::Warning, check };

/// Visits below which it is one person who tried something.
pub const FEW: u64 = 3;

fn check(site: &Site<'_>) -> Option<Finding> {
    let altered = &site.ledger?.altered;
    let altered: Vec<&Altered> = altered.iter().filter(|altered| altered.visits >= FEW).collect();
    let visits: u64 = altered.iter().map(|altered| altered.visits).sum();
    let is_one = |link: &LinkName| altered.iter().any(|altered| altered.ids.contains(&link.id));
    let Datum::Links(mut links) = site.named_links(|_| true)? else { return None };
    links.retain(is_one);
    let state = || site.state(altered.iter().map(|altered| altered.seen));
    (visits > 0)
        .then(|| AUDIT.finding().in_state(state()).count("visits", visits).with("links", Datum::Links(links)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, link};
    use super::*;
    use crate::model::{LedgerReport, LinkState, Seen};

    #[test]
    fn a_few_visits_are_one_person() {
        let with = |visits| {
            let altered = vec![Altered {
                ids: vec!["k7mq2d".to_owned()],
                visits,
                last_visits: 0,
                seen: Seen::default(),
            }];
            let ledger = Some(LedgerReport { altered, ..LedgerReport::default() });
            let links = vec![link("k7mq2d", LinkState::Continue), link("other", LinkState::Continue)];
            check(&Fixture { links, ledger, ..Fixture::default() }.site())
        };
        assert!(with(2).is_none());
        let Some(Datum::Links(links)) = with(3).map(|finding| finding.data[1].1.clone()) else { panic!() };
        assert_eq!(links.len(), 1);
    }
}
