//! For an inbox: the verdict in the subject, and a message that needs no image,
//! no style sheet and no network. Mail programs lay out tables and little else.

use askama::Template;

use super::Layout;
use super::terminal::{hosts, icon};
use crate::escape;
use crate::locale::{Locale, Text};
use crate::model::{ChannelRow, Finding, Part, PeriodRow, Report, Severity, SiteReport, Verdict};

// What follows keeps the message below 102 KB, where Gmail cuts it.

/// Sites of which the message shows more than their line.
const DETAILED: usize = 3;
/// Lines of the table of sites.
const RANKED: usize = 30;
/// Periods of a site's table.
const PERIODS: usize = 6;
/// Pages that are listed.
const PAGES: usize = 5;
/// Findings of a site.
const FINDINGS: usize = 5;
/// Sites that could not be read, named one by one.
const ERRORS: usize = 5;
/// Columns of the text part, which many programs wrap at 78.
const TEXT_WIDTH: u16 = 76;

/// A message without its addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub subject: String,
    pub text: String,
    pub html: String,
}

pub fn message(report: &Report, locale: &Locale) -> Message {
    let subject = subject(report, locale);
    let html = View::new(report, locale, &subject).render();
    Message {
        text: super::terminal::render(report, locale, Layout::new(Some(TEXT_WIDTH), false)),
        // The template writes into memory, which does not fail.
        html: html.unwrap_or_default(),
        subject,
    }
}

/// The verdict of the only site, or how many sites have the gravest one.
fn subject(report: &Report, locale: &Locale) -> String {
    let first = report.sites.first();
    let period = first.and_then(SiteReport::last).map(|last| last.period);
    let period = period.map(|period| locale.period_subject(report.window.unit, period));
    let worst = report.worst().unwrap_or(Verdict::Inconclusive);
    let text = match (&report.sites[..], first) {
        ([site], _) => {
            let last = site.last().filter(|last| last.visits > 0);
            let share = last.and_then(|last| last.untracked_share);
            let id = match (last, site.verdict) {
                (None, _) => "mail-subject-no-visits",
                (Some(last), _) if !last.complete => "mail-subject-incomplete",
                (Some(_), Verdict::Inconclusive) => "mail-subject-inconclusive",
                (Some(_), _) => "mail-subject",
            };
            Text::new(id).with("site", escape::terminal(&site.name)).with(
                "share",
                match share {
                    Some(share) => locale.percent_whole(share),
                    None => last.and_then(|last| last.share_text(locale)).unwrap_or_default(),
                },
            )
        }
        _ => Text::new(format!("mail-subject-sites-{}", worst.id()))
            .with("count", report.sites_with(worst))
            .with("sites", report.sites.len() as u64),
    };
    let mut subject = locale.text(&text.with("icon", icon(worst)).with("period", period.unwrap_or_default()));
    if !report.errors.is_empty() {
        subject += &locale.text(&Text::new("mail-subject-errors").with("count", report.errors.len() as u64));
    }
    subject
}

/// What the template shows, ready to be shown.
#[derive(Template)]
#[template(path = "render/mail.html", config = ".askama.toml")]
struct View<'a> {
    locale: &'a Locale,
    subject: &'a str,
    /// What mail programs show beside the subject.
    preview: String,
    portfolio: Option<String>,
    ranking: Vec<Ranked>,
    /// How many sites the table leaves out.
    unranked: Option<String>,
    sites: Vec<Site>,
    /// That further sites have their line only.
    undetailed: Option<String>,
    errors: Vec<String>,
    /// Title of the column of periods.
    unit: String,
    footer: Vec<String>,
}

struct Ranked {
    name: String,
    verdict: String,
    color: &'static str,
    untracked: String,
    visits: String,
    share: String,
}

