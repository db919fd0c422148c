//! For a person at a terminal: the verdict first, then the evidence, then what
//! to do. Readable without colour and at 80 columns.

use comfy_table::{Cell, CellAlignment, ColumnConstraint, Table, presets};
use owo_colors::{OwoColorize, Style};

use crate::escape::{self, Foreign};
use crate::locale::{Locale, Text};
use crate::model::{ChannelRow, Part, PeriodRow, Presence, Report, Severity, SiteReport, Status, Verdict};

/// Widest text that is comfortable to read.
const MAX_WIDTH: usize = 110;
const INDENT: &str = "   ";
/// Columns between two columns of a table.
const GAP: usize = 2;
const DEEPER: &str = "     ";
/// Pages and channels that are listed: what fits on the first screens.
const LISTED: usize = 5;
const LISTED_CAMPAIGNS: usize = 10;
/// Columns from which source and medium find room beside the channel.
const WIDE: usize = 100;
/// Cells of a bar that stands for all visits.
const BAR: usize = 10;
const BAR_COLUMN: usize = 5;
/// Hosts that are named beside a channel.
const HOSTS: usize = 3;

/// Below this many columns, tables show only what a decision needs.
const NARROW: usize = 74;
/// Below this many, numbers may be broken to fit at all.
const CRAMPED: usize = 56;

/// How the text is laid out.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    pub width: usize,
    pub color: bool,
}

impl Layout {
    pub fn new(width: Option<u16>, color: bool) -> Self {
        // Without a terminal, the width that mail and logs are read at.
        Self { width: width.map_or(80, usize::from).clamp(40, MAX_WIDTH), color }
    }
}

pub fn render(report: &Report, locale: &Locale, layout: Layout) -> String {
    let mut page = Page::new(locale, layout);
    if report.sites.len() > 1 || report.summary {
        page.portfolio(report);
    }
    let sites = if report.summary { &[][..] } else { &report.sites[..] };
    for (index, site) in sites.iter().enumerate() {
        if index > 0 || report.sites.len() > 1 {
            page.rule();
        }
        page.site(site, report);
    }
    if !report.errors.is_empty() && !report.sites.is_empty() {
        page.blank();
    }
    for error in &report.errors {
        page.headline(&error.line(locale), Style::new().red());
        if let Some(hint) = error.hint(locale) {
            page.paragraph(&hint, Style::new());
        }
    }
    if report.demo {
        page.blank();
        page.text.push_str(&locale.get("demo-next"));
        page.text.push('\n');
    }
    page.finish()
}

/// The icon of a verdict: it tells without colour.
pub fn icon(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Clear => "✅",
        Verdict::Watch => "🔶",
        Verdict::RedFlag => "🚩",
        Verdict::Inconclusive => "❔",
    }
}

fn style(verdict: Verdict) -> Style {
    match verdict {
        Verdict::RedFlag => Style::new().red(),
        Verdict::Watch => Style::new().yellow(),
        Verdict::Clear => Style::new().green(),
        Verdict::Inconclusive => Style::new(),
    }
}

/// A bar of ten cells for a share, in eighths of a cell.
pub fn bar(share: f64) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (share.clamp(0.0, 1.0) * (BAR * 8) as f64).round() as usize;
    let mut bar = "█".repeat(eighths / 8) + EIGHTHS[eighths % 8];
    let empty = BAR - eighths.div_ceil(8);
    bar.push_str(&"·".repeat(empty));
    bar
}

/// A text that grows from top to bottom.
pub struct Page<'a> {
    locale: &'a Locale,
    layout: Layout,
    text: String,
}

impl<'a> Page<'a> {
    pub fn new(locale: &'a Locale, layout: Layout) -> Self {
        Self { locale, layout, text: String::new() }
    }

    pub fn finish(self) -> String {
        self.text
    }

    /// A bold line with an indented text below it.
    pub fn entry(&mut self, title: &str, text: &str) {
        if !self.text.is_empty() {
            self.blank();
        }
        self.headline(title, Style::new().bold());
        for line in text.lines() {
            self.paragraph(line, Style::new());
        }
    }

