//! What is wrong, why, and what to do next: one file per finding.

use std::collections::{BTreeMap, HashSet};

use url::Url;

use super::facts::Facts;
use super::seen::Times;
use super::spellings::{Spellings, TagParts};
use crate::config::Rule;
use crate::frames::SiteMeta;
use crate::ledger::Fault;
use crate::model::{
    ChannelRow, Datum, EntryPages, Finding, FindingInfo, LedgerReport, Limits, LinkName, LinkRow, Mended,
    Movement, PeriodRow, Seen, Severity, State,
};
use crate::nearest::nearest;
use crate::period::Unit;

mod campaign_missing_dimension;
mod campaign_naming_drift;
mod campaign_not_in_ledger;
mod campaign_personal_data;
mod campaign_placeholder;
mod campaigns_masked;
mod causes;
mod channel_partly_tagged;
mod channel_without_utm;
mod deep_direct_entries;
mod internal_campaign_links;
mod ledger_invalid;
mod link_id_lost;
mod link_never_seen;
mod link_review_due;
mod link_tags_altered;
mod no_visits;
mod parameter_not_understood;
mod report_truncated;
mod self_referral;
mod site_bug_suspected;
mod too_few_visits;
mod totals_disagree;
mod untracked_dominates;
mod untracked_rising;

/// Visits below which a label says nothing about what the team does: people
/// copy links, and scanners try things.
const MIN_EVIDENCE: u64 = 10;

/// What a finding looks at.
#[derive(Debug)]
pub struct Site<'a> {
    pub meta: &'a SiteMeta,
    pub periods: &'a [PeriodRow],
    /// Period, visits of the summary, sum of the types.
    pub disagreements: &'a [(crate::period::Period, u64, u64)],
    pub facts: &'a Facts,
    /// Campaigns under several spellings.
    pub spellings: &'a [Spellings<'a>],
    pub tag_parts: TagParts<'a>,
    pub channels: &'a [ChannelRow],
    /// Names of tags that were agreed upon, as Matomo shows them: those of the plan and of the ledger.
    pub planned: &'a HashSet<String>,
    /// The links of the ledger that lead here, and what was measured beside them.
    pub links: &'a [LinkRow],
    pub ledger: Option<&'a LedgerReport>,
    /// What is wrong with the ledger.
    pub faults: &'a [Fault],
    pub entry_pages: &'a EntryPages,
    /// Those of the period before the last.
    pub entry_pages_before: &'a EntryPages,
    /// What the untracked share did.
    pub movement: Option<Movement>,
    pub limits: Limits,
    pub unit: Unit,
}

impl Site<'_> {
    /// The last period; none when it is incomplete, as no finding comes from what
    /// was not delivered.
    fn last(&self) -> Option<&PeriodRow> {
        self.periods.last().filter(|row| row.complete)
    }

    fn times(&self) -> Times<'_> {
        Times::new(&self.meta.window, self.periods)
    }

    /// What became of something with the last period.
    fn state(&self, seen: impl IntoIterator<Item = Seen>) -> State {
        self.times().state(Seen::any(seen))
    }

    /// When the periods that `holds` says were.
    fn seen_in(&self, holds: impl Fn(&PeriodRow) -> bool) -> Option<Seen> {
        // The periods before a site existed are in its window only.
        let before = self.meta.window.periods.len().saturating_sub(self.periods.len());
        let at = self.periods.iter().enumerate().filter(|(_, row)| holds(row));
        Seen::any(at.map(|(at, _)| Seen::new((before + at) as u64, (before + at) as u64)))
    }

    /// The state of what is true of the last period, given the periods before it in a row.
    fn lasting(&self, holds: impl Fn(&PeriodRow) -> bool) -> State {
        let run = self.periods.iter().rev().take_while(|row| holds(row)).count();
        match self.periods.len() - run {
            0 => State::Ongoing { since: None },
            first if run == 1 && first > 0 => State::New,
            first => State::Ongoing { since: self.periods.get(first).map(|row| row.period) },
        }
    }

    /// Links by what they are called; `None` without any.
    fn named_links(&self, is_one: impl Fn(&&LinkRow) -> bool) -> Option<Datum> {
        let found = self.links.iter().filter(is_one);
        let names: Vec<_> =
            found.map(|link| LinkName { id: link.id.clone(), title: link.name().clone() }).collect();
        (!names.is_empty()).then_some(Datum::Links(names))
    }

    fn visits(&self) -> u64 {
        self.periods.iter().map(|row| row.visits).sum()
    }

    /// The site's own hosts, without `www.`.
    fn hosts(&self) -> Vec<String> {
        let hosts = self.meta.urls.iter().filter_map(|url| Url::parse(url).ok()?.host_str().map(bare_host));
        hosts.collect()
    }
}

