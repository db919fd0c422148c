//! What is wrong with links, and what to put instead.

mod index;
mod ledger;
mod right;
mod shape;
mod shared;
mod suggest;
pub(super) mod tags;

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;

use regex::Regex;
use url::Url;

pub use ledger::ledger;
pub use shared::{is_looked_at, shared};

use crate::channels::Channels;
use crate::ledger::{Carrier, Ledger, Link, Plan};
use crate::locale::Text;
pub(super) use index::place;
use index::{Index, Spelt};
use right::Names;
use tags::Dimension;

/// What is wrong with one link, or with some lines of the ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// Number of its line, from 1.
    pub line: u64,
    pub texts: Vec<Text>,
    pub put: Option<Put>,
}

/// What to put instead.
#[derive(Debug, Clone, PartialEq)]
pub enum Put {
    /// This very address.
    Paste(String),
    Say(Text),
}

/// What links are held against.
pub struct Rules<'a> {
    /// Without one, nothing can be said of what it holds.
    ledger: Option<&'a Ledger>,
    /// What only documents are held against.
    index: OnceCell<Index<'a>>,
    carrier: Carrier,
    hosts: Vec<String>,
    /// Whether somebody named the hosts, so that the ledger's can be held against them.
    named: bool,
    ignore: Vec<Regex>,
    plan: &'a Plan,
    channels: &'a Channels,
    /// What is searched for only where a document has other names.
    spelt: OnceCell<Spelt<'a>>,
    names: OnceCell<Names<'a>>,
    /// What to write for the values that were asked for.
    rights: RefCell<HashMap<(Dimension, String), String>>,
    /// Searches that may still be made.
    searches: Cell<usize>,
}

/// Unknown ids and names of a run that are searched for one that is alike: each is held against the whole ledger, and
/// a document of nothing else must not take minutes.
const SEARCHES: usize = 100;

impl<'a> Rules<'a> {
    pub fn new(ledger: Option<&'a Ledger>, plan: &'a Plan, channels: &'a Channels, carrier: Carrier) -> Self {
        let links = ledger.map(|ledger| &*ledger.links).unwrap_or_default();
        Self {
            ledger,
            index: OnceCell::new(),
            carrier,
            hosts: super::our_hosts(&plan.hosts, links),
            named: !plan.hosts.is_empty(),
            ignore: plan.ignore.iter().filter_map(|pattern| glob(pattern)).collect(),
            plan,
            channels,
            spelt: OnceCell::new(),
            names: OnceCell::new(),
            rights: RefCell::default(),
            searches: Cell::new(SEARCHES),
        }
    }

    fn index(&self) -> &Index<'a> {
        self.index.get_or_init(|| Index::of(self.links()))
    }

    fn links(&self) -> &'a [Link] {
        self.ledger.map(|ledger| &*ledger.links).unwrap_or_default()
    }

    fn may_search(&self) -> bool {
        let left = self.searches.get();
        self.searches.set(left.saturating_sub(1));
        left > 0
    }

    /// Whether it is known which hosts are ours.
    pub fn has_hosts(&self) -> bool {
        !self.hosts.is_empty()
    }

    fn is_ours(&self, url: &Url) -> bool {
        let host = url.host_str().unwrap_or_default();
        self.hosts.iter().any(|ours| super::is_host(ours, host))
    }

    fn is_ignored(&self, url: &Url) -> bool {
        let rest = url.as_str().split_once("://").map_or(url.as_str(), |(_, rest)| rest);
        let host = url.host_str().unwrap_or_default();
        self.ignore.iter().any(|pattern| pattern.is_match(rest) || pattern.is_match(host))
    }
}

/// A pattern in which `*` is any text.
fn glob(pattern: &str) -> Option<Regex> {
    let pattern = pattern.trim().split_once("://").map_or(pattern, |(_, rest)| rest);
    Regex::new(&format!("(?i)^{}$", regex::escape(pattern).replace(r"\*", ".*"))).ok()
}

#[cfg(test)]
mod tests;