struct Site {
    name: String,
    address: String,
    period: String,
    /// Of the untracked visits; none without visits.
    share: Option<String>,
    verdict: String,
    color: &'static str,
    explanation: String,
    movement: Option<String>,
    periods: Vec<Row>,
    channels: Vec<Channel>,
    pages: Vec<(String, String)>,
    pages_unavailable: Option<String>,
    /// What the link is for, and the link.
    link: Option<(String, String)>,
    findings: Vec<Shown>,
    more_findings: Option<String>,
}

struct Row {
    name: String,
    visits: String,
    direct: String,
    unknown: String,
    share: String,
    color: &'static str,
    /// Of 100.
    bar: u32,
}

struct Channel {
    name: String,
    tagged: String,
    untagged: String,
    detail: String,
}

struct Shown {
    severity: String,
    color: &'static str,
    title: String,
    detail: String,
    action: String,
}

impl<'a> View<'a> {
    fn new(report: &'a Report, locale: &'a Locale, subject: &'a str) -> Self {
        let several = report.sites.len() > 1;
        let ranked = report.sites.iter().take(if several { RANKED } else { 0 });
        let first = report.sites.first();
        let preview = match first.filter(|_| !several) {
            Some(site) => locale.text(&site.explanation(&report.thresholds, locale)),
            None => locale.text(&report.portfolio(locale)),
        };
        // Of several sites, those that are in order need no more than their line.
        let detailed: Vec<_> = report
            .sites
            .iter()
            .filter(|site| !several || matches!(site.verdict, Verdict::Watch | Verdict::RedFlag))
            .take(DETAILED)
            .collect();
        let mut errors: Vec<_> = report.errors.iter().take(ERRORS).map(|error| error.line(locale)).collect();
        errors.extend(more(report.errors.len(), ERRORS, "and-more", locale));
        Self {
            locale,
            subject,
            preview,
            portfolio: several.then(|| locale.text(&report.portfolio(locale))),
            ranking: ranked.map(|site| Ranked::new(site, locale)).collect(),
            unranked: more(report.sites.len(), RANKED, "and-more", locale),
            undetailed: more(report.sites.len(), detailed.len(), "mail-undetailed", locale),
            sites: detailed.into_iter().map(|site| Site::new(site, report, locale)).collect(),
            errors,
            unit: locale.get(&format!("column-{}", report.window.unit.id())),
            footer: footer(report, locale),
        }
    }

    /// A message of the locale, for the template.
    fn t(&self, id: &str) -> String {
        self.locale.get(id)
    }
}

/// That a list of `count` shows only the first `shown`.
fn more(count: usize, shown: usize, id: &str, locale: &Locale) -> Option<String> {
    let more = count.checked_sub(shown).filter(|more| *more > 0)?;
    Some(locale.text(&Text::new(id).with("count", more as u64)))
}

fn footer(report: &Report, locale: &Locale) -> Vec<String> {
    let window = report.window.period;
    let generated = report.generated_at.datetime();
    let made = Text::new("mail-made")
        .with("from_to", locale.dates(window.from, window.to))
        .with("date", locale.date(generated.date()))
        .with("time", format!("{:02}:{:02}", generated.hour(), generated.minute()))
        .with("matomo", escape::terminal(&report.matomo.url))
        .with("version", env!("CARGO_PKG_VERSION"));
    vec![locale.get("mail-how"), locale.text(&made)]
}

/// Dark enough to be read on white, and to carry white.
fn color(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::RedFlag => "#b3261e",
        Verdict::Watch => "#8a5300",
        Verdict::Clear => "#1a6b3c",
        Verdict::Inconclusive => "#565b66",
    }
}

fn verdict(verdict: Verdict, locale: &Locale) -> String {
    format!("{} {}", icon(verdict), locale.get(&format!("verdict-name-{}", verdict.id())))
}

