//! Links of the ledger: what they brought, and what to do with them, in words.

use super::document::{Block, Cell, Column, Kind, Room, Section, Table, Topic};
use super::links::{Dates, Page};
use super::{DASH, Words};
use crate::ledger::{Status, Target};
use crate::locale::Text;
use crate::model::{Because, Inseparable, LedgerReport, LinkRow, LinkState, SiteReport, Unlisted};
use crate::period::{Period, Unit};

/// Labels that a note names.
const NAMED: usize = 3;
/// Columns of the table of links.
const COLUMNS: [(&str, Kind, Room); 6] = [
    ("column-link", Kind::Words, Room::Phone),
    ("column-id", Kind::Words, Room::Terminal),
    ("column-visits", Kind::Number, Room::Phone),
    ("column-target", Kind::Words, Room::Wide),
    ("column-advice", Kind::Words, Room::Phone),
    ("column-decided", Kind::Words, Room::Wide),
];

/// A line of the table: a link, or what is in no ledger.
enum Tried<'a> {
    Link(&'a LinkRow),
    Unlisted(&'a Unlisted),
}

impl Tried<'_> {
    fn visits(&self) -> u64 {
        match self {
            Self::Link(link) => link.last_visits.unwrap_or_default(),
            Self::Unlisted(unlisted) => unlisted.last_visits,
        }
    }

    /// Whether it is of the last period: it brought visits, or something is to be said about it.
    fn is_current(&self) -> bool {
        let is_expected = |link: &LinkRow| {
            let never = link.status == Status::Active && link.state == LinkState::NeverSeen;
            link.due || never || link.status == Status::Active && link.state == LinkState::TooEarly
        };
        self.visits() > 0 || matches!(self, Self::Link(link) if is_expected(link))
    }

    /// What was sent lately comes before what waits for a decision.
    fn rank(&self) -> u8 {
        match self {
            _ if self.visits() > 0 => 0,
            Self::Link(link) => match link.state {
                LinkState::NeverSeen => 1,
                LinkState::TooEarly => 2,
                _ => 3,
            },
            Self::Unlisted(_) => 4,
        }
    }
}

