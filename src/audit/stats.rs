//! Statistics on counts: pure functions, each with its source.

use std::f64::consts::SQRT_2;

/// Two-sided 95 % quantile of the normal distribution.
pub const Z95: f64 = 1.959_963_984_540_054;

/// Smallest expected count for which the normal approximation of a two-proportion test holds.
/// Cochran, "Some methods for strengthening the common χ² tests", Biometrics 10 (1954).
pub const MIN_EXPECTED_COUNT: f64 = 5.0;

/// Confidence levels, in percent, that [`z_for_confidence`] accepts.
pub const CONFIDENCE_RANGE: std::ops::RangeInclusive<f64> = 50.0..=99.99;

/// A confidence interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// Outcome of a test of two proportions: `difference` is the first minus the second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TwoProportions {
    pub difference: f64,
    pub z: f64,
    pub p_value: f64,
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

/// Newcombe's interval of the difference between two shares (first minus second), within -1..=1.
///
/// Method 10 of Newcombe, "Interval estimation for the difference between independent proportions",
/// Statistics in Medicine 17 (1998): both Wilson intervals combined.
pub fn newcombe_difference(x1: u64, n1: u64, x2: u64, n2: u64, z: f64) -> Option<Interval> {
    let (p1, p2) = (share(x1, n1)?, share(x2, n2)?);
    let (first, second) = (wilson(x1, n1, z)?, wilson(x2, n2, z)?);
    let difference = p1 - p2;
    let below = (p1 - first.low).hypot(second.high - p2);
    let above = (first.high - p1).hypot(p2 - second.low);
    Some(Interval { low: (difference - below).clamp(-1.0, 1.0), high: (difference + above).clamp(-1.0, 1.0) })
}

/// Pooled two-sided z-test of two shares.
///
/// `None` when a share cannot be computed or when an expected count is below [`MIN_EXPECTED_COUNT`].
pub fn two_proportions(x1: u64, n1: u64, x2: u64, n2: u64) -> Option<TwoProportions> {
    let (p1, p2) = (share(x1, n1)?, share(x2, n2)?);
    let (size1, size2) = (n1 as f64, n2 as f64);
    let pooled = (x1 as f64 + x2 as f64) / (size1 + size2);
    let least_expected = pooled.min(1.0 - pooled) * size1.min(size2);
    if least_expected < MIN_EXPECTED_COUNT {
        return None;
    }
    let difference = p1 - p2;
    let z = difference / (pooled * (1.0 - pooled) * (1.0 / size1 + 1.0 / size2)).sqrt();
    Some(TwoProportions { difference, z, p_value: erfc(z.abs() / SQRT_2).clamp(0.0, 1.0) })
}

