//! Channels with no UTM coverage: untagged visits only, or declared and silent.

use super::{Audit, MIN_EVIDENCE, Site};
use crate::model::{ChannelRow, Datum, Finding, Item, Severity, State, Status};

pub const AUDIT: Audit = Audit { id: "channel-without-utm", severity: Severity::Warning, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    // One channel with enough visits is worth the finding; it then names all
    // that the coverage shows as uncovered.
    let matters = |channel: &ChannelRow| match channel.status {
        Status::Silent => site.visits() > 0,
        _ => channel.untagged >= MIN_EVIDENCE,
    };
    let uncovered: Vec<_> = site.channels.iter().filter(|channel| channel.status.is_uncovered()).collect();
    if !uncovered.iter().any(|channel| matters(channel)) {
        return None;
    }
    let current = current(site, uncovered);
    let channels: Vec<_> = current
        .iter()
        .map(|channel| Item::of_window(&channel.id, channel.untagged, channel.last_untagged))
        .collect();
    let untagged = channels.iter().map(|channel| channel.visits).sum();
    let is_silent = current.iter().any(|channel| channel.status == Status::Silent);
    let state = match is_silent {
        true => State::Ongoing { since: None },
        false => site.state(current.iter().filter_map(|channel| channel.untagged_seen)),
    };
    let finding = AUDIT
        .finding()
        .in_state(state)
        .count("count", channels.len() as u64)
        .count("untagged", untagged)
        .with("channels", Datum::Channels(channels));
    Some(finding)
}

/// The channels that the last period shows something of; all of them where it shows nothing.
pub fn current<'c>(site: &Site<'_>, channels: Vec<&'c ChannelRow>) -> Vec<&'c ChannelRow> {
    let is_current = |channel: &&&ChannelRow| {
        channel.status == Status::Silent || !site.state(channel.untagged_seen).is_fading()
    };
    let current: Vec<_> = channels.iter().filter(is_current).copied().collect();
    if current.is_empty() { channels } else { current }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, channel, period};
    use super::*;

    fn found(channels: Vec<ChannelRow>) -> Option<Finding> {
        check(&Fixture { channels, ..Fixture::periods([period(1000, 100)]) }.site())
    }

    #[test]
    fn present_for_untagged_and_silent_channels() {
        let finding = found(vec![
            channel("email", Status::None, 0, 41),
            channel("qr", Status::Silent, 0, 0),
            channel("social", Status::Partial, 5, 50),
        ]);
        let channels = vec![Item::of_window("email", 41, 41), Item::of_window("qr", 0, 0)];
        assert!(finding.unwrap().data.contains(&("channels", Datum::Channels(channels))));
    }

    #[test]
    fn a_handful_of_visits_is_no_evidence() {
        assert_eq!(found(vec![channel("email", Status::None, 0, MIN_EVIDENCE - 1)]), None);
        assert!(found(vec![channel("email", Status::None, 0, MIN_EVIDENCE)]).is_some());
        assert_eq!(found(vec![channel("email", Status::Covered, 100, 0)]), None);
        assert_eq!(found(vec![]), None);
    }
}
