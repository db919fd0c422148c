//! What a link of the ledger brought, and what to do with it.

use jiff::civil::Date;
use serde::Serialize;

use crate::escape::Foreign;
use crate::ledger::{Decision, Status, Target};
use crate::locale::Text;

use super::Seen;

/// A link of the ledger that leads to this site.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkRow {
    pub id: String,
    pub title: Foreign,
    pub url: Foreign,
    pub campaign: Foreign,
    pub source: Foreign,
    pub medium: Foreign,
    pub content: Foreign,
    /// Id of the channel.
    pub channel: Option<String>,
    pub status: Status,
    /// `None` of a draft.
    pub published: Option<Date>,
    /// The first day that was counted, where that is later than its publication.
    pub since: Option<Date>,
    /// Days since it was published.
    pub age: Option<u64>,
    /// Since it was published; `None` where its visits cannot be told from others.
    pub visits: Option<u64>,
    /// Of the last period.
    pub last_visits: Option<u64>,
    /// Of each period of the window, since it was published.
    pub period_visits: Vec<u64>,
    /// Before it was published.
    pub tests: Option<u64>,
    /// Visits that converted themselves, since it was published; `None` without goals too.
    pub converted: Option<u64>,
    /// Days of its first and its last visit; `None` where only whole periods are known.
    pub first_seen: Option<Date>,
    pub last_seen: Option<Date>,
    pub target: Option<Target>,
    pub review: Option<Date>,
    /// Whether its review has come and nothing was decided since it was published.
    pub due: bool,
    pub cost: Option<f64>,
    pub state: LinkState,
    pub because: Because,
    /// The most that the same action would bring, by Garwood's 95 % interval, of what its target counts.
    pub at_best: Option<u64>,
    pub decision: Option<Decision>,
    pub decided: Option<Date>,
}

/// What to do with a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, strum::IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum LinkState {
    Draft,
    /// Its visits cannot be told from others, or some may be hidden.
    NotMeasurable,
    NeverSeen,
    TooEarly,
    Continue,
    Stop,
    Adjust,
    CannotTell,
}

/// What a state rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, strum::IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Because {
    Nothing,
    /// The target that was written when the link was made.
    Target,
    /// Its conversion rate against the rest of the site.
    Rate,
    /// Other links have the same tags, and none an id.
    Shared,
    /// Another link of its campaign came with other tags than its own: perhaps with these.
    Altered,
    /// Visits came with its tags and without its id.
    IdLost,
    /// Visits that may be its own could not be seen: masked, cut off, or of a period that is incomplete.
    Hidden,
    /// It was shared on days that were not read.
    Earlier,
    /// Matomo did not answer the report of links.
    NotRead,
}

impl Because {
    pub fn id(self) -> &'static str {
        self.into()
    }
}

impl LinkRow {
    /// What it is called: its campaign, where nobody gave it a title.
    pub fn name(&self) -> &Foreign {
        if self.title.is_empty() { &self.campaign } else { &self.title }
    }
}

impl LinkState {
    pub fn id(self) -> &'static str {
        self.into()
    }
}

/// What was measured beside the links.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LedgerReport {
    /// Why the visits of links could not be read.
    pub unread: Option<Text>,
    /// In no ledger, most visits first.
    pub unlisted: Vec<Unlisted>,
    /// Visits in no ledger, by period of the window.
    pub unlisted_visits: Vec<u64>,
    /// Visits with the tags of links that carry an id, and without it.
    pub id_lost: Vec<IdLost>,
    /// Links whose visits came with other tags than theirs.
    pub altered: Vec<Altered>,
    /// Links of the same tags and without an id, together.
    pub inseparable: Vec<Inseparable>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Unlisted {
    /// The campaign, or the id where no campaign came with it.
    pub name: Foreign,
    pub is_id: bool,
    pub source: Option<Foreign>,
    pub medium: Option<Foreign>,
    pub visits: u64,
    pub last_visits: u64,
    pub seen: Seen,
}

#[derive(Debug, Clone, PartialEq)]
pub struct IdLost {
    pub campaign: Foreign,
    pub source: Option<Foreign>,
    pub medium: Option<Foreign>,
    pub visits: u64,
    pub last_visits: u64,
    pub seen: Seen,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Altered {
    /// The links of which it may be.
    pub ids: Vec<String>,
    pub visits: u64,
    pub last_visits: u64,
    pub seen: Seen,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Inseparable {
    pub campaign: Foreign,
    pub source: Option<Foreign>,
    pub medium: Option<Foreign>,
    pub ids: Vec<String>,
    pub visits: u64,
}
