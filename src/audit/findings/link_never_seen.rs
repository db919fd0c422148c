//! A link that nobody ever opened: its tags or its QR code may be broken.

use super::{Audit, Site};
use crate::ledger::Status;
use crate::model::{Finding, LinkState, Severity};

pub const AUDIT: Audit = Audit { id: "link-never-seen", severity: Severity::Warning, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    let unseen = site.links.iter().filter(|link| link.status == Status::Active);
    let unseen: Vec<_> = unseen.filter(|link| link.state == LinkState::NeverSeen).collect();
    let days = unseen.iter().filter_map(|link| link.age).max()?;
    let links = site.named_links(|link| unseen.iter().any(|unseen| unseen.id == link.id))?;
    Some(AUDIT.finding().count("count", unseen.len() as u64).count("days", days).with("links", links))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, link};
    use super::*;

    #[test]
    fn an_active_link_without_a_visit_is_found() {
        let with = |state, status| {
            let links = vec![crate::model::LinkRow { status, ..link("k7mq2d", state) }];
            check(&Fixture { links, ..Fixture::default() }.site()).is_some()
        };
        assert!(with(LinkState::NeverSeen, Status::Active));
        assert!(!with(LinkState::NeverSeen, Status::Retired));
        assert!(!with(LinkState::NotMeasurable, Status::Active) && !with(LinkState::Stop, Status::Active));
    }
}
