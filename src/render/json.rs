//! Version 1 of the JSON output: a contract. Fields may be added; none is
//! renamed or removed without a new version.

mod action;
mod link;
pub mod summary;

use std::io::{self, Write};

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::escape::{self, Foreign};
use crate::locale::Locale;
use crate::model::{
    ByType, ChannelRow, Comparison, Evidence, Finding, GoalChoice, Mended, MovementKind, PeriodRow, Presence,
    Report, Severity, SharedLink, SiteReport, Status, Verdict,
};
use crate::period::Unit;
use crate::words;
use crate::words::finding::{Part, part};

const SCHEMA: u32 = 1;
/// Digits of a share: more than any count of visits gives meaning to, and few
/// enough to read.
const DIGITS: f64 = 1e6;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    generated_at: String,
    matomo: Matomo<'a>,
    window: Window,
    total: Total,
    sites: Sites<'a>,
    errors: Vec<Failure<'a>>,
}

#[derive(Serialize)]
struct Matomo<'a> {
    url: &'a Foreign,
    version: &'a Foreign,
    campaign_dimensions: bool,
}

#[derive(Serialize)]
struct Window {
    period: &'static str,
    from: Date,
    to: Date,
}

impl Window {
    fn of(report: &Report) -> Self {
        let window = report.window;
        Self { period: window.unit.id(), from: window.period.from, to: window.period.to }
    }
}

#[derive(Serialize)]
struct Site<'a> {
    id: u64,
    name: &'a Foreign,
    timezone: &'a Foreign,
    main_url: &'a Foreign,
    verdict: Verdict,
    #[serde(skip_serializing_if = "Option::is_none")]
    inconclusive: Option<String>,
    median_untracked_share: Fraction,
    movement: Option<Movement>,
    periods: Vec<Period>,
    channels: Vec<Channel<'a>>,
    unmatched_campaign_visits: u64,
    entry_pages: EntryPages<'a>,
    campaigns: Vec<Campaign<'a>>,
    campaign_totals: CampaignTotals<'a>,
    actions: Vec<action::Tried<'a>>,
    /// The links of the ledger that lead here.
    links: Vec<link::Link<'a>>,
    /// What was measured beside them; null without a ledger.
    ledger: Option<link::Ledger<'a>>,
    /// Costs and decisions of the last month; null for other periods.
    month: Option<link::Month<'a>>,
    needs_attention: bool,
    findings: Vec<Found>,
    /// What was mended with the last period.
    mended: &'a [Mended],
    what_if: Vec<WhatIf<'a>>,
}

#[derive(Serialize)]
struct Movement {
    kind: MovementKind,
    since: Option<Date>,
    from: Fraction,
    to: Fraction,
    periods: usize,
    p_value: f64,
    /// In words.
    sentence: Option<String>,
}

#[derive(Serialize)]
struct EntryPages<'a> {
    available: bool,
    /// Why not, in words.
    reason: Option<String>,
    home: Option<u64>,
    deep: Option<u64>,
    application: Option<u64>,
    top: Vec<Page<'a>>,
    link_channel: Option<&'a str>,
    /// Tagged links to the first page.
    links: &'a [SharedLink],
}

#[derive(Serialize)]
struct Page<'a> {
    path: &'a Foreign,
    visits: u64,
    link: Option<&'a Foreign>,
}

#[derive(Serialize)]
struct Campaign<'a> {
    name: &'a Foreign,
    source: Option<&'a Foreign>,
    medium: Option<&'a Foreign>,
    channel: Option<&'a str>,
    visits: u64,
    conversions: u64,
    revenue: f64,
    converted_visits: u64,
    conversion_rate: Fraction,
    comparison: Option<Comparison>,
    change: Presence,
}

#[derive(Serialize)]
struct CampaignTotals<'a> {
    has_goals: bool,
    goal: Option<&'a Foreign>,
    currency: &'a Foreign,
    site_conversion_rate: Fraction,
}

#[derive(Serialize)]
struct Found {
    id: &'static str,
    severity: Severity,
    state: &'static str,
    /// First day of the period since when it is so.
    since: Option<Date>,
    /// Id of the finding that explains it.
    cause: Option<&'static str>,
    title: String,
    detail: String,
    action: String,
    data: serde_json::Map<String, serde_json::Value>,
}

#[derive(Serialize)]
struct WhatIf<'a> {
    channel: &'a str,
    visits: u64,
    untracked_share: Fraction,
    untracked_share_with_tags: Fraction,
}

#[derive(Serialize)]
struct Total {
    /// Sites that were left out, as their last period has no share.
    left_out: u64,
    visits: u64,
    direct: u64,
    untracked: u64,
    untracked_share: Fraction,
    change: Fraction,
}