/// A host in lower case, without `www.`.
fn bare_host(host: &str) -> String {
    let host = host.trim_end_matches('.').to_lowercase();
    host.strip_prefix("www.").unwrap_or(&host).to_owned()
}

/// One thing to look for.
#[derive(Debug)]
pub struct Audit {
    pub id: &'static str,
    /// How much it matters, where its numbers do not make it milder.
    pub severity: Severity,
    /// The finding, when the site has it.
    check: fn(&Site<'_>) -> Option<Finding>,
}

impl Audit {
    /// A finding of this audit: id and severity cannot be mistyped.
    fn finding(&self) -> Finding {
        Finding::new(self.id, self.severity)
    }

    pub fn info(&self) -> FindingInfo {
        FindingInfo { id: self.id, severity: self.severity }
    }
}

/// All of them, in the order of the documentation.
pub static AUDITS: &[Audit] = &[
    untracked_dominates::AUDIT,
    untracked_rising::AUDIT,
    channel_without_utm::AUDIT,
    channel_partly_tagged::AUDIT,
    deep_direct_entries::AUDIT,
    site_bug_suspected::AUDIT,
    campaign_naming_drift::AUDIT,
    campaign_missing_dimension::AUDIT,
    campaign_placeholder::AUDIT,
    campaign_personal_data::AUDIT,
    internal_campaign_links::AUDIT,
    self_referral::AUDIT,
    parameter_not_understood::AUDIT,
    campaigns_masked::AUDIT,
    report_truncated::AUDIT,
    totals_disagree::AUDIT,
    too_few_visits::AUDIT,
    no_visits::AUDIT,
    link_never_seen::AUDIT,
    link_tags_altered::AUDIT,
    link_id_lost::AUDIT,
    campaign_not_in_ledger::AUDIT,
    link_review_due::AUDIT,
    ledger_invalid::AUDIT,
];

pub use causes::mended;

/// The ids of all findings.
pub fn ids() -> impl Iterator<Item = &'static str> {
    AUDITS.iter().map(|audit| audit.id)
}

/// The id as this program has it, or the nearest one.
pub fn find(wanted: &str) -> Result<&'static str, Option<&'static str>> {
    ids().find(|id| *id == wanted).ok_or_else(|| nearest(wanted, ids()))
}

/// The findings of a site, and what was mended.
pub fn told(site: &Site<'_>, rules: &BTreeMap<String, Rule>) -> (Vec<Finding>, Vec<Mended>) {
    let found = findings(site, rules);
    let mended = mended(site, &found);
    (found, mended)
}

/// The findings of a site: most severe first, then in the order of the
/// documentation. The rules of the configuration are applied here and only here.
pub fn findings(site: &Site<'_>, rules: &BTreeMap<String, Rule>) -> Vec<Finding> {
    let mut found: Vec<_> = AUDITS
        .iter()
        .filter_map(|audit| {
            let configured = match rules.get(audit.id) {
                None => None,
                Some(Rule::Off) => return None,
                Some(Rule::Notice) => Some(Severity::Notice),
                Some(Rule::Warning) => Some(Severity::Warning),
                Some(Rule::Critical) => Some(Severity::Critical),
            };
            let finding = (audit.check)(site)?;
            Some(match configured {
                Some(severity) => finding.graded(severity),
                None => finding,
            })
        })
        .collect();
    causes::explain(&mut found, site);
    found
}

#[cfg(test)]
pub mod testing;
#[cfg(test)]
mod tests;
