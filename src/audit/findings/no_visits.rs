//! The whole window is empty.

use super::{Audit, Site};
use crate::model::{Finding, Severity};

pub struct NoVisits;

impl Audit for NoVisits {
    fn id(&self) -> &'static str {
        "no-visits"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, site: &Site<'_>) -> Option<Finding> {
        (site.visits() == 0).then(|| self.finding().count("periods", site.periods.len() as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, period};
    use super::*;

    #[test]
    fn present_without_a_single_visit() {
        assert!(NoVisits.check(&Fixture::periods([period(0, 0), period(0, 0)]).site()).is_some());
        assert!(NoVisits.check(&Fixture::periods([period(1, 0), period(0, 0)]).site()).is_none());
    }
}