impl Words<'_> {
    /// The links of the last period with what is in no ledger; `None` without a ledger that leads here.
    pub(super) fn link_actions(&self, site: &SiteReport) -> Option<Vec<Block>> {
        let ledger = site.ledger.as_ref().filter(|_| !site.links.is_empty())?;
        let tried = tried(site);
        let mut blocks = Vec::new();
        match tried.is_empty() {
            true => blocks.push(Block::Paragraph(self.locale.get("links-none"))),
            false => blocks.push(Block::Table(self.link_table(site, &tried))),
        }
        blocks.extend(self.ledger_notes(site, ledger).into_iter().map(Block::Quiet));
        Some(blocks)
    }

    /// All links of the ledger that lead to the site.
    pub(super) fn all_links(&self, site: &SiteReport) -> Option<Section> {
        let all: Vec<_> = site.links.iter().map(Tried::Link).collect();
        if all.is_empty() {
            return None;
        }
        let title = self.locale.get("links-title");
        Some(Section { topic: Topic::Links, title, blocks: vec![Block::Table(self.link_table(site, &all))] })
    }

    fn link_table(&self, site: &SiteReport, tried: &[Tried<'_>]) -> Table {
        let column = |(name, kind, room): &(&str, Kind, Room)| self.column(name, *kind, *room);
        Table {
            caption: self.locale.get("links-caption"),
            columns: COLUMNS.iter().map(column).collect::<Vec<Column>>(),
            rows: tried.iter().map(|tried| self.tried_row(tried).into()).collect(),
            long: true,
            sources: self.sources(site, &[Page::Campaigns], Dates::Last),
            ..Table::default()
        }
    }

    fn tried_row(&self, tried: &Tried<'_>) -> [Cell; 6] {
        let or_dash = |told: Option<String>| Cell::from(told.unwrap_or_else(|| DASH.to_owned()));
        match tried {
            Tried::Link(link) => [
                self.name(link.name()).into(),
                link.id.clone().into(),
                or_dash(link.last_visits.map(|visits| self.locale.count(visits))),
                or_dash(self.target(link)),
                self.advice(link).into(),
                or_dash(self.decided(link)),
            ],
            Tried::Unlisted(unlisted) => [
                Cell { mark: Some(self.locale.get("link-unlisted")), ..self.name(&unlisted.name).into() },
                DASH.to_owned().into(),
                self.locale.count(unlisted.last_visits).into(),
                DASH.to_owned().into(),
                self.advice_unlisted(unlisted).into(),
                DASH.to_owned().into(),
            ],
        }
    }

    fn day(&self, date: jiff::civil::Date) -> String {
        self.locale.period_short(Unit::Day, Period { from: date, to: date })
    }

    /// `31 of 40 by 26 Nov`
    fn target(&self, link: &LinkRow) -> Option<String> {
        let target = link.target?;
        let count = count(link, target).map_or_else(|| DASH.to_owned(), |count| self.locale.count(count));
        let review = link.review.map_or_else(|| "none".to_owned(), |review| self.day(review));
        let text = Text::new("link-progress").with("count", count).with("target", target.count);
        Some(self.locale.text(&text.with("unit", target.of.id()).with("review", review)))
    }

    fn decided(&self, link: &LinkRow) -> Option<String> {
        let decision = self.locale.get(&format!("decision-{}", link.decision?.id()));
        let day = link.decided.map_or_else(|| "none".to_owned(), |decided| self.day(decided));
        Some(self.locale.text(&Text::new("link-decided").with("decision", decision).with("day", day)))
    }

    /// What to do with a link, and why.
    pub fn advice(&self, link: &LinkRow) -> String {
        let target = link.target.map_or(0, |target| target.count);
        let count = link.target.and_then(|target| count(link, target)).unwrap_or_default();
        let because = match (link.state, link.because) {
            (LinkState::NotMeasurable, because) => format!("advice-not-measurable-{}", because.id()),
            (LinkState::Continue | LinkState::Stop, Because::Rate) => {
                format!("advice-{}-rate", link.state.id())
            }
            (state, _) => format!("advice-{}", state.id()),
        };
        let text = Text::new(because)
            .with("count", count)
            .with("target", target)
            .with("best", link.at_best.unwrap_or_default())
            .with("days", link.age.unwrap_or_default())
            .with("id", link.id.clone())
            .with("since", link.since.map_or_else(String::new, |since| self.day(since)))
            .with("status", link.status.id());
        self.locale.text(&text)
    }

    fn advice_unlisted(&self, unlisted: &Unlisted) -> String {
        self.locale.get(if unlisted.is_id { "advice-unlisted-id" } else { "advice-unlisted" })
    }

    /// The first links of the last period, a line each; `None` without a ledger that leads here.
    pub(super) fn link_lines(&self, site: &SiteReport, first: usize) -> Option<Vec<String>> {
        site.ledger.as_ref().filter(|_| !site.links.is_empty())?;
        let lines = tried(site).into_iter().take(first).map(|tried| {
            let (name, advice, visits) = match &tried {
                Tried::Link(link) => (self.name(link.name()), self.advice(link), link.last_visits),
                Tried::Unlisted(row) => {
                    (self.name(&row.name), self.advice_unlisted(row), Some(row.last_visits))
                }
            };
            let visits = visits.map_or_else(|| "none".into(), crate::locale::Value::from);
            let text = Text::new("link-line").with("name", name).with("visits", visits);
            self.locale.text(&text.with("advice", advice))
        });
        Some(lines.collect())
    }

    /// What the table cannot say: visits that are of no link, or of one of several.
    fn ledger_notes(&self, site: &SiteReport, ledger: &LedgerReport) -> Vec<String> {
        let mut notes = Vec::new();
        if let Some(why) = &ledger.unread {
            notes.push(self.locale.text(&Text::new("links-unread").with("reason", why.clone())));
        }
        let lost: u64 = ledger.id_lost.iter().map(|lost| lost.visits).sum();
        if lost > 0 {
            let named: Vec<_> =
                ledger.id_lost.iter().take(NAMED).map(|lost| self.name(&lost.campaign)).collect();
            let named: Vec<_> = named.into_iter().chain(self.more(ledger.id_lost.len(), NAMED)).collect();
            let text = Text::new("links-id-lost").with("visits", lost).with("campaigns", named.join(", "));
            notes.push(self.locale.text(&text));
        }
        notes.extend(self.since_links(site));
        notes.extend(ledger.inseparable.iter().take(NAMED).map(|shared| self.shared(site, shared)));
        notes.extend(self.more(ledger.inseparable.len(), NAMED));
        notes
    }

    /// Links that were published before the first day that could be counted.
    fn since_links(&self, site: &SiteReport) -> Option<String> {
        let older: Vec<_> = site.links.iter().filter(|link| link.since.is_some()).collect();
        let first = older.iter().filter_map(|link| link.since).min()?;
        let named: Vec<_> = older.iter().take(NAMED).map(|link| self.name(link.name())).collect();
        let named: Vec<_> = named.into_iter().chain(self.more(older.len(), NAMED)).collect();
        let text = Text::new("links-since").with("links", named.join(", ")).with("count", older.len() as u64);
        Some(self.locale.text(&text.with("since", self.locale.date(first))))
    }

    fn shared(&self, site: &SiteReport, shared: &Inseparable) -> String {
        let links = site.links.iter().filter(|link| shared.ids.contains(&link.id));
        let named: Vec<_> = links.take(NAMED).map(|link| self.name(link.name())).collect();
        let named: Vec<_> = named.into_iter().chain(self.more(shared.ids.len(), NAMED)).collect();
        let text =
            Text::new("links-inseparable").with("links", named.join(", ")).with("visits", shared.visits);
        self.locale.text(&text)
    }
}

/// What a target counts of a link.
fn count(link: &LinkRow, target: Target) -> Option<u64> {
    match target.of {
        crate::ledger::Unit::Visits => link.visits,
        crate::ledger::Unit::Conversions => link.converted,
    }
}

fn tried(site: &SiteReport) -> Vec<Tried<'_>> {
    let unlisted = site.ledger.iter().flat_map(|ledger| &ledger.unlisted).map(Tried::Unlisted);
    let mut tried: Vec<_> = site.links.iter().map(Tried::Link).chain(unlisted).collect();
    tried.retain(Tried::is_current);
    tried.sort_by_key(|tried| (tried.rank(), std::cmp::Reverse(tried.visits())));
    tried
}
