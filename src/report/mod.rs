//! The audit as plain data, and its renderers. Renderers compute nothing.

use jiff::ZonedDateTime;
use serde::Serialize;

use crate::audit::stats::Interval;
use crate::audit::text::placeholder::is_masked;
use crate::locale::{Locale, Text};
use crate::period::{Period, Unit};

pub mod chat;
mod csv;
pub mod escape;
pub mod explain;
mod finding;
pub mod gate;
mod html;
mod json;
pub mod mail;
mod markdown;
pub mod sites;
mod terminal;

pub use crate::format::Format;
pub use crate::severity::Severity;
pub use finding::{Datum, Finding, Group, Item, Part};
pub use terminal::Layout;

/// The report in one format.
pub fn render(report: &Report, format: Format, locale: &Locale, layout: Layout) -> String {
    match format {
        Format::Terminal => terminal::render(report, locale, layout),
        Format::Html => html::render(report, locale),
        Format::Markdown => markdown::render(report, locale),
        Format::Json => json::render(report, locale),
        Format::Csv => csv::periods(report),
        Format::CsvChannels => csv::channels(report),
    }
}

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
            .with("sites", self.sites.len() as u64)
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
    pub url: String,
    /// Empty when the token may not ask.
    pub version: String,
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
    pub name: String,
    /// `sites`, `reports`.
    pub stage: &'static str,
    pub message: Text,
}

impl SiteError {
    /// The site and the reason.
    pub fn text(&self, locale: &Locale) -> Text {
        let name = if self.name.is_empty() { "none".to_owned() } else { escape::terminal(&self.name) };
        Text::new("site-error")
            .with("site", self.site.map_or_else(String::new, |id| id.to_string()))
            .with("name", name)
            .with("message", escape::terminal_lines(&locale.text(&self.message)))
    }

    /// On one line, as a terminal may show it.
    pub fn line(&self, locale: &Locale) -> String {
        let text = self.text(locale);
        escape::terminal_lines(&locale.text(&text))
    }

    /// What to try.
    pub fn hint(&self, locale: &Locale) -> Option<String> {
        let hint = locale.attribute(&self.message, "hint")?;
        Some(escape::terminal_lines(&format!("{} {hint}", locale.get("hint-prefix"))))
    }
}

/// Whether a period's traffic can be traced to actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    Clear,
    Inconclusive,
    Watch,
    RedFlag,
}

impl Verdict {
    pub fn id(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Watch => "watch",
            Self::RedFlag => "red-flag",
            Self::Inconclusive => "inconclusive",
        }
    }
}

/// The audit of one site.
#[derive(Debug, Clone)]
pub struct SiteReport {
    pub id: u64,
    pub name: String,
    pub time_zone: String,
    pub main_url: String,
    /// That of the last closed period.
    pub verdict: Verdict,
    /// Why there is no verdict, and what would give one.
    pub inconclusive: Option<Text>,
    /// Oldest first.
    pub periods: Vec<PeriodRow>,
    /// Median of the untracked shares of the window; `None` without visits.
    pub median_share: Option<f64>,
    pub channels: Vec<ChannelRow>,
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

