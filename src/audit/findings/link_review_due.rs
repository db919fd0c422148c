//! Links whose review has come and about which nothing was decided.

use super::{Audit, Site};
use crate::model::{Finding, Severity};

pub const AUDIT: Audit = Audit { id: "link-review-due", severity: Severity::Notice, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    let due = |link: &&crate::model::LinkRow| link.is_due(site.meta.today);
    let links = site.named_links(due)?;
    let count = site.links.iter().filter(due).count() as u64;
    Some(AUDIT.finding().count("count", count).with("links", links))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::testing::{Fixture, link};
    use super::*;
    use crate::ledger::Decision;
    use crate::model::{LinkRow, LinkState};

    #[test]
    fn due_from_its_day_on_until_something_is_decided() {
        let on = |day, decision, decided| {
            let row = LinkRow { decision, decided, ..link("k7mq2d", LinkState::Stop) };
            let mut fixture = Fixture { links: vec![row], ..Fixture::default() };
            fixture.meta.today = date(2026, 11, day);
            check(&fixture.site()).is_some()
        };
        assert!(!on(19, None, None) && on(20, None, None));
        let decided = Some(Decision::Stop);
        assert!(!on(20, decided, Some(date(2026, 11, 20))));
        // What was decided before it was shared anew is no answer.
        assert!(on(20, decided, Some(date(2026, 11, 1))));
    }
}
