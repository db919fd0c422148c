//! The text part of a message: for programs that show no HTML, and for those who read it aloud.

use super::table::{self, Laid};
use crate::escape;
use crate::model::SiteReport;
use crate::words::Words;
use crate::words::document::{Block, Section, Table, Tone};

/// Columns: many programs wrap at 78.
const WIDTH: usize = 76;
/// Rows of a long table, and findings.
const LISTED: usize = 5;

/// The report with the details of `sites`.
pub fn render(words: Words<'_>, sites: &[&SiteReport]) -> String {
    let mut text = String::new();
    if words.is_portfolio() {
        wrapped(&mut text, &words.portfolio());
        let mut ranking = words.ranking();
        ranking.rows.truncate(super::mail::RANKED);
        add(&mut text, &ranking);
        words
            .more(words.report.sites.len(), super::mail::RANKED)
            .iter()
            .for_each(|more| wrapped(&mut text, more));
    }
    let failures = words.failures();
    for failure in failures.iter().take(super::mail::ERRORS) {
        wrapped(&mut text, &failure.line);
        failure.hint.iter().for_each(|hint| wrapped(&mut text, hint));
    }
    words.more(failures.len(), super::mail::ERRORS).iter().for_each(|more| wrapped(&mut text, more));
    for site in sites {
        title(&mut text, '=', &words.headline(site).text());
        words.said(site).iter().for_each(|said| wrapped(&mut text, said));
        words.sections(site).into_iter().for_each(|shown| section(&mut text, words, shown));
    }
    text.push('\n');
    for line in words.undetailed().into_iter().chain(words.footer()) {
        wrapped(&mut text, &line);
    }
    text
}

fn section(text: &mut String, words: Words<'_>, section: Section) {
    title(text, '-', &section.title);
    for block in section.blocks {
        match block {
            Block::Paragraph(said) | Block::Quiet(said) => wrapped(text, &said),
            Block::Split(split) => wrapped(text, &split.sentence),
            Block::Items(items) => items.iter().for_each(|item| wrapped(text, &format!("* {item}"))),
            Block::Link { purpose, link } => text.push_str(&format!("{purpose}\n{}\n", escape::whole(&link))),
            Block::Table(mut table) => {
                let more = words.cut(&mut table, LISTED);
                add(text, &table);
                more.iter().for_each(|more| wrapped(text, more));
            }
            Block::Todo(todo) => {
                (1..)
                    .zip(todo)
                    .for_each(|(at, todo): (usize, _)| wrapped(text, &format!("{at}. {}", todo.text)));
            }
            Block::Findings(findings) => {
                for found in findings.iter().take(LISTED) {
                    wrapped(text, &format!("* [{}] {}", found.severity_name, found.title));
                    wrapped(text, &format!("  {}", found.detail));
                    let more = found.state.iter().chain(&found.action);
                    more.for_each(|more| wrapped(text, &format!("  {more}")));
                }
                words.more(findings.len(), LISTED).iter().for_each(|more| wrapped(text, more));
            }
        }
    }
}

fn title(text: &mut String, line: char, title: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    wrapped(text, title);
    let width = textwrap::core::display_width(title).min(WIDTH);
    text.push_str(&format!("{}\n", line.to_string().repeat(width)));
}

fn wrapped(text: &mut String, said: &str) {
    let indent = if said.starts_with(['*', ' ']) { "  " } else { "" };
    let options = textwrap::Options::new(WIDTH)
        .subsequent_indent(indent)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(said, options).iter().for_each(|line| text.push_str(&format!("{line}\n")));
}

fn add(text: &mut String, table: &Table) {
    let plain = |cell: &str, _: Tone| cell.to_owned();
    match table::lay(table, WIDTH, &plain, &ToOwned::to_owned) {
        Laid::Lines(lines) => lines.iter().for_each(|line| text.push_str(&format!("{line}\n"))),
        Laid::Items(items) => items.iter().for_each(|item| wrapped(text, &format!("* {item}"))),
    }
}
