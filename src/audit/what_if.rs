//! What tags would change.

use crate::model::{ChannelRow, PeriodRow, WhatIf};

/// Per channel, the untracked share of the last period if its untagged visits
/// carried a tag. Only visits that count as unknown change it, and only those
/// that were seen: visits without referrer are Direct, and nobody knows how
/// many of them a tag would reveal.
pub fn what_if(last: &PeriodRow, rows: &[ChannelRow]) -> Vec<WhatIf> {
    let Some(share) = last.untracked_share else { return Vec::new() };
    let mut found: Vec<_> = rows
        .iter()
        // The rows of a report may add up to more than their channel type has.
        .map(|row| (row, row.last_unknown.min(last.unknown.websites)))
        .filter(|(_, visits)| *visits > 0)
        .map(|(row, visits)| WhatIf {
            channel: row.id.clone(),
            visits,
            share,
            share_with_tags: last.untracked.saturating_sub(visits) as f64 / last.visits as f64,
        })
        .collect();
    found.sort_by_key(|what_if| std::cmp::Reverse(what_if.visits));
    found
}

#[cfg(test)]
mod tests {
    use super::super::findings::testing::{channel, period};
    use super::*;
    use crate::model::{Status, Unknown};

    fn row(id: &str, untagged: u64, unknown: u64) -> ChannelRow {
        ChannelRow { last_unknown: unknown, ..channel(id, Status::None, 0, untagged) }
    }

    fn last(visits: u64, untracked: u64, websites: u64) -> PeriodRow {
        PeriodRow { unknown: Unknown { websites, ..Unknown::default() }, ..period(visits, untracked) }
    }

    fn shares(last: &PeriodRow, rows: &[ChannelRow]) -> Vec<(String, f64, f64)> {
        let found = what_if(last, rows).into_iter();
        found.map(|what| (what.channel, what.share, what.share_with_tags)).collect()
    }

    #[test]
    fn only_seen_visits_that_count_as_unknown_are_promised() {
        // 20 of the messaging visits came from a social network, such as Telegram.
        let rows = [row("messaging", 25, 5), row("email", 41, 41), row("social", 30, 0), row("qr", 0, 0)];
        let found = shares(&last(200, 120, 46), &rows);
        assert_eq!(
            found,
            [("email".to_owned(), 0.6, 79.0 / 200.0), ("messaging".to_owned(), 0.6, 115.0 / 200.0)]
        );
        assert!(shares(&last(0, 0, 0), &rows).is_empty());
    }

    #[test]
    fn no_more_is_promised_than_counts_as_unknown() {
        let found = shares(&last(200, 120, 40), &[row("email", 41, 41)]);
        assert_eq!(found, [("email".to_owned(), 0.6, 80.0 / 200.0)]);
    }
}
