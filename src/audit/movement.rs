//! What the untracked share of a site did over the window: one statement.
//!
//! A change is told where chance and the site's usual ups and downs do not make it. The levels
//! below are small because several changes are looked for: together they call one in less than
//! 3 % of sites whose weeks merely vary by a fifth (`simulations` measures it).

use super::series::{Counted, change, trend};
use crate::model::{Limits, Movement, MovementKind, PeriodRow};

/// Probability of a rise of the last period, below which it is told. The largest part of the
/// doubt goes here: whoever shared a link last week still knows which one.
const RISE_P: f64 = 0.012_5;
/// The same of a fall, which calls for nothing.
const FALL_P: f64 = 0.002_5;
/// Probability of a step, of all periods in which it could have begun together (Bonferroni).
const STEP_P: f64 = 0.004;
const TREND_P: f64 = 0.005;
/// Smallest change that is worth a sentence, as a fraction: with many visits, changes that change
/// nothing are beyond chance too.
const MIN_CHANGE: f64 = 0.03;
/// Periods that a usual share is taken from, and how much it varies.
const MIN_BEFORE: usize = 3;
/// Periods after a step: a single one is a jump.
const MIN_AFTER: usize = 2;
/// Periods of a trend: fewer often climb or fall by chance.
const MIN_TREND: usize = 6;

/// A change that chance does not make, and how far the shares are from it.
struct Candidate {
    movement: Movement,
    /// Squared distance of the shares from the change, per degree of freedom.
    distance: f64,
}

/// The movement of a site. Masked visits are in no count: a policy that begins to hide names moves
/// nothing.
pub fn of(rows: &[PeriodRow], limits: Limits) -> Option<Movement> {
    movement(&rows.iter().map(counted).collect::<Vec<_>>(), limits.min_visits)
}

/// The untracked visits of a period, without those whose campaign is masked; `None` when the period
/// has nothing to compare.
pub fn counted(row: &PeriodRow) -> Option<Counted> {
    row.comparable().map(|(part, visits)| Counted { part, visits })
}

/// The movement of `periods`, oldest first; those without usable data are `None` and left out.
///
/// `None` when the last period or the number of earlier ones is too small to tell.
fn movement(periods: &[Option<Counted>], min_visits: u64) -> Option<Movement> {
    let usable = |(at, row): (usize, &Option<Counted>)| row.map(|row| (at, row));
    let (at, rows): (Vec<_>, Vec<_>) = periods.iter().enumerate().filter_map(usable).unzip();
    let (last, before) = rows.split_last()?;
    let is_last = at.last().is_some_and(|at| at + 1 == periods.len());
    if !is_last || before.len() < MIN_BEFORE || last.visits < min_visits {
        return None;
    }
    let changes = (MIN_BEFORE..rows.len()).filter_map(|from| changed(&rows, &at, from));
    let best = changes.chain(climbed(&rows, &at)).min_by(|a, b| a.distance.total_cmp(&b.distance));
    Some(best.map_or_else(|| stable(&rows, &at), |best| best.movement))
}

fn stable(rows: &[Counted], at: &[usize]) -> Movement {
    let last = rows.len() - 1;
    Movement {
        kind: MovementKind::Stable,
        since: at[last],
        from: Counted::sum(&rows[..last]).share(),
        to: rows[last].share(),
        periods: rows.len(),
        p_value: change(rows, last).map_or(1.0, |test| test.p_value),
    }
}

/// A jump of the last period, or a step, that begins at row `from`.
fn changed(rows: &[Counted], at: &[usize], from: usize) -> Option<Candidate> {
    let is_last = from + 1 == rows.len();
    let test = change(rows, from)?;
    let p_value = beginning(rows.len(), from, test.p_value);
    let limit = match is_last {
        true if test.difference > 0.0 => RISE_P,
        true => FALL_P,
        false => STEP_P,
    };
    let (before, after) = rows.split_at(from);
    let movement = Movement {
        kind: if is_last { MovementKind::Jump } else { MovementKind::Step },
        since: at[from],
        from: Counted::sum(before).share(),
        to: Counted::sum(after).share(),
        periods: rows.len(),
        p_value,
    };
    // A step has its beginning to choose as well.
    let free = if is_last { 2 } else { 3 };
    let share = |row: usize| if row < from { movement.from } else { movement.to };
    let told = p_value <= limit && movement.difference().abs() >= MIN_CHANGE;
    told.then(|| Candidate { movement, distance: distance(rows, free, share) })
}

/// The probability of a change that begins at row `from` of `rows`, given that it could have begun
/// elsewhere: only the last period is looked at on its own.
pub fn beginning(rows: usize, from: usize, p_value: f64) -> f64 {
    let beginnings = match from + 1 == rows {
        true => 1,
        false => rows.saturating_sub(MIN_BEFORE + MIN_AFTER) + 1,
    };
    (p_value * beginnings as f64).min(1.0)
}

fn climbed(rows: &[Counted], at: &[usize]) -> Option<Candidate> {
    let numbers: Vec<_> = at.iter().map(|at| *at as f64).collect();
    let line = trend(rows, &numbers).filter(|_| rows.len() >= MIN_TREND)?;
    let (first, last) = (at.first()?, at.last()?);
    let movement = Movement {
        kind: MovementKind::Trend,
        since: *first,
        from: line.from,
        to: line.to,
        periods: last - first + 1,
        p_value: line.test.p_value,
    };
    let slope = movement.difference() / (last - first) as f64;
    let share = |row: usize| line.from + slope * (at[row] - first) as f64;
    let told = line.test.p_value <= TREND_P && movement.difference().abs() >= MIN_CHANGE;
    told.then(|| Candidate { movement, distance: distance(rows, 2, share) })
}

