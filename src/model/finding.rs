//! One thing that the audit found: its numbers, and what to do next.

use serde::Serialize;

use crate::escape::{self, Foreign};
use crate::labels::looks_same;
use crate::locale::{Locale, Text, Value};
use crate::period::{Period, Unit};
use crate::severity::Severity;

/// Items that a sentence names.
const NAMED: usize = 4;

/// A finding about one site.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub id: &'static str,
    pub severity: Severity,
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
    /// Kinds of personal data.
    Kinds(Vec<&'static str>),
    Period(Unit, Period),
}

/// A label with its visits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    pub label: Foreign,
    pub visits: u64,
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
        Self { label: label.into(), visits }
    }
}

impl Finding {
    pub fn new(id: &'static str, severity: Severity) -> Self {
        Self { id, severity, data: Vec::new() }
    }

    /// The finding with the severity of this case, where that depends on its numbers.
    #[must_use]
    pub fn graded(self, severity: Severity) -> Self {
        Self { severity, ..self }
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

    /// The message in a language: `title`, `detail` and `action`.
    pub fn part(&self, locale: &Locale, part: Part) -> String {
        let text = Text::new(format!("finding-{}{}", self.id, part.attribute()));
        let data = self.data.iter();
        locale.text(&data.fold(text, |text, (name, datum)| text.with(name, datum.value(locale))))
    }
}

/// What a reader is told of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Title,
    Detail,
    Action,
}

impl Part {
    fn attribute(self) -> &'static str {
        match self {
            Self::Title => "",
            Self::Detail => ".detail",
            Self::Action => ".action",
        }
    }
}

impl Datum {
    fn value(&self, locale: &Locale) -> Value {
        match self {
            Self::Count(count) => (*count).into(),
            Self::Share(share) => locale.percent(*share).into(),
            Self::Points(points) => locale.points(*points).into(),
            Self::Probability(probability) => probability_text(locale, *probability).into(),
            Self::Label(label) => label.clone().into(),
            Self::Items(items) => list(locale, items).into(),
            Self::Channels(items) => channels(locale, items).into(),
            Self::Groups(groups) => spellings(locale, groups).into(),
            Self::Kinds(kinds) => {
                let kinds = kinds.iter().map(|kind| locale.get(&format!("personal-{kind}")));
                kinds.collect::<Vec<_>>().join(", ").into()
            }
            Self::Period(unit, period) => locale.period_long(*unit, *period).into(),
        }
    }
}

fn probability_text(locale: &Locale, probability: f64) -> String {
    match probability < 0.001 {
        true => format!("< {}", locale.decimal(0.001, 3)),
        false => format!("= {}", locale.decimal(probability, 3)),
    }
}

/// `rentree-2026 (152), rentrée 2026 (80) …`
fn list(locale: &Locale, items: &[Item]) -> String {
    let mut named: Vec<_> = items
        .iter()
        .take(NAMED)
        .map(|item| format!("{} ({})", escape::terminal(&item.label), locale.count(item.visits)))
        .collect();
    if items.len() > NAMED {
        named.push(locale.text(&Text::new("and-more").with("count", (items.len() - NAMED) as u64)));
    }
    named.join(", ")
}

fn channels(locale: &Locale, items: &[Item]) -> String {
    let named = items.iter().map(|item| {
        let label = locale.channel(&escape::terminal(&item.label));
        // A channel that is silent has no visits to show.
        if item.visits > 0 { format!("{label} ({})", locale.count(item.visits)) } else { label }
    });
    named.collect::<Vec<_>>().join(", ")
}

/// A spelling that differs from the kept one only for machines says so.
fn told_apart(locale: &Locale, keep: &Foreign, spelling: &Item) -> Item {
    if !keep.are(&spelling.label, looks_same) {
        return spelling.clone();
    }
    let text = Text::new("spelling-same-look").with("label", spelling.label.clone());
    Item { label: locale.text(&text).into(), visits: spelling.visits }
}

/// `rentree-2026 ← rentrée 2026 (80), rentree_2026 (65)`
fn spellings(locale: &Locale, groups: &[Group]) -> String {
    let mut named: Vec<_> = groups
        .iter()
        .take(NAMED)
        .map(|group| {
            let others = group.spellings.iter().filter(|spelling| spelling.label != group.keep);
            let others: Vec<_> = others.map(|spelling| told_apart(locale, &group.keep, spelling)).collect();
            let text = Text::new("spellings")
                .with("dimension", group.dimension)
                .with("keep", group.keep.clone())
                .with("others", list(locale, &others));
            locale.text(&text)
        })
        .collect();
    if groups.len() > NAMED {
        named.push(locale.text(&Text::new("and-more").with("count", (groups.len() - NAMED) as u64)));
    }
    named.join("; ")
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
            Self::Kinds(kinds) => kinds.serialize(serializer),
            Self::Period(_, period) => period.serialize(serializer),
        }
    }
}
