//! What each label means: a column beside the labels, for the expressions.

use std::collections::HashSet;

use polars::prelude::*;

use super::delivered::with_flag;
use crate::channels::{Channel, Channels};
use crate::frames::{FrameError, Frames, col, read};
use crate::labels::fold;
use crate::labels::placeholder::{is_masked, is_usable};

/// Columns that are added.
pub mod class {
    /// Id of the channel, or null.
    pub const CHANNEL: &str = "channel";
    /// Whether the row's visits have a type and still name no action.
    pub const UNKNOWN: &str = "unknown";
    /// Whether Matomo hides the campaign's name by policy.
    pub const MASKED: &str = "masked";
    /// Whether tags can be measured in the row's period.
    pub const MEASURABLE: &str = "measurable";
    /// Whether the campaign's name alone tells the channel.
    pub const GUESSED: &str = "guessed";
}

/// The frames with their classes.
#[derive(Debug)]
pub struct Classified {
    /// + channel, unknown
    pub websites: DataFrame,
    /// + channel
    pub socials: DataFrame,
    /// + unknown, masked
    pub campaigns: DataFrame,
    /// + channel, guessed, unknown
    pub tags: DataFrame,
    /// site, period, name, visits, channel, guessed, unknown: campaign visits that the
    /// report of sources and mediums has no row for, since they lack both.
    pub untold: DataFrame,
    pub mediums: DataFrame,
    /// + channel, guessed, unknown: by the keyword when it is a referrer, else by the name.
    pub keywords: DataFrame,
}

impl Classified {
    /// Adds to each frame whether tags can be measured in the row's period.
    pub fn tell_measurable(&mut self, flags: &DataFrame) -> Result<(), FrameError> {
        for frame in [
            &mut self.websites,
            &mut self.socials,
            &mut self.campaigns,
            &mut self.tags,
            &mut self.untold,
            &mut self.mediums,
            &mut self.keywords,
        ] {
            *frame = with_flag(frame, flags, class::MEASURABLE).collect()?;
        }
        Ok(())
    }
}

/// Labels recur in every period: each is looked at once.
struct Cache<'a, V> {
    known: PlHashMap<&'a str, V>,
}

impl<'a, V: Copy> Cache<'a, V> {
    fn new() -> Self {
        Self { known: PlHashMap::new() }
    }

    fn get(&mut self, label: &'a str, look: impl FnOnce(&str) -> V) -> V {
        *self.known.entry(label).or_insert_with(|| look(label))
    }
}

/// `core` are the sites without campaign dimensions: only they are read by name
/// and keyword.
pub fn classify(frames: &Frames, channels: &Channels, core: &HashSet<u64>) -> Result<Classified, FrameError> {
    let campaigns = campaigns(&frames.campaigns)?;
    Ok(Classified {
        websites: websites(&frames.websites, channels)?,
        socials: socials(&frames.socials, channels)?,
        untold: untold(&campaigns, &frames.tags, channels)?,
        campaigns,
        tags: tags(&frames.tags, channels)?,
        mediums: frames.mediums.clone(),
        keywords: keywords(frames, channels, core)?,
    })
}

fn with<const N: usize>(frame: &DataFrame, columns: [Column; N]) -> Result<DataFrame, FrameError> {
    frame.hstack(&columns)
}

fn channel_column(channels: Vec<Option<&str>>) -> Column {
    Column::new(class::CHANNEL.into(), channels)
}

fn guessed_column(guessed: Vec<bool>) -> Column {
    Column::new(class::GUESSED.into(), guessed)
}

fn websites(frame: &DataFrame, channels: &Channels) -> Result<DataFrame, FrameError> {
    let mut cache = Cache::new();
    let hosts = read::texts(frame, col::HOST)?;
    let summary = read::flags(frame, col::SUMMARY)?;
    let found: Vec<(Option<&str>, bool)> = hosts
        .into_iter()
        .zip(summary)
        .map(|(host, summary)| {
            let host = host.unwrap_or_default();
            if summary {
                return (None, false);
            }
            cache.get(host, |host| match channels.by_host(host) {
                Some(channel) => (Some(channel.id.as_str()), channel.untagged_is_unknown),
                // With referrers anonymised, the name is empty and the type stays.
                None => (None, host.trim().is_empty()),
            })
        })
        .collect();
    let (channel, unknown): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    with(frame, [channel_column(channel), Column::new(class::UNKNOWN.into(), unknown)])
}

