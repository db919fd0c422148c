//! The channel that a tag or a campaign name means.

use std::collections::{HashMap, HashSet};

use super::words::{Words, is_plain, key, without_number, words};
use super::{Channel, Channels, PAID};

/// The channel that a tag means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told<'a> {
    pub channel: &'a Channel,
    /// Only the campaign's name says so: it may be what the campaign is about.
    pub guessed: bool,
}

/// What means no channel, though it looks like one. Words are by key.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Mediums that say where on a page a link is.
    pub placements: HashSet<String>,
    /// Mediums after which neither source nor name is read.
    pub own_mediums: HashSet<String>,
    /// Mediums and sources that say nothing.
    pub neutral: HashSet<String>,
    /// Words of a name beside which a channel's word is what it is about.
    pub subjects: HashSet<String>,
    /// Hosts that an entry with a `*` would claim.
    pub ordinary_hosts: Vec<String>,
}

impl Channels {
    /// The channel that has this very source, such as the name of a social network.
    pub fn by_source(&self, source: &str) -> Option<&Channel> {
        self.index.sources.get(&key(source)).map(|&at| &self.channels[at])
    }

    /// The channel that a tag means. The medium decides, then the source; a source whose channel
    /// narrows that of the medium goes first (`linkedin / social`). Where both say nothing, it is
    /// guessed from the name; where only the source is unknown, from a name that is nothing but a
    /// channel's word and numbers.
    pub fn by_tag(&self, source: Option<&str>, medium: Option<&str>, name: &str) -> Option<Told<'_>> {
        let told = |channel| Told { channel, guessed: false };
        let by_source = source.and_then(|source| self.by_label(source, false));
        let whole = medium.unwrap_or_default();
        let medium = words(whole);
        let own = self.vocabulary.own_mediums.contains(&medium.concat());
        // The words of `<b>document.title` are no statement.
        let by_medium = self
            .by_whole_medium(&medium)
            .or_else(|| self.by_medium_words(&medium).filter(|_| !own && is_plain(whole)));
        if let Some(by_medium) = by_medium {
            return by_source.filter(|channel| channel.narrows(by_medium)).or(Some(by_medium)).map(told);
        }
        if own {
            return None;
        }
        if by_source.is_some() || !self.says_nothing(&medium) {
            return by_source.map(told);
        }
        let plain = source.is_some_and(|source| !self.says_nothing(&words(source)));
        self.by_label(name, plain).map(|channel| Told { channel, guessed: true })
    }

    /// The channel that a campaign name alone means. Matomo without campaign dimensions names a
    /// campaign by its source or medium when it has no name, so the whole name may be one of these.
    pub fn by_name(&self, name: &str) -> Option<&Channel> {
        self.by_label(name, false)
    }

    /// Whether the words of a medium or source are no statement: nothing, `link`, `(not set)`, a
    /// placeholder's signs.
    fn says_nothing(&self, words: &[String]) -> bool {
        words.is_empty() || self.vocabulary.neutral.contains(&words.concat())
    }

    fn by_whole_medium(&self, words: &[String]) -> Option<&Channel> {
        self.index.mediums.get(&words.concat()).map(|&at| &self.channels[at])
    }

    /// The channel of the words of a medium that mean one. Of several, the one that is paid, or
    /// that narrows the others; where a link is on a page decides as any first word does.
    fn by_medium_words(&self, words: &[String]) -> Option<&Channel> {
        let index = &self.index;
        let mut found: Vec<usize> = Vec::new();
        let mut rest = words;
        while let [first, others @ ..] = rest {
            if found.is_empty() && self.vocabulary.placements.contains(first) {
                return None;
            }
            let (length, at) = index.medium_phrase(rest).map_or((1, None), |(length, at)| (length, Some(at)));
            found.extend(at);
            rest = if length > 1 { &rest[length..] } else { others };
        }
        let one = *found.first()?;
        let of_all = |at: usize| {
            found.iter().all(|other| *other == at || self.channels[at].narrows(&self.channels[*other]))
        };
        let paid = found.iter().copied().find(|at| self.channels[*at].id == PAID);
        paid.or_else(|| found.iter().copied().find(|at| of_all(*at)))
            .or(of_all(one).then_some(one))
            .map(|at| &self.channels[at])
    }

    /// The channel that a source or name means: as a whole, as a host, or by its first or last
    /// words. With `plain`, by words only where the others are numbers.
    fn by_label(&self, name: &str, plain: bool) -> Option<&Channel> {
        let index = &self.index;
        let words = Words::of(name);
        let whole = words.whole();
        // A whole address, too.
        let rest =
            name.split_once("://").map_or(name, |(_, rest)| rest.split('/').next().unwrap_or_default());
        let by_host = || self.hosts.find(rest);
        let numbered = || without_number(whole).and_then(|source| index.sources.get(source));
        index
            .sources
            .get(whole)
            .or_else(|| index.mediums.get(whole))
            .copied()
            .or_else(by_host)
            .or_else(|| numbered().copied())
            .or_else(|| self.by_words(&words, plain))
            .map(|at| &self.channels[at])
    }

    /// The channel of the first or last words, if all words that mean one agree, and none says that
    /// it is the subject.
    fn by_words(&self, words: &Words, plain: bool) -> Option<usize> {
        if words.iter().any(|word| self.vocabulary.subjects.contains(word)) {
            return None;
        }
        // Numbers and dates are no part: `2026-10-newsletter` begins with its word.
        let is_number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
        let from = words.iter().position(|word| !is_number(word))?;
        let to = words.iter().rposition(|word| !is_number(word))? + 1;
        let (mut found, mut at_an_end, mut others) = (None, false, false);
        let mut at = from;
        while at < to {
            let Some((length, channel)) = self.index.phrase(words, at, to) else {
                others |= !is_number(words.phrase(at, 1));
                at += 1;
                continue;
            };
            if found.is_some_and(|other| other != channel) {
                return None;
            }
            found = Some(channel);
            at_an_end |= at == from || at + length == to;
            at += length;
        }
        found.filter(|_| at_an_end && !(plain && others))
    }
}

