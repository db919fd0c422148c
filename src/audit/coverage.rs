//! How well each channel is tagged.

use std::collections::HashMap;

use super::delivered::is_clearly_less;
use super::facts::Facts;
use crate::channels::{Channel, Channels};
use crate::escape::Foreign;
use crate::locale::Text;
use crate::model::{ChannelRow, Evidence, PeriodRow, Seen, Status};

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
    /// When its untagged visits were seen.
    seen: Option<Seen>,
}

impl Sides {
    /// Two hosts may be one to a reader, once they are redacted.
    fn see(&mut self, host: Foreign, visits: u64, last_visits: u64) {
        match self.evidence.iter_mut().find(|seen| seen.host == host) {
            Some(seen) => {
                seen.visits += visits;
                seen.last_visits += last_visits;
            }
            None => self.evidence.push(Evidence { host, visits, last_visits }),
        }
    }
}

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

/// The channels of a site. Periods in which tags cannot be measured count for
/// nothing, but where the coverage is unknown: there, the visits are shown without it.
pub fn coverage(
    facts: &Facts,
    periods: &[PeriodRow],
    channels: &Channels,
    used: &[String],
    covered_from: f64,
) -> Vec<ChannelRow> {
    let unknown = unknown(periods).is_some();
    let last_counts = unknown || periods.last().is_some_and(|row| row.measurable);
    let counted = |visits: u64, measurable: u64| if unknown { visits } else { measurable };
    let last_counted = |last: u64| if last_counts { last } else { 0 };
    let mut found: HashMap<&str, Sides> = HashMap::new();
    for row in &facts.tagged {
        let sides = found.entry(&row.channel).or_default();
        let visits = counted(row.visits, row.measurable);
        sides.tagged += visits;
        sides.guessed += if row.guessed { visits } else { 0 };
        sides.last_tagged += last_counted(row.last);
    }
    let is_unknown = |id: &str| channels.get(id).is_some_and(|channel| channel.untagged_is_unknown);
    for (rows, of_website) in [(&facts.websites, true), (&facts.socials, false)] {
        for row in rows {
            let visits = counted(row.visits, row.measurable);
            let Some(channel) = row.channel.as_deref().filter(|_| visits > 0) else { continue };
            let sides = found.entry(channel).or_default();
            let last = last_counted(row.last);
            sides.untagged += visits;
            sides.last_untagged += last;
            sides.last_unknown += if of_website && is_unknown(channel) { last } else { 0 };
            sides.seen = Seen::any(sides.seen.into_iter().chain([row.seen()]));
            sides.see((&row.name).into(), visits, last);
        }
    }
    let shared = channels.iter().filter(|channel| channel.shared);
    let rows = shared.filter_map(|channel| {
        let sides = found.remove(channel.id.as_str()).unwrap_or_default();
        let row = row(channel, sides, used.contains(&channel.id), covered_from)?;
        Some(match unknown {
            true => ChannelRow { status: Status::Unknown, coverage: None, ..row },
            false => row,
        })
    });
    rows.collect()
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
        untagged_seen: sides.seen,
        leaves_referrer: channel.leaves_referrer,
    })
}
