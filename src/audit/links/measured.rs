//! What Matomo measured, by the labels that links are joined by.

use std::hash::Hash;

use polars::prelude::{PlHashMap, PlIndexMap, PlSmallStr};
use rayon::prelude::*;

use crate::frames::read::row;
use crate::labels::as_matomo;
use crate::labels::placeholder::is_masked;
use crate::ledger::Link;
use crate::model::Seen;
use crate::period::Window;

row! {
    /// A row of the report by day.
    #[derive(Debug, Clone, Default)]
    pub struct DayRow {
        day: u64 = PERIOD,
        name: PlSmallStr = NAME,
        keyword: PlSmallStr = KEYWORD,
        /// Whether it stands below the row of its campaign, or is an id.
        below: bool = BELOW,
        summary: bool = SUMMARY,
        visits: u64 = VISITS,
        converted: u64 = CONVERTED,
    }
}

row! {
    /// A campaign of a source and medium in a period.
    #[derive(Debug, Clone, Default)]
    pub struct TagRow {
        period: u64 = PERIOD,
        source: PlSmallStr = SOURCE,
        medium: PlSmallStr = MEDIUM,
        name: PlSmallStr = NAME,
        visits: u64 = VISITS,
        converted: u64 = CONVERTED,
    }
}

row! {
    /// A campaign in a period.
    #[derive(Debug, Clone, Default)]
    pub struct NameRow {
        period: u64 = PERIOD,
        name: PlSmallStr = NAME,
        visits: u64 = VISITS,
        converted: u64 = CONVERTED,
    }
}

/// The rows of one site.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    pub days: Vec<DayRow>,
    pub tags: Vec<TagRow>,
    pub names: Vec<NameRow>,
}

/// Visits, and those of them that converted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    pub visits: u64,
    pub converted: u64,
}

impl Sum {
    pub fn add(&mut self, other: Self) {
        self.visits += other.visits;
        self.converted += other.converted;
    }

    pub fn less(self, other: Self) -> Self {
        Self {
            visits: self.visits.saturating_sub(other.visits),
            converted: self.converted.saturating_sub(other.converted),
        }
    }
}

/// Sums by day or by period: an index, and what was seen then, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Series(Vec<(usize, Sum)>);

impl Series {
    pub const EMPTY: Self = Self(Vec::new());

    pub fn add(&mut self, at: usize, sum: Sum) {
        // Rows come in the order of time, nearly always.
        match self.0.last_mut() {
            Some((last, all)) if *last == at => all.add(sum),
            Some((last, _)) if *last > at => match self.0.binary_search_by_key(&at, |(at, _)| *at) {
                Ok(place) => self.0[place].1.add(sum),
                Err(place) => self.0.insert(place, (at, sum)),
            },
            _ => self.0.push((at, sum)),
        }
    }

    pub fn add_all(&mut self, other: &Self) {
        other.iter().for_each(|(at, sum)| self.add(at, sum));
    }

    pub fn at(&self, at: usize) -> Sum {
        let place = self.0.binary_search_by_key(&at, |(at, _)| *at);
        place.map_or_else(|_| Sum::default(), |place| self.0[place].1)
    }

    /// When anything was seen; `None` of nothing.
    pub fn seen(&self) -> Option<Seen> {
        let with_visits = self.0.iter().filter(|(_, sum)| sum.visits > 0);
        Seen::any(with_visits.map(|(at, _)| Seen::new(*at as u64, *at as u64)))
    }

    pub fn iter(&self) -> impl Iterator<Item = (usize, Sum)> {
        self.0.iter().copied()
    }

    /// The sum from an index on.
    pub fn from(&self, first: usize) -> Sum {
        self.within(first..usize::MAX)
    }

    pub fn within(&self, range: std::ops::Range<usize>) -> Sum {
        let mut all = Sum::default();
        self.iter().filter(|(at, _)| range.contains(at)).for_each(|(_, sum)| all.add(sum));
        all
    }
}

/// A row "Others" below a campaign has no mark of its own: its label is Matomo's word for it, in the languages in
/// which servers of the public service answer.
pub const OTHERS: [&str; 2] = ["others", "autres"];

/// Campaign, keyword, whether it stands below the campaign or is an id, whether it sums others up.
type DayLabel<'a> = (&'a str, &'a str, bool, bool);

fn days_by_label(rows: &[DayRow]) -> PlHashMap<DayLabel<'_>, Series> {
    let mut days: PlHashMap<_, Series> = PlHashMap::default();
    for row in rows {
        let label = (&*row.name, &*row.keyword, row.below, row.summary);
        let sum = Sum { visits: row.visits, converted: row.converted };
        days.entry(label).or_default().add(row.day as usize, sum);
    }
    days
}

/// Both, of which the days of the first come first.
fn merged<K: Hash + Eq>(mut first: PlHashMap<K, Series>, then: PlHashMap<K, Series>) -> PlHashMap<K, Series> {
    if first.is_empty() {
        return then;
    }
    then.into_iter().for_each(|(label, series)| first.entry(label).or_default().add_all(&series));
    first
}

