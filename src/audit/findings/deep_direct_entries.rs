//! Direct visits that begin on pages whose address nobody types.

use super::{Audit, Site};
use crate::report::{Finding, Item, Severity};

/// Deep direct visits that are worth an afternoon of tagging.
const MIN_VISITS: u64 = 30;
/// Part of all visits of the period from which they matter for the verdict: a
/// fifth moves the untracked share across one of its limits.
const MIN_SHARE: f64 = 0.20;

pub struct DeepDirectEntries;

impl Audit for DeepDirectEntries {
    fn id(&self) -> &'static str {
        "deep-direct-entries"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, site: &Site<'_>) -> Option<Finding> {
        let pages = site.entry_pages;
        let last = site.last()?;
        if pages.unavailable.is_some()
            || pages.deep < MIN_VISITS
            || (pages.deep as f64) < MIN_SHARE * last.visits as f64
        {
            return None;
        }
        let finding = self
            .finding()
            .count("deep", pages.deep)
            .count("direct", pages.total())
            .share("share", pages.deep as f64 / pages.total() as f64)
            .items("pages", pages.top.iter().map(|page| Item::new(&page.path, page.visits)).collect());
        Some(finding)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, period};
    use super::*;
    use crate::locale::Text;
    use crate::report::EntryPages;

    fn found(visits: u64, deep: u64, unavailable: Option<Text>) -> bool {
        let entry_pages = EntryPages { deep, home: 10, unavailable, ..EntryPages::default() };
        let fixture = Fixture { entry_pages, ..Fixture::periods([period(visits, deep)]) };
        DeepDirectEntries.check(&fixture.site()).is_some()
    }

    #[test]
    fn present_when_they_weigh_on_the_whole() {
        assert!(found(150, 30, None));
        assert!(!found(100, 29, None));
        assert!(!found(1000, 199, None));
        assert!(found(1000, 200, None));
        assert!(!found(150, 100, Some(Text::new("pages-rounded"))));
        assert!(DeepDirectEntries.check(&Fixture::default().site()).is_none());
    }
}
