//! Visits with the tags of links that carry an id, and without it: the address was cut or typed.

use super::link_tags_altered::FEW;
use super::{Audit, Site};
use crate::model::{Finding, IdLost, Item, Severity};

pub const AUDIT: Audit = Audit { id: "link-id-lost", severity: Severity::Notice, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    let lost: Vec<&IdLost> = site.ledger?.id_lost.iter().filter(|lost| lost.visits >= FEW).collect();
    let visits: u64 = lost.iter().map(|lost| lost.visits).sum();
    let items = lost.iter().map(|lost| Item {
        label: lost.campaign.clone(),
        visits: lost.visits,
        last_visits: Some(lost.last_visits),
    });
    let state = || site.state(lost.iter().map(|lost| lost.seen));
    (visits > 0).then(|| {
        AUDIT.finding().in_state(state()).count("visits", visits).items("campaigns", items.collect())
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::Fixture;
    use super::*;
    use crate::model::{LedgerReport, Seen};

    #[test]
    fn a_few_visits_are_one_person() {
        let with = |visits| {
            let lost = IdLost {
                campaign: "a".into(),
                source: None,
                medium: None,
                visits,
                last_visits: 0,
                seen: Seen::default(),
            };
            let ledger = Some(LedgerReport { id_lost: vec![lost], ..LedgerReport::default() });
            check(&Fixture { ledger, ..Fixture::default() }.site()).is_some()
        };
        assert!(!with(2) && with(3));
    }
}
