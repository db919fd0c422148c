//! What each label means: columns beside the labels, for the expressions.

use std::collections::HashSet;

use polars::prelude::*;

use crate::channels::{Channel, Channels};
use crate::frames::read::Value as _;
use crate::frames::{FrameError, Frames, col, run};
use crate::labels::placeholder::{is_masked, is_usable};
use crate::labels::{fold, personal};

/// The frames with the channel of their labels, and whether it is guessed,
/// unknown or masked.
#[derive(Debug)]
pub struct Classified {
    /// Without the rows that sum the rest, as have all here.
    pub websites: DataFrame,
    pub socials: DataFrame,
    pub campaigns: DataFrame,
    pub tags: DataFrame,
    /// Of all sites: rows below those of campaigns.
    pub below: DataFrame,
    /// Campaign visits that the report of sources and
    /// mediums has no row for, since they lack both.
    pub untold: DataFrame,
    /// Of sites without campaign dimensions: by the keyword when it is a referrer,
    /// else by the name.
    pub keywords: DataFrame,
}

/// `core` are the sites without campaign dimensions: only they are read by name
/// and keyword, and only the others by tag.
pub fn classify(frames: &Frames, channels: &Channels, core: &HashSet<u64>) -> Result<Classified, FrameError> {
    let of_campaigns = named(&frames.campaigns)?;
    let mut names = Names::default();
    let campaigns = campaigns(&of_campaigns, &mut names)?;
    let tags = tags(&frames.tags, channels, &mut names)?;
    Ok(Classified {
        websites: websites(&named(&frames.websites)?, channels)?,
        socials: socials(&frames.socials, channels)?,
        below: grouped(&frames.keywords, numbered(&frames.keywords, [col::NAME, col::KEYWORD])?.groups)?,
        untold: untold(&of_sites(&campaigns, |site| !core.contains(&site))?, &tags, channels)?,
        keywords: keywords(frames, channels, core)?,
        campaigns,
        tags,
    })
}

/// The rows that have a name of their own: "Others" sums the rest.
fn named(frame: &DataFrame) -> Result<DataFrame, FrameError> {
    let summary = frame.column(col::SUMMARY)?.bool()?;
    frame.filter(&!summary)
}

/// What a label means.
#[derive(Debug, Default, Clone)]
struct Class<'c> {
    channel: Option<&'c str>,
    guessed: bool,
    unknown: bool,
    masked: bool,
    personal: bool,
    folded: i64,
}

/// Labels of a frame, each once.
pub struct Numbered<'f, const N: usize> {
    labels: Vec<[&'f str; N]>,
    /// The label of each row, as an index.
    of_rows: Vec<IdxSize>,
    /// The same of site and label: numbers are grouped faster than texts.
    pub groups: Vec<IdxSize>,
}

/// Numbers the labels of a frame, which recur in every period and site.
pub fn numbered<'f, const N: usize>(
    frame: &'f DataFrame,
    columns: [&'static str; N],
) -> Result<Numbered<'f, N>, FrameError> {
    let columns = columns.map(|label| <&str>::values(frame, label));
    let mut columns: Vec<_> = columns.into_iter().collect::<Result<_, _>>()?;
    let mut sites = u64::values(frame, col::SITE)?;
    let (mut of_sites, mut all) = (PlHashMap::new(), PlHashMap::new());
    let height = frame.height();
    let (mut of_rows, mut groups) = (Vec::with_capacity(height), Vec::with_capacity(height));
    let mut labels = Vec::new();
    while let Some(site) = sites.next().transpose()? {
        let mut parts = [""; N];
        for (part, column) in parts.iter_mut().zip(&mut columns) {
            *part = column.next().transpose()?.unwrap_or_default();
        }
        let next = of_sites.len() as IdxSize;
        let (label, group) = *of_sites.entry((site, parts)).or_insert_with(|| {
            let label = *all.entry(parts).or_insert_with(|| {
                labels.push(parts);
                labels.len() as IdxSize - 1
            });
            (label, next)
        });
        of_rows.push(label);
        groups.push(group);
    }
    Ok(Numbered { labels, of_rows, groups })
}

/// The frame with the number of each row's site and label.
pub fn grouped(frame: &DataFrame, groups: Vec<IdxSize>) -> Result<DataFrame, FrameError> {
    frame.hstack(&[IdxCa::from_vec(col::GROUP.into(), groups).into_column()])
}

