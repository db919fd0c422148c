//! What the chart of the shares says.

use std::collections::BTreeMap;

use super::{DASH, Words};
use crate::locale::Text;
use crate::model::{Action, Change, MovementKind, PeriodRow, SiteReport};

/// Campaigns of one period that are named.
const NAMED: usize = 3;

/// The words of a chart of shares.
#[derive(Debug)]
pub struct ChartWords {
    pub title: String,
    /// The same for those who do not see it.
    pub summary: String,
    /// `red flag above 50%`, `watch above 30%`.
    pub limits: [String; 2],
    /// The same without words.
    pub limit_shares: [String; 2],
    /// Name and share of each period.
    pub points: Vec<(String, Option<String>)>,
    /// Where the share changed.
    pub turn: Option<Event>,
    pub turn_name: String,
    /// Campaigns that were seen for the first time.
    pub firsts: Vec<Event>,
    pub first_name: String,
}

/// Something that happened in a period.
#[derive(Debug, PartialEq, Eq)]
pub struct Event {
    /// Index of the period.
    pub at: usize,
    pub text: String,
}

impl Words<'_> {
    pub fn chart(&self, site: &SiteReport) -> ChartWords {
        let limits = &self.report.thresholds;
        let limit_shares = [limits.red_flag, limits.watch].map(|share| self.locale.percent_whole(share));
        let limit = |id: &str, share: &String| self.locale.text(&Text::new(id).with("share", share.clone()));
        let firsts = firsts(site);
        let said =
            [self.chart_line(site, &limit_shares), self.chart_turn(site), self.chart_firsts(site, &firsts)];
        ChartWords {
            title: self.locale.text(&Text::new("html-chart").with("unit", self.report.window.unit.id())),
            summary: said.into_iter().flatten().collect::<Vec<_>>().join(" "),
            limits: [
                limit("html-limit-red-flag", &limit_shares[0]),
                limit("html-limit-watch", &limit_shares[1]),
            ],
            limit_shares,
            points: site.periods.iter().map(|row| (self.short_name(row), self.share(row))).collect(),
            turn: turn(site).and_then(|at| self.turn(site, at)),
            turn_name: self.locale.get("html-legend-turn"),
            firsts: firsts.iter().filter_map(|(at, actions)| self.first(site, *at, actions.len())).collect(),
            first_name: self.locale.get("html-legend-first"),
        }
    }

    fn short_name(&self, row: &PeriodRow) -> String {
        self.locale.period_short(self.report.window.unit, row.period)
    }

    fn chart_line(&self, site: &SiteReport, limits: &[String; 2]) -> Option<String> {
        let share = |row: &PeriodRow| self.share(row).unwrap_or_else(|| DASH.to_owned());
        let (first, last) = site.periods.first().zip(site.last())?;
        let text = Text::new("html-chart-summary")
            .with("first", self.short_name(first))
            .with("first_share", share(first))
            .with("last", self.short_name(last))
            .with("last_share", share(last))
            .with("watch", limits[1].clone())
            .with("limit", limits[0].clone());
        Some(self.locale.text(&text))
    }

    fn chart_turn(&self, site: &SiteReport) -> Option<String> {
        turn(site)?;
        Some(format!("{}.", self.movement(site)?))
    }

    fn chart_firsts(&self, site: &SiteReport, firsts: &BTreeMap<usize, Vec<&Action>>) -> Option<String> {
        let period = |(at, actions): (&usize, &Vec<&Action>)| {
            let named = actions.iter().take(NAMED).map(|action| self.campaign(&action.name));
            let names: Vec<_> = named.chain(self.more(actions.len(), NAMED)).collect();
            Some(format!("{} ({})", names.join(", "), self.short_name(site.periods.get(*at)?)))
        };
        let periods: Vec<_> = firsts.iter().filter_map(period).collect();
        let text = Text::new("html-chart-firsts").with("campaigns", periods.join(", "));
        (!periods.is_empty()).then(|| self.locale.text(&text))
    }

    fn turn(&self, site: &SiteReport, at: usize) -> Option<Event> {
        let text = Text::new("html-chart-turn").with("since", self.short_name(site.periods.get(at)?));
        Some(Event { at, text: self.locale.text(&text) })
    }

    fn first(&self, site: &SiteReport, at: usize, count: usize) -> Option<Event> {
        let text = Text::new("html-chart-first")
            .with("period", self.short_name(site.periods.get(at)?))
            .with("count", count as u64);
        Some(Event { at, text: self.locale.text(&text) })
    }
}

/// The period from which on the share is another one; a trend has none.
fn turn(site: &SiteReport) -> Option<usize> {
    let turns = |kind| matches!(kind, MovementKind::Jump | MovementKind::Step);
    site.movement.filter(|movement| turns(movement.kind)).map(|movement| movement.since)
}

/// Campaigns by the period in which they were first seen. Those of the first one may be older.
fn firsts(site: &SiteReport) -> BTreeMap<usize, Vec<&Action>> {
    let mut firsts: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let is_new = |action: &&Action| action.first > 0 || action.change == Some(Change::New);
    for action in site.actions.iter().filter(is_new) {
        firsts.entry(action.first).or_default().push(action);
    }
    firsts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{Lang, Locale};
    use crate::model::Movement;
    use crate::render::tests::sample;

    fn chart(kind: MovementKind) -> ChartWords {
        let mut report = sample::single();
        let site = &mut report.sites[0];
        site.movement = Some(Movement { kind, since: 3, from: 0.45, to: 0.66, periods: 6, p_value: 0.001 });
        site.actions[2].first = 0;
        let locale = Locale::new(Lang::En);
        Words::new(&report, &locale).chart(&report.sites[0])
    }

    #[test]
    fn a_step_and_a_jump_begin_somewhere_and_a_trend_does_not() {
        for kind in [MovementKind::Step, MovementKind::Jump] {
            let chart = chart(kind);
            assert_eq!(chart.turn, Some(Event { at: 3, text: "since W45".to_owned() }));
            assert!(chart.summary.contains("W45") || chart.summary.contains("week 45"), "{}", chart.summary);
        }
        for kind in [MovementKind::Trend, MovementKind::Stable] {
            let chart = chart(kind);
            assert_eq!(chart.turn, None);
            assert!(!chart.summary.contains("45%"), "{}", chart.summary);
        }
    }

    #[test]
    fn a_campaign_stands_in_the_week_in_which_it_was_first_seen() {
        let chart = chart(MovementKind::Stable);
        let said: Vec<_> = chart.firsts.iter().map(|event| (event.at, event.text.as_str())).collect();
        assert_eq!(said, [(1, "W43: 11 new campaigns"), (5, "W47: 1 new campaign")]);
        let summary = "rentree-2026, lettre-01, lettre-02, and 8 more (W43), lettre-novembre (W47).";
        assert!(chart.summary.ends_with(summary), "{}", chart.summary);
        assert!(!chart.summary.contains("affiche-mairie"), "{}", chart.summary);
    }
}
