//! For a chat channel: the verdict and what to do, short enough to be read there.

use super::terminal::icon;
use crate::config::targets::ChatKind;
use crate::escape::{self, Foreign};
use crate::locale::{Locale, Text};
use crate::model::{Part, Report, SiteReport, Verdict};

/// Pages, channels and findings that are named.
const NAMED: usize = 3;
/// Sites that could not be read, named one by one.
const ERRORS: usize = 5;

/// How one program marks text up, and how much of it a message holds.
#[derive(Debug, Clone, Copy)]
struct Markup {
    bold: &'static str,
    bullet: &'static str,
    label: fn(&Foreign) -> String,
    text: fn(&str) -> String,
    /// Characters.
    limit: usize,
}

impl Markup {
    fn of(kind: ChatKind) -> Self {
        match kind {
            // Longer posts are cut into several by the server.
            ChatKind::Mattermost => Self {
                bold: "**",
                bullet: "-",
                label: escape::mattermost,
                text: escape::mattermost_text,
                limit: 16_383,
            },
            // Slack advises 4,000 and cuts at 40,000.
            ChatKind::Slack => {
                Self {
                    bold: "*", bullet: "•", label: escape::slack, text: escape::slack_text, limit: 4_000
                }
            }
        }
    }
}

/// The message: what is said of all sites, then one paragraph for each, most
/// untracked visits first, as many as fit.
pub fn message(report: &Report, locale: &Locale, kind: ChatKind) -> String {
    let writer = Writer { locale, markup: Markup::of(kind), report };
    let mut message = writer.head();
    let sites: Vec<_> = report.sites.iter().map(|site| writer.site(site)).collect();
    let mut room = writer.markup.limit.saturating_sub(length(&message) + length(&writer.more(sites.len())));
    let mut left = sites.len();
    for site in &sites {
        let needed = length(site) + 2;
        let Some(rest) = room.checked_sub(needed) else { break };
        room = rest;
        left -= 1;
        if !message.is_empty() {
            message.push_str("\n\n");
        }
        message.push_str(site);
    }
    if left > 0 {
        message.push_str(&writer.more(left));
    }
    message
}

fn length(text: &str) -> usize {
    text.chars().count()
}

struct Writer<'a> {
    locale: &'a Locale,
    markup: Markup,
    report: &'a Report,
}

impl Writer<'_> {
    fn bold(&self, text: &str) -> String {
        format!("{0}{text}{0}", self.markup.bold)
    }

    fn text(&self, text: &str) -> String {
        (self.markup.text)(text)
    }

    /// All sites together, and those that are missing.
    fn head(&self) -> String {
        let (locale, report) = (self.locale, self.report);
        let mut lines = Vec::new();
        if report.sites.len() > 1 {
            lines.push(self.bold(&self.text(&locale.text(&report.portfolio(locale)))));
        }
        lines.extend(report.errors.iter().take(ERRORS).map(|error| self.text(&error.line(locale))));
        if let Some(more) = report.errors.len().checked_sub(ERRORS).filter(|more| *more > 0) {
            lines.push(locale.text(&Text::new("and-more").with("count", more as u64)));
        }
        lines.join("\n")
    }

    fn more(&self, sites: usize) -> String {
        let text = Text::new("chat-more").with("count", sites as u64);
        format!("\n\n{}", self.locale.text(&text))
    }

    fn site(&self, site: &SiteReport) -> String {
        let mut lines = vec![self.headline(site)];
        // Of several sites, those that are in order need no more than their line.
        if self.report.sites.len() == 1 || matches!(site.verdict, Verdict::Watch | Verdict::RedFlag) {
            lines.push(self.explanation(site));
            lines.extend(self.movement(site));
            lines.extend(self.uncovered(site));
            lines.extend(self.pages(site));
            lines.extend(self.findings(site));
        }
        lines.join("\n")
    }

    fn headline(&self, site: &SiteReport) -> String {
        let locale = self.locale;
        let share = site.last().and_then(|last| last.share_text(locale));
        let period = site.last().map(|last| locale.period_long(self.report.window.unit, last.period));
        let text = Text::new(site.headline_id())
            .with("icon", icon(site.verdict))
            .with("site", site.name.clone())
            .with("share", share.unwrap_or_default())
            .with("period", period.unwrap_or_default());
        locale.text_as(&text, &|name| self.bold(&(self.markup.label)(name)))
    }

    fn explanation(&self, site: &SiteReport) -> String {
        let text = site.explanation(&self.report.thresholds, self.locale);
        self.text(&self.locale.text(&text))
    }

    fn movement(&self, site: &SiteReport) -> Option<String> {
        let text = site.movement_text(self.report.window.unit, self.locale)?;
        Some(self.locale.text(&text))
    }

    fn list(&self, title: &str, items: impl Iterator<Item = String>, count: usize) -> Option<String> {
        let mut items: Vec<_> = items.take(NAMED).collect();
        if items.is_empty() {
            return None;
        }
        if let Some(more) = count.checked_sub(NAMED).filter(|more| *more > 0) {
            items.push(self.locale.text(&Text::new("and-more").with("count", more as u64)));
        }
        let text = Text::new("chat-list")
            .with_markup("title", self.bold(&self.locale.get(title)))
            .with_markup("items", items.join(", "));
        Some(format!("{} {}", self.markup.bullet, self.locale.text(&text)))
    }

    fn uncovered(&self, site: &SiteReport) -> Option<String> {
        let names = site.uncovered().map(|channel| {
            let name = self.text(&self.locale.channel(&channel.id));
            // A channel that is silent has no visits to show.
            match channel.untagged {
                0 => name,
                untagged => format!("{name} ({})", self.locale.count(untagged)),
            }
        });
        self.list("channels-uncovered", names, site.uncovered().count())
    }

    fn pages(&self, site: &SiteReport) -> Option<String> {
        let top = &site.entry_pages.top;
        let pages = top
            .iter()
            .map(|page| format!("{} ({})", (self.markup.label)(&page.path), self.locale.count(page.visits)));
        self.list("chat-pages", pages, top.len())
    }

    fn findings(&self, site: &SiteReport) -> Vec<String> {
        let findings = site.findings.iter().take(NAMED).map(|finding| {
            let part = |part| self.text(&finding.part(self.locale, part));
            format!("{} {} → {}", self.markup.bullet, part(Part::Title), part(Part::Action))
        });
        findings.collect()
    }
}
