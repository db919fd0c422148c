//! What a team tried, and what it brought.

use serde::Serialize;

use super::Comparison;
use crate::escape::Foreign;

/// A campaign that brought visits in the last period, or used to.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// Its spelling with the most visits.
    pub name: Foreign,
    /// Its other spellings, most visits first.
    pub spellings: Vec<Foreign>,
    /// The source and medium that brought most of its visits, where known.
    pub source: Option<Foreign>,
    pub medium: Option<Foreign>,
    /// Id of the channel.
    pub channel: Option<String>,
    /// Of the last period.
    pub visits: u64,
    /// Median of the earlier periods in which it was seen; `None` when there are none.
    pub usual: Option<f64>,
    pub change: Option<Change>,
    /// The first period of the window in which it was seen: an index of the site's periods.
    pub first: usize,
    /// Of the last period; `None` without goals.
    pub conversions: Option<u64>,
    pub converted: Option<u64>,
    /// Visits of the window, and the part of them that converted.
    pub window_visits: u64,
    pub rate: Option<f64>,
    /// Of the rate, against the rest of the site; `None` without goals.
    pub comparison: Option<Comparison>,
}

/// What became of a campaign with the last period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, strum::IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Change {
    /// Seen for the first time in the window.
    New,
    /// More visits than usual, beyond chance.
    More,
    /// Fewer, beyond chance.
    Less,
    /// None, where chance would have left some.
    Ended,
}

impl Change {
    pub fn id(self) -> &'static str {
        self.into()
    }
}
