//! Which visits are whose: by id, then by tags less what ids already counted, then by the campaign's name alone.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::measured::{Measured, Series, label, periods_of};
use crate::labels::as_matomo;
use crate::labels::placeholder::is_usable;
use crate::ledger::{Link, Status};
use crate::model::{Altered, Because, IdLost, Inseparable, LedgerReport, Unlisted};
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
    pub window: &'a Window,
}

/// The visits of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Own {
    /// By day of the report of ids.
    Days(Series),
    /// By period of the window.
    Periods(Series),
    Not(Because),
}

/// The visits of each link, in their order, and what else was measured.
#[derive(Debug)]
pub struct Joined {
    pub own: Vec<Own>,
    pub report: LedgerReport,
}

/// Joins the links of a site to what Matomo measured.
pub fn join(site: SiteLinks<'_>, measured: &Measured) -> Joined {
    let mut join = Join::new(site, measured);
    match site.dimensions {
        true => {
            join.by_tags();
            join.by_name_alone();
            join.unlisted_tags();
        }
        false => {
            join.by_name_and_day();
            join.unlisted_names();
        }
    }
    join.sort();
    Joined { own: join.own, report: join.report }
}

struct Join<'a> {
    site: SiteLinks<'a>,
    measured: &'a Measured,
    /// Folded ids and names of the links.
    ids: Vec<String>,
    names: Vec<String>,
    carries: Vec<bool>,
    /// The period of each day.
    periods: Vec<Option<usize>>,
    /// The first period all days of which were read.
    covered: usize,
    own: Vec<Own>,
    report: LedgerReport,
    /// Visits of ids that came with other tags, by campaign.
    altered: HashMap<String, u64>,
    /// Campaigns that a link has for itself.
    alone: HashSet<String>,
    /// Tags of which links know.
    known: HashSet<(String, String)>,
}

impl<'a> Join<'a> {
    fn new(site: SiteLinks<'a>, measured: &'a Measured) -> Self {
        let ids: Vec<_> = site.links.iter().map(|link| as_matomo(&link.id)).collect();
        let names = site.links.iter().map(|link| as_matomo(&link.campaign)).collect();
        // An id that was seen travels, whatever the ledger says.
        let carries = site.links.iter().zip(&ids);
        let carries = carries
            .map(|(link, id)| link.carries_id(site.dimensions) || measured.ids.contains_key(id))
            .collect();
        let covered = site
            .days
            .map(|days| site.window.periods.iter().take_while(|period| period.from < days.from()).count());
        let own = ids.iter().map(|id| match (site.days, measured.ids.get(id)) {
            (None, _) => Own::Not(Because::NotRead),
            (Some(_), Some(series)) => Own::Days(series.clone()),
            (Some(_), None) => Own::Days(Series::default()),
        });
        Self {
            own: own.collect(),
            periods: site.days.map(|days| periods_of(days, site.window)).unwrap_or_default(),
            covered: covered.unwrap_or(site.window.periods.len()),
            site,
            measured,
            ids,
            names,
            carries,
            report: LedgerReport {
                unlisted_visits: vec![0; site.window.periods.len()],
                ..LedgerReport::default()
            },
            altered: HashMap::new(),
            alone: HashSet::new(),
            known: HashSet::new(),
        }
    }

