//! The untracked share of the last period is above that of the window before.

use super::{Audit, Site};
use crate::audit::stats::{median, two_proportions};
use crate::report::{Datum, Finding, Severity};

/// Probability of such a difference by chance, below which it is told. One in
/// a hundred: a weekly audit would else cry wolf twice a year (p < 0.05).
const MAX_P: f64 = 0.01;
/// Smallest difference that is worth a sentence, as a fraction: with many
/// visits, differences that change nothing become significant too.
const MIN_DIFFERENCE: f64 = 0.05;
/// Periods that a usual share is taken from.
const MIN_PERIODS: usize = 3;
/// How many standard deviations of a count (Poisson) the untracked visits
/// themselves must be above their usual number: after a large mailing, the share
/// rises because tagged visits fall, and nothing is shared without a tag.
const MIN_MORE: f64 = 2.0;
/// Earlier periods that may have been as high: weeks differ by more than
/// chance, so a share that was reached twice before is not a rise.
const MAX_AS_HIGH: usize = 1;

pub struct UntrackedRising;

impl Audit for UntrackedRising {
    fn id(&self) -> &'static str {
        "untracked-rising"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, site: &Site<'_>) -> Option<Finding> {
        let last = site.last()?;
        let before = site.before();
        let before: Vec<_> = before.iter().filter_map(|row| row.comparable()).collect();
        let visits: u64 = before.iter().map(|(_, visits)| visits).sum();
        let untracked: u64 = before.iter().map(|(untracked, _)| untracked).sum();
        let (last_untracked, last_visits) = last.comparable()?;
        if before.len() < MIN_PERIODS || last_visits.min(visits) < site.limits.min_visits {
            return None;
        }
        let share = |untracked: u64, visits: u64| untracked as f64 / visits as f64;
        let last_share = share(last_untracked, last_visits);
        let as_high = before.iter().filter(|(part, all)| share(*part, *all) >= last_share).count();
        let test = two_proportions(last_untracked, last_visits, untracked, visits)?;
        let usual = median(&before.iter().map(|(untracked, _)| *untracked as f64).collect::<Vec<_>>())?;
        let more = last_untracked as f64 > usual + MIN_MORE * usual.sqrt();
        if !more || as_high > MAX_AS_HIGH || test.difference < MIN_DIFFERENCE || test.p_value > MAX_P {
            return None;
        }
        let finding = self
            .finding()
            .share("share", last_share)
            .count("visits", last_visits)
            .share("share_before", share(untracked, visits))
            .count("visits_before", visits)
            .count("periods_before", before.len() as u64)
            .with("difference", Datum::Points(test.difference))
            .with("p_value", Datum::Probability(test.p_value))
            .with("period", Datum::Period(site.unit, last.period));
        Some(finding)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, period};
    use super::*;

    fn rises(shares: &[u64], visits: u64) -> bool {
        let rows = shares.iter().map(|percent| period(visits, visits * percent / 100));
        UntrackedRising.check(&Fixture::periods(rows).site()).is_some()
    }

    #[test]
    fn a_clear_rise_is_told_and_the_usual_ups_and_downs_are_not() {
        assert!(rises(&[40, 42, 41, 40, 55], 400));
        assert!(!rises(&[40, 42, 41, 40, 44], 400));
        assert!(!rises(&[55, 42, 56, 40, 55], 400), "it was as high twice");
        assert!(!rises(&[55, 55, 55, 40], 400), "it falls");
    }

    #[test]
    fn silent_when_tagged_visits_fall_and_untracked_ones_stay() {
        let weeks = [(500, 200), (800, 201), (505, 199), (790, 200), (495, 202)];
        let rows = weeks.map(|(visits, untracked)| period(visits, untracked));
        assert!(UntrackedRising.check(&Fixture::periods(rows).site()).is_none());
    }

    #[test]
    fn silent_on_small_numbers_short_windows_and_small_differences() {
        assert!(!rises(&[40, 42, 41, 40, 60], 50));
        assert!(!rises(&[40, 60], 400));
        assert!(!rises(&[40, 40, 40, 40, 43], 100_000));
        assert!(!rises(&[0, 0, 0], 0));
        assert!(UntrackedRising.check(&Fixture::default().site()).is_none());
    }
}
