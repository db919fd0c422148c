//! Costs and decisions of a month.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::ledger::Decision;
use crate::model::{ChannelCost, LinkName, LinkRow, MonthReport, PeriodRow, Price};
use crate::stats::garwood;

/// The last of some months; `unlisted` has the visits of each that are in no ledger.
pub fn month(links: &[LinkRow], periods: &[PeriodRow], unlisted: &[u64]) -> Option<MonthReport> {
    let last = periods.last()?;
    let of_month = |date: Option<jiff::civil::Date>| {
        date.is_some_and(|date| last.period.from <= date && date <= last.period.to)
    };
    let decided = |decision| {
        let is_one = |link: &&LinkRow| link.decision == Some(decision) && of_month(link.decided);
        links.iter().filter(is_one).count() as u64
    };
    let share = |back: usize| {
        let row = periods.get(periods.len().checked_sub(back + 1)?)?;
        let unlisted = unlisted.get(unlisted.len().checked_sub(back + 1)?)?;
        (row.complete && row.tagged > 0).then(|| (*unlisted as f64 / row.tagged as f64).min(1.0))
    };
    let undecided = links.iter().filter(|link| link.due);
    let costly = links.iter().filter(|link| of_month(link.published) || link.last_visits.unwrap_or(0) > 0);
    Some(MonthReport {
        costs: costs(costly),
        continued: decided(Decision::Continue),
        adjusted: decided(Decision::Adjust),
        stopped: decided(Decision::Stop),
        undecided: undecided
            .map(|link| LinkName { id: link.id.clone(), title: link.name().clone() })
            .collect(),
        unlisted_share: share(0),
        unlisted_share_before: share(1),
    })
}

/// By channel. A link whose visits cannot be counted has no price, and is left out.
fn costs<'a>(links: impl Iterator<Item = &'a LinkRow>) -> Vec<ChannelCost> {
    let mut channels: BTreeMap<Option<&String>, (f64, u64, Option<u64>)> = BTreeMap::new();
    for link in links {
        let (Some(cost), Some(visits)) = (link.cost, link.visits) else { continue };
        let (all, seen, converted) =
            channels.entry(link.channel.as_ref()).or_insert((0.0, 0, link.converted.map(|_| 0)));
        *all += cost;
        *seen += visits;
        *converted = converted.zip(link.converted).map(|(all, converted)| all + converted);
    }
    let cost =
        |(channel, (cost, visits, converted)): (Option<&String>, (f64, u64, Option<u64>))| ChannelCost {
            channel: channel.cloned(),
            cost,
            visits,
            per_visit: price(cost, visits),
            converted,
            per_conversion: converted.map(|converted| price(cost, converted)),
        };
    let mut costs: Vec<_> = channels.into_iter().map(cost).collect();
    costs.sort_by(|a, b| b.cost.partial_cmp(&a.cost).unwrap_or(Ordering::Equal));
    costs
}

fn price(cost: f64, count: u64) -> Price {
    let interval = garwood(count);
    Price {
        value: (count > 0).then(|| cost / count as f64),
        low: cost / interval.high,
        high: (count > 0).then(|| cost / interval.low),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::audit::findings::testing::{link, period};
    use crate::model::LinkState;
    use crate::period::Period;

    fn october() -> PeriodRow {
        let tagged = 200;
        PeriodRow {
            period: Period { from: date(2026, 10, 1), to: date(2026, 10, 31) },
            tagged,
            ..period(900, 300)
        }
    }

    fn costly(id: &str, cost: f64, visits: u64, converted: u64) -> LinkRow {
        LinkRow {
            cost: Some(cost),
            visits: Some(visits),
            converted: Some(converted),
            published: Some(date(2026, 10, 8)),
            ..link(id, LinkState::Continue)
        }
    }

    #[test]
    fn what_brought_nothing_costs_more_than_its_bound() {
        let told = month(&[costly("a", 90.0, 0, 0)], &[october()], &[0]).unwrap();
        let [cost] = &told.costs[..] else { panic!("{told:?}") };
        assert_eq!(cost.per_visit.value, None);
        // 90 / 3.689: none may be 3.7 another time.
        assert!((cost.per_visit.low - 24.397).abs() < 0.01 && cost.per_visit.high.is_none());
    }

    #[test]
    fn a_channel_is_the_sum_of_its_links() {
        let links = [costly("a", 90.0, 0, 0), costly("b", 75.0, 20, 4), costly("c", 300.0, 10, 0)];
        let mut links = links.to_vec();
        links[2].channel = Some("paid".to_owned());
        let told = month(&links, &[october()], &[0]).unwrap();
        assert_eq!(told.costs.iter().map(|cost| cost.cost).collect::<Vec<_>>(), [300.0, 165.0]);
        let [_, email] = &told.costs[..] else { panic!() };
        assert_eq!((email.visits, email.converted, email.per_visit.value), (20, Some(4), Some(8.25)));
        // Garwood's interval of 4 is 1.09 to 10.24.
        let conversion = email.per_conversion.unwrap();
        assert!((conversion.low - 16.11).abs() < 0.01 && (conversion.high.unwrap() - 151.4).abs() < 0.1);
    }

    #[test]
    fn a_link_of_another_month_is_left_out_unless_it_still_brings_visits() {
        let old = |last_visits| LinkRow {
            published: Some(date(2026, 7, 1)),
            last_visits: Some(last_visits),
            ..costly("a", 90.0, 12, 0)
        };
        let costs = |link| month(&[link], &[october()], &[0]).unwrap().costs.len();
        assert_eq!((costs(old(0)), costs(old(1))), (0, 1));
    }

    #[test]
    fn decisions_are_those_of_the_month() {
        let decided = |day, decision| LinkRow {
            decision: Some(decision),
            decided: Some(day),
            ..link("a", LinkState::Stop)
        };
        let links = [
            decided(date(2026, 10, 1), Decision::Stop),
            decided(date(2026, 10, 31), Decision::Stop),
            decided(date(2026, 11, 1), Decision::Continue),
            LinkRow { due: true, ..link("b", LinkState::Stop) },
        ];
        let told = month(&links, &[october()], &[50, 20]).unwrap();
        assert_eq!((told.continued, told.adjusted, told.stopped), (0, 0, 2));
        assert_eq!(told.undecided.len(), 1);
        assert_eq!((told.unlisted_share, told.unlisted_share_before), (Some(0.1), None));
    }
}
