//! The ledger: one line for each link that a team shares, with its tags, what it is for and what was decided.
//!
//! The file is the team's: it is read leniently and written strictly.

mod address;
mod cell;
mod columns;
mod id;
pub mod import;
mod pattern;
pub mod plan;
mod read;
mod sheet;
mod site;
pub mod wanted;
pub mod write;

use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};

use jiff::Span;
use jiff::civil::Date;
use serde::Serialize;

pub use address::{Carrier, Tags, canonical, hosts_equal, parts, tagged, tagged_as};
pub use columns::Column;
pub use id::{LENGTH, id};
pub use pattern::Pattern;
pub use plan::{IdRule, Params, Part, Plan, PlannedSource};
pub use site::{MOST_DAYS, days_between};

use crate::escape::Foreign;
use crate::locale::Text;
use crate::nearest;

/// The columns of a new ledger, in their order.
pub const COLUMNS: [&str; 19] = [
    "id",
    "url",
    "campaign",
    "source",
    "medium",
    "content",
    "link",
    "short",
    "title",
    "owner",
    "created",
    "published",
    "review",
    "target",
    "cost",
    "status",
    "decision",
    "decided",
    "note",
];
/// Those without which a line says nothing.
pub const REQUIRED: [&str; 7] = ["id", "url", "campaign", "source", "medium", "created", "status"];

/// A ledger as it was read: what is right of it, and what is not.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    pub path: PathBuf,
    /// In the order of the file; equal lines are one.
    pub links: Vec<Link>,
    /// All at once, in the order of the file.
    pub faults: Vec<Fault>,
}

/// What is wrong with some lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// Numbers of the lines, from 1.
    pub lines: Vec<u64>,
    /// The id that stands there; empty where none can be told.
    pub id: String,
    /// The whole sentence, the lines included.
    pub text: Text,
}

/// One line of the ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Number of its line in the file, from 1.
    pub line: u64,
    pub id: String,
    /// The destination, without tags.
    pub url: String,
    pub campaign: String,
    pub source: String,
    pub medium: String,
    pub content: String,
    /// The address that is shared; empty when nobody wrote it down.
    pub link: String,
    /// A redirect to it that the team owns; empty without one.
    pub short: String,
    pub title: String,
    pub owner: String,
    pub created: Date,
    pub published: Option<Date>,
    pub review: Option<Date>,
    pub target: Option<Target>,
    /// In the currency of the site.
    pub cost: Option<f64>,
    pub status: Status,
    pub decision: Option<Decision>,
    pub decided: Option<Date>,
    pub note: String,
}

/// What a link is expected to bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Target {
    pub count: u64,
    pub of: Unit,
}

/// What a target counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, strum::IntoStaticStr, strum::EnumString)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Unit {
    Visits,
    /// Visits that converted.
    Conversions,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, strum::IntoStaticStr, strum::EnumString, clap::ValueEnum,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Status {
    Draft,
    Active,
    Retired,
}

/// What a team decided about a link.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, strum::IntoStaticStr, strum::EnumString, clap::ValueEnum,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Decision {
    Continue,
    Adjust,
    Stop,
}

macro_rules! ids {
    ($($kind:ty),+) => {$(
        impl $kind {
            pub fn id(self) -> &'static str {
                self.into()
            }
        }
    )+};
}
ids!(Unit, Status, Decision);

/// Days from publication to review, unless the ledger says otherwise: what is printed or stands in a signature is
/// seen for long, what is sent in a few days.
const REVIEW: [(&[&str], u16); 3] =
    [(&["paid"], 28), (&["partner", "qr", "print"], 56), (&["signature"], 84)];
const REVIEW_OF_OTHERS: u16 = 14;
/// Most ids that are named for one that is not there.
const NEAREST: usize = 3;

impl Link {
    /// The first day that counts: one that nobody wrote down is that on which the link was made.
    pub fn start(&self) -> Date {
        self.published.unwrap_or(self.created)
    }

    /// The day on which it is judged; `channel` is that of its tags.
    pub fn review_day(&self, channel: Option<&str>) -> Date {
        self.review.unwrap_or_else(|| self.start().saturating_add(Span::new().days(review_after(channel))))
    }

    /// Whether it is to be decided about now; `review` is the day on which it is judged.
    pub fn is_due(&self, review: Date, today: Date) -> bool {
        // What was decided before it was shared is no answer.
        let decided = self.decision.is_some() && self.decided.is_none_or(|decided| decided >= self.start());
        self.status == Status::Active && review <= today && !decided
    }

    /// What it is called where people read.
    pub fn name(&self) -> &str {
        if self.title.is_empty() { &self.campaign } else { &self.title }
    }

    pub fn campaign(&self) -> &str {
        &self.campaign
    }

    pub fn source(&self) -> &str {
        &self.source
    }

    pub fn tags(&self) -> Tags<'_> {
        Tags { campaign: &self.campaign, source: &self.source, medium: &self.medium, content: &self.content }
    }

    /// The address to share: the one that was written down, else the one that is made of its tags.
    pub fn address(&self, carrier: Carrier) -> String {
        match self.link.is_empty() {
            true => tagged(&self.url, self.tags(), &self.id, carrier),
            false => self.link.clone(),
        }
    }
}

/// Days after which a link of a channel is judged.
pub fn review_after(channel: Option<&str>) -> u16 {
    let is = |(names, _): &&(&[&str], u16)| channel.is_some_and(|channel| names.contains(&channel));
    REVIEW.iter().find(is).map_or(REVIEW_OF_OTHERS, |(_, days)| *days)
}

impl Target {
    /// Reads `40 visits` or `5 conversions`, in French words too.
    pub fn parse(text: &str) -> Option<Self> {
        read::target(text)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.count, self.of.id())
    }
}

/// Reads an amount, with a decimal comma or point; none is negative.
pub fn amount(text: &str) -> Option<f64> {
    read::amount(text)
}

impl Ledger {
    /// The same as [`Ledger::read`], where a file that is missing or empty is a ledger without links.
    pub fn read_or_new(path: &Path) -> Result<Self, Text> {
        match std::fs::metadata(path) {
            Ok(found) if !found.is_file() || found.len() > 0 => Self::read(path),
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Self::read(path),
            _ => Ok(Self { path: path.to_owned(), ..Self::default() }),
        }
    }

    /// The link of an id; else what is wrong with its line, or that there is none, with those that are like it.
    pub fn get(&self, id: &str) -> Result<&Link, Text> {
        self.find(id).ok_or_else(|| {
            let wrong = self.faults.iter().find(|fault| fault.id.eq_ignore_ascii_case(id));
            wrong.map_or_else(|| self.unknown(id), |fault| fault.text.clone())
        })
    }

    /// How many lines are wrong: one may be so in several ways, and one fault of several lines.
    pub fn faulty_lines(&self) -> usize {
        self.faults.iter().flat_map(|fault| &fault.lines).collect::<HashSet<_>>().len()
    }

    fn unknown(&self, id: &str) -> Text {
        let near = nearest::all(&id.to_ascii_lowercase(), &self.links, |link| &link.id);
        let near: Vec<_> = near.into_iter().take(NEAREST).map(|link| link.id.clone()).collect();
        let near = if near.is_empty() { "none".to_owned() } else { near.join(", ") };
        read::in_file("ledger-unknown", &self.path).with("id", Foreign::new(id)).with("nearest", near)
    }

    pub fn find(&self, id: &str) -> Option<&Link> {
        self.links.iter().find(|link| link.id.eq_ignore_ascii_case(id))
    }
}

#[cfg(test)]
mod tests;
