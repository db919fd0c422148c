//! What each campaign brought, in words.

use super::document::{Block, Cell, Column, Kind, Room, Section, Table, Tone, Topic};
use super::{DASH, Words};
use crate::escape::{self, Foreign};
use crate::labels::placeholder::is_masked;
use crate::locale::Text;
use crate::model::{CampaignRow, Campaigns, Comparison, GoalChoice, Presence, SiteReport};

impl Words<'_> {
    pub(super) fn campaigns(&self, site: &SiteReport) -> Option<Section> {
        let campaigns = &site.campaigns;
        if campaigns.rows.is_empty() {
            return None;
        }
        let blocks = vec![
            Block::Paragraph(self.locale.text(&self.conversions(campaigns))),
            Block::Table(self.campaign_table(campaigns)),
        ];
        Some(Section { topic: Topic::Campaigns, title: self.locale.get("campaigns-title"), blocks })
    }

    /// What the numbers of conversions are about, or why there are none.
    pub(super) fn conversions(&self, campaigns: &Campaigns) -> Text {
        let rate = campaigns.site_rate.map_or_else(|| DASH.to_owned(), |rate| self.locale.percent(rate));
        match &campaigns.goal {
            GoalChoice::None => Text::new("campaigns-no-goals"),
            GoalChoice::All => Text::new("campaigns-rate").with("rate", rate),
            GoalChoice::One(goal) => {
                Text::new("campaigns-goal").with("goal", goal.clone()).with("rate", rate)
            }
            GoalChoice::Unknown { wanted, known } => {
                let known: Vec<_> = known.iter().map(escape::terminal).collect();
                let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
                Text::new("campaigns-goal-unknown").with("goal", wanted.clone()).with("known", known)
            }
            GoalChoice::Unreadable { name, reason } => Text::new("campaigns-goal-unreadable")
                .with("goal", name.clone())
                .with("reason", reason.clone()),
        }
    }

    fn campaign_table(&self, campaigns: &Campaigns) -> Table {
        let goals = campaigns.has_goals();
        let revenue = goals && campaigns.rows.iter().any(|row| row.revenue != 0.0);
        let columns = [
            (true, "column-campaign", Kind::Words, Room::Phone),
            (true, "column-source", Kind::Words, Room::Wide),
            (true, "column-medium", Kind::Words, Room::Wide),
            (true, "column-channel", Kind::Words, Room::Terminal),
            (true, "column-visits", Kind::Number, Room::Phone),
            (goals, "column-conversions", Kind::Number, Room::Wide),
            (goals, "column-rate", Kind::Number, Room::Phone),
            (revenue, "column-revenue", Kind::Number, Room::Terminal),
            (goals, "column-comparison", Kind::Words, Room::Phone),
        ];
        let told = |cells: [Cell; 9]| {
            let cells = columns.iter().zip(cells).filter(|(column, _)| column.0);
            cells.map(|(_, cell)| cell).collect()
        };
        let rows = campaigns.rows.iter().map(|row| told(self.campaign_row(row, &campaigns.currency)));
        Table {
            caption: self.locale.get("html-campaigns-caption"),
            rows: rows.collect(),
            columns: columns
                .iter()
                .filter(|column| column.0)
                // On a page, they stand below the name.
                .map(|(_, name, kind, room)| Column {
                    on_page: !["column-source", "column-medium"].contains(name),
                    ..self.column(name, *kind, *room)
                })
                .collect(),
            long: true,
            ..Table::default()
        }
    }

    fn campaign_row(&self, row: &CampaignRow, currency: &Foreign) -> [Cell; 9] {
        let optional = |text: &Option<Foreign>| text.as_ref().map_or_else(String::new, escape::terminal);
        let mark = match row.change {
            Presence::New => Some("campaign-new"),
            Presence::Vanished => Some("campaign-vanished"),
            Presence::Unchanged => None,
        };
        let tags = [&row.source, &row.medium].map(optional);
        let detail = tags.iter().filter(|tag| !tag.is_empty()).cloned().collect::<Vec<_>>().join(" / ");
        let mark = mark.map(|id| self.locale.get(id));
        let [source, medium] = tags;
        [
            Cell { mark, detail, ..self.campaign(&row.name).into() },
            source.into(),
            medium.into(),
            row.channel.as_ref().map_or_else(|| DASH.to_owned(), |id| self.locale.channel(id)).into(),
            self.locale.count(row.visits).into(),
            self.locale.count(row.conversions).into(),
            row.rate.map_or_else(|| DASH.to_owned(), |rate| self.locale.percent(rate)).into(),
            self.locale.money(row.revenue, currency).into(),
            row.comparison.map_or_else(Cell::default, |comparison| self.compared(comparison)),
        ]
    }

    pub(super) fn compared(&self, comparison: Comparison) -> Cell {
        let text = self.locale.get(&format!("comparison-{}", comparison.id()));
        Cell::from(text).toned(Tone::Comparison(comparison))
    }

    /// The name as a reader sees it: one that Matomo hides is no name.
    pub(super) fn campaign(&self, name: &Foreign) -> String {
        if name.is(is_masked) { self.locale.get("campaign-masked") } else { self.name(name) }
    }
}
