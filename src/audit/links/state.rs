//! What to do with a link: one look, on the day of its review, against the target that was written when it was made.
//!
//! A look each week would call one ordinary link in six a success, as chance has as many tries as there are weeks.

use crate::ledger::{Status, Target, Unit};
use crate::model::{Because, Comparison, LinkState};
use crate::stats::{MIN_EXPECTED_COUNT, is_below};

/// Days after which a link without any visit is never seen: a message is read within days, what is printed or stands
/// in a signature waits for someone to pass.
const PATIENCE: i64 = 7;
const PATIENCE_OF_SLOW: i64 = 28;
const SLOW: [&str; 4] = ["qr", "print", "signature", "partner"];

/// Visits from which a low rate speaks against a link: below, one conversion more or less is a large part of it.
const MIN_VISITS: u64 = 30;

/// What was counted of a link since its publication.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    pub visits: u64,
    /// `None` without goals.
    pub converted: Option<u64>,
    /// Visits that may be the link's and could not be seen.
    pub hidden: u64,
    /// Whether it was shared on days that were not read.
    pub earlier: bool,
}

impl Counted {
    fn of(self, unit: Unit) -> Option<u64> {
        match unit {
            Unit::Visits => Some(self.visits),
            Unit::Conversions => self.converted,
        }
    }

    /// As if all that is hidden were the link's.
    fn with_hidden(self) -> Self {
        Self {
            visits: self.visits + self.hidden,
            converted: self.converted.map(|converted| converted + self.hidden),
            hidden: 0,
            ..self
        }
    }
}

/// The conversion rate of a link against the rest of its site, by Fisher's exact test, all links that are reviewed
/// taken together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    pub side: Comparison,
    /// Of the window.
    pub visits: u64,
    /// Conversions that as many visits of the rest of the site bring.
    pub expected: f64,
}

/// A link on the day on which it is judged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    pub status: Status,
    /// Days since its publication, and those of them of which visits were read; negative before.
    pub age: i64,
    pub read: i64,
    /// Whether its review has come.
    pub due: bool,
    pub slow: bool,
    pub target: Option<Target>,
    /// What was counted, or why nothing can be.
    pub counted: Result<Counted, Because>,
    pub rate: Option<Rate>,
}

pub fn is_slow(channel: Option<&str>) -> bool {
    channel.is_some_and(|channel| SLOW.contains(&channel))
}

/// What to do, and what speaks for it.
pub fn state(judged: &Judged) -> (LinkState, Because) {
    if judged.status == Status::Draft {
        return (LinkState::Draft, Because::Nothing);
    }
    let counted = match judged.counted {
        Ok(counted) => counted,
        Err(because) => return (LinkState::NotMeasurable, because),
    };
    let least = of_counts(judged, counted);
    // What was shared before the first day that was read may have brought all that it was to bring.
    let is_open =
        matches!(least, (LinkState::NeverSeen, _) | (LinkState::Stop | LinkState::Adjust, Because::Target));
    if counted.earlier && is_open {
        return (LinkState::NotMeasurable, Because::Earlier);
    }
    // What could not be seen may be the link's or not: a state stands where both give it.
    match counted.hidden > 0 && of_counts(judged, counted.with_hidden()) != least {
        true => (LinkState::NotMeasurable, Because::Hidden),
        false => least,
    }
}

fn of_counts(judged: &Judged, counted: Counted) -> (LinkState, Because) {
    let patience = if judged.slow { PATIENCE_OF_SLOW } else { PATIENCE };
    // What was not read yet cannot have been seen.
    if counted.visits == 0 && judged.age > patience && judged.read >= patience {
        return (LinkState::NeverSeen, Because::Nothing);
    }
    if is_reached(judged.target, counted) {
        return (LinkState::Continue, Because::Target);
    }
    if !judged.due {
        return (LinkState::TooEarly, Because::Nothing);
    }
    if judged.rate.is_some_and(|rate| rate.side == Comparison::Above) {
        return (LinkState::Continue, Because::Rate);
    }
    let missed = judged.target.and_then(|target| Some((counted.of(target.of)?, target.count)));
    if missed.is_some_and(|(count, target)| is_below(count, target)) {
        return (LinkState::Stop, Because::Target);
    }
    let is_poor = |rate: Rate| {
        rate.side == Comparison::Below && rate.visits >= MIN_VISITS && rate.expected >= MIN_EXPECTED_COUNT
    };
    if judged.rate.is_some_and(is_poor) {
        return (LinkState::Stop, Because::Rate);
    }
    match missed {
        Some(_) => (LinkState::Adjust, Because::Target),
        None => (LinkState::CannotTell, Because::Nothing),
    }
}