/// Visits by id, by campaign and by tags.
#[derive(Debug, Default)]
pub struct Measured {
    /// By id, by day.
    pub ids: PlHashMap<String, Series>,
    /// Where the plugin is not: by campaign and id, by day.
    pub ids_of_names: PlHashMap<String, PlHashMap<String, Series>>,
    /// Where the plugin is not: by campaign, by day.
    pub names_by_day: PlHashMap<String, Series>,
    /// Visits of each day in a row "Others", in which ids may be.
    pub others: Series,
    /// Visits of each day whose tags Matomo hides by policy.
    pub masked: Series,
    /// By "source - medium" and campaign, by period.
    pub tags: PlHashMap<(String, String), Series>,
    /// Rows "Others" of all sources and mediums, by period.
    others_of_all: Vec<Series>,
    /// Rows "Others" by "source - medium", by period.
    others_of: PlHashMap<String, Vec<Series>>,
    /// By campaign, by period.
    pub names: PlHashMap<String, Series>,
    /// Labels as Matomo shows them, by what they were folded to.
    pub shown: PlHashMap<(String, String), TagRow>,
}

impl Measured {
    pub fn new(rows: &Rows) -> Self {
        let (days, periods) = rayon::join(|| Self::of_days(&rows.days), || Self::of_periods(rows));
        let Self { ids, ids_of_names, names_by_day, others, masked, .. } = days;
        Self { ids, ids_of_names, names_by_day, others, masked, ..periods }
    }

    fn of_days(rows: &[DayRow]) -> Self {
        let mut measured = Self::default();
        // A label has a row a day: each is looked at once.
        let part = rows.len().div_ceil(rayon::current_num_threads()).max(1);
        let days = rows.par_chunks(part).map(days_by_label).reduce(PlHashMap::default, merged);
        days.into_iter().for_each(|(label, series)| measured.add_days(label, &series));
        measured
    }

    fn of_periods(rows: &Rows) -> Self {
        let mut measured = Self::default();
        // In the order of the rows: of two spellings, the first is shown.
        let mut tags: PlIndexMap<_, (Series, &TagRow)> = PlIndexMap::default();
        for row in &rows.tags {
            let label = (&*row.source, &*row.medium, &*row.name);
            let sum = Sum { visits: row.visits, converted: row.converted };
            tags.entry(label).or_insert_with(|| (Series::default(), row)).0.add(row.period as usize, sum);
        }
        for ((source, medium, name), (series, row)) in tags {
            let key = (label(source, medium), as_matomo(name));
            measured.shown.entry(key.clone()).or_insert_with(|| row.clone());
            measured.tags.entry(key).or_default().add_all(&series);
        }
        for ((label, name), series) in &measured.tags {
            if OTHERS.contains(&name.as_str()) {
                measured.others_of.entry(label.clone()).or_default().push(series.clone());
            } else if name.is_empty() && OTHERS.contains(&label.as_str()) {
                measured.others_of_all.push(series.clone());
            }
        }
        for row in &rows.names {
            let sum = Sum { visits: row.visits, converted: row.converted };
            measured.names.entry(as_matomo(&row.name)).or_default().add(row.period as usize, sum);
        }
        measured
    }

    fn add_days(&mut self, (name, keyword, below, summary): DayLabel<'_>, days: &Series) {
        let of_plugin = name.is_empty() && below;
        let (name, keyword) = (as_matomo(name), as_matomo(keyword));
        let label = if below { &keyword } else { &name };
        // Below a campaign no row has the marks by which Matomo tells its own row "Others".
        let is_rest = if below && !of_plugin { OTHERS.contains(&label.as_str()) } else { summary };
        if is_masked(label) {
            self.masked.add_all(days);
        } else if is_rest {
            self.others.add_all(days);
        } else if below {
            if !of_plugin {
                let ids = self.ids_of_names.entry(name).or_default();
                ids.entry(keyword.clone()).or_default().add_all(days);
            }
            self.ids.entry(keyword).or_default().add_all(days);
        } else {
            self.names_by_day.entry(name).or_default().add_all(days);
        }
    }
}

impl Measured {
    /// The rows "Others" in which tags of a link may be: of all sources and mediums, and of its own.
    pub fn other_tags(&self, link: &Link) -> impl Iterator<Item = &Series> {
        let own = (!self.others_of.is_empty()).then(|| label(&link.source, &link.medium));
        let own = own.and_then(|own| self.others_of.get(&own));
        self.others_of_all.iter().chain(own.into_iter().flatten())
    }
}

/// The label that Matomo's report of sources and mediums has for these.
pub fn label(source: &str, medium: &str) -> String {
    match (source.is_empty(), medium.is_empty()) {
        (false, false) => as_matomo(&format!("{source} - {medium}")),
        _ => as_matomo(&format!("{source}{medium}")),
    }
}

/// The period of each day, where it is in one of the window.
pub fn periods_of(days: &Window, window: &Window) -> Vec<Option<usize>> {
    let mut periods = window.periods.iter().enumerate().peekable();
    let of = |day: &crate::period::Period| {
        while periods.next_if(|(_, period)| period.to < day.from).is_some() {}
        periods.peek().filter(|(_, period)| period.from <= day.from).map(|(at, _)| *at)
    };
    days.periods.iter().map(of).collect()
}
