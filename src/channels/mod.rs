//! Where a team shares links: which referrer hosts, mediums, sources and campaign names mean which channel.
//!
//! The built-in list and its rules are in `channels.toml`; the configuration can change it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use deunicode::deunicode_char;
use serde::{Deserialize, Serialize};

use crate::locale::Text;
use crate::nearest::nearest;

#[expect(clippy::expect_used, reason = "embedded data, read by every test of this module")]
static BUILT_IN: LazyLock<Channels> = LazyLock::new(|| {
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

/// The channel of links that are paid for, whatever else their tags say.
pub const PAID: &str = "paid";

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

/// One place where a team shares links.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Stable name, such as `email`.
    pub id: String,
    /// The team shares links there, so it has a coverage.
    pub shared: bool,
    /// Untagged visits from there can be seen.
    pub leaves_referrer: bool,
    /// An untagged visit from there is a shared link that lost its tag.
    pub untagged_is_unknown: bool,
    /// The channel whose links this one takes when the source says so.
    #[serde(default)]
    pub narrows: Option<String>,
    /// What to suggest in a tagged link.
    pub tag: Tag,
    /// Referrer hosts, possibly with `*`.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Whole values of the campaign medium.
    #[serde(default)]
    pub mediums: Vec<String>,
    /// Whole values of the campaign source.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Whole words of the campaign name.
    #[serde(default)]
    pub names: Vec<String>,
}

/// The source and medium to suggest in a tagged link.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    /// Value of `utm_source`.
    pub source: String,
    /// Value of `utm_medium`.
    pub medium: String,
}

/// What a user may write about one channel in the configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChannelConfig {
    /// Referrer hosts, possibly with `*`.
    pub hosts: Vec<String>,
    /// Whole values of the campaign medium.
    pub mediums: Vec<String>,
    /// Whole values of the campaign source.
    pub sources: Vec<String>,
    /// Whole words of the campaign name.
    pub names: Vec<String>,
    /// The team shares links there.
    pub shared: Option<bool>,
    /// Untagged visits from there can be seen.
    pub leaves_referrer: Option<bool>,
    /// An untagged visit from there is a shared link that lost its tag.
    pub untagged_is_unknown: Option<bool>,
    /// The four lists above replace the built-in ones, even where empty, instead of being added to them.
    pub replace: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum List {
    Hosts,
    Mediums,
    Sources,
    Names,
}

impl List {
    const ALL: [Self; 4] = [Self::Hosts, Self::Mediums, Self::Sources, Self::Names];

    fn name(self) -> &'static str {
        match self {
            Self::Hosts => "hosts",
            Self::Mediums => "mediums",
            Self::Sources => "sources",
            Self::Names => "names",
        }
    }

    /// Two values with the same key are the same value.
    fn key(self, value: &str) -> String {
        match self {
            Self::Hosts => host_key(value),
            _ => key(value),
        }
    }

    fn check(self, value: &str) -> Result<(), Text> {
        match self {
            Self::Hosts => check_host(value),
            _ => check_word(self, value),
        }
    }
}

impl ChannelConfig {
    fn list(&self, list: List) -> &[String] {
        match list {
            List::Hosts => &self.hosts,
            List::Mediums => &self.mediums,
            List::Sources => &self.sources,
            List::Names => &self.names,
        }
    }

    fn values(&self) -> impl Iterator<Item = (List, &String)> {
        List::ALL.into_iter().flat_map(|list| self.list(list).iter().map(move |value| (list, value)))
    }
}

impl Channel {
    /// A channel that is not built in. Its id is a medium if it names none, so that its suggested tag is understood.
    fn new(id: &str, config: &ChannelConfig) -> Self {
        let id = id.to_owned();
        let mut channel = Self {
            tag: Tag { source: id.clone(), medium: id.clone() },
            id,
            shared: true,
            leaves_referrer: !config.hosts.is_empty(),
            untagged_is_unknown: true,
            narrows: None,
            hosts: Vec::new(),
            mediums: Vec::new(),
            sources: Vec::new(),
            names: Vec::new(),
        };
        channel.apply(config);
        if channel.mediums.is_empty() {
            channel.mediums.push(channel.id.clone());
        }
        channel.retag();
        channel
    }

    fn list_mut(&mut self, list: List) -> &mut Vec<String> {
        match list {
            List::Hosts => &mut self.hosts,
            List::Mediums => &mut self.mediums,
            List::Sources => &mut self.sources,
            List::Names => &mut self.names,
        }
    }

    fn apply(&mut self, config: &ChannelConfig) {
        for list in List::ALL {
            let values = self.list_mut(list);
            if config.replace {
                values.clear();
            }
            values.extend_from_slice(config.list(list));
        }
        if config.replace {
            self.retag();
        }
        self.shared = config.shared.unwrap_or(self.shared);
        self.leaves_referrer = config.leaves_referrer.unwrap_or(self.leaves_referrer);
        self.untagged_is_unknown = config.untagged_is_unknown.unwrap_or(self.untagged_is_unknown);
    }

    /// Suggests values that the lists know.
    fn retag(&mut self) {
        if let Some(source) = self.sources.first() {
            self.tag.source.clone_from(source);
        }
        if let Some(medium) = self.mediums.first() {
            self.tag.medium.clone_from(medium);
        }
    }

    fn narrows(&self, other: &Self) -> bool {
        self.narrows.as_ref() == Some(&other.id)
    }
}

/// The channel that a tag means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told<'a> {
    pub channel: &'a Channel,
    /// Only the campaign's name says so: it may be what the campaign is about.
    pub guessed: bool,
}

/// What means no channel, though it looks like one. Words are by key.
#[derive(Clone, Debug, Default)]
struct Vocabulary {
    /// Mediums that say where on a page a link is.
    placements: HashSet<String>,
    /// Mediums after which neither source nor name is read.
    own_mediums: HashSet<String>,
    /// Mediums and sources that say nothing.
    neutral: HashSet<String>,
    /// Words of a name beside which a channel's word is what it is about.
    subjects: HashSet<String>,
    /// Hosts that an entry with a `*` would claim.
    ordinary_hosts: Vec<String>,
}

/// The channels in the order in which they are shown, with their lookups.
#[derive(Clone, Debug)]
pub struct Channels {
    channels: Vec<Channel>,
    vocabulary: Vocabulary,
    index: Index,
}

impl Channels {
    /// The channels of `channels.toml`.
    pub fn builtin() -> Self {
        BUILT_IN.clone()
    }

