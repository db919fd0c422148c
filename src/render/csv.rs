//! Tables for a spreadsheet: of the periods, the channels, the campaigns and the findings of each site.
//! A column is a line: its name, and what a row has in it.

use crate::escape::{self, Foreign};
use crate::format::CsvStyle;
use crate::locale::Locale;
use crate::model::{CampaignRow, ChannelRow, Finding, LinkRow, PeriodRow, Report, SiteReport};
use crate::words::finding::{Part, part};

/// What French spreadsheets need to read UTF-8; others show it as a sign of its own.
const MARK: &str = "\u{feff}";

/// A row: its site, and what it is about.
type Row<'a, T> = (&'a SiteReport, &'a T);
type Column<'a, T> = (&'static str, fn(&Row<'a, T>, &Locale) -> Cell);

pub enum Cell {
    Text(String),
    /// With so many digits after the point; empty where there is none.
    Number(Option<f64>, usize),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<u64> for Cell {
    fn from(count: u64) -> Self {
        Self::Text(count.to_string())
    }
}

impl From<Option<u64>> for Cell {
    fn from(count: Option<u64>) -> Self {
        Self::Text(count.map_or_else(String::new, |count| count.to_string()))
    }
}

impl From<&Foreign> for Cell {
    fn from(label: &Foreign) -> Self {
        Self::Text(escape::whole(label))
    }
}

impl From<Option<&Foreign>> for Cell {
    fn from(label: Option<&Foreign>) -> Self {
        label.map_or_else(|| "".into(), Self::from)
    }
}

fn share(value: Option<f64>) -> Cell {
    Cell::Number(value, 6)
}

/// How the tables are written.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    pub locale: &'a Locale,
    pub style: CsvStyle,
}

/// One row per site and period.
pub fn periods(report: &Report, sheet: Sheet<'_>) -> String {
    // What Matomo did not deliver is empty, never zero.
    fn told(row: &PeriodRow, count: u64) -> Cell {
        row.complete.then_some(count).into()
    }
    let columns: &[Column<'_, PeriodRow>] = &[
        ("site_id", |(site, _), _| site.id.into()),
        ("site", |(site, _), _| (&site.name).into()),
        ("from", |(_, row), _| Cell::Text(row.period.from.to_string())),
        ("to", |(_, row), _| Cell::Text(row.period.to.to_string())),
        ("visits", |(_, row), _| row.visits.into()),
        ("direct", |(_, row), _| told(row, row.direct)),
        ("unknown", |(_, row), _| told(row, row.unknown.total())),
        ("untracked", |(_, row), _| told(row, row.untracked)),
        ("tagged", |(_, row), _| told(row, row.tagged)),
        ("direct_share", |(_, row), _| share(row.direct_share)),
        ("untracked_share", |(_, row), _| share(row.untracked_share)),
        ("interval_low", |(_, row), _| share(row.interval.map(|interval| interval.low))),
        ("interval_high", |(_, row), _| share(row.interval.map(|interval| interval.high))),
        ("verdict", |(_, row), _| row.verdict.id().into()),
        ("search", |(_, row), _| told(row, row.by_type.search)),
        ("website", |(_, row), _| told(row, row.by_type.website)),
        ("campaign", |(_, row), _| told(row, row.by_type.campaign)),
        ("social", |(_, row), _| told(row, row.by_type.social)),
        ("ai", |(_, row), _| told(row, row.by_type.ai)),
        ("other", |(_, row), _| told(row, row.by_type.other)),
        ("complete", |(_, row), _| Cell::Text(row.complete.to_string())),
    ];
    write(columns, report, |site| &site.periods, sheet)
}

/// One row per site and channel, over the whole window.
pub fn channels(report: &Report, sheet: Sheet<'_>) -> String {
    fn evidence(channel: &ChannelRow) -> Cell {
        let seen = channel.evidence.iter();
        let seen = seen.map(|seen| format!("{} {}", escape::whole(&seen.host), seen.visits));
        Cell::Text(seen.collect::<Vec<_>>().join("; "))
    }
    let columns: &[Column<'_, ChannelRow>] = &[
        ("site_id", |(site, _), _| site.id.into()),
        ("site", |(site, _), _| (&site.name).into()),
        ("channel", |(_, channel), _| channel.id.as_str().into()),
        ("status", |(_, channel), _| channel.status.id().into()),
        ("tagged", |(_, channel), _| channel.tagged.into()),
        ("untagged", |(_, channel), _| channel.untagged.into()),
        ("coverage", |(_, channel), _| share(channel.coverage)),
        ("evidence", |(_, channel), _| evidence(channel)),
    ];
    write(columns, report, |site| &site.channels, sheet)
}

/// One row per site and campaign, over the whole window. Without goals, nothing is said of results.
pub fn campaigns(report: &Report, sheet: Sheet<'_>) -> String {
    fn result(site: &SiteReport, count: u64) -> Cell {
        site.campaigns.has_goals().then_some(count).into()
    }
    let columns: &[Column<'_, CampaignRow>] = &[
        ("site_id", |(site, _), _| site.id.into()),
        ("site", |(site, _), _| (&site.name).into()),
        ("campaign", |(_, row), _| (&row.name).into()),
        ("source", |(_, row), _| row.source.as_ref().into()),
        ("medium", |(_, row), _| row.medium.as_ref().into()),
        ("channel", |(_, row), _| row.channel.as_deref().unwrap_or_default().into()),
        ("visits", |(_, row), _| row.visits.into()),
        ("converted", |(site, row), _| result(site, row.converted)),
        ("conversions", |(site, row), _| result(site, row.conversions)),
        ("rate", |(_, row), _| share(row.rate)),
        ("comparison", |(_, row), _| row.comparison.map_or("", |comparison| comparison.id()).into()),
        ("revenue", |(site, row), _| Cell::Number(site.campaigns.has_goals().then_some(row.revenue), 2)),
        ("currency", |(site, _), _| (&site.campaigns.currency).into()),
        ("change", |(_, row), _| row.change.id().into()),
    ];
    write(columns, report, |site| &site.campaigns.rows, sheet)
}

/// One row per site and link of the ledger.
pub fn links(report: &Report, sheet: Sheet<'_>) -> String {
    fn day(date: Option<jiff::civil::Date>) -> Cell {
        Cell::Text(date.map_or_else(String::new, |date| date.to_string()))
    }
    let columns: &[Column<'_, LinkRow>] = &[
        ("site_id", |(site, _), _| site.id.into()),
        ("site", |(site, _), _| (&site.name).into()),
        ("id", |(_, link), _| link.id.as_str().into()),
        ("title", |(_, link), _| (&link.title).into()),
        ("url", |(_, link), _| (&link.url).into()),
        ("campaign", |(_, link), _| (&link.campaign).into()),
        ("source", |(_, link), _| (&link.source).into()),
        ("medium", |(_, link), _| (&link.medium).into()),
        ("content", |(_, link), _| (&link.content).into()),
        ("channel", |(_, link), _| link.channel.as_deref().unwrap_or_default().into()),
        ("status", |(_, link), _| link.status.id().into()),
        ("published", |(_, link), _| day(link.published)),
        ("since", |(_, link), _| day(link.since)),
        ("visits", |(_, link), _| link.visits.into()),
        ("last_visits", |(_, link), _| link.last_visits.into()),
        ("tests", |(_, link), _| link.tests.into()),
        ("converted", |(_, link), _| link.converted.into()),
        ("first_seen", |(_, link), _| day(link.first_seen)),
        ("last_seen", |(_, link), _| day(link.last_seen)),
        ("target", |(_, link), _| link.target.map(|target| target.count).into()),
        ("target_of", |(_, link), _| link.target.map_or("", |target| target.of.id()).into()),
        ("review", |(_, link), _| day(link.review)),
        ("cost", |(_, link), _| Cell::Number(link.cost, 2)),
        ("state", |(_, link), _| link.state.id().into()),
        ("because", |(_, link), _| link.because.id().into()),
        ("decision", |(_, link), _| link.decision.map_or("", |decision| decision.id()).into()),
        ("decided", |(_, link), _| day(link.decided)),
    ];
    write(columns, report, |site| &site.links, sheet)
}

/// One row per site and finding. The texts follow the language.
pub fn findings(report: &Report, sheet: Sheet<'_>) -> String {
    let columns: &[Column<'_, Finding>] = &[
        ("site_id", |(site, _), _| site.id.into()),
        ("site", |(site, _), _| (&site.name).into()),
        ("finding", |(_, finding), _| finding.id.into()),
        ("severity", |(_, finding), _| finding.severity.id().into()),
        ("state", |(_, finding), _| finding.state.id().into()),
        ("since", |(_, finding), _| {
            Cell::Text(finding.state.since().map_or_else(String::new, |period| period.from.to_string()))
        }),
        ("cause", |(_, finding), _| finding.cause.unwrap_or_default().into()),
        ("visits", |(_, finding), _| finding.concerned().into()),
        ("title", |(_, finding), locale| Cell::Text(part(finding, Part::Title, locale))),
        ("detail", |(_, finding), locale| Cell::Text(part(finding, Part::Detail, locale))),
        ("action", |(_, finding), locale| Cell::Text(part(finding, Part::Action, locale))),
    ];
    write(columns, report, |site| &site.findings, sheet)
}

fn write<'a, T>(
    columns: &[Column<'a, T>],
    report: &'a Report,
    rows: impl Fn(&'a SiteReport) -> &'a Vec<T>,
    sheet: Sheet<'_>,
) -> String {
    let site_rows = |site: &'a SiteReport| rows(site).iter().map(move |row| (site, row));
    let rows = report.sites.iter().flat_map(site_rows);
    let cells = rows.map(|row| columns.iter().map(move |(_, cell)| cell(&row, sheet.locale)).collect());
    sheet.write(columns.iter().map(|(name, _)| *name), cells)
}

impl Sheet<'_> {
    /// A table: its first line, and the cells of each row.
    pub fn write<'n>(
        self,
        head: impl Iterator<Item = &'n str>,
        rows: impl Iterator<Item = Vec<Cell>>,
    ) -> String {
        let french = self.style == CsvStyle::Local && self.locale.has_decimal_comma();
        let delimiter = if french { b';' } else { b',' };
        let mut writer = ::csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        // Writing into memory does not fail.
        let _ = writer.write_record(head);
        for row in rows {
            let _ = writer.write_record(row.into_iter().map(|cell| match cell {
                Cell::Text(text) => escape::csv(&text),
                Cell::Number(None, _) => String::new(),
                Cell::Number(Some(value), digits) if french => format!("{value:.digits$}").replace('.', ","),
                Cell::Number(Some(value), digits) => format!("{value:.digits$}"),
            }));
        }
        let text = String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default();
        if french { format!("{MARK}{text}") } else { text }
    }
}
