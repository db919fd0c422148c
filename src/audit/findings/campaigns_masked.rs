//! Matomo hides campaign names by policy: what depends on them cannot be measured.

use super::{Audit, Site};
use crate::report::{Finding, Severity};

pub struct CampaignsMasked;

impl Audit for CampaignsMasked {
    fn id(&self) -> &'static str {
        "campaigns-masked"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, site: &Site<'_>) -> Option<Finding> {
        let masked = site.periods.iter().map(|row| row.masked).sum();
        let campaigns = site.periods.iter().map(|row| row.by_type.campaign).sum();
        (masked > 0).then(|| self.finding().count("masked", masked).count("campaigns", campaigns))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, period};
    use super::*;

    #[test]
    fn present_with_the_first_masked_visit() {
        let mut fixture = Fixture::periods([period(100, 10)]);
        assert!(CampaignsMasked.check(&fixture.site()).is_none());
        fixture.periods[0].masked = 1;
        assert!(CampaignsMasked.check(&fixture.site()).is_some());
        assert!(CampaignsMasked.check(&Fixture::default().site()).is_none());
    }
}
