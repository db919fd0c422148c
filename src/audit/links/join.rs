//! Which visits are whose: by id, then by tags less what ids already counted, then by the campaign's name alone.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::Hash;

use polars::prelude::{PlHashMap, PlHashSet, PlIndexSet};
use rayon::prelude::*;

use super::measured::{Measured, Series, label};
use crate::labels::as_matomo;
use crate::ledger::{Link, Status};
use crate::model::{Altered, Because, IdLost, Inseparable, LedgerReport};
use crate::period::Window;

/// What there is to join.
#[derive(Debug, Clone, Copy)]
pub struct SiteLinks<'a> {
    /// Those that lead to the site.
    pub links: &'a [&'a Link],
    /// Folded names of all campaigns of the ledger, also of links that lead elsewhere.
    pub listed: &'a HashSet<String>,
    /// Whether source, medium and id are known (MarketingCampaignsReporting).
    pub dimensions: bool,
    /// The days of which ids were read; none where that failed.
    pub days: Option<&'a Window>,
    /// The period of each of these days.
    pub day_periods: &'a [Option<usize>],
    pub window: &'a Window,
    /// The periods in which Matomo told the tags of all campaign visits.
    pub told: &'a [bool],
}

/// The visits of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Own<'a> {
    /// By day of the report of ids.
    Days(Cow<'a, Series>),
    /// By period of the window.
    Periods(Series),
    Not(Because),
}

/// The visits of each link, in their order, and what else was measured.
#[derive(Debug)]
pub struct Joined<'a> {
    pub own: Vec<Own<'a>>,
    pub report: LedgerReport,
}

/// Joins the links of a site to what Matomo measured.
pub fn join<'a>(site: SiteLinks<'_>, measured: &'a Measured) -> Joined<'a> {
    let folded = Folded::new(site.links);
    let mut join = Join::new(site, measured, &folded);
    match site.dimensions {
        true => {
            join.by_tags();
            join.by_name_alone();
            join.leave_altered_open();
            join.unlisted_tags();
        }
        false => {
            join.by_name_and_day();
            join.unlisted_names(|_| false);
        }
    }
    join.sort();
    Joined { own: join.own, report: join.report }
}

/// What links are joined by, as Matomo writes it.
struct Folded {
    ids: Vec<String>,
    /// "source - medium" and campaign.
    tags: Vec<(String, String)>,
}

impl Folded {
    fn new(links: &[&Link]) -> Self {
        let mut labels: PlHashMap<_, String> = PlHashMap::default();
        let mut tags = |link: &Link| {
            let label = labels
                .entry((link.source.clone(), link.medium.clone()))
                .or_insert_with(|| label(&link.source, &link.medium));
            (label.clone(), as_matomo(&link.campaign))
        };
        Self {
            ids: links.iter().map(|link| as_matomo(&link.id)).collect(),
            tags: links.iter().map(|link| tags(link)).collect(),
        }
    }
}

pub(super) struct Join<'a, 'm> {
    pub(super) site: SiteLinks<'a>,
    pub(super) measured: &'m Measured,
    folded: &'a Folded,
    carries: Vec<bool>,
    /// The first period all days of which were read.
    covered: usize,
    /// Visits whose ids Matomo did not tell, by period.
    hidden: Series,
    own: Vec<Own<'m>>,
    pub(super) report: LedgerReport,
    /// Visits of ids that came with other tags, by campaign.
    pub(super) altered: PlHashMap<&'a str, u64>,
    /// Campaigns that a link has for itself.
    pub(super) alone: PlHashSet<&'a str>,
    /// Tags of which links know.
    pub(super) known: PlHashSet<&'a (String, String)>,
}

