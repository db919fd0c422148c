//! When something was seen, and what that says of the last period.

use crate::model::{PeriodRow, Seen, State};
use crate::period::{Period, Window};

/// Probability that a thing which goes on as before shows nothing in the last period, above which
/// it may go on: only below it, it is called mended.
const MENDED_P: f64 = 0.05;

/// The window of a site, and whether its last period can say that something is gone.
#[derive(Debug, Clone, Copy)]
pub struct Times<'a> {
    window: &'a Window,
    told: bool,
}

impl<'a> Times<'a> {
    /// What was not delivered, or is masked, is not gone.
    pub fn new(window: &'a Window, periods: &[PeriodRow]) -> Self {
        Self { window, told: periods.last().is_some_and(|last| last.complete && last.measurable) }
    }

    /// The last period, as an index of the window.
    pub fn last(&self) -> u64 {
        self.window.periods.len().saturating_sub(1) as u64
    }

    fn period(&self, at: u64) -> Option<Period> {
        self.window.periods.get(usize::try_from(at).ok()?).copied()
    }

    pub fn state(&self, seen: Option<Seen>) -> State {
        let ongoing = |seen: Seen| State::Ongoing { since: self.period(seen.first) };
        match seen {
            None => State::Ongoing { since: None },
            Some(seen) if seen.latest < self.last() && self.told => {
                self.period(seen.latest + 1).map_or(ongoing(seen), |since| State::Fading { since })
            }
            Some(seen) if seen.first > 0 && seen.first == self.last() => State::New,
            Some(seen) => ongoing(seen),
        }
    }

    /// Whether it was seen up to the period before the last, and not since.
    pub fn is_just_gone(&self, seen: Seen) -> bool {
        self.told && seen.latest + 1 == self.last()
    }
}

/// Whether `visits` without a single one that counts are beyond chance, where `part` of `whole`
/// earlier ones did.
pub fn is_mended(part: u64, whole: u64, visits: u64) -> bool {
    let none = (1.0 - part as f64 / whole.max(1) as f64).max(0.0);
    part > 0 && visits > 0 && none.powf(visits as f64) < MENDED_P
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::period::Unit;

    fn window(weeks: i8) -> Window {
        let week = |at: i8| Period { from: date(2026, 9, at), to: date(2026, 9, at) };
        Window { unit: Unit::Week, periods: (1..=weeks).map(week).collect() }
    }

    fn state(first: u64, latest: u64) -> State {
        let window = window(4);
        Times { window: &window, told: true }.state(Some(Seen::new(first, latest)))
    }

    #[test]
    fn new_ongoing_and_fading_follow_from_the_periods() {
        let period = |at: usize| window(4).periods[at];
        assert_eq!(state(3, 3), State::New);
        assert_eq!(state(1, 3), State::Ongoing { since: Some(period(1)) });
        assert_eq!(state(0, 2), State::Fading { since: period(3) });
        assert_eq!(state(0, 0), State::Fading { since: period(1) });
    }

    #[test]
    fn a_period_that_tells_nothing_ends_nothing() {
        let window = window(4);
        let times = Times { window: &window, told: false };
        assert_eq!(times.state(Some(Seen::new(0, 2))), State::Ongoing { since: Some(window.periods[0]) });
        assert!(!times.is_just_gone(Seen::new(0, 2)));
    }

    #[test]
    fn in_a_window_of_one_period_nothing_is_new() {
        let window = window(1);
        let times = Times { window: &window, told: true };
        assert_eq!(times.state(Some(Seen::new(0, 0))), State::Ongoing { since: Some(window.periods[0]) });
    }

    #[test]
    fn a_lull_is_not_mended() {
        // One visit in ten was untagged: none of 12 happens in 28 % of weeks, none of 29 in 4.7 %.
        assert!(!is_mended(10, 100, 12));
        assert!(!is_mended(10, 100, 28));
        assert!(is_mended(10, 100, 29));
        assert!(!is_mended(0, 100, 50), "nothing was to be mended");
        assert!(!is_mended(10, 10, 0), "nothing was seen at all");
        assert!(is_mended(10, 10, 1));
    }
}
