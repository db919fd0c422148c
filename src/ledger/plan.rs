//! The plan: the names that tags may have.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// `[plan]` of the configuration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Plan {
    /// Hosts that are ours, besides those that Matomo knows.
    pub hosts: Vec<String>,
    /// Mediums that tags may have; without any, those of the channels.
    pub mediums: BTreeMap<String, String>,
}

impl Default for Plan {
    fn default() -> Self {
        Self { hosts: Vec::new(), mediums: BTreeMap::new() }
    }
}