/// Names of campaigns, of which each is looked at once: tags have them too.
#[derive(Default)]
struct Names<'f> {
    known: PlHashMap<&'f str, Name>,
    folded: PlHashMap<String, i64>,
}

#[derive(Clone, Copy)]
struct Name {
    usable: bool,
    /// A number of the name as a database compares it.
    folded: i64,
}

impl<'f> Names<'f> {
    fn look(&mut self, name: &'f str) -> Name {
        *self.known.entry(name).or_insert_with(|| {
            // The plugin's reports are grouped by the database, for which accents, case and final spaces make no
            // difference.
            let next = self.folded.len() as i64;
            let folded = *self.folded.entry_ref(fold(name).trim()).or_insert(next);
            Name { usable: is_usable(name), folded }
        })
    }
}

/// The frame with what `look` says of its labels, of which each is looked at once.
fn classified<'f, 'c, const N: usize>(
    frame: &'f DataFrame,
    labels: [&'static str; N],
    look: impl FnMut([&'f str; N]) -> Class<'c>,
) -> Result<DataFrame, FrameError> {
    let Numbered { labels, of_rows, groups } = numbered(frame, labels)?;
    let classes: Vec<_> = labels.into_iter().map(look).collect();
    let by_label = DataFrame::new_infer_height(vec![
        Column::new(col::CHANNEL.into(), classes.iter().map(|class| class.channel).collect::<Vec<_>>()),
        Column::new(col::GUESSED.into(), classes.iter().map(|class| class.guessed).collect::<Vec<_>>()),
        Column::new(col::UNKNOWN.into(), classes.iter().map(|class| class.unknown).collect::<Vec<_>>()),
        Column::new(col::MASKED.into(), classes.iter().map(|class| class.masked).collect::<Vec<_>>()),
        Column::new(col::PERSONAL.into(), classes.iter().map(|class| class.personal).collect::<Vec<_>>()),
        Column::new(col::FOLDED.into(), classes.iter().map(|class| class.folded).collect::<Vec<_>>()),
    ])?;
    let of_rows = by_label.take(&IdxCa::from_vec("class".into(), of_rows))?;
    grouped(frame, groups)?.hstack(of_rows.columns())
}

fn websites(frame: &DataFrame, channels: &Channels) -> Result<DataFrame, FrameError> {
    classified(frame, [col::HOST], |[host]| match channels.by_host(host) {
        Some(channel) => {
            Class { channel: Some(&channel.id), unknown: channel.untagged_is_unknown, ..Class::default() }
        }
        // With referrers anonymised, the name is empty and the type stays.
        None => Class { unknown: host.trim().is_empty(), ..Class::default() },
    })
}

/// The channel of a social network of which no other is known.
const SOCIAL: &str = "social";

/// A social network's row has its host as `url`; older versions only its name. Its words are not read: `my.mail.ru`
/// is no e-mail.
fn socials(frame: &DataFrame, channels: &Channels) -> Result<DataFrame, FrameError> {
    classified(frame, [col::HOST, col::NAME], |[host, name]| {
        let host = host.split_once("://").map_or(host, |(_, rest)| rest);
        let host = host.split('/').next().unwrap_or_default();
        let by_name = || channels.by_source(name);
        let found = channels.by_host(host).or_else(by_name).or_else(|| channels.get(SOCIAL));
        Class { channel: found.map(id), ..Class::default() }
    })
}

fn campaigns<'f>(frame: &'f DataFrame, names: &mut Names<'f>) -> Result<DataFrame, FrameError> {
    classified(frame, [col::NAME], |[name]| {
        let Name { usable, folded } = names.look(name);
        let (masked, personal) = (is_masked(name), !personal::find(name).is_empty());
        Class { unknown: !usable, masked, personal, folded, ..Class::default() }
    })
}

fn tags<'f>(
    frame: &'f DataFrame,
    channels: &Channels,
    names: &mut Names<'f>,
) -> Result<DataFrame, FrameError> {
    classified(frame, [col::SOURCE, col::MEDIUM, col::NAME], |[source, medium, name]| {
        let told = channels.by_tag(some(source), some(medium), name);
        let Name { usable, folded } = names.look(effective_name(name, source, medium));
        Class {
            channel: told.map(|told| id(told.channel)),
            guessed: told.is_some_and(|told| told.guessed),
            unknown: !usable,
            folded,
            ..Class::default()
        }
    })
}

/// Without a campaign, Matomo takes the source or else the medium as its name.
pub fn effective_name<'a>(name: &'a str, source: &'a str, medium: &'a str) -> &'a str {
    [name, source, medium].into_iter().find(|part| !part.is_empty()).unwrap_or_default()
}

