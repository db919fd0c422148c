//! What Matomo measured, by the labels that links are joined by.

use std::collections::{BTreeMap, HashMap};

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
        name: String = NAME,
        keyword: String = KEYWORD,
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
        source: String = SOURCE,
        medium: String = MEDIUM,
        name: String = NAME,
        visits: u64 = VISITS,
        converted: u64 = CONVERTED,
    }
}

row! {
    /// A campaign in a period.
    #[derive(Debug, Clone, Default)]
    pub struct NameRow {
        period: u64 = PERIOD,
        name: String = NAME,
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

/// Sums by day or by period: an index, and what was seen then.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Series(BTreeMap<usize, Sum>);

impl Series {
    pub fn add(&mut self, at: usize, sum: Sum) {
        self.0.entry(at).or_default().add(sum);
    }

    pub fn at(&self, at: usize) -> Sum {
        self.0.get(&at).copied().unwrap_or_default()
    }

    /// When anything was seen; `None` of nothing.
    pub fn seen(&self) -> Option<Seen> {
        let with_visits = self.0.iter().filter(|(_, sum)| sum.visits > 0);
        Seen::any(with_visits.map(|(at, _)| Seen::new(*at as u64, *at as u64)))
    }

    pub fn iter(&self) -> impl Iterator<Item = (usize, Sum)> {
        self.0.iter().map(|(at, sum)| (*at, *sum))
    }

    /// The sum from an index on.
    pub fn from(&self, first: usize) -> Sum {
        self.within(first..usize::MAX)
    }

    pub fn within(&self, range: std::ops::Range<usize>) -> Sum {
        let mut all = Sum::default();
        self.0.range(range).for_each(|(_, sum)| all.add(*sum));
        all
    }
}

/// A row "Others" below a campaign has no mark of its own: its label is Matomo's word for it, in the languages in
/// which servers of the public service answer.
const OTHERS: [&str; 2] = ["others", "autres"];

/// Visits by id, by campaign and by tags.
#[derive(Debug, Default)]
pub struct Measured {
    /// By id, by day.
    pub ids: HashMap<String, Series>,
    /// Where the plugin is not: by campaign and id, by day.
    pub ids_of_names: HashMap<String, HashMap<String, Series>>,
    /// Where the plugin is not: by campaign, by day.
    pub names_by_day: HashMap<String, Series>,
    /// Visits of each day in a row "Others", in which ids may be.
    pub others: Series,
    /// Visits of each day whose tags Matomo hides by policy.
    pub masked: Series,
    /// By "source - medium" and campaign, by period.
    pub tags: HashMap<(String, String), Series>,
    /// By campaign, by period.
    pub names: HashMap<String, Series>,
    /// Labels as Matomo shows them, by what they were folded to.
    pub shown: HashMap<(String, String), TagRow>,
}

impl Measured {
    pub fn new(rows: &Rows) -> Self {
        let mut measured = Self::default();
        for row in &rows.days {
            measured.add_day(row);
        }
        for row in &rows.tags {
            let key = (label(&row.source, &row.medium), as_matomo(&row.name));
            let sum = Sum { visits: row.visits, converted: row.converted };
            measured.tags.entry(key.clone()).or_default().add(row.period as usize, sum);
            measured.shown.entry(key).or_insert_with(|| row.clone());
        }
        for row in &rows.names {
            let sum = Sum { visits: row.visits, converted: row.converted };
            measured.names.entry(as_matomo(&row.name)).or_default().add(row.period as usize, sum);
        }
        measured
    }

    fn add_day(&mut self, row: &DayRow) {
        let (day, sum) = (row.day as usize, Sum { visits: row.visits, converted: row.converted });
        let (name, keyword) = (as_matomo(&row.name), as_matomo(&row.keyword));
        let of_plugin = row.name.is_empty() && row.below;
        let label = if row.below { &keyword } else { &name };
        // Below a campaign no row has the marks by which Matomo tells its own row "Others".
        if is_masked(label) {
            self.masked.add(day, sum);
        } else if if row.below && !of_plugin { OTHERS.contains(&label.as_str()) } else { row.summary } {
            self.others.add(day, sum);
        } else if row.below {
            if !of_plugin {
                let ids = self.ids_of_names.entry(name).or_default();
                ids.entry(keyword.clone()).or_default().add(day, sum);
            }
            self.ids.entry(keyword).or_default().add(day, sum);
        } else {
            self.names_by_day.entry(name).or_default().add(day, sum);
        }
    }
}

impl Measured {
    /// The rows "Others" in which tags of a link may be: of all sources and mediums, and of its own.
    pub fn other_tags(&self, link: &Link) -> Vec<&Series> {
        let own = label(&link.source, &link.medium);
        let rows = OTHERS
            .iter()
            .flat_map(|others| [((*others).to_owned(), String::new()), (own.clone(), (*others).to_owned())]);
        rows.filter_map(|key| self.tags.get(&key)).collect()
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
