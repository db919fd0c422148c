//! The channel that a referrer host means.

use std::cmp::Reverse;
use std::collections::HashMap;

use regex::{RegexSet, RegexSetBuilder};

use super::Channel;
use crate::labels::domain::is_registered;

/// Positions in the list of channels, by host.
#[derive(Clone, Debug)]
pub struct Hosts {
    /// `None`: an ordinary site.
    exact: HashMap<String, Option<usize>>,
    /// `x.com` for an entry `*.x.com`.
    parents: HashMap<String, usize>,
    /// The other entries with a `*`.
    globs: Vec<Glob>,
    patterns: RegexSet,
}

impl Hosts {
    pub fn new(channels: &[Channel], ordinary: &[String]) -> Self {
        let mut exact: HashMap<_, _> = ordinary.iter().map(|host| (host_key(host), None)).collect();
        let (mut parents, mut globs, mut patterns) = (HashMap::new(), Vec::new(), Vec::new());
        let entries = channels.iter().enumerate();
        for (at, entry) in entries.flat_map(|(at, channel)| channel.hosts.iter().map(move |host| (at, host)))
        {
            let host = host_key(entry);
            match host.strip_prefix("*.") {
                Some(parent) if !parent.contains('*') => {
                    parents.insert(parent.to_owned(), at);
                }
                _ if host.contains('*') => {
                    patterns.push(pattern(&host));
                    globs.push(Glob::new(&host, at));
                }
                _ => {
                    exact.insert(host, Some(at));
                }
            }
        }
        Self { exact, parents, globs, patterns: set(&patterns) }
    }

    pub fn find(&self, host: &str) -> Option<usize> {
        let host = host_key(host);
        if let Some(&at) = self.exact.get(&host) {
            return at;
        }
        // Parents and globs all have a dot; most campaign names have none.
        if !host.contains('.') {
            return None;
        }
        // The longest parent comes first.
        let parent = host.match_indices('.').find_map(|(dot, _)| {
            let at = *self.parents.get(&host[dot + 1..])?;
            Some((host.len() - dot, at))
        });
        match (parent, self.glob(&host)) {
            (Some((weight, _)), Some(glob)) if glob.weight > weight => Some(glob.channel),
            (Some((_, at)), _) => Some(at),
            (None, glob) => glob.map(|glob| glob.channel),
        }
    }

    /// The entry with the most literal characters; of two such, that of the first channel.
    fn glob(&self, host: &str) -> Option<&Glob> {
        let is_site = || is_registered(host);
        let matching = self.patterns.matches(host).into_iter().map(|at| &self.globs[at]);
        matching
            .filter(|glob| !(glob.below_sites && is_site()))
            .min_by_key(|glob| (Reverse(glob.weight), glob.channel))
    }
}

/// A host entry with a `*` elsewhere than in front.
#[derive(Clone, Debug)]
struct Glob {
    /// Position in the list of channels.
    channel: usize,
    /// Whether it ends in `.*.*`: a name that was registered, such as `mail.ru` or `cas.asso.fr`,
    /// is a site of its own.
    below_sites: bool,
    /// How many characters are literal: the more, the more specific.
    weight: usize,
}

impl Glob {
    fn new(host: &str, channel: usize) -> Self {
        Self { channel, below_sites: host.ends_with(".*.*"), weight: host.len() - host.matches('*').count() }
    }
}

/// The pattern of an entry: a label that is only `*` is one or more labels, a `*` in a label a part
/// of it.
fn pattern(host: &str) -> String {
    let labels = host.split('.').map(|label| match label {
        "*" => ".*".to_owned(),
        _ => label.split('*').map(regex::escape).collect::<Vec<_>>().join("[^.]*"),
    });
    format!("^{}$", labels.collect::<Vec<_>>().join(r"\."))
}

#[expect(clippy::expect_used, reason = "literal characters and two wildcards, of any number")]
fn set(patterns: &[String]) -> RegexSet {
    let set = RegexSetBuilder::new(patterns).dot_matches_new_line(true).size_limit(usize::MAX).build();
    set.expect("escaped patterns are valid")
}

/// A host without what does not count: case, port, last dot, `www.`.
pub fn host_key(host: &str) -> String {
    let host = host.trim().to_lowercase();
    // The colons of an IPv6 address are no port.
    let host = if host.starts_with('[') { &host } else { host.split(':').next().unwrap_or(&host) };
    let host = host.strip_suffix('.').unwrap_or(host);
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}
