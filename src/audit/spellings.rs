//! Names under several spellings, with when each was seen.

use polars::prelude::PlHashMap;

use super::facts::{CampaignFacts, Facts, TagFacts};
use crate::labels::drift::{Drift, drift};
use crate::labels::personal;
use crate::labels::placeholder::is_usable;
use crate::model::Seen;

/// Spellings of one name.
#[derive(Debug, Clone)]
pub struct Spellings<'f> {
    /// At least two. The first has the most visits: it is the one to keep.
    pub all: Vec<Spelling<'f>>,
}

#[derive(Debug, Clone, Copy)]
pub struct Spelling<'f> {
    pub name: &'f str,
    pub visits: u64,
    /// Of the last period.
    pub last: u64,
    pub seen: Seen,
}

impl Spellings<'_> {
    pub fn keep(&self) -> &str {
        self.all.first().map_or("", |spelling| spelling.name)
    }

    /// The same with a spelling that was agreed upon as the one to keep, whichever has more visits.
    #[must_use]
    pub fn keeping(mut self, is_planned: impl Fn(&str) -> bool) -> Self {
        if let Some(at) = self.all.iter().position(|spelling| is_planned(spelling.name)) {
            self.all[..=at].rotate_right(1);
        }
        self
    }

    /// Visits under another spelling than the one to keep.
    pub fn strayed(&self) -> u64 {
        self.all.iter().skip(1).map(|spelling| spelling.visits).sum()
    }

    /// When there were several spellings. Where the last period has one that was there before, the
    /// others were given up: what was corrected is over, whichever had more visits.
    pub fn seen(&self, last: u64) -> Seen {
        let mut firsts: Vec<_> = self.all.iter().map(|spelling| spelling.seen.first).collect();
        firsts.sort_unstable();
        let begun = firsts.get(1).copied().unwrap_or_default();
        let latest = |of: &dyn Fn(&Spelling<'_>) -> bool| {
            self.all.iter().filter(|spelling| of(spelling)).map(|spelling| spelling.seen.latest).max()
        };
        let current: Vec<_> = self.all.iter().filter(|spelling| spelling.last > 0).collect();
        let latest = match current[..] {
            [only] if only.seen.first < last => latest(&|spelling| spelling.last == 0),
            _ => latest(&|_| true),
        };
        Seen::new(begun, latest.unwrap_or_default())
    }
}

/// The sources and the mediums of tags, each once.
#[derive(Debug, Clone, Default)]
pub struct TagParts<'f> {
    pub sources: Vec<TagPart<'f>>,
    pub mediums: Vec<TagPart<'f>>,
}

/// A source or medium.
#[derive(Debug, Clone)]
pub struct TagPart<'f> {
    pub spelling: Spelling<'f>,
    /// Whether it names something.
    pub usable: bool,
    /// Whether it holds personal data.
    pub personal: bool,
}

impl<'f> TagParts<'f> {
    pub fn of(facts: &'f Facts) -> Self {
        Self { sources: parts(facts, |tag| &tag.source), mediums: parts(facts, |tag| &tag.medium) }
    }

    pub fn iter(&self) -> impl Iterator<Item = &TagPart<'f>> {
        self.sources.iter().chain(&self.mediums)
    }
}

fn parts(facts: &Facts, part: fn(&TagFacts) -> &str) -> Vec<TagPart<'_>> {
    let (mut parts, mut places): (Vec<Spelling<'_>>, _) = (Vec::new(), PlHashMap::default());
    for tag in facts.tags.iter().filter(|tag| tag.visits > 0) {
        let name = part(tag);
        let place = *places.entry(name).or_insert(parts.len());
        match parts.get_mut(place) {
            Some(sum) => {
                sum.visits += tag.visits;
                sum.last += tag.last_visits;
                sum.seen = sum.seen.and(tag.seen());
            }
            None => {
                parts.push(Spelling { name, visits: tag.visits, last: tag.last_visits, seen: tag.seen() });
            }
        }
    }
    let told = parts.into_iter().map(|spelling| TagPart {
        usable: is_usable(spelling.name),
        personal: !personal::find(spelling.name).is_empty(),
        spelling,
    });
    told.collect()
}

