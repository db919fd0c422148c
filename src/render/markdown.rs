//! For a wiki, a merge request or a chat: what GitHub, GitLab and Mattermost
//! all render. The sections are those of the terminal.

use std::fmt::Write as _;

use super::terminal::{bar, icon};
use crate::escape::{self, Foreign, markdown as text_of};
use crate::locale::{Locale, Text};
use crate::model::{CampaignRow, ChannelRow, Finding, Part, PeriodRow, Presence, Report, SiteReport, Status};

/// Rows of a table: a comment is read in passing.
const LISTED: usize = 5;
const LISTED_CAMPAIGNS: usize = 10;
/// Hosts that are named beside a channel.
const HOSTS: usize = 3;

pub fn render(report: &Report, locale: &Locale) -> String {
    let mut page = Page { locale, text: String::new() };
    let many = report.sites.len() != 1 || report.summary;
    if many {
        page.portfolio(report);
    }
    let sites = if report.summary { &[][..] } else { &report.sites[..] };
    for site in sites {
        page.site(site, report, if many { "##" } else { "#" });
    }
    page.errors(report);
    page.footer(report);
    page.text
}

/// A label, as long as a table shows.
fn label(text: &Foreign) -> String {
    text_of(&escape::terminal(text))
}

fn share_of(share: Option<f64>, locale: &Locale) -> String {
    share.map_or_else(|| "–".to_owned(), |share| locale.percent(share))
}

/// A bar in a code span, where its cells are equally wide.
fn bar_of(share: Option<f64>) -> String {
    share.map_or_else(String::new, |share| format!("`{}`", bar(share)))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Align {
    Left,
    Right,
}

struct Page<'a> {
    locale: &'a Locale,
    text: String,
}