    fn new(channels: Vec<Channel>, vocabulary: Vocabulary) -> Self {
        let index = Index::new(&channels, &vocabulary.ordinary_hosts);
        Self { channels, vocabulary, index }
    }

    /// These channels, changed and completed by the configuration.
    /// A value that the configuration gives to a channel is taken from every other one.
    /// An error says what is wrong with a channel, and what would be right.
    pub fn configured(&self, overrides: &BTreeMap<String, ChannelConfig>) -> Result<Self, Text> {
        let mut owners = owners(overrides)?;
        let mut channels = self.channels.clone();
        for (id, config) in overrides {
            if let Some(channel) = channels.iter_mut().find(|channel| channel.id == *id) {
                channel.apply(config);
                continue;
            }
            if config.values().next().is_none() {
                let nearest = nearest(id, self.iter().map(|channel| channel.id.as_str()));
                return Err(Text::new("config-channel-empty")
                    .with("id", id.clone())
                    .with("nearest", nearest.unwrap_or("none").to_owned()));
            }
            if config.mediums.is_empty() {
                owners.entry((List::Mediums, key(id))).or_insert(id);
            }
            channels.push(Channel::new(id, config));
        }
        for channel in &mut channels {
            for list in List::ALL {
                let id = channel.id.clone();
                channel
                    .list_mut(list)
                    .retain(|value| owners.get(&(list, list.key(value))).is_none_or(|o| **o == id));
            }
        }
        Ok(Self::new(channels, self.vocabulary.clone()))
    }

    /// The channel with this id.
    pub fn get(&self, id: &str) -> Option<&Channel> {
        self.iter().find(|channel| channel.id == id)
    }

    /// All channels, in the order in which they are shown.
    pub fn iter(&self) -> impl Iterator<Item = &Channel> {
        self.channels.iter()
    }

    /// The channel that a website's referrer host means.
    pub fn by_host(&self, host: &str) -> Option<&Channel> {
        self.index.host(&host_key(host)).map(|at| &self.channels[at])
    }

    /// The channel that has this very source, such as the name of a social network.
    pub fn by_source(&self, source: &str) -> Option<&Channel> {
        self.index.sources.get(&key(source)).map(|&at| &self.channels[at])
    }

    /// The channel that a tag means. The medium decides, then the source; a source whose channel narrows that of the
    /// medium goes first (`linkedin / social`). Where both say nothing, it is guessed from the name; where only the source
    /// is unknown, from a name that is nothing but a channel's word and numbers.
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

    /// The channel that a campaign name alone means. Matomo without campaign dimensions names a campaign by its source or
    /// medium when it has no name, so the whole name may be one of these.
    pub fn by_name(&self, name: &str) -> Option<&Channel> {
        self.by_label(name, false)
    }

    /// Whether the words of a medium or source are no statement: nothing, `link`, `(not set)`, a placeholder's signs.
    fn says_nothing(&self, words: &[String]) -> bool {
        words.is_empty() || self.vocabulary.neutral.contains(&words.concat())
    }

    fn by_whole_medium(&self, words: &[String]) -> Option<&Channel> {
        self.index.mediums.get(&words.concat()).map(|&at| &self.channels[at])
    }

    /// The channel of the words of a medium that mean one. Of several, the one that is paid, or that
    /// narrows the others; where a link is on a page decides as any first word does.
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

    /// The channel that a source or name means: as a whole, as a host, or by its first or last words. With `plain`, by
    /// words only where the others are numbers.
    fn by_label(&self, name: &str, plain: bool) -> Option<&Channel> {
        let index = &self.index;
        let words = words(name);
        let whole = words.concat();
        // A whole address, too.
        let rest =
            name.split_once("://").map_or(name, |(_, rest)| rest.split('/').next().unwrap_or_default());
        let by_host = || index.host(&host_key(rest));
        let numbered = || without_number(&whole).and_then(|source| index.sources.get(source));
        index
            .sources
            .get(&whole)
            .or_else(|| index.mediums.get(&whole))
            .copied()
            .or_else(by_host)
            .or_else(|| numbered().copied())
            .or_else(|| self.by_words(&words, plain))
            .map(|at| &self.channels[at])
    }

