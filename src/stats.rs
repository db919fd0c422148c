//! Statistics on counts: pure functions, each with its source.

use statrs::distribution::{ContinuousCDF as _, Gamma, Normal};

/// Two-sided 95 % quantile of the normal distribution.
pub const Z95: f64 = 1.959_963_984_540_054;

/// Smallest expected count for which the normal approximation of a two-proportion test holds.
/// Cochran, "Some methods for strengthening the common χ² tests", Biometrics 10 (1954).
pub const MIN_EXPECTED_COUNT: f64 = 5.0;

/// Confidence levels, in percent, that [`z_for_confidence`] accepts.
pub const CONFIDENCE_RANGE: std::ops::RangeInclusive<f64> = 50.0..=99.99;

/// Standard deviation, in visits, from which Fisher's test takes the normal distribution: that
/// many probabilities would take long to sum, and no expected count is below its square.
const SUMMED_SD: f64 = 500.0;
/// Part of the most probable table's probability below which all tables further out together are
/// below any limit of a test.
const NEGLIGIBLE: f64 = 1e-30;
/// How far two equal probabilities may differ by rounding; as in R's `fisher.test`.
const TIE: f64 = 1e-7;

/// A confidence interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// Wilson score interval of a share, within 0..=1.
///
/// It keeps its coverage on small counts and near 0 and 1, where the usual ± interval does not.
/// Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927);
/// recommended by Brown, Cai and DasGupta, Statistical Science 16 (2001).
pub fn wilson(successes: u64, trials: u64, z: f64) -> Option<Interval> {
    let p = share(successes, trials)?;
    if !z.is_finite() || z < 0.0 {
        return None;
    }
    let n = trials as f64;
    let z2 = z * z;
    let scale = 1.0 + z2 / n;
    let center = (p + z2 / (2.0 * n)) / scale;
    let half = z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt() / scale;
    // The bounds are exact at the ends; the formula misses them by a rounding error.
    let low = if successes == 0 { 0.0 } else { center - half };
    let high = if successes == trials { 1.0 } else { center + half };
    Some(Interval { low: low.clamp(0.0, 1.0), high: high.clamp(0.0, 1.0) })
}

/// Exact 95 % interval of the number that a count would be on average: both of its ends leave 2.5 %.
///
/// It holds for any count, also for none: what brought nothing may bring 3.7 another time.
/// Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28 (1936).
pub fn garwood(count: u64) -> Interval {
    let quantile = |shape: f64, p: f64| Gamma::new(shape, 1.0).map_or(f64::NAN, |gamma| gamma.inverse_cdf(p));
    let low = if count == 0 { 0.0 } else { quantile(count as f64, 0.025) };
    Interval { low, high: quantile(count as f64 + 1.0, 0.975) }
}

/// Whether the upper end of [`garwood`]'s interval of `count` is below `target`, without computing it.
pub fn is_below(count: u64, target: u64) -> bool {
    // The upper end is the mean of which `count` or less come with 2.5 %: a larger mean gives less.
    Gamma::new(count as f64 + 1.0, 1.0).is_ok_and(|gamma| gamma.sf(target as f64) < 0.025)
}

/// Probability that two shares differ as much or more by chance, when the visits of both are
/// put in one urn: Fisher's exact test, two-sided (all tables that are as improbable as this one).
///
/// It holds for any counts, where intervals made for large ones fail: one visit of one is no
/// evidence. `None` when a share cannot be computed.
/// Fisher, "The logic of inductive inference", JRSS 98 (1935); two-sided as in R's `fisher.test`.
pub fn fisher_exact(x1: u64, n1: u64, x2: u64, n2: u64) -> Option<f64> {
    share(x1, n1).and(share(x2, n2))?;
    // The test is the same for rows and columns in any order; the smaller of each is drawn and
    // marked, so that no difference of two large counts loses digits.
    let (drawn, observed) = if n1 <= n2 { (n1, x1) } else { (n2, x2) };
    let all = u128::from(n1) + u128::from(n2);
    let marked = u128::from(x1) + u128::from(x2);
    let (marked, observed) =
        if marked * 2 <= all { (marked, observed) } else { (all - marked, drawn - observed) };
    let urn = Urn { drawn: drawn as f64, marked: marked as f64, all: all as f64 };
    Some(urn.two_sided(observed as f64).clamp(0.0, 1.0))
}

