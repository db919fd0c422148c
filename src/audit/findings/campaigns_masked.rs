//! Matomo hides campaign names by policy: what depends on them cannot be measured.

use super::{Audit, MIN_EVIDENCE, Site};
use crate::model::{Finding, Severity};

pub const AUDIT: Audit = Audit { id: "campaigns-masked", severity: Severity::Warning, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    let masked = site.periods.iter().map(|row| row.masked).sum::<u64>();
    let campaigns = site.periods.iter().map(|row| row.by_type.campaign).sum::<u64>().max(masked);
    let finding = || {
        AUDIT
            .finding()
            .in_state(site.state(site.seen_in(|row| row.masked > 0)))
            .count("masked", masked)
            .count("campaigns", campaigns)
    };
    (masked >= MIN_EVIDENCE).then(|| finding().share("share", masked as f64 / campaigns as f64))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, period};
    use super::*;

    #[test]
    fn present_when_more_than_a_handful_are_masked() {
        let mut fixture = Fixture::periods([period(100, 10)]);
        assert!(check(&fixture.site()).is_none());
        fixture.periods[0].masked = MIN_EVIDENCE - 1;
        assert!(check(&fixture.site()).is_none());
        fixture.periods[0].masked = MIN_EVIDENCE;
        assert!(check(&fixture.site()).is_some());
        assert!(check(&Fixture::default().site()).is_none());
    }
}
