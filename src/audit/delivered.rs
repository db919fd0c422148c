//! What Matomo delivered of each period.
//!
//! Reports are purged, archives fail, answers break off. What is missing must
//! make no share, no finding and no passing gate, so that it is counted first:
//! Matomo's reports of one period add up exactly when they are whole (seen in
//! 431 recorded periods of a real server).

use polars::prelude::*;

use super::metrics::types;
use crate::frames::{FrameError, Frames, col, run};

/// Part of the visits that may be missing before a report is not whole: the
/// reports of a period are archived one after the other, minutes apart.
const TOLERANCE: f64 = 0.05;
/// Visits that may be missing in any case: in small periods, one or two are
/// more than the part above, and decide nothing.
const FEW: u64 = 5;

/// Whether `part` lacks more of `whole` than may be missing.
pub fn is_clearly_less(part: u64, whole: u64) -> bool {
    let missing = whole.saturating_sub(part);
    missing > FEW && missing as f64 > TOLERANCE * whole as f64
}

/// The same of columns.
pub fn clearly_less(part: Expr, whole: Expr) -> Expr {
    let missing = || whole.clone() - part.clone();
    let float = |expr: Expr| expr.cast(DataType::Float64);
    missing().gt(lit(FEW as i64)).and(float(missing()).gt(lit(TOLERANCE) * float(whole.clone())))
}

/// Reports of rows with the channel type that counts the same visits.
const NAMED: [(&str, &str); 3] = [
    (col::WEBSITES_MISSING, col::WEBSITE),
    (col::SOCIALS_MISSING, col::SOCIAL),
    (col::CAMPAIGNS_MISSING, col::CAMPAIGN),
];

/// One row per site and period.
pub fn table(frames: &Frames) -> Result<DataFrame, FrameError> {
    let counts = [col::TYPED, col::OF_MEDIUMS, col::OF_TAGS, col::OF_TAGS_WITH_MEDIUM]
        .into_iter()
        .chain(NAMED.into_iter().flat_map(|(a, b)| [a, b]));
    let visits = || col(col::VISITS);
    let plugin = plugin_lacks()?;
    let not_whole =
        NAMED.iter().fold(plugin, |any, (rows, of_type)| any.or(clearly_less(col(*rows), col(*of_type))));
    let missing = NAMED.map(|(rows, of_type)| {
        Ok::<_, FrameError>(max_horizontal([col(of_type) - col(rows), lit(0_i64)])?.alias(rows))
    });
    let missing = missing.into_iter().collect::<Result<Vec<_>, _>>()?;
    let table = counted(frames)
        .with_columns(counts.map(|name| col(name).fill_null(lit(0))).collect::<Vec<_>>())
        .with_columns([
            clearly_less(col(col::TYPED), visits())
                .or(visits().eq(lit(0)).and(col(col::TYPED).gt(lit(0))))
                .alias(col::INCOMPLETE),
            not_whole.alias(col::PARTIAL),
        ])
        .with_columns(missing)
        .select([
            col(col::SITE),
            col(col::PERIOD),
            col(col::INCOMPLETE),
            col(col::PARTIAL),
            col(col::WEBSITES_MISSING),
            col(col::SOCIALS_MISSING),
            col(col::CAMPAIGNS_MISSING),
        ]);
    run(table)
}

/// What each report counts in a period, beside the visits.
fn counted(frames: &Frames) -> LazyFrame {
    let keys = || [col(col::SITE), col(col::PERIOD)];
    let left = || JoinArgs::new(JoinType::Left);
    let sum = |frame: LazyFrame, name: &str| frame.group_by(keys()).agg([col(col::VISITS).sum().alias(name)]);
    let lazy = |frame: &DataFrame| frame.clone().lazy();
    // Of a label, what is before and behind the separator is a guess, unless the
    // site has such a medium; a label without one may be a source or a medium.
    let medium = || [col(col::SITE), col(col::MEDIUM)];
    let known = lazy(&frames.mediums).group_by(medium()).agg([]);
    let both = lazy(&frames.tags).filter(col(col::SOURCE).neq(lit("")));
    let with_medium = both.join(known, medium(), medium(), JoinArgs::new(JoinType::Inner));
    let mut joined = lazy(&frames.visits).join(types(&frames.channel_types), keys(), keys(), left());
    for (frame, name) in [
        (lazy(&frames.websites), col::WEBSITES_MISSING),
        (lazy(&frames.socials), col::SOCIALS_MISSING),
        (lazy(&frames.campaigns), col::CAMPAIGNS_MISSING),
        (lazy(&frames.mediums), col::OF_MEDIUMS),
        (lazy(&frames.tags), col::OF_TAGS),
        (with_medium, col::OF_TAGS_WITH_MEDIUM),
    ] {
        joined = joined.join(sum(frame, name), keys(), keys(), left());
    }
    joined
}

