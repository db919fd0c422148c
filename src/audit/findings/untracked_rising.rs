//! The untracked share rose: at once, by a step or slowly. What the movement of
//! the site says, when there is something to look for.

use super::{Audit, Site};
use crate::audit::movement::counted;
use crate::audit::series::Counted;
use crate::model::{Datum, Finding, Movement, MovementKind, PeriodRow, Severity, State};
use crate::stats::median;

/// Smallest rise that is worth looking for its cause, as a fraction.
const MIN_DIFFERENCE: f64 = 0.05;
/// How many standard deviations of a count (Poisson) the untracked visits
/// themselves must be above their usual number: after a large mailing, the share
/// rises because tagged visits fall, and nothing is shared without a tag.
const MIN_MORE: f64 = 2.0;

pub const AUDIT: Audit = Audit { id: "untracked-rising", severity: Severity::Warning, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    let movement = site.movement.filter(Movement::is_rise)?;
    let (before, since) = site.periods.split_at_checked(beginning(&movement, site))?;
    if movement.difference() < MIN_DIFFERENCE || !is_more(&seen(before), &seen(since)) {
        return None;
    }
    // A trend has no beginning: all that is before the last period leads up to it.
    let (last, earlier) = site.periods.split_last()?;
    let before = seen(if movement.kind == MovementKind::Trend { earlier } else { before });
    let finding = AUDIT
        .finding()
        .in_state(state(&movement, site))
        .label("kind", movement.kind.id())
        .share("share", movement.to)
        .count("visits", counted(last)?.visits)
        .share("share_before", movement.from)
        .count("visits_before", Counted::sum(&before).visits)
        .count("periods_before", before.len() as u64)
        .count("periods", movement.periods as u64)
        .with("difference", Datum::Points(movement.difference()))
        .with("p_value", Datum::Probability(movement.p_value))
        .with("since", Datum::Period(site.unit, site.periods.get(movement.since)?.period))
        .with("period", Datum::Period(site.unit, last.period));
    Some(finding)
}

fn state(movement: &Movement, site: &Site<'_>) -> State {
    match movement.kind {
        MovementKind::Jump => State::New,
        _ => State::Ongoing { since: site.periods.get(movement.since).map(|row| row.period) },
    }
}

/// The first period that is compared with those before it: a trend has its
/// later half for that.
fn beginning(movement: &Movement, site: &Site<'_>) -> usize {
    match movement.kind {
        MovementKind::Trend => site.periods.len() / 2,
        _ => movement.since,
    }
}

fn seen(rows: &[PeriodRow]) -> Vec<Counted> {
    rows.iter().filter_map(counted).collect()
}

/// Whether there are more untracked visits per period than usual.
fn is_more(before: &[Counted], since: &[Counted]) -> bool {
    let usual = median(&before.iter().map(|row| row.part as f64).collect::<Vec<_>>());
    let periods = since.len().max(1) as f64;
    let now = Counted::sum(since).part as f64 / periods;
    usual.is_some_and(|usual| now > usual + MIN_MORE * (usual / periods).sqrt())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, period};
    use super::*;

    fn rise(shares: &[u64], visits: u64) -> Option<Finding> {
        let rows = shares.iter().map(|percent| period(visits, visits * percent / 100));
        check(&Fixture::periods(rows).site())
    }

    fn rises(shares: &[u64], visits: u64) -> bool {
        rise(shares, visits).is_some()
    }

    #[test]
    fn a_clear_rise_is_told_and_the_usual_ups_and_downs_are_not() {
        assert!(rises(&[40, 42, 41, 40, 42, 41, 40, 55], 400));
        assert!(!rises(&[40, 42, 41, 40, 42, 41, 40, 44], 400));
        assert!(!rises(&[55, 42, 56, 40, 54, 41, 40, 55], 400), "it was as high three times");
        assert!(!rises(&[55, 55, 54, 56, 55, 54, 55, 40], 400), "it falls");
    }

    #[test]
    fn a_rise_is_told_as_long_as_the_share_stays_up() {
        let kind = |shares: &[u64]| rise(shares, 600).map(|finding| finding.data[0].1.clone());
        let is = |kind: &str| Some(Datum::Label(kind.into()));
        let weeks = [40, 42, 41, 40, 39, 42, 41, 54, 53, 55, 54, 53];
        assert_eq!(kind(&weeks[..8]), is("jump"));
        for last in 9..=12 {
            assert_eq!(kind(&weeks[..last]), is("step"), "week {last}");
        }
        assert_eq!(kind(&[29, 30, 30, 32, 32, 33, 35, 34, 36, 36, 38, 38]), is("trend"));
    }

    #[test]
    fn silent_when_tagged_visits_fall_and_untracked_ones_stay() {
        let mut rows = vec![period(800, 200); 9];
        rows.push(period(500, 200));
        let fixture = Fixture::periods(rows);
        assert!(fixture.site().movement.is_some_and(|movement| movement.is_rise()), "the share rose");
        assert!(check(&fixture.site()).is_none());
    }

    #[test]
    fn silent_when_a_policy_begins_to_hide_names() {
        let mut rows = vec![period(600, 240); 9];
        let mut last = period(600, 360);
        last.masked = 120;
        rows.push(last);
        assert!(check(&Fixture::periods(rows).site()).is_none());
    }

    #[test]
    fn silent_on_small_numbers_short_windows_and_small_differences() {
        assert!(!rises(&[40, 42, 41, 40, 42, 41, 40, 60], 50));
        assert!(!rises(&[40, 60], 400));
        assert!(!rises(&[40, 40, 40, 40, 40, 40, 40, 44], 100_000));
        assert!(!rises(&[0, 0, 0], 0));
        assert!(check(&Fixture::default().site()).is_none());
    }
}
