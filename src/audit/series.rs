//! Whether a share moves from period to period by more than it usually does: pure functions on
//! counts, each with its source.
//!
//! Visits of one period are not independent of each other: a mailing, a holiday or the weather
//! moves many at once. So the share of a period varies by more than chance, and a test that knows
//! of chance alone cries wolf. How much more is estimated from each site's own periods.

use statrs::distribution::{ContinuousCDF as _, StudentsT};

use crate::stats::MIN_EXPECTED_COUNT;

/// A number of visits, and how many of them count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    pub part: u64,
    pub visits: u64,
}

impl Counted {
    /// All of them together: shares over several periods are sums over sums.
    pub fn sum(rows: &[Self]) -> Self {
        let total = |count: fn(&Self) -> u64| rows.iter().map(count).fold(0, u64::saturating_add);
        Self { part: total(|row| row.part), visits: total(|row| row.visits) }
    }

    /// Zero without visits.
    pub fn share(self) -> f64 {
        self.part as f64 / self.visits.max(1) as f64
    }
}

/// A difference of shares, and the probability of one as large in its direction by chance and the
/// usual ups and downs together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Test {
    pub difference: f64,
    pub p_value: f64,
}

/// How much the share of a period varies.
///
/// Its variance is that of a binomial share, p(1 − p)/n, times 1 + (n − 1)ρ: Williams,
/// "Extra-binomial variation in logistic linear models", Applied Statistics 31 (1982).
#[derive(Debug, Clone, Copy)]
struct Spread {
    /// p(1 − p), of all periods together.
    binomial: f64,
    /// Correlation of the visits of one period.
    rho: f64,
    /// Degrees of freedom of the estimate.
    freedom: f64,
}

impl Spread {
    /// From the differences of each period to the one before: unlike the differences to a mean,
    /// these are small where the share climbs slowly, so that a trend does not hide itself.
    /// A change that begins at `apart` is left out, as it would hide itself too.
    ///
    /// Von Neumann, Kent, Bellinson and Hart, "The mean square successive difference", Annals of
    /// Mathematical Statistics 12 (1941); the degrees of freedom are those of a χ² with the same
    /// variance, each difference sharing one period with its neighbours.
    fn new(rows: &[Counted], apart: Option<usize>) -> Self {
        let p = Counted::sum(rows).share();
        let binomial = p * (1.0 - p);
        let (mut beyond, mut scale, mut count, mut adjacent) = (0.0, 0.0, 0.0, 0.0);
        for (index, pair) in rows.windows(2).enumerate().filter(|(index, _)| Some(index + 1) != apart) {
            let by_chance: f64 = pair.iter().map(|row| 1.0 / row.visits as f64).sum();
            let squared = (pair[1].share() - pair[0].share()).powi(2);
            // Each as much as it tells.
            beyond += squared / by_chance - binomial;
            scale += binomial * (2.0 - by_chance) / by_chance;
            count += 1.0;
            adjacent += f64::from(u8::from(index > 0 && Some(index) != apart));
        }
        let rho = if scale > 0.0 { (beyond / scale).clamp(0.0, 1.0) } else { 0.0 };
        Self { binomial, rho, freedom: 2.0 * count * count / (2.0 * count + adjacent) }
    }

    fn variance(&self, row: Counted) -> f64 {
        let single = 1.0 / row.visits as f64;
        self.binomial * (single + self.rho * (1.0 - single))
    }

    /// The mean of the shares, each as much as it tells, and its variance.
    fn mean(&self, rows: &[Counted]) -> (f64, f64) {
        let weights = rows.iter().map(|row| 1.0 / self.variance(*row));
        let sum = weights.clone().sum::<f64>();
        (weights.zip(rows).map(|(weight, row)| weight * row.share()).sum::<f64>() / sum, 1.0 / sum)
    }

    fn test(&self, difference: f64, variance: f64) -> Option<Test> {
        let student = StudentsT::new(0.0, 1.0, self.freedom).ok()?;
        let p_value = student.sf(difference.abs() / variance.sqrt());
        p_value.is_finite().then_some(Test { difference, p_value })
    }
}

/// Whether the share from the period `at` on differs from that before it. All periods have visits.
///
/// `None` when too few visits or too few periods are there to tell.
pub fn change(rows: &[Counted], at: usize) -> Option<Test> {
    let (before, after) = rows.split_at_checked(at)?;
    let few = Counted::sum(before).visits.min(Counted::sum(after).visits);
    if before.len() < 2 || after.is_empty() || !is_enough(rows, few) {
        return None;
    }
    let spread = Spread::new(rows, Some(at));
    let ((old, old_variance), (new, new_variance)) = (spread.mean(before), spread.mean(after));
    spread.test(new - old, old_variance + new_variance)
}

/// A straight line through the shares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Shares at the first and at the last period, within 0..=1.
    pub from: f64,
    pub to: f64,
    /// Of the last against the first.
    pub test: Test,
}

