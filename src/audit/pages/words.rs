//! The lists of `words.toml`.

use std::sync::LazyLock;

use polars::prelude::PlHashSet;
use serde::{Deserialize, Deserializer};

#[expect(clippy::expect_used, reason = "embedded data, read by every test of this module")]
pub static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("words.toml")).expect("words.toml is tested"));

/// What `words.toml` says of each list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub home: List,
    pub home_files: List,
    pub languages: List,
    pub scripts: List,
    pub heads: List,
    pub spaces: List,
    pub people: List,
    pub possessives: List,
    pub owned: List,
    pub kept: List,
    pub general: List,
    pub companions: List,
    pub articles: List,
    pub whole: List,
    pub editorial: List,
    pub signing_up: List,
    pub accounts: List,
    pub page_extensions: List,
    pub errors: List,
    pub first_errors: List,
    pub page_keys: List,
    pub visit_ids: List,
}

/// Words, written one after the other.
pub struct List(PlHashSet<String>);

impl List {
    pub fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// Whether the word or its singular is in the list.
    pub fn has_any(&self, word: &str) -> bool {
        self.has(word) || word.strip_suffix(['s', 'x']).is_some_and(|singular| self.has(singular))
    }
}

impl<'de> Deserialize<'de> for List {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words = String::deserialize(deserializer)?;
        Ok(Self(words.split_whitespace().map(str::to_owned).collect()))
    }
}