    fn is_narrow(&self) -> bool {
        self.layout.width < NARROW
    }

    fn paint(&self, text: &str, style: Style) -> String {
        if self.layout.color { text.style(style).to_string() } else { text.to_owned() }
    }

    fn blank(&mut self) {
        self.text.push('\n');
    }

    fn rule(&mut self) {
        let rule = "─".repeat(self.layout.width);
        let rule = self.paint(&rule, Style::new().dimmed());
        self.text.push_str(&format!("\n{rule}\n\n"));
    }

    /// A line from the margin, its continuation indented.
    fn headline(&mut self, text: &str, style: Style) {
        self.wrapped(text, "", INDENT, style);
    }

    fn paragraph(&mut self, text: &str, style: Style) {
        self.wrapped(text, INDENT, INDENT, style);
    }

    fn wrapped(&mut self, text: &str, first: &str, rest: &str, style: Style) {
        let options = textwrap::Options::new(self.layout.width)
            .initial_indent(first)
            .subsequent_indent(rest)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        for line in textwrap::wrap(text, options) {
            let line = self.paint(&line, style);
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }

    fn title(&mut self, id: &str) {
        self.blank();
        let title = self.locale.get(id);
        self.paragraph(&title, Style::new().bold());
    }

    fn site(&mut self, site: &SiteReport, report: &Report) {
        self.verdict(site, report);
        if site.periods.iter().any(|row| row.visits > 0) {
            self.blank();
            self.periods(site, report);
        }
        self.channels(site);
        self.what_if(site);
        self.pages(site);
        self.campaigns(site);
        self.findings(site);
    }

    fn portfolio(&mut self, report: &Report) {
        let locale = self.locale;
        self.headline(&locale.text(&report.portfolio(locale)), Style::new().bold());
        let mut columns = vec![
            ("column-site", false),
            ("column-verdict", false),
            ("column-untracked-visits", true),
            ("column-share", true),
        ];
        if !self.is_narrow() {
            columns.insert(3, ("column-visits", true));
            columns.push(("column-change", true));
        }
        let mut table = self.table(&columns);
        for site in &report.sites {
            let Some(last) = site.last() else { continue };
            let verdict = format!(
                "{} {}",
                icon(site.verdict),
                locale.get(&format!("verdict-name-{}", site.verdict.id()))
            );
            let mut cells = vec![
                format!("{} {}", site.id, escape::terminal(&site.name)),
                self.paint(&verdict, style(site.verdict)),
                last.count_text(last.untracked, locale),
                last.share_text(locale).unwrap_or_else(|| "–".to_owned()),
            ];
            if !self.is_narrow() {
                cells.insert(3, locale.count(last.visits));
                cells.push(site.movement_short(locale));
            }
            table.add_row(cells.into_iter().map(Cell::new_owned));
        }
        self.add(&table);
    }

    fn what_if(&mut self, site: &SiteReport) {
        if site.what_if.is_empty() {
            return;
        }
        self.title("what-if-title");
        for what_if in site.what_if.iter().take(LISTED) {
            let text = Text::new("what-if")
                .with("channel", self.locale.channel(&what_if.channel))
                .with("visits", what_if.visits)
                .with("with_tags", self.locale.percent(what_if.share_with_tags))
                .with("share", self.locale.percent(what_if.share));
            self.item(&self.locale.text(&text));
        }
        self.paragraph(&self.locale.get("what-if-bound"), Style::new().dimmed());
    }

    fn pages(&mut self, site: &SiteReport) {
        let pages = &site.entry_pages;
        if !site.has_pages_to_tell() {
            return;
        }
        self.title("pages-title");
        if let Some(reason) = &pages.unavailable {
            let text = Text::new("pages-unavailable").with("reason", reason.clone());
            self.paragraph(&self.locale.text(&text), Style::new());
            return;
        }
        let text = Text::new("pages-split")
            .with("home", pages.home)
            .with("deep", pages.deep)
            .with("application", pages.application);
        self.paragraph(&self.locale.text(&text), Style::new());
        let mut table = self.table(&[("", true), ("", false), ("", true)]);
        for (index, page) in pages.top.iter().take(LISTED).enumerate() {
            let visits = self.locale.text(&Text::new("direct-entries").with("visits", page.visits));
            let cells = [format!("{}.", index + 1), escape::terminal(&page.path), visits];
            table.add_row(cells.map(Cell::new_owned));
        }
        self.add(&table);
        if let Some(link) = pages.top.iter().find_map(|page| page.link.as_ref()) {
            let text = Text::new("pages-link").with("channel", self.locale.channel(&pages.link_channel));
            self.paragraph(&self.locale.text(&text), Style::new());
            // On a line of its own, unbroken, so that it can be copied.
            self.text.push_str(&format!("{INDENT}{}\n", escape::whole(link)));
        }
    }

    fn campaigns(&mut self, site: &SiteReport) {
        let campaigns = &site.campaigns;
        if campaigns.rows.is_empty() {
            return;
        }
        let locale = self.locale;
        self.title("campaigns-title");
        let explanation = locale.text(&campaigns.explanation(locale));
        self.paragraph(&explanation, Style::new());
        let wide = self.layout.width >= WIDE;
        let narrow = self.is_narrow();
        let revenue = !narrow && campaigns.has_goals() && campaigns.rows.iter().any(|row| row.revenue != 0.0);
        let mut columns = vec![("column-campaign", false)];
        if wide {
            columns.extend([("column-source", false), ("column-medium", false)]);
        }
        if !narrow {
            columns.push(("column-channel", false));
        }
        columns.push(("column-visits", true));
        if wide && campaigns.has_goals() {
            columns.push(("column-conversions", true));
        }
        if campaigns.has_goals() {
            columns.push(("column-rate", true));
        }
        if revenue {
            columns.push(("column-revenue", true));
        }
        if campaigns.has_goals() {
            columns.push(("column-comparison", false));
        }
        let mut table = self.table(&columns);
        let optional = |text: &Option<Foreign>| text.as_ref().map_or_else(String::new, escape::terminal);
        for row in campaigns.rows.iter().take(LISTED_CAMPAIGNS) {
            let change = match row.change {
                Presence::New => format!(" ({})", locale.get("campaign-new")),
                Presence::Vanished => format!(" ({})", locale.get("campaign-vanished")),
                Presence::Unchanged => String::new(),
            };
            let mut cells = vec![format!("{}{change}", escape::terminal(&row.label(locale)))];
            if wide {
                cells.extend([optional(&row.source), optional(&row.medium)]);
            }
            if !narrow {
                cells.push(row.channel.as_ref().map_or_else(String::new, |id| locale.channel(id)));
            }
            cells.push(locale.count(row.visits));
            if wide && campaigns.has_goals() {
                cells.push(locale.count(row.conversions));
            }
            cells.extend(row.rate.map(|rate| locale.percent(rate)));
            if revenue {
                cells.push(locale.money(row.revenue, &campaigns.currency));
            }
            if let Some(comparison) = row.comparison {
                cells.push(locale.get(&format!("comparison-{}", comparison.id())));
            }
            table.add_row(cells.into_iter().map(Cell::new_owned));
        }
        self.add(&table);
        if let Some(more) = campaigns.rows.len().checked_sub(LISTED_CAMPAIGNS).filter(|more| *more > 0) {
            self.paragraph(
                &locale.text(&Text::new("and-more").with("count", more as u64)),
                Style::new().dimmed(),
            );
        }
    }

    fn findings(&mut self, site: &SiteReport) {
        if site.findings.is_empty() {
            return;
        }
        self.title("findings-title");
        for finding in &site.findings {
            let severity = self.locale.get(&format!("severity-{}", finding.severity.id()));
            let part = |part| finding.part(self.locale, part);
            let style = match finding.severity {
                Severity::Critical => Style::new().red(),
                Severity::Warning => Style::new().yellow(),
                Severity::Notice => Style::new(),
            };
            let lines = [
                format!("[{severity}] {} ({})", part(Part::Title), finding.id),
                part(Part::Detail),
                format!("→ {}", part(Part::Action)),
            ];
            let [title, detail, action] = &lines;
            self.wrapped(title, INDENT, DEEPER, style);
            self.wrapped(detail, DEEPER, DEEPER, Style::new());
            self.wrapped(action, DEEPER, DEEPER, Style::new().bold());
        }
    }

    fn item(&mut self, text: &str) {
        self.wrapped(&format!("• {text}"), INDENT, DEEPER, Style::new());
    }

    fn verdict(&mut self, site: &SiteReport, report: &Report) {
        let Some(last) = site.last() else { return };
        let locale = self.locale;
        let headline = Text::new(site.headline_id())
            .with("icon", icon(site.verdict))
            .with("site", escape::terminal(&site.name))
            .with("share", last.share_text(locale).unwrap_or_default())
            .with("period", locale.period_long(report.window.unit, last.period));
        self.headline(&locale.text(&headline), style(site.verdict).bold());
        let explanation = site.explanation(&report.thresholds, locale);
        self.paragraph(&locale.text(&explanation), Style::new());
        if let Some(text) = site.movement_text(report.window.unit, locale) {
            self.paragraph(&locale.text(&text), Style::new());
        }
    }

    fn periods(&mut self, site: &SiteReport, report: &Report) {
        let unit = report.window.unit;
        let name = format!("column-{}", unit.id());
        let mut columns = vec![
            (&*name, false),
            ("column-visits", true),
            ("column-direct", true),
            ("column-unknown", true),
            ("column-untracked", true),
            ("", false),
            ("column-interval", true),
        ];
        // The bar repeats the share: it goes first.
        if self.is_narrow() {
            columns.remove(BAR_COLUMN);
        }
        let mut table = self.table(&columns);
        for row in &site.periods {
            let mut cells = self.period(row, &self.locale.period_short(unit, row.period)).to_vec();
            if self.is_narrow() {
                cells.remove(BAR_COLUMN);
            }
            table.add_row(cells.into_iter().map(Cell::new_owned));
        }
        self.add(&table);
    }

    fn period(&self, row: &PeriodRow, name: &str) -> [String; 7] {
        let locale = self.locale;
        let share = row.share_text(locale).unwrap_or_else(|| "–".to_owned());
        let style = style(row.verdict);
        [
            name.to_owned(),
            locale.count(row.visits),
            row.count_text(row.direct, locale),
            row.count_text(row.unknown.total(), locale),
            self.paint(&share, style),
            self.paint(&row.untracked_share.map_or_else(String::new, bar), style),
            row.interval_text(locale),
        ]
    }

    fn channels(&mut self, site: &SiteReport) {
        let group = |status| match status {
            Status::None | Status::Silent => "channels-uncovered",
            Status::Partial => "channels-partial",
            Status::Unknown => "channels-unknown",
            Status::Covered | Status::Tagged => "channels-covered",
        };
        for id in ["channels-uncovered", "channels-partial", "channels-unknown", "channels-covered"] {
            let channels: Vec<_> =
                site.channels.iter().filter(|channel| group(channel.status) == id).collect();
            if channels.is_empty() {
                continue;
            }
            self.title(id);
            if let Some(why) = site.coverage_unknown.as_ref().filter(|_| id == "channels-unknown") {
                self.paragraph(&self.locale.text(why), Style::new());
            }
            let rows: Vec<_> = channels.into_iter().map(|channel| self.channel(channel)).collect();
            if self.is_narrow() || !self.fits(&rows) {
                for row in rows {
                    let cells = row.into_iter().filter(|cell| !cell.is_empty());
                    self.item(&cells.collect::<Vec<_>>().join(" · "));
                }
                continue;
            }
            let mut table = self.table(&[("", false), ("", true), ("", true), ("", false)]);
            for row in rows {
                table.add_row(row.map(Cell::new_owned));
            }
            self.add(&table);
        }
        if let Some(text) = site.guessed(self.locale) {
            self.blank();
            self.paragraph(&self.locale.text(&text), Style::new().dimmed());
        }
        if site.unmatched > 0 {
            let text = Text::new("channels-unmatched").with("visits", site.unmatched);
            self.blank();
            self.paragraph(&self.locale.text(&text), Style::new().dimmed());
        }
    }

    /// Whether the last column of a table has room for its longest word: a host
    /// that is cut in two is hard to read.
    fn fits(&self, rows: &[[String; 4]]) -> bool {
        let width = |cell: &str| textwrap::core::display_width(cell);
        let widest = |column: usize| rows.iter().map(|row| width(&row[column]) + GAP).max().unwrap_or(0);
        let taken: usize = INDENT.len() + (0..3).map(widest).sum::<usize>() + GAP;
        let longest = rows.iter().flat_map(|row| row[3].split(' ')).map(width).max().unwrap_or(0);
        taken + longest <= self.layout.width
    }

    fn channel(&self, channel: &ChannelRow) -> [String; 4] {
        let locale = self.locale;
        let untagged = match channel.leaves_referrer || channel.untagged > 0 {
            true => locale.text(&Text::new("untagged").with("visits", channel.untagged)),
            false => String::new(),
        };
        let detail = match (channel.leaves_referrer, channel.coverage) {
            (false, _) => locale.get("channel-unseen-short"),
            (true, Some(coverage)) if channel.tagged > 0 && channel.untagged > 0 => {
                format!("{} · {}", locale.percent(coverage), hosts(channel))
            }
            _ => hosts(channel),
        };
        [
            locale.channel(&channel.id),
            locale.text(&Text::new("tagged").with("visits", channel.tagged)),
            untagged,
            detail,
        ]
    }

    fn table(&self, columns: &[(&str, bool)]) -> Table {
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        table.set_content_arrangement(comfy_table::ContentArrangement::Dynamic);
        table.set_width((self.layout.width - INDENT.len()).try_into().unwrap_or(80));
        if columns.iter().any(|(id, _)| !id.is_empty()) {
            let header = columns.iter().map(|(id, _)| match *id {
                "" => String::new(),
                id => self.locale.get(id),
            });
            table.set_header(header.map(|name| Cell::new_owned(self.paint(&name, Style::new().dimmed()))));
        } else {
            // Columns come into being with their first row; a header of none gives them.
            table.set_header(columns.iter().map(|_| ""));
        }
        for (index, (_, right)) in columns.iter().enumerate() {
            if let Some(column) = table.column_mut(index) {
                column.set_padding((0, GAP as u16));
                if *right {
                    column.set_cell_alignment(CellAlignment::Right);
                }
                if *right && self.layout.width >= CRAMPED {
                    column.set_constraint(ColumnConstraint::ContentWidth);
                }
            }
        }
        table
    }

    fn add(&mut self, table: &Table) {
        for line in table.lines() {
            let line = line.trim_end();
            if !line.is_empty() {
                self.text.push_str(&format!("{INDENT}{line}\n"));
            }
        }
    }
}

/// Where a channel's untagged visits were seen.
pub fn hosts(channel: &ChannelRow) -> String {
    let named = channel.evidence.iter().take(HOSTS);
    let mut hosts: Vec<_> =
        named.map(|seen| format!("{} {}", escape::terminal(&seen.host), seen.visits)).collect();
    if channel.evidence.len() > HOSTS {
        hosts.push("…".to_owned());
    }
    hosts.join("\u{a0}· ")
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share_and_never_longer() {
        assert_eq!(bar(0.0), "··········");
        assert_eq!(bar(1.0), "██████████");
        assert_eq!(bar(0.5), "█████·····");
        assert_eq!(bar(0.682), "██████▉···");
        for share in 0..=1000 {
            assert_eq!(bar(f64::from(share) / 1000.0).width(), BAR);
        }
    }
}