/// The channel of a social network of which no other is known.
const SOCIAL: &str = "social";

/// A social network's row has its host as `url`; older versions only its name. Its words are not read: `my.mail.ru`
/// is no e-mail.
fn socials(frame: &DataFrame, channels: &Channels) -> Result<DataFrame, FrameError> {
    let hosts = read::texts(frame, col::HOST)?;
    let names = read::texts(frame, col::NAME)?;
    let mut cache = PlHashMap::new();
    let channel = hosts
        .into_iter()
        .zip(names)
        .map(|labels| {
            *cache.entry(labels).or_insert_with(|| {
                let (host, name) = labels;
                let host = host.unwrap_or_default();
                let host = host.split_once("://").map_or(host, |(_, rest)| rest);
                let host = host.split('/').next().unwrap_or_default();
                let by_name = || channels.by_source(name.unwrap_or_default());
                let found = channels.by_host(host).or_else(by_name).or_else(|| channels.get(SOCIAL));
                found.map(|channel| channel.id.as_str())
            })
        })
        .collect();
    with(frame, [channel_column(channel)])
}

fn campaigns(frame: &DataFrame) -> Result<DataFrame, FrameError> {
    let mut cache = Cache::new();
    let names = read::texts(frame, col::NAME)?;
    let summary = read::flags(frame, col::SUMMARY)?;
    let found: Vec<(bool, bool)> = names
        .into_iter()
        .zip(summary)
        .map(|(name, summary)| {
            // "Others" sums campaigns that have names.
            if summary {
                return (false, false);
            }
            cache.get(name.unwrap_or_default(), |name| (!is_usable(name), is_masked(name)))
        })
        .collect();
    let (unknown, masked): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    with(frame, [Column::new(class::UNKNOWN.into(), unknown), Column::new(class::MASKED.into(), masked)])
}

fn tags(frame: &DataFrame, channels: &Channels) -> Result<DataFrame, FrameError> {
    let mut cache = PlHashMap::new();
    let sources = read::texts(frame, col::SOURCE)?;
    let mediums = read::texts(frame, col::MEDIUM)?;
    let names = read::texts(frame, col::NAME)?;
    let mut channel = Vec::with_capacity(names.len());
    let mut guessed = Vec::with_capacity(names.len());
    let mut unknown = Vec::with_capacity(names.len());
    for ((source, medium), name) in sources.into_iter().zip(mediums).zip(names) {
        let [source, medium, name] = [source, medium, name].map(Option::unwrap_or_default);
        let (told, usable) = *cache.entry((source, medium, name)).or_insert_with(|| {
            let told = channels.by_tag(some(source), some(medium), name);
            (told, is_usable(effective_name(name, source, medium)))
        });
        channel.push(told.map(|told| told.channel.id.as_str()));
        guessed.push(told.is_some_and(|told| told.guessed));
        unknown.push(!usable);
    }
    with(
        frame,
        [channel_column(channel), guessed_column(guessed), Column::new(class::UNKNOWN.into(), unknown)],
    )
}

/// Without a campaign, Matomo takes the source or else the medium as its name.
pub fn effective_name<'a>(name: &'a str, source: &'a str, medium: &'a str) -> &'a str {
    [name, source, medium].into_iter().find(|part| !part.is_empty()).unwrap_or_default()
}

