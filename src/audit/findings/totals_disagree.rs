//! The channel types do not add up to the visits of the period.

use super::{Audit, Site};
use crate::model::{Datum, Finding, Severity};

/// Part of a period's visits that may differ: the two reports are archived one
/// after the other.
const TOLERANCE: f64 = 0.01;
/// Visits that must differ: of a small site, one visit is more than that part.
const MIN_VISITS: u64 = 5;

pub const AUDIT: Audit = Audit { id: "totals-disagree", severity: Severity::Warning, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    let differences = site.periods.iter().filter(|row| row.complete).map(|row| {
        let over = site.disagreements.iter().find(|(period, ..)| *period == row.period);
        let (summary, types) = match over {
            Some((_, summary, types)) => (*summary, *types),
            None => (row.visits, row.visits - row.unknown.uncounted),
        };
        (row, summary, types)
    });
    let off = |summary: u64, types: u64| summary.abs_diff(types);
    let wrong: Vec<_> = differences
        .filter(|(_, summary, types)| {
            let off = off(*summary, *types);
            off >= MIN_VISITS && off as f64 > TOLERANCE * (*summary).max(1) as f64
        })
        .collect();
    let (row, summary, types) = wrong.iter().max_by_key(|(_, summary, types)| off(*summary, *types))?;
    let finding = AUDIT
        .finding()
        .in_state(site.state(site.seen_in(|row| wrong.iter().any(|(wrong, ..)| wrong.period == row.period))))
        .count("periods", wrong.len() as u64)
        .count("summary", *summary)
        .count("types", *types)
        .with("period", Datum::Period(site.unit, row.period));
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, period};
    use super::*;

    #[test]
    fn present_in_both_directions_beyond_the_tolerance() {
        let mut fixture = Fixture::periods([period(1000, 100)]);
        assert!(check(&fixture.site()).is_none());
        fixture.periods[0].unknown.uncounted = 10;
        assert!(check(&fixture.site()).is_none(), "within the tolerance");
        fixture.periods[0].unknown.uncounted = 11;
        assert!(check(&fixture.site()).is_some());
        fixture.periods[0].unknown.uncounted = 0;
        fixture.disagreements = vec![(fixture.periods[0].period, 900, 1000)];
        assert!(check(&fixture.site()).is_some());
        assert!(check(&Fixture::default().site()).is_none());
    }

    #[test]
    fn a_few_visits_of_a_small_site_are_no_disagreement() {
        let found = |summary, types| {
            let mut fixture = Fixture::periods([period(58, 20)]);
            fixture.disagreements = vec![(fixture.periods[0].period, summary, types)];
            check(&fixture.site()).is_some()
        };
        assert!(!found(58, 57));
        assert!(!found(58, 62));
        assert!(found(58, 53));
        assert!(found(58, 63));
    }
}