/// The campaigns under several spellings.
pub fn campaigns(facts: &Facts) -> Vec<Spellings<'_>> {
    // Each was looked at already.
    let is_name = |campaign: &&CampaignFacts| campaign.visits > 0 && campaign.usable && !campaign.personal;
    let names = facts.campaigns.iter().filter(is_name).map(|campaign| Spelling {
        name: &campaign.name,
        visits: campaign.visits,
        last: campaign.last_visits,
        seen: campaign.seen(),
    });
    groups(&names.collect::<Vec<_>>())
}

/// The groups among sources or mediums.
pub fn of_parts<'f>(parts: &[TagPart<'f>]) -> Vec<Spellings<'f>> {
    let names = parts.iter().filter(|part| part.usable && !part.personal).map(|part| part.spelling);
    groups(&names.collect::<Vec<_>>())
}

fn groups<'f>(names: &[Spelling<'f>]) -> Vec<Spellings<'f>> {
    let groups = drift(names.iter().map(|spelling| (spelling.name, spelling.visits)));
    if groups.is_empty() {
        return Vec::new();
    }
    let known: PlHashMap<_, _> = names.iter().map(|spelling| (spelling.name, spelling)).collect();
    let all = |group: &Drift<'_>| {
        group.spellings.iter().filter_map(|spelling| known.get(spelling.name).map(|known| **known)).collect()
    };
    groups.iter().map(|group| Spellings { all: all(group) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelling(name: &str, visits: u64, last: u64, [first, latest]: [u64; 2]) -> Spelling<'_> {
        Spelling { name, visits, last, seen: Seen::new(first, latest) }
    }

    fn seen(all: Vec<Spelling<'_>>) -> Seen {
        Spellings { all }.seen(11)
    }

    #[test]
    fn what_was_corrected_is_over_whichever_spelling_is_kept() {
        let (right, wrong) = ([2, 11], [0, 8]);
        let kept = vec![spelling("a", 90, 9, right), spelling("A", 20, 0, wrong)];
        assert_eq!(seen(kept), Seen::new(2, 8));
        let kept = vec![spelling("A", 90, 0, wrong), spelling("a", 20, 9, right)];
        assert_eq!(seen(kept), Seen::new(2, 8));
    }

    #[test]
    fn two_spellings_at_once_or_a_spelling_that_is_new_go_on() {
        let both = vec![spelling("a", 90, 9, [0, 11]), spelling("A", 20, 2, [4, 11])];
        assert_eq!(seen(both), Seen::new(4, 11));
        let new = vec![spelling("a", 90, 0, [0, 10]), spelling("A", 20, 20, [11, 11])];
        assert_eq!(seen(new), Seen::new(11, 11));
        let gone = vec![spelling("a", 90, 0, [0, 9]), spelling("A", 20, 0, [1, 7])];
        assert_eq!(seen(gone), Seen::new(1, 9));
    }

    #[test]
    fn a_source_of_several_tags_is_one_spelling() {
        let tag = |source: &str, visits, last_visits, [first, latest]: [u64; 2]| TagFacts {
            source: source.into(),
            visits,
            last_visits,
            first,
            latest,
            ..TagFacts::default()
        };
        let tags = vec![
            tag("linkedin", 10, 1, [3, 11]),
            tag("linkedin", 20, 2, [1, 9]),
            tag("linked-in", 5, 0, [2, 2]),
            tag("linked_in", 0, 0, [0, 0]),
        ];
        let facts = Facts { tags, ..Facts::default() };
        let found = of_parts(&TagParts::of(&facts).sources);
        let first = found[0].all[0];
        assert_eq!((found[0].keep(), first.visits, first.last), ("linkedin", 30, 3));
        assert_eq!((first.seen, found[0].strayed()), (Seen::new(1, 11), 5));
        assert_eq!(found[0].all.len(), 2, "without visits it is none");
    }
}
