//! What Matomo delivered of each period.
//!
//! Reports are purged, archives fail, answers break off. What is missing must
//! make no share, no finding and no passing gate, so that it is counted first:
//! Matomo's reports of one period add up exactly when they are whole (seen in
//! 431 recorded periods of a real server).

use polars::prelude::*;

use crate::frames::{FrameError, Frames, by_period_row, col, run};

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

/// Matomo's ids of the channel types, with their columns.
const TYPES: [(i64, &str); 6] = [
    (1, col::DIRECT),
    (2, col::SEARCH),
    (3, col::WEBSITE),
    (6, col::CAMPAIGN),
    (7, col::SOCIAL),
    (8, col::AI),
];

/// Reports of rows with the channel type that counts the same visits.
const NAMED: [(&str, &str); 3] = [
    (col::WEBSITES_MISSING, col::WEBSITE),
    (col::SOCIALS_MISSING, col::SOCIAL),
    (col::CAMPAIGNS_MISSING, col::CAMPAIGN),
];

/// What was delivered of each row of the visits, and how many visits each report tells.
pub fn table(frames: &Frames) -> Result<DataFrame, FrameError> {
    let plugin = plugin_lacks()?;
    let not_whole =
        NAMED.iter().fold(plugin, |any, (rows, of_type)| any.or(clearly_less(col(*rows), col(*of_type))));
    let missing = NAMED.map(|(rows, of_type)| {
        Ok::<_, FrameError>(max_horizontal([col(of_type) - col(rows), lit(0_i64)])?.alias(rows))
    });
    let missing = missing.into_iter().collect::<Result<Vec<_>, _>>()?;
    let visits = || col(col::VISITS);
    let table = counted(frames)?
        .lazy()
        .with_columns([
            clearly_less(col(col::TYPED), visits())
                .or(visits().eq(lit(0)).and(col(col::TYPED).gt(lit(0))))
                .alias(col::INCOMPLETE),
            not_whole.alias(col::PARTIAL),
        ])
        .with_columns(missing);
    run(table)
}

/// What each report counts in a period, beside the visits.
fn counted(frames: &Frames) -> Result<DataFrame, FrameError> {
    let height = frames.visits.height();
    let visits = || col(col::VISITS).sum();
    let counts =
        |frame: &DataFrame, name| by_period_row(frame.clone().lazy(), [visits().alias(name)], height);
    let of_tags = [
        visits().alias(col::OF_TAGS),
        col(col::VISITS).filter(col(col::SPLIT)).sum().alias(col::OF_TAGS_WITH_MEDIUM),
    ];
    let columns = [
        types(&frames.channel_types, height)?,
        counts(&frames.websites, col::WEBSITES_MISSING)?,
        counts(&frames.socials, col::SOCIALS_MISSING)?,
        counts(&frames.campaigns, col::CAMPAIGNS_MISSING)?,
        counts(&frames.mediums, col::OF_MEDIUMS)?,
        by_period_row(frames.tags.clone().lazy(), of_tags, height)?,
    ];
    frames.visits.hstack(&columns.concat())
}

/// Visits of each channel type, their sum, and those of types unknown to us.
fn types(frame: &DataFrame, height: usize) -> Result<Vec<Column>, FrameError> {
    let visits = || col(col::VISITS);
    let is = |id: i64| col(col::TYPE).eq(lit(id));
    let known = TYPES.iter().map(|(id, _)| is(*id)).reduce(Expr::or).unwrap_or_else(|| lit(false));
    let [direct, search, website, campaign, social, ai] =
        TYPES.map(|(id, name)| visits().filter(is(id)).sum().alias(name));
    let other = visits().filter(known.not()).sum().alias(col::OTHER);
    let sums = [direct, search, website, campaign, social, ai, other, visits().sum().alias(col::TYPED)];
    by_period_row(frame.clone().lazy(), sums, height)
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

/// The rows of `frame` with the columns `names` of their period in `periods`, which has the rows of the visits.
pub fn with_columns_of<const N: usize>(
    frame: &DataFrame,
    periods: &DataFrame,
    names: [&'static str; N],
) -> Result<DataFrame, FrameError> {
    frame.hstack(periods.select(names)?.take(frame.column(col::ROW)?.idx()?)?.columns())
}

/// The reports without the labels of incomplete periods.
pub fn complete(frames: &Frames, delivered: &DataFrame) -> Result<Frames, FrameError> {
    let incomplete = delivered.select([col::INCOMPLETE])?;
    if !incomplete.column(col::INCOMPLETE)?.bool()?.any() {
        return Ok(frames.clone());
    }
    let keep = |frame: &DataFrame| {
        let incomplete = incomplete.take(frame.column(col::ROW)?.idx()?)?;
        let incomplete = incomplete.column(col::INCOMPLETE)?.bool()?;
        frame.filter(&!incomplete)
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
