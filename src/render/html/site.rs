//! One site of the page, in words and widths.

use super::chart::{self, Chart, NARROW, WIDE};
use super::{Fact, VerdictView, width};
use crate::escape::{self, Foreign};
use crate::locale::{Locale, Text};
use crate::model::{
    CampaignRow, ChannelRow, Comparison, DeepPage, EntryPages, Finding, Part, PeriodRow, Presence, Report,
    SiteReport, Status,
};

/// Findings that the head of the page names.
const FIRST: usize = 3;
/// Rows that are shown at once; the others are unfolded.
const LISTED: usize = 10;
/// Rows that a page holds of one table: the rest is in JSON.
const HELD: usize = 100;
/// Hosts that are named beside a channel.
const HOSTS: usize = 3;
/// Periods whose numbers are shown unfolded.
const PERIODS: usize = 16;

pub struct SiteView {
    pub id: u64,
    /// Whether the site is one of several on the page.
    pub one_of_many: bool,
    pub unfolded: bool,
    /// Levels of the headings: the site's sections, and what is in them.
    pub section: u8,
    pub below: u8,
    pub name: String,
    pub address: String,
    pub verdict: VerdictView,
    pub share: Option<String>,
    pub period: String,
    pub sentence: String,
    pub movement: Option<String>,
    pub facts: Vec<Fact>,
    pub split: Vec<Segment>,
    pub first: Vec<First>,
    pub charts: Vec<Chart>,
    pub chart_title: String,
    pub chart_summary: String,
    pub legend_limits: [(&'static str, String); 2],
    pub periods: Vec<Period>,
    pub period_column: String,
    pub periods_unfolded: bool,
    pub channels: Vec<Channel>,
    /// Why the coverage is unknown.
    pub coverage_unknown: Option<String>,
    pub guessed: Option<String>,
    pub unmatched: Option<String>,
    pub pages: Option<Pages>,
    pub campaigns: Option<Campaigns>,
    pub findings: Vec<FindingView>,
    pub what_if: Vec<String>,
}

/// A part of a whole, in a bar that is 100 long.
pub struct Segment {
    pub class: &'static str,
    pub name: String,
    pub value: String,
    pub x: f64,
    pub width: f64,
}

/// What to do first.
pub struct First {
    pub id: &'static str,
    pub title: String,
    pub action: String,
}

pub struct Period {
    pub name: String,
    pub visits: String,
    pub direct: String,
    pub unknown: String,
    pub tagged: String,
    pub share: Option<String>,
    pub bar: f64,
    pub interval: String,
    pub verdict: VerdictView,
}

pub struct Channel {
    pub name: String,
    pub status: &'static str,
    pub status_name: String,
    /// Length of the tagged part; `None` when the untagged one cannot be seen.
    pub bar: Option<f64>,
    pub coverage: String,
    pub counts: String,
    pub hosts: String,
}

pub struct Pages {
    pub unavailable: Option<String>,
    pub sentence: String,
    pub split: Vec<Segment>,
    pub link_title: Option<String>,
    pub top: Vec<Page>,
    pub more: Vec<Page>,
    pub more_title: String,
}

pub struct Page {
    pub rank: usize,
    pub path: String,
    pub visits: String,
    pub bar: f64,
    pub link: Option<String>,
}

pub struct Campaigns {
    pub sentence: String,
    pub has_goals: bool,
    pub has_revenue: bool,
    pub top: Vec<Campaign>,
    pub more: Vec<Campaign>,
    pub more_title: String,
    pub left_out: Option<String>,
}

pub struct Campaign {
    pub name: String,
    pub change: Option<String>,
    pub detail: String,
    pub channel: String,
    pub visits: String,
    pub rate: String,
    pub comparison: Option<(&'static str, String)>,
    pub revenue: String,
}

pub struct FindingView {
    pub id: &'static str,
    pub severity: &'static str,
    pub severity_name: String,
    pub title: String,
    pub detail: String,
    pub action: String,
    pub why: String,
    pub fix: String,
}

impl SiteView {
    pub fn new(
        site: &SiteReport,
        report: &Report,
        one_of_many: bool,
        unfolded: bool,
        locale: &Locale,
    ) -> Self {
        let unit = report.window.unit;
        let seen = site.periods.iter().any(|row| row.visits > 0);
        let draw = |size, class| chart::chart(&site.periods, report.thresholds, unit, size, class, locale);
        let findings: Vec<_> = site.findings.iter().map(|found| FindingView::new(found, locale)).collect();
        Self {
            id: site.id,
            one_of_many,
            unfolded,
            section: if one_of_many { 3 } else { 2 },
            below: if one_of_many { 4 } else { 3 },
            name: super::name(&site.name, locale),
            address: escape::terminal(&site.main_url),
            verdict: VerdictView::new(site.verdict, locale),
            share: site.last().and_then(|last| last.share_text(locale)),
            period: site.last().map_or_else(String::new, |last| locale.period_long(unit, last.period)),
            sentence: sentence(site, report, locale),
            movement: site.movement_text(unit, locale).map(|text| locale.text(&text)),
            facts: site.last().map_or_else(Vec::new, |last| facts(last, locale)),
            split: site.last().map_or_else(Vec::new, |last| split(last, locale)),
            first: findings.iter().take(FIRST).map(First::new).collect(),
            charts: if seen { vec![draw(WIDE, "wide"), draw(NARROW, "narrow")] } else { Vec::new() },
            chart_title: locale.text(&Text::new("html-chart").with("unit", unit.id())),
            chart_summary: chart_summary(site, report, locale),
            legend_limits: limits(report, locale),
            periods: if seen { periods(site, report, locale) } else { Vec::new() },
            period_column: locale.get(&format!("column-{}", unit.id())),
            periods_unfolded: site.periods.len() <= PERIODS,
            channels: channels(site, locale),
            coverage_unknown: site.coverage_unknown.as_ref().map(|why| locale.text(why)),
            guessed: site.guessed(locale).map(|text| locale.text(&text)),
            unmatched: (site.unmatched > 0)
                .then(|| locale.text(&Text::new("channels-unmatched").with("visits", site.unmatched))),
            pages: site.last().filter(|last| last.direct > 0).map(|_| pages(&site.entry_pages, locale)),
            campaigns: campaigns(site, locale),
            findings,
            what_if: what_if(site, locale),
        }
    }

    /// An id that no other site of the page has.
    pub fn anchor(&self, name: &str) -> String {
        format!("site-{}-{name}", self.id)
    }
}

fn sentence(site: &SiteReport, report: &Report, locale: &Locale) -> String {
    if let Some(why) = &site.inconclusive {
        return locale.text(why);
    }
    let Some(last) = site.last() else { return String::new() };
    let text = Text::new(format!("verdict-{}", site.verdict.id()))
        .with("untracked", last.untracked)
        .with("visits", last.visits)
        .with("limit", locale.percent_whole(report.thresholds.red_flag));
    locale.text(&text)
}

fn facts(last: &PeriodRow, locale: &Locale) -> Vec<Fact> {
    let fact = |id: &str, value: String| Fact { name: locale.get(id), value };
    let mut facts = vec![fact("column-visits", locale.count(last.visits))];
    if let Some(share) = last.direct_share {
        facts.push(fact("html-direct-alone", locale.percent(share)));
    }
    if last.interval.is_some() {
        facts.push(fact("html-interval", interval(last, locale)));
    }
    facts
}

/// `64,4–74,3 %`
fn interval(row: &PeriodRow, locale: &Locale) -> String {
    row.interval.map_or_else(String::new, |interval| {
        format!("{}–{}", locale.decimal(interval.low * 100.0, 1), locale.percent(interval.high))
    })
}

fn split(last: &PeriodRow, locale: &Locale) -> Vec<Segment> {
    if !last.complete {
        return Vec::new();
    }
    let parts = [
        ("direct", "column-direct", last.direct),
        ("unknown", "column-unknown", last.unknown.total()),
        ("tagged", "html-tagged", last.tagged),
        ("other", "html-other", last.otherwise_attributed()),
    ];
    segments(parts, last.visits, locale)
}

fn segments<const N: usize>(
    parts: [(&'static str, &str, u64); N],
    whole: u64,
    locale: &Locale,
) -> Vec<Segment> {
    if whole == 0 {
        return Vec::new();
    }
    let length = |visits: u64| width(visits as f64 / whole as f64);
    let mut before = 0;
    let segments = parts.map(|(class, name, visits)| {
        let x = length(before);
        before += visits;
        Segment { class, name: locale.get(name), value: locale.count(visits), x, width: length(visits) }
    });
    segments.into()
}

impl First {
    fn new(finding: &FindingView) -> Self {
        Self { id: finding.id, title: finding.title.clone(), action: finding.action.clone() }
    }
}

fn chart_summary(site: &SiteReport, report: &Report, locale: &Locale) -> String {
    let unit = report.window.unit;
    let (Some(first), Some(last)) = (site.periods.first(), site.last()) else { return String::new() };
    let share = |row: &PeriodRow| row.share_text(locale).unwrap_or_else(|| "–".to_owned());
    let text = Text::new("html-chart-summary")
        .with("first", locale.period_short(unit, first.period))
        .with("first_share", share(first))
        .with("last", locale.period_short(unit, last.period))
        .with("last_share", share(last))
        .with("watch", locale.percent_whole(report.thresholds.watch))
        .with("limit", locale.percent_whole(report.thresholds.red_flag));
    locale.text(&text)
}

fn limits(report: &Report, locale: &Locale) -> [(&'static str, String); 2] {
    let text = |id: &str, share| locale.text(&Text::new(id).with("share", locale.percent_whole(share)));
    [
        ("red-flag", text("html-limit-red-flag", report.thresholds.red_flag)),
        ("watch", text("html-limit-watch", report.thresholds.watch)),
    ]
}

fn periods(site: &SiteReport, report: &Report, locale: &Locale) -> Vec<Period> {
    let periods = site.periods.iter().map(|row| Period {
        name: locale.period_short(report.window.unit, row.period),
        visits: locale.count(row.visits),
        direct: row.count_text(row.direct, locale),
        unknown: row.count_text(row.unknown.total(), locale),
        tagged: row.count_text(row.tagged, locale),
        share: row.share_text(locale),
        bar: width(row.untracked_share.unwrap_or_default()),
        interval: if row.complete { interval(row, locale) } else { row.interval_text(locale) },
        verdict: VerdictView::new(row.verdict, locale),
    });
    periods.collect()
}

/// Those without coverage first, as they are what to do something about.
fn channels(site: &SiteReport, locale: &Locale) -> Vec<Channel> {
    let group = |channel: &&ChannelRow| match channel.status {
        Status::None | Status::Silent => 0,
        Status::Partial | Status::Unknown => 1,
        Status::Covered | Status::Tagged => 2,
    };
    let mut channels: Vec<_> = site.channels.iter().collect();
    channels.sort_by_key(group);
    channels.into_iter().map(|channel| Channel::new(channel, locale)).collect()
}

impl Channel {
    fn new(channel: &ChannelRow, locale: &Locale) -> Self {
        let mut counts = vec![locale.text(&Text::new("tagged").with("visits", channel.tagged))];
        match channel.leaves_referrer || channel.untagged > 0 {
            true => counts.push(locale.text(&Text::new("untagged").with("visits", channel.untagged))),
            false => counts.push(locale.get("channel-unseen-short")),
        }
        let status = channel.status.id();
        Self {
            name: locale.channel(&channel.id),
            status,
            status_name: locale.get(&format!("html-status-{status}")),
            bar: channel.coverage.map(width),
            coverage: channel.coverage.map_or_else(|| "–".to_owned(), |share| locale.percent(share)),
            counts: counts.join(" · "),
            hosts: hosts(channel, locale),
        }
    }
}

fn hosts(channel: &ChannelRow, locale: &Locale) -> String {
    let named = channel.evidence.iter().take(HOSTS);
    let mut hosts: Vec<_> =
        named.map(|seen| format!("{} {}", escape::terminal(&seen.host), locale.count(seen.visits))).collect();
    if let Some(more) = channel.evidence.len().checked_sub(HOSTS).filter(|more| *more > 0) {
        hosts.push(and_more(more, locale));
    }
    hosts.join(" · ")
}

fn and_more(count: usize, locale: &Locale) -> String {
    locale.text(&Text::new("and-more").with("count", count as u64))
}

fn pages(pages: &EntryPages, locale: &Locale) -> Pages {
    let unavailable = pages
        .unavailable
        .as_ref()
        .map(|reason| locale.text(&Text::new("pages-unavailable").with("reason", reason.clone())));
    let most = pages.top.first().map_or(1, |page| page.visits);
    let mut top: Vec<_> =
        pages.top.iter().enumerate().map(|(index, page)| Page::new(index + 1, page, most, locale)).collect();
    let more = top.split_off(top.len().min(LISTED));
    let parts = [
        ("direct", "html-pages-deep", pages.deep),
        ("other", "html-pages-home", pages.home),
        ("unknown", "html-pages-application", pages.application),
    ];
    Pages {
        unavailable,
        sentence: locale.get("html-pages-sentence"),
        split: segments(parts, pages.total(), locale),
        link_title: pages.top.iter().any(|page| page.link.is_some()).then(|| {
            let channel = locale.channel(&pages.link_channel);
            locale.text(&Text::new("html-pages-link").with("channel", channel))
        }),
        more_title: and_more(more.len(), locale),
        top,
        more,
    }
}

impl Page {
    fn new(rank: usize, page: &DeepPage, most: u64, locale: &Locale) -> Self {
        Self {
            rank,
            path: super::name(&page.path, locale),
            visits: locale.count(page.visits),
            bar: width(page.visits as f64 / most.max(1) as f64),
            // Whole, as it is to be copied.
            link: page.link.as_ref().map(escape::whole),
        }
    }
}

fn campaigns(site: &SiteReport, locale: &Locale) -> Option<Campaigns> {
    let campaigns = &site.campaigns;
    if campaigns.rows.is_empty() {
        return None;
    }
    let sentence = campaigns.explanation(locale);
    let held = campaigns.rows.iter().take(HELD);
    let mut top: Vec<_> = held.map(|row| Campaign::new(row, &campaigns.currency, locale)).collect();
    let more = top.split_off(top.len().min(LISTED));
    let left_out = campaigns.rows.len().saturating_sub(HELD);
    Some(Campaigns {
        sentence: locale.text(&sentence),
        has_goals: campaigns.has_goals(),
        has_revenue: campaigns.rows.iter().any(|row| row.revenue > 0.0),
        more_title: and_more(more.len(), locale),
        left_out: (left_out > 0)
            .then(|| locale.text(&Text::new("html-left-out").with("count", left_out as u64))),
        top,
        more,
    })
}

impl Campaign {
    fn new(row: &CampaignRow, currency: &Foreign, locale: &Locale) -> Self {
        let change = match row.change {
            Presence::New => Some("campaign-new"),
            Presence::Vanished => Some("campaign-vanished"),
            Presence::Unchanged => None,
        };
        let detail = [&row.source, &row.medium].into_iter().flatten().map(escape::terminal);
        Self {
            name: super::name(&row.label(locale), locale),
            change: change.map(|id| locale.get(id)),
            detail: detail.collect::<Vec<_>>().join(" / "),
            channel: row.channel.as_ref().map_or_else(|| "–".to_owned(), |id| locale.channel(id)),
            visits: locale.count(row.visits),
            rate: row.rate.map_or_else(|| "–".to_owned(), |rate| locale.percent(rate)),
            comparison: row.comparison.map(|comparison| comparison_view(comparison, locale)),
            revenue: format!("{} {}", locale.decimal(row.revenue, 2), escape::terminal(currency)),
        }
    }
}

fn comparison_view(comparison: Comparison, locale: &Locale) -> (&'static str, String) {
    let sign = match comparison {
        Comparison::Above => "▲",
        Comparison::Below => "▼",
        Comparison::CannotTell => "·",
    };
    (comparison.id(), format!("{sign} {}", locale.get(&format!("comparison-{}", comparison.id()))))
}

impl FindingView {
    fn new(finding: &Finding, locale: &Locale) -> Self {
        let part = |part| finding.part(locale, part);
        let severity = finding.severity.id();
        Self {
            id: finding.id,
            severity,
            severity_name: locale.get(&format!("severity-{severity}")),
            title: part(Part::Title),
            detail: part(Part::Detail),
            action: part(Part::Action),
            why: locale.get(&format!("finding-{}.why", finding.id)),
            fix: locale.get(&format!("finding-{}.fix", finding.id)),
        }
    }
}

fn what_if(site: &SiteReport, locale: &Locale) -> Vec<String> {
    let what_if = site.what_if.iter().map(|what_if| {
        let text = Text::new("what-if")
            .with("channel", locale.channel(&what_if.channel))
            .with("visits", what_if.visits)
            .with("with_tags", locale.percent(what_if.share_with_tags))
            .with("share", locale.percent(what_if.share));
        locale.text(&text)
    });
    what_if.collect()
}
