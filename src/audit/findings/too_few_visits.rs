//! The last period has too few visits for a verdict.

use super::{Audit, Site};
use crate::model::{Finding, Severity};

pub const AUDIT: Audit = Audit { id: "too-few-visits", severity: Severity::Notice, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    let last = site.last()?;
    (site.visits() > 0 && last.visits < site.limits.min_visits)
        .then(|| AUDIT.finding().count("visits", last.visits).count("minimum", site.limits.min_visits))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, period};
    use super::*;

    #[test]
    fn present_below_the_minimum_only() {
        let found = |rows: Vec<_>| check(&Fixture::periods(rows).site()).is_some();
        assert!(found(vec![period(99, 1)]));
        assert!(!found(vec![period(100, 1)]));
        assert!(!found(vec![period(0, 0)]), "that is no-visits");
        assert!(found(vec![period(500, 1), period(0, 0)]));
        assert!(!found(vec![]));
    }
}