fn is_reached(target: Option<Target>, counted: Counted) -> bool {
    target.is_some_and(|target| counted.of(target.of).is_some_and(|count| count >= target.count))
}

/// Whether its rate decides: it is reviewed, and did not reach its target. These are compared together.
pub fn is_compared(judged: &Judged) -> bool {
    let told = |counted: Counted| {
        counted.hidden == 0 && counted.converted.is_some() && !is_reached(judged.target, counted)
    };
    judged.status == Status::Active && judged.due && judged.counted.is_ok_and(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: Judged = Judged {
        status: Status::Active,
        age: 20,
        read: 17,
        due: true,
        slow: false,
        target: Some(Target { count: 30, of: Unit::Visits }),
        counted: Ok(Counted { visits: 20, converted: Some(2), hidden: 0, earlier: false }),
        rate: None,
    };

    fn of(visits: u64) -> Judged {
        Judged { counted: Ok(Counted { visits, converted: Some(0), hidden: 0, earlier: false }), ..LINK }
    }

    fn told(judged: Judged) -> LinkState {
        state(&judged).0
    }

    #[test]
    fn a_target_decides_at_its_borders() {
        for (visits, expected) in
            [(31, LinkState::Continue), (30, LinkState::Continue), (29, LinkState::Adjust)]
        {
            assert_eq!(told(of(visits)), expected, "{visits}");
        }
        // Garwood's upper bound of 19 is 29.7, that of 20 is 30.9.
        assert_eq!((told(of(20)), told(of(19))), (LinkState::Adjust, LinkState::Stop));
        assert_eq!(state(&of(19)).1, Because::Target);
    }

    #[test]
    fn a_target_of_conversions_counts_converted_visits() {
        let target = Some(Target { count: 5, of: Unit::Conversions });
        let with = |converted| {
            let counted = Ok(Counted { visits: 34, converted, hidden: 0, earlier: false });
            told(Judged { target, counted, ..LINK })
        };
        assert_eq!(with(Some(5)), LinkState::Continue);
        assert_eq!(with(Some(4)), LinkState::Adjust);
        // The upper bound of none is 3.7, that of one is 5.6.
        assert_eq!((with(Some(0)), with(Some(1))), (LinkState::Stop, LinkState::Adjust));
        // Without goals the target says nothing.
        assert_eq!(with(None), LinkState::CannotTell);
    }

    #[test]
    fn before_its_review_only_a_reached_target_is_told() {
        let early = |visits| told(Judged { due: false, age: 5, read: 5, ..of(visits) });
        assert_eq!(
            (early(30), early(29), early(0)),
            (LinkState::Continue, LinkState::TooEarly, LinkState::TooEarly)
        );
    }

    #[test]
    fn nothing_is_never_seen_before_a_week_or_four() {
        let none = |age, slow| told(Judged { age, read: age, slow, due: false, ..of(0) });
        assert_eq!((none(7, false), none(8, false)), (LinkState::TooEarly, LinkState::NeverSeen));
        assert_eq!((none(28, true), none(29, true)), (LinkState::TooEarly, LinkState::NeverSeen));
        assert_eq!(told(Judged { age: 90, ..of(1) }), LinkState::Stop);
        // Of ten days, six were read.
        assert_eq!(told(Judged { age: 10, read: 6, due: false, ..of(0) }), LinkState::TooEarly);
    }

    #[test]
    fn a_rate_decides_where_the_target_was_missed() {
        let rate = |side, visits, expected| Some(Rate { side, visits, expected });
        let with = |rate, visits| state(&Judged { rate, ..of(visits) });
        let above = rate(Comparison::Above, 20, 2.0);
        assert_eq!(with(above, 19), (LinkState::Continue, Because::Rate));
        assert_eq!(with(rate(Comparison::CannotTell, 29, 9.0), 29).0, LinkState::Adjust);
        let below = |visits, expected| {
            told(Judged { target: None, rate: rate(Comparison::Below, visits, expected), ..of(visits) })
        };
        assert_eq!(
            (below(30, 5.0), below(29, 5.0), below(30, 4.9)),
            (LinkState::Stop, LinkState::CannotTell, LinkState::CannotTell)
        );
    }

    #[test]
    fn what_cannot_be_counted_is_never_dead() {
        let shared = Judged { counted: Err(Because::Shared), age: 400, ..LINK };
        assert_eq!(state(&shared), (LinkState::NotMeasurable, Because::Shared));
        let hidden = |visits, hidden| {
            state(&Judged {
                counted: Ok(Counted { visits, converted: Some(0), hidden, earlier: false }),
                age: 90,
                ..LINK
            })
        };
        assert_eq!(hidden(0, 1), (LinkState::NotMeasurable, Because::Hidden));
        assert_eq!(hidden(19, 1), (LinkState::NotMeasurable, Because::Hidden));
        // A few more would change nothing, nor would they where the target is reached.
        assert_eq!((hidden(10, 5).0, hidden(31, 99).0), (LinkState::Stop, LinkState::Continue));
    }

    #[test]
    fn what_was_shared_before_the_first_day_that_was_read_is_not_called_missed() {
        let of = |visits, rate| {
            let counted = Ok(Counted { visits, converted: Some(1), earlier: true, ..Counted::default() });
            state(&Judged { counted, rate, age: 400, ..LINK })
        };
        let open = (LinkState::NotMeasurable, Because::Earlier);
        assert_eq!((of(0, None), of(9, None), of(29, None)), (open, open, open));
        assert_eq!(of(30, None), (LinkState::Continue, Because::Target));
        let above = Some(Rate { side: Comparison::Above, visits: 20, expected: 2.0 });
        assert_eq!(of(20, above), (LinkState::Continue, Because::Rate));
    }

    #[test]
    fn a_draft_is_a_draft_and_a_retired_link_is_not_compared() {
        assert_eq!(told(Judged { status: Status::Draft, ..of(99) }), LinkState::Draft);
        assert!(is_compared(&LINK) && !is_compared(&of(30)));
        for other in [
            Judged { status: Status::Retired, ..LINK },
            Judged { due: false, ..LINK },
            Judged { counted: Err(Because::Shared), ..LINK },
            Judged {
                counted: Ok(Counted { visits: 20, converted: None, hidden: 0, earlier: false }),
                ..LINK
            },
            Judged {
                counted: Ok(Counted { visits: 20, converted: Some(2), hidden: 1, earlier: false }),
                ..LINK
            },
        ] {
            assert!(!is_compared(&other), "{other:?}");
        }
    }

    /// A link that brings exactly its target on average is called `stop` in 2.5 % of all cases at most, which is the
    /// level of the bound; a look each week for twelve weeks would be several times as often wrong.
    #[test]
    fn chance_stops_few_links_that_are_as_good_as_their_target() {
        use rand_distr::{Distribution as _, Poisson};
        let mut random = rand_pcg::Pcg64::new(11, 3);
        let mut stopped = 0;
        for target in [5, 12, 30, 60] {
            let visits = Poisson::new(target as f64).unwrap();
            for _ in 0..5_000 {
                let counted = Counted {
                    visits: visits.sample(&mut random) as u64,
                    converted: None,
                    hidden: 0,
                    earlier: false,
                };
                let link = Judged {
                    target: Some(Target { count: target, of: Unit::Visits }),
                    counted: Ok(counted),
                    ..LINK
                };
                stopped += u64::from(told(link) == LinkState::Stop);
            }
        }
        assert!(stopped <= 20_000 * 25 / 1000 && stopped > 0, "{stopped} of 20000");
    }
}
