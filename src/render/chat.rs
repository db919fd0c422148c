//! For a chat channel: the verdict and what to do, short enough to be read there.

mod card;
mod markup;

use serde_json::json;

use self::markup::Markup;
use super::json::summary;
use crate::escape::Foreign;
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

/// A part of a line, to be laid out.
#[derive(Debug, Clone)]
enum Span {
    Text(String),
    Bold(String),
    /// What somebody else wrote; as bold.
    Name(Foreign),
}

#[derive(Debug, Clone, Default)]
struct Line {
    /// Whether it is one of a list.
    item: bool,
    spans: Vec<Span>,
}

impl Line {
    fn text(text: String) -> Self {
        Self { item: false, spans: vec![Span::Text(text)] }
    }

    fn bold(text: String) -> Self {
        Self { item: false, spans: vec![Span::Bold(text)] }
    }

    fn item(text: String) -> Self {
        Self { item: true, ..Self::text(text) }
    }

    fn named(Headline { before, name, after }: Headline) -> Self {
        Self { item: false, spans: vec![Span::Text(before), Span::Name(name), Span::Text(after)] }
    }
}

/// What is posted, as JSON.
pub fn payload(words: Words<'_>, kind: ChatKind) -> String {
    match kind {
        ChatKind::Mattermost => json!({ "text": message(words, kind) }).to_string(),
        // No previews of what a label may point to.
        ChatKind::Slack => {
            let text = message(words, kind);
            json!({ "text": text, "unfurl_links": false, "unfurl_media": false }).to_string()
        }
        ChatKind::Matrix => {
            let lines = lines(words, |line| Markup::HTML.length(line), Markup::HTML.limit);
            json!({
                // Of a notice, nobody is notified.
                "msgtype": "m.text",
                "body": Markup::PLAIN.lay_out(&lines),
                "format": "org.matrix.custom.html",
                "formatted_body": Markup::HTML.lay_out(&lines),
                // Whatever a label says, it mentions nobody.
                "m.mentions": {},
            })
            .to_string()
        }
        ChatKind::Teams => card::message(&lines(words, card::length, card::LIMIT)).to_string(),
        ChatKind::Json => summary::render(words, &message(words, kind)),
    }
}

/// The message as text, in the markup of its kind.
pub fn message(words: Words<'_>, kind: ChatKind) -> String {
    let markup = Markup::of(kind);
    markup.lay_out(&lines(words, |line| markup.length(line), markup.limit))
}

/// The worst site, then a line for each other, most untracked visits first, as many as fit.
fn lines(words: Words<'_>, length: impl Fn(&Line) -> usize, limit: usize) -> Vec<Line> {
    let mut lines = head(words);
    lines.extend(words.worst().into_iter().flat_map(|worst| site(words, worst)));
    let sites = &words.report.sites;
    if sites.len() < 2 {
        return lines;
    }
    lines.push(Line::default());
    let more = |shown| words.more_sites(shown).map(Line::text);
    let taken = lines.iter().chain(&more(0)).map(&length).sum();
    let mut room = limit.saturating_sub(taken);
    let mut shown = 0;
    for site in sites.iter().take(RANKED) {
        let line = Line::named(words.ranking_line(site));
        let Some(rest) = room.checked_sub(length(&line)) else { break };
        room = rest;
        shown += 1;
        lines.push(line);
    }
    lines.extend(more(shown));
    lines
}

/// All sites together, and those that are missing.
fn head(words: Words<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    if words.report.sites.len() > 1 {
        lines.push(Line::bold(words.portfolio()));
    }
    let failures = words.failures();
    lines.extend(failures.iter().take(ERRORS).map(|failure| Line::text(failure.line.clone())));
    lines.extend(words.more(failures.len(), ERRORS).map(Line::text));
    lines
}

fn site(words: Words<'_>, site: &SiteReport) -> Vec<Line> {
    let mut lines = vec![Line::named(words.headline(site))];
    lines.extend(words.said(site).into_iter().map(Line::text));
    let Section { title, blocks, .. } = words.todo(site);
    lines.push(Line::bold(title));
    for block in blocks {
        match block {
            Block::Todo(todo) => {
                let todo = (1..).zip(todo).map(|(at, todo): (usize, _)| format!("{at}. {}", todo.text));
                lines.extend(todo.map(Line::text));
            }
            Block::Paragraph(text) => lines.push(Line::text(text)),
            _ => {}
        }
    }
    let tried = words.action_lines(site, NAMED);
    if let Some(actions) = words.actions(site).filter(|_| !tried.is_empty()) {
        lines.push(Line::bold(actions.title));
        lines.extend(tried.into_iter().map(Line::item));
    }
    lines
}
