//! What the gate of `check` found.

use super::{Doubt, Finding, PeriodRow};
use crate::escape::Foreign;
use crate::exit::Exit;

/// Which share a limit is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Measure {
    Direct,
    Untracked,
}

impl Measure {
    pub fn id(self) -> &'static str {
        self.into()
    }

    pub fn visits(self, row: &PeriodRow) -> u64 {
        match self {
            Self::Direct => row.direct,
            Self::Untracked => row.untracked,
        }
    }

    /// The fewest and the most visits that may count: visits without a channel
    /// type may be Direct.
    pub fn range(self, row: &PeriodRow) -> (u64, u64) {
        match self {
            Self::Direct => (row.direct, row.direct + row.unknown.uncounted),
            Self::Untracked => row.untracked_range(),
        }
    }
}

/// The answer of one limit for one site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    Exceeded,
    /// Too few visits, or visits that Matomo does not tell enough about.
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
    /// What leaves no verdict, when it is not the number of visits.
    pub doubt: Option<Doubt>,
    /// Reports that lack visits, with their number, as text.
    pub lacking: String,
    /// The share at the fewest and at the most visits that may count, where
    /// they do not agree.
    pub range: Option<(f64, f64)>,
    /// Periods in a row, up to the last, that exceed the limit. Incomplete ones
    /// are left out.
    pub streak: usize,
}

/// How the limits are held against the shares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Terms {
    pub min_visits: u64,
    /// In percent; `None` compares the share itself.
    pub confidence: Option<f64>,
    /// Periods in a row that must exceed a limit.
    pub consecutive: usize,
}

/// What the gate found.
#[derive(Debug, Clone)]
pub struct GateResult {
    pub terms: Terms,
    pub checks: Vec<Check>,
    /// Findings that fail the gate: site, its name, the finding.
    pub findings: Vec<(u64, Foreign, Finding)>,
}

impl GateResult {
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
    /// The sites that fail the gate, each once, in the order of the report.
    pub fn failed(&self) -> Vec<u64> {
        let exceeded = self.checks.iter().filter(|check| check.outcome == Outcome::Exceeded);
        let mut sites = Vec::new();
        for site in exceeded.map(|check| check.site).chain(self.findings.iter().map(|(site, ..)| *site)) {
            if !sites.contains(&site) {
                sites.push(site);
            }
        }
        sites
    }
}
