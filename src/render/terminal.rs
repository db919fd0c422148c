//! For a person at a terminal: readable without colour and at 80 columns.

use owo_colors::{OwoColorize, Style};

use super::table::{self, Laid};
use crate::escape;
use crate::model::{Comparison, Severity, SiteReport, Status, Verdict};
use crate::words::Words;
use crate::words::document::{Block, Finding, Section, Table, Tone, Topic};

/// Widest text that is comfortable to read.
const MAX_WIDTH: usize = 110;
/// Below this, lines break where they will.
const MIN_WIDTH: usize = 40;
const INDENT: &str = "   ";
const DEEPER: &str = "     ";
const DEEPER_ITEM: &str = "      ";
/// Rows of a long table: what fits on the first screens.
const LISTED: usize = 5;
const LISTED_CAMPAIGNS: usize = 10;
const LISTED_ACTIONS: usize = 8;

/// How the text is laid out.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    pub width: usize,
    pub color: bool,
}

impl Layout {
    pub fn new(width: Option<u16>, color: bool) -> Self {
        // Without a terminal, the width that mail and logs are read at.
        Self { width: width.map_or(80, usize::from).clamp(MIN_WIDTH, MAX_WIDTH), color }
    }
}

pub fn render(words: Words<'_>, layout: Layout) -> String {
    let mut page = Page::new(layout);
    if words.report.sites.len() > 1 || words.report.summary {
        page.headline(&words.portfolio(), Style::new().bold());
        page.table(&words.ranking());
    }
    let several = words.report.sites.len() > 1;
    let is_open = |site: &&SiteReport| !several || words.report.details || site.needs_attention();
    let (open, calm): (Vec<_>, Vec<_>) = words.sites().iter().partition(is_open);
    for (index, site) in open.iter().enumerate() {
        if index > 0 || several {
            page.rule();
        }
        page.site(words, site);
    }
    if !calm.is_empty() {
        page.rule();
        calm.iter().for_each(|site| page.headline(&words.line(site), Style::new()));
    }
    if !words.report.details && !words.sites().is_empty() {
        page.blank();
        page.paragraph(&words.labels().more, Style::new().dimmed());
    }
    let failures = words.failures();
    if !failures.is_empty() && !words.report.sites.is_empty() {
        page.blank();
    }
    for failure in failures {
        page.headline(&failure.line, Style::new().red());
        if let Some(hint) = failure.hint {
            page.paragraph(&hint, Style::new());
        }
    }
    if let Some(demo) = words.demo() {
        page.blank();
        page.text.push_str(&demo);
        page.text.push('\n');
    }
    page.finish()
}

/// A table alone, in the width of a terminal or else unbroken: in a pipe, what is cut in two cannot
/// be found.
pub fn listing(table: &Table, width: Option<u16>) -> String {
    let width = width.map_or(usize::from(u16::MAX), |width| usize::from(width).max(MIN_WIDTH));
    let mut page = Page::new(Layout { width, color: false });
    page.rows(table, "");
    page.finish()
}

/// A text that grows from top to bottom.
pub struct Page {
    layout: Layout,
    text: String,
}