impl Page<'_> {
    /// A block of one line, apart from the others.
    fn block(&mut self, line: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn paragraph(&mut self, text: &Text) {
        let text = text_of(&self.locale.text(text));
        self.block(&text);
    }

    /// The cells are Markdown already.
    fn table(&mut self, columns: &[(&str, Align)], rows: impl Iterator<Item = Vec<String>>) {
        let header = columns.iter().map(|(id, _)| match *id {
            "" => String::new(),
            id => text_of(&self.locale.get(id)),
        });
        let header = row(&header.collect::<Vec<_>>());
        self.block(&header);
        let rule = columns.iter().map(|(_, align)| match align {
            Align::Left => "---".to_owned(),
            Align::Right => "---:".to_owned(),
        });
        let _ = writeln!(self.text, "{}", row(&rule.collect::<Vec<_>>()));
        for cells in rows {
            let _ = writeln!(self.text, "{}", row(&cells));
        }
    }

    fn title(&mut self, level: &str, id: &str) {
        let title = text_of(&self.locale.get(id));
        self.block(&format!("{level}# {title}"));
    }

    fn portfolio(&mut self, report: &Report) {
        let locale = self.locale;
        self.block(&format!("# {}", text_of(&locale.text(&report.portfolio(locale)))));
        let columns = [
            ("column-site", Align::Left),
            ("column-verdict", Align::Left),
            ("column-untracked-visits", Align::Right),
            ("column-visits", Align::Right),
            ("column-share", Align::Right),
            ("column-change", Align::Right),
        ];
        let rows = report.sites.iter().filter_map(|site| {
            let last = site.last()?;
            let verdict = locale.get(&format!("verdict-name-{}", site.verdict.id()));
            Some(vec![
                format!("{} {}", site.id, label(&site.name)),
                format!("{} {}", icon(site.verdict), text_of(&verdict)),
                last.count_text(last.untracked, locale),
                locale.count(last.visits),
                last.share_text(locale).unwrap_or_else(|| "–".to_owned()),
                text_of(&site.movement_short(locale)),
            ])
        });
        self.table(&columns, rows);
    }

    fn site(&mut self, site: &SiteReport, report: &Report, level: &str) {
        self.verdict(site, report, level);
        if site.periods.iter().any(|row| row.visits > 0) {
            self.periods(site, report);
        }
        self.channels(site, level);
        self.what_if(site, level);
        self.pages(site, level);
        self.campaigns(site, level);
        self.findings(site, level);
    }

    fn verdict(&mut self, site: &SiteReport, report: &Report, level: &str) {
        let locale = self.locale;
        let Some(last) = site.last() else { return };
        let headline = Text::new(site.headline_id())
            .with("icon", icon(site.verdict))
            .with("site", escape::terminal(&site.name))
            .with("share", last.share_text(locale).unwrap_or_default())
            .with("period", locale.period_long(report.window.unit, last.period));
        self.block(&format!("{level} {}", text_of(&locale.text(&headline))));
        let explanation = site.inconclusive.clone().unwrap_or_else(|| {
            Text::new(format!("verdict-{}", site.verdict.id()))
                .with("untracked", last.untracked)
                .with("visits", last.visits)
                .with("limit", locale.percent_whole(report.thresholds.red_flag))
        });
        let explanation = text_of(&locale.text(&explanation));
        self.block(&format!("**{explanation}**"));
        if let Some(text) = site.movement_text(report.window.unit, locale) {
            self.paragraph(&text);
        }
    }

    fn periods(&mut self, site: &SiteReport, report: &Report) {
        let locale = self.locale;
        let unit = report.window.unit;
        let first = format!("column-{}", unit.id());
        let columns = [
            (first.as_str(), Align::Left),
            ("column-visits", Align::Right),
            ("column-direct", Align::Right),
            ("column-unknown", Align::Right),
            ("column-untracked", Align::Right),
            ("", Align::Left),
            ("column-interval", Align::Right),
        ];
        let cells = |row: &PeriodRow| {
            vec![
                text_of(&locale.period_short(unit, row.period)),
                locale.count(row.visits),
                row.count_text(row.direct, locale),
                row.count_text(row.unknown.total(), locale),
                row.share_text(locale).unwrap_or_else(|| "–".to_owned()),
                bar_of(row.untracked_share),
                row.interval_text(locale),
            ]
        };
        self.table(&columns, site.periods.iter().map(cells));
    }

    fn channels(&mut self, site: &SiteReport, level: &str) {
        let locale = self.locale;
        let group = |status| match status {
            Status::None | Status::Silent => "channels-uncovered",
            Status::Partial => "channels-partial",
            Status::Unknown => "channels-unknown",
            Status::Covered | Status::Tagged => "channels-covered",
        };
        let columns = [
            ("column-channel", Align::Left),
            ("report-column-tagged", Align::Right),
            ("report-column-untagged", Align::Right),
            ("report-column-coverage", Align::Left),
            ("report-column-seen", Align::Left),
        ];
        for id in ["channels-uncovered", "channels-partial", "channels-unknown", "channels-covered"] {
            let channels: Vec<_> =
                site.channels.iter().filter(|channel| group(channel.status) == id).collect();
            if channels.is_empty() {
                continue;
            }
            self.title(level, id);
            if let Some(why) = site.coverage_unknown.as_ref().filter(|_| id == "channels-unknown") {
                self.paragraph(why);
            }
            self.table(&columns, channels.into_iter().map(|channel| channel_cells(channel, locale)));
        }
        if let Some(text) = site.guessed(locale) {
            self.paragraph(&text);
        }
        if site.unmatched > 0 {
            self.paragraph(&Text::new("channels-unmatched").with("visits", site.unmatched));
        }
    }

    fn what_if(&mut self, site: &SiteReport, level: &str) {
        if site.what_if.is_empty() {
            return;
        }
        let locale = self.locale;
        self.title(level, "what-if-title");
        let items = site.what_if.iter().take(LISTED).map(|what_if| {
            let text = Text::new("what-if")
                .with("channel", locale.channel(&what_if.channel))
                .with("visits", what_if.visits)
                .with("with_tags", locale.percent(what_if.share_with_tags))
                .with("share", locale.percent(what_if.share));
            format!("- {}", text_of(&locale.text(&text)))
        });
        let items = items.collect::<Vec<_>>().join("\n");
        self.block(&items);
        self.paragraph(&Text::new("what-if-bound"));
    }

    fn pages(&mut self, site: &SiteReport, level: &str) {
        let locale = self.locale;
        let pages = &site.entry_pages;
        if site.last().is_none_or(|last| last.direct == 0) {
            return;
        }
        self.title(level, "pages-title");
        if let Some(reason) = &pages.unavailable {
            self.paragraph(&Text::new("pages-unavailable").with("reason", reason.clone()));
            return;
        }
        let text = Text::new("pages-split")
            .with("home", pages.home)
            .with("deep", pages.deep)
            .with("application", pages.application);
        self.paragraph(&text);
        if pages.top.is_empty() {
            return;
        }
        let columns = [
            ("report-column-rank", Align::Right),
            ("report-column-page", Align::Left),
            ("report-column-entries", Align::Right),
        ];
        let rows =
            pages.top.iter().take(LISTED).enumerate().map(|(index, page)| {
                vec![(index + 1).to_string(), label(&page.path), locale.count(page.visits)]
            });
        self.table(&columns, rows);
        self.link(site);
    }

    /// In a code block, where it stays as it is and can be copied.
    fn link(&mut self, site: &SiteReport) {
        let pages = &site.entry_pages;
        let Some(link) = pages.top.iter().find_map(|page| page.link.as_ref()) else { return };
        let channel = self.locale.channel(&pages.link_channel);
        self.paragraph(&Text::new("pages-link").with("channel", channel));
        // A URL has no backtick and no end of line; should one come through,
        // the block must still not end early.
        let link = escape::whole(link).replace('`', "%60");
        self.block(&format!("```text\n{link}\n```"));
    }

    fn campaigns(&mut self, site: &SiteReport, level: &str) {
        let locale = self.locale;
        let campaigns = &site.campaigns;
        if campaigns.rows.is_empty() {
            return;
        }
        self.title(level, "campaigns-title");
        let explanation = campaigns.explanation(locale);
        self.paragraph(&explanation);
        let mut columns = vec![
            ("column-campaign", Align::Left),
            ("column-channel", Align::Left),
            ("column-visits", Align::Right),
        ];
        if campaigns.has_goals() {
            columns.extend([("column-rate", Align::Right), ("column-comparison", Align::Left)]);
        }
        let rows = campaigns.rows.iter().take(LISTED_CAMPAIGNS);
        self.table(&columns, rows.map(|row| campaign_cells(row, campaigns.has_goals(), locale)));
        if let Some(more) = campaigns.rows.len().checked_sub(LISTED_CAMPAIGNS).filter(|more| *more > 0) {
            self.paragraph(&Text::new("and-more").with("count", more as u64));
        }
    }

    fn findings(&mut self, site: &SiteReport, level: &str) {
        if site.findings.is_empty() {
            return;
        }
        self.title(level, "findings-title");
        let findings = site.findings.iter().map(|finding| finding_item(finding, self.locale));
        let findings = findings.collect::<Vec<_>>().join("\n");
        self.block(&findings);
    }

    fn errors(&mut self, report: &Report) {
        for error in &report.errors {
            self.paragraph(&error.text());
        }
    }

    fn footer(&mut self, report: &Report) {
        let at = &report.generated_at;
        let zone = at.time_zone().iana_name().map_or_else(|| at.offset().to_string(), ToOwned::to_owned);
        let text = Text::new("report-generated")
            .with("date", self.locale.date(at.date()))
            .with("time", at.strftime("%H:%M").to_string())
            .with("zone", zone);
        // No label is in it.
        let text = self.locale.text(&text);
        self.block("---");
        self.block(&text);
    }
}

