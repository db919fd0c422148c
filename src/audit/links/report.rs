//! Each link with its numbers and what to do with it.

use std::collections::HashSet;

use jiff::civil::Date;
use polars::prelude::PlHashMap;
use rayon::prelude::*;

use super::join::{Joined, Own, SiteLinks, join};
use super::measured::{Measured, Rows, Series, Sum, periods_of};
use super::state::{Counted, Judged, Rate, is_compared, is_slow, state};
use crate::audit::campaigns::SiteTotal;
use crate::channels::Known;
use crate::config::Settings;
use crate::escape::Foreign;
use crate::frames::SiteMeta;
use crate::ledger::{Link, Status, Unit, days_between};
use crate::model::{Because, Comparison, GoalChoice, LedgerReport, LinkRow, PeriodRow};
use crate::period::Window;
use crate::stats::{fisher_exact, garwood, holm};

/// Probability that any rate of a site is called by chance, of all links that are reviewed together.
const MAX_P: f64 = 0.05;
/// Days that may lie between the last that was read and a review: those of the running week. A link whose review is
/// later is judged when these days have been read, and one of which less than half was read, too.
const UNREAD_DAYS: i64 = 7;

/// A site with what was found out about its periods.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    pub meta: &'a SiteMeta,
    pub periods: &'a [PeriodRow],
    pub total: SiteTotal,
}

impl Found<'_> {
    /// The periods of its window in which Matomo told the tags of all campaign visits.
    fn told(&self) -> Vec<bool> {
        // The periods before a site existed are in its window only, and had no visits.
        let before = self.meta.window.periods.len().saturating_sub(self.periods.len());
        let told = |row: &PeriodRow| row.complete && row.masked == 0 && row.missing.campaigns == 0;
        std::iter::repeat_n(true, before).chain(self.periods.iter().map(told)).collect()
    }
}

/// The links that lead to a site, and what else was measured; `None` without a ledger. `listed` are the campaigns of
/// the whole ledger.
pub fn links(
    site: Found<'_>,
    rows: &Rows,
    settings: &Settings,
    listed: &HashSet<String>,
) -> (Vec<LinkRow>, Option<LedgerReport>) {
    let Some(ledger) = &settings.ledger else { return (Vec::new(), None) };
    let links: Vec<_> = ledger.of_site(&site.meta.urls).collect();
    let measured = Measured::new(rows);
    let days = site.meta.days.as_ref().and_then(|days| days.as_ref().ok());
    let day_periods = days.map(|days| periods_of(days, &site.meta.window)).unwrap_or_default();
    let told = site.told();
    let Joined { own, mut report } = join(
        SiteLinks {
            links: &links,
            listed,
            dimensions: site.meta.dimensions,
            days,
            day_periods: &day_periods,
            window: &site.meta.window,
            told: &told,
        },
        &measured,
    );
    report.unread = site.meta.days.clone().and_then(Result::err);
    let counting = Counting { site, measured: &measured, days, day_periods, settings };
    (counting.rows(&links, &own), Some(report))
}

struct Counting<'a> {
    site: Found<'a>,
    measured: &'a Measured,
    days: Option<&'a Window>,
    /// The period of each day.
    day_periods: Vec<Option<usize>>,
    settings: &'a Settings,
}

/// A link with what was counted of it.
struct Told<'a> {
    link: &'a Link,
    channel: Option<String>,
    review: Date,
    counts: Option<Counts>,
    judged: Judged,
}

/// What was counted of a link since its publication.
#[derive(Debug, Default)]
struct Counts {
    all: Sum,
    tests: u64,
    /// Within the window.
    window: Sum,
    by_period: Vec<u64>,
    seen: Option<(Date, Date)>,
    since: Option<Date>,
    hidden: u64,
}

/// What is the same for many links that one thread tells of.
#[derive(Default)]
struct Memory<'l> {
    /// Each is searched for personal data once.
    labels: PlHashMap<&'l str, Foreign>,
    best: PlHashMap<u64, u64>,
}

impl<'l> Memory<'l> {
    fn label(&mut self, text: &'l str) -> Foreign {
        self.labels.entry(text).or_insert_with(|| text.into()).clone()
    }

    /// The most that a count may be another time.
    fn at_best(&mut self, count: u64) -> u64 {
        *self.best.entry(count).or_insert_with(|| garwood(count).high as u64)
    }
}

