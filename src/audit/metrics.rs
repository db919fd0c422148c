//! Visits per site and closed period, as expressions over the frames.

use std::collections::HashMap;

use polars::prelude::*;

use super::classify::Classified;
use super::delivered::clearly_less;
use super::verdict::verdict;
use crate::frames::read::{self, row};
use crate::frames::{FrameError, by_period_row, col, run};
use crate::model::{ByType, Limits, Missing, PeriodRow, Unknown, Verdict};
use crate::period::{Period, Window};
use crate::stats::{Z95, wilson};

/// The periods of one site, with what the whole window says.
#[derive(Debug, Clone, Default)]
pub struct SitePeriods {
    pub rows: Vec<PeriodRow>,
    pub median_share: Option<f64>,
    /// Complete periods in which the types add up to more than `VisitsSummary`:
    /// visits of the summary, sum of the types.
    pub disagreements: Vec<(Period, u64, u64)>,
    /// Converted visits of the complete periods.
    pub converted: u64,
}

/// One row per site and period, as in the frame of visits. An incomplete period has no share, nor has one
/// whose website or campaign rows are missing: its share lies in a range.
pub fn table(classes: &Classified, delivered: &DataFrame) -> Result<DataFrame, FrameError> {
    let complete = || col(col::INCOMPLETE).not();
    let nothing = |name: &str| col(name).eq(lit(0));
    let table = counted(classes, delivered)?
        .lazy()
        .with_columns([
            max_horizontal([col(col::VISITS) - col(col::TYPED), lit(0_i64)])?.alias(col::UNCOUNTED),
            // Names that are cut off or counted at another moment never exceed their type.
            min_horizontal([col(col::WEBSITES_UNKNOWN), col(col::WEBSITE)])?.alias(col::WEBSITES_UNKNOWN),
            min_horizontal([col(col::CAMPAIGNS_UNKNOWN), col(col::CAMPAIGN)])?.alias(col::CAMPAIGNS_UNKNOWN),
            max_horizontal([col(col::VISITS), col(col::TYPED)])?.alias(col::ALL),
        ])
        .with_columns([
            (col(col::DIRECT)
                + col(col::OTHER)
                + col(col::WEBSITES_UNKNOWN)
                + col(col::CAMPAIGNS_UNKNOWN)
                + col(col::UNCOUNTED))
            .alias(col::UNTRACKED),
            (col(col::CAMPAIGN) - col(col::CAMPAIGNS_UNKNOWN)).alias(col::TAGGED),
        ])
        .with_columns([
            share(
                col(col::UNTRACKED),
                complete().and(nothing(col::WEBSITES_MISSING)).and(nothing(col::CAMPAIGNS_MISSING)),
            )
            .alias(col::SHARE),
            share(col(col::DIRECT), complete()).alias(col::DIRECT_SHARE),
            measurable()?.alias(col::MEASURABLE),
            is_period(0)?.alias(col::LAST),
            is_period(1)?.alias(col::PREVIOUS),
        ])
        .with_columns([
            (col(col::SHARE) - col(col::SHARE).shift(lit(1))).over([col(col::SITE)])?.alias(col::CHANGE),
            col(col::SHARE).median().over([col(col::SITE)])?.alias(col::MEDIAN),
        ]);
    run(table)
}

/// What was delivered of each period, with the visits of what is unknown or masked.
fn counted(classes: &Classified, delivered: &DataFrame) -> Result<DataFrame, FrameError> {
    let sum = |of: &str, name: &str| col(col::VISITS).filter(col(of)).sum().alias(name);
    let height = delivered.height();
    let flagged = |frame: &DataFrame, flags: Expr| {
        let columns = [col::ROW, col::VISITS, col::UNKNOWN, col::MASKED].map(col);
        frame.clone().lazy().select(columns).filter(flags)
    };
    let websites = flagged(&classes.websites, col(col::UNKNOWN));
    let campaigns = flagged(&classes.campaigns, col(col::UNKNOWN).or(col(col::MASKED)));
    let columns = [
        by_period_row(websites, [sum(col::UNKNOWN, col::WEBSITES_UNKNOWN)], height)?,
        by_period_row(
            campaigns,
            [sum(col::UNKNOWN, col::CAMPAIGNS_UNKNOWN), sum(col::MASKED, col::MASKED)],
            height,
        )?,
    ];
    delivered.hstack(&columns.concat())
}

