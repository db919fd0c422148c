//! The right value of a tag: as the plan or the ledger has it, if it is only spelled otherwise.

use std::collections::BTreeSet;

use super::Rules;
use super::tags::Dimension;
use crate::labels::drift::near;
use crate::labels::fold;
use crate::labels::placeholder::template_in;
use crate::ledger::Tags;
use crate::ledger::wanted::Wanted;

/// The names that are in a ledger.
#[derive(Default)]
pub struct Names<'a> {
    campaigns: BTreeSet<&'a str>,
    sources: BTreeSet<&'a str>,
}

impl Rules<'_> {
    /// What to write for a value; nothing where a new link may not have it, and it is not known what is meant.
    pub fn right(&self, dimension: Dimension, value: &str) -> String {
        // Of a template or a person's data, another spelling is no better.
        if value.is_empty() || template_in(value).is_some() || !is_decent(dimension, value) {
            return String::new();
        }
        let key = (dimension, value.to_owned());
        if let Some(right) = self.rights.borrow().get(&key) {
            return right.clone();
        }
        // Each is held against all names of the ledger.
        let right = if self.may_search() { self.candidate(dimension, value) } else { None };
        self.rights.borrow_mut().insert(key, right.clone().unwrap_or_default());
        right.unwrap_or_default()
    }

    fn candidate(&self, dimension: Dimension, value: &str) -> Option<String> {
        let planned = match dimension {
            Dimension::Source => self.plan.planned(value).map(str::to_owned),
            Dimension::Medium => self.medium(value),
            _ => None,
        };
        let known = self.near(dimension, value).map(str::to_owned);
        let candidates = [planned, known, Some(value.to_owned()), Some(self.plan.spelled(value))];
        candidates.into_iter().flatten().find(|one| self.is_right(dimension, one))
    }

    /// The medium of the plan that has the same letters.
    fn medium(&self, value: &str) -> Option<String> {
        let letters = |value: &str| fold(value).replace(|c: char| !c.is_alphanumeric(), "");
        self.plan.mediums.keys().find(|medium| letters(medium) == letters(value)).cloned()
    }

    /// The name of the ledger that looks like this one and is not it.
    fn near(&self, dimension: Dimension, value: &str) -> Option<&str> {
        let names = self.names.get_or_init(|| {
            let links = self.links();
            Names {
                campaigns: links.iter().map(|link| &*link.campaign).collect(),
                sources: links.iter().map(|link| &*link.source).collect(),
            }
        });
        let names = match dimension {
            Dimension::Campaign => &names.campaigns,
            Dimension::Source => &names.sources,
            _ => return None,
        };
        let near = || near(value, names.iter().map(|name| (*name, ()))).map(|(name, ())| name);
        if names.contains(value) { None } else { near() }
    }

    fn is_right(&self, dimension: Dimension, value: &str) -> bool {
        !value.is_empty()
            && is_decent(dimension, value)
            && self.plan.is_fine(alone(dimension, value), self.channels)
            && self.near(dimension, value).is_none()
    }
}

fn is_decent(dimension: Dimension, value: &str) -> bool {
    let wanted = Wanted::of_tags(alone(dimension, value));
    wanted.lost().is_empty() && wanted.indecent().is_empty()
}

/// Tags of which only one is there.
fn alone(dimension: Dimension, value: &str) -> Tags<'_> {
    let mut tags = Tags::default();
    match dimension {
        Dimension::Source => tags.source = value,
        Dimension::Medium => tags.medium = value,
        Dimension::Campaign => tags.campaign = value,
        _ => tags.content = value,
    }
    tags
}