/// Whether the plugin's reports of a period lack some of what they should have.
fn plugin_lacks() -> Result<Expr, FrameError> {
    // The plugin's reports have no rows for what has no tags, so that only this is
    // sure: without any row where other periods have some, they were not made
    // (the plugin is younger); and what has a medium is in both.
    let none = |name: &str| col(name).eq(lit(0)).and(clearly_less(col(name), col(col::CAMPAIGN)));
    let elsewhere = |name: &str| Ok::<_, FrameError>(col(name).sum().over([col(col::SITE)])?.gt(lit(0)));
    Ok(elsewhere(col::OF_MEDIUMS)?
        .and(none(col::OF_MEDIUMS))
        .or(elsewhere(col::OF_TAGS)?.and(none(col::OF_TAGS)))
        .or(clearly_less(col(col::OF_TAGS), col(col::OF_MEDIUMS)))
        .or(clearly_less(col(col::OF_MEDIUMS), col(col::OF_TAGS_WITH_MEDIUM))))
}

/// The rows of `frame` with the columns `names` of `flags`, which has one row per
/// site and period; null where it has none.
pub fn with_flags<const N: usize>(
    frame: &DataFrame,
    flags: &DataFrame,
    names: [&'static str; N],
) -> Result<DataFrame, FrameError> {
    let rows: PlHashMap<_, _> = keys(flags)?.zip(0..).collect();
    // The rows of a period follow each other.
    let (mut last, mut row) = (None, None);
    let of_rows = keys(frame)?.map(|key| {
        if last != Some(key) {
            (last, row) = (Some(key), rows.get(&key).copied());
        }
        row
    });
    frame.hstack(flags.select(names)?.take(&of_rows.collect::<IdxCa>())?.columns())
}

/// Site and period of each row.
fn keys(frame: &DataFrame) -> Result<impl Iterator<Item = (Option<i64>, Option<i64>)>, FrameError> {
    Ok(frame.column(col::SITE)?.i64()?.iter().zip(frame.column(col::PERIOD)?.i64()?.iter()))
}

/// The reports without the labels of incomplete periods.
pub fn complete(frames: &Frames, delivered: &DataFrame) -> Result<Frames, FrameError> {
    if delivered.column(col::INCOMPLETE)?.bool()?.iter().all(|flag| flag == Some(false)) {
        return Ok(frames.clone());
    }
    let keep = |frame: &DataFrame| {
        let rows = with_flags(frame, delivered, [col::INCOMPLETE])?
            .lazy()
            .filter(col(col::INCOMPLETE).not())
            .select(frame.get_column_names().into_iter().map(|name| col(name.clone())).collect::<Vec<_>>());
        run(rows)
    };
    Ok(Frames {
        websites: keep(&frames.websites)?,
        socials: keep(&frames.socials)?,
        campaigns: keep(&frames.campaigns)?,
        keywords: keep(&frames.keywords)?,
        tags: keep(&frames.tags)?,
        mediums: keep(&frames.mediums)?,
        ..frames.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_a_part_and_a_number_must_be_missing() {
        assert!(!is_clearly_less(95, 100), "5 %");
        assert!(is_clearly_less(94, 100));
        assert!(!is_clearly_less(0, 5), "5 visits");
        assert!(is_clearly_less(0, 6));
        assert!(!is_clearly_less(120, 100));
        assert!(!is_clearly_less(0, 0));
    }
}
