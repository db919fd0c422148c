//! What a team tried: the campaigns of the last period, and those that used to bring visits.

use std::borrow::Cow;

use polars::prelude::PlHashMap;
use statrs::distribution::{Binomial, ContinuousCDF as _, DiscreteCDF as _, StudentsT};

use super::campaigns::{SiteTotal, comparisons};
use super::facts::{CampaignFacts, Facts};
use super::findings::Site;
use super::spellings::Spellings;
use crate::model::{Action, CampaignRow, Campaigns, Change, Comparison, PeriodRow};
use crate::stats::{holm, median};

/// Probability that any change of a site's campaigns is told by chance, of all of them together
/// (Holm); `simulations` measures it.
const MAX_P: f64 = 0.05;
/// Earlier periods from which it is known how much a campaign varies.
const MIN_EARLIER: usize = 3;
/// Usual visits from which a campaign that has none is worth the comparison.
const MIN_USUAL: f64 = 1.0;

/// A campaign with all its spellings.
struct Tried<'a> {
    /// That of the spelling with the most visits.
    row: &'a CampaignRow,
    facts: Cow<'a, CampaignFacts>,
    others: Vec<&'a CampaignRow>,
}

/// The campaigns of one site.
pub fn actions(site: &Site<'_>, campaigns: &Campaigns, total: SiteTotal) -> Vec<Action> {
    let Site { facts, spellings, periods, .. } = site;
    let tried = tried(facts, campaigns, spellings);
    let compared = compared(&tried, campaigns, spellings.is_empty(), total);
    // The periods before a site existed are in its window only.
    let own = site.meta.window.periods.len().saturating_sub(periods.len());
    let told: Vec<_> = periods.iter().map(is_told).collect();
    let series: Vec<_> = tried.iter().map(|tried| Series::new(&tried.facts, own, &told)).collect();
    let changes = changes(&series);
    let goals = campaigns.has_goals();
    let mut actions: Vec<_> = tried
        .iter()
        .zip(compared)
        .zip(series.iter().zip(changes))
        .filter(|((tried, _), (series, change))| {
            // Of what was not delivered, nobody knows whether it is over.
            let was_expected = series.told && series.was_seen_before;
            tried.facts.usable && (series.last > 0 || was_expected || change.is_some())
        })
        .map(|((tried, comparison), (series, change))| Action {
            name: tried.row.name.clone(),
            spellings: tried.others.iter().map(|row| row.name.clone()).collect(),
            source: tried.row.source.clone(),
            medium: tried.row.medium.clone(),
            channel: tried.row.channel.clone(),
            visits: series.last,
            usual: series.usual,
            change,
            first: series.first,
            conversions: goals.then_some(tried.facts.last_conversions),
            converted: goals.then_some(tried.facts.last_converted),
            window_visits: tried.facts.visits,
            rate: goals.then(|| tried.facts.converted as f64 / tried.facts.visits as f64),
            comparison,
        })
        .collect();
    actions.sort_by(|a, b| {
        let key = |action: &Action| (action.visits > 0, action.change.is_some(), action.visits);
        let usual = |action: &Action| action.usual.unwrap_or_default();
        let order = key(b).cmp(&key(a)).then_with(|| usual(b).total_cmp(&usual(a)));
        order.then_with(|| a.name.cmp(&b.name))
    });
    actions
}

/// Whether Matomo told the campaigns of a period, and did not mask them.
fn is_told(row: &PeriodRow) -> bool {
    row.complete && row.measurable && row.missing.campaigns == 0
}

/// Each campaign once, in the order of `campaigns`, which is that of the facts.
fn tried<'a>(facts: &'a Facts, campaigns: &'a Campaigns, spellings: &[Spellings<'_>]) -> Vec<Tried<'a>> {
    let seen = facts.campaigns.iter().filter(|campaign| campaign.visits > 0);
    let kept: PlHashMap<_, _> = spellings
        .iter()
        .flat_map(|group| group.all.iter().skip(1).map(|spelling| (spelling.name, group.keep())))
        .collect();
    let mut tried: Vec<Tried<'a>> = Vec::new();
    let mut others = Vec::new();
    let mut at: PlHashMap<&str, usize> = PlHashMap::default();
    for (facts, row) in seen.zip(&campaigns.rows) {
        match kept.get(facts.name.as_str()) {
            Some(keep) => others.push((*keep, facts, row)),
            None => {
                if !kept.is_empty() {
                    at.insert(&facts.name, tried.len());
                }
                tried.push(Tried { row, facts: Cow::Borrowed(facts), others: Vec::new() });
            }
        }
    }
    for (keep, facts, row) in others {
        if let Some(of) = at.get(keep).and_then(|at| tried.get_mut(*at)) {
            of.others.push(row);
            add(of.facts.to_mut(), facts);
        }
    }
    tried
}

/// Adds the visits of another spelling.
fn add(sum: &mut CampaignFacts, other: &CampaignFacts) {
    sum.visits += other.visits;
    sum.converted += other.converted;
    sum.last_visits += other.last_visits;
    sum.last_converted += other.last_converted;
    sum.last_conversions += other.last_conversions;
    sum.periods.extend(&other.periods);
    sum.by_period.extend(&other.by_period);
}