/// Positions in the list of channels, by the keys of their values.
#[derive(Clone, Debug, Default)]
pub struct Index {
    mediums: HashMap<String, usize>,
    sources: HashMap<String, usize>,
    names: HashMap<String, usize>,
    /// How many words of a campaign name can make one entry of `names`.
    longest: usize,
}

impl Index {
    pub fn new(channels: &[Channel]) -> Self {
        let mut index = Self::default();
        for (at, channel) in channels.iter().enumerate() {
            for (values, lookup) in [
                (&channel.mediums, &mut index.mediums),
                (&channel.sources, &mut index.sources),
                (&channel.names, &mut index.names),
            ] {
                lookup.extend(values.iter().map(|value| (key(value), at)));
            }
            // One more than written: "news-letter" is two words for "newsletter".
            let longest = channel.names.iter().map(|name| words(name).len() + 1).max();
            index.longest = index.longest.max(longest.unwrap_or_default());
        }
        index
    }

    /// The longest entry of `mediums` at the start of these words: how many words it takes, and its
    /// channel. A single word of two letters (`ad`, `im`, `rs`) is too often another one.
    fn medium_phrase(&self, words: &[String]) -> Option<(usize, usize)> {
        const LONGEST: usize = 4;
        const SHORTEST_WORD: usize = 3;
        (1..=LONGEST.min(words.len())).rev().find_map(|length| {
            let phrase = words[..length].concat();
            let long = phrase.len() >= SHORTEST_WORD || self.names.contains_key(&phrase);
            self.mediums.get(&phrase).filter(|_| long).map(|&at| (length, at))
        })
    }

    /// The longest entry of `names` at the start of the words from one on to another: how many
    /// words it takes, and its channel.
    fn phrase(&self, words: &Words, from: usize, to: usize) -> Option<(usize, usize)> {
        (1..=self.longest.min(to - from)).rev().find_map(|length| {
            let phrase = words.phrase(from, length);
            let numbered = || without_number(phrase).and_then(|phrase| self.names.get(phrase));
            self.names.get(phrase).or_else(numbered).map(|&at| (length, at))
        })
    }
}
