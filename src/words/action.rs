//! What was tried in the last period, and what it brought, in words.

use super::document::{Block, Cell, Column, Kind, Room, Section, Table, Topic};
use super::links::{Dates, Page};
use super::{DASH, Words};
use crate::locale::Text;
use crate::model::{Action, Change, GoalChoice, SiteReport};

/// Other spellings of a campaign that are named.
const SPELLINGS: usize = 2;

impl Words<'_> {
    /// The campaigns of the last period; none where none could be seen.
    pub fn actions(&self, site: &SiteReport) -> Option<Section> {
        let last = site.last().filter(|last| last.complete && last.visits > 0)?;
        let period = self.locale.period_long(self.report.window.unit, last.period);
        let title = self.locale.text(&Text::new("actions-title").with("period", period));
        if let Some(mut blocks) = self.link_actions(site) {
            let told = matches!(site.campaigns.goal, GoalChoice::All | GoalChoice::None);
            blocks.extend(self.goal_note(site).filter(|_| !told));
            return Some(Section { topic: Topic::Actions, title, blocks });
        }
        let mut blocks = Vec::new();
        match (site.actions.is_empty(), last.masked > 0) {
            (true, true) => blocks.push(Block::Paragraph(self.locale.get("actions-masked"))),
            (true, false) => blocks.push(Block::Paragraph(self.locale.get("actions-none"))),
            (false, _) => {
                blocks.push(Block::Table(self.action_table(site)));
                blocks.extend(self.goal_note(site));
            }
        }
        Some(Section { topic: Topic::Actions, title, blocks })
    }

    /// Why there are no results, or whose they are.
    fn goal_note(&self, site: &SiteReport) -> Option<Block> {
        let told = match &site.campaigns.goal {
            GoalChoice::All => return None,
            _ => self.conversions(&site.campaigns),
        };
        Some(Block::Quiet(self.locale.text(&told)))
    }

    fn action_table(&self, site: &SiteReport) -> Table {
        let goals = site.campaigns.has_goals();
        let columns = [
            (true, "column-campaign", Kind::Words, Room::Phone),
            (true, "column-channel", Kind::Words, if goals { Room::Wide } else { Room::Terminal }),
            (true, "column-visits", Kind::Number, Room::Phone),
            (true, "column-usual", Kind::Number, Room::Phone),
            (goals, "column-conversions", Kind::Number, Room::Mail),
            (goals, "column-rate-window", Kind::Number, Room::Wide),
            (goals, "column-comparison", Kind::Words, Room::Terminal),
        ];
        let told = |cells: [Cell; 7]| {
            let cells = columns.iter().zip(cells).filter(|(column, _)| column.0);
            cells.map(|(_, cell)| cell).collect()
        };
        let names = columns.iter().filter(|column| column.0);
        let names: Vec<Column> = names.map(|(_, name, kind, room)| self.column(name, *kind, *room)).collect();
        Table {
            caption: self.locale.get("actions-caption"),
            columns: names,
            rows: site.actions.iter().map(|action| told(self.action_row(action))).collect(),
            long: true,
            sources: self.sources(site, &[Page::Campaigns], Dates::Last),
            ..Table::default()
        }
    }

    fn action_row(&self, action: &Action) -> [Cell; 7] {
        let or_dash = |told: Option<String>| Cell::from(told.unwrap_or_else(|| DASH.to_owned()));
        let mark = action.change.map(|change| self.locale.get(&format!("change-{}", change.id())));
        [
            Cell { mark, ..self.tried(action).into() },
            or_dash(action.channel.as_ref().map(|id| self.locale.channel(id))),
            self.locale.count(action.visits).into(),
            or_dash(action.usual.map(|usual| self.locale.count(usual.round() as u64))),
            or_dash(action.conversions.map(|conversions| self.locale.count(conversions))),
            or_dash(action.rate.map(|rate| self.locale.percent(rate))),
            action.comparison.map_or_else(Cell::default, |comparison| self.compared(comparison)),
        ]
    }

    /// The first actions that brought visits, a line each.
    pub fn action_lines(&self, site: &SiteReport, first: usize) -> Vec<String> {
        if let Some(lines) = self.link_lines(site, first) {
            return lines;
        }
        let lines = site.actions.iter().filter(|action| action.visits > 0).take(first).map(|action| {
            let change = action.change.map_or("none", Change::id);
            let text = Text::new("action-line")
                .with("name", self.tried(action))
                .with("visits", action.visits)
                .with("change", change)
                .with(
                    "usual",
                    action
                        .usual
                        .map_or_else(|| "none".into(), |usual| self.locale.count(usual.round() as u64)),
                )
                .with(
                    "conversions",
                    action.conversions.map_or_else(|| "none".to_owned(), |count| self.locale.count(count)),
                );
            self.locale.text(&text)
        });
        lines.collect()
    }

    /// The name with its other spellings.
    fn tried(&self, action: &Action) -> String {
        let name = self.campaign(&action.name);
        if action.spellings.is_empty() {
            return name;
        }
        let named = action.spellings.iter().take(SPELLINGS).map(|spelling| self.name(spelling));
        let named: Vec<_> = named.chain(self.more(action.spellings.len(), SPELLINGS)).collect();
        let text = Text::new("action-spelled").with("name", name).with("others", named.join(", "));
        self.locale.text(&text)
    }
}