impl Counting<'_> {
    fn rows(&self, links: &[&Link], own: &[Own<'_>]) -> Vec<LinkRow> {
        let known = || Known::new(&self.settings.channels);
        let links = links.par_iter().zip(own);
        let mut told: Vec<_> =
            links.map_init(known, |known, (link, own)| self.told(link, own, known)).collect();
        self.compare(&mut told);
        told.into_par_iter().map_init(Memory::default, |memory, told| self.row(told, memory)).collect()
    }

    /// Whether the site was there before a day.
    fn existed_before(&self, day: Date) -> bool {
        crate::audit::created(self.site.meta).is_none_or(|created| created < day)
    }

    fn has_goals(&self) -> bool {
        !matches!(self.site.meta.goal, GoalChoice::None)
    }

    fn told<'l>(&self, link: &'l Link, own: &Own<'_>, known: &mut Known<'_, 'l>) -> Told<'l> {
        let told = known.by_tag(&link.source, &link.medium, &link.campaign);
        let channel = told.map(|channel| channel.id.clone());
        let counts = self.counts(link, own);
        let counted = match (&counts, own) {
            (_, Own::Not(because)) => Err(*because),
            (None, _) => Err(Because::NotRead),
            (Some(counts), _) => Ok(Counted {
                visits: counts.all.visits,
                converted: self.has_goals().then_some(counts.all.converted),
                hidden: counts.hidden,
                earlier: counts.since.is_some_and(|since| self.existed_before(since)),
            }),
        };
        let review = link.review_day(channel.as_deref());
        let (today, last) = (self.site.meta.today, self.site.meta.window.to());
        let read = days_between(link.start(), last) + 1;
        let unread = days_between(last, review);
        let judged = Judged {
            status: link.status,
            age: days_between(link.start(), today),
            read,
            due: today >= review && unread <= UNREAD_DAYS.min(read),
            slow: is_slow(channel.as_deref()),
            target: link.target,
            counted,
            rate: None,
        };
        Told { link, channel, review, counts, judged }
    }

    fn counts(&self, link: &Link, own: &Own<'_>) -> Option<Counts> {
        let window = &self.site.meta.window;
        // A draft was not published: all its visits are tests.
        let start = if link.status == Status::Draft { Date::MAX } else { link.start() };
        match own {
            Own::Days(series) => Some(self.of_days(self.days?, series, start)),
            Own::Periods(series) => {
                let first = window.periods.partition_point(|period| period.to < start);
                let window_sum = series.from(first);
                Some(Counts {
                    all: window_sum,
                    tests: series.within(0..first).visits,
                    window: window_sum,
                    by_period: (0..window.periods.len())
                        .map(|at| if at < first { 0 } else { series.at(at).visits })
                        .collect(),
                    seen: None,
                    since: (start < window.from()).then(|| window.from()),
                    hidden: self.hidden_in_periods(first) + self.other_tags(link, series, first),
                })
            }
            Own::Not(_) => None,
        }
    }

    fn of_days(&self, days: &Window, series: &Series, start: Date) -> Counts {
        let window = &self.site.meta.window;
        let first = days.periods.partition_point(|day| day.from < start);
        let periods = &self.day_periods;
        let mut counts = Counts {
            all: series.from(first),
            tests: series.within(0..first).visits,
            by_period: vec![0; window.periods.len()],
            since: (start < days.from()).then(|| days.from()),
            ..Counts::default()
        };
        for (day, sum) in series.iter().filter(|(day, sum)| *day >= first && sum.visits > 0) {
            let Some(date) = days.periods.get(day).map(|day| day.from) else { continue };
            counts.seen = Some((counts.seen.map_or(date, |(first, _)| first), date));
            if let Some(period) = periods.get(day).copied().flatten() {
                counts.window.add(sum);
                counts.by_period[period] += sum.visits;
            }
        }
        // A day on which it has a row is told whole, whatever "Others" holds.
        let others = self.measured.others.iter().filter(|(day, _)| *day >= first);
        let others: u64 =
            others.filter(|(day, _)| series.at(*day).visits == 0).map(|(_, sum)| sum.visits).sum();
        // Of a visit, the name may be masked as well as the id: it is counted twice then, as the most that is hidden.
        let masked = self.measured.masked.from(first).visits;
        let first_period = window.periods.partition_point(|period| period.to < start);
        counts.hidden = others + masked + self.hidden_in_periods(first_period);
        counts
    }

    /// Campaign visits of the periods from one on whose tags Matomo did not tell.
    fn hidden_in_periods(&self, first: usize) -> u64 {
        // The periods before a site existed are in its window only.
        let before = self.site.meta.window.periods.len().saturating_sub(self.site.periods.len());
        let hidden = |row: &PeriodRow| match row.complete {
            true => row.masked + row.missing.campaigns,
            false => row.visits.max(1),
        };
        self.site.periods.iter().skip(first.saturating_sub(before)).map(hidden).sum()
    }

    /// Visits in the rows "Others" of the report of sources and mediums, in periods without a row of the link.
    fn other_tags(&self, link: &Link, series: &Series, first: usize) -> u64 {
        let unseen =
            |(at, sum): (usize, Sum)| (at >= first && series.at(at).visits == 0).then_some(sum.visits);
        self.measured.other_tags(link).flat_map(Series::iter).filter_map(unseen).sum()
    }

    /// Compares the rates of all links that are reviewed with the rest of the site, together.
    fn compare(&self, told: &mut [Told<'_>]) {
        let total = self.site.total;
        let compared = told.iter_mut().filter(|told| is_compared(&told.judged));
        let mut tested = Vec::new();
        for told in compared {
            let own = told.counts.as_ref().map_or(Sum::default(), |counts| counts.window);
            let visits = total.visits.saturating_sub(own.visits);
            let converted = total.converted.saturating_sub(own.converted).min(visits);
            let own = Sum { converted: own.converted.min(own.visits), ..own };
            let p = fisher_exact(own.converted, own.visits, converted, visits).unwrap_or(1.0);
            let rate = converted as f64 / visits.max(1) as f64;
            let expected = rate * own.visits as f64;
            let side = if own.converted as f64 > expected { Comparison::Above } else { Comparison::Below };
            tested.push((told, p, Rate { side, visits: own.visits, expected }));
        }
        let p_values: Vec<_> = tested.iter().map(|(_, p, _)| *p).collect();
        for ((told, _, rate), called) in tested.into_iter().zip(holm(&p_values, MAX_P)) {
            told.judged.rate = called.then_some(rate);
        }
    }

    fn row<'l>(&self, told: Told<'l>, memory: &mut Memory<'l>) -> LinkRow {
        let Told { link, channel, review, counts, judged } = told;
        let due = link.is_due(review, self.site.meta.today);
        let (state, because) = state(&judged);
        let told = counts.as_ref();
        let is_draft = link.status == Status::Draft;
        let last = self.site.periods.last().is_some_and(|last| last.complete);
        let counted = |unit: Unit| match unit {
            Unit::Visits => told.map(|counts| counts.all.visits),
            Unit::Conversions => told.map(|counts| counts.all.converted).filter(|_| self.has_goals()),
        };
        LinkRow {
            id: link.id.clone(),
            title: memory.label(&link.title),
            url: memory.label(&link.url),
            campaign: memory.label(&link.campaign),
            source: memory.label(&link.source),
            medium: memory.label(&link.medium),
            content: memory.label(&link.content),
            channel,
            status: link.status,
            published: (!is_draft).then(|| link.start()),
            since: told.and_then(|counts| counts.since).filter(|_| !is_draft),
            age: u64::try_from(judged.age).ok().filter(|_| !is_draft),
            visits: told.map(|counts| counts.all.visits),
            last_visits: told.filter(|_| last).and_then(|counts| counts.by_period.last().copied()),
            tests: told.map(|counts| counts.tests),
            converted: counted(Unit::Conversions),
            first_seen: told.and_then(|counts| counts.seen).map(|seen| seen.0),
            last_seen: told.and_then(|counts| counts.seen).map(|seen| seen.1),
            target: link.target,
            review: (!is_draft).then_some(review),
            due,
            cost: link.cost,
            state,
            because,
            at_best: link.target.and_then(|target| counted(target.of)).map(|count| memory.at_best(count)),
            decision: link.decision,
            decided: link.decided,
            period_visits: counts.map_or_else(Vec::new, |counts| counts.by_period),
        }
    }
}
