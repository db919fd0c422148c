//! Where a team shares links: which referrer hosts, mediums, sources and campaign names mean which
//! channel.
//!
//! The built-in list and its rules are in `channels.toml`; the configuration can change it.

mod built_in;
mod config;
mod hosts;
mod known;
mod tags;
mod words;

use serde::Deserialize;

use built_in::BUILT_IN;
pub use config::ChannelConfig;
use hosts::Hosts;
pub use known::Known;
pub use tags::Told;
use tags::{Index, Vocabulary};

/// The channel of links that are paid for, whatever else their tags say.
pub const PAID: &str = "paid";

/// One place where a team shares links.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Stable name, such as `email`.
    pub id: String,
    /// The team shares links there, so it has a coverage.
    pub shared: bool,
    /// Untagged visits from there can be seen.
    pub leaves_referrer: bool,
    /// An untagged visit from there is a shared link that lost its tag.
    pub untagged_is_unknown: bool,
    /// The channel whose links this one takes when the source says so.
    #[serde(default)]
    pub narrows: Option<String>,
    /// What to suggest in a tagged link.
    pub tag: Tag,
    /// Referrer hosts, possibly with `*`.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Whole values of the campaign medium.
    #[serde(default)]
    pub mediums: Vec<String>,
    /// Whole values of the campaign source.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Whole words of the campaign name.
    #[serde(default)]
    pub names: Vec<String>,
}

impl Channel {
    fn narrows(&self, other: &Self) -> bool {
        self.narrows.as_ref() == Some(&other.id)
    }
}

/// The source and medium to suggest in a tagged link.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    /// Value of `utm_source`.
    pub source: String,
    /// Value of `utm_medium`.
    pub medium: String,
}

/// The channels in the order in which they are shown, with their lookups.
#[derive(Clone, Debug)]
pub struct Channels {
    channels: Vec<Channel>,
    vocabulary: Vocabulary,
    hosts: Hosts,
    index: Index,
}

impl Channels {
    /// The channels of `channels.toml`.
    pub fn builtin() -> Self {
        BUILT_IN.clone()
    }

    fn new(channels: Vec<Channel>, vocabulary: Vocabulary) -> Self {
        let hosts = Hosts::new(&channels, &vocabulary.ordinary_hosts);
        let index = Index::new(&channels);
        Self { channels, vocabulary, hosts, index }
    }

    /// The channel with this id.
    pub fn get(&self, id: &str) -> Option<&Channel> {
        self.iter().find(|channel| channel.id == id)
    }

    /// All channels, in the order in which they are shown.
    pub fn iter(&self) -> impl Iterator<Item = &Channel> {
        self.channels.iter()
    }

    /// The channel that a website's referrer host means.
    pub fn by_host(&self, host: &str) -> Option<&Channel> {
        self.hosts.find(host).map(|at| &self.channels[at])
    }
}

#[cfg(test)]
mod tests;
