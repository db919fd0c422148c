//! For a wiki, a merge request or a chat: what GitHub, GitLab and Mattermost all render.

use super::table::{bar, shown};
use crate::escape::{self, markdown as text_of};
use crate::model::SiteReport;
use crate::words::Words;
use crate::words::document::{Block, Cell, Finding, Room, Section, Table, Topic};

/// Rows of a long table: a comment is read in passing.
const LISTED: usize = 5;
const LISTED_CAMPAIGNS: usize = 10;

pub fn render(words: Words<'_>) -> String {
    let mut page = Page { words, text: String::new(), rank: text_of(&words.labels().rank) };
    let many = words.is_portfolio();
    if many {
        page.block(&format!("# {}", text_of(&words.portfolio())));
        page.table(&words.ranking());
    }
    for site in words.sites() {
        page.site(site, if many { "##" } else { "#" });
    }
    for failure in words.failures() {
        page.paragraph(&failure.line);
    }
    page.block("---");
    // No label is in it.
    page.block(&words.generated());
    page.text
}

struct Page<'a> {
    words: Words<'a>,
    text: String,
    /// Name of the column of ranks.
    rank: String,
}

impl Page<'_> {
    /// A block of one line or more, apart from the others.
    fn block(&mut self, lines: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(lines);
        self.text.push('\n');
    }

    fn paragraph(&mut self, text: &str) {
        self.block(&text_of(text));
    }

    fn site(&mut self, site: &SiteReport, level: &str) {
        let words = self.words;
        self.block(&format!("{level} {}", text_of(&words.headline(site).text())));
        self.block(&format!("**{}**", text_of(&words.explanation(site))));
        for said in words.said(site).iter().skip(1) {
            self.paragraph(said);
        }
        for section in words.sections(site) {
            self.section(section, level);
        }
        let periods = words.periods(site);
        if !periods.rows.is_empty() {
            self.table(&periods);
        }
        for section in words.details(site) {
            self.section(section, level);
        }
    }

    fn section(&mut self, section: Section, level: &str) {
        self.block(&format!("{level}# {}", text_of(&section.title)));
        let listed = if section.topic == Topic::Campaigns { LISTED_CAMPAIGNS } else { LISTED };
        for block in section.blocks {
            match block {
                Block::Paragraph(text) | Block::Quiet(text) => self.paragraph(&text),
                Block::Split(split) => self.paragraph(&split.sentence),
                Block::Items(items) => {
                    let items = items.iter().map(|item| format!("- {}", text_of(item)));
                    self.block(&items.collect::<Vec<_>>().join("\n"));
                }
                Block::Table(mut table) => {
                    let more = self.words.cut(&mut table, listed);
                    self.table(&table);
                    if let Some(more) = more {
                        self.paragraph(&more);
                    }
                }
                Block::Link { purpose, link } => {
                    self.paragraph(&purpose);
                    // In a code block, where it stays as it is and can be copied. A URL has no backtick and
                    // no end of line; should one come through, the block must still not end early.
                    let link = escape::whole(&link).replace('`', "%60");
                    self.block(&format!("```text\n{link}\n```"));
                }
                Block::Todo(todo) => {
                    let todo = (1..).zip(todo).map(|(at, todo)| format!("{at}. {}", text_of(&todo.text)));
                    self.block(&todo.collect::<Vec<_>>().join("\n"));
                }
                Block::Findings(findings) => {
                    self.block(&findings.iter().map(finding).collect::<Vec<_>>().join("\n"));
                }
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let table = shown(table, Room::Terminal);
        let mut names = Vec::new();
        names.extend(table.ranked.then(|| (self.rank.clone(), "---:")));
        for column in &table.columns {
            let line = if column.kind.is_words() { "---" } else { "---:" };
            names.push((text_of(&column.name), line));
            // In a code span, where its cells are equally wide.
            names.extend((column.kind.is_measure()).then(|| (String::new(), "---")));
        }
        let mut lines = vec![
            row(names.iter().map(|(name, _)| name.clone())),
            row(names.iter().map(|(_, line)| (*line).to_owned())),
        ];
        for (rank, cells) in table.rows.iter().enumerate() {
            let rank = table.ranked.then(|| (rank + 1).to_string());
            let cells = table.columns.iter().zip(cells).flat_map(|(column, cell)| {
                let bar = (column.kind.is_measure()).then(|| bar_of(cell));
                [Some(cell_of(cell)), bar]
            });
            lines.push(row(rank.into_iter().chain(cells.flatten())));
        }
        self.block(&lines.join("\n"));
    }
}

fn row(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// A number needs no escape, and reads better without.
fn cell_of(cell: &Cell) -> String {
    let text = cell.marked();
    let is_number = text.chars().all(|c| c.is_ascii_digit() || "\u{202f}\u{a0} .,–−+%".contains(c));
    if is_number { text.into_owned() } else { text_of(&text) }
}

fn bar_of(cell: &Cell) -> String {
    cell.bar.map_or_else(String::new, |share| format!("`{}`", bar(share)))
}

fn finding(finding: &Finding) -> String {
    let [severity, title, detail] =
        [&finding.severity_name, &finding.title, &finding.detail].map(|text| text_of(text));
    let action = finding.action.as_ref().map(|action| format!("→ {}", text_of(action)));
    let more = finding.state.as_deref().map(text_of).into_iter().chain(action);
    let more: String = more.map(|line| format!("\n  - {line}")).collect();
    format!("- **{title} · {severity}** (`{}`)\n  - {detail}{more}", finding.id)
}