fn untold(campaigns: &DataFrame, tags: &DataFrame, channels: &Channels) -> Result<DataFrame, FrameError> {
    // One number is grouped faster than two.
    let key = col(col::ROW).cast(DataType::Int64) * lit(1_i64 << 32) + col(col::FOLDED);
    let columns = |name: Expr, visits: Expr| {
        let of_row = [col::SITE, col::PERIOD, col::ROW].map(col);
        of_row.into_iter().chain([key.clone().alias(col::FOLDED), name, visits]).collect::<Vec<_>>()
    };
    let is_named = !campaigns.column(col::UNKNOWN)?.bool()?;
    let named = campaigns.select([col::SITE, col::PERIOD, col::ROW, col::FOLDED, col::NAME, col::VISITS])?;
    let named = named.filter(&is_named)?.lazy().select(columns(col(col::NAME), col(col::VISITS)));
    let no_name = lit(NULL).cast(DataType::String).alias(col::NAME);
    let told =
        tags.clone().lazy().select(columns(no_name, (lit(0_i64) - col(col::VISITS)).alias(col::VISITS)));
    let all = run(named)?.vstack(&run(told)?)?.lazy();
    // The first has a name, where any visits are left.
    let first = [col::SITE, col::PERIOD, col::ROW, col::NAME].map(|name| col(name).first());
    let sums = first.into_iter().chain([col(col::VISITS).sum()]);
    let rest = all.group_by([col(col::FOLDED)]).agg(sums.collect::<Vec<_>>());
    let rest = rest.filter(col(col::VISITS).gt(lit(0)));
    let rest = run(rest.select([col::SITE, col::PERIOD, col::ROW, col::NAME, col::VISITS].map(col)))?;
    classified(&rest, [col::NAME], |[name]| {
        let channel = channels.by_name(name);
        Class { channel: channel.map(id), guessed: channel.is_some(), ..Class::default() }
    })
}

/// The rows with the visits that the column `seen` does not have.
fn not_seen(rows: LazyFrame) -> LazyFrame {
    rows.with_column((col(col::VISITS) - col(col::SEEN).fill_null(lit(0))).alias(col::VISITS))
        .filter(col(col::VISITS).gt(lit(0)))
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn id(channel: &Channel) -> &str {
    &channel.id
}

/// Campaign visits as core Matomo knows them: by name and keyword, where a
/// campaign without keyword has the referrer's host in its place.
fn keywords(frames: &Frames, channels: &Channels, core: &HashSet<u64>) -> Result<DataFrame, FrameError> {
    let is_core = |site| core.contains(&site);
    let keywords = of_sites(&frames.keywords, is_core)?;
    let rest = without_keyword(&named(&of_sites(&frames.campaigns, is_core)?)?, &keywords)?;
    classified(&keywords.vstack(&rest)?, [col::NAME, col::KEYWORD], |[name, keyword]| {
        let named = channels.by_name(name);
        let channel = named.or_else(|| channels.by_host(keyword).filter(|channel| channel.shared));
        Class {
            channel: channel.map(id),
            guessed: named.is_some(),
            unknown: !is_usable(name),
            ..Class::default()
        }
    })
}

/// The rows of some sites.
fn of_sites(frame: &DataFrame, is_one: impl Fn(u64) -> bool) -> Result<DataFrame, FrameError> {
    let sites = u64::values(frame, col::SITE)?;
    frame.filter(&sites.map(|site| site.map(&is_one)).collect::<Result<BooleanChunked, _>>()?)
}

/// What the keywords of a campaign do not add up to, with an empty keyword.
fn without_keyword(campaigns: &DataFrame, keywords: &DataFrame) -> Result<DataFrame, FrameError> {
    let keys = || [col(col::ROW), col(col::NAME)];
    let below = keywords.clone().lazy().group_by(keys()).agg([col(col::VISITS).sum().alias(col::SEEN)]);
    let rest = campaigns.clone().lazy().join(below, keys(), keys(), JoinArgs::new(JoinType::Left));
    let keyword = lit("").alias(col::KEYWORD);
    let columns =
        [col(col::SITE), col(col::PERIOD), col(col::ROW), col(col::NAME), keyword, col(col::VISITS)];
    run(not_seen(rest).select(columns))
}