impl Ranked {
    fn new(site: &SiteReport, locale: &Locale) -> Self {
        let last = site.last();
        Self {
            name: format!("{} {}", site.id, escape::terminal(&site.name)),
            verdict: verdict(site.verdict, locale),
            color: color(site.verdict),
            untracked: last.map_or_else(String::new, |last| last.count_text(last.untracked, locale)),
            visits: locale.count(last.map_or(0, |last| last.visits)),
            share: last.and_then(|last| last.share_text(locale)).unwrap_or_else(|| "–".to_owned()),
        }
    }
}

impl Site {
    fn new(site: &SiteReport, report: &Report, locale: &Locale) -> Self {
        let unit = report.window.unit;
        let skipped = site.periods.len().saturating_sub(PERIODS);
        let pages = &site.entry_pages;
        let link = pages.top.iter().find_map(|page| page.link.as_ref()).map(|link| {
            let text = Text::new("pages-link").with("channel", locale.channel(&pages.link_channel));
            (locale.text(&text), escape::whole(link))
        });
        let unavailable =
            pages.unavailable.as_ref().filter(|_| site.last().is_some_and(|last| last.direct > 0));
        let shown = site.findings.iter().take(FINDINGS);
        let page_visits = |visits| locale.text(&Text::new("direct-entries").with("visits", visits));
        Self {
            name: escape::terminal(&site.name),
            address: escape::terminal(&site.main_url),
            period: site.last().map_or_else(String::new, |last| locale.period_long(unit, last.period)),
            share: site.last().and_then(|last| last.share_text(locale)),
            verdict: verdict(site.verdict, locale),
            color: color(site.verdict),
            explanation: locale.text(&site.explanation(&report.thresholds, locale)),
            movement: site.movement_text(unit, locale).map(|text| locale.text(&text)),
            periods: site.periods[skipped..]
                .iter()
                .map(|row| Row::new(row, locale.period_short(unit, row.period), locale))
                .collect(),
            channels: site.uncovered().map(|channel| Channel::new(channel, locale)).collect(),
            pages: pages
                .top
                .iter()
                .take(PAGES)
                .map(|page| (escape::terminal(&page.path), page_visits(page.visits)))
                .collect(),
            pages_unavailable: unavailable
                .map(|reason| locale.text(&Text::new("pages-unavailable").with("reason", reason.clone()))),
            link,
            findings: shown.map(|finding| Shown::new(finding, locale)).collect(),
            more_findings: more(site.findings.len(), FINDINGS, "and-more", locale),
        }
    }
}

impl Row {
    fn new(row: &PeriodRow, name: String, locale: &Locale) -> Self {
        let bar = row.untracked_share.unwrap_or(0.0).clamp(0.0, 1.0) * 100.0;
        Self {
            name,
            visits: locale.count(row.visits),
            direct: row.count_text(row.direct, locale),
            unknown: row.count_text(row.unknown.total(), locale),
            share: row.share_text(locale).unwrap_or_else(|| "–".to_owned()),
            color: color(row.verdict),
            bar: bar.round() as u32,
        }
    }
}

impl Channel {
    fn new(channel: &ChannelRow, locale: &Locale) -> Self {
        let untagged = Text::new("untagged").with("visits", channel.untagged);
        Self {
            name: locale.channel(&channel.id),
            tagged: locale.text(&Text::new("tagged").with("visits", channel.tagged)),
            untagged: match channel.leaves_referrer || channel.untagged > 0 {
                true => locale.text(&untagged),
                false => String::new(),
            },
            detail: match channel.leaves_referrer {
                true => hosts(channel),
                false => locale.get("channel-unseen-short"),
            },
        }
    }
}

impl Shown {
    fn new(finding: &Finding, locale: &Locale) -> Self {
        let part = |part| finding.part(locale, part);
        Self {
            severity: locale.get(&format!("severity-{}", finding.severity.id())),
            color: match finding.severity {
                Severity::Critical => color(Verdict::RedFlag),
                Severity::Warning => color(Verdict::Watch),
                Severity::Notice => color(Verdict::Inconclusive),
            },
            title: part(Part::Title),
            detail: part(Part::Detail),
            action: part(Part::Action),
        }
    }
}
