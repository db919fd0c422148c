//! What tags would change.

use crate::channels::Channels;
use crate::report::{ChannelRow, PeriodRow, WhatIf};

/// Per channel, the untracked share of the last period if its untagged visits
/// carried a tag. Only channels whose untagged visits count as unknown change
/// it, and only visits that were seen: those without referrer are Direct, and
/// nobody knows how many of them a tag would reveal.
pub fn what_if(last: &PeriodRow, rows: &[ChannelRow], channels: &Channels) -> Vec<WhatIf> {
    let Some(share) = last.untracked_share else { return Vec::new() };
    let counts_as_unknown =
        |row: &&ChannelRow| channels.get(&row.id).is_some_and(|channel| channel.untagged_is_unknown);
    let mut found: Vec<_> = rows
        .iter()
        .filter(|row| row.last_untagged > 0)
        .filter(counts_as_unknown)
        .map(|row| WhatIf {
            channel: row.id.clone(),
            visits: row.last_untagged,
            share,
            share_with_tags: last.untracked.saturating_sub(row.last_untagged) as f64 / last.visits as f64,
        })
        .collect();
    found.sort_by_key(|what_if| std::cmp::Reverse(what_if.visits));
    found
}

#[cfg(test)]
mod tests {
    use super::super::findings::testing::{channel, period};
    use super::*;
    use crate::report::Status;

    #[test]
    fn only_seen_visits_that_count_as_unknown_are_promised() {
        let channels = Channels::builtin();
        let rows = [
            channel("messaging", Status::None, 0, 5),
            channel("email", Status::None, 0, 41),
            channel("social", Status::None, 0, 30),
            channel("qr", Status::Silent, 0, 0),
        ];
        let found = what_if(&period(200, 120), &rows, &channels);
        let shares: Vec<_> =
            found.iter().map(|what| (what.channel.as_str(), what.share, what.share_with_tags)).collect();
        assert_eq!(shares, [("email", 0.6, 79.0 / 200.0), ("messaging", 0.6, 115.0 / 200.0)]);
        assert!(what_if(&period(0, 0), &rows, &channels).is_empty());
    }
}
