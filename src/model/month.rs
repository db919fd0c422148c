//! What a month of shared links cost, and what was decided.

use serde::Serialize;

use super::LinkName;

/// The last month, from the ledger.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MonthReport {
    /// Of the links with a cost that were published in it or brought visits in it; most expensive first.
    pub costs: Vec<ChannelCost>,
    /// Decisions of the month.
    pub continued: u64,
    pub adjusted: u64,
    pub stopped: u64,
    /// Links whose review has come and about which nothing was decided.
    pub undecided: Vec<LinkName>,
    /// Part of the tagged visits that is in no ledger, and that of the month before.
    pub unlisted_share: Option<f64>,
    pub unlisted_share_before: Option<f64>,
}

/// What links of a channel cost, and what they brought since they were published.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChannelCost {
    /// Id of the channel.
    pub channel: Option<String>,
    /// In the currency of the site.
    pub cost: f64,
    pub visits: u64,
    pub per_visit: Price,
    /// `None` without goals.
    pub converted: Option<u64>,
    pub per_conversion: Option<Price>,
}

/// Cost of one, with the 95 % interval that chance leaves.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Price {
    /// `None` where there was none: then it is more than `low`.
    pub value: Option<f64>,
    pub low: f64,
    pub high: Option<f64>,
}
