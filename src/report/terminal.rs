//! For a person at a terminal: the verdict first, then the evidence, then what
//! to do. Readable without colour and at 80 columns.

use comfy_table::{Cell, CellAlignment, Table, presets};
use owo_colors::{OwoColorize, Style};

use super::{ChannelRow, PeriodRow, Report, SiteReport, Status, Verdict, escape};
use crate::locale::{Locale, Text};

/// Widest text that is comfortable to read.
const MAX_WIDTH: usize = 110;
const INDENT: &str = "   ";
/// Cells of a bar that stands for all visits.
const BAR: usize = 10;
/// Hosts that are named beside a channel.
const HOSTS: usize = 3;

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
    let mut page = Page { locale, layout, text: String::new() };
    for (index, site) in report.sites.iter().enumerate() {
        if index > 0 {
            page.rule();
        }
        page.site(site, report);
    }
    for error in &report.errors {
        let site = error.site.map_or_else(String::new, |id| id.to_string());
        let text = Text::new("site-error")
            .with("site", site)
            .with("name", escape::terminal(&error.name))
            .with("message", escape::terminal(&locale.text(&error.message)));
        page.headline(&locale.text(&text), Style::new().red());
    }
    if report.demo {
        page.blank();
        page.text.push_str(&locale.get("demo-next"));
        page.text.push('\n');
    }
    page.text
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

/// A bar of ten cells for a share, in eighths of a cell.
pub fn bar(share: f64) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (share.clamp(0.0, 1.0) * (BAR * 8) as f64).round() as usize;
    let mut bar = "█".repeat(eighths / 8) + EIGHTHS[eighths % 8];
    let empty = BAR - eighths.div_ceil(8);
    bar.push_str(&"·".repeat(empty));
    bar
}

struct Page<'a> {
    locale: &'a Locale,
    layout: Layout,
    text: String,
}

impl Page<'_> {
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
    }

    fn verdict(&mut self, site: &SiteReport, report: &Report) {
        let Some(last) = site.last() else { return };
        let locale = self.locale;
        let style = match site.verdict {
            Verdict::RedFlag => Style::new().red().bold(),
            Verdict::Watch => Style::new().yellow().bold(),
            Verdict::Clear => Style::new().green().bold(),
            Verdict::Inconclusive => Style::new().bold(),
        };
        let share = last.untracked_share.map(|share| locale.percent(share));
        let id = if share.is_some() { "headline" } else { "headline-no-visits" };
        let headline = Text::new(id)
            .with("icon", icon(site.verdict))
            .with("site", escape::terminal(&site.name))
            .with("share", share.unwrap_or_default())
            .with("period", locale.period_long(report.window.unit, last.period));
        self.headline(&locale.text(&headline), style);
        let explanation = match &site.inconclusive {
            Some(text) => locale.text(text),
            None => locale.text(
                &Text::new(format!("verdict-{}", site.verdict.id()))
                    .with("untracked", last.untracked)
                    .with("visits", last.visits)
                    .with("limit", locale.percent_whole(report.thresholds.red_flag)),
            ),
        };
        self.paragraph(&explanation, Style::new());
        if let Some(difference) = last.against_median.filter(|_| site.periods.len() > 1) {
            let text = Text::new("against-median")
                .with("arrow", arrow(difference))
                .with("points", locale.points(difference))
                .with("unit", report.window.unit.id())
                .with("periods", site.periods.len() as u64);
            self.paragraph(&locale.text(&text), Style::new());
        }
    }

    fn periods(&mut self, site: &SiteReport, report: &Report) {
        let unit = report.window.unit;
        let mut table = self.table(&[
            (&format!("column-{}", unit.id()), false),
            ("column-visits", true),
            ("column-direct", true),
            ("column-unknown", true),
            ("column-untracked", true),
            ("", false),
            ("column-interval", true),
        ]);
        for row in &site.periods {
            let cells = self.period(row, &self.locale.period_short(unit, row.period));
            table.add_row(cells.map(Cell::new_owned));
        }
        self.add(&table);
    }

    fn period(&self, row: &PeriodRow, name: &str) -> [String; 7] {
        let locale = self.locale;
        let share = row.untracked_share.map_or_else(|| "–".to_owned(), |share| locale.percent(share));
        let style = match row.verdict {
            Verdict::RedFlag => Style::new().red(),
            Verdict::Watch => Style::new().yellow(),
            Verdict::Clear => Style::new().green(),
            Verdict::Inconclusive => Style::new().dimmed(),
        };
        let interval = row.interval.map_or_else(String::new, |interval| {
            let bound = |value: f64| locale.decimal(value * 100.0, 1);
            format!("{}–{}", bound(interval.low), bound(interval.high))
        });
        [
            name.to_owned(),
            locale.count(row.visits),
            locale.count(row.direct),
            locale.count(row.unknown.total()),
            self.paint(&share, style),
            self.paint(&row.untracked_share.map_or_else(String::new, bar), style),
            interval,
        ]
    }

    fn channels(&mut self, site: &SiteReport) {
        let group = |status| match status {
            Status::None | Status::Silent => "channels-uncovered",
            Status::Partial => "channels-partial",
            Status::Covered | Status::Tagged => "channels-covered",
        };
        for id in ["channels-uncovered", "channels-partial", "channels-covered"] {
            let channels: Vec<_> =
                site.channels.iter().filter(|channel| group(channel.status) == id).collect();
            if channels.is_empty() {
                continue;
            }
            self.title(id);
            let mut table = self.table(&[("", false), ("", true), ("", true), ("", false)]);
            for channel in channels {
                table.add_row(self.channel(channel).map(Cell::new_owned));
            }
            self.add(&table);
        }
        if site.unmatched > 0 {
            let text = Text::new("channels-unmatched").with("visits", site.unmatched);
            self.blank();
            self.paragraph(&self.locale.text(&text), Style::new().dimmed());
        }
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
            channel_name(locale, &channel.id),
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
                column.set_padding((0, 2));
                if *right {
                    column.set_cell_alignment(CellAlignment::Right);
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

/// The channel's name; one that the team defined has its id.
pub fn channel_name(locale: &Locale, id: &str) -> String {
    let message = format!("channel-{id}");
    if locale.has(&message) { locale.get(&message) } else { id.to_owned() }
}

fn hosts(channel: &ChannelRow) -> String {
    let named = channel.evidence.iter().take(HOSTS);
    let mut hosts: Vec<_> =
        named.map(|seen| format!("{} {}", escape::terminal(&seen.host), seen.visits)).collect();
    if channel.evidence.len() > HOSTS {
        hosts.push("…".to_owned());
    }
    hosts.join(" · ")
}

fn arrow(difference: f64) -> &'static str {
    // Half a tenth of a point shows as "0,0".
    match difference {
        d if d > 0.0005 => "▲",
        d if d < -0.0005 => "▼",
        _ => "=",
    }
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
