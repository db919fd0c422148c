//! For a chat channel: the verdict and what to do, short enough to be read there.

use crate::escape::{self, Foreign};
use crate::format::ChatKind;
use crate::model::{SiteReport, Verdict};
use crate::words::{Labels, Words};

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

/// The message: what is said of all sites, then one paragraph for each, most untracked visits first,
/// as many as fit.
pub fn message(words: Words<'_>, kind: ChatKind) -> String {
    let writer = Writer { words, labels: words.labels(), markup: Markup::of(kind) };
    let mut message = writer.head();
    let sites = &words.report.sites;
    let more = |shown| words.more_sites(shown).map(|more| format!("\n\n{more}")).unwrap_or_default();
    let mut room = writer.markup.limit.saturating_sub(length(&message) + length(&more(0)));
    let mut shown = 0;
    for site in sites {
        let site = writer.site(site);
        let Some(rest) = room.checked_sub(length(&site) + 2) else { break };
        room = rest;
        shown += 1;
        if !message.is_empty() {
            message.push_str("\n\n");
        }
        message.push_str(&site);
    }
    message + &more(shown)
}

fn length(text: &str) -> usize {
    text.chars().count()
}

struct Writer<'a> {
    words: Words<'a>,
    labels: Labels,
    markup: Markup,
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
        let words = self.words;
        let mut lines = Vec::new();
        if words.report.sites.len() > 1 {
            lines.push(self.bold(&self.text(&words.portfolio())));
        }
        let failures = words.failures();
        lines.extend(failures.iter().take(ERRORS).map(|failure| self.text(&failure.line)));
        lines.extend(words.more(failures.len(), ERRORS));
        lines.join("\n")
    }

    fn site(&self, site: &SiteReport) -> String {
        let words = self.words;
        let headline = words.headline(site);
        let name = self.bold(&(self.markup.label)(&headline.name));
        let mut lines = vec![format!("{}{name}{}", headline.before, headline.after)];
        // Of several sites, those that are in order need no more than their line.
        if words.report.sites.len() == 1 || matches!(site.verdict, Verdict::Watch | Verdict::RedFlag) {
            lines.push(self.text(&words.explanation(site)));
            lines.extend(words.movement(site).map(|text| self.text(&text)));
            let uncovered: Vec<_> = words.uncovered(site).iter().map(|name| self.text(name)).collect();
            lines.extend(self.list(&self.labels.uncovered, &uncovered));
            let pages = words.pages_to_tag(site);
            let pages: Vec<_> = pages
                .iter()
                .map(|(path, visits)| format!("{} ({visits})", (self.markup.label)(path)))
                .collect();
            lines.extend(self.list(&self.labels.pages, &pages));
            lines.extend(self.findings(site));
        }
        lines.join("\n")
    }

    fn list(&self, title: &str, items: &[String]) -> Option<String> {
        let named: Vec<_> =
            items.iter().take(NAMED).cloned().chain(self.words.more(items.len(), NAMED)).collect();
        let listed = || self.words.listed(self.bold(title), &named);
        (!items.is_empty()).then(|| format!("{} {}", self.markup.bullet, listed()))
    }

    fn findings(&self, site: &SiteReport) -> Vec<String> {
        let findings = self.words.found(site, NAMED).into_iter().map(|finding| {
            let (title, action) = (self.text(&finding.title), self.text(&finding.action));
            format!("{} {title} → {action}", self.markup.bullet)
        });
        findings.collect()
    }
}
