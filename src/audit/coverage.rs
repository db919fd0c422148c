//! How well each channel is tagged.

use std::collections::{BTreeMap, HashMap, HashSet};

use polars::prelude::*;

use super::classify::{Classified, class};
use super::delivered::is_clearly_less;
use super::metrics::SitePeriods;
use crate::channels::{Channel, Channels};
use crate::escape::Foreign;
use crate::frames::SiteMeta;
use crate::frames::{FrameError, col, read};
use crate::locale::Text;
use crate::model::{ChannelRow, Evidence, PeriodRow, Status};

/// Tagged and untagged visits of one channel of one site.
#[derive(Debug, Default, Clone)]
struct Sides {
    tagged: u64,
    guessed: u64,
    untagged: u64,
    last_tagged: u64,
    last_untagged: u64,
    last_unknown: u64,
    evidence: Vec<Evidence>,
}

impl Sides {
    /// A host is seen once in periods that can be measured and once in others.
    fn see(&mut self, host: Foreign, visits: u64) {
        match self.evidence.iter_mut().find(|seen| seen.host == host) {
            Some(seen) => seen.visits += visits,
            None => self.evidence.push(Evidence { host, visits }),
        }
    }
}

/// The channels of each site.
pub type Coverage = HashMap<u64, Vec<ChannelRow>>;

/// Why the coverage of a site's channels is unknown: the names of campaigns are
/// masked up to the last period, or no period can be measured.
pub fn unknown(rows: &[PeriodRow]) -> Option<Text> {
    let told: Vec<_> = rows.iter().filter(|row| row.complete && row.visits > 0).collect();
    let masked = |row: &&&PeriodRow| {
        is_clearly_less(row.by_type.campaign.saturating_sub(row.masked), row.by_type.campaign)
    };
    if let Some(first) = told.iter().rev().take_while(masked).last() {
        return Some(Text::new("channels-masked").with("since", first.period.from.to_string()));
    }
    let none = !told.is_empty() && told.iter().all(|row| !row.measurable);
    none.then(|| Text::new("channels-not-measured"))
}

/// Periods in which tags cannot be measured count for nothing, but where the
/// coverage is unknown: there, the visits are shown without it.
pub fn coverage(
    classes: &Classified,
    sites: &[SiteMeta],
    periods: &HashMap<u64, SitePeriods>,
    channels: &Channels,
    used: &[String],
    covered_from: f64,
) -> Result<Coverage, FrameError> {
    let unknown: HashSet<u64> =
        periods.iter().filter(|(_, found)| unknown(&found.rows).is_some()).map(|(id, _)| *id).collect();
    let counts = |site: u64, measurable: bool| measurable || unknown.contains(&site);
    let mut found: HashMap<u64, BTreeMap<String, Sides>> = HashMap::new();
    for (with_dimensions, frame) in
        [(true, &classes.tags), (true, &classes.untold), (false, &classes.keywords)]
    {
        // Only one of the two speaks for a site, or visits would count twice.
        let speaks =
            |site: u64| sites.iter().any(|meta| meta.info.id == site && meta.dimensions == with_dimensions);
        for row in sums(frame, col(class::UNKNOWN).not(), sites, None)? {
            if let Some(channel) =
                row.channel.filter(|_| speaks(row.site) && counts(row.site, row.measurable))
            {
                let sides = found.entry(row.site).or_default().entry(channel).or_default();
                sides.tagged += row.visits;
                sides.guessed += row.guessed;
                sides.last_tagged += row.last;
            }
        }
    }
    let is_unknown = |id: &str| channels.get(id).is_some_and(|channel| channel.untagged_is_unknown);
    for (frame, label, of_website) in
        [(&classes.websites, col::HOST, true), (&classes.socials, col::NAME, false)]
    {
        for row in sums(frame, col(class::CHANNEL).is_not_null(), sites, Some(label))? {
            let Some(channel) = row.channel.filter(|_| counts(row.site, row.measurable)) else { continue };
            let unknown = of_website && is_unknown(&channel);
            let sides = found.entry(row.site).or_default().entry(channel).or_default();
            sides.untagged += row.visits;
            sides.last_untagged += row.last;
            sides.last_unknown += if unknown { row.last } else { 0 };
            sides.see(row.label.into(), row.visits);
        }
    }
    Ok(sites
        .iter()
        .map(|site| {
            let mut sides = found.remove(&site.info.id).unwrap_or_default();
            let rows = channels
                .iter()
                .filter(|channel| channel.shared)
                .filter_map(|channel| {
                    let declared = used.contains(&channel.id);
                    let sides = sides.remove(&channel.id).unwrap_or_default();
                    let row = row(channel, sides, declared, covered_from)?;
                    match unknown.contains(&site.info.id) {
                        true => Some(ChannelRow { status: Status::Unknown, coverage: None, ..row }),
                        false => Some(row),
                    }
                })
                .collect();
            (site.info.id, rows)
        })
        .collect())
}

