//! The audit as plain data. It imports nothing of what makes or shows it.

use jiff::ZonedDateTime;
use serde::Serialize;

use crate::escape::Foreign;
use crate::locale::Text;
use crate::period::{Period, Unit};

mod action;
mod campaign;
mod channel;
mod finding;
pub mod gate;
mod link;
mod month;
mod movement;
mod pages;
mod period;
mod state;

pub use crate::severity::Severity;
pub use action::{Action, Change};
pub use campaign::{CampaignRow, Campaigns, Comparison, GoalChoice, Presence};
pub use channel::{ChannelRow, Evidence, Status, WhatIf};
pub use finding::{Datum, Finding, FindingInfo, Group, Item, LinkName};
pub use link::{Altered, Because, IdLost, Inseparable, LedgerReport, LinkRow, LinkState, Unlisted};
pub use month::{ChannelCost, MonthReport, Price};
pub use movement::{Movement, MovementKind};
pub use pages::{DeepPage, EntryPages, SharedLink};
pub use period::{ByType, Doubt, Missing, PeriodRow, Unknown};
pub use state::{Mended, Seen, State};

/// The finding that says that the site may have stopped to tell where visits come from.
pub const SITE_BUG: &str = "site-bug-suspected";

/// Everything that one run found out.
#[derive(Debug, Clone)]
pub struct Report {
    pub generated_at: ZonedDateTime,
    pub matomo: Matomo,
    pub window: ReportWindow,
    pub thresholds: Limits,
    /// Most untracked visits of the last period first.
    pub sites: Vec<SiteReport>,
    /// All sites together.
    pub total: Total,
    pub errors: Vec<SiteError>,
    /// Whether this is the demo, which ends with what to type next.
    pub demo: bool,
    /// Whether a reader wants the ranking of the sites only.
    pub summary: bool,
    /// Whether a reader wants what stands behind it too, and of all sites.
    pub details: bool,
}

impl Report {
    /// The gravest verdict of a site; `None` when no site could be read.
    pub fn worst(&self) -> Option<Verdict> {
        self.sites.iter().map(|site| site.verdict).max()
    }

    /// How many sites have this verdict.
    pub fn sites_with(&self, verdict: Verdict) -> u64 {
        self.sites.iter().filter(|site| site.verdict == verdict).count() as u64
    }
}

#[derive(Debug, Clone)]
pub struct Matomo {
    pub url: Foreign,
    /// Empty when the token may not ask.
    pub version: Foreign,
    /// Whether source and medium are known (MarketingCampaignsReporting).
    pub campaign_dimensions: bool,
}

/// The periods of all sites: the earliest first and the latest last day.
#[derive(Debug, Clone, Copy)]
pub struct ReportWindow {
    pub unit: Unit,
    pub period: Period,
}

/// Shares and counts at which a verdict changes.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub watch: f64,
    pub red_flag: f64,
    pub min_visits: u64,
}

/// Something that could not be read.
#[derive(Debug, Clone)]
pub struct SiteError {
    pub site: Option<u64>,
    /// Empty when unknown.
    pub name: Foreign,
    /// `sites`, `reports`.
    pub stage: &'static str,
    pub message: Text,
}

/// Whether a period's traffic can be traced to actions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, strum::IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Verdict {
    Clear,
    #[default]
    Inconclusive,
    Watch,
    RedFlag,
}

impl Verdict {
    pub fn id(self) -> &'static str {
        self.into()
    }
}

/// The audit of one site.
#[derive(Debug, Clone)]
pub struct SiteReport {
    pub id: u64,
    pub name: Foreign,
    pub time_zone: Foreign,
    pub main_url: Foreign,
    /// That of the last closed period.
    pub verdict: Verdict,
    /// Why there is no verdict, and what would give one.
    pub inconclusive: Option<Text>,
    /// Oldest first.
    pub periods: Vec<PeriodRow>,
    /// Median of the untracked shares of the window; `None` without visits.
    pub median_share: Option<f64>,
    /// What the untracked share did over the window; `None` when too little is there to tell.
    pub movement: Option<Movement>,
    pub channels: Vec<ChannelRow>,
    /// Whether source and medium of its campaigns are known (MarketingCampaignsReporting).
    pub campaign_dimensions: bool,
    /// Why the coverage of the channels is unknown.
    pub coverage_unknown: Option<Text>,
    /// Campaign visits with a usable name that mean no channel, over the window.
    pub unmatched: u64,
    /// Where the direct visits of the last period entered.
    pub entry_pages: EntryPages,
    pub campaigns: Campaigns,
    /// What brought visits in the last period or used to: new and changed first, then by visits.
    pub actions: Vec<Action>,
    /// The links of the ledger that lead here: those with visits in the last period first.
    pub links: Vec<LinkRow>,
    /// What was measured beside them; `None` without a ledger.
    pub ledger: Option<LedgerReport>,
    /// Costs and decisions of the last period, where that is a month and a ledger is there.
    pub month: Option<MonthReport>,
    /// Hosts of its addresses: the main one and the aliases.
    pub hosts: Vec<String>,
    /// Causes first, then the most severe, then in the order of the documentation; what the last
    /// period shows nothing of comes last.
    pub findings: Vec<Finding>,
    /// What was mended with the last period.
    pub mended: Vec<Mended>,
    /// What tags would change, per channel whose untagged visits were seen.
    pub what_if: Vec<WhatIf>,
}

impl SiteReport {
    /// The last closed period; every site has one.
    pub fn last(&self) -> Option<&PeriodRow> {
        self.periods.last()
    }

    /// Whether a reader has to look at it: its share is high, or something critical was found.
    pub fn needs_attention(&self) -> bool {
        self.verdict >= Verdict::Watch || self.critical().is_some()
    }

    /// The first critical finding of the last period.
    pub fn critical(&self) -> Option<&Finding> {
        let grave = |finding: &&Finding| finding.severity == Severity::Critical && finding.is_cause();
        self.findings.iter().find(grave)
    }

    /// The suspected bug that explains other findings.
    pub fn bug(&self) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.id == SITE_BUG && finding.is_cause())
    }

    /// The channels with no UTM coverage.
    pub fn uncovered(&self) -> impl Iterator<Item = &ChannelRow> {
        self.channels.iter().filter(|channel| channel.status.is_uncovered())
    }
}

/// The sites' last closed periods together: sums, and shares of sums.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Total {
    pub visits: u64,
    pub direct: u64,
    pub untracked: u64,
    pub untracked_share: Option<f64>,
    /// Difference to the share of the previous periods together.
    pub change: Option<f64>,
    /// Sites that were left out, as their last period has no share.
    pub left_out: u64,
}

/// A site that the token can see.
#[derive(Debug, Clone)]
pub struct ListedSite {
    pub id: u64,
    pub name: Foreign,
    pub time_zone: Foreign,
    pub main_url: Foreign,
}
