//! Direct visits that begin on pages whose address nobody types.

use super::{Audit, Site};
use crate::model::{Finding, Item, Severity, State};

/// Deep direct visits that are worth an afternoon of tagging.
const MIN_VISITS: u64 = 30;
/// Part of all visits of the period from which they matter for the verdict: a
/// fifth moves the untracked share across one of its limits.
const MIN_SHARE: f64 = 0.20;
/// Part of the direct visits above which they are worth knowing all the same:
/// the majority of what the team cannot see.
const MOST: f64 = 0.50;

pub const AUDIT: Audit = Audit { id: "deep-direct-entries", severity: Severity::Warning, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    let pages = site.entry_pages;
    let last = site.last()?;
    if pages.unavailable.is_some() || pages.deep < MIN_VISITS {
        return None;
    }
    let severity = if pages.deep as f64 >= MIN_SHARE * last.visits as f64 {
        AUDIT.severity
    } else if pages.deep as f64 > MOST * pages.total() as f64 {
        Severity::Notice
    } else {
        return None;
    };
    let finding = AUDIT
        .finding()
        .in_state(state(site))
        .count("deep", pages.deep)
        .count("direct", pages.total())
        .share("share", pages.deep as f64 / pages.total() as f64)
        .items("pages", pages.top.iter().map(|page| Item::new(&page.path, page.visits)).collect())
        .graded(severity);
    Some(finding)
}

/// The period before is all that is known of the earlier ones.
fn state(site: &Site<'_>) -> State {
    let before = site.entry_pages_before;
    let is_new = site.periods.len() > 1 && before.unavailable.is_none() && before.deep < MIN_VISITS;
    if is_new { State::New } else { State::Ongoing { since: None } }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, period};
    use super::*;
    use crate::locale::Text;
    use crate::model::EntryPages;

    fn found(visits: u64, [home, deep]: [u64; 2], unavailable: Option<Text>) -> Option<Severity> {
        let entry_pages = EntryPages { deep, home, unavailable, ..EntryPages::default() };
        let fixture = Fixture { entry_pages, ..Fixture::periods([period(visits, home + deep)]) };
        check(&fixture.site()).map(|finding| finding.severity)
    }

    #[test]
    fn a_warning_when_they_weigh_on_the_whole() {
        assert_eq!(found(150, [10, 30], None), Some(Severity::Warning));
        assert_eq!(found(100, [10, 29], None), None);
        assert_eq!(found(1000, [600, 200], None), Some(Severity::Warning));
        assert_eq!(found(1000, [600, 199], None), None);
        assert_eq!(found(150, [10, 100], Some(Text::new("pages-rounded"))), None);
        assert!(check(&Fixture::default().site()).is_none());
    }

    #[test]
    fn a_notice_when_they_are_most_of_the_direct_visits_only() {
        assert_eq!(found(800, [37, 70], None), Some(Severity::Notice), "70 of 107 direct ones");
        assert_eq!(found(800, [70, 70], None), None, "half is not most");
        assert_eq!(found(800, [69, 70], None), Some(Severity::Notice));
        assert_eq!(found(800, [5, 29], None), None, "too few");
        assert_eq!(found(800, [37, 70], Some(Text::new("pages-rounded"))), None);
    }
}
