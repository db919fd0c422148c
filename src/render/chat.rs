//! For a chat channel: the verdict and what to do, short enough to be read there.

use crate::escape::{self, Foreign};
use crate::format::ChatKind;
use crate::model::SiteReport;
use crate::words::Words;
use crate::words::document::{Block, Headline, Section};

/// Actions that are named.
const NAMED: usize = 3;
/// Lines of the ranking.
const RANKED: usize = 10;
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

/// The message: the worst site, then a line for each other, most untracked visits first, as many as
/// fit.
pub fn message(words: Words<'_>, kind: ChatKind) -> String {
    let writer = Writer { words, markup: Markup::of(kind) };
    let mut message = writer.head();
    let sites = &words.report.sites;
    let more = |shown| words.more_sites(shown).map(|more| format!("\n{more}")).unwrap_or_default();
    let mut room = writer.markup.limit.saturating_sub(length(&more(0)));
    if let Some(worst) = words.worst() {
        let worst = writer.site(worst);
        room = room.saturating_sub(length(&message) + length(&worst) + 2);
        let gap = if message.is_empty() { "" } else { "\n" };
        message.push_str(&format!("{gap}{worst}"));
    }
    if sites.len() < 2 {
        return message;
    }
    message.push('\n');
    let mut shown = 0;
    for site in sites.iter().take(RANKED) {
        let line = format!("\n{}", writer.line(site));
        let Some(rest) = room.checked_sub(length(&line)) else { break };
        room = rest;
        shown += 1;
        message.push_str(&line);
    }
    message + &more(shown)
}

fn length(text: &str) -> usize {
    text.chars().count()
}

struct Writer<'a> {
    words: Words<'a>,
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
        let mut lines = vec![self.named(words.headline(site))];
        lines.extend(words.said(site).iter().map(|said| self.text(said)));
        let Section { title, blocks, .. } = words.todo(site);
        lines.push(self.bold(&self.text(&title)));
        for block in blocks {
            match block {
                Block::Todo(todo) => {
                    let todo = (1..)
                        .zip(todo)
                        .map(|(at, todo): (usize, _)| format!("{at}. {}", self.text(&todo.text)));
                    lines.extend(todo);
                }
                Block::Paragraph(text) => lines.push(self.text(&text)),
                _ => {}
            }
        }
        let tried = words.action_lines(site, NAMED);
        if let Some(actions) = words.actions(site).filter(|_| !tried.is_empty()) {
            lines.push(self.bold(&self.text(&actions.title)));
            lines.extend(tried.iter().map(|line| format!("{} {}", self.markup.bullet, self.text(line))));
        }
        lines.join("\n")
    }

    /// A site in its line of the ranking.
    fn line(&self, site: &SiteReport) -> String {
        self.named(self.words.ranking_line(site))
    }

    fn named(&self, sentence: Headline) -> String {
        let name = self.bold(&(self.markup.label)(&sentence.name));
        format!("{}{name}{}", self.text(&sentence.before), self.text(&sentence.after))
    }
}
