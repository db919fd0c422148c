//! Where direct visits entered, in words.

use super::Words;
use super::document::{Block, Cell, Kind, Room, Section, Split, Table, Topic};
use crate::escape::Foreign;
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
            None => self.entry_pages(pages),
        };
        Some(Section { topic: Topic::Pages, title: self.locale.get("pages-title"), blocks })
    }

    fn entry_pages(&self, pages: &EntryPages) -> Vec<Block> {
        let sentence = Text::new("pages-split")
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
            caption: self.locale.get("html-pages-sentence"),
            parts: self.segments(parts, pages.total()),
        })];
        if !pages.top.is_empty() {
            blocks.push(Block::Table(self.page_table(pages)));
        }
        if let Some(link) = pages.top.iter().find_map(|page| page.link.clone()) {
            let purpose = Text::new("pages-link").with("channel", self.locale.channel(&pages.link_channel));
            blocks.push(Block::Link { purpose: self.locale.text(&purpose), link });
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
            let path = Cell { link: page.link.clone(), ..self.name(&page.path).into() };
            let visits = Cell::from(self.locale.count(page.visits));
            vec![path, visits.measured(Some(page.visits as f64 / most as f64))]
        });
        Table {
            caption: self.locale.get("html-pages-caption"),
            columns,
            rows: rows.collect(),
            ranked: true,
            long: true,
            note: self.links(pages),
        }
    }

    /// What the links below the pages are for.
    fn links(&self, pages: &EntryPages) -> Option<String> {
        pages.top.iter().any(|page| page.link.is_some()).then(|| {
            let channel = self.locale.channel(&pages.link_channel);
            self.locale.text(&Text::new("html-pages-link").with("channel", channel))
        })
    }

    /// The pages to tag first, with their visits.
    pub fn pages_to_tag<'s>(&self, site: &'s SiteReport) -> Vec<(&'s Foreign, String)> {
        let pages = site.entry_pages.top.iter();
        pages.map(|page| (&page.path, self.locale.count(page.visits))).collect()
    }
}
