//! The audit as plain data, and its renderers. Renderers compute nothing.

use jiff::ZonedDateTime;
use serde::Serialize;

use crate::audit::stats::Interval;
use crate::audit::text::placeholder::is_masked;
use crate::escape::{self, Foreign};
use crate::locale::{Locale, Text};
use crate::period::{Period, Unit};

pub mod chat;
mod csv;
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

/// Points from which a stable share is said to be within its ups and downs: a
/// reader would wonder.
const NOTABLE_POINTS: u64 = 3;

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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    Clear,
    #[default]
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

/// What the untracked share of a site did over its window, without masked visits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Movement {
    pub kind: MovementKind,
    /// Where it begins: an index of the site's periods.
    pub since: usize,
    /// The share before it and the share since, or the two ends of a trend.
    pub from: f64,
    pub to: f64,
    /// Periods that were looked at; of a trend, those from its beginning to its end.
    pub periods: usize,
    /// Probability of a difference as large by chance and the usual ups and downs.
    pub p_value: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MovementKind {
    /// Nothing beyond chance and the usual ups and downs.
    Stable,
    /// The last period differs from those before it.
    Jump,
    /// Two or more periods, up to the last, differ from those before them.
    Step,
    /// The share climbs or falls over the whole window.
    Trend,
}

impl MovementKind {
    pub fn id(self) -> &'static str {
        match self {
            Self::Stable => "stable",
            Self::Jump => "jump",
            Self::Step => "step",
            Self::Trend => "trend",
        }
    }
}

impl Movement {
    pub fn difference(&self) -> f64 {
        self.to - self.from
    }

    /// Whether the untracked share rose, beyond chance.
    pub fn is_rise(&self) -> bool {
        self.kind != MovementKind::Stable && self.to > self.from
    }

    /// The difference in whole points, as of the two whole percentages that a reader sees.
    pub fn whole_points(&self) -> i64 {
        ((self.to * 100.0).round() - (self.from * 100.0).round()) as i64
    }

    fn direction(&self) -> &'static str {
        match self.whole_points() {
            points if points > 0 => "up",
            points if points < 0 => "down",
            _ => "same",
        }
    }
}

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

    /// The untracked share, or the range that missing rows leave, as text;
    /// `None` where nothing can be said.
    pub fn share_text(&self, locale: &Locale) -> Option<String> {
        if let Some(share) = self.untracked_share {
            return Some(locale.percent(share));
        }
        let (least, most) = self.untracked_range();
        let share = |visits: u64| visits as f64 / self.visits as f64;
        (self.complete && self.visits > 0).then(|| locale.percent_range(share(least), share(most)))
    }

    /// A count of the period as text; a dash where Matomo did not deliver it.
    pub fn count_text(&self, count: u64, locale: &Locale) -> String {
        if self.complete { locale.count(count) } else { "–".to_owned() }
    }

    /// The interval of the share as text, or that there is none for want of data.
    pub fn interval_text(&self, locale: &Locale) -> String {
        if !self.complete {
            return locale.get("period-incomplete");
        }
        self.interval.map_or_else(String::new, |interval| {
            let bound = |value: f64| locale.decimal(value * 100.0, 1);
            format!("{}–{}", bound(interval.low), bound(interval.high))
        })
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
    pub fn lacking(&self) -> impl Iterator<Item = (&'static str, u64)> {
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
    pub fn reports(self) -> impl Iterator<Item = (&'static str, u64)> {
        [
            ("VisitsSummary.get", self.summary),
            ("Referrers.getReferrerType", self.types),
            ("Referrers.getWebsites", self.websites),
            ("Referrers.getSocials", self.socials),
            ("Referrers.getCampaigns", self.campaigns),
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

/// How well a channel is tagged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Untagged visits only.
    None,
    /// The names of campaigns are masked or missing: nothing can be said.
    Unknown,
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
            Self::Unknown => "unknown",
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
    /// Those of them that count as unknown: from websites, as a social network is known to Matomo.
    pub last_unknown: u64,
    /// Hosts of the untagged visits, most visits first.
    pub evidence: Vec<Evidence>,
    /// Whether its untagged visits leave a referrer.
    pub leaves_referrer: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    pub host: Foreign,
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
    /// Sites that were left out, as their last period has no share.
    pub left_out: u64,
}

/// Direct visits of the last closed period by the page that they entered on.
#[derive(Debug, Clone, Default)]
pub struct EntryPages {
    /// Why they cannot be told; `None` when they can.
    pub unavailable: Option<Text>,
    pub home: u64,
    /// Pages that nobody types: most likely untagged links.
    pub deep: u64,
    /// Pages that one comes back to: login, personal space.
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
    /// Without its query; `?…` at its end where that tells the page.
    pub path: Foreign,
    pub visits: u64,
    /// A tagged link to paste; `None` to a page that a link would not lead to, or that is not to be shared.
    pub link: Option<Foreign>,
}

/// Results by campaign over the window.
#[derive(Debug, Clone, Default)]
pub struct Campaigns {
    /// Which conversions count.
    pub goal: GoalChoice,
    /// ISO code of the site's currency.
    pub currency: Foreign,
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
                .with("known", if known.is_empty() { "none".to_owned() } else { names(known) }),
            GoalChoice::Unreadable { name, reason } => Text::new("campaigns-goal-unreadable")
                .with("goal", name.clone())
                .with("reason", reason.clone()),
        }
    }
}

fn names(names: &[Foreign]) -> String {
    names.iter().map(escape::terminal).collect::<Vec<_>>().join(", ")
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
    One(Foreign),
    /// A goal was asked for that the site does not have.
    Unknown { wanted: String, known: Vec<Foreign> },
    /// Its conversions could not be read.
    Unreadable { name: Foreign, reason: Text },
}

#[derive(Debug, Clone, PartialEq)]
pub struct CampaignRow {
    pub name: Foreign,
    /// The source and medium that brought most of its visits, where known.
    pub source: Option<Foreign>,
    pub medium: Option<Foreign>,
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
    pub fn label(&self, locale: &Locale) -> Foreign {
        if self.name.is_blank() {
            return locale.get("report-unnamed").into();
        }
        if self.name.is(is_masked) { locale.get("campaign-masked").into() } else { self.name.clone() }
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
