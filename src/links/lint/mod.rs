//! What is wrong with links, and what to put instead.

mod index;
mod ledger;
mod shape;
mod shared;
pub(super) mod tags;

use std::cell::Cell;

use regex::Regex;
use url::Url;

pub use ledger::ledger;
pub use shared::{is_looked_at, shared};

use crate::ledger::{Carrier, Ledger, Tags};
use crate::locale::Text;
use index::Index;
pub(super) use index::place;

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
    index: Index<'a>,
    carrier: Carrier,
    hosts: Vec<String>,
    /// Whether somebody named the hosts, so that the ledger's can be held against them.
    named: bool,
    ignore: Vec<Regex>,
    faults: &'a dyn Fn(Tags<'_>) -> Vec<Text>,
    /// Ids that may still be searched for one that is alike.
    searches: Cell<usize>,
}

/// Unknown ids of a run that are searched for one that is alike: each is held against the whole ledger, and a document
/// of nothing but unknown ids must not take minutes.
const SEARCHES: usize = 100;

/// What the plan says of links.
pub struct Planned<'a> {
    pub hosts: &'a [String],
    /// Hosts, or patterns of addresses with `*`, of links that need no tags.
    pub ignore: &'a [String],
    pub carrier: Carrier,
    /// What the plan has against the tags of a link.
    pub faults: &'a dyn Fn(Tags<'_>) -> Vec<Text>,
}

impl<'a> Rules<'a> {
    pub fn new(ledger: Option<&'a Ledger>, planned: &Planned<'a>) -> Self {
        let named = !planned.hosts.is_empty();
        let links = ledger.map(|ledger| &*ledger.links).unwrap_or_default();
        Self {
            ledger,
            index: Index::of(links),
            carrier: planned.carrier,
            hosts: super::our_hosts(planned.hosts, links),
            named,
            ignore: planned.ignore.iter().filter_map(|pattern| glob(pattern)).collect(),
            faults: planned.faults,
            searches: Cell::new(SEARCHES),
        }
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