/// How far the shares are from `share`, a model of `free` parameters.
fn distance(rows: &[Counted], free: usize, share: impl Fn(usize) -> f64) -> f64 {
    let squares =
        rows.iter().enumerate().map(|(at, row)| row.visits as f64 * (row.share() - share(at)).powi(2));
    squares.sum::<f64>() / (rows.len() - free.min(rows.len() - 1)) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(shares: &[u64], visits: u64) -> Option<Movement> {
        let periods: Vec<_> =
            shares.iter().map(|percent| Some(Counted { part: visits * percent / 100, visits })).collect();
        movement(&periods, 100)
    }

    fn kind(shares: &[u64]) -> MovementKind {
        of(shares, 600).unwrap().kind
    }

    #[test]
    fn the_usual_ups_and_downs_are_stable() {
        let found = of(&[40, 43, 39, 41, 42, 38, 40, 41, 43, 40, 39, 42], 600).unwrap();
        assert_eq!((found.kind, found.periods), (MovementKind::Stable, 12));
        assert!((found.from - 0.405).abs() < 0.002 && (found.to - 0.42).abs() < 0.001, "{found:?}");
        assert_eq!(kind(&[30, 52, 35, 48, 31, 50, 38, 52]), MovementKind::Stable, "it was as high before");
    }

    #[test]
    fn a_jump_of_the_last_period() {
        let found = of(&[40, 42, 41, 40, 39, 42, 41, 54], 600).unwrap();
        assert_eq!((found.kind, found.since), (MovementKind::Jump, 7));
        assert!(found.from < 0.42 && found.to > 0.53, "{found:?}");
        let found = of(&[54, 52, 53, 55, 54, 53, 52, 54, 53, 54, 53, 30], 600).unwrap();
        assert_eq!(found.kind, MovementKind::Jump);
        assert!(found.difference() < -0.2, "{found:?}");
    }

    #[test]
    fn a_step_is_told_as_long_as_it_lasts() {
        let weeks = [40, 42, 41, 40, 39, 42, 41, 40, 54, 53, 55, 54];
        let found = of(&weeks, 600).unwrap();
        assert_eq!((found.kind, found.since), (MovementKind::Step, 8));
        for weeks in [&weeks[..10], &weeks[..11]] {
            assert_eq!((kind(weeks), of(weeks, 600).unwrap().since), (MovementKind::Step, 8));
        }
        assert_eq!(kind(&[54, 53, 55, 54, 53, 55, 41, 40, 42, 41]), MovementKind::Step, "downwards too");
    }

    #[test]
    fn a_slow_trend_has_its_two_ends() {
        let found = of(&[29, 30, 30, 32, 32, 33, 35, 34, 36, 36, 38, 38], 600).unwrap();
        assert_eq!((found.kind, found.periods), (MovementKind::Trend, 12));
        assert!((found.from - 0.29).abs() < 0.01 && (found.to - 0.38).abs() < 0.01, "{found:?}");
    }

    #[test]
    fn a_change_that_is_too_small_to_matter_is_none() {
        assert_eq!(
            of(&[40, 40, 40, 40, 40, 40, 40, 42], 1_000_000).unwrap().kind,
            MovementKind::Stable,
            "beyond chance, and two points"
        );
        assert_eq!(of(&[40, 40, 40, 40, 40, 40, 40, 44], 1_000_000).unwrap().kind, MovementKind::Jump);
    }

    /// The site's visits at weekends come from elsewhere.
    #[test]
    fn weekends_are_no_change() {
        let month: Vec<_> = (0..30).map(|day| if day % 7 >= 5 { 60 } else { 40 }).collect();
        for last in 20..=30 {
            assert_eq!(kind(&month[..last]), MovementKind::Stable, "day {last}");
        }
    }

    #[test]
    fn periods_without_data_are_left_out() {
        let some = |percent: u64| Some(Counted { part: percent * 6, visits: 600 });
        let mut weeks: Vec<_> = [40, 42, 41, 40, 39, 42, 41, 54, 53, 55].map(some).into();
        weeks.insert(2, None);
        weeks.insert(5, None);
        let found = movement(&weeks, 100).unwrap();
        assert_eq!((found.kind, found.since, found.periods), (MovementKind::Step, 9, 10));
    }

    #[test]
    fn too_few_tell_nothing() {
        assert_eq!(movement(&[], 100), None);
        assert_eq!(of(&[40, 40, 60], 600), None, "two periods before");
        assert_eq!(of(&[40, 42, 41, 40, 60], 99), None, "fewer visits than a verdict needs");
        let mut weeks = vec![Some(Counted { part: 240, visits: 600 }); 5];
        weeks.push(None);
        assert_eq!(movement(&weeks, 100), None, "the last period is not known");
        assert_eq!(of(&[0, 0, 0, 0], 600).unwrap().kind, MovementKind::Stable);
        assert_eq!(of(&[100, 100, 100, 100], 600).unwrap().kind, MovementKind::Stable);
    }
}
