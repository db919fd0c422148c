//! Visits per site and closed period, as expressions over the frames.

use std::collections::HashMap;

use polars::prelude::*;

use super::classify::{Classified, class};
use super::delivered::{clearly_less, part};
use super::verdict::verdict;
use crate::frames::{FrameError, Frames, col, read};
use crate::model::{ByType, Limits, Missing, PeriodRow, Unknown, Verdict};
use crate::period::{Period, Window};
use crate::stats::{Z95, wilson};

/// Matomo's ids of the channel types, with our names of them.
const TYPES: [(i64, &str); 6] =
    [(1, "direct"), (2, "search"), (3, "website"), (6, "campaign"), (7, "social"), (8, "ai")];

/// Sum of the channel types.
pub const TYPED: &str = "typed";
const OTHER: &str = "other";
const WEBSITES_UNKNOWN: &str = "websites_unknown";
const CAMPAIGNS_UNKNOWN: &str = "campaigns_unknown";
const UNCOUNTED: &str = "uncounted";
const UNTRACKED: &str = "untracked";
const SHARE: &str = "share";
const DIRECT_SHARE: &str = "direct_share";
const CHANGE: &str = "change";
const MEDIAN: &str = "median";

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

/// One row per site and period. An incomplete period has no share, nor has one
/// whose website or campaign rows are missing: its share lies in a range.
pub fn table(frames: &Frames, classes: &Classified, delivered: &DataFrame) -> Result<DataFrame, FrameError> {
    let keys = || [col(col::SITE), col(col::PERIOD)];
    let sums = |frame: &DataFrame, by: &str, name: &str| {
        frame.clone().lazy().filter(col(by)).group_by(keys()).agg([col(col::VISITS).sum().alias(name)])
    };
    let left = || JoinArgs::new(JoinType::Left);
    let joined = frames
        .visits
        .clone()
        .lazy()
        .join(delivered.clone().lazy(), keys(), keys(), left())
        .join(types(&frames.channel_types), keys(), keys(), left())
        .join(sums(&classes.websites, class::UNKNOWN, WEBSITES_UNKNOWN), keys(), keys(), left())
        .join(sums(&classes.campaigns, class::UNKNOWN, CAMPAIGNS_UNKNOWN), keys(), keys(), left())
        .join(sums(&classes.campaigns, class::MASKED, class::MASKED), keys(), keys(), left());
    let complete = || col(part::INCOMPLETE).not();
    let nothing = |name: &str| col(name).eq(lit(0));
    let counts = TYPES.map(|(_, name)| name);
    let counts = counts.iter().chain(&[TYPED, OTHER, WEBSITES_UNKNOWN, CAMPAIGNS_UNKNOWN, class::MASKED]);
    let filled: Vec<_> = counts.map(|name| col(*name).fill_null(lit(0))).collect();
    joined
        .with_columns(filled)
        .with_columns([
            at_least_zero(col(col::VISITS) - col(TYPED)).alias(UNCOUNTED),
            // Names that are cut off or counted at another moment never exceed their type.
            smaller(col(WEBSITES_UNKNOWN), col("website")).alias(WEBSITES_UNKNOWN),
            smaller(col(CAMPAIGNS_UNKNOWN), col("campaign")).alias(CAMPAIGNS_UNKNOWN),
            larger(col(col::VISITS), col(TYPED)).alias("all"),
        ])
        .with_columns([
            (col("direct") + col(OTHER) + col(WEBSITES_UNKNOWN) + col(CAMPAIGNS_UNKNOWN) + col(UNCOUNTED))
                .alias(UNTRACKED),
            (col("campaign") - col(CAMPAIGNS_UNKNOWN)).alias("tagged"),
        ])
        .with_columns([
            share(col(UNTRACKED), complete().and(nothing(part::WEBSITES)).and(nothing(part::CAMPAIGNS)))
                .alias(SHARE),
            share(col("direct"), complete()).alias(DIRECT_SHARE),
            measurable().alias(class::MEASURABLE),
        ])
        .sort([col::SITE, col::PERIOD], SortMultipleOptions::default())
        .with_columns([
            (col(SHARE) - col(SHARE).shift(lit(1))).over([col(col::SITE)])?.alias(CHANGE),
            col(SHARE).median().over([col(col::SITE)])?.alias(MEDIAN),
        ])
        .collect()
}

/// Whether tags can be measured in a period: the reports behind the channels
/// are whole, and next to no names are masked.
fn measurable() -> Expr {
    let named = col("campaign") - smaller(col(class::MASKED), col("campaign"));
    col(part::INCOMPLETE).or(col(part::PARTIAL)).or(clearly_less(named, col("campaign"))).not()
}

