//! Tagged and untagged visits by channel.

use serde::Serialize;

use super::Seen;
use crate::escape::Foreign;

/// How well a channel is tagged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, strum::IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Status {
    /// Untagged visits only.
    None,
    /// The names of campaigns are masked or missing: nothing can be said.
    Unknown,
    /// Declared as used, and nothing tagged was seen.
    Silent,
    Partial,
    /// Tagged visits, of a channel whose untagged visits cannot be seen.
    Tagged,
    Covered,
}

impl Status {
    pub fn id(self) -> &'static str {
        self.into()
    }

    /// Whether the channel has no UTM coverage.
    pub fn is_uncovered(self) -> bool {
        matches!(self, Self::None | Self::Silent)
    }
}

/// Tagged and untagged visits of one channel.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelRow {
    pub id: String,
    pub status: Status,
    pub tagged: u64,
    /// Those of the tagged visits whose channel only the campaign's name tells.
    pub guessed: u64,
    pub untagged: u64,
    /// Tagged / (tagged + untagged); `None` when untagged visits cannot be seen.
    pub coverage: Option<f64>,
    /// The same for the last period alone.
    pub last_tagged: u64,
    pub last_untagged: u64,
    /// Those of them that count as unknown: from websites, as a social network is known to Matomo.
    pub last_unknown: u64,
    /// Hosts of the untagged visits, most visits first.
    pub evidence: Vec<Evidence>,
    /// When untagged visits were seen.
    pub untagged_seen: Option<Seen>,
    /// Whether its untagged visits leave a referrer.
    pub leaves_referrer: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    pub host: Foreign,
    pub visits: u64,
    /// Those of the last period.
    pub last_visits: u64,
}

/// The untracked share if a channel's untagged visits carried a tag: only
/// visits that were seen as untagged count, so the real share may fall further.
#[derive(Debug, Clone, PartialEq)]
pub struct WhatIf {
    /// Id of the channel.
    pub channel: String,
    /// Its untagged visits of the last period.
    pub visits: u64,
    pub share: f64,
    pub share_with_tags: f64,
}
