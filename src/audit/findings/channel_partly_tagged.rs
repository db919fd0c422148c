//! Channels where some links carry a tag and others do not.

use super::channel_without_utm::current;
use super::{Audit, MIN_EVIDENCE, Site};
use crate::model::{Datum, Finding, Item, Severity, Status};

pub const AUDIT: Audit = Audit { id: "channel-partly-tagged", severity: Severity::Notice, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    let partial = site
        .channels
        .iter()
        .filter(|channel| channel.status == Status::Partial && channel.untagged >= MIN_EVIDENCE);
    let mut channels = current(site, partial.collect());
    channels.sort_by_key(|channel| std::cmp::Reverse(channel.untagged));
    let worst = *channels.first()?;
    let finding = AUDIT
        .finding()
        .in_state(site.state(channels.iter().filter_map(|channel| channel.untagged_seen)))
        .count("count", channels.len() as u64)
        .count("untagged", channels.iter().map(|channel| channel.untagged).sum())
        .count("tagged", channels.iter().map(|channel| channel.tagged).sum())
        .with(
            "channels",
            Datum::Channels(
                channels
                    .iter()
                    .map(|channel| Item::of_window(&channel.id, channel.untagged, channel.last_untagged))
                    .collect(),
            ),
        )
        .items(
            "hosts",
            worst
                .evidence
                .iter()
                .map(|seen| Item::of_window(&seen.host, seen.visits, seen.last_visits))
                .collect(),
        );
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, channel};
    use super::*;

    #[test]
    fn present_when_both_sides_are_seen() {
        let found = |row| check(&Fixture { channels: vec![row], ..Fixture::default() }.site());
        assert!(found(channel("email", Status::Partial, 50, 10)).is_some());
        assert!(found(channel("email", Status::Partial, 50, 9)).is_none());
        assert!(found(channel("email", Status::None, 0, 90)).is_none());
        assert!(check(&Fixture::default().site()).is_none());
    }
}