impl<'a, 'm: 'a> Join<'a, 'm> {
    fn new(site: SiteLinks<'a>, measured: &'m Measured, folded: &'a Folded) -> Self {
        // An id that was seen travels, whatever the ledger says.
        let carries = site.links.iter().zip(&folded.ids);
        let carries = carries
            .map(|(link, id)| measured.ids.contains_key(id) || link.carries_id(site.dimensions))
            .collect();
        let covered = site
            .days
            .map(|days| site.window.periods.iter().take_while(|period| period.from < days.from()).count());
        let own = folded.ids.iter().map(|id| match (site.days, measured.ids.get(id)) {
            (None, _) => Own::Not(Because::NotRead),
            (Some(_), Some(series)) => Own::Days(Cow::Borrowed(series)),
            (Some(_), None) => Own::Days(Cow::Borrowed(&NOTHING)),
        });
        let mut join = Self {
            own: own.collect(),
            hidden: Series::default(),
            covered: covered.unwrap_or(site.window.periods.len()),
            site,
            measured,
            folded,
            carries,
            report: LedgerReport {
                unlisted_visits: vec![0; site.window.periods.len()],
                ..LedgerReport::default()
            },
            altered: PlHashMap::default(),
            alone: PlHashSet::default(),
            known: PlHashSet::default(),
        };
        join.hidden = join.by_period(&measured.others);
        join.hidden.add_all(&join.by_period(&measured.masked));
        join
    }

    fn link(&self, at: usize) -> &'a Link {
        self.site.links[at]
    }

    /// Its id, as Matomo writes it.
    fn id(&self, at: usize) -> &'a str {
        &self.folded.ids[at]
    }

    /// Its campaign, as Matomo writes it.
    fn name(&self, at: usize) -> &'a str {
        &self.folded.tags[at].1
    }

    /// The ids of all links.
    pub(super) fn ids(&self) -> PlHashSet<&'a str> {
        self.folded.ids.iter().map(String::as_str).collect()
    }

    /// Sums of days, as sums of the periods that they are in.
    pub(super) fn by_period(&self, days: &Series) -> Series {
        let mut periods = Series::default();
        for (day, sum) in days.iter() {
            if let Some(period) = self.site.day_periods.get(day).copied().flatten() {
                periods.add(period, sum);
            }
        }
        periods
    }

    /// Links that share a key, in the order of the ledger.
    fn groups<K: Hash + Eq>(&self, key: impl Fn(usize) -> K) -> Groups<K> {
        let mut keys = PlIndexSet::default();
        let of: Vec<_> = (0..self.site.links.len()).map(|at| keys.insert_full(key(at)).0).collect();
        let mut links: Vec<_> = (0..of.len()).collect();
        links.sort_by_key(|at| of[*at]);
        Groups { keys, of, links }
    }

    /// Links whose visits only their tags can tell: drafts where nothing else has these tags.
    fn without_id(&self, group: &[usize]) -> Vec<usize> {
        let is_draft = |at: &usize| self.link(*at).status == Status::Draft;
        let without = group.iter().copied().filter(|at| !self.carries[*at]);
        let (drafts, shared): (Vec<_>, Vec<_>) = without.partition(is_draft);
        if shared.is_empty() && drafts.len() == group.len() { drafts } else { shared }
    }

    /// By campaign, source and medium, less what ids already counted.
    fn by_tags(&mut self) {
        let folded = self.folded;
        let groups = self.groups(|at| &folded.tags[at]);
        let groups: Vec<_> = groups.iter().collect();
        let counted: Vec<_> =
            groups.par_iter().map(|(tags, group)| (*tags, *group, self.remainder(tags, group))).collect();
        for (tags, group, Remainder { rest, altered }) in counted {
            self.known.insert(tags);
            self.alter_group(group, &altered);
            let without = self.without_id(group);
            match without[..] {
                [] => self.id_lost(group, &rest),
                [only] => self.own[only] = self.of_rest(only, group, rest),
                _ => self.inseparable(&without, rest.from(self.first_period(&without)).visits),
            }
        }
    }

    /// Links of a group whose ids travel.
    fn carriers(&self, group: &[usize]) -> impl Iterator<Item = usize> + Clone {
        group.iter().copied().filter(|at| self.carries[*at])
    }

    /// What ids leave of the visits with some tags, and what they count beyond these.
    fn remainder(&self, tags: &(String, String), group: &[usize]) -> Remainder {
        let seen = self.measured.tags.get(tags);
        let carriers = self.carriers(group);
        let Some(first) = carriers.clone().next() else {
            return Remainder { rest: seen.cloned().unwrap_or_default(), altered: Series::EMPTY };
        };
        let mut ids = Series::default();
        for days in carriers.filter_map(|at| self.measured.ids.get(self.id(at))) {
            ids.add_all(&self.by_period(days));
        }
        let seen = seen.unwrap_or(&NOTHING);
        let others: Vec<_> = self.measured.other_tags(self.link(first)).collect();
        let mut counted = Remainder::default();
        for period in self.covered..self.site.window.periods.len() {
            let (seen, ids) = (seen.at(period), ids.at(period));
            // What was not told of a period was neither lost nor altered in it.
            if self.hidden.at(period).visits == 0 {
                counted.rest.add(period, seen.less(ids));
            }
            let told = self.site.told.get(period).copied().unwrap_or_default();
            if told && others.iter().all(|others| others.at(period).visits == 0) {
                counted.altered.add(period, ids.less(seen));
            }
        }
        counted
    }

    /// Notes visits of the ids of a group that came with other tags.
    fn alter_group(&mut self, group: &[usize], altered: &Series) {
        let visits = altered.from(0).visits;
        let carriers = self.carriers(group);
        let Some(first) = carriers.clone().next().filter(|_| visits > 0) else { return };
        let seen = |at: &usize| self.measured.ids.contains_key(self.id(*at));
        let ids = carriers.filter(seen).map(|at| self.link(at).id.clone()).collect();
        self.alter(ids, altered);
        *self.altered.entry(self.name(first)).or_default() += visits;
    }

    /// Visits of an id that came with other tags than its link's may have come with those of a link without an id:
    /// of the same campaign, none of these can be counted by its tags.
    fn leave_altered_open(&mut self) {
        for at in 0..self.own.len() {
            let is_open = matches!(self.own[at], Own::Periods(_)) && self.altered.contains_key(self.name(at));
            if is_open {
                self.own[at] = Own::Not(Because::Altered);
            }
        }
    }

    /// Notes visits of links that came with other tags than theirs.
    fn alter(&mut self, ids: Vec<String>, periods: &Series) {
        self.report.altered.push(Altered {
            ids,
            visits: periods.from(0).visits,
            last_visits: periods.at(self.last()).visits,
            seen: periods.seen().unwrap_or_default(),
        });
    }

    /// The last period, as an index of the window.
    pub(super) fn last(&self) -> usize {
        self.site.window.periods.len().saturating_sub(1)
    }

    /// What ids left of some tags. Where ids were not told, some of it may be of the links that carry one.
    fn of_rest(&self, of: usize, group: &[usize], rest: Series) -> Own<'m> {
        let hidden = self.hidden.from(self.first_period(&[of])).visits;
        match hidden > 0 && self.carriers(group).next().is_some() {
            true => Own::Not(Because::Hidden),
            false => self.of_periods(rest),
        }
    }

    fn of_periods(&self, rest: Series) -> Own<'m> {
        // Without the ids, their visits would be counted too.
        if self.site.days.is_some() { Own::Periods(rest) } else { Own::Not(Because::NotRead) }
    }

    /// Visits that came with the tags of links that carry an id, and without it.
    fn id_lost(&mut self, group: &[usize], rest: &Series) {
        let Some(first) = self.carriers(group).next() else { return };
        if rest.from(0).visits == 0 || self.site.days.is_none() {
            return;
        }
        self.lose(first, rest);
        // A link of which no id arrived is not one that nobody opened.
        for &at in group {
            let draft = self.link(at).status == Status::Draft;
            if self.carries[at]
                && !draft
                && !self.measured.ids.contains_key(self.id(at))
                && rest.from(self.first_period(&[at])).visits > 0
            {
                self.own[at] = Own::Not(Because::IdLost);
            }
        }
    }

    fn lose(&mut self, of: usize, periods: &Series) {
        let link = self.link(of);
        let known = self.site.dimensions;
        self.report.id_lost.push(IdLost {
            campaign: (&link.campaign).into(),
            source: known.then(|| (&link.source).into()),
            medium: known.then(|| (&link.medium).into()),
            visits: periods.from(0).visits,
            last_visits: periods.at(self.last()).visits,
            seen: periods.seen().unwrap_or_default(),
        });
    }

    fn inseparable(&mut self, group: &[usize], visits: u64) {
        group.iter().for_each(|at| self.own[*at] = Own::Not(Because::Shared));
        let link = self.link(group[0]);
        let known = self.site.dimensions;
        self.report.inseparable.push(Inseparable {
            campaign: (&link.campaign).into(),
            source: known.then(|| (&link.source).into()),
            medium: known.then(|| (&link.medium).into()),
            ids: group.iter().map(|at| self.link(*at).id.clone()).collect(),
            visits,
        });
    }

    /// The first period that counts for any of some links.
    fn first_period(&self, links: &[usize]) -> usize {
        let start = links.iter().map(|at| self.link(*at).start()).min();
        let before = |period: &&crate::period::Period| start.is_some_and(|start| period.to < start);
        self.site.window.periods.iter().take_while(before).count()
    }

    /// By the campaign alone, where one live link has it and its tags were never seen: a partner wrote a source of
    /// their own.
    fn by_name_alone(&mut self) {
        let folded = self.folded;
        for (name, group) in self.groups(|at| self.name(at)).iter() {
            let live = group.iter().copied();
            let mut live = live.filter(|at| self.link(*at).status == Status::Active);
            let (Some(only), None) = (live.next(), live.next()) else { continue };
            if self.carries[only] || self.measured.tags.contains_key(&folded.tags[only]) {
                continue;
            }
            let Some(seen) = self.measured.names.get(name) else { continue };
            let mut rest = seen.clone();
            for (_, taken) in
                self.measured.tags.iter().filter(|(tags, _)| self.known.contains(tags) && tags.1 == name)
            {
                rest = less(&rest, taken);
            }
            self.alone.insert(name);
            self.own[only] = self.of_periods(rest);
        }
    }

    /// Where Matomo knows the campaign only: ids stand below it, day by day.
    fn by_name_and_day(&mut self) {
        let ids = self.ids();
        for (name, group) in self.groups(|at| self.name(at)).iter() {
            if self.site.days.is_none() {
                continue;
            }
            self.altered_names(name, group);
            let below = self.measured.ids_of_names.get(name);
            let mut rest = self.measured.names_by_day.get(name).cloned().unwrap_or_default();
            // Also those of links of another campaign.
            for (_, days) in below.into_iter().flatten().filter(|(id, _)| ids.contains(id.as_str())) {
                rest = less(&rest, days);
            }
            let without = self.without_id(group);
            let live: Vec<_> =
                without.iter().copied().filter(|at| self.link(*at).status == Status::Active).collect();
            match (&live[..], &without[..]) {
                (_, []) => self.id_lost(group, &self.by_period(&self.told_days(&rest))),
                ([only], _) | ([], [only]) => {
                    for at in &without {
                        self.own[*at] = Own::Not(Because::Shared);
                    }
                    self.own[*only] = Own::Days(Cow::Owned(rest));
                }
                _ => {
                    let start = without.iter().map(|at| self.link(*at).start()).min();
                    let first = self.day(start.unwrap_or_default());
                    self.inseparable(&without, rest.from(first).visits);
                }
            }
        }
    }

    /// The days on which Matomo told all ids: on the others, none was lost.
    fn told_days(&self, days: &Series) -> Series {
        let hidden = |day| self.measured.others.at(day).visits + self.measured.masked.at(day).visits;
        let mut told = Series::default();
        days.iter().filter(|(day, _)| hidden(*day) == 0).for_each(|(day, sum)| told.add(day, sum));
        told
    }

    /// Ids that came with another campaign than their own.
    fn altered_names(&mut self, name: &str, group: &[usize]) {
        for at in group {
            let Some(all) = self.measured.ids.get(self.id(*at)) else { continue };
            let own = self.measured.ids_of_names.get(name).and_then(|below| below.get(self.id(*at)));
            let altered = less(all, own.unwrap_or(&NOTHING));
            if altered.from(0).visits > 0 {
                self.alter(vec![self.link(*at).id.clone()], &self.by_period(&altered));
            }
        }
    }

    fn day(&self, start: jiff::civil::Date) -> usize {
        let days = self.site.days.map_or(&[][..], |days| &days.periods);
        days.partition_point(|day| day.from < start)
    }

    fn sort(&mut self) {
        let report = &mut self.report;
        report.unlisted.sort_by(|a, b| {
            let order = b.visits.cmp(&a.visits);
            order.then_with(|| (&a.name, &a.source, &a.medium).cmp(&(&b.name, &b.source, &b.medium)))
        });
        report.id_lost.sort_by_key(|lost| std::cmp::Reverse(lost.visits));
        report.altered.sort_by_key(|altered| std::cmp::Reverse(altered.visits));
        report.inseparable.sort_by_key(|shared| std::cmp::Reverse(shared.visits));
    }
}

/// Links by a key that some share.
struct Groups<K> {
    keys: PlIndexSet<K>,
    /// The key of each link, as an index.
    of: Vec<usize>,
    /// All links, those of one key together.
    links: Vec<usize>,
}

impl<K: Copy> Groups<K> {
    fn iter(&self) -> impl Iterator<Item = (K, &[usize])> {
        self.keys.iter().copied().zip(self.links.chunk_by(|a, b| self.of[*a] == self.of[*b]))
    }
}

/// The visits with some tags, and those of the ids that belong to them.
#[derive(Debug, Default)]
struct Remainder {
    /// That no id counted.
    rest: Series,
    /// That ids count beyond them: these came with other tags.
    altered: Series,
}

static NOTHING: Series = Series::EMPTY;

/// One series without what another counts of it.
fn less(all: &Series, part: &Series) -> Series {
    let mut rest = Series::default();
    all.iter().for_each(|(at, sum)| rest.add(at, sum.less(part.at(at))));
    rest
}
