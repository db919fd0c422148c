//! What a report says, ready to be laid out: words and numbers are in their language, and no label
//! in them acts on anything. Each output still escapes them in its own way.

use std::borrow::Cow;

use crate::escape::{self, Foreign};
use crate::model::{Comparison, Severity, Status, Verdict};

/// A sentence in which the site's name can be marked.
#[derive(Debug, Clone)]
pub struct Headline {
    pub before: String,
    pub name: Foreign,
    pub after: String,
}

impl Headline {
    pub fn text(&self) -> String {
        format!("{}{}{}", self.before, escape::terminal(&self.name), self.after)
    }
}

/// A part of a report under a title of its own.
#[derive(Debug, Clone)]
pub struct Section {
    pub topic: Topic,
    pub title: String,
    pub blocks: Vec<Block>,
}

/// What a section is about: outputs with little room choose by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    Todo,
    Actions,
    /// All links of the ledger.
    Links,
    /// Costs and decisions of a month.
    Month,
    /// Channels without coverage.
    Uncovered,
    Partial,
    Covered,
    Channels,
    WhatIf,
    Pages,
    Campaigns,
    Findings,
}

impl Topic {
    pub fn id(self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::Actions => "actions",
            Self::Links => "links",
            Self::Month => "month",
            Self::Uncovered => "uncovered",
            Self::Partial => "partial",
            Self::Covered => "covered",
            Self::Channels => "channels",
            Self::WhatIf => "what-if",
            Self::Pages => "pages",
            Self::Campaigns => "campaigns",
            Self::Findings => "findings",
        }
    }
}

#[derive(Debug, Clone)]
pub enum Block {
    Paragraph(String),
    /// Said beside the point.
    Quiet(String),
    Items(Vec<String>),
    Table(Table),
    Split(Split),
    /// A link to copy, with what it is for.
    Link {
        purpose: String,
        link: Foreign,
    },
    Findings(Vec<Finding>),
    Todo(Vec<Todo>),
}

#[derive(Debug, Clone, Default)]
pub struct Table {
    pub caption: String,
    /// What a page says above it.
    pub note: Option<String>,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// Whether its rows are numbered.
    pub ranked: bool,
    /// Whether it may have any number of rows, of which the first matter most.
    pub long: bool,
    /// Where its numbers are in Matomo.
    pub sources: Vec<Source>,
}

/// A link to a page of Matomo.
#[derive(Debug, Clone)]
pub struct Source {
    pub name: String,
    pub url: String,
}

impl Table {
    /// With the columns that `keep` says.
    #[must_use]
    pub fn of(self, keep: impl FnMut(&Column) -> bool) -> Self {
        let kept: Vec<_> = self.columns.iter().map(keep).collect();
        let rows = self.rows.into_iter().map(|row| only(row, &kept)).collect();
        Self { columns: only(self.columns, &kept), rows, ..self }
    }

    pub fn has_bars(&self) -> bool {
        self.rows.iter().flatten().any(|cell| cell.bar.is_some())
    }
}

fn only<T>(all: Vec<T>, kept: &[bool]) -> Vec<T> {
    all.into_iter().zip(kept).filter(|(_, kept)| **kept).map(|(one, _)| one).collect()
}

/// The column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    pub name: String,
    pub kind: Kind,
    /// Where a text has room for it.
    pub room: Room,
    /// Whether a page shows it: there, details stand below what they belong to.
    pub on_page: bool,
}

impl Column {
    #[must_use]
    pub fn off_page(self) -> Self {
        Self { on_page: false, ..self }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Words,
    Number,
    /// A number that a bar repeats.
    Measure,
}

impl Kind {
    pub fn is_words(self) -> bool {
        self == Self::Words
    }

    pub fn is_number(self) -> bool {
        self == Self::Number
    }

    pub fn is_measure(self) -> bool {
        self == Self::Measure
    }
}

/// The least room in which a text shows a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Room {
    /// 40 columns.
    Phone,
    /// A message of 600 pixels.
    Mail,
    /// 80 columns.
    Terminal,
    /// 100 columns.
    Wide,
    /// Only a page has it.
    Page,
}

#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// A sign before the text, where no drawing stands for it.
    pub icon: &'static str,
    pub text: String,
    /// What belongs to it in a smaller hand.
    pub detail: String,
    /// A word that marks it, such as `new`.
    pub mark: Option<String>,
    /// Length of its bar, 0 to 1.
    pub bar: Option<f64>,
    pub tone: Tone,
    /// Id of the site that it leads to.
    pub site: Option<u64>,
}

/// What a colour or a sign may say of a cell, in addition to its text.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum Tone {
    #[default]
    Plain,
    Verdict(Verdict),
    Status(Status),
    Comparison(Comparison),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

impl Cell {
    #[must_use]
    pub fn toned(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    #[must_use]
    pub fn measured(self, bar: Option<f64>) -> Self {
        Self { bar, ..self }
    }

    /// The text with its sign and the word that marks it.
    pub fn marked(&self) -> Cow<'_, str> {
        if self.icon.is_empty() && self.mark.is_none() {
            return Cow::Borrowed(&self.text);
        }
        let icon = if self.icon.is_empty() { String::new() } else { format!("{} ", self.icon) };
        let mark = self.mark.as_ref().map(|mark| format!(" ({mark})")).unwrap_or_default();
        format!("{icon}{}{mark}", self.text).into()
    }
}

/// A whole in its parts.
#[derive(Debug, Clone, Default)]
pub struct Split {
    /// With the numbers, where no picture is drawn.
    pub sentence: String,
    /// Without them, beside the picture.
    pub caption: String,
    pub parts: Vec<Segment>,
}

#[derive(Debug, Clone)]
pub struct Segment {
    pub class: &'static str,
    pub name: String,
    pub value: String,
    /// Its part of the whole, and that of those before it, 0 to 1.
    pub share: f64,
    pub start: f64,
}

/// A number with its name.
#[derive(Debug, Clone)]
pub struct Fact {
    pub name: String,
    pub value: String,
}

#[derive(Debug, Clone)]
pub struct Finding {
    pub id: &'static str,
    pub severity: Severity,
    pub severity_name: String,
    pub title: String,
    pub detail: String,
    /// None where there is nothing to do, or its cause says it.
    pub action: Option<String>,
    /// What became of it with the last period.
    pub state: Option<String>,
    pub why: String,
    pub fix: String,
}

/// One thing to do, with the finding that asks for it.
#[derive(Debug, Clone)]
pub struct Todo {
    pub finding: &'static str,
    pub text: String,
    pub title: String,
}

/// Something that could not be read, and what to try.
#[derive(Debug, Clone)]
pub struct Failure {
    pub line: String,
    pub hint: Option<String>,
}

/// A verdict as a word; its icon tells it without colour.
#[derive(Debug, Clone)]
pub struct VerdictName {
    pub verdict: Verdict,
    pub icon: &'static str,
    pub name: String,
}

impl VerdictName {
    pub fn text(&self) -> String {
        format!("{} {}", self.icon, self.name)
    }
}