#[derive(Serialize)]
struct Period {
    from: Date,
    to: Date,
    visits: u64,
    direct: Option<u64>,
    unknown: Option<u64>,
    untracked: Option<u64>,
    tagged: Option<u64>,
    direct_share: Fraction,
    untracked_share: Fraction,
    interval: Option<[Fraction; 2]>,
    verdict: Verdict,
    by_type: Option<ByType>,
    unknown_by: Option<Unknown>,
    /// Whether Matomo said where the period's visits come from. If not, counts
    /// but `visits` are null.
    complete: bool,
    /// The fewest and the most visits that may be untracked.
    untracked_range: Option<[u64; 2]>,
    /// Reports that lack visits which another one counts.
    missing: Vec<Lacking>,
    change: Fraction,
    against_median: Fraction,
}

#[derive(Serialize)]
struct Lacking {
    report: &'static str,
    visits: u64,
}

#[derive(Serialize)]
struct Unknown {
    websites: u64,
    campaigns: u64,
    types: u64,
    uncounted: u64,
    masked: u64,
}

#[derive(Serialize)]
struct Channel<'a> {
    id: &'a str,
    status: Status,
    tagged: u64,
    /// Those of the tagged visits whose channel only the campaign's name tells.
    guessed: u64,
    untagged: u64,
    coverage: Fraction,
    evidence: &'a [Evidence],
    /// Why the channel has no coverage that could be measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    last_period: Sides,
}

#[derive(Serialize)]
struct Sides {
    tagged: u64,
    untagged: u64,
}

#[derive(Serialize)]
struct Failure<'a> {
    site: Option<u64>,
    name: &'a Foreign,
    stage: &'static str,
    message: String,
    hint: Option<String>,
}

/// Each site is put into words as it is written: all of them together are several times the document.
struct Sites<'a> {
    report: &'a Report,
    locale: &'a Locale,
}

impl Serialize for Sites<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let unit = self.report.window.unit;
        serializer.collect_seq(self.report.sites.iter().map(|site| self::site(site, unit, self.locale)))
    }
}

/// A fraction, or null.
struct Fraction(Option<f64>);

impl Serialize for Fraction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.filter(|value| value.is_finite()) {
            Some(value) => serializer.serialize_f64((value * DIGITS).round() / DIGITS),
            None => serializer.serialize_none(),
        }
    }
}

/// Written as it is made: that of thousands of sites has a hundred megabytes.
pub fn write(report: &Report, locale: &Locale, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        schema: SCHEMA,
        generated_at: report.generated_at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        matomo: Matomo {
            url: &report.matomo.url,
            version: &report.matomo.version,
            campaign_dimensions: report.matomo.campaign_dimensions,
        },
        window: Window::of(report),
        total: Total {
            left_out: report.total.left_out,
            visits: report.total.visits,
            direct: report.total.direct,
            untracked: report.total.untracked,
            untracked_share: Fraction(report.total.untracked_share),
            change: Fraction(report.total.change),
        },
        sites: Sites { report, locale },
        errors: report
            .errors
            .iter()
            .map(|error| Failure {
                site: error.site,
                name: &error.name,
                stage: error.stage,
                message: locale.text(&error.message),
                hint: locale.attribute(&error.message, "hint"),
            })
            .collect(),
    };
    escape::json(&document, out)
}

fn site<'a>(site: &'a SiteReport, unit: Unit, locale: &Locale) -> Site<'a> {
    Site {
        id: site.id,
        name: &site.name,
        timezone: &site.time_zone,
        main_url: &site.main_url,
        verdict: site.verdict,
        inconclusive: site.inconclusive.as_ref().map(|text| locale.text(text)),
        median_untracked_share: Fraction(site.median_share),
        movement: movement(site, unit, locale),
        periods: site.periods.iter().map(period).collect(),
        channels: site.channels.iter().map(|row| channel(row, site, locale)).collect(),
        unmatched_campaign_visits: site.unmatched,
        entry_pages: entry_pages(&site.entry_pages, locale),
        campaigns: site.campaigns.rows.iter().map(campaign).collect(),
        campaign_totals: CampaignTotals {
            has_goals: site.campaigns.has_goals(),
            goal: match &site.campaigns.goal {
                GoalChoice::One(name) => Some(name),
                _ => None,
            },
            currency: &site.campaigns.currency,
            site_conversion_rate: Fraction(site.campaigns.site_rate),
        },
        actions: site.actions.iter().map(|action| action::tried(action, site)).collect(),
        links: site.links.iter().map(link::link).collect(),
        ledger: site.ledger.as_ref().map(|ledger| link::ledger(ledger, locale)),
        month: site.month.as_ref().map(link::month),
        needs_attention: site.needs_attention(),
        findings: site.findings.iter().map(|finding| found(finding, locale)).collect(),
        mended: &site.mended,
        what_if: site
            .what_if
            .iter()
            .map(|what_if| WhatIf {
                channel: &what_if.channel,
                visits: what_if.visits,
                untracked_share: Fraction(Some(what_if.share)),
                untracked_share_with_tags: Fraction(Some(what_if.share_with_tags)),
            })
            .collect(),
    }
}

