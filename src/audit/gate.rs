//! The gate of `check`: limits against the audit.

use crate::config::Gate;
use crate::model::gate::{Check, GateResult, Measure, Outcome, Terms};
use crate::model::{Finding, PeriodRow, Report, SiteReport};
use crate::stats::{wilson, z_for_confidence};

/// All limits against all sites.
fn checks(report: &Report, gate: &Gate) -> Vec<Check> {
    let limits = [(Measure::Direct, gate.max_direct), (Measure::Untracked, gate.max_untracked)];
    report
        .sites
        .iter()
        .flat_map(|site| {
            limits.iter().filter_map(|(measure, limit)| Some(check(site, *measure, (*limit)?, gate)))
        })
        .collect()
}

/// All limits against all sites, and the findings of `--fail-on`.
pub fn result(report: &Report, gate: &Gate) -> GateResult {
    let severe = |finding: &&Finding| {
        finding.is_active() && gate.fail_on.is_some_and(|severity| finding.severity >= severity)
    };
    let findings = report.sites.iter().flat_map(|site| {
        let severe = site.findings.iter().filter(severe);
        severe.map(|finding| (site.id, site.name.clone(), finding.clone()))
    });
    let terms =
        Terms { min_visits: gate.min_visits, confidence: gate.confidence, consecutive: gate.consecutive };
    GateResult { terms, checks: checks(report, gate), findings: findings.collect() }
}

fn check(site: &SiteReport, measure: Measure, limit: f64, gate: &Gate) -> Check {
    let last = site.last();
    let exceeds =
        |row: &PeriodRow, visits: u64| compared(row, visits, gate).is_some_and(|share| share > limit);
    let surely = |row: &PeriodRow| exceeds(row, measure.range(row).0);
    let maybe = |row: &PeriodRow| exceeds(row, measure.range(row).1);
    let streak = |exceeds: &dyn Fn(&PeriodRow) -> bool| {
        let told = site.periods.iter().rev().filter(|row| row.complete);
        told.take_while(|row| row.visits >= gate.min_visits && exceeds(row)).count()
    };
    let (sure, possible) = (streak(&surely), streak(&maybe));
    let enough = |row: &PeriodRow| row.visits > 0 && row.visits >= gate.min_visits;
    let outcome = match last {
        Some(row) if enough(row) && row.complete => {
            match (sure >= gate.consecutive, possible >= gate.consecutive) {
                (true, _) => Outcome::Exceeded,
                (false, true) => Outcome::NoVerdict,
                (false, false) => Outcome::Passed,
            }
        }
        _ => Outcome::NoVerdict,
    };
    let share = |row: &PeriodRow, visits: u64| visits as f64 / row.visits as f64;
    let told = last.filter(|row| row.complete && row.visits > 0);
    // The period that leaves it open, when it is not for want of visits.
    let open = last.filter(|row| !row.complete).or_else(|| {
        site.periods.iter().rev().filter(|row| row.complete).find(|row| surely(row) != maybe(row))
    });
    let open = open
        .filter(|_| outcome == Outcome::NoVerdict && last.is_some_and(|row| !row.complete || enough(row)));
    Check {
        site: site.id,
        name: site.name.clone(),
        measure,
        limit,
        outcome,
        doubt: open.and_then(PeriodRow::doubt),
        lacking: open.map(PeriodRow::lacking_text).unwrap_or_default(),
        range: open
            .filter(|row| row.complete)
            .map(|row| (share(row, measure.range(row).0), share(row, measure.range(row).1))),
        share: told.map(|row| share(row, measure.visits(row))),
        compared: told.and_then(|row| compared(row, measure.visits(row), gate)),
        visits: last.map_or(0, |row| row.visits),
        counted: last.map_or(0, |row| measure.visits(row)),
        streak: sure,
    }
}

/// What is held against the limit: the share of `visits`, or its interval's
/// lower bound.
fn compared(row: &PeriodRow, visits: u64, gate: &Gate) -> Option<f64> {
    match gate.confidence.and_then(z_for_confidence) {
        Some(z) => wilson(visits, row.visits, z).map(|interval| interval.low),
        None => (row.visits > 0).then(|| visits as f64 / row.visits as f64),
    }
}
