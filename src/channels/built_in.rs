//! The channels that everyone has.

use std::sync::LazyLock;

use serde::Deserialize;

use super::tags::Vocabulary;
use super::words::key;
use super::{Channel, Channels};

#[expect(clippy::expect_used, reason = "embedded data, read by every test of channels")]
pub static BUILT_IN: LazyLock<Channels> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("channels.toml")).expect("channels.toml is tested");
    let keys = |values: &[String]| values.iter().map(|value| key(value)).collect();
    let vocabulary = Vocabulary {
        placements: keys(&file.placements),
        own_mediums: keys(&file.own_mediums),
        neutral: keys(&file.neutral),
        subjects: keys(&file.subjects),
        ordinary_hosts: file.ordinary_hosts,
    };
    Channels::new(file.channel, vocabulary)
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    placements: Vec<String>,
    own_mediums: Vec<String>,
    ordinary_hosts: Vec<String>,
    neutral: Vec<String>,
    subjects: Vec<String>,
    channel: Vec<Channel>,
}