    /// The channel of the first or last words, if all words that mean one agree, and none says that it is the subject.
    fn by_words(&self, words: &[String], plain: bool) -> Option<usize> {
        if words.iter().any(|word| self.vocabulary.subjects.contains(word)) {
            return None;
        }
        // Numbers and dates are no part: `2026-10-newsletter` begins with its word.
        let is_number = |word: &String| word.chars().all(|c| c.is_ascii_digit());
        let from = words.iter().position(|word| !is_number(word))?;
        let to = words.iter().rposition(|word| !is_number(word))? + 1;
        let (mut found, mut at_an_end, mut others) = (None, false, false);
        let mut at = from;
        while at < to {
            let Some((length, channel)) = self.index.phrase(&words[at..to]) else {
                others |= !is_number(&words[at]);
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

/// Which channel of the configuration has which value, once all are checked.
fn owners(overrides: &BTreeMap<String, ChannelConfig>) -> Result<HashMap<(List, String), &str>, Text> {
    let mut owners = HashMap::new();
    for (id, config) in overrides {
        check_id(id)?;
        for (list, value) in config.values() {
            list.check(value).map_err(|problem| {
                Text::new("config-channel-value")
                    .with("id", id.clone())
                    .with("list", list.name())
                    .with("value", value.clone())
                    .with("problem", problem)
            })?;
            match owners.insert((list, list.key(value)), id.as_str()) {
                Some(first) if first != id => {
                    return Err(Text::new("config-channel-twice")
                        .with("first", first.to_owned())
                        .with("second", id.clone())
                        .with("list", list.name())
                        .with("value", value.clone()));
                }
                _ => {}
            }
        }
    }
    Ok(owners)
}

fn check_id(id: &str) -> Result<(), Text> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !id.is_empty() && id.chars().all(fits) {
        return Ok(());
    }
    let words = words(id);
    let example = if words.is_empty() { "forum".to_owned() } else { words.join("-") };
    Err(Text::new("config-channel-id").with("id", id.to_owned()).with("example", example))
}

fn check_word(list: List, value: &str) -> Result<(), Text> {
    let key = key(value);
    if value.contains('*') {
        return Err(Text::new("word-star"));
    }
    if key.is_empty() {
        return Err(Text::new("word-empty"));
    }
    // Numbers at the end of a name are skipped when it is read.
    if list == List::Names && key.chars().all(|c| c.is_ascii_digit()) {
        return Err(Text::new("word-number"));
    }
    Ok(())
}

fn check_host(value: &str) -> Result<(), Text> {
    let host = value.trim();
    if host.is_empty() {
        return Err(Text::new("host-empty"));
    }
    if host.contains('/') {
        let rest = host.split_once("://").map_or(host, |(_, rest)| rest);
        let alone = rest.split('/').next().filter(|host| !host.is_empty());
        let alone = alone.unwrap_or("webmail.example.fr");
        return Err(Text::new("host-address").with("alone", alone.to_owned()));
    }
    let host = host_key(host);
    let labels: Vec<&str> = host.split('.').collect();
    if labels.contains(&"") {
        return Err(Text::new("host-part"));
    }
    if host.contains(|c: char| c.is_whitespace() || "@?#,;".contains(c)) {
        return Err(Text::new("host-form"));
    }
    if labels.iter().any(|label| label.matches('*').count() > 1) {
        return Err(Text::new("host-stars"));
    }
    let before_last = &labels[..labels.len() - 1];
    if host.contains('*') && before_last.iter().all(|label| *label == "*") {
        return Err(Text::new("host-broad"));
    }
    Ok(())
}

/// Lookups from normalised values to positions in the list of channels.
#[derive(Clone, Debug, Default)]
struct Index {
    /// `None`: an ordinary site.
    hosts: HashMap<String, Option<usize>>,
    /// `x.com` for an entry `*.x.com`.
    parents: HashMap<String, usize>,
    /// The other entries with a `*`, under their longest label without one: a host is compared with those of its
    /// own labels. Those with a `*` in every label are under the empty one.
    globs: HashMap<String, Vec<(Glob, usize)>>,
    mediums: HashMap<String, usize>,
    sources: HashMap<String, usize>,
    names: HashMap<String, usize>,
    /// How many words of a campaign name can make one entry of `names`.
    longest: usize,
}

impl Index {
    fn new(channels: &[Channel], ordinary_hosts: &[String]) -> Self {
        let mut index = Self::default();
        index.hosts.extend(ordinary_hosts.iter().map(|host| (host_key(host), None)));
        for (at, channel) in channels.iter().enumerate() {
            for host in &channel.hosts {
                index.add_host(host_key(host), at);
            }
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

    fn add_host(&mut self, host: String, at: usize) {
        match host.strip_prefix("*.") {
            Some(parent) if !parent.contains('*') => {
                self.parents.insert(parent.to_owned(), at);
            }
            _ if host.contains('*') => {
                let glob = Glob::new(&host);
                self.globs.entry(glob.literal_label().to_owned()).or_default().push((glob, at));
            }
            _ => {
                self.hosts.insert(host, Some(at));
            }
        }
    }

    fn host(&self, host: &str) -> Option<usize> {
        if let Some(&at) = self.hosts.get(host) {
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
        match (parent, self.glob(host)) {
            (Some((weight, _)), Some((glob, at))) if glob.weight > weight => Some(at),
            (Some((_, at)), _) => Some(at),
            (None, glob) => glob.map(|(_, at)| at),
        }
    }

    /// The entry with the most literal characters; of two such, that of the first channel.
    fn glob(&self, host: &str) -> Option<(&Glob, usize)> {
        let labels: Vec<&str> = host.split('.').collect();
        labels
            .iter()
            .copied()
            .chain([""])
            .filter_map(|label| self.globs.get(label))
            .flatten()
            .filter(|(glob, _)| glob.matches(host, &labels))
            .map(|(glob, at)| (glob, *at))
            .min_by_key(|(glob, at)| (Reverse(glob.weight), *at))
    }

    /// The longest entry of `mediums` at the start of these words: how many words it takes, and its channel. A single word
    /// of two letters (`ad`, `im`, `rs`) is too often another one.
    fn medium_phrase(&self, words: &[String]) -> Option<(usize, usize)> {
        const LONGEST: usize = 4;
        const SHORTEST_WORD: usize = 3;
        (1..=LONGEST.min(words.len())).rev().find_map(|length| {
            let phrase = words[..length].concat();
            let long = phrase.len() >= SHORTEST_WORD || self.names.contains_key(&phrase);
            self.mediums.get(&phrase).filter(|_| long).map(|&at| (length, at))
        })
    }

    /// The longest entry of `names` at the start of these words: how many words it takes, and its channel.
    fn phrase(&self, words: &[String]) -> Option<(usize, usize)> {
        (1..=self.longest.min(words.len())).rev().find_map(|length| {
            let phrase = words[..length].concat();
            let numbered = || without_number(&phrase).and_then(|phrase| self.names.get(phrase));
            self.names.get(&phrase).or_else(numbered).map(|&at| (length, at))
        })
    }
}

/// A host entry with a `*` elsewhere than in front.
#[derive(Clone, Debug)]
struct Glob {
    labels: Vec<String>,
    /// Whether it ends in `.*.*`: a name that was registered, such as `mail.ru` or `cas.asso.fr`, is a site of its own.
    below_sites: bool,
    /// How many characters are literal: the more, the more specific.
    weight: usize,
}

impl Glob {
    fn new(pattern: &str) -> Self {
        Self {
            labels: pattern.split('.').map(str::to_owned).collect(),
            below_sites: pattern.ends_with(".*.*"),
            weight: pattern.len() - pattern.matches('*').count(),
        }
    }

    /// The longest label without a `*`, which every host that matches has.
    fn literal_label(&self) -> &str {
        let literal = self.labels.iter().filter(|label| !label.contains('*'));
        literal.max_by_key(|label| label.len()).map_or("", String::as_str)
    }

    fn matches(&self, host: &str, labels: &[&str]) -> bool {
        labels_match(&self.labels, labels) && !(self.below_sites && psl::domain_str(host) == Some(host))
    }
}

fn labels_match(pattern: &[String], host: &[&str]) -> bool {
    match (pattern, host) {
        ([], host) => host.is_empty(),
        ([any, rest @ ..], host) if any == "*" => {
            (1..=host.len()).any(|taken| labels_match(rest, &host[taken..]))
        }
        ([first, rest @ ..], [label, others @ ..]) => {
            label_matches(first, label) && labels_match(rest, others)
        }
        (_, []) => false,
    }
}

fn label_matches(pattern: &str, label: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == label,
        // The end is looked for after the start: `ab*ba` is not `aba`.
        Some((start, end)) => label.strip_prefix(start).is_some_and(|rest| rest.ends_with(end)),
    }
}

/// A host without what does not count: case, port, last dot, `www.`.
fn host_key(host: &str) -> String {
    let host = host.trim().to_lowercase();
    // The colons of an IPv6 address are no port.
    let host = if host.starts_with('[') { &host } else { host.split(':').next().unwrap_or(&host) };
    let host = host.strip_suffix('.').unwrap_or(host);
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// A value without what does not count: case, accents, separators.
fn key(text: &str) -> String {
    words(text).concat()
}

/// Whether a text is words and what people put between them.
fn is_plain(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_alphanumeric()
            || c.is_whitespace()
            || matches!(c, '-' | '_' | '.' | '+' | '/' | '&' | '\'' | '’' | '\u{300}'..='\u{36f}')
    })
}

/// The words of a text, in lower case and without accents. All that is no letter or digit separates them.
fn words(text: &str) -> Vec<String> {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // An accent apart from its letter.
            '\u{300}'..='\u{36f}' => {}
            _ if c.is_alphanumeric() => plain.push_str(deunicode_char(c).unwrap_or(" ")),
            _ => plain.push(' '),
        }
    }
    plain
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect()
}

/// `lettre` for `lettre12`. A single letter with a number (`x2`) is a label of its own.
fn without_number(key: &str) -> Option<&str> {
    let short = key.trim_end_matches(|c: char| c.is_ascii_digit());
    (short.len() > 1 && short.len() < key.len()).then_some(short)
}

#[cfg(test)]
mod host_tests;

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: &str = "";

    fn by_host(host: &str) -> &'static str {
        id(BUILT_IN.by_host(host))
    }

