//! Visits of one period.

use serde::Serialize;

use super::Verdict;
use crate::api::Method;
use crate::period::Period;
use crate::stats::Interval;

/// Visits of one closed period.
#[derive(Debug, Clone, Default)]
pub struct PeriodRow {
    pub period: Period,
    /// Whether Matomo said where its visits come from. If not, only `visits`
    /// and `missing` mean something.
    pub complete: bool,
    /// Whether the tags of its visits can be measured: names are there and not masked.
    pub measurable: bool,
    pub missing: Missing,
    pub visits: u64,
    pub direct: u64,
    pub unknown: Unknown,
    pub untracked: u64,
    /// Campaign visits with a usable name.
    pub tagged: u64,
    /// `None` without visits or in an incomplete period, like every share.
    pub direct_share: Option<f64>,
    /// `None` too where missing rows leave a range.
    pub untracked_share: Option<f64>,
    /// Wilson 95 % interval of the untracked share.
    pub interval: Option<Interval>,
    pub verdict: Verdict,
    pub by_type: ByType,
    /// Campaign visits whose name Matomo hides by policy.
    pub masked: u64,
    /// Difference of the untracked share to the previous period's.
    pub change: Option<f64>,
    /// Difference to the window's median.
    pub against_median: Option<f64>,
}

impl PeriodRow {
    /// A period of `visits`, of which the channel types have `typed`.
    pub fn incomplete(period: Period, visits: u64, typed: u64) -> Self {
        let missing = Missing {
            types: visits.saturating_sub(typed),
            summary: typed.saturating_sub(visits),
            ..Missing::default()
        };
        Self { period, missing, visits: visits.max(typed), ..Self::default() }
    }

    /// The fewest and the most visits that may be untracked: masked names and
    /// visits without a type may be either, and so may those of missing rows.
    pub fn untracked_range(&self) -> (u64, u64) {
        let least = self.untracked.saturating_sub(self.masked + self.unknown.uncounted);
        (least, self.untracked + self.missing.websites + self.missing.campaigns)
    }

    /// Untracked visits and all visits, to be held against other periods: without
    /// those whose name is masked, as a policy that was switched on is no change
    /// of the traffic. `None` where Matomo did not tell all, or nothing is left.
    pub fn comparable(&self) -> Option<(u64, u64)> {
        let visits = self.visits.saturating_sub(self.masked);
        let told = self.untracked_share.is_some() && self.unknown.uncounted == 0 && visits > 0;
        told.then(|| (self.untracked.saturating_sub(self.masked), visits))
    }

    /// What leaves the untracked visits open; `None` when they are counted.
    pub fn doubt(&self) -> Option<Doubt> {
        if !self.complete {
            return Some(Doubt::Incomplete);
        }
        if self.lacking().next().is_some() {
            return Some(Doubt::Missing);
        }
        (self.masked > 0).then_some(Doubt::Masked)
    }

    /// The reports on which the untracked visits rest and that lack some, with
    /// the number of visits.
    pub fn lacking(&self) -> impl Iterator<Item = (Method, u64)> {
        let types =
            Missing { types: self.missing.types + self.unknown.uncounted, socials: 0, ..self.missing };
        types.reports()
    }

    /// The same as text: `Referrers.getWebsites (482)`.
    pub fn lacking_text(&self) -> String {
        let reports: Vec<_> = self.lacking().map(|(report, visits)| format!("{report} ({visits})")).collect();
        reports.join(", ")
    }

    /// Visits that neither are untracked nor carry a tag: search, websites and
    /// the like.
    pub fn otherwise_attributed(&self) -> u64 {
        self.visits.saturating_sub(self.untracked + self.tagged)
    }
}

/// What leaves open how many visits are untracked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// The period is incomplete.
    Incomplete,
    /// Rows of some reports are missing.
    Missing,
    /// Names of campaigns are masked.
    Masked,
}

/// Visits that one of Matomo's reports counts and another does not have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Missing {
    /// Of `VisitsSummary.get` in `Referrers.getReferrerType`, in an incomplete period.
    pub types: u64,
    /// The other way round, where `VisitsSummary.get` has none.
    pub summary: u64,
    /// Of a channel type in the report of its rows.
    pub websites: u64,
    pub socials: u64,
    pub campaigns: u64,
}

impl Missing {
    /// Each report that lacks visits, with their number.
    pub fn reports(self) -> impl Iterator<Item = (Method, u64)> {
        [
            (Method::Visits, self.summary),
            (Method::ChannelTypes, self.types),
            (Method::Websites, self.websites),
            (Method::Socials, self.socials),
            (Method::Campaigns, self.campaigns),
        ]
        .into_iter()
        .filter(|(_, visits)| *visits > 0)
    }
}

/// Visits that have a channel type and still name no action, by where they show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unknown {
    /// Websites without a name, and hosts that mean an untagged shared link.
    pub websites: u64,
    /// Campaigns whose name is empty, a placeholder or masked.
    pub campaigns: u64,
    /// Channel types that this version does not know.
    pub types: u64,
    /// Visits that `VisitsSummary` counts above the sum of the types.
    pub uncounted: u64,
}

impl Unknown {
    pub fn total(self) -> u64 {
        self.websites + self.campaigns + self.types + self.uncounted
    }
}

/// Visits by Matomo's channel type.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ByType {
    pub direct: u64,
    pub search: u64,
    pub website: u64,
    pub campaign: u64,
    pub social: u64,
    pub ai: u64,
    pub other: u64,
}
