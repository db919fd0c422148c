//! The last period has too few visits for a verdict.

use super::{Audit, Site};
use crate::model::{Finding, Severity};

pub const AUDIT: Audit = Audit { id: "too-few-visits", severity: Severity::Notice, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    let last = site.last()?;
    let minimum = site.limits.min_visits;
    let state = || site.lasting(|row| row.complete && row.visits < minimum);
    (site.visits() > 0 && last.visits < minimum)
        .then(|| AUDIT.finding().in_state(state()).count("visits", last.visits).count("minimum", minimum))
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