    /// Empty texts stand for values that are not there.
    fn by_tag(source: &str, medium: &str, name: &str) -> &'static str {
        let source = Some(source).filter(|text| !text.is_empty());
        let medium = Some(medium).filter(|text| !text.is_empty());
        id(BUILT_IN.by_tag(source, medium, name).map(|told| told.channel))
    }

    fn by_name(name: &str) -> &'static str {
        id(BUILT_IN.by_name(name))
    }

    fn id(channel: Option<&'static Channel>) -> &'static str {
        channel.map_or(NONE, |channel| &channel.id)
    }

    fn config(text: &str) -> BTreeMap<String, ChannelConfig> {
        toml::from_str(text).expect("a configuration")
    }

    fn configured(text: &str) -> Channels {
        BUILT_IN.configured(&config(text)).expect("valid channels")
    }

    fn error(text: &str) -> String {
        let error = BUILT_IN.configured(&config(text)).expect_err("invalid channels");
        crate::locale::Locale::new(crate::locale::Lang::En).text(&error)
    }

    fn host_in<'a>(channels: &'a Channels, host: &str) -> Option<&'a str> {
        channels.by_host(host).map(|channel| channel.id.as_str())
    }

    fn tag_in<'a>(channels: &'a Channels, source: &str, medium: &str) -> Option<&'a str> {
        channels.by_tag(Some(source), Some(medium), "").map(|told| told.channel.id.as_str())
    }

    #[test]
    fn built_in_channels_are_in_order_with_their_traits() {
        let ids: Vec<_> = BUILT_IN.iter().map(|channel| channel.id.as_str()).collect();
        let expected =
            "email sms qr print signature linkedin social messaging docs shortener partner paid ai sign-on";
        assert_eq!(ids.join(" "), expected);
        let having = |trait_of: fn(&Channel) -> bool| {
            let ids = BUILT_IN.iter().filter(|channel| trait_of(channel)).map(|channel| channel.id.as_str());
            ids.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(having(|channel| !channel.shared), "ai sign-on");
        assert_eq!(having(|channel| !channel.leaves_referrer), "sms qr print signature");
        assert_eq!(
            having(|channel| channel.leaves_referrer && channel.untagged_is_unknown),
            "email messaging shortener"
        );
        assert_eq!(BUILT_IN.get("docs").map(|channel| channel.id.as_str()), Some("docs"));
        assert_eq!(BUILT_IN.get("Docs"), None);
    }

    #[test]
    fn built_in_values_are_valid_and_in_one_channel_each() {
        let mut seen = HashMap::new();
        for mut channel in BUILT_IN.iter().cloned() {
            for list in List::ALL {
                for value in channel.list_mut(list).clone() {
                    assert_eq!(list.check(&value), Ok(()), "{value}");
                    let again = seen.insert((list, list.key(&value)), channel.id.clone());
                    assert_eq!(again, None, "{value} of {}", channel.id);
                }
            }
        }
    }

    #[test]
    fn suggested_tags_are_understood() {
        for channel in BUILT_IN.iter() {
            assert_eq!(by_tag(&channel.tag.source, &channel.tag.medium, ""), channel.id);
        }
    }

    /// Every referrer host of the recording `site-08`.
    #[test]
    fn recorded_hosts() {
        let recorded = [
            (
                "email",
                "mail.google.com com.google.android.gm outlook.office.com webmail.orange.fr abcd.r.bh.d.sendibt3.com \
                 mail.yahoo.com outlook.live.com webmail.free.fr rkdd9.r.sp1-brevo.net x3k7.r.sp1-brevo.net \
                 app.protonmail.com mail02.orange.fr mailchi.mp xyz.us5.list-manage.com messageriepro3.orange.fr \
                 outlook.office365.com zimbra.free.fr mail.proton.me mailo.com r.mail.example-service.fr \
                 rpzq.sendibt2.com sh1.emailing.example u1234.ct.sendgrid.net click.mailjet.com",
            ),
            (
                "messaging",
                "mattermost.incubateur.net tchap.gouv.fr www.tchap.gouv.fr teams.microsoft.com app.slack.com \
                 statics.teams.cdn.office.net com.slack discord.com web.whatsapp.com teams.cloud.microsoft",
            ),
            (
                "docs",
                "grist.numerique.gouv.fr docs.google.com www.notion.so docs.numerique.gouv.fr pad.numerique.gouv.fr \
                 incubateur.notion.site resana.numerique.gouv.fr trello.com drive.google.com",
            ),
            ("shortener", "bit.ly tinyurl.com urlz.fr"),
            ("ai", "www.perplexity.ai chatgpt.com copilot.microsoft.com"),
            (NONE, "beta.gouv.fr www.numerique.gouv.fr"),
        ];
        for (expected, hosts) in recorded {
            for host in hosts.split_whitespace() {
                assert_eq!(by_host(host), expected, "{host}");
            }
        }
    }

    #[test]
    fn more_hosts() {
        let more = [
            (
                "email",
                "mail.orange.fr wmail2.orange.fr webmail.laposte.net a.mail.laposte.net imp.free.fr mel.din.developpement-durable.gouv.fr \
                 messagerie.numerique.gouv.fr webmail.ac-lyon.fr webmel.ac-versailles.fr owa.example.fr com.orange.mail.fr com.orange.mail \
                 fr.laposte.mail mail.zoho.eu eur03.safelinks.protection.outlook.com r.mail.brevo.com x.r.sp12-brevo.net www.icloud.com",
            ),
            ("sms", "com.google.android.apps.messaging"),
            ("linkedin", "linkedin.com www.linkedin.com fr.linkedin.com lnkd.in com.linkedin.android"),
            (
                "social",
                "facebook.com l.facebook.com instagram.com twitter.com x.com www.x.com t.co youtube.com tiktok.com bsky.app mastodon.social",
            ),
            (
                "messaging",
                "web.telegram.org t.me m.me wa.me l.wl.co agent.tchap.gouv.fr equipe.slack.com beta.mattermost.cloud",
            ),
            ("docs", "equipe.sharepoint.com pad.incubateur.net semestriel.framapad.org"),
            ("shortener", "ow.ly s.id qrco.de me-qr.com"),
            (
                "sign-on",
                "app.franceconnect.gouv.fr auth.agentconnect.gouv.fr identite.proconnect.gouv.fr accounts.google.com www.payfip.gouv.fr",
            ),
        ];
        for (expected, hosts) in more {
            for host in hosts.split_whitespace() {
                assert_eq!(by_host(host), expected, "{host}");
            }
        }
    }

    #[test]
    fn hosts_that_mean_no_channel() {
        let hosts = "www.service-public.fr www.caf.fr www.ouest-france.fr netflix.com pinot.co www.mailo-shop.example \
                     orange.fr www.orange.fr www.laposte.fr laposte.fr github.com mattermost.com mail.ru webmail fakebit.ly \
                     bit.ly.example tchap.gouv.fr.example notmail.orange.fr mail02.orange.fr.example xmail.google.com \
                     sp1-brevo.net r.sp1-brevo.net slack.com franceconnect.gouv.fr www.proconnect.gouv.fr facebook.com.example \
                     google.com yahoo.com com.google com.google.android.gmx linkedin 192.0.2.7 [2001:db8::1] <b>host.example . .fr";
        for host in hosts.split_whitespace().chain(["", " "]) {
            assert_eq!(by_host(host), NONE, "{host}");
        }
    }

    #[test]
    fn case_port_last_dot_and_www_of_a_host_do_not_count() {
        for host in
            ["BIT.LY", "bit.ly.", "bit.ly:443", " bit.ly ", "www.bit.ly", "WWW.Bit.ly.:80", "bit.ly.:80"]
        {
            assert_eq!(by_host(host), "shortener", "{host}");
        }
        assert_eq!(by_host("api.bit.ly"), NONE);
        assert_eq!(by_host("com.Slack"), "messaging");
    }

    #[test]
    fn stars_stand_for_labels_or_parts_of_one() {
        let channels = configured(
            r#"
            [one]
            hosts = ["*.below.example", "part*.x.example", "ab*ba.y.example", "start.*", "mid.*.z.example", "*.a.*.w.example"]
            "#,
        );
        let matching = "a.below.example a.b.below.example part.x.example part9.x.example abba.y.example ab-ba.y.example \
                        start.fr start.a.fr mid.a.z.example mid.a.b.z.example p.a.q.w.example p.q.a.r.a.s.w.example";
        for host in matching.split_whitespace() {
            assert_eq!(host_in(&channels, host), Some("one"), "{host}");
        }
        let other = "below.example abelow.example a.part.x.example part.a.x.example apart.x.example aba.y.example start \
                     a.start.fr starts.fr mid.z.example midi.a.z.example a.q.w.example p.a.w.example";
        for host in other.split_whitespace() {
            assert_eq!(host_in(&channels, host), None, "{host}");
        }
    }

    #[test]
    fn the_most_specific_host_wins() {
        let channels = configured(
            r#"
            [all]
            hosts = ["*.orange.fr", "*.numerique.gouv.fr", "*.gouv.fr"]
            [shallow]
            hosts = ["*.deep.example"]
            [deep]
            hosts = ["*.very.deep.example", "exact.very.deep.example.*"]
            [exact]
            hosts = ["a.very.deep.example", "start.*"]
            [glob]
            hosts = ["start.with.*"]
            "#,
        );
        for (host, expected) in [
            // An entry in full, then most literal characters, be it a parent or another `*`.
            ("grist.numerique.gouv.fr", "docs"),
            ("pad.numerique.gouv.fr", "all"),
            ("mail02.orange.fr", "email"),
            ("mail.a.orange.fr", "all"),
            ("boutique.orange.fr", "all"),
            ("webmail.orange.fr", "all"),
            ("b.deep.example", "shallow"),
            ("b.very.deep.example", "deep"),
            ("a.very.deep.example", "exact"),
            ("start.a.fr", "exact"),
            ("start.with.fr", "glob"),
        ] {
            assert_eq!(host_in(&channels, host), Some(expected), "{host}");
        }
    }

    #[test]
    fn mediums_in_french_and_english() {
        let mediums = [
            (
                "email",
                "email|E-Mail|e_mail|mail|emailing|e-mailing|mailing|newsletter|News-Letter|NL|courriel|infolettre|lettre|Lettre d’information",
            ),
            ("sms", "sms|SMS|texto"),
            ("qr", "qr|qrcode|qr-code|QR code|qr+code|flashcode"),
            ("print", "print|affiche|flyer|dépliant|de\u{301}pliant|DEPLIANT|papier|courrier"),
            ("signature", "signature|signature-mail"),
            (
                "social",
                "social|social-media|social.media|social/network|réseaux sociaux|Réseaux_Sociaux|rs|facebook",
            ),
            ("linkedin", "linkedin|Linked-In"),
            ("messaging", "messaging|messagerie|chat|tchap|whatsapp|teams"),
            ("docs", "document|doc|pdf"),
            ("partner", "partner|partenaire|Partenaires|affiliate"),
            ("paid", "cpc|ppc|paid|display|ads|SEA|paid_social"),
            (NONE, "push|Web-Push|push_notification|audio|podcast"),
            (
                NONE,
                "link|lien|web|site|referral|organic|banner|bandeau|test|{medium}|(not set)|-|emailx|xemail|e",
            ),
        ];
        for (expected, mediums) in mediums {
            for medium in mediums.split('|') {
                assert_eq!(by_tag("", medium, ""), expected, "{medium}");
            }
        }
    }

    #[test]
    fn sources() {
        let sources = [
            (
                "email",
                "newsletter|news letter|brevo|Sendinblue|mailchimp|mailjet|sarbacane|mail|gmail|outlook|newsletter-octobre|mail.google.com",
            ),
            ("sms", "orange-sms|sms"),
            ("qr", "qr|qr-mairie"),
            ("print", "affiche|affiche-metro|flyer"),
            ("signature", "signature|signature-mail"),
            (
                "linkedin",
                "linkedin|linked-in|linkedin.com|www.linkedin.com|https://www.linkedin.com/|lnkd|lnkd.in|linkedin-beta",
            ),
            ("social", "facebook|fb|instagram|twitter|x|x.com|bluesky|mastodon|youtube|tiktok"),
            ("messaging", "whatsapp|slack|teams|mattermost|tchap|telegram|signal"),
            ("docs", "wiki|notion|grist.numerique.gouv.fr"),
            ("shortener", "bit.ly|bitly"),
            ("partner", "partenaire|partner_access|partenariat_backlink|orientation-partenaire|Partenaires"),
            (
                "paid",
                "google-ads|linkedin-ads|reddit-ads|twitter-ads|facebook_ad|fb-ads|yt-ads|gads|meta ads|facebook-ads-2026|facebook-paid|ads_linkedin|sponsored",
            ),
            ("ai", "chatgpt.com|chatgpt"),
            (
                NONE,
                "crm|site|google|test|*|campaign_uid|*|${source}|www.caf.fr|equipe|x2|claude|ads-instruction|gadsden|partage|partition",
            ),
        ];
        for (expected, sources) in sources {
            for source in sources.split('|') {
                assert_eq!(by_tag(source, "", ""), expected, "{source}");
            }
        }
    }

    #[test]
    fn medium_then_source_then_name() {
        for (source, medium, name, expected) in [
            ("brevo", "sms", "newsletter", "sms"),
            ("brevo", "link", "sms", "email"),
            // An unknown source: only a name that says nothing else.
            ("equipe", "link", "sms-rappel", NONE),
            ("equipe", "link", "sms-2026-10", "sms"),
            ("equipe", "", "newsletter", "email"),
            ("", "", "sms-rappel", "sms"),
            ("affiche", "qr", "mission-locale-brest", "qr"),
            ("qr", "print", "salon des maires", "print"),
            ("google", "cpc", "ads", "paid"),
            ("linkedin", "cpc", "", "paid"),
            ("twitter", "social", "été 2026", "social"),
            ("beta", "social", "linkedin", "social"),
            // A source that is narrower than the medium.
            ("linkedin", "social", "recrutement", "linkedin"),
            ("linkedin.com", "réseaux sociaux", "recrutement", "linkedin"),
            ("linked-in", "social-media", "", "linkedin"),
            ("signature", "email", "", "signature"),
            ("linkedin", "email", "", "email"),
            ("facebook", "linkedin", "", "linkedin"),
            // An advertisement in a network, not a post.
            ("facebook-ads", "social", "rentrée", "paid"),
            ("facebook", "social", "facebook-ads", "social"),
            ("facebook-ads", "email", "", "email"),
            // Mediums of their own: nothing else is read.
            ("brevo", "push", "newsletter", NONE),
            ("spotify-ads", "audio", "spot", NONE),
            ("newsletter", "notification-push", "", NONE),
            ("brevo", "pushed", "newsletter", "email"),
            // A banner: its name tells what it promotes.
            ("site", "banner", "bandeau-accueil", NONE),
            ("site", "bannière", "newsletter", NONE),
            ("site", "banner", "newsletter", NONE),
            ("partenaire", "banner", "", "partner"),
            ("crm", "email", "relance", "email"),
            ("crm", "", "relance", NONE),
        ] {
            assert_eq!(by_tag(source, medium, name), expected, "{source} / {medium} / {name}");
        }
    }

    #[test]
    fn names() {
        let names = [
            (
                "email",
                "newsletter|newsletter octobre|news-letter|2026-10_newsletter|newsletter2026|infolettre n°3|emailing-rentree|mail-j+3|lettre-12|lettre mensuelle|la lettre d'information",
            ),
            ("sms", "rappel-sms|sms2|rappel-sms2"),
            ("qr", "qr-accueil|QR code guichet|qrcode"),
            ("print", "affiche-metro|flyers|dépliant 2026"),
            (
                "signature",
                "signature|signature-mail|signature_email_2026|mail signature equipe|signature-mail-equipe",
            ),
            ("linkedin", "post-linkedin|linkedin.com|page LinkedIn 2026"),
            ("social", "facebook|x|social|page-facebook|facebook instagram"),
            ("messaging", "whatsapp-groupe|facebook messenger|web.telegram.org"),
            ("paid", "facebook-ads-2026|cpc"),
            (
                NONE,
                "actu-hebdo-15|hebdo|relance|relance-beta|bienvenue|signature électronique|signature-electronique-mairie|affichage|\
                 lettre-de-motivation|lettre;double'quote|courrier-recommande|papiers-identite|kit-presse|logement-social|reseau-france-services|\
                 notion-cle|signalement|teams-rh|ads-instruction|permis-ads|x2|x-2026|mission-locale-brest|smsmode2-x|mailo|emailx|qrz|\
                 recrutement-conseillers|www.caf.fr|{{campaign.name}}|mpaign%|🎈🎈|📧 rentrée|中文活动|-1|-|jeanne.dupont@example.fr",
            ),
            // Words of two channels: no guess.
            (NONE, "newsletter-linkedin|facebook-linkedin|linkedin-facebook|sms-et-mail|affiche-qr"),
        ];
        for (expected, names) in names {
            for name in names.split('|') {
                assert_eq!(by_name(name), expected, "{name}");
            }
        }
        assert_eq!(by_name(""), NONE);
    }

    #[test]
    fn a_subject_is_no_channel() {
        let subjects = "arnaque-sms|fraude-email|atelier-linkedin|affiches-electorales|qr-code-vaccin|arnaques aux SMS|phishing-mail|\
                        formation-linkedin|guide-newsletter|webinaire-facebook|fraude-qr-code-parking|tracts-electoraux";
        for name in subjects.split('|') {
            assert_eq!(by_name(name), NONE, "{name}");
            assert_eq!(by_tag("", "", name), NONE, "{name}");
            assert_eq!(by_tag("gouvernement", "article", name), NONE, "{name}");
            assert_eq!(by_tag(name, "", ""), NONE, "{name}");
        }
        // The tag says more than the name does.
        assert_eq!(by_tag("brevo", "email", "arnaque-sms"), "email");
    }

    #[test]
    fn a_word_decides_only_first_or_last_and_where_the_tag_says_nothing() {
        for (source, medium, name, expected) in [
            ("", "", "sms-rappel", "sms"),
            ("", "", "rappel-sms", "sms"),
            ("", "", "2026-10-newsletter-rentree", "email"),
            ("", "", "rappel-newsletter-2026-10", "email"),
            ("", "", "grand-sms-rappel", NONE),
            ("", "", "la page linkedin de l'equipe", NONE),
            ("", "link", "rappel-sms", "sms"),
            ("(not set)", "(not set)", "rappel-sms", "sms"),
            ("", "article", "rappel-sms", NONE),
            ("", "web", "newsletter", NONE),
            ("gouvernement", "", "rappel-sms", NONE),
            ("gouvernement", "", "sms", "sms"),
            ("gouvernement", "web", "sms", NONE),
            ("grand-linkedin-beta", "", "", NONE),
        ] {
            assert_eq!(by_tag(source, medium, name), expected, "{source} / {medium} / {name}");
        }
    }

    #[test]
    fn what_only_the_name_says_is_guessed() {
        let guessed =
            |source, medium, name| BUILT_IN.by_tag(Some(source), Some(medium), name).map(|told| told.guessed);
        assert_eq!(guessed("", "", "rappel-sms"), Some(true));
        assert_eq!(guessed("crm", "", "sms"), Some(true));
        assert_eq!(guessed("", "sms", "rappel"), Some(false));
        assert_eq!(guessed("brevo", "", "rappel-sms"), Some(false));
        assert_eq!(guessed("", "", "rappel"), None);
    }

    #[test]
    fn mediums_of_several_words_fall_back_to_their_words() {
        for (medium, expected) in [
            ("mail 151 faire", "email"),
            ("newsletter_fr", "email"),
            ("paid_video", "paid"),
            ("email_blast", "email"),
            ("email-button", "email"),
            ("lettre d'information hebdo", "email"),
            ("sms rappel 2", "sms"),
            ("facebook_post", "social"),
            ("facebook_ads", "paid"),
            ("display-email", "paid"),
            ("social_linkedin", "linkedin"),
            ("reseaux sociaux organique", "social"),
            ("flyer-a5", "print"),
            ("qr-guichet", "qr"),
            ("kit partenaire mairie", "partner"),
            // Two channels: no guess.
            ("sms-et-mail", NONE),
            // Where on a page, and words that are too short to mean something.
            ("banner-newsletter", NONE),
            ("bouton mail", NONE),
            ("offre ad hoc", NONE),
            ("article blog", NONE),
            ("push_notification", NONE),
            ("emailx fr", NONE),
            ("<b>document.title", NONE),
            ("{{email}} x", NONE),
        ] {
            assert_eq!(by_tag("", medium, ""), expected, "{medium}");
        }
        assert_eq!(by_tag("linkedin", "social_organique", ""), "linkedin");
    }

    #[test]
    fn a_user_adds_values_to_a_channel() {
        let channels = configured(
            r#"
            [email]
            hosts = ["Courrier.Example.fr"]
            mediums = ["Lettre verte"]
            names = ["gazette du lundi"]
            shared = false
            [docs]
            leaves_referrer = false
            untagged_is_unknown = true
            "#,
        );
        assert_eq!(host_in(&channels, "courrier.example.fr"), Some("email"));
        assert_eq!(host_in(&channels, "mail.google.com"), Some("email"));
        assert_eq!(tag_in(&channels, "x", "lettre-verte"), Some("email"));
        let gazette = channels.by_name("la-gazette-du-lundi-12").map(|channel| channel.id.as_str());
        assert_eq!(gazette, Some("email"));
        let email = channels.get("email").expect("built in");
        assert!(!email.shared && email.leaves_referrer && email.untagged_is_unknown);
        let docs = channels.get("docs").expect("built in");
        assert!(docs.shared && !docs.leaves_referrer && docs.untagged_is_unknown);
        assert_eq!(channels.iter().count(), BUILT_IN.iter().count());
        assert_eq!(configured("").channels, BUILT_IN.channels);
    }

    #[test]
    fn a_user_replaces_the_values_of_a_channel() {
        let channels = configured(
            "[email]\nreplace = true\nhosts = ['mail.example.fr']\nmediums = ['lettre']\nsources = ['gazette']",
        );
        assert_eq!(host_in(&channels, "mail.example.fr"), Some("email"));
        assert_eq!(host_in(&channels, "mail.google.com"), None);
        assert_eq!(tag_in(&channels, "brevo", "email"), None);
        let email = channels.get("email").expect("built in");
        assert!(email.names.is_empty());
        assert_eq!(email.tag, Tag { source: "gazette".into(), medium: "lettre".into() });
    }

    #[test]
    fn a_user_defines_a_channel() {
        let channels = configured(
            "[forum]\nhosts = ['forum.example.fr']\n[podcast]\nsources = ['radio']\nmediums = ['audio']\nreplace = true\nshared = false",
        );
        let ids: Vec<_> = channels.iter().map(|channel| channel.id.as_str()).collect();
        assert_eq!(ids[12..], ["ai", "sign-on", "forum", "podcast"]);
        let forum = channels.get("forum").expect("defined");
        assert!(forum.shared && forum.leaves_referrer && forum.untagged_is_unknown);
        assert_eq!(forum.tag, Tag { source: "forum".into(), medium: "forum".into() });
        assert_eq!(tag_in(&channels, "forum", "forum"), Some("forum"));
        let replaced = configured("[forum]\nreplace = true\nhosts = ['forum.example.fr']");
        assert_eq!(tag_in(&replaced, "", "forum"), Some("forum"));
        let podcast = channels.get("podcast").expect("defined");
        assert!(!podcast.shared && !podcast.leaves_referrer && podcast.untagged_is_unknown);
        assert_eq!(podcast.tag, Tag { source: "radio".into(), medium: "audio".into() });
        assert_eq!(tag_in(&channels, "", "podcast"), None);
    }

    #[test]
    fn what_a_user_writes_is_taken_from_other_channels() {
        let channels = configured(
            "[partner]\nhosts = ['www.bit.ly', '*.slack.com']\nmediums = ['E-mail']\n[newsletter]\nsources = ['Brevo']\nnames = ['sms']",
        );
        assert_eq!(host_in(&channels, "bit.ly"), Some("partner"));
        assert_eq!(host_in(&channels, "a.slack.com"), Some("partner"));
        assert_eq!(tag_in(&channels, "", "email"), Some("partner"));
        assert_eq!(tag_in(&channels, "brevo", ""), Some("newsletter"));
        // Its own id is the medium of a new channel that names none.
        assert_eq!(tag_in(&channels, "", "newsletter"), Some("newsletter"));
        assert_eq!(channels.by_name("rappel-sms").map(|channel| channel.id.as_str()), Some("newsletter"));
        let shortener = channels.get("shortener").expect("built in");
        assert!(!shortener.hosts.contains(&"bit.ly".to_owned()), "the lists say what is matched");
        let email = channels.get("email").expect("built in");
        assert!(!email.mediums.contains(&"newsletter".to_owned()));
        let newsletter = channels.get("newsletter").expect("defined");
        let tag = Tag { source: "Brevo".into(), medium: "newsletter".into() };
        assert_eq!(newsletter.tag, tag);
        let kept = configured("[newsletter]\nhosts = ['a.example']\n[email]\nmediums = ['newsletter']");
        assert_eq!(tag_in(&kept, "", "newsletter"), Some("email"));
    }

    #[test]
    fn errors_say_where_what_and_how() {
        for (text, expected) in [
            (
                "['Mes mails']\nhosts = ['a.fr']",
                r#"channel "Mes mails": an id has only lower-case letters a-z, digits and `-`, such as "mes-mails""#,
            ),
            (
                "['']\nhosts = ['a.fr']",
                r#"channel "": an id has only lower-case letters a-z, digits and `-`, such as "forum""#,
            ),
            (
                "[email]\nhosts = ['https://mail.example.fr/inbox']",
                r#"channel "email", hosts: "https://mail.example.fr/inbox" is an address: write the host alone, such as "mail.example.fr""#,
            ),
            (
                "[email]\nhosts = ['/inbox']",
                r#"channel "email", hosts: "/inbox" is an address: write the host alone, such as "webmail.example.fr""#,
            ),
            (
                "[email]\nhosts = [' ']",
                r#"channel "email", hosts: " " is empty: write a host such as "webmail.example.fr""#,
            ),
            (
                "[email]\nhosts = ['.a.fr']",
                r#"channel "email", hosts: ".a.fr" has an empty part: write a host such as "*.example.fr""#,
            ),
            (
                "[email]\nhosts = ['me@a.fr']",
                r#"channel "email", hosts: "me@a.fr" is not a host: write one such as "webmail.example.fr""#,
            ),
            (
                "[email]\nhosts = ['a b.fr']",
                r#"channel "email", hosts: "a b.fr" is not a host: write one such as "webmail.example.fr""#,
            ),
            (
                "[email]\nhosts = ['*a*.b.fr']",
                r#"channel "email", hosts: "*a*.b.fr" has two `*` in one part: write one, such as "mail*.example.fr""#,
            ),
            (
                "[email]\nmediums = ['news*']",
                r#"channel "email", mediums: "news*" has a `*`, which only hosts may have: write each value in full"#,
            ),
            (
                "[sms]\nsources = ['--']",
                r#"channel "sms", sources: "--" has no letter or digit: write a value such as "newsletter""#,
            ),
            (
                "[sms]\nnames = ['2026']",
                r#"channel "sms", names: "2026" has no letter: write a word such as "newsletter""#,
            ),
            (
                "[emial]\nshared = false",
                r#"channel "emial" is not built in: give it hosts, mediums, sources or names, or write "email""#,
            ),
            ("[forum]", r#"channel "forum" is not built in: give it hosts, mediums, sources or names"#),
            ("[qs]", r#"channel "qs" is not built in: give it hosts, mediums, sources or names"#),
            (
                "[a]\nhosts = ['x.fr']\n[b]\nhosts = ['www.X.fr']",
                r#"channels "a" and "b" both have "www.X.fr" in hosts: keep one"#,
            ),
        ] {
            assert_eq!(error(text), expected);
        }
        for broad in ["*", "*.fr", "www.*", "*.*"] {
            let error = error(&format!("[email]\nhosts = ['{broad}']"));
            assert!(error.contains("would match almost any host"), "{error}");
        }
    }

    #[test]
    fn odd_values_that_are_right() {
        let channels = configured(
            "[a]\nhosts = ['x.fr', 'X.fr:443', 'intranet']\nsources = ['115', 'forum.example.fr']\nmediums = ['x']\n[b]\nmediums = ['y']\nsources = ['x']",
        );
        assert_eq!(host_in(&channels, "intranet"), Some("a"));
        assert_eq!(tag_in(&channels, "115", ""), Some("a"));
        assert_eq!(tag_in(&channels, "forum.example.fr", ""), Some("a"));
        assert_eq!(tag_in(&channels, "x", ""), Some("b"));
    }

    #[test]
    fn a_word_may_be_written_in_two() {
        let mut email = BUILT_IN.get("email").expect("built in").clone();
        email.names = vec!["newsletter".into()];
        let channels = Channels::new(vec![email], Vocabulary::default());
        assert!(channels.by_name("news-letter de mai").is_some());
        assert_eq!(words("De\u{301}pliant_d’été ﬁn"), ["depliant", "d", "ete", "fin"]);
    }

    #[test]
    fn an_ipv6_host_keeps_its_colons() {
        let channels = configured("[a]\nhosts = ['[2001:db8::1]']");
        assert_eq!(host_in(&channels, "[2001:db8::1]"), Some("a"));
        assert_eq!(host_in(&channels, "[2001:db8::2]"), None);
    }

    #[test]
    fn unknown_keys_are_refused() {
        assert!(toml::from_str::<ChannelConfig>("host = ['a.fr']").is_err());
    }

    #[test]
    fn a_hostile_host_takes_no_time() {
        let channels = configured("[a]\nhosts = ['*.a.*.a.*.a.*.b.example']");
        let host = format!("{}c.example", "a.".repeat(120));
        assert_eq!(host_in(&channels, &host), None);
        let host = format!("{}b.example", "a.".repeat(120));
        assert_eq!(host_in(&channels, &host), Some("a"));
    }
}
