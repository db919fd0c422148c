//! One thing that the audit found: its numbers, and what to do next.

use serde::Serialize;

use super::State;
use crate::escape::Foreign;
use crate::ledger::Fault;
use crate::period::{Period, Unit};
use crate::severity::Severity;

/// A finding about one site.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub id: &'static str,
    pub severity: Severity,
    pub state: State,
    /// Id of the finding that explains it: it brings no action of its own then.
    pub cause: Option<&'static str>,
    pub data: Vec<(&'static str, Datum)>,
}

/// What there is to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FindingInfo {
    pub id: &'static str,
    pub severity: Severity,
}

/// A number or a label of a finding.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    Count(u64),
    /// A fraction.
    Share(f64),
    /// A difference of two fractions.
    Points(f64),
    /// A probability, such as that of a test.
    Probability(f64),
    Label(Foreign),
    Items(Vec<Item>),
    /// Ids of channels, with visits.
    Channels(Vec<Item>),
    /// Spellings of the same thing.
    Groups(Vec<Group>),
    /// Links of the ledger.
    Links(Vec<LinkName>),
    /// What is wrong with lines of a file, a sentence each.
    Faults(Vec<Fault>),
    /// Kinds of personal data.
    Kinds(Vec<&'static str>),
    Period(Unit, Period),
}

/// A label with its visits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    pub label: Foreign,
    pub visits: u64,
    /// Those of the last period, where `visits` are those of the window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_visits: Option<u64>,
}

/// What a link is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkName {
    pub id: String,
    pub title: Foreign,
}

/// Spellings of one campaign, source or medium.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// `campaign`, `source` or `medium`.
    pub dimension: &'static str,
    /// The spelling to keep: the one with the most visits.
    pub keep: Foreign,
    pub spellings: Vec<Item>,
}

impl Group {
    /// Visits under another spelling than the one to keep.
    pub fn strayed(&self) -> u64 {
        let others = self.spellings.iter().filter(|spelling| spelling.label != self.keep);
        others.map(|spelling| spelling.visits).sum()
    }
}

impl Item {
    pub fn new(label: impl Into<Foreign>, visits: u64) -> Self {
        Self { label: label.into(), visits, last_visits: None }
    }

    /// Of the window, with those of the last period.
    pub fn of_window(label: impl Into<Foreign>, visits: u64, last_visits: u64) -> Self {
        Self { label: label.into(), visits, last_visits: Some(last_visits) }
    }
}

impl Finding {
    pub fn new(id: &'static str, severity: Severity) -> Self {
        let state = State::Ongoing { since: None };
        Self { id, severity, state, cause: None, data: Vec::new() }
    }

    /// The visits that it is about, by the most precise of its numbers; `None` where it counts none.
    pub fn concerned(&self) -> Option<u64> {
        let named = |name: &str| match self.data.iter().find(|(of, _)| *of == name)?.1 {
            Datum::Count(count) => Some(count),
            _ => None,
        };
        // Beside these, `visits` are all visits of the period, or of all campaigns.
        let lacking = ["without_medium", "without_source", "without_name"].into_iter().filter_map(named);
        match (named("visits_before"), lacking.max()) {
            (Some(_), _) => None,
            (None, Some(most)) => Some(most),
            (None, None) => {
                ["untracked", "untagged", "deep", "strayed", "masked", "visits"].into_iter().find_map(named)
            }
        }
    }

    /// The finding with the severity of this case, where that depends on its numbers.
    #[must_use]
    pub fn graded(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }

    #[must_use]
    pub fn in_state(self, state: State) -> Self {
        Self { state, ..self }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, datum: Datum) -> Self {
        self.data.push((name, datum));
        self
    }

    #[must_use]
    pub fn count(self, name: &'static str, count: u64) -> Self {
        self.with(name, Datum::Count(count))
    }

    #[must_use]
    pub fn share(self, name: &'static str, share: f64) -> Self {
        self.with(name, Datum::Share(share))
    }

    #[must_use]
    pub fn label(self, name: &'static str, label: &str) -> Self {
        self.with(name, Datum::Label(label.into()))
    }

    /// Most visits first; a label without visits is no evidence.
    #[must_use]
    pub fn items(self, name: &'static str, mut items: Vec<Item>) -> Self {
        items.retain(|item| item.visits > 0);
        items.sort_by(|a, b| b.visits.cmp(&a.visits).then_with(|| a.label.cmp(&b.label)));
        self.with(name, Datum::Items(items))
    }
}

impl Serialize for Datum {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Count(count) => serializer.serialize_u64(*count),
            Self::Share(value) | Self::Points(value) => serializer.serialize_f64((value * 1e6).round() / 1e6),
            Self::Probability(value) => serializer.serialize_f64(*value),
            Self::Label(label) => label.serialize(serializer),
            Self::Items(items) | Self::Channels(items) => items.serialize(serializer),
            Self::Groups(groups) => groups.serialize(serializer),
            Self::Links(links) => links.serialize(serializer),
            Self::Faults(faults) => serializer.collect_seq(faults.iter().map(|fault| &fault.lines)),
            Self::Kinds(kinds) => kinds.serialize(serializer),
            Self::Period(_, period) => period.serialize(serializer),
        }
    }
}