/// The rate of each against the rest of the site; none without goals.
fn compared(
    tried: &[Tried<'_>],
    campaigns: &Campaigns,
    as_campaigns: bool,
    total: SiteTotal,
) -> Vec<Option<Comparison>> {
    if as_campaigns || !campaigns.has_goals() {
        return tried.iter().map(|tried| tried.row.comparison).collect();
    }
    let facts: Vec<&CampaignFacts> = tried.iter().map(|tried| &*tried.facts).collect();
    comparisons(&facts, total).into_iter().map(Some).collect()
}

/// The visits of a campaign by period.
#[derive(Debug)]
struct Series {
    first: usize,
    last: u64,
    was_seen_before: bool,
    usual: Option<f64>,
    /// Those of the earlier periods that Matomo told, from the first one with visits on.
    earlier: Vec<f64>,
    /// Whether it can be compared, and whether there is an earlier period to be compared with.
    told: bool,
    had_earlier: bool,
}

impl Series {
    fn new(facts: &CampaignFacts, own: usize, told: &[bool]) -> Self {
        let mut visits = vec![0_u64; told.len()];
        for (period, count) in facts.periods.iter().zip(&facts.by_period) {
            let at = usize::try_from(*period).ok().and_then(|period| period.checked_sub(own));
            if let Some(sum) = at.and_then(|at| visits.get_mut(at)) {
                *sum += count;
            }
        }
        let last = visits.len().saturating_sub(1);
        let first = visits.iter().position(|visits| *visits > 0).unwrap_or(last);
        let before = (first..last).filter(|at| told[*at]).map(|at| visits[at] as f64).collect::<Vec<_>>();
        let seen: Vec<_> = before.iter().copied().filter(|visits| *visits > 0.0).collect();
        Self {
            first,
            last: visits.get(last).copied().unwrap_or_default(),
            was_seen_before: last
                .checked_sub(1)
                .and_then(|at| visits.get(at))
                .is_some_and(|visits| *visits > 0),
            usual: median(&seen),
            earlier: before,
            told: told.last().copied().unwrap_or_default(),
            had_earlier: told.iter().rev().skip(1).any(|told| *told),
        }
    }

    fn mean(&self) -> f64 {
        self.earlier.iter().sum::<f64>() / self.earlier.len().max(1) as f64
    }

    /// Probability of a last period as far from the earlier ones, by chance and the campaign's own
    /// ups and downs; `None` where that cannot be told.
    ///
    /// Student's t of one new value against a sample, whose variance is never below that of a
    /// Poisson count (of its logarithm, 1/mean). With too few periods to know the variance, only that a
    /// campaign brings nothing any more is told, by the exact test of two Poisson counts
    /// (Przyborowski and Wilenski, 1940).
    fn p_value(&self) -> Option<f64> {
        let (count, mean, last) = (self.earlier.len() as f64, self.mean(), self.last as f64);
        if !self.told || self.earlier.is_empty() || mean <= 0.0 || (self.last == 0 && mean < MIN_USUAL) {
            return None;
        }
        if self.earlier.len() < MIN_EARLIER {
            let all = (count * mean).round() as u64;
            let chance = Binomial::new(1.0 / (count + 1.0), all).ok()?;
            return (self.last == 0).then(|| (2.0 * chance.cdf(0)).min(1.0));
        }
        // Busy campaigns vary by a factor, small ones by chance: what is beyond both is told.
        let by_counts = t(&self.earlier, last, mean);
        let logs: Vec<_> = self.earlier.iter().map(|visits| visits.ln_1p()).collect();
        let by_factor = t(&logs, last.ln_1p(), 1.0 / (mean + 1.0));
        let t = by_counts.abs().min(by_factor.abs());
        Some(2.0 * StudentsT::new(0.0, 1.0, count - 1.0).ok()?.sf(t))
    }
}

/// How far the last value is from the mean of the earlier ones, in standard deviations of that
/// difference; their variance is at least that of chance.
fn t(earlier: &[f64], last: f64, by_chance: f64) -> f64 {
    let count = earlier.len() as f64;
    let mean = earlier.iter().sum::<f64>() / count;
    let squares: f64 = earlier.iter().map(|value| (value - mean).powi(2)).sum();
    let variance = (squares / (count - 1.0)).max(by_chance);
    (last - mean) / (variance * (1.0 + 1.0 / count)).sqrt()
}

/// What became of each campaign.
fn changes(series: &[Series]) -> Vec<Option<Change>> {
    let p_values: Vec<_> = series.iter().map(Series::p_value).collect();
    let tested: Vec<_> = p_values.iter().copied().flatten().collect();
    let mut told = holm(&tested, MAX_P).into_iter();
    let change = |(series, p_value): (&Series, Option<f64>)| {
        let is_told = p_value.is_some() && told.next().unwrap_or_default();
        if series.told && series.had_earlier && series.earlier.is_empty() && series.last > 0 {
            return Some(Change::New);
        }
        is_told.then(|| match series.last {
            0 => Change::Ended,
            last if last as f64 > series.mean() => Change::More,
            _ => Change::Less,
        })
    };
    series.iter().zip(p_values).map(change).collect()
}

#[cfg(test)]
mod tests;
