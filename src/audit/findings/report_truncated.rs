//! A report ends in "Others": labels beyond Matomo's limit of rows are not told.

use super::{Audit, Site};
use crate::audit::facts::TruncatedFacts;
use crate::model::{Finding, Item, Severity};

pub const AUDIT: Audit = Audit { id: "report-truncated", severity: Severity::Notice, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    let reports: Vec<_> = site
        .facts
        .truncated
        .iter()
        .map(|row| Item::of_window(&row.report, row.visits, row.last_visits))
        .collect();
    let visits = reports.iter().map(|report| report.visits).sum();
    let state = || site.state(site.facts.truncated.iter().map(TruncatedFacts::seen));
    (!reports.is_empty())
        .then(|| AUDIT.finding().in_state(state()).count("visits", visits).items("reports", reports))
}

#[cfg(test)]
mod tests {
    use super::super::testing::Fixture;
    use super::*;

    #[test]
    fn present_when_a_report_has_such_a_row() {
        let mut fixture = Fixture::default();
        assert!(check(&fixture.site()).is_none());
        fixture.facts.truncated =
            vec![TruncatedFacts { report: "Referrers.getWebsites".into(), visits: 8, ..Default::default() }];
        assert!(check(&fixture.site()).is_some());
    }
}
