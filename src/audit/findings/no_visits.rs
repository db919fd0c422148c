//! The whole window is empty.

use super::{Audit, Site};
use crate::model::{Finding, Severity};

pub const AUDIT: Audit = Audit { id: "no-visits", severity: Severity::Warning, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    (site.visits() == 0).then(|| AUDIT.finding().count("periods", site.periods.len() as u64))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, period};
    use super::*;

    #[test]
    fn present_without_a_single_visit() {
        assert!(check(&Fixture::periods([period(0, 0), period(0, 0)]).site()).is_some());
        assert!(check(&Fixture::periods([period(1, 0), period(0, 0)]).site()).is_none());
    }
}