    fn link(&self, at: usize) -> &'a Link {
        self.site.links[at]
    }

    /// Sums of days, as sums of the periods that they are in.
    fn by_period(&self, days: &Series) -> Series {
        let mut periods = Series::default();
        for (day, sum) in days.iter() {
            if let Some(period) = self.periods.get(day).copied().flatten() {
                periods.add(period, sum);
            }
        }
        periods
    }

    fn groups<K: Ord>(&self, key: impl Fn(usize) -> K) -> BTreeMap<K, Vec<usize>> {
        let mut groups: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for at in 0..self.site.links.len() {
            groups.entry(key(at)).or_default().push(at);
        }
        groups
    }

    /// Links whose visits only their tags can tell.
    fn without_id(&self, group: &[usize]) -> Vec<usize> {
        let told = |at: &usize| !self.carries[*at] && self.link(*at).status != Status::Draft;
        group.iter().copied().filter(told).collect()
    }

    /// By campaign, source and medium, less what ids already counted.
    fn by_tags(&mut self) {
        let tags = |at: usize| {
            let link = self.link(at);
            (label(&link.source, &link.medium), self.names[at].clone())
        };
        for (tags, group) in self.groups(tags) {
            let seen = self.measured.tags.get(&tags).cloned().unwrap_or_default();
            let rest = self.rest(&seen, &group);
            let first = group[0];
            self.known.insert(tags);
            let without = self.without_id(&group);
            match without[..] {
                [] => self.id_lost(first, &group, &rest),
                [only] => self.own[only] = self.of_periods(rest),
                _ => self.inseparable(&without, rest.from(self.first_period(&without)).visits),
            }
        }
    }

    /// Of the visits with some tags, those that no id counted; what ids count beyond them came with other tags.
    fn rest(&mut self, seen: &Series, group: &[usize]) -> Series {
        let carriers: Vec<_> = group.iter().copied().filter(|at| self.carries[*at]).collect();
        if carriers.is_empty() {
            return seen.clone();
        }
        let mut ids = Series::default();
        for at in &carriers {
            let days = self.measured.ids.get(&self.ids[*at]).cloned().unwrap_or_default();
            ids.add_all(&self.by_period(&days));
        }
        let mut rest = Series::default();
        let mut altered = Series::default();
        for period in self.covered..self.site.window.periods.len() {
            let (seen, ids) = (seen.at(period), ids.at(period));
            rest.add(period, seen.less(ids));
            altered.add(period, ids.less(seen));
        }
        let visits = altered.from(0).visits;
        if visits > 0 {
            let seen = |at: &&usize| self.measured.ids.contains_key(&self.ids[**at]);
            let ids = carriers.iter().filter(seen).map(|at| self.link(*at).id.clone()).collect();
            self.alter(ids, &altered);
            *self.altered.entry(self.names[carriers[0]].clone()).or_default() += visits;
        }
        rest
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
    fn last(&self) -> usize {
        self.site.window.periods.len().saturating_sub(1)
    }

    fn of_periods(&self, rest: Series) -> Own {
        // Without the ids, their visits would be counted too.
        if self.site.days.is_some() { Own::Periods(rest) } else { Own::Not(Because::NotRead) }
    }

    /// Visits that came with the tags of links that carry an id, and without it.
    fn id_lost(&mut self, first: usize, group: &[usize], rest: &Series) {
        let visits = rest.from(0).visits;
        if visits == 0 || self.site.days.is_none() {
            return;
        }
        self.lose(first, rest);
        // A link of which no id arrived is not one that nobody opened.
        for at in group.iter().copied() {
            let draft = self.link(at).status == Status::Draft;
            if !draft
                && !self.measured.ids.contains_key(&self.ids[at])
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
        for (name, group) in self.groups(|at| self.names[at].clone()) {
            let live: Vec<_> =
                group.iter().copied().filter(|at| self.link(*at).status == Status::Active).collect();
            let [only] = live[..] else { continue };
            let link = self.link(only);
            let tags = (label(&link.source, &link.medium), name.clone());
            if self.carries[only] || self.measured.tags.contains_key(&tags) {
                continue;
            }
            let Some(seen) = self.measured.names.get(&name) else { continue };
            let mut rest = seen.clone();
            for (_, taken) in
                self.measured.tags.iter().filter(|(tags, _)| self.known.contains(*tags) && tags.1 == name)
            {
                rest = less(&rest, taken);
            }
            self.alone.insert(name);
            self.own[only] = self.of_periods(rest);
        }
    }

    /// Where Matomo knows the campaign only: ids stand below it, day by day.
    fn by_name_and_day(&mut self) {
        for (name, group) in self.groups(|at| self.names[at].clone()) {
            if self.site.days.is_none() {
                continue;
            }
            self.altered_names(&name, &group);
            let below = self.measured.ids_of_names.get(&name);
            let mut rest = self.measured.names_by_day.get(&name).cloned().unwrap_or_default();
            for at in &group {
                if let Some(days) = below.and_then(|below| below.get(&self.ids[*at])) {
                    rest = less(&rest, days);
                }
            }
            let without = self.without_id(&group);
            let live: Vec<_> =
                without.iter().copied().filter(|at| self.link(*at).status == Status::Active).collect();
            match (&live[..], &without[..]) {
                (_, []) => self.id_lost(group[0], &group, &self.by_period(&rest)),
                ([only], _) | ([], [only]) => {
                    for at in &without {
                        self.own[*at] = Own::Not(Because::Shared);
                    }
                    self.own[*only] = Own::Days(rest);
                }
                _ => {
                    let start = without.iter().map(|at| self.link(*at).start()).min();
                    let first = self.day(start.unwrap_or_default());
                    self.inseparable(&without, rest.from(first).visits);
                }
            }
        }
    }

    /// Ids that came with another campaign than their own.
    fn altered_names(&mut self, name: &str, group: &[usize]) {
        for at in group {
            let Some(all) = self.measured.ids.get(&self.ids[*at]) else { continue };
            let own = self.measured.ids_of_names.get(name).and_then(|below| below.get(&self.ids[*at]));
            let altered = less(all, own.unwrap_or(&Series::default()));
            if altered.from(0).visits > 0 {
                self.alter(vec![self.link(*at).id.clone()], &self.by_period(&altered));
            }
        }
    }

    fn day(&self, start: jiff::civil::Date) -> usize {
        let days = self.site.days.map_or(&[][..], |days| &days.periods);
        days.partition_point(|day| day.from < start)
    }

    /// What was measured and is of no link.
    fn unlisted_tags(&mut self) {
        let last = self.last();
        let measured = self.measured;
        let mut seen: Vec<_> = measured.tags.iter().filter(|(tags, _)| !self.known.contains(*tags)).collect();
        seen.sort_by_key(|(tags, _)| *tags);
        for (tags, periods) in seen {
            let Some(row) = measured.shown.get(tags) else { continue };
            // Of a campaign of the ledger, some of it may be a link whose tags were altered.
            let altered = self.altered.get_mut(&tags.1);
            let mut visits = periods.from(0).visits;
            if let Some(altered) = altered {
                let theirs = visits.min(*altered);
                *altered -= theirs;
                visits -= theirs;
            }
            if visits == 0 || self.alone.contains(&tags.1) || !is_usable(&row.name) {
                continue;
            }
            let part = |text: &str| (!text.is_empty()).then(|| text.into());
            self.unlist(periods);
            self.report.unlisted.push(Unlisted {
                name: (&row.name).into(),
                source: part(&row.source),
                medium: part(&row.medium),
                visits,
                last_visits: periods.at(last).visits.min(visits),
                seen: periods.seen().unwrap_or_default(),
            });
        }
        self.unlisted_ids();
    }

    /// Ids of other tools. One that came alone made a campaign without a name, or with that of the host which it came
    /// from; one that came with a name stands there already.
    fn unlisted_ids(&mut self) {
        let tagged: HashSet<_> = self.measured.tags.keys().map(|(_, name)| name).collect();
        let nameless = self.measured.names.iter().filter(|(name, _)| !tagged.contains(name));
        let nameless = nameless.filter(|(name, _)| name.is_empty() || is_host(name));
        let mut room: u64 = nameless.map(|(_, periods)| periods.from(0).visits).sum();
        let own: HashSet<_> = self.ids.iter().collect();
        let last = self.last();
        let foreign = self.measured.ids.iter().filter(|(id, _)| !id.is_empty() && !own.contains(id));
        let mut foreign: Vec<_> = foreign.map(|(id, days)| (id, self.by_period(days))).collect();
        foreign.sort_by_key(|(id, periods)| (std::cmp::Reverse(periods.from(0).visits), *id));
        let mut any = false;
        for (id, periods) in foreign {
            let visits = periods.from(0).visits;
            if visits == 0 || visits > room {
                continue;
            }
            room -= visits;
            any = true;
            let last_visits = periods.at(last).visits;
            let seen = periods.seen().unwrap_or_default();
            self.unlist(&periods);
            self.report.unlisted.push(Unlisted {
                name: id.into(),
                source: None,
                medium: None,
                visits,
                last_visits,
                seen,
            });
        }
        self.unlisted_names_but(|name| tagged.contains(&name.to_owned()) || any && is_host(name));
    }

    fn unlisted_names(&mut self) {
        self.unlisted_names_but(|_| false);
    }

    fn unlisted_names_but(&mut self, told: impl Fn(&str) -> bool) {
        let last = self.last();
        for (name, periods) in &self.measured.names {
            let visits = periods.from(0).visits;
            if visits == 0 || self.site.listed.contains(name) || !is_usable(name) || told(name) {
                continue;
            }
            let last_visits = periods.at(last).visits;
            let seen = periods.seen().unwrap_or_default();
            self.unlist(periods);
            self.report.unlisted.push(Unlisted {
                name: name.into(),
                source: None,
                medium: None,
                visits,
                last_visits,
                seen,
            });
        }
    }

    fn unlist(&mut self, periods: &Series) {
        periods.iter().for_each(|(at, sum)| {
            if let Some(visits) = self.report.unlisted_visits.get_mut(at) {
                *visits += sum.visits;
            }
        });
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

/// One series without what another counts of it.
fn less(all: &Series, part: &Series) -> Series {
    let mut rest = Series::default();
    all.iter().for_each(|(at, sum)| rest.add(at, sum.less(part.at(at))));
    rest
}

/// Whether a campaign is named like a host.
fn is_host(name: &str) -> bool {
    name.contains('.') && psl::domain_str(name).is_some()
}
