//! One site of the page.

use super::chart::{Chart, NARROW, WIDE};
use crate::escape;
use crate::model::SiteReport;
use crate::words::document::{Block, Fact, Section, Split, Table, Topic, VerdictName};
use crate::words::{ChartWords, Words};

/// Rows that are shown at once; the others are unfolded.
const LISTED: usize = 10;
/// Rows that a page holds of one table: the rest is in JSON.
const HELD: usize = 100;
/// Periods whose numbers are shown unfolded.
const PERIODS: usize = 16;

pub struct SiteView {
    pub id: u64,
    /// Whether the site is one of several on the page.
    pub one_of_many: bool,
    pub unfolded: bool,
    /// Levels of the headings: the site's sections, and what is in them.
    pub section: u8,
    pub below: u8,
    pub name: String,
    pub address: String,
    pub link: Option<String>,
    pub verdict: VerdictName,
    pub share: Option<String>,
    pub period: String,
    pub sentence: String,
    /// What is critical beside the verdict.
    pub beside: Option<String>,
    pub movement: Option<String>,
    pub mended: Vec<String>,
    pub facts: Vec<Fact>,
    pub split: Split,
    /// What to do.
    pub todo: Section,
    pub charts: Vec<Chart>,
    pub chart: ChartWords,
    pub periods: Folded,
    pub periods_unfolded: bool,
    pub sections: Vec<SectionView>,
    /// What stands behind it.
    pub details: Vec<SectionView>,
}

pub struct SectionView {
    pub anchor: String,
    pub title: String,
    pub blocks: Vec<BlockView>,
}

pub enum BlockView {
    Table(Box<Folded>),
    Other(Block),
}

/// A table of which the first rows are shown, and the others unfolded.
pub struct Folded {
    pub anchor: String,
    pub class: &'static str,
    pub table: Table,
    /// What is unfolded, by the words to click at.
    pub more: Option<(String, Table)>,
    pub left_out: Option<String>,
}

impl Folded {
    pub fn whole(anchor: String, class: &'static str, table: Table) -> Self {
        Self { anchor, class, table: table.of(|column| column.on_page), more: None, left_out: None }
    }

    fn new(anchor: String, class: &'static str, table: Table, words: Words<'_>) -> Self {
        let mut folded = Self::whole(anchor, class, table);
        if folded.table.long {
            let all = folded.table.rows.len();
            folded.table.rows.truncate(HELD);
            let rest = folded.table.rows.split_off(folded.table.rows.len().min(LISTED));
            let more = words.more(rest.len(), 0);
            let columns = folded.table.columns.clone();
            let ranked = folded.table.ranked;
            let caption = words.others();
            folded.more =
                more.map(|more| (more, Table { caption, columns, rows: rest, ranked, ..Table::default() }));
            folded.left_out = words.left_out(all, HELD);
        }
        folded
    }

    /// Whether it is wider than a small window.
    pub fn is_wide(&self) -> bool {
        self.table.columns.len() > 3
    }

    /// Rank of the last row that is shown at once.
    pub fn listed(&self) -> usize {
        self.table.rows.len()
    }
}

impl SectionView {
    /// `before` sections are of the same topic.
    fn new(section: Section, before: usize, site: u64, words: Words<'_>) -> Self {
        let id = section.topic.id();
        let number = if before == 0 { String::new() } else { format!("-{}", before + 1) };
        let anchor = |name: &str| format!("site-{site}-{name}{number}");
        let fold = |block| match block {
            Block::Table(table) => {
                BlockView::Table(Box::new(Folded::new(anchor(&format!("{id}-table")), id, table, words)))
            }
            block => BlockView::Other(block),
        };
        let blocks = section.blocks.into_iter().map(fold).collect();
        Self { anchor: anchor(id), title: section.title, blocks }
    }
}

impl SiteView {
    pub fn new(site: &SiteReport, words: Words<'_>, one_of_many: bool, unfolded: bool) -> Self {
        let anchor = |name: &str| format!("site-{}-{name}", site.id);
        let chart = words.chart(site);
        let draw = |size, class| Chart::new(&site.periods, words, &chart, size, class);
        let periods = words.periods(site);
        let charts = match periods.rows.is_empty() {
            true => Vec::new(),
            false => vec![draw(WIDE, "wide"), draw(NARROW, "narrow")],
        };
        let sections = words.sections(site).into_iter().filter(|section| section.topic != Topic::Todo);
        let mut topics = Vec::new();
        let mut view = |section: Section| {
            let before = topics.iter().filter(|topic| **topic == section.topic).count();
            topics.push(section.topic);
            SectionView::new(section, before, site.id, words)
        };
        Self {
            id: site.id,
            one_of_many,
            unfolded,
            section: if one_of_many { 3 } else { 2 },
            below: if one_of_many { 4 } else { 3 },
            name: words.name(&site.name),
            address: escape::terminal(&site.main_url),
            link: words.site_link(site),
            verdict: words.site_verdict(site),
            share: words.untracked(site),
            period: words.period(site),
            sentence: words.explanation(site),
            beside: words.bug(site).or_else(|| words.beside(site)),
            movement: words.movement(site),
            mended: words.mended(site),
            facts: words.facts(site),
            split: words.composition(site),
            todo: words.todo(site),
            charts,
            periods_unfolded: periods.rows.len() <= PERIODS,
            periods: Folded::whole(anchor("periods"), "periods", periods),
            sections: sections.map(&mut view).collect(),
            details: words.details(site).into_iter().map(view).collect(),
            chart,
        }
    }

    /// An id that no other site of the page has.
    pub fn anchor(&self, name: &str) -> String {
        format!("site-{}-{name}", self.id)
    }
}
