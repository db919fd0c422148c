//! Most of the last period's traffic names no action.

use super::{Audit, Site};
use crate::model::{Datum, Finding, Item, Severity, Verdict};

pub const AUDIT: Audit = Audit { id: "untracked-dominates", severity: Severity::Critical, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    let last = site.last().filter(|last| last.verdict == Verdict::RedFlag)?;
    // Masked names may hide tagged visits: only the others are told.
    let (untracked, _) = last.untracked_range();
    // What would change most: the channel whose untagged visits were seen, or
    // the deep pages that direct visits enter on.
    let channel =
        site.channels.iter().filter(|row| row.last_untagged > 0).max_by_key(|row| row.last_untagged);
    let deep = site.entry_pages.deep;
    let first = match channel {
        Some(row) if row.last_untagged >= deep => "channel",
        _ if deep > 0 => "pages",
        _ => "links",
    };
    let finding = AUDIT
        .finding()
        .count("untracked", untracked)
        .count("visits", last.visits)
        .share("share", untracked as f64 / last.visits as f64)
        .share("direct_share", last.direct_share?)
        .in_state(site.lasting(|row| row.verdict == Verdict::RedFlag))
        .share("limit", site.limits.red_flag)
        .label("first", first)
        .with(
            "channel",
            Datum::Channels(channel.into_iter().map(|row| Item::new(&row.id, row.last_untagged)).collect()),
        )
        .with("period", Datum::Period(site.unit, last.period));
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, period};
    use super::*;

    #[test]
    fn present_above_the_limit_and_absent_at_it_or_without_a_verdict() {
        let found = |row| check(&Fixture::periods([row]).site()).is_some();
        assert!(found(period(1000, 501)));
        assert!(!found(period(1000, 500)));
        assert!(!found(period(99, 99)));
        assert!(!found(period(0, 0)));
        assert!(check(&Fixture::default().site()).is_none());
    }
}
