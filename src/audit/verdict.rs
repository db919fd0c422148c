//! What a period's numbers mean.

use jiff::civil::Date;

use crate::locale::Text;
use crate::model::{Doubt, Limits, PeriodRow, Verdict};
use crate::period::Unit;

/// The verdict of one period, from the fewest and the most visits that may be
/// untracked: it stands where both give it.
pub fn verdict((least, most): (u64, u64), visits: u64, limits: Limits) -> Verdict {
    match of_share(least, visits, limits) {
        verdict if verdict == of_share(most, visits, limits) => verdict,
        _ => Verdict::Inconclusive,
    }
}

fn of_share(untracked: u64, visits: u64, limits: Limits) -> Verdict {
    if visits == 0 || visits < limits.min_visits {
        return Verdict::Inconclusive;
    }
    match untracked as f64 / visits as f64 {
        share if share > limits.red_flag => Verdict::RedFlag,
        share if share > limits.watch => Verdict::Watch,
        _ => Verdict::Clear,
    }
}

/// Why the last period has no verdict, and what would give one.
pub fn why_inconclusive(
    unit: Unit,
    rows: &[PeriodRow],
    created: Option<Date>,
    limits: Limits,
) -> Option<Text> {
    let last = rows.last()?;
    if last.verdict != Verdict::Inconclusive {
        return None;
    }
    let total: u64 = rows.iter().map(|row| row.visits).sum();
    if let Some(created) = created.filter(|created| total == 0 && *created > last.period.to) {
        return Some(Text::new("inconclusive-too-young").with("created", created.to_string()));
    }
    if total == 0 {
        return Some(Text::new("inconclusive-no-visits"));
    }
    if last.doubt() == Some(Doubt::Incomplete) {
        let text = Text::new("inconclusive-incomplete").with("visits", last.visits);
        return Some(text.with("reports", last.lacking_text()));
    }
    if last.visits >= limits.min_visits {
        return Some(match last.doubt() {
            Some(Doubt::Masked) => Text::new("inconclusive-masked").with("masked", last.masked),
            _ => Text::new("inconclusive-missing").with("reports", last.lacking_text()),
        });
    }
    let few = |id: &str| Text::new(id).with("visits", last.visits).with("minimum", limits.min_visits);
    // A longer period helps when its usual number of visits is enough.
    let days = |unit| match unit {
        Unit::Day => 1.0,
        Unit::Week => 7.0,
        Unit::Month => 30.0,
    };
    let per_day = total as f64 / rows.len() as f64 / days(unit);
    let longer = [Unit::Week, Unit::Month]
        .into_iter()
        .find(|&longer| days(longer) > days(unit) && per_day * days(longer) >= limits.min_visits as f64);
    Some(match longer {
        Some(longer) => few("inconclusive-longer")
            .with("period", longer.id())
            .with("expected", (per_day * days(longer)).floor()),
        None => few("inconclusive-lower"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { watch: 0.30, red_flag: 0.50, min_visits: 100 };

    fn of(untracked: u64, visits: u64) -> Verdict {
        verdict((untracked, untracked), visits, LIMITS)
    }

    #[test]
    fn the_limits_belong_to_the_milder_verdict() {
        assert_eq!(of(30, 100), Verdict::Clear);
        assert_eq!(of(31, 100), Verdict::Watch);
        assert_eq!(of(50, 100), Verdict::Watch);
        assert_eq!(of(51, 100), Verdict::RedFlag);
        assert_eq!(of(99, 99), Verdict::Inconclusive);
        assert_eq!(verdict((0, 0), 0, Limits { min_visits: 0, ..LIMITS }), Verdict::Inconclusive);
    }

    #[test]
    fn a_verdict_stands_where_both_ends_give_it() {
        assert_eq!(verdict((55, 60), 100, LIMITS), Verdict::RedFlag);
        assert_eq!(verdict((50, 60), 100, LIMITS), Verdict::Inconclusive);
        assert_eq!(verdict((0, 20), 100, LIMITS), Verdict::Clear);
        assert_eq!(verdict((20, 31), 100, LIMITS), Verdict::Inconclusive);
        assert_eq!(verdict((0, 100), 100, LIMITS), Verdict::Inconclusive);
    }
}
