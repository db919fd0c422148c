//! Channels as the configuration changes and completes them.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::hosts::host_key;
use super::words::{key, words};
use super::{Channel, Channels, Tag};
use crate::locale::Text;
use crate::nearest::nearest;

/// What a user may write about one channel in the configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChannelConfig {
    /// Referrer hosts, possibly with `*`.
    pub hosts: Vec<String>,
    /// Whole values of the campaign medium.
    pub mediums: Vec<String>,
    /// Whole values of the campaign source.
    pub sources: Vec<String>,
    /// Whole words of the campaign name.
    pub names: Vec<String>,
    /// The team shares links there.
    pub shared: Option<bool>,
    /// Untagged visits from there can be seen.
    pub leaves_referrer: Option<bool>,
    /// An untagged visit from there is a shared link that lost its tag.
    pub untagged_is_unknown: Option<bool>,
    /// The four lists above replace the built-in ones, even where empty, instead of being added to
    /// them.
    pub replace: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum List {
    Hosts,
    Mediums,
    Sources,
    Names,
}

impl List {
    pub const ALL: [Self; 4] = [Self::Hosts, Self::Mediums, Self::Sources, Self::Names];

    fn name(self) -> &'static str {
        self.into()
    }

    /// Two values with the same key are the same value.
    pub fn key(self, value: &str) -> String {
        match self {
            Self::Hosts => host_key(value),
            _ => key(value),
        }
    }

    pub fn check(self, value: &str) -> Result<(), Text> {
        match self {
            Self::Hosts => check_host(value),
            _ => check_word(self, value),
        }
    }
}

impl ChannelConfig {
    fn list(&self, list: List) -> &[String] {
        match list {
            List::Hosts => &self.hosts,
            List::Mediums => &self.mediums,
            List::Sources => &self.sources,
            List::Names => &self.names,
        }
    }

    fn values(&self) -> impl Iterator<Item = (List, &String)> {
        List::ALL.into_iter().flat_map(|list| self.list(list).iter().map(move |value| (list, value)))
    }
}

impl Channel {
    /// A channel that is not built in. Its id is a medium if it names none, so that its suggested
    /// tag is understood.
    fn new(id: &str, config: &ChannelConfig) -> Self {
        let id = id.to_owned();
        let mut channel = Self {
            tag: Tag { source: id.clone(), medium: id.clone() },
            id,
            shared: true,
            leaves_referrer: !config.hosts.is_empty(),
            untagged_is_unknown: true,
            narrows: None,
            hosts: Vec::new(),
            mediums: Vec::new(),
            sources: Vec::new(),
            names: Vec::new(),
        };
        channel.apply(config);
        if channel.mediums.is_empty() {
            channel.mediums.push(channel.id.clone());
        }
        channel.retag();
        channel
    }

    pub(super) fn list_mut(&mut self, list: List) -> &mut Vec<String> {
        match list {
            List::Hosts => &mut self.hosts,
            List::Mediums => &mut self.mediums,
            List::Sources => &mut self.sources,
            List::Names => &mut self.names,
        }
    }

    fn apply(&mut self, config: &ChannelConfig) {
        for list in List::ALL {
            let values = self.list_mut(list);
            if config.replace {
                values.clear();
            }
            values.extend_from_slice(config.list(list));
        }
        if config.replace {
            self.retag();
        }
        self.shared = config.shared.unwrap_or(self.shared);
        self.leaves_referrer = config.leaves_referrer.unwrap_or(self.leaves_referrer);
        self.untagged_is_unknown = config.untagged_is_unknown.unwrap_or(self.untagged_is_unknown);
    }

    /// Suggests values that the lists know.
    fn retag(&mut self) {
        if let Some(source) = self.sources.first() {
            self.tag.source.clone_from(source);
        }
        if let Some(medium) = self.mediums.first() {
            self.tag.medium.clone_from(medium);
        }
    }
}