fn untold(campaigns: &DataFrame, tags: &DataFrame, channels: &Channels) -> Result<DataFrame, FrameError> {
    const FOLDED: &str = "folded";
    const SEEN: &str = "seen";
    // The plugin's reports are grouped by the database, for which accents, case
    // and final spaces make no difference.
    let mut cache = PlHashMap::new();
    let mut folded =
        |name: String| cache.entry(name).or_insert_with_key(|name| fold(name).trim().to_owned()).clone();
    let names = read::texts(campaigns, col::NAME)?;
    let of_campaigns: Vec<_> =
        names.into_iter().map(|name| folded(name.unwrap_or_default().to_owned())).collect();
    let parts = [col::NAME, col::SOURCE, col::MEDIUM].map(|name| read::texts(tags, name));
    let [names, sources, mediums] = parts;
    let of_tags: Vec<_> = names?
        .into_iter()
        .zip(sources?)
        .zip(mediums?)
        .map(|((name, source), medium)| {
            let [name, source, medium] = [name, source, medium].map(Option::unwrap_or_default);
            folded(effective_name(name, source, medium).to_owned())
        })
        .collect();
    let keys = || [col(col::SITE), col(col::PERIOD), col(FOLDED)];
    let seen =
        with(tags, [Column::new(FOLDED.into(), of_tags)])?
            .lazy()
            .group_by(keys())
            .agg([col(col::VISITS).sum().alias(SEEN)]);
    let rest = with(campaigns, [Column::new(FOLDED.into(), of_campaigns)])?
        .lazy()
        .filter(col(col::SUMMARY).not().and(col(class::UNKNOWN).not()))
        .group_by(keys())
        .agg([col(col::VISITS).sum(), col(col::NAME).min()])
        .join(seen, keys(), keys(), JoinArgs::new(JoinType::Left))
        .with_column((col(col::VISITS) - col(SEEN).fill_null(lit(0))).alias(col::VISITS))
        .filter(col(col::VISITS).gt(lit(0)))
        .select([
            col(col::SITE),
            col(col::PERIOD),
            col(col::NAME),
            col(col::VISITS),
            lit(false).alias(class::UNKNOWN),
        ])
        .collect()?;
    let names = read::texts(&rest, col::NAME)?;
    let channel: Vec<_> = names.into_iter().map(|name| Some(channels.by_name(name?)?.id.as_str())).collect();
    let guessed = channel.iter().map(Option::is_some).collect();
    with(&rest, [channel_column(channel), guessed_column(guessed)])
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// Campaign visits as core Matomo knows them: by name and keyword, where a
/// campaign without keyword has the referrer's host in its place.
fn keywords(frames: &Frames, channels: &Channels, core: &HashSet<u64>) -> Result<DataFrame, FrameError> {
    let keywords = of_sites(&frames.keywords, core)?;
    let rest = without_keyword(&of_sites(&frames.campaigns, core)?, &keywords)?;
    let frame = keywords.vstack(&rest)?;
    let names = read::texts(&frame, col::NAME)?;
    let keywords = read::texts(&frame, col::KEYWORD)?;
    let mut hosts: Cache<'_, Option<&Channel>> = Cache::new();
    let mut by_name: Cache<'_, (Option<&Channel>, bool)> = Cache::new();
    let mut channel = Vec::with_capacity(names.len());
    let mut guessed = Vec::with_capacity(names.len());
    let mut unknown = Vec::with_capacity(names.len());
    for (name, keyword) in names.into_iter().zip(keywords) {
        let (name, keyword) = (name.unwrap_or_default(), keyword.unwrap_or_default());
        let (named, usable) = by_name.get(name, |name| (channels.by_name(name), is_usable(name)));
        let host = hosts.get(keyword, |keyword| channels.by_host(keyword).filter(|channel| channel.shared));
        channel.push(named.or(host).map(|channel| channel.id.as_str()));
        guessed.push(named.is_some());
        unknown.push(!usable);
    }
    let columns =
        [channel_column(channel), guessed_column(guessed), Column::new(class::UNKNOWN.into(), unknown)];
    with(&frame, columns)
}

/// The rows of some sites.
fn of_sites(frame: &DataFrame, sites: &HashSet<u64>) -> Result<DataFrame, FrameError> {
    if sites.is_empty() {
        return Ok(frame.clear());
    }
    let mask: BooleanChunked =
        read::counts(frame, col::SITE)?.iter().map(|site| Some(sites.contains(site))).collect();
    frame.filter(&mask)
}

/// What the keywords of a campaign do not add up to, with an empty keyword.
fn without_keyword(campaigns: &DataFrame, keywords: &DataFrame) -> Result<DataFrame, FrameError> {
    let keys = [col(col::SITE), col(col::PERIOD), col(col::NAME)];
    let below = keywords.clone().lazy().group_by(keys.clone()).agg([col(col::VISITS).sum().alias("below")]);
    campaigns
        .clone()
        .lazy()
        .filter(col(col::SUMMARY).not())
        .join(below, keys.clone(), keys, JoinArgs::new(JoinType::Left))
        .with_column((col(col::VISITS) - col("below").fill_null(lit(0))).alias(col::VISITS))
        .filter(col(col::VISITS).gt(lit(0)))
        .select([
            col(col::SITE),
            col(col::PERIOD),
            col(col::NAME),
            lit("").alias(col::KEYWORD),
            col(col::VISITS),
        ])
        .collect()
}