fn channel<'a>(channel: &'a ChannelRow, site: &SiteReport, locale: &Locale) -> Channel<'a> {
    Channel {
        id: &channel.id,
        status: channel.status,
        tagged: channel.tagged,
        guessed: channel.guessed,
        untagged: channel.untagged,
        coverage: Fraction(channel.coverage),
        evidence: &channel.evidence,
        reason: match (&site.coverage_unknown, channel.leaves_referrer) {
            (Some(why), _) if channel.status == Status::Unknown => Some(locale.text(why)),
            (_, false) => Some(locale.get("no-referrer")),
            (_, true) => None,
        },
        last_period: Sides { tagged: channel.last_tagged, untagged: channel.last_untagged },
    }
}

fn movement(site: &SiteReport, unit: Unit, locale: &Locale) -> Option<Movement> {
    let movement = site.movement?;
    Some(Movement {
        kind: movement.kind,
        since: site.periods.get(movement.since).map(|row| row.period.from),
        from: Fraction(Some(movement.from)),
        to: Fraction(Some(movement.to)),
        periods: movement.periods,
        p_value: movement.p_value,
        sentence: words::movement(site, unit, locale),
    })
}

fn entry_pages<'a>(pages: &'a crate::model::EntryPages, locale: &Locale) -> EntryPages<'a> {
    let available = pages.unavailable.is_none();
    // Unknown is null, never zero.
    let count = |count: u64| available.then_some(count);
    EntryPages {
        available,
        reason: pages.unavailable.as_ref().map(|reason| locale.text(reason)),
        home: count(pages.home),
        deep: count(pages.deep),
        application: count(pages.application),
        top: pages
            .top
            .iter()
            .map(|page| Page { path: &page.path, visits: page.visits, link: page.link.as_ref() })
            .collect(),
        link_channel: pages.links.first().map(|link| link.channel.as_str()),
        links: &pages.links,
    }
}

fn campaign(row: &crate::model::CampaignRow) -> Campaign<'_> {
    Campaign {
        name: &row.name,
        source: row.source.as_ref(),
        medium: row.medium.as_ref(),
        channel: row.channel.as_deref(),
        visits: row.visits,
        conversions: row.conversions,
        revenue: row.revenue,
        converted_visits: row.converted,
        conversion_rate: Fraction(row.rate),
        comparison: row.comparison,
        change: row.change,
    }
}

fn found(finding: &Finding, locale: &Locale) -> Found {
    let data = finding.data.iter().map(|(name, datum)| {
        ((*name).to_owned(), serde_json::to_value(datum).unwrap_or(serde_json::Value::Null))
    });
    Found {
        id: finding.id,
        severity: finding.severity,
        state: finding.state.id(),
        since: finding.state.since().map(|period| period.from),
        cause: finding.cause,
        title: part(finding, Part::Title, locale),
        detail: part(finding, Part::Detail, locale),
        action: part(finding, Part::Action, locale),
        data: data.collect(),
    }
}

fn period(row: &PeriodRow) -> Period {
    let told = |count: u64| row.complete.then_some(count);
    let (least, most) = row.untracked_range();
    Period {
        from: row.period.from,
        to: row.period.to,
        visits: row.visits,
        direct: told(row.direct),
        unknown: told(row.unknown.total()),
        untracked: told(row.untracked),
        tagged: told(row.tagged),
        direct_share: Fraction(row.direct_share),
        untracked_share: Fraction(row.untracked_share),
        interval: row.interval.map(|interval| [Fraction(Some(interval.low)), Fraction(Some(interval.high))]),
        verdict: row.verdict,
        by_type: row.complete.then_some(row.by_type),
        unknown_by: row.complete.then_some(Unknown {
            websites: row.unknown.websites,
            campaigns: row.unknown.campaigns,
            types: row.unknown.types,
            uncounted: row.unknown.uncounted,
            masked: row.masked,
        }),
        complete: row.complete,
        untracked_range: row.complete.then_some([least, most]),
        missing: row
            .missing
            .reports()
            .map(|(report, visits)| Lacking { report: report.name(), visits })
            .collect(),
        change: Fraction(row.change),
        against_median: Fraction(row.against_median),
    }
}