impl Channels {
    /// These channels, changed and completed by the configuration.
    /// A value that the configuration gives to a channel is taken from every other one.
    /// An error says what is wrong with a channel, and what would be right.
    pub fn configured(&self, overrides: &BTreeMap<String, ChannelConfig>) -> Result<Self, Text> {
        if overrides.is_empty() {
            return Ok(self.clone());
        }
        let mut owners = owners(overrides)?;
        let mut channels = self.channels.clone();
        for (id, config) in overrides {
            if let Some(channel) = channels.iter_mut().find(|channel| channel.id == *id) {
                channel.apply(config);
                continue;
            }
            if config.values().next().is_none() {
                let nearest = nearest(id, self.iter().map(|channel| channel.id.as_str()));
                return Err(Text::new("config-channel-empty")
                    .with("id", id.clone())
                    .with("nearest", nearest.unwrap_or("none").to_owned()));
            }
            if config.mediums.is_empty() {
                owners.entry((List::Mediums, key(id))).or_insert(id);
            }
            channels.push(Channel::new(id, config));
        }
        for channel in &mut channels {
            for list in List::ALL {
                let id = channel.id.clone();
                channel
                    .list_mut(list)
                    .retain(|value| owners.get(&(list, list.key(value))).is_none_or(|o| **o == id));
            }
        }
        Ok(Self::new(channels, self.vocabulary.clone()))
    }
}

/// Which channel of the configuration has which value, once all are checked.
fn owners(overrides: &BTreeMap<String, ChannelConfig>) -> Result<HashMap<(List, String), &str>, Text> {
    let mut owners = HashMap::new();
    for (id, config) in overrides {
        check_id(id)?;
        for (list, value) in config.values() {
            list.check(value).map_err(|problem| {
                Text::new("config-channel-value")
                    .with("id", id.clone())
                    .with("list", list.name())
                    .with("value", value.clone())
                    .with("problem", problem)
            })?;
            match owners.insert((list, list.key(value)), id.as_str()) {
                Some(first) if first != id => {
                    return Err(Text::new("config-channel-twice")
                        .with("first", first.to_owned())
                        .with("second", id.clone())
                        .with("list", list.name())
                        .with("value", value.clone()));
                }
                _ => {}
            }
        }
    }
    Ok(owners)
}

fn check_id(id: &str) -> Result<(), Text> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !id.is_empty() && id.chars().all(fits) {
        return Ok(());
    }
    let mut words = words(id);
    words.retain(|word| word.is_ascii());
    let example = if words.is_empty() { "forum".to_owned() } else { words.join("-") };
    Err(Text::new("config-channel-id").with("id", id.to_owned()).with("example", example))
}

fn check_word(list: List, value: &str) -> Result<(), Text> {
    let key = key(value);
    if value.contains('*') {
        return Err(Text::new("word-star"));
    }
    if key.is_empty() {
        return Err(Text::new("word-empty"));
    }
    // Numbers at the end of a name are skipped when it is read.
    if list == List::Names && key.chars().all(|c| c.is_ascii_digit()) {
        return Err(Text::new("word-number"));
    }
    Ok(())
}

fn check_host(value: &str) -> Result<(), Text> {
    let host = value.trim();
    if host.is_empty() {
        return Err(Text::new("host-empty"));
    }
    if host.contains('/') {
        let rest = host.split_once("://").map_or(host, |(_, rest)| rest);
        let alone = rest.split('/').next().filter(|host| !host.is_empty());
        let alone = alone.unwrap_or("webmail.example.fr");
        return Err(Text::new("host-address").with("alone", alone.to_owned()));
    }
    let host = host_key(host);
    let labels: Vec<&str> = host.split('.').collect();
    if labels.contains(&"") {
        return Err(Text::new("host-part"));
    }
    if host.contains(|c: char| c.is_whitespace() || "@?#,;".contains(c)) {
        return Err(Text::new("host-form"));
    }
    if labels.iter().any(|label| label.matches('*').count() > 1) {
        return Err(Text::new("host-stars"));
    }
    let before_last = &labels[..labels.len() - 1];
    if host.contains('*') && before_last.iter().all(|label| *label == "*") {
        return Err(Text::new("host-broad"));
    }
    Ok(())
}
