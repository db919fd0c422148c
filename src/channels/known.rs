//! The channels of many tags, of which few are different.

use std::collections::HashMap;

use super::{Channel, Channels};

/// Remembers what sources and mediums mean: thousands of links have a few of them.
#[derive(Debug)]
pub struct Known<'c, 'l> {
    channels: &'c Channels,
    told: HashMap<(&'l str, &'l str), Option<&'c Channel>>,
}

impl<'c, 'l> Known<'c, 'l> {
    pub fn new(channels: &'c Channels) -> Self {
        Self { channels, told: HashMap::new() }
    }

    /// The same as [`Channels::by_tag`]; an empty source or medium is none.
    pub fn by_tag(&mut self, source: &'l str, medium: &'l str, name: &str) -> Option<&'c Channel> {
        let channels = self.channels;
        let by = |name: &str| {
            let part = |text| Some(text).filter(|text: &&str| !text.is_empty());
            channels.by_tag(part(source), part(medium), name).map(|told| told.channel)
        };
        let told = self.told.entry((source, medium)).or_insert_with(|| by(""));
        // Only where source and medium say nothing, the name can.
        told.or_else(|| by(name))
    }
}