    /// The last share against the window's median; `None` with nothing to compare.
    pub fn against_median(&self, unit: Unit, locale: &Locale) -> Option<Text> {
        let difference = self.last()?.against_median.filter(|_| self.periods.len() > 1)?;
        let text = Text::new("against-median")
            .with("arrow", terminal::arrow(difference))
            .with("points", locale.points(difference))
            .with("unit", unit.id())
            .with("periods", self.periods.len() as u64);
        Some(text)
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

/// Visits of one closed period.
#[derive(Debug, Clone)]
pub struct PeriodRow {
    pub period: Period,
    pub visits: u64,
    pub direct: u64,
    pub unknown: Unknown,
    pub untracked: u64,
    /// Campaign visits with a usable name.
    pub tagged: u64,
    /// `None` without visits, like every share.
    pub direct_share: Option<f64>,
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
    /// Visits that neither are untracked nor carry a tag: search, websites and
    /// the like.
    pub fn otherwise_attributed(&self) -> u64 {
        self.visits.saturating_sub(self.untracked + self.tagged)
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

/// How well a channel is tagged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Untagged visits only.
    None,
    /// Declared as used, and nothing tagged was seen.
    Silent,
    Partial,
    /// Tagged visits, of a channel whose untagged visits cannot be seen.
    Tagged,
    Covered,
}

impl Status {
    pub fn id(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Silent => "silent",
            Self::Partial => "partial",
            Self::Tagged => "tagged",
            Self::Covered => "covered",
        }
    }

    /// Whether the channel has no UTM coverage.
    pub fn is_uncovered(self) -> bool {
        matches!(self, Self::None | Self::Silent)
    }
}

/// Tagged and untagged visits of one channel.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelRow {
    pub id: String,
    pub status: Status,
    pub tagged: u64,
    /// Those of the tagged visits whose channel only the campaign's name tells.
    pub guessed: u64,
    pub untagged: u64,
    /// Tagged / (tagged + untagged); `None` when untagged visits cannot be seen.
    pub coverage: Option<f64>,
    /// The same for the last period alone.
    pub last_tagged: u64,
    pub last_untagged: u64,
    /// Hosts of the untagged visits, most visits first.
    pub evidence: Vec<Evidence>,
    /// Whether its untagged visits leave a referrer.
    pub leaves_referrer: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    pub host: String,
    pub visits: u64,
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
}

/// Direct visits of the last closed period by the page that they entered on.
#[derive(Debug, Clone, Default)]
pub struct EntryPages {
    /// Why they cannot be told; `None` when they can.
    pub unavailable: Option<Text>,
    pub home: u64,
    /// Pages that nobody types: most likely untagged links.
    pub deep: u64,
    /// Pages that one comes back to: login, callback.
    pub application: u64,
    /// Deep pages, most visits first: "tag these first".
    pub top: Vec<DeepPage>,
    /// Id of the channel that the suggested links are for.
    pub link_channel: String,
}

impl EntryPages {
    pub fn total(&self) -> u64 {
        self.home + self.deep + self.application
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeepPage {
    /// Without query string, redacted.
    pub path: String,
    pub visits: u64,
    /// A tagged link to paste; `None` when the path was redacted.
    pub link: Option<String>,
}

/// Results by campaign over the window.
#[derive(Debug, Clone, Default)]
pub struct Campaigns {
    /// Which conversions count.
    pub goal: GoalChoice,
    /// ISO code of the site's currency.
    pub currency: String,
    /// Converted visits / visits of the site over the window.
    pub site_rate: Option<f64>,
    /// Most visits first.
    pub rows: Vec<CampaignRow>,
}

impl Campaigns {
    /// Whether conversions are counted.
    pub fn has_goals(&self) -> bool {
        matches!(self.goal, GoalChoice::All | GoalChoice::One(_))
    }

    /// What the numbers of conversions are about, or why there are none.
    pub fn explanation(&self, locale: &Locale) -> Text {
        let rate = self.site_rate.map_or_else(|| "–".to_owned(), |rate| locale.percent(rate));
        match &self.goal {
            GoalChoice::None => Text::new("campaigns-no-goals"),
            GoalChoice::All => Text::new("campaigns-rate").with("rate", rate),
            GoalChoice::One(goal) => {
                Text::new("campaigns-goal").with("goal", goal.clone()).with("rate", rate)
            }
            GoalChoice::Unknown { wanted, known } => Text::new("campaigns-goal-unknown")
                .with("goal", wanted.clone())
                .with("known", if known.is_empty() { "none".to_owned() } else { known.join(", ") }),
            GoalChoice::Unreadable { name, reason } => Text::new("campaigns-goal-unreadable")
                .with("goal", name.clone())
                .with("reason", locale.text(reason)),
        }
    }
}

/// Which conversions count.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum GoalChoice {
    /// The site has no goal.
    #[default]
    None,
    /// Those of all goals.
    All,
    /// Those of one goal, by its name.
    One(String),
    /// A goal was asked for that the site does not have.
    Unknown { wanted: String, known: Vec<String> },
    /// Its conversions could not be read.
    Unreadable { name: String, reason: Text },
}

#[derive(Debug, Clone, PartialEq)]
pub struct CampaignRow {
    /// Redacted.
    pub name: String,
    /// The source and medium that brought most of its visits, where known.
    pub source: Option<String>,
    pub medium: Option<String>,
    /// Id of the channel.
    pub channel: Option<String>,
    pub visits: u64,
    /// Visits with at least one conversion.
    pub converted: u64,
    pub conversions: u64,
    pub revenue: f64,
    /// Converted / visits; `None` without goals.
    pub rate: Option<f64>,
    /// Against the rest of the site; `None` without goals.
    pub comparison: Option<Comparison>,
    pub change: Presence,
}

impl CampaignRow {
    /// The name as a reader sees it: one that Matomo hides is no name, nor is
    /// one of white space.
    pub fn label(&self, locale: &Locale) -> String {
        if self.name.trim().is_empty() {
            return locale.get("report-unnamed");
        }
        if is_masked(&self.name) { locale.get("campaign-masked") } else { self.name.clone() }
    }
}

/// A campaign's conversion rate against that of the site's other visits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    Above,
    Below,
    /// Too few visits to tell.
    CannotTell,
}

impl Comparison {
    pub fn id(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::Below => "below",
            Self::CannotTell => "cannot-tell",
        }
    }
}

/// Whether a campaign came or went with the last period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Presence {
    /// Visits in the last period and none in the previous one.
    New,
    /// Visits in the previous period and none in the last.
    Vanished,
    Unchanged,
}

/// The untracked share if a channel's untagged visits carried a tag: only
/// visits that were seen as untagged count, so the real share may fall further.
#[derive(Debug, Clone, PartialEq)]
pub struct WhatIf {
    /// Id of the channel.
    pub channel: String,
    /// Its untagged visits of the last period.
    pub visits: u64,
    pub share: f64,
    pub share_with_tags: f64,
}
