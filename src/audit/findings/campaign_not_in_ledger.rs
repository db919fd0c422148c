//! Campaigns that were measured and are in no ledger: a link that was made by hand.

use super::{Audit, MIN_EVIDENCE, Site};
use crate::model::{Finding, Item, Severity, Unlisted};

pub const AUDIT: Audit = Audit { id: "campaign-not-in-ledger", severity: Severity::Warning, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    let unlisted: Vec<&Unlisted> =
        site.ledger?.unlisted.iter().filter(|unlisted| unlisted.visits >= MIN_EVIDENCE).collect();
    let visits: u64 = unlisted.iter().map(|unlisted| unlisted.visits).sum();
    let items = unlisted.iter().map(|unlisted| Item {
        label: unlisted.name.clone(),
        visits: unlisted.visits,
        last_visits: Some(unlisted.last_visits),
    });
    let state = || site.state(unlisted.iter().map(|unlisted| unlisted.seen));
    (visits > 0).then(|| {
        let count = unlisted.len() as u64;
        let finding = AUDIT.finding().in_state(state()).count("visits", visits).count("count", count);
        finding.items("campaigns", items.collect())
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::Fixture;
    use super::*;
    use crate::model::{LedgerReport, Seen};

    #[test]
    fn ten_visits_are_evidence() {
        let with = |visits| {
            let one = Unlisted {
                name: "petit-dejeuner".into(),
                is_id: false,
                source: None,
                medium: None,
                visits,
                last_visits: 0,
                seen: Seen::default(),
            };
            let ledger = Some(LedgerReport { unlisted: vec![one], ..LedgerReport::default() });
            check(&Fixture { ledger, ..Fixture::default() }.site()).is_some()
        };
        assert!(!with(9) && with(10));
    }
}
