//! Naming drift: one name written in several ways, so that its visits are split between rows.
//!
//! Three steps, each on the groups of the one before: the same letters and numbers whatever the
//! case, accents and separators; the same in the plural; one slip of the keyboard inside a long
//! word. Numbers never differ within a group, and words never change their order.

mod near;
mod slips;
mod words;

use std::cmp::Reverse;

use polars::prelude::PlHashMap;

use super::fold;
pub use near::near;
use words::{Word, host_stem, key, words};

/// A name as it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spelling<'a> {
    pub name: &'a str,
    pub visits: u64,
}

/// Spellings of one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift<'a> {
    /// The spelling with the most visits, proposed as the one to keep.
    pub keep: &'a str,
    /// At least two, most visits first.
    pub spellings: Vec<Spelling<'a>>,
    /// Visits of all spellings.
    pub visits: u64,
}

impl Drift<'_> {
    /// Visits outside the spelling to keep.
    pub fn strayed(&self) -> u64 {
        let kept = self.spellings.first().map_or(0, |spelling| spelling.visits);
        self.visits.saturating_sub(kept)
    }
}

/// Groups of names that are spellings of one name, most visits outside the kept spelling first.
///
/// A name given several times is one spelling; one without visits is none. The order of the input
/// does not matter.
pub fn drift<'a>(names: impl IntoIterator<Item = (&'a str, u64)>) -> Vec<Drift<'a>> {
    let spellings = merged(names);
    let mut groups = Groups::default();
    let members: Vec<Option<usize>> = spellings.iter().map(|spelling| groups.add(spelling)).collect();
    groups.join_plurals();
    groups.join_domains();
    groups.join_slips();
    collected(&spellings, &members, &mut groups)
}

/// Each name once, most visits first.
fn merged<'a>(names: impl IntoIterator<Item = (&'a str, u64)>) -> Vec<Spelling<'a>> {
    let mut visits: PlHashMap<&str, u64> = PlHashMap::default();
    for (name, count) in names {
        let total = visits.entry(name).or_default();
        *total = total.saturating_add(count);
    }
    // Of two that weigh the same, the one that needs no encoding in a URL is better kept.
    let seen = visits.into_iter().filter(|(_, visits)| *visits > 0);
    let mut names: Vec<_> = seen.map(|(name, visits)| (Reverse(visits), !is_plain(name), name)).collect();
    names.sort_unstable();
    names.into_iter().map(|(Reverse(visits), _, name)| Spelling { name, visits }).collect()
}

fn is_plain(name: &str) -> bool {
    name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_' | b'.'))
}

fn collected<'a>(
    spellings: &[Spelling<'a>],
    members: &[Option<usize>],
    groups: &mut Groups,
) -> Vec<Drift<'a>> {
    let mut by_root: PlHashMap<usize, Vec<Spelling<'a>>> = PlHashMap::default();
    for (spelling, group) in spellings.iter().zip(members) {
        if let Some(group) = group {
            by_root.entry(groups.root(*group)).or_default().push(*spelling);
        }
    }
    let mut drifts: Vec<Drift> = by_root
        .into_values()
        .filter(|spellings| spellings.len() > 1)
        .map(|spellings| Drift {
            keep: spellings[0].name,
            visits: spellings.iter().fold(0, |sum, s| sum.saturating_add(s.visits)),
            spellings,
        })
        .collect();
    drifts.sort_unstable_by_key(|drift| (Reverse(drift.strayed()), drift.keep));
    drifts
}

/// Groups of spellings, by key, and those that were joined.
#[derive(Default)]
struct Groups {
    by_key: PlHashMap<String, usize>,
    parents: Vec<usize>,
    visits: Vec<u64>,
    forms: Vec<Form>,
    /// Names that look like a host, by what is left of it: (group, `linkedin`).
    domains: Vec<(usize, String)>,
}

/// A name cut into words, in the group that it belongs to.
struct Form {
    group: usize,
    words: Vec<Word>,
}

impl Groups {
    /// Adds the spelling to the group of its key; `None` when it has nothing to compare.
    fn add(&mut self, spelling: &Spelling) -> Option<usize> {
        let folded = fold(spelling.name);
        let words = words(&folded);
        let key = key(&words)?;
        let next = self.parents.len();
        let group = *self.by_key.entry(key).or_insert(next);
        if group == next {
            self.parents.push(group);
            self.visits.push(0);
        }
        self.visits[group] = self.visits[group].saturating_add(spelling.visits);
        if let Some(stem) = host_stem(&folded) {
            self.domains.push((group, stem.to_owned()));
        }
        self.forms.push(Form { group, words });
        Some(group)
    }

    fn root(&mut self, group: usize) -> usize {
        let mut group = group;
        while self.parents[group] != group {
            self.parents[group] = self.parents[self.parents[group]];
            group = self.parents[group];
        }
        group
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if one == other {
            return;
        }
        self.visits[one] = self.visits[one].saturating_add(self.visits[other]);
        self.parents[other] = one;
    }

    fn join_plurals(&mut self) {
        let mut by_key: PlHashMap<String, usize> = PlHashMap::default();
        // What has no plural keeps its key.
        let mut is_singular = vec![false; self.parents.len()];
        let (mut pairs, mut with_singular) = (Vec::new(), Vec::new());
        for form in &mut self.forms {
            let plurals = form.words.iter_mut().map(Word::make_singular);
            if !plurals.fold(false, |any, plural| any | plural) {
                is_singular[form.group] = true;
            } else if let Some(key) = key(&form.words) {
                with_singular.extend(self.by_key.get(&key).map(|singular| (*singular, form.group)));
                let first = *by_key.entry(key).or_insert(form.group);
                pairs.push((first, form.group));
            }
        }
        with_singular.retain(|(singular, _)| is_singular[*singular]);
        for (one, other) in pairs.into_iter().chain(with_singular) {
            self.join(one, other);
        }
    }

    /// `linkedin.com` is `linkedin`, when that is there too: of two hosts alone, nothing says they
    /// are one.
    fn join_domains(&mut self) {
        for (group, stem) in std::mem::take(&mut self.domains) {
            let stem = key(&words(&stem)).and_then(|key| self.by_key.get(&key).copied());
            if let Some(stem) = stem {
                self.join(stem, group);
            }
        }
    }
}

#[cfg(test)]
mod tests;