/// One line of a sum by site and channel.
struct Sum {
    site: u64,
    channel: Option<String>,
    measurable: bool,
    label: String,
    visits: u64,
    /// Those of the last period.
    last: u64,
    /// Those whose channel is guessed.
    guessed: u64,
}

/// Visits by site, channel and, when asked for, label.
fn sums(
    frame: &DataFrame,
    keep: Expr,
    sites: &[SiteMeta],
    label: Option<&str>,
) -> Result<Vec<Sum>, FrameError> {
    let last = sites.iter().map(|site| site.window.periods.len()).max().unwrap_or(1) as i64 - 1;
    let mut keys = vec![col(col::SITE), col(class::CHANNEL), col(class::MEASURABLE)];
    keys.extend(label.map(col));
    // What a host says is no guess.
    let guessed = match label {
        None => col(col::VISITS).filter(col(class::GUESSED)).sum(),
        Some(_) => col(col::VISITS).sum() * lit(0),
    };
    let guessed = guessed.alias(class::GUESSED);
    let table = frame
        .clone()
        .lazy()
        .filter(keep)
        .group_by(keys)
        .agg([
            guessed,
            col(col::VISITS).sum(),
            col(col::VISITS).filter(col(col::PERIOD).eq(lit(last))).sum().alias("last"),
        ])
        .collect()?;
    let labels = match label {
        Some(label) => read::texts(&table, label)?,
        None => vec![None; table.height()],
    };
    let rows = read::counts(&table, col::SITE)?
        .into_iter()
        .zip(read::texts(&table, class::CHANNEL)?)
        .zip(read::flags(&table, class::MEASURABLE)?)
        .zip(labels)
        .zip(read::counts(&table, col::VISITS)?)
        .zip(read::counts(&table, "last")?)
        .zip(read::counts(&table, class::GUESSED)?);
    Ok(rows
        .map(|((((((site, channel), measurable), label), visits), last), guessed)| Sum {
            site,
            channel: channel.map(str::to_owned),
            measurable,
            label: label.unwrap_or_default().to_owned(),
            visits,
            last,
            guessed,
        })
        .collect())
}

/// The channel's row; `None` when nothing was seen and nothing was declared.
fn row(channel: &Channel, mut sides: Sides, declared: bool, covered_from: f64) -> Option<ChannelRow> {
    let all = sides.tagged + sides.untagged;
    let coverage = (channel.leaves_referrer && all > 0).then(|| sides.tagged as f64 / all as f64);
    let status = match (sides.tagged, sides.untagged) {
        (0, 0) if declared => Status::Silent,
        (0, 0) => return None,
        (0, _) => Status::None,
        (_, 0) if !channel.leaves_referrer => Status::Tagged,
        _ if coverage.is_some_and(|coverage| coverage >= covered_from) => Status::Covered,
        _ => Status::Partial,
    };
    sides.evidence.sort_by(|a, b| b.visits.cmp(&a.visits).then_with(|| a.host.cmp(&b.host)));
    Some(ChannelRow {
        id: channel.id.clone(),
        status,
        tagged: sides.tagged,
        guessed: sides.guessed,
        untagged: sides.untagged,
        coverage,
        last_tagged: sides.last_tagged,
        last_untagged: sides.last_untagged,
        last_unknown: sides.last_unknown,
        evidence: sides.evidence,
        leaves_referrer: channel.leaves_referrer,
    })
}
