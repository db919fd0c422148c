//! Links whose review has come and about which nothing was decided.

use super::{Audit, Site};
use crate::model::{Finding, Severity};

pub const AUDIT: Audit = Audit { id: "link-review-due", severity: Severity::Notice, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    let links = site.named_links(|link| link.due)?;
    let count = site.links.iter().filter(|link| link.due).count() as u64;
    Some(AUDIT.finding().count("count", count).with("links", links))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, link};
    use super::*;
    use crate::model::{LinkRow, LinkState};

    #[test]
    fn a_link_that_is_due_is_named() {
        let with = |due| {
            let links = vec![LinkRow { due, ..link("k7mq2d", LinkState::Stop) }];
            check(&Fixture { links, ..Fixture::default() }.site()).is_some()
        };
        assert!(with(true) && !with(false));
    }
}
