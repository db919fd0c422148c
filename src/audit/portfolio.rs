//! All sites together.

use crate::model::{PeriodRow, SiteReport, Total};

/// The sums of the last closed periods, and shares of sums: a mean of shares
/// would let a site of ten visits weigh as much as one of ten thousand.
pub fn total(sites: &[SiteReport]) -> Total {
    // A period of which the share cannot be told adds nothing but a guess.
    let told = |row: &&PeriodRow| row.untracked_share.is_some() || (row.complete && row.visits == 0);
    let last: Vec<_> = sites.iter().filter_map(SiteReport::last).filter(told).collect();
    // Only sites that have both periods compare.
    let pairs: Vec<_> = sites
        .iter()
        .filter_map(|site| match &site.periods[..] {
            [.., previous, last] if told(&previous) && told(&last) => Some((previous, last)),
            _ => None,
        })
        .collect();
    let now = share(pairs.iter().map(|(_, last)| *last));
    let before = share(pairs.iter().map(|(previous, _)| *previous));
    Total {
        visits: last.iter().map(|row| row.visits).sum(),
        direct: last.iter().map(|row| row.direct).sum(),
        untracked: last.iter().map(|row| row.untracked).sum(),
        untracked_share: share(last.iter().copied()),
        left_out: (sites.len() - last.len()) as u64,
        change: now.zip(before).map(|(now, before)| now - before),
    }
}

fn share<'a>(rows: impl Iterator<Item = &'a PeriodRow>) -> Option<f64> {
    let (untracked, visits) =
        rows.fold((0, 0), |(untracked, visits), row| (untracked + row.untracked, visits + row.visits));
    (visits > 0).then(|| untracked as f64 / visits as f64)
}

#[cfg(test)]
mod tests {
    use super::super::findings::testing::period;
    use super::*;

    #[test]
    fn shares_are_of_sums() {
        let rows = [period(10, 10), period(990, 90)];
        assert_eq!(share(rows.iter()), Some(0.1));
        assert_eq!(share([].iter()), None);
        assert_eq!(total(&[]), Total::default());
    }
}