fn row(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}

fn channel_cells(channel: &ChannelRow, locale: &Locale) -> Vec<String> {
    let named = channel.evidence.iter().take(HOSTS);
    let mut seen: Vec<_> =
        named.map(|seen| format!("{} {}", escape::terminal(&seen.host), locale.count(seen.visits))).collect();
    if channel.evidence.len() > HOSTS {
        seen.push("…".to_owned());
    }
    if !channel.leaves_referrer {
        seen.push(locale.get("channel-unseen-short"));
    }
    let visible = channel.leaves_referrer || channel.untagged > 0;
    vec![
        text_of(&locale.channel(&channel.id)),
        locale.count(channel.tagged),
        if visible { locale.count(channel.untagged) } else { "–".to_owned() },
        channel.coverage.map_or_else(
            || "–".to_owned(),
            |share| format!("{} {}", bar_of(Some(share)), locale.percent(share)),
        ),
        text_of(&seen.join(" · ")),
    ]
}

fn campaign_cells(row: &CampaignRow, has_goals: bool, locale: &Locale) -> Vec<String> {
    let change = match row.change {
        Presence::New => format!(" ({})", locale.get("campaign-new")),
        Presence::Vanished => format!(" ({})", locale.get("campaign-vanished")),
        Presence::Unchanged => String::new(),
    };
    let mut cells = vec![
        format!("{}{}", label(&row.label(locale)), text_of_tail(&change)),
        row.channel.as_ref().map_or_else(String::new, |id| text_of(&locale.channel(id))),
        locale.count(row.visits),
    ];
    if has_goals {
        cells.push(share_of(row.rate, locale));
        cells.push(row.comparison.map_or_else(String::new, |comparison| {
            text_of(&locale.get(&format!("comparison-{}", comparison.id())))
        }));
    }
    cells
}

/// What follows a label keeps the space before it.
fn text_of_tail(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" {}", text_of(text)) }
}

fn finding_item(finding: &Finding, locale: &Locale) -> String {
    let part = |part| text_of(&finding.part(locale, part));
    let severity = text_of(&locale.get(&format!("severity-{}", finding.severity.id())));
    format!(
        "- **{} · {severity}** (`{}`)\n  - {}\n  - → {}",
        part(Part::Title),
        finding.id,
        part(Part::Detail),
        part(Part::Action)
    )
}