/// The number of marked visits among those drawn: a hypergeometric distribution.
///
/// By hand, since `fishers_exact` of `statrs` 0.19 gives 0.44 for 20 of 100 against 50,000 of a
/// million, which is 1e-7.
///
/// Its probabilities are summed from the mode outwards, each from its neighbour: as exact as with
/// factorials, and as many steps as the distribution is wide, however large the counts.
struct Urn {
    drawn: f64,
    marked: f64,
    all: f64,
}

impl Urn {
    fn two_sided(&self, observed: f64) -> f64 {
        let sd = self.variance().sqrt();
        if sd > SUMMED_SD {
            let distance = (observed - self.drawn * self.marked / self.all).abs();
            return 2.0 * Normal::standard().sf(distance / sd);
        }
        let mode = self.mode();
        let up = self.weights(mode, 1.0);
        let down = self.weights(mode, -1.0).skip(1);
        let mut seen: Vec<_> = up.chain(down).collect();
        let here = seen.iter().find(|(at, _)| *at == observed).map_or(0.0, |(_, weight)| *weight);
        let all: f64 = seen.iter().map(|(_, weight)| weight).sum();
        seen.retain(|(_, weight)| *weight <= here * (1.0 + TIE));
        seen.iter().map(|(_, weight)| weight).sum::<f64>() / all
    }

    fn variance(&self) -> f64 {
        let share = self.marked / self.all;
        self.drawn * share * (1.0 - share) * (self.all - self.drawn) / (self.all - 1.0).max(1.0)
    }

    fn most(&self) -> f64 {
        self.drawn.min(self.marked)
    }

    fn mode(&self) -> f64 {
        let mode = ((self.drawn + 1.0) * (self.marked + 1.0) / (self.all + 2.0)).floor();
        mode.min(self.most())
    }

    /// Each number of marked visits from `mode` on, with its probability as a part of the mode's,
    /// as long as it can matter.
    fn weights(&self, mode: f64, step: f64) -> impl Iterator<Item = (f64, f64)> + '_ {
        std::iter::successors(Some((mode, 1.0)), move |&(at, weight)| {
            let next = at + step;
            let within = weight > NEGLIGIBLE && (0.0..=self.most()).contains(&next);
            within.then(|| (next, weight * if step > 0.0 { self.ratio(at) } else { 1.0 / self.ratio(next) }))
        })
    }

    /// Probability of one more marked visit than `at` / probability of `at`.
    fn ratio(&self, at: f64) -> f64 {
        let unmarked = self.all - self.marked - self.drawn + at + 1.0;
        (self.marked - at) * (self.drawn - at) / ((at + 1.0) * unmarked)
    }
}

/// Which of several probabilities are too small for chance, so that with `level` none at all is
/// called when chance alone made them.
///
/// Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of
/// Statistics 6 (1979).
pub fn holm(p_values: &[f64], level: f64) -> Vec<bool> {
    let mut order: Vec<_> = (0..p_values.len()).collect();
    order.sort_by(|a, b| p_values[*a].total_cmp(&p_values[*b]));
    let mut called = vec![false; p_values.len()];
    for (rank, index) in order.into_iter().enumerate() {
        if p_values[index] > level / (p_values.len() - rank) as f64 {
            break;
        }
        called[index] = true;
    }
    called
}

/// Two-sided normal quantile of a confidence level in percent: 95 gives 1.959964.
pub fn z_for_confidence(percent: f64) -> Option<f64> {
    // NaN is in no range.
    CONFIDENCE_RANGE.contains(&percent).then(|| Normal::standard().inverse_cdf(0.5 + percent / 200.0))
}

/// Median of the values; the mean of the middle two when their number is even. NaN is left out.
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|v| !v.is_nan()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    Some(f64::midpoint(sorted[middle - 1], upper))
}

fn share(successes: u64, trials: u64) -> Option<f64> {
    (trials > 0 && successes <= trials).then(|| successes as f64 / trials as f64)
}

#[cfg(test)]
mod tests;
