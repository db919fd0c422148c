//! The plan: the names that tags may have.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Link, Tags};
use crate::channels::Channels;
use crate::locale::Text;
use crate::values::Bounded;

/// `[plan]` of the configuration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Plan {
    /// Family of the parameters in new links.
    pub params: Params,
    /// Whether new links carry their id.
    pub id: IdRule,
    /// Between the words of a tag.
    pub separator: Separator,
    /// Most characters of a tag.
    pub max_length: Bounded<1, 255>,
    /// Parts of a link that must not be empty.
    pub required: Vec<Part>,
    /// What the names of campaigns look like; anything without it.
    pub campaign: Option<String>,
    /// Hosts that are ours, besides those that Matomo knows.
    pub hosts: Vec<String>,
    /// Beginnings of addresses of ours that need no tags.
    pub ignore: Vec<String>,
    /// Mediums that tags may have, with what each means; without any, those of the channels.
    pub mediums: BTreeMap<String, String>,
    /// What is known of sources; others are not refused.
    pub sources: BTreeMap<String, PlannedSource>,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            params: Params::default(),
            id: IdRule::default(),
            separator: Separator::default(),
            max_length: Bounded::new(255),
            required: Vec::new(),
            campaign: None,
            hosts: Vec::new(),
            ignore: Vec::new(),
            mediums: BTreeMap::new(),
            sources: BTreeMap::new(),
        }
    }
}

/// Family of the parameters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Params {
    #[default]
    Utm,
    /// Only MarketingCampaignsReporting reads all of these.
    Mtm,
}

/// Whether links carry their id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IdRule {
    /// Where this Matomo reads it.
    #[default]
    Auto,
    None,
}

/// What stands between the words of a tag.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Separator {
    #[default]
    #[serde(rename = "-")]
    Dash,
    #[serde(rename = "_")]
    Underscore,
    #[serde(rename = ".")]
    Dot,
}

/// A part of a link that a plan may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Part {
    Content,
    Short,
    Title,
    Owner,
    Published,
    Review,
    Target,
    Cost,
}

/// `[plan.sources.NAME]`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PlannedSource {
    /// Mediums that go with it; all without any.
    pub mediums: Vec<String>,
    /// Other names that people give it.
    pub aliases: Vec<String>,
}

impl Plan {
    /// What of some tags is against the plan, with what to write instead.
    pub fn faults(&self, _tags: Tags<'_>, _channels: &Channels) -> Vec<Text> {
        Vec::new()
    }

    /// The same of a whole link, with the parts that the plan asks for.
    pub fn faults_of(&self, link: &Link, channels: &Channels) -> Vec<Text> {
        self.faults(link.tags(), channels)
    }

    /// The mediums that tags may have.
    pub fn mediums(&self, channels: &Channels) -> Vec<String> {
        if !self.mediums.is_empty() {
            return self.mediums.keys().cloned().collect();
        }
        let mut mediums: Vec<String> = Vec::new();
        for channel in channels.iter() {
            if !mediums.contains(&channel.tag.medium) {
                mediums.push(channel.tag.medium.clone());
            }
        }
        mediums
    }

    /// The sources that the plan knows for a medium.
    pub fn sources(&self, medium: &str) -> Vec<String> {
        let fits = |source: &PlannedSource| {
            source.mediums.is_empty() || source.mediums.iter().any(|one| one == medium)
        };
        self.sources.iter().filter(|(_, source)| fits(source)).map(|(name, _)| name.clone()).collect()
    }

    /// Hosts that are ours, besides those that Matomo knows.
    pub fn hosts(&self) -> &[String] {
        &self.hosts
    }
}
