//! What Matomo delivered of each period.
//!
//! Reports are purged, archives fail, answers break off. What is missing must
//! make no share, no finding and no passing gate, so that it is counted first:
//! Matomo's reports of one period add up exactly when they are whole (seen in
//! 431 recorded periods of a real server).

use polars::prelude::*;

use super::metrics::{TYPED, at_least_zero, types};
use crate::frames::{FrameError, Frames, col};

/// Part of the visits that may be missing before a report is not whole: the
/// reports of a period are archived one after the other, minutes apart.
const TOLERANCE: f64 = 0.05;
/// Visits that may be missing in any case: in small periods, one or two are
/// more than the part above, and decide nothing.
const FEW: u64 = 5;

/// Columns that are added.
pub mod part {
    /// Whether the channel types lack more visits than may be missing.
    pub const INCOMPLETE: &str = "incomplete";
    /// Whether one of the reports behind the channels does.
    pub const PARTIAL: &str = "partial";
    /// Visits of a channel type that no row of its own report has.
    pub const WEBSITES: &str = "websites_missing";
    pub const SOCIALS: &str = "socials_missing";
    pub const CAMPAIGNS: &str = "campaigns_missing";
}

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

/// One row per site and period.
pub fn table(frames: &Frames) -> Result<DataFrame, FrameError> {
    const MEDIUMS: &str = "of_mediums";
    const TAGS: &str = "of_tags";
    const WITH_MEDIUM: &str = "of_tags_with_medium";
    const NAMED: [(&str, &str); 3] =
        [(part::WEBSITES, "website"), (part::SOCIALS, "social"), (part::CAMPAIGNS, "campaign")];
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
        (lazy(&frames.websites), part::WEBSITES),
        (lazy(&frames.socials), part::SOCIALS),
        (lazy(&frames.campaigns), part::CAMPAIGNS),
        (lazy(&frames.mediums), MEDIUMS),
        (lazy(&frames.tags), TAGS),
        (with_medium, WITH_MEDIUM),
    ] {
        joined = joined.join(sum(frame, name), keys(), keys(), left());
    }
    let counts =
        [TYPED, MEDIUMS, TAGS, WITH_MEDIUM].into_iter().chain(NAMED.into_iter().flat_map(|(a, b)| [a, b]));
    let visits = || col(col::VISITS);
    // The plugin's reports have no rows for what has no tags, so that only this is
    // sure: without any row where other periods have some, they were not made
    // (the plugin is younger); and what has a medium is in both.
    let none = |name: &str| col(name).eq(lit(0)).and(clearly_less(col(name), col("campaign")));
    let elsewhere = |name: &str| Ok::<_, FrameError>(col(name).sum().over([col(col::SITE)])?.gt(lit(0)));
    let plugin = elsewhere(MEDIUMS)?
        .and(none(MEDIUMS))
        .or(elsewhere(TAGS)?.and(none(TAGS)))
        .or(clearly_less(col(TAGS), col(MEDIUMS)))
        .or(clearly_less(col(MEDIUMS), col(WITH_MEDIUM)));
    let not_whole =
        NAMED.iter().fold(plugin, |any, (rows, of_type)| any.or(clearly_less(col(*rows), col(*of_type))));
    joined
        .with_columns(counts.map(|name| col(name).fill_null(lit(0))).collect::<Vec<_>>())
        .with_columns([
            clearly_less(col(TYPED), visits())
                .or(visits().eq(lit(0)).and(col(TYPED).gt(lit(0))))
                .alias(part::INCOMPLETE),
            not_whole.alias(part::PARTIAL),
        ])
        .with_columns(NAMED.map(|(rows, of_type)| at_least_zero(col(of_type) - col(rows)).alias(rows)))
        .select([
            col(col::SITE),
            col(col::PERIOD),
            col(part::INCOMPLETE),
            col(part::PARTIAL),
            col(part::WEBSITES),
            col(part::SOCIALS),
            col(part::CAMPAIGNS),
        ])
        .collect()
}

/// The rows of `frame` with a column `name` from `flags`, which has one row per
/// site and period; null where it has none.
pub fn with_flag(frame: &DataFrame, flags: &DataFrame, name: &str) -> LazyFrame {
    let keys = || [col(col::SITE), col(col::PERIOD)];
    let flags = flags.clone().lazy().select([col(col::SITE), col(col::PERIOD), col(name)]);
    frame.clone().lazy().join(flags, keys(), keys(), JoinArgs::new(JoinType::Left))
}

/// The reports without the labels of incomplete periods.
pub fn complete(frames: &Frames, delivered: &DataFrame) -> Result<Frames, FrameError> {
    if delivered.column(part::INCOMPLETE)?.bool()?.iter().all(|flag| flag == Some(false)) {
        return Ok(frames.clone());
    }
    let keep = |frame: &DataFrame| {
        with_flag(frame, delivered, part::INCOMPLETE)
            .filter(col(part::INCOMPLETE).not())
            .select(frame.get_column_names().into_iter().map(|name| col(name.clone())).collect::<Vec<_>>())
            .collect()
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