/// Whether tags can be measured in a period: the reports behind the channels
/// are whole, and next to no names are masked.
fn measurable() -> Result<Expr, FrameError> {
    let named = col(col::CAMPAIGN) - min_horizontal([col(col::MASKED), col(col::CAMPAIGN)])?;
    Ok(col(col::INCOMPLETE).or(col(col::PARTIAL)).or(clearly_less(named, col(col::CAMPAIGN))).not())
}

/// Whether the row is so many periods before its site's last.
fn is_period(before_last: i64) -> Result<Expr, FrameError> {
    let last = col(col::PERIOD).max().over([col(col::SITE)])?;
    Ok(col(col::PERIOD).eq(last - lit(before_last)))
}

/// A share of all visits; null without visits, or where it cannot be told.
fn share(part: Expr, told: Expr) -> Expr {
    let all = || col(col::ALL).cast(DataType::Float64);
    when(all().gt(lit(0.0)).and(told)).then(part.cast(DataType::Float64) / all()).otherwise(lit(NULL))
}

row! {
    /// A row of [`table`].
    struct Sums {
        period: u64 = PERIOD,
        summary: u64 = VISITS,
        converted: u64 = CONVERTED,
        incomplete: bool = INCOMPLETE,
        measurable: bool = MEASURABLE,
        websites_missing: u64 = WEBSITES_MISSING,
        socials_missing: u64 = SOCIALS_MISSING,
        campaigns_missing: u64 = CAMPAIGNS_MISSING,
        all: u64 = ALL,
        typed: u64 = TYPED,
        direct: u64 = DIRECT,
        search: u64 = SEARCH,
        website: u64 = WEBSITE,
        campaign: u64 = CAMPAIGN,
        social: u64 = SOCIAL,
        ai: u64 = AI,
        other: u64 = OTHER,
        websites_unknown: u64 = WEBSITES_UNKNOWN,
        campaigns_unknown: u64 = CAMPAIGNS_UNKNOWN,
        uncounted: u64 = UNCOUNTED,
        untracked: u64 = UNTRACKED,
        tagged: u64 = TAGGED,
        masked: u64 = MASKED,
        share: Option<f64> = SHARE,
        direct_share: Option<f64> = DIRECT_SHARE,
        change: Option<f64> = CHANGE,
        median: Option<f64> = MEDIAN,
    }
}

impl Sums {
    fn period_row(self, period: Period, limits: Limits) -> PeriodRow {
        let mut row = PeriodRow {
            period,
            complete: true,
            measurable: self.measurable,
            missing: Missing {
                websites: self.websites_missing,
                socials: self.socials_missing,
                campaigns: self.campaigns_missing,
                ..Missing::default()
            },
            visits: self.all,
            direct: self.direct,
            unknown: Unknown {
                websites: self.websites_unknown,
                campaigns: self.campaigns_unknown,
                types: self.other,
                uncounted: self.uncounted,
            },
            untracked: self.untracked,
            tagged: self.tagged,
            direct_share: self.direct_share,
            untracked_share: self.share,
            interval: self.share.and_then(|_| wilson(self.untracked, self.all, Z95)),
            verdict: Verdict::Inconclusive,
            by_type: ByType {
                direct: self.direct,
                search: self.search,
                website: self.website,
                campaign: self.campaign,
                social: self.social,
                ai: self.ai,
                other: self.other,
            },
            masked: self.masked,
            change: self.change,
            against_median: self.share.zip(self.median).map(|(share, median)| share - median),
        };
        row.verdict = verdict(row.untracked_range(), row.visits, limits);
        row
    }
}

/// The table's rows by site. Every row of a site has the site's window.
pub fn by_site(
    table: &DataFrame,
    windows: &HashMap<u64, &Window>,
    limits: Limits,
) -> Result<HashMap<u64, SitePeriods>, FrameError> {
    let sites = read::by_site::<Sums>(table)?.into_iter();
    Ok(sites.filter_map(|(id, rows)| Some((id, site_periods(rows, windows.get(&id)?, limits)))).collect())
}

fn site_periods(rows: Vec<Sums>, window: &Window, limits: Limits) -> SitePeriods {
    let mut site = SitePeriods::default();
    for sums in rows {
        let Some(period) = window.periods.get(sums.period as usize).copied() else { continue };
        site.median_share = sums.median;
        if sums.incomplete {
            site.rows.push(PeriodRow::incomplete(period, sums.summary, sums.typed));
            continue;
        }
        if sums.typed > sums.summary {
            site.disagreements.push((period, sums.summary, sums.typed));
        }
        site.converted += sums.converted;
        site.rows.push(sums.period_row(period, limits));
    }
    site
}