impl Page {
    pub fn new(layout: Layout) -> Self {
        Self { layout, text: String::new() }
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

    fn paint(&self, text: &str, style: Style) -> String {
        if self.layout.color && !text.is_empty() { text.style(style).to_string() } else { text.to_owned() }
    }

    fn blank(&mut self) {
        self.text.push('\n');
    }

    fn rule(&mut self) {
        let rule = self.paint(&"─".repeat(self.layout.width), Style::new().dimmed());
        self.text.push_str(&format!("\n{rule}\n\n"));
    }

    /// A line from the margin, its continuation indented.
    fn headline(&mut self, text: &str, style: Style) {
        self.wrapped(text, "", INDENT, style);
    }

    fn paragraph(&mut self, text: &str, style: Style) {
        self.wrapped(text, INDENT, INDENT, style);
    }

    fn item(&mut self, text: &str) {
        self.wrapped(&format!("• {text}"), INDENT, DEEPER, Style::new());
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

    fn site(&mut self, words: Words<'_>, site: &SiteReport) {
        self.headline(&words.headline(site).text(), verdict(site.verdict).bold());
        let bold = verdict(site.verdict).bold();
        for (at, said) in words.said(site).iter().enumerate() {
            let is_beside = at == 1 && words.beside(site).is_some();
            self.paragraph(said, if is_beside { bold } else { Style::new() });
        }
        for section in words.sections(site) {
            self.section(words, section);
        }
        if !words.report.details {
            return;
        }
        let periods = words.periods(site);
        if !periods.rows.is_empty() {
            self.blank();
            self.table(&periods);
        }
        for section in words.details(site) {
            self.section(words, section);
        }
    }

    fn section(&mut self, words: Words<'_>, section: Section) {
        self.blank();
        self.paragraph(&section.title, Style::new().bold());
        let listed = match section.topic {
            Topic::Campaigns => LISTED_CAMPAIGNS,
            Topic::Actions => LISTED_ACTIONS,
            _ => LISTED,
        };
        for block in section.blocks {
            match block {
                Block::Paragraph(text) => self.paragraph(&text, Style::new()),
                Block::Quiet(text) => {
                    if section.topic != Topic::WhatIf {
                        self.blank();
                    }
                    self.paragraph(&text, Style::new().dimmed());
                }
                Block::Items(items) => items.iter().for_each(|item| self.item(item)),
                Block::Table(mut table) => {
                    let more = words.cut(&mut table, listed);
                    self.table(&table);
                    if let Some(more) = more {
                        self.paragraph(&more, Style::new().dimmed());
                    }
                }
                Block::Split(split) => self.paragraph(&split.sentence, Style::new()),
                Block::Link { purpose, link } => {
                    self.paragraph(&purpose, Style::new());
                    // On a line of its own, unbroken, so that it can be copied.
                    self.text.push_str(&format!("{INDENT}{}\n", escape::whole(&link)));
                }
                Block::Todo(todo) => {
                    for (at, todo) in (1..).zip(todo) {
                        self.wrapped(
                            &format!("{at}. {}", todo.text),
                            INDENT,
                            DEEPER_ITEM,
                            Style::new().bold(),
                        );
                    }
                }
                Block::Findings(findings) => findings.iter().for_each(|finding| self.finding(finding)),
            }
        }
    }

    fn finding(&mut self, finding: &Finding) {
        let style = match finding.severity {
            Severity::Critical => Style::new().red(),
            Severity::Warning => Style::new().yellow(),
            Severity::Notice => Style::new(),
        };
        let title = format!("[{}] {} ({})", finding.severity_name, finding.title, finding.id);
        self.wrapped(&title, INDENT, DEEPER, style);
        self.wrapped(&finding.detail, DEEPER, DEEPER, Style::new());
        if let Some(state) = &finding.state {
            self.wrapped(state, DEEPER, DEEPER, Style::new().dimmed());
        }
        if let Some(action) = &finding.action {
            self.wrapped(&format!("→ {action}"), DEEPER, DEEPER, Style::new().bold());
        }
    }

    fn table(&mut self, table: &Table) {
        self.rows(table, INDENT);
    }

    fn rows(&mut self, table: &Table, indent: &str) {
        let paint = |text: &str, tone| self.paint(text, style(tone));
        let quiet = |text: &str| self.paint(text, Style::new().dimmed());
        match table::lay(table, self.layout.width - indent.len(), &paint, &quiet) {
            Laid::Lines(lines) => {
                for line in lines {
                    self.text.push_str(&format!("{indent}{line}\n"));
                }
            }
            Laid::Items(items) => items.iter().for_each(|item| self.item(item)),
        }
    }
}

fn style(tone: Tone) -> Style {
    match tone {
        Tone::Verdict(shown) => verdict(shown),
        Tone::Status(Status::None | Status::Silent) | Tone::Comparison(Comparison::Below) => {
            Style::new().yellow()
        }
        Tone::Status(Status::Covered | Status::Tagged) | Tone::Comparison(Comparison::Above) => {
            Style::new().green()
        }
        Tone::Plain | Tone::Status(_) | Tone::Comparison(_) => Style::new(),
    }
}

fn verdict(verdict: Verdict) -> Style {
    match verdict {
        Verdict::RedFlag => Style::new().red(),
        Verdict::Watch => Style::new().yellow(),
        Verdict::Clear => Style::new().green(),
        Verdict::Inconclusive => Style::new(),
    }
}
