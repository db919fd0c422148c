//! Which finding explains which, in what order they are told, and what was mended.

use std::cmp::Reverse;

use super::Site;
use crate::audit::seen::is_mended;
use crate::model::{Finding, Mended, PeriodRow, SITE_BUG, Seen, Status};

/// A finding with those that it explains, where its case says so.
struct Cause {
    id: &'static str,
    explains: &'static [&'static str],
    holds: fn(&Site<'_>, &Finding, &Finding) -> bool,
}

/// The first that holds is told: what data lack comes before what they seem to show. So a cause that
/// is explained itself explains nothing that the first does not.
static CAUSES: [Cause; 4] = [
    Cause {
        id: "totals-disagree",
        explains: &["untracked-dominates", "untracked-rising", SITE_BUG, "deep-direct-entries"],
        holds: |_, _, _| true,
    },
    Cause {
        id: "campaigns-masked",
        explains: &[
            "untracked-dominates",
            "channel-without-utm",
            "channel-partly-tagged",
            "campaign-missing-dimension",
        ],
        holds: masks,
    },
    Cause {
        id: SITE_BUG,
        explains: &["untracked-dominates", "untracked-rising", "deep-direct-entries"],
        holds: turns,
    },
    Cause { id: "link-tags-altered", explains: &["campaign-naming-drift"], holds: strays },
];

/// Masked names leave the channels open; a share only where they may decide it.
fn masks(site: &Site<'_>, _: &Finding, explained: &Finding) -> bool {
    explained.id != "untracked-dominates" || site.last().is_some_and(|last| last.masked > 0)
}

/// Tags that were typed anew are other spellings, too, as far as these are no more.
fn strays(_: &Site<'_>, altered: &Finding, drift: &Finding) -> bool {
    drift.concerned() <= altered.concerned()
}

/// A bug explains a red flag that was not there before it.
fn turns(site: &Site<'_>, bug: &Finding, explained: &Finding) -> bool {
    if explained.id != "untracked-dominates" {
        return true;
    }
    let since = bug.state.since().or_else(|| site.last().map(|last| last.period));
    let before = site.periods.iter().filter(|row| since.is_some_and(|since| row.period.to < since.from));
    let (part, whole) = before
        .filter_map(PeriodRow::comparable)
        .fold((0, 0), |(part, whole), (untracked, visits)| (part + untracked, whole + visits));
    whole > 0 && part as f64 <= site.limits.red_flag * whole as f64
}

/// Says of each finding what explains it, and puts causes first, then the gravest; what the last
/// period shows nothing of comes last.
pub fn explain(found: &mut [Finding], site: &Site<'_>) {
    let explained = |finding: &Finding, found: &[Finding]| {
        let holds = |cause: &&Cause| {
            let active = |other: &&Finding| other.id == cause.id && other.is_active();
            let explains = cause.explains.contains(&finding.id) && finding.is_active();
            explains && found.iter().find(active).is_some_and(|other| (cause.holds)(site, other, finding))
        };
        CAUSES.iter().find(holds).map(|cause| cause.id)
    };
    let causes: Vec<_> = found.iter().map(|finding| explained(finding, found)).collect();
    for (finding, cause) in found.iter_mut().zip(causes) {
        finding.cause = cause;
    }
    let explains: Vec<_> = found.iter().filter_map(|finding| finding.cause).collect();
    found.sort_by_key(|finding| {
        let is_explained = finding.cause.is_some();
        (!finding.is_active(), is_explained, !explains.contains(&finding.id), Reverse(finding.severity))
    });
}

/// What the last period shows to be mended, beyond chance: told once.
pub fn mended(site: &Site<'_>, found: &[Finding]) -> Vec<Mended> {
    let times = site.times();
    let just_gone = |seen: &Option<Seen>| seen.is_some_and(|seen| times.is_just_gone(seen));
    let channels = site.channels.iter().filter(|row| just_gone(&row.untagged_seen));
    let channels = channels.filter(|row| !matches!(row.status, Status::Unknown | Status::Silent));
    let channels = channels.filter(|row| {
        let before = row.untagged - row.last_untagged;
        let all = before + row.tagged.saturating_sub(row.last_tagged);
        row.last_untagged == 0 && is_mended(before, all, row.last_tagged)
    });
    let channels = channels.map(|row| Mended::Channel { channel: row.id.clone(), tagged: row.last_tagged });
    let last = site.periods.last();
    // Channels speak for themselves.
    let others = found.iter().filter(|finding| !finding.id.starts_with("channel-"));
    let others = others.filter(|finding| {
        let since = finding.state.is_fading().then(|| finding.state.since()).flatten();
        since.is_some() && since == last.map(|last| last.period) && is_beyond_chance(site, finding)
    });
    let others = others.map(|finding| Mended::Finding { finding: finding.id });
    channels.chain(others).collect()
}

/// Whether a last period without any of a finding's visits is no mere chance.
fn is_beyond_chance(site: &Site<'_>, finding: &Finding) -> bool {
    let Some((last, before)) = site.periods.split_last() else { return false };
    let whole = before.iter().map(|row| row.visits).sum();
    finding.concerned().is_some_and(|part| is_mended(part, whole, last.visits))
}

#[cfg(test)]
mod tests;