/// Visits of each channel type, their sum, and those of types unknown to us.
pub fn types(frame: &DataFrame) -> LazyFrame {
    let visits = || col(col::VISITS);
    let is = |id: i64| col(col::TYPE).eq(lit(id));
    let known = TYPES.iter().map(|(id, _)| is(*id)).reduce(Expr::or).unwrap_or_else(|| lit(false));
    let mut sums: Vec<_> =
        TYPES.iter().map(|(id, name)| visits().filter(is(*id)).sum().alias(*name)).collect();
    sums.push(visits().filter(known.not()).sum().alias(OTHER));
    sums.push(visits().sum().alias(TYPED));
    frame.clone().lazy().group_by([col(col::SITE), col(col::PERIOD)]).agg(sums)
}

fn larger(a: Expr, b: Expr) -> Expr {
    when(a.clone().gt(b.clone())).then(a).otherwise(b)
}

fn smaller(a: Expr, b: Expr) -> Expr {
    when(a.clone().lt(b.clone())).then(a).otherwise(b)
}

pub fn at_least_zero(a: Expr) -> Expr {
    larger(a, lit(0))
}

/// A share of all visits; null without visits, or where it cannot be told.
fn share(part: Expr, told: Expr) -> Expr {
    let all = || col("all").cast(DataType::Float64);
    when(all().gt(lit(0.0)).and(told)).then(part.cast(DataType::Float64) / all()).otherwise(lit(NULL))
}

/// The table's rows by site. Every row of a site has the site's window.
pub fn by_site(
    table: &DataFrame,
    windows: &HashMap<u64, &Window>,
    limits: Limits,
) -> Result<HashMap<u64, SitePeriods>, FrameError> {
    let counts = |name: &str| read::counts(table, name);
    let sites = counts(col::SITE)?;
    let periods = counts(col::PERIOD)?;
    let (all, summary, typed) = (counts("all")?, counts(col::VISITS)?, counts(TYPED)?);
    let [direct, search, website, campaign, social, ai] =
        ["direct", "search", "website", "campaign", "social", "ai"].map(counts);
    let by_type = [direct?, search?, website?, campaign?, social?, ai?];
    let other = counts(OTHER)?;
    let converted = counts(col::CONVERTED)?;
    let unknown = [counts(WEBSITES_UNKNOWN)?, counts(CAMPAIGNS_UNKNOWN)?, counts(UNCOUNTED)?];
    let (untracked, tagged, masked) = (counts(UNTRACKED)?, counts("tagged")?, counts(class::MASKED)?);
    let (incomplete, measurable) =
        (read::flags(table, part::INCOMPLETE)?, read::flags(table, class::MEASURABLE)?);
    let [websites, socials, campaigns] = [part::WEBSITES, part::SOCIALS, part::CAMPAIGNS].map(counts);
    let (websites, socials, campaigns) = (websites?, socials?, campaigns?);
    let (shares, direct_shares) = (read::numbers(table, SHARE)?, read::numbers(table, DIRECT_SHARE)?);
    let (changes, medians) = (read::numbers(table, CHANGE)?, read::numbers(table, MEDIAN)?);

    let mut found: HashMap<u64, SitePeriods> = HashMap::new();
    for i in 0..table.height() {
        let index = periods[i] as usize;
        let Some(period) = windows.get(&sites[i]).and_then(|window| window.periods.get(index)) else {
            continue;
        };
        let site = found.entry(sites[i]).or_default();
        site.median_share = medians[i];
        if incomplete[i] {
            site.rows.push(PeriodRow::incomplete(*period, summary[i], typed[i]));
            continue;
        }
        if typed[i] > summary[i] {
            site.disagreements.push((*period, summary[i], typed[i]));
        }
        site.converted += converted[i];
        let missing = Missing {
            websites: websites[i],
            socials: socials[i],
            campaigns: campaigns[i],
            ..Missing::default()
        };
        let mut row = PeriodRow {
            period: *period,
            complete: true,
            measurable: measurable[i],
            missing,
            visits: all[i],
            direct: by_type[0][i],
            unknown: Unknown {
                websites: unknown[0][i],
                campaigns: unknown[1][i],
                types: other[i],
                uncounted: unknown[2][i],
            },
            untracked: untracked[i],
            tagged: tagged[i],
            direct_share: direct_shares[i],
            untracked_share: shares[i],
            interval: shares[i].and_then(|_| wilson(untracked[i], all[i], Z95)),
            verdict: Verdict::Inconclusive,
            by_type: ByType {
                direct: by_type[0][i],
                search: by_type[1][i],
                website: by_type[2][i],
                campaign: by_type[3][i],
                social: by_type[4][i],
                ai: by_type[5][i],
                other: other[i],
            },
            masked: masked[i],
            change: changes[i],
            against_median: shares[i].zip(medians[i]).map(|(share, median)| share - median),
        };
        row.verdict = verdict(row.untracked_range(), row.visits, limits);
        site.rows.push(row);
    }
    Ok(found)
}
