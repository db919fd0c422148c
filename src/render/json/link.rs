//! Links of the ledger as JSON.

use jiff::civil::Date;
use serde::Serialize;

use super::Fraction;
use crate::escape::Foreign;
use crate::ledger::{Decision, Status};
use crate::locale::Locale;
use crate::model::{Because, ChannelCost, LedgerReport, LinkName, LinkRow, LinkState, MonthReport};

#[derive(Serialize)]
pub struct Link<'a> {
    id: &'a str,
    title: &'a Foreign,
    url: &'a Foreign,
    campaign: &'a Foreign,
    source: &'a Foreign,
    medium: &'a Foreign,
    content: &'a Foreign,
    channel: Option<&'a str>,
    status: Status,
    published: Option<Date>,
    /// The first day that was counted, where that is later.
    since: Option<Date>,
    review: Option<Date>,
    /// Whether its review has come and nothing was decided.
    due: bool,
    /// Days since it was published.
    age: Option<u64>,
    /// Since it was published; null where they cannot be told from others.
    visits: Option<u64>,
    last_visits: Option<u64>,
    period_visits: &'a [u64],
    tests: Option<u64>,
    converted: Option<u64>,
    first_seen: Option<Date>,
    last_seen: Option<Date>,
    target: Option<Target>,
    cost: Fraction,
    state: LinkState,
    /// What the state rests on.
    because: Because,
    /// The most that the same action would bring, of what its target counts.
    at_best: Option<u64>,
    decision: Option<Decision>,
    decided: Option<Date>,
}

#[derive(Serialize)]
struct Target {
    count: u64,
    of: &'static str,
}

#[derive(Serialize)]
pub struct Ledger<'a> {
    /// Why the visits of links could not be read, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    unread: Option<String>,
    unlisted: Vec<Unlisted<'a>>,
    id_lost: Vec<Tags<'a>>,
    altered: Vec<Altered<'a>>,
    inseparable: Vec<Tags<'a>>,
}

#[derive(Serialize)]
struct Unlisted<'a> {
    name: &'a Foreign,
    is_id: bool,
    source: Option<&'a Foreign>,
    medium: Option<&'a Foreign>,
    visits: u64,
    last_visits: u64,
}

#[derive(Serialize)]
struct Tags<'a> {
    campaign: &'a Foreign,
    source: Option<&'a Foreign>,
    medium: Option<&'a Foreign>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    ids: &'a [String],
    visits: u64,
}

#[derive(Serialize)]
struct Altered<'a> {
    /// Null where it may be any of several.
    id: Option<&'a str>,
    ids: &'a [String],
    visits: u64,
}

/// Costs and decisions of a month.
#[derive(Serialize)]
pub struct Month<'a> {
    costs: &'a [ChannelCost],
    decisions: Decisions,
    undecided: &'a [LinkName],
    unlisted_share: Fraction,
    unlisted_share_before: Fraction,
}

#[derive(Serialize)]
struct Decisions {
    #[serde(rename = "continue")]
    continued: u64,
    adjust: u64,
    stop: u64,
}

pub fn month(month: &MonthReport) -> Month<'_> {
    Month {
        costs: &month.costs,
        decisions: Decisions { continued: month.continued, adjust: month.adjusted, stop: month.stopped },
        undecided: &month.undecided,
        unlisted_share: Fraction(month.unlisted_share),
        unlisted_share_before: Fraction(month.unlisted_share_before),
    }
}

pub fn link(row: &LinkRow) -> Link<'_> {
    Link {
        id: &row.id,
        title: &row.title,
        url: &row.url,
        campaign: &row.campaign,
        source: &row.source,
        medium: &row.medium,
        content: &row.content,
        channel: row.channel.as_deref(),
        status: row.status,
        published: row.published,
        since: row.since,
        review: row.review,
        due: row.due,
        age: row.age,
        visits: row.visits,
        last_visits: row.last_visits,
        period_visits: &row.period_visits,
        tests: row.tests,
        converted: row.converted,
        first_seen: row.first_seen,
        last_seen: row.last_seen,
        target: row.target.map(|target| Target { count: target.count, of: target.of.id() }),
        cost: Fraction(row.cost),
        state: row.state,
        because: row.because,
        at_best: row.at_best,
        decision: row.decision,
        decided: row.decided,
    }
}

pub fn ledger<'a>(report: &'a LedgerReport, locale: &Locale) -> Ledger<'a> {
    let unlisted = report.unlisted.iter().map(|row| Unlisted {
        name: &row.name,
        is_id: row.is_id,
        source: row.source.as_ref(),
        medium: row.medium.as_ref(),
        visits: row.visits,
        last_visits: row.last_visits,
    });
    let lost = report.id_lost.iter().map(|row| Tags {
        campaign: &row.campaign,
        source: row.source.as_ref(),
        medium: row.medium.as_ref(),
        ids: &[],
        visits: row.visits,
    });
    let shared = report.inseparable.iter().map(|row| Tags {
        campaign: &row.campaign,
        source: row.source.as_ref(),
        medium: row.medium.as_ref(),
        ids: &row.ids,
        visits: row.visits,
    });
    let altered = report.altered.iter().map(|row| Altered {
        id: match &row.ids[..] {
            [only] => Some(only),
            _ => None,
        },
        ids: &row.ids,
        visits: row.visits,
    });
    Ledger {
        unread: report.unread.as_ref().map(|why| locale.text(why)),
        unlisted: unlisted.collect(),
        id_lost: lost.collect(),
        altered: altered.collect(),
        inseparable: shared.collect(),
    }
}
