//! The gate of `check`: limits against the audit.

use super::stats::{wilson, z_for_confidence};
use crate::config::Gate;
use crate::escape::Foreign;
use crate::exit::Exit;
use crate::report::{Finding, PeriodRow, Report, SiteReport};

/// Which share a limit is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    Direct,
    Untracked,
}

impl Measure {
    pub fn id(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Untracked => "untracked",
        }
    }

    fn visits(self, row: &PeriodRow) -> u64 {
        match self {
            Self::Direct => row.direct,
            Self::Untracked => row.untracked,
        }
    }
}

/// The answer of one limit for one site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    Exceeded,
    /// Too few visits, or campaign names that Matomo masks.
    NoVerdict,
}

/// One limit against one site.
#[derive(Debug, Clone)]
pub struct Check {
    pub site: u64,
    pub name: Foreign,
    pub measure: Measure,
    pub limit: f64,
    pub outcome: Outcome,
    /// Of the last closed period.
    pub share: Option<f64>,
    /// What was compared with the limit: the share, or its interval's lower bound.
    pub compared: Option<f64>,
    pub visits: u64,
    pub counted: u64,
    /// Whether campaign names that Matomo masks leave no verdict.
    pub masked: bool,
    /// Periods in a row, up to the last, that exceed the limit.
    pub streak: usize,
}

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

/// What the gate found.
#[derive(Debug, Clone)]
pub struct Result {
    pub checks: Vec<Check>,
    /// Findings that fail the gate: site, its name, the finding.
    pub findings: Vec<(u64, Foreign, Finding)>,
}

/// All limits against all sites, and the findings of `--fail-on`.
pub fn result(report: &Report, gate: &Gate) -> Result {
    let severe = |finding: &&Finding| gate.fail_on.is_some_and(|severity| finding.severity >= severity);
    let findings = report.sites.iter().flat_map(|site| {
        let severe = site.findings.iter().filter(severe);
        severe.map(|finding| (site.id, site.name.clone(), finding.clone()))
    });
    Result { checks: checks(report, gate), findings: findings.collect() }
}

impl Result {
    /// The exit code of the gate alone: a limit that is exceeded weighs more
    /// than a site without a verdict.
    pub fn exit(&self) -> Exit {
        let has = |outcome| self.checks.iter().any(|check| check.outcome == outcome);
        if has(Outcome::Exceeded) || !self.findings.is_empty() {
            Exit::GateExceeded
        } else if has(Outcome::NoVerdict) || self.checks.is_empty() {
            Exit::NoVerdict
        } else {
            Exit::Done
        }
    }
}

fn check(site: &SiteReport, measure: Measure, limit: f64, gate: &Gate) -> Check {
    let last = site.last();
    let exceeds = |row: &PeriodRow| compared(row, measure, gate).is_some_and(|share| share > limit);
    let streak =
        site.periods.iter().rev().take_while(|row| row.visits >= gate.min_visits && exceeds(row)).count();
    // Masked campaigns count as untracked; Direct is what it is.
    let undecided = |row: &PeriodRow| {
        let without = PeriodRow { untracked: row.untracked.saturating_sub(row.masked), ..row.clone() };
        measure == Measure::Untracked && exceeds(row) && !exceeds(&without)
    };
    let outcome = match last {
        None => Outcome::NoVerdict,
        Some(row) if row.visits == 0 || row.visits < gate.min_visits || undecided(row) => Outcome::NoVerdict,
        Some(_) if streak >= gate.consecutive => Outcome::Exceeded,
        Some(_) => Outcome::Passed,
    };
    Check {
        site: site.id,
        name: site.name.clone(),
        measure,
        limit,
        outcome,
        masked: last.is_some_and(undecided),
        share: last.and_then(|row| share(row, measure)),
        compared: last.and_then(|row| compared(row, measure, gate)),
        visits: last.map_or(0, |row| row.visits),
        counted: last.map_or(0, |row| measure.visits(row)),
        streak,
    }
}

fn share(row: &PeriodRow, measure: Measure) -> Option<f64> {
    (row.visits > 0).then(|| measure.visits(row) as f64 / row.visits as f64)
}

fn compared(row: &PeriodRow, measure: Measure, gate: &Gate) -> Option<f64> {
    match gate.confidence.and_then(z_for_confidence) {
        Some(z) => wilson(measure.visits(row), row.visits, z).map(|interval| interval.low),
        None => share(row, measure),
    }
}