/// Two-sided normal quantile of a confidence level in percent: 95 gives 1.959964.
pub fn z_for_confidence(percent: f64) -> Option<f64> {
    // NaN is in no range.
    CONFIDENCE_RANGE.contains(&percent).then(|| normal_quantile(0.5 + percent / 200.0))
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

/// Complementary error function, relative error below 1.2e-7.
/// Press et al., "Numerical Recipes in C", 2nd edition, §6.2 (`erfcc`).
fn erfc(x: f64) -> f64 {
    const COEFFICIENTS: [f64; 10] = [
        -1.265_512_23,
        1.000_023_68,
        0.374_091_96,
        0.096_784_18,
        -0.186_288_06,
        0.278_868_07,
        -1.135_203_98,
        1.488_515_87,
        -0.822_152_23,
        0.170_872_77,
    ];
    let t = 1.0 / (1.0 + 0.5 * x.abs());
    let tail = t * (-x * x + horner(&COEFFICIENTS, t)).exp();
    if x >= 0.0 { tail } else { 2.0 - tail }
}

/// Normal quantile for 0.5 ≤ p < 1, relative error below 1.15e-9.
/// Acklam, "An algorithm for computing the inverse normal cumulative distribution function" (2003).
fn normal_quantile(p: f64) -> f64 {
    const CENTRAL_LIMIT: f64 = 0.97575;
    // Lowest power first.
    const A: [f64; 6] = [
        2.506_628_277_459_239,
        -30.664_798_066_147_16,
        138.357_751_867_269,
        -275.928_510_446_968_7,
        220.946_098_424_520_5,
        -39.696_830_286_653_76,
    ];
    const B: [f64; 6] = [
        1.0,
        -13.280_681_552_885_72,
        66.801_311_887_719_72,
        -155.698_979_859_886_6,
        161.585_836_858_040_9,
        -54.476_098_798_224_06,
    ];
    const C: [f64; 6] = [
        2.938_163_982_698_783,
        4.374_664_141_464_968,
        -2.549_732_539_343_734,
        -2.400_758_277_161_838,
        -0.322_396_458_041_136_5,
        -0.007_784_894_002_430_293,
    ];
    const D: [f64; 5] = [
        1.0,
        3.754_408_661_907_416,
        2.445_134_137_142_996,
        0.322_467_129_070_039_8,
        0.007_784_695_709_041_462,
    ];
    if p <= CENTRAL_LIMIT {
        let q = p - 0.5;
        return q * horner(&A, q * q) / horner(&B, q * q);
    }
    let q = (-2.0 * (1.0 - p).ln()).sqrt();
    -horner(&C, q) / horner(&D, q)
}

/// Polynomial at `x`, coefficients from the lowest power.
fn horner(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(got: f64, want: f64, tolerance: f64) {
        assert!((got - want).abs() < tolerance, "{got} is not {want}");
    }

    #[test]
    fn wilson_agrees_with_published_values() {
        // Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I.
        for (x, n, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let got = wilson(x, n, Z95).unwrap();
            close(got.low, low, 5e-5);
            close(got.high, high, 5e-5);
        }
    }

    #[test]
    fn wilson_ends_are_exact_and_degenerate_counts_have_none() {
        assert_eq!(wilson(0, 3, Z95).unwrap().low, 0.0);
        assert_eq!(wilson(3, 3, Z95).unwrap().high, 1.0);
        assert_eq!(wilson(0, 0, Z95), None);
        assert_eq!(wilson(2, 1, Z95), None);
        assert_eq!(wilson(1, 2, f64::NAN), None);
        assert_eq!(wilson(1, 2, -1.0), None);
        assert!(wilson(u64::MAX, u64::MAX, Z95).is_some());
    }

    #[test]
    fn newcombe_agrees_with_published_values() {
        // Newcombe (1998), table II, method 10.
        for (x1, n1, x2, n2, low, high) in
            [(56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (10, 10, 0, 10, 0.6075, 1.0)]
        {
            let got = newcombe_difference(x1, n1, x2, n2, Z95).unwrap();
            close(got.low, low, 5e-5);
            close(got.high, high, 5e-5);
        }
        assert_eq!(newcombe_difference(0, 0, 1, 2, Z95), None);
        assert_eq!(newcombe_difference(1, 2, 3, 2, Z95), None);
    }

    #[test]
    fn two_proportions_agrees_with_a_worked_example() {
        let got = two_proportions(60, 100, 40, 100).unwrap();
        close(got.difference, 0.2, 1e-12);
        close(got.z, 2.828_427, 1e-6);
        close(got.p_value, 0.004_677_735, 1e-8);
        let opposite = two_proportions(40, 100, 60, 100).unwrap();
        assert_eq!((opposite.z, opposite.p_value), (-got.z, got.p_value));
    }

    #[test]
    fn two_proportions_refuses_what_it_cannot_tell() {
        assert_eq!(two_proportions(0, 0, 1, 100), None);
        assert_eq!(two_proportions(5, 4, 1, 100), None);
        assert_eq!(two_proportions(0, 100, 0, 100), None);
        assert_eq!(two_proportions(100, 100, 100, 100), None);
        // 9 in 200: 4.5 expected on each side; 10 in 200: 5.
        assert_eq!(two_proportions(4, 100, 5, 100), None);
        assert!(two_proportions(5, 100, 5, 100).is_some());
        assert_eq!(two_proportions(96, 100, 95, 100), None);
        close(two_proportions(30, 60, 30, 60).unwrap().p_value, 1.0, 1e-6);
    }

    #[test]
    fn quantiles_agree_with_tables() {
        for (percent, z) in [
            (50.0, 0.674_489_75),
            (80.0, 1.281_551_57),
            (90.0, 1.644_853_63),
            (95.0, Z95),
            (95.2, 1.977_368_5),
            (99.0, 2.575_829_30),
            (99.9, 3.290_526_73),
            (99.99, 3.890_591_89),
        ] {
            close(z_for_confidence(percent).unwrap(), z, 1e-6);
        }
        for percent in [0.0, 49.9, 99.995, 100.0, -95.0, f64::NAN, f64::INFINITY] {
            assert_eq!(z_for_confidence(percent), None);
        }
    }

    #[test]
    fn error_function_agrees_with_tables() {
        close(erfc(0.0), 1.0, 1.2e-7);
        close(erfc(0.5), 0.479_500_122, 1e-7);
        close(erfc(-0.5), 1.520_499_878, 2e-7);
        close(erfc(2.0), 0.004_677_735, 1e-9);
    }

    #[test]
    fn median_of_any_number_of_values() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[f64::NAN]), None);
        assert_eq!(median(&[3.0]), Some(3.0));
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(&[1.0, f64::NAN, 9.0, 2.0]), Some(2.0));
    }

    proptest! {
        #[test]
        fn an_interval_holds_its_share(trials in 1u64.., successes in 0u64.., z in 0.0..5.0f64) {
            let successes = successes % (trials.saturating_add(1));
            let got = wilson(successes, trials, z).unwrap();
            let p = successes as f64 / trials as f64;
            prop_assert!(0.0 <= got.low && got.low <= p + 1e-9 && p <= got.high + 1e-9 && got.high <= 1.0);
        }

        #[test]
        fn no_counts_panic(x1: u64, n1: u64, x2: u64, n2: u64, z: f64) {
            let _ = (wilson(x1, n1, z), newcombe_difference(x1, n1, x2, n2, z), z_for_confidence(z));
            if let Some(test) = two_proportions(x1, n1, x2, n2) {
                prop_assert!((0.0..=1.0).contains(&test.p_value));
            }
        }
    }
}
