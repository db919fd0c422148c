//! Direct jumps while search falls: the site may have stopped telling Matomo
//! where visits come from.

use std::collections::HashMap;

use super::{Audit, Site};
use crate::audit::stats::two_proportions;
use crate::report::{Datum, Finding, Item, PeriodRow, Severity};

/// Probability of each of the two moves by chance: both must be beyond doubt,
/// since the finding sends a developer looking.
const MAX_P: f64 = 0.001;
/// Smallest part of the usual search visits per period that must be missing.
const MIN_LOSS: f64 = 0.25;
/// Part of the missing search visits that must have turned up as Direct, for
/// the one to explain the other.
const MIN_TRANSFER: f64 = 0.5;
const MIN_PERIODS: usize = 3;

pub struct SiteBugSuspected;

impl Audit for SiteBugSuspected {
    fn id(&self) -> &'static str {
        "site-bug-suspected"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, site: &Site<'_>) -> Option<Finding> {
        let last = site.last()?;
        let before: Vec<_> = site.before().into_iter().filter(|row| row.visits > 0).collect();
        if before.len() < MIN_PERIODS || last.visits < site.limits.min_visits {
            return None;
        }
        let sum = |visits: fn(&PeriodRow) -> u64| before.iter().map(|row| visits(row)).sum::<u64>();
        let (all, direct, search) =
            (sum(|row| row.visits), sum(|row| row.direct), sum(|row| row.by_type.search));
        let up = two_proportions(last.direct, last.visits, direct, all)?;
        let down = two_proportions(last.by_type.search, last.visits, search, all)?;
        if up.difference <= 0.0 || down.difference >= 0.0 || up.p_value.max(down.p_value) > MAX_P {
            return None;
        }
        let usual = |visits: u64| visits as f64 / before.len() as f64;
        let lost = usual(search) - last.by_type.search as f64;
        let gained = last.direct as f64 - usual(direct);
        if lost < MIN_LOSS * usual(search) || gained < MIN_TRANSFER * lost {
            return None;
        }
        let finding = self
            .finding()
            .count("direct", last.direct)
            .count("direct_usual", usual(direct).round() as u64)
            .count("search", last.by_type.search)
            .count("search_usual", usual(search).round() as u64)
            .items("pages", grown_pages(site))
            .with("period", Datum::Period(site.unit, last.period));
        Some(finding)
    }
}

/// Entry pages of direct visits with more visits than in the period before.
fn grown_pages(site: &Site<'_>) -> Vec<Item> {
    let mut before: HashMap<&str, u64> = HashMap::new();
    for entry in &site.facts.direct_entries_before {
        *before.entry(&entry.path).or_default() += entry.visits;
    }
    let mut now: HashMap<&str, u64> = HashMap::new();
    for entry in site.facts.direct_entries.iter().filter(|entry| !entry.summary) {
        *now.entry(&entry.path).or_default() += entry.visits;
    }
    // Without the period before, every page would seem to have grown.
    let grown = now.into_iter().filter(|_| !before.is_empty()).filter_map(|(path, visits)| {
        let more = visits.checked_sub(before.get(path).copied().unwrap_or(0))?;
        (more > 0).then(|| Item::new(path, more))
    });
    grown.collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, entry, period};
    use super::*;
    use crate::report::ByType;

    fn row(visits: u64, direct: u64, search: u64) -> PeriodRow {
        let mut row = period(visits, direct);
        row.by_type = ByType { direct, search, website: visits - direct - search, ..ByType::default() };
        row
    }

    fn fixture(last: PeriodRow) -> Fixture {
        Fixture::periods([row(1000, 300, 400), row(1010, 310, 390), row(990, 290, 400), last])
    }

    fn found(last: PeriodRow) -> Option<Finding> {
        SiteBugSuspected.check(&fixture(last).site())
    }

    #[test]
    fn present_when_search_turns_into_direct() {
        assert!(found(row(1000, 600, 100)).is_some());
        let mut fixture = fixture(row(1000, 600, 100));
        fixture.facts.direct_entries = vec![entry("/a", 300), entry("/b", 50)];
        fixture.facts.direct_entries_before = vec![entry("/a", 20), entry("/b", 60)];
        let finding = SiteBugSuspected.check(&fixture.site()).unwrap();
        assert!(finding.data.contains(&("pages", Datum::Items(vec![Item::new("/a", 280)]))));
    }

    #[test]
    fn absent_when_one_does_not_explain_the_other() {
        assert!(found(row(1000, 305, 395)).is_none(), "nothing moved");
        assert!(found(row(1400, 700, 400)).is_none(), "direct grew, search is what it was");
        assert!(found(row(700, 300, 100)).is_none(), "search fell, direct is what it was");
        assert!(found(row(50, 45, 2)).is_none(), "too few");
        assert!(SiteBugSuspected.check(&Fixture::default().site()).is_none());
    }
}
