//! Costs and decisions of a month, in words.

use super::document::{Block, Cell, Column, Kind, Room, Section, Table, Topic};
use super::finding::links_named;
use super::{DASH, Words};
use crate::escape::Foreign;
use crate::locale::Text;
use crate::model::{ChannelCost, MonthReport, Price, SiteReport};

const COLUMNS: [(&str, Kind, Room); 6] = [
    ("column-channel", Kind::Words, Room::Phone),
    ("column-cost", Kind::Number, Room::Phone),
    ("column-visits", Kind::Number, Room::Wide),
    ("column-per-visit", Kind::Words, Room::Phone),
    ("column-conversions", Kind::Number, Room::Wide),
    ("column-per-conversion", Kind::Words, Room::Terminal),
];

impl Words<'_> {
    pub(super) fn month(&self, site: &SiteReport) -> Option<Section> {
        let month = site.month.as_ref()?;
        let mut blocks = Vec::new();
        if !month.costs.is_empty() {
            let row = |cost| self.cost_row(cost, &site.campaigns.currency).into();
            let column = |(name, kind, room): &(&str, Kind, Room)| self.column(name, *kind, *room);
            blocks.push(Block::Table(Table {
                caption: self.locale.get("month-caption"),
                columns: COLUMNS.iter().map(column).collect::<Vec<Column>>(),
                rows: month.costs.iter().map(row).collect(),
                ..Table::default()
            }));
        }
        blocks.push(Block::Paragraph(self.decisions(month)));
        blocks.extend(self.unlisted(month).map(Block::Paragraph));
        Some(Section { topic: Topic::Month, title: self.locale.get("month-title"), blocks })
    }

    fn cost_row(&self, cost: &ChannelCost, currency: &Foreign) -> [Cell; 6] {
        let or_dash = |told: Option<String>| Cell::from(told.unwrap_or_else(|| DASH.to_owned()));
        [
            or_dash(cost.channel.as_ref().map(|id| self.locale.channel(id))),
            self.locale.money(cost.cost, currency).into(),
            self.locale.count(cost.visits).into(),
            self.price(cost.per_visit, currency).into(),
            or_dash(cost.converted.map(|converted| self.locale.count(converted))),
            or_dash(cost.per_conversion.map(|price| self.price(price, currency))),
        ]
    }

    /// `8.25 € (5.34 to 13.50 €)`, or `more than 24.40 €`
    fn price(&self, price: Price, currency: &Foreign) -> String {
        let money = |amount| self.locale.money(amount, currency);
        let text = match (price.value, price.high) {
            (Some(value), Some(high)) => {
                Text::new("price").with("value", money(value)).with("high", money(high))
            }
            _ => Text::new("price-none"),
        };
        self.locale.text(&text.with("low", money(price.low)))
    }

    fn decisions(&self, month: &MonthReport) -> String {
        let text = Text::new("month-decisions")
            .with("decided", month.continued + month.adjusted + month.stopped)
            .with("continued", month.continued)
            .with("adjusted", month.adjusted)
            .with("stopped", month.stopped)
            .with("undecided", month.undecided.len() as u64)
            .with("links", links_named(&month.undecided, self.locale));
        self.locale.text(&text)
    }

    fn unlisted(&self, month: &MonthReport) -> Option<String> {
        let share = self.locale.percent_whole(month.unlisted_share?);
        let before = month.unlisted_share_before.map(|before| self.locale.percent_whole(before));
        let text = Text::new("month-unlisted").with("share", share);
        Some(self.locale.text(&text.with("before", before.unwrap_or_else(|| "none".to_owned()))))
    }
}
