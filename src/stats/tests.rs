use super::*;
use proptest::prelude::*;

fn close(got: f64, want: f64, tolerance: f64) {
    assert!((got - want).abs() < tolerance, "{got} is not {want}");
}

#[test]
fn wilson_agrees_with_published_values() {
    // Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I.
    for (x, n, low, high) in
        [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
    {
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
fn fisher_agrees_with_published_values() {
    // Fisher's tea (Agresti, "Categorical data analysis", §3.5), and by whole-number arithmetic.
    for (x1, n1, x2, n2, p) in [
        (3, 4, 1, 4, 0.485_714_285_714),
        (1, 12, 5, 8, 0.018_059_855_521),
        (10, 15, 2, 16, 0.003_188_728_217),
        (0, 5, 0, 5, 1.0),
        (5, 5, 5, 5, 1.0),
    ] {
        close(fisher_exact(x1, n1, x2, n2).unwrap(), p, 1e-6);
        close(fisher_exact(x2, n2, x1, n1).unwrap(), p, 1e-6);
    }
}

#[test]
fn one_visit_of_one_is_no_evidence_and_a_far_tail_is() {
    assert!(fisher_exact(1, 1, 100, 1_000).unwrap() > 0.09);
    assert!(fisher_exact(30, 100, 190, 1_900).unwrap() < 1e-6);
    assert!(fisher_exact(20, 100, 50_000, 1_000_000).unwrap() < 1e-6);
    assert!(fisher_exact(0, 1_000_000, 500_000, 1_000_000).unwrap() < 1e-100);
    assert_eq!(fisher_exact(0, 0, 1, 100), None);
    assert_eq!(fisher_exact(5, 4, 1, 100), None);
}

#[test]
fn the_sum_and_the_normal_distribution_meet() {
    // Just below and above the width from which the normal distribution is taken.
    let at = |n: u64| fisher_exact(n / 2 + n / 1_000, n, n / 2, n).unwrap();
    close(at(1_990_000), at(2_010_000), 5e-3);
    let sd = |n: f64| Urn { drawn: n, marked: n, all: 2.0 * n }.variance().sqrt();
    assert!(sd(1_990_000.0) < SUMMED_SD && SUMMED_SD < sd(2_010_000.0));
}

#[test]
fn holm_stops_at_the_first_that_chance_could_make() {
    // Holm (1979): the smallest against level/4, the next against level/3, and so on.
    assert_eq!(holm(&[0.01, 0.04, 0.03, 0.005], 0.05), [true, false, false, true]);
    assert_eq!(holm(&[0.012, 0.013], 0.05), [true, true]);
    assert_eq!(holm(&[0.026, 0.001], 0.05), [true, true]);
    assert_eq!(holm(&[0.026, 0.03], 0.05), [false, false]);
    assert_eq!(holm(&[], 0.05), Vec::<bool>::new());
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
        let _ = (wilson(x1, n1, z), z_for_confidence(z));
        if let Some(p) = fisher_exact(x1, n1, x2, n2) {
            prop_assert!((0.0..=1.0).contains(&p), "{p}");
        }
    }

    #[test]
    fn fisher_is_the_sum_of_the_tables_that_are_as_improbable(
        n1 in 1..40_u64, n2 in 1..40_u64, a in 0..=40_u64, b in 0..=40_u64,
    ) {
        use statrs::distribution::{Discrete as _, Hypergeometric};
        let (x1, x2) = (a.min(n1), b.min(n2));
        let urn = Hypergeometric::new(n1 + n2, x1 + x2, n1).unwrap();
        let here = urn.pmf(x1);
        let tables = (0..=n1.min(x1 + x2)).map(|x| urn.pmf(x)).filter(|p| *p <= here * (1.0 + TIE));
        prop_assert!((tables.sum::<f64>() - fisher_exact(x1, n1, x2, n2).unwrap()).abs() < 1e-9);
    }
}

/// Bounds from summing the probabilities of Poisson, by bisection.
#[test]
fn the_interval_of_a_count_is_exact() {
    for (count, low, high) in [
        (0, 0.0, 3.688879),
        (1, 0.025318, 5.571643),
        (4, 1.089865, 10.241589),
        (9, 4.115373, 17.084803),
        (24, 15.377253, 35.710098),
        (100, 81.363991, 121.626794),
    ] {
        let interval = garwood(count);
        assert!(
            (interval.low - low).abs() < 1e-4 && (interval.high - high).abs() < 1e-4,
            "{count} {interval:?}"
        );
    }
}

#[test]
fn a_count_is_below_a_target_that_its_interval_does_not_reach() {
    for count in [0, 1, 4, 9, 17, 33, 250] {
        for target in 0..400 {
            assert_eq!(is_below(count, target), garwood(count).high < target as f64, "{count} {target}");
        }
    }
}