/// Weighted least squares over the periods, `at` being the number of each: a window may have gaps.
pub fn trend(rows: &[Counted], at: &[f64]) -> Option<Line> {
    let (first, last) = (at.first()?, at.last()?);
    let (old, new) = rows.split_at(rows.len() / 2);
    let few = Counted::sum(old).visits.min(Counted::sum(new).visits);
    if rows.len() < 3 || !is_enough(rows, few) {
        return None;
    }
    let spread = Spread::new(rows, None);
    let weights: Vec<_> = rows.iter().map(|row| 1.0 / spread.variance(*row)).collect();
    let sum = |value: &dyn Fn(usize) -> f64| (0..rows.len()).map(|i| weights[i] * value(i)).sum::<f64>();
    let total = sum(&|_| 1.0);
    let (mean_at, mean) = (sum(&|i| at[i]) / total, sum(&|i| rows[i].share()) / total);
    let squares = sum(&|i| (at[i] - mean_at).powi(2));
    let slope = sum(&|i| (at[i] - mean_at) * (rows[i].share() - mean)) / squares;
    let length = last - first;
    let share = |at: f64| (mean + slope * (at - mean_at)).clamp(0.0, 1.0);
    let test = spread.test(slope * length, length * length / squares)?;
    Some(Line { from: share(*first), to: share(*last), test })
}

/// Whether the normal distribution holds for the share of `few` visits.
fn is_enough(rows: &[Counted], few: u64) -> bool {
    let share = Counted::sum(rows).share();
    share.min(1.0 - share) * few as f64 >= MIN_EXPECTED_COUNT
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(parts: &[u64], visits: u64) -> Vec<Counted> {
        parts.iter().map(|part| Counted { part: *part, visits }).collect()
    }

    fn close(got: f64, want: f64, tolerance: f64) {
        assert!((got - want).abs() < tolerance, "{got} is not {want}");
    }

    #[test]
    fn calm_periods_vary_by_chance_alone() {
        let spread = Spread::new(&rows(&[400, 410, 395, 405], 1_000), None);
        assert_eq!(spread.rho, 0.0);
        close(spread.binomial, 0.4025 * 0.5975, 1e-12);
        // Three differences of which two share a period: 2·9 / (6 + 2).
        close(spread.freedom, 2.25, 1e-12);
    }

    #[test]
    fn the_spread_is_that_of_the_differences() {
        // Shares of 30 % and 50 % in turn: differences of 0.2, so a variance of 0.2²/2 per period.
        let spread = Spread::new(&rows(&[300, 500, 300, 500, 300, 500], 1_000), None);
        close(spread.variance(Counted { part: 0, visits: 1_000 }), 0.02, 1e-4);
        // What lies before and after a change says how much the share varies, the change does not.
        let stepped = rows(&[300, 300, 300, 500, 500, 500], 1_000);
        assert_eq!(Spread::new(&stepped, Some(3)).rho, 0.0);
        assert!(Spread::new(&stepped, None).rho > 0.01);
    }

    #[test]
    fn a_change_by_hand() {
        // Chance alone: z = 0.05 / √(0.41·0.59·(1/4000 + 1/1000)), with 2.25 degrees of freedom.
        let found = change(&rows(&[400, 400, 400, 400, 450], 1_000), 4).unwrap();
        close(found.difference, 0.05, 1e-12);
        let z = 0.05 / (0.41_f64 * 0.59 * (1.0 / 4_000.0 + 1.0 / 1_000.0)).sqrt();
        close(found.p_value, StudentsT::new(0.0, 1.0, 2.25).unwrap().sf(z), 1e-12);
    }

    #[test]
    fn the_same_rise_is_no_surprise_where_periods_vary() {
        let calm = change(&rows(&[400, 410, 395, 405, 400, 410, 400, 520], 1_000), 7).unwrap();
        let restless = change(&rows(&[300, 500, 350, 480, 320, 470, 380, 520], 1_000), 7).unwrap();
        assert!(calm.p_value < 0.001 && restless.p_value > 0.1, "{calm:?} {restless:?}");
    }

    #[test]
    fn a_line_goes_through_what_is_there_and_leaves_gaps_alone() {
        let line = trend(&rows(&[300, 310, 330, 350], 1_000), &[0.0, 1.0, 3.0, 5.0]).unwrap();
        close(line.from, 0.30, 1e-9);
        close(line.to, 0.35, 1e-9);
        close(line.test.difference, 0.05, 1e-9);
    }

    #[test]
    fn too_few_tell_nothing() {
        assert_eq!(change(&[], 0), None);
        assert_eq!(change(&rows(&[40, 50], 100), 1), None);
        assert_eq!(change(&rows(&[40, 50, 60], 100), 3), None);
        assert_eq!(change(&rows(&[0, 0, 0, 0], 100), 3), None, "no share, no change of it");
        assert_eq!(change(&rows(&[4, 5, 4, 9], 10), 3), None, "ten visits");
        assert_eq!(trend(&rows(&[0, 1, 0, 1], 10), &[0.0, 1.0, 2.0, 3.0]), None);
        assert_eq!(trend(&[], &[]), None);
    }

    proptest! {
        #[test]
        fn no_counts_panic(rows in prop::collection::vec((any::<u64>(), 1_u64..), 0..12), at in 0_usize..14) {
            let rows: Vec<_> =
                rows.iter().map(|(part, visits)| Counted { part: part % visits, visits: *visits }).collect();
            let numbers: Vec<_> = (0..rows.len()).map(|index| index as f64).collect();
            for test in [change(&rows, at), trend(&rows, &numbers).map(|line| line.test)].into_iter().flatten() {
                prop_assert!((0.0..=0.5).contains(&test.p_value) && test.difference.abs() <= 2.0, "{test:?}");
            }
        }
    }
}
