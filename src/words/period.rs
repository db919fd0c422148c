//! The numbers of a period as text.

use super::document::{Cell, Kind, Room, Segment, Split, Table, Tone};
use super::{DASH, Words};
use crate::model::{PeriodRow, SiteReport};

impl Words<'_> {
    /// The untracked share, or the range that missing rows leave; `None` where nothing can be said.
    pub(super) fn share(&self, row: &PeriodRow) -> Option<String> {
        if let Some(share) = row.untracked_share {
            return Some(self.locale.percent(share));
        }
        let (least, most) = row.untracked_range();
        let share = |visits: u64| visits as f64 / row.visits as f64;
        (row.complete && row.visits > 0).then(|| self.locale.percent_range(share(least), share(most)))
    }

    /// The same as a cell, with its bar.
    pub(super) fn share_cell(&self, row: &PeriodRow) -> Cell {
        Cell::from(self.share(row).unwrap_or_else(|| DASH.to_owned()))
            .measured(row.untracked_share)
            .toned(Tone::Verdict(row.verdict))
    }

    /// A count of the period; a dash where Matomo did not deliver it.
    pub(super) fn counted(&self, row: &PeriodRow, count: u64) -> String {
        if row.complete { self.locale.count(count) } else { DASH.to_owned() }
    }

    /// The interval of the share in percent, or that there is none for want of data.
    pub(super) fn interval(&self, row: &PeriodRow) -> String {
        match row.interval {
            _ if !row.complete => self.locale.get("period-incomplete"),
            Some(interval) => {
                let [low, high] =
                    [interval.low, interval.high].map(|share| self.locale.percent_number(share));
                format!("{low}–{high}")
            }
            None => String::new(),
        }
    }

    /// The visits of each period; none without any visit.
    pub fn periods(&self, site: &SiteReport) -> Table {
        let unit = self.report.window.unit;
        let columns = vec![
            self.column(&format!("column-{}", unit.id()), Kind::Words, Room::Phone),
            self.column("column-visits", Kind::Number, Room::Phone),
            self.column("column-direct", Kind::Number, Room::Mail),
            self.column("column-unknown", Kind::Number, Room::Mail),
            self.column("html-tagged", Kind::Number, Room::Page),
            self.column("column-untracked", Kind::Measure, Room::Phone),
            self.column("column-interval", Kind::Number, Room::Terminal),
            self.column("column-verdict", Kind::Words, Room::Page),
        ];
        let row = |row: &PeriodRow| {
            vec![
                self.locale.period_short(unit, row.period).into(),
                self.locale.count(row.visits).into(),
                self.counted(row, row.direct).into(),
                self.counted(row, row.unknown.total()).into(),
                self.counted(row, row.tagged).into(),
                self.share_cell(row),
                self.interval(row).into(),
                self.verdict_cell(row.verdict),
            ]
        };
        let seen = site.periods.iter().any(|row| row.visits > 0);
        let rows = if seen { site.periods.iter().map(row).collect() } else { Vec::new() };
        Table { caption: self.locale.get("html-periods-caption"), columns, rows, ..Table::default() }
    }

    /// The visits of a period by what they tell; no parts where Matomo did not deliver them.
    pub(super) fn split(&self, row: &PeriodRow) -> Split {
        let parts = [
            ("direct", "column-direct", row.direct),
            ("unknown", "column-unknown", row.unknown.total()),
            ("tagged", "html-tagged", row.tagged),
            ("other", "html-other", row.otherwise_attributed()),
        ];
        let whole = if row.complete { row.visits } else { 0 };
        Split { parts: self.segments(parts, whole), ..Split::default() }
    }

    pub(super) fn segments<const N: usize>(
        &self,
        parts: [(&'static str, &str, u64); N],
        whole: u64,
    ) -> Vec<Segment> {
        if whole == 0 {
            return Vec::new();
        }
        let share = |visits: u64| visits as f64 / whole as f64;
        let mut before = 0;
        let segments = parts.map(|(class, name, visits)| {
            let start = share(before);
            before += visits;
            let (name, value) = (self.locale.get(name), self.locale.count(visits));
            Segment { class, name, value, share: share(visits), start }
        });
        segments.into()
    }
}
