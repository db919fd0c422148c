//! The audit as plain data. It imports nothing of what makes or shows it.

use jiff::ZonedDateTime;
use serde::Serialize;

use crate::escape::{self, Foreign};
use crate::locale::{Locale, Text};
use crate::period::{Period, Unit};

mod campaign;
mod channel;
mod finding;
pub mod gate;
mod movement;
mod pages;
mod period;

pub use crate::severity::Severity;
pub use campaign::{CampaignRow, Campaigns, Comparison, GoalChoice, Presence};
pub use channel::{ChannelRow, Evidence, Status, WhatIf};
pub use finding::{Datum, Finding, FindingInfo, Group, Item, Part};
pub use movement::{Movement, MovementKind};
pub use pages::{DeepPage, EntryPages};
pub use period::{ByType, Doubt, Missing, PeriodRow, Unknown};

/// Points from which a stable share is said to be within its ups and downs: a
/// reader would wonder.
const NOTABLE_POINTS: u64 = 3;

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
}

impl Report {
    /// The sentence about all sites together.
    pub fn portfolio(&self, locale: &Locale) -> Text {
        let share = self.total.untracked_share;
        Text::new("portfolio")
            .with("sites", self.sites.len() as u64 - self.total.left_out)
            .with("left_out", self.total.left_out)
            .with("untracked", self.total.untracked)
            .with("visits", self.total.visits)
            .with("share", share.map_or_else(|| "–".to_owned(), |share| locale.percent(share)))
    }

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

impl SiteError {
    /// The site and the reason.
    pub fn text(&self) -> Text {
        let name = if self.name.is_empty() { "none".to_owned() } else { escape::terminal(&self.name) };
        Text::new("site-error")
            .with("site", self.site.map_or_else(|| "none".to_owned(), |id| id.to_string()))
            .with("name", name)
            .with("message", self.message.clone())
    }

    /// On one line, as a terminal may show it.
    pub fn line(&self, locale: &Locale) -> String {
        locale.text(&self.text())
    }

    /// What to try.
    pub fn hint(&self, locale: &Locale) -> Option<String> {
        let hint = locale.attribute(&self.message, "hint")?;
        Some(format!("{} {hint}", locale.get("hint-prefix")))
    }
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
    /// Why the coverage of the channels is unknown.
    pub coverage_unknown: Option<Text>,
    /// Campaign visits with a usable name that mean no channel, over the window.
    pub unmatched: u64,
    /// Where the direct visits of the last period entered.
    pub entry_pages: EntryPages,
    pub campaigns: Campaigns,
    /// Most severe first, then in the order of the documentation.
    pub findings: Vec<Finding>,
    /// What tags would change, per channel whose untagged visits were seen.
    pub what_if: Vec<WhatIf>,
}

impl SiteReport {
    /// The last closed period; every site has one.
    pub fn last(&self) -> Option<&PeriodRow> {
        self.periods.last()
    }

    /// The message that names the site, its verdict and its period.
    pub fn headline_id(&self) -> &'static str {
        match self.last() {
            Some(last) if !last.complete => "headline-incomplete",
            Some(last) if last.visits > 0 => "headline",
            _ => "headline-no-visits",
        }
    }

    /// What the verdict means for this site, in a sentence.
    pub fn explanation(&self, limits: &Limits, locale: &Locale) -> Text {
        if let Some(text) = &self.inconclusive {
            return text.clone();
        }
        Text::new(format!("verdict-{}", self.verdict.id()))
            .with("untracked", self.last().map_or(0, |last| last.untracked))
            .with("visits", self.last().map_or(0, |last| last.visits))
            .with("limit", locale.percent_whole(limits.red_flag))
    }

    /// What the untracked share did over the window, in a sentence.
    pub fn movement_text(&self, unit: Unit, locale: &Locale) -> Option<Text> {
        let movement = self.movement?;
        let since = self.periods.get(movement.since)?.period;
        let points = movement.whole_points();
        let size = if points.unsigned_abs() < NOTABLE_POINTS { "small" } else { "notable" };
        let since = locale.period_in_sentence(unit, since);
        let beginning = Text::new(format!("movement-since-{}", unit.id())).with("since", since.clone());
        let text = Text::new(format!("movement-{}", movement.kind.id()))
            .with("direction", movement.direction())
            .with("points", points.unsigned_abs())
            .with("size", size)
            .with("from", locale.percent_whole(movement.from))
            .with("to", locale.percent_whole(movement.to))
            .with("since", since)
            .with("beginning", locale.text(&beginning))
            .with("periods", movement.periods as u64)
            .with("unit", unit.id());
        Some(text)
    }

    /// The same in a word or a number, for a table.
    pub fn movement_short(&self, locale: &Locale) -> String {
        let Some(movement) = self.movement else { return String::new() };
        match movement.kind {
            MovementKind::Stable => locale.get("movement-short-stable"),
            _ => locale.points_whole(movement.whole_points()),
        }
    }

    /// Whether there are deep pages to tag, or a reason why they are not known.
    pub fn has_pages_to_tell(&self) -> bool {
        let direct = self.last().is_some_and(|last| last.direct > 0);
        direct && (self.entry_pages.unavailable.is_some() || !self.entry_pages.top.is_empty())
    }

    /// How much of the coverage is guessed from the campaigns' names, and of which channels.
    pub fn guessed(&self, locale: &Locale) -> Option<Text> {
        let guessed: Vec<_> = self.channels.iter().filter(|channel| channel.guessed > 0).collect();
        let named = guessed
            .iter()
            .map(|channel| format!("{} ({})", locale.channel(&channel.id), locale.count(channel.guessed)));
        let named = named.collect::<Vec<_>>().join(", ");
        let visits: u64 = guessed.iter().map(|channel| channel.guessed).sum();
        (visits > 0).then(|| Text::new("channels-guessed").with("visits", visits).with("channels", named))
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
