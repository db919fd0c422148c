//! Where direct visits entered, in words.

use super::Words;
use super::document::{Block, Cell, Kind, Room, Section, Split, Table, Topic};
use crate::locale::Text;
use crate::model::{EntryPages, SiteReport};

impl Words<'_> {
    /// None where no direct visit is there to be told of.
    pub(super) fn pages(&self, site: &SiteReport) -> Option<Section> {
        site.last().filter(|last| last.direct > 0)?;
        let pages = &site.entry_pages;
        let blocks = match &pages.unavailable {
            Some(reason) => {
                let text = Text::new("pages-unavailable").with("reason", reason.clone());
                vec![Block::Paragraph(self.locale.text(&text))]
            }
            None => self.entry_pages(site),
        };
        let title = if is_to_tag(site) { "pages-title" } else { "pages-title-calm" };
        Some(Section { topic: Topic::Pages, title: self.locale.get(title), blocks })
    }

    fn entry_pages(&self, site: &SiteReport) -> Vec<Block> {
        let pages = &site.entry_pages;
        let why = if is_to_tag(site) { "untagged" } else { "none" };
        let sentence = Text::new("pages-split")
            .with("why", why)
            .with("home", pages.home)
            .with("deep", pages.deep)
            .with("application", pages.application);
        let parts = [
            ("direct", "html-pages-deep", pages.deep),
            ("other", "html-pages-home", pages.home),
            ("unknown", "html-pages-application", pages.application),
        ];
        let mut blocks = vec![Block::Split(Split {
            sentence: self.locale.text(&sentence),
            caption: self.locale.text(&Text::new("html-pages-sentence").with("why", why)),
            parts: self.segments(parts, pages.total()),
        })];
        if !pages.top.is_empty() {
            blocks.push(Block::Table(self.page_table(pages)));
        }
        // Links are no remedy for what a bug has made direct.
        for shared in pages.links.iter().filter(|_| site.bug().is_none()) {
            let purpose = Text::new("pages-link").with("channel", self.locale.channel(&shared.channel));
            blocks.push(Block::Link { purpose: self.locale.text(&purpose), link: shared.link.clone() });
        }
        blocks
    }

    fn page_table(&self, pages: &EntryPages) -> Table {
        let columns = vec![
            self.column("report-column-page", Kind::Words, Room::Phone),
            self.column("report-column-entries", Kind::Measure, Room::Phone),
        ];
        let most = pages.top.first().map_or(1, |page| page.visits.max(1));
        let rows = pages.top.iter().map(|page| {
            let path = self.name(&page.path).into();
            let visits = Cell::from(self.locale.count(page.visits));
            vec![path, visits.measured(Some(page.visits as f64 / most as f64))]
        });
        Table {
            caption: self.locale.get("html-pages-caption"),
            columns,
            rows: rows.collect(),
            ranked: true,
            long: true,
            ..Table::default()
        }
    }
}

/// Whether the pages are something to act on: otherwise, they are told without alarm.
fn is_to_tag(site: &SiteReport) -> bool {
    site.bug().is_none()
        && site.findings.iter().any(|finding| finding.id == "deep-direct-entries" && finding.is_cause())
}
