//! Direct jumps while search falls: the site may have stopped telling Matomo
//! where visits come from.

use std::collections::HashMap;

use super::{Audit, Site};
use crate::audit::movement::{beginning, counted};
use crate::audit::series::{Counted, change};
use crate::model::{Datum, EntryPages, Finding, Item, PeriodRow, SITE_BUG, Severity, State};

/// Probability of each of the two moves by chance and the usual ups and downs:
/// both must be beyond doubt, since the finding sends a developer looking.
const MAX_P: f64 = 0.01;
/// Smallest part of the usual search visits per period that must be missing.
const MIN_LOSS: f64 = 0.25;
/// Part of the missing search visits that must have turned up as Direct, for
/// the one to explain the other, and on other pages than the home page: whoever
/// heard of the site on television types its name and lands there.
const MIN_TRANSFER: f64 = 0.5;
const MIN_PERIODS: usize = 3;

pub const AUDIT: Audit = Audit { id: SITE_BUG, severity: Severity::Warning, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    let last = site.last().filter(|last| last.visits >= site.limits.min_visits.max(1))?;
    let rows: Vec<_> = site.periods.iter().filter(|row| counted(row).is_some()).collect();
    let from = transferred(&rows)?;
    let direct = usual(&rows[..from], |row| row.direct);
    let search = usual(&rows[..from], |row| row.by_type.search);
    let lost = search - last.by_type.search as f64;
    let is_last = from + 1 == rows.len();
    let elsewhere = grown_outside_home(site, direct, is_last)?;
    let gained = (last.direct as f64 - direct).min(elsewhere);
    if lost < MIN_LOSS * search || gained < MIN_TRANSFER * lost {
        return None;
    }
    let (pages_are, pages) = pages(site, is_last);
    let finding = AUDIT
        .finding()
        .in_state(if is_last { State::New } else { State::Ongoing { since: Some(rows[from].period) } })
        .count("direct", last.direct)
        .count("direct_usual", direct.round() as u64)
        .count("search", last.by_type.search)
        .count("search_usual", search.round() as u64)
        .label("age", if is_last { "new" } else { "ongoing" })
        .label("pages_are", pages_are)
        .items("pages", pages)
        .with("since", Datum::Period(site.unit, rows[from].period))
        .with("period", Datum::Period(site.unit, last.period));
    Some(finding)
}

/// The period from which on Direct is up and search is down: the one where both
/// are clearest.
fn transferred(rows: &[&PeriodRow]) -> Option<usize> {
    let series = |part: fn(&PeriodRow) -> u64| -> Vec<_> {
        rows.iter().map(|row| Counted { part: part(row), visits: row.visits }).collect()
    };
    let (direct, search) = (series(|row| row.direct), series(|row| row.by_type.search));
    let clearest = |from: &usize| {
        let (up, down) = (change(&direct, *from)?, change(&search, *from)?);
        let moved = up.difference > 0.0 && down.difference < 0.0;
        let p_value = beginning(rows.len(), *from, up.p_value.max(down.p_value));
        (moved && p_value <= MAX_P).then_some((p_value, *from))
    };
    let found = (MIN_PERIODS..rows.len()).filter_map(|from| clearest(&from));
    found.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, from)| from)
}

fn usual(rows: &[&PeriodRow], visits: fn(&PeriodRow) -> u64) -> f64 {
    rows.iter().map(|row| visits(row) as f64).sum::<f64>() / rows.len().max(1) as f64
}

/// By how much direct visits that enter on other pages than the home page grew; zero where they
/// grew more on the home page.
///
/// The pages of the period before the last are known at most. When the change is
/// older, or when they are not, it is the least that it can have been: before,
/// all `usual` direct visits may have entered there. `None` when the pages of the
/// last period are not known: a finding that sends a developer looking is no
/// guess, and a rise is told by `untracked-rising` all the same.
fn grown_outside_home(site: &Site<'_>, usual: f64, is_last: bool) -> Option<f64> {
    let (home, outside) = entries(site.entry_pages)?;
    let Some(before) = entries(site.entry_pages_before).filter(|_| is_last) else {
        return Some(outside - usual);
    };
    let (at_home, elsewhere) = (home - before.0, outside - before.1);
    Some(if elsewhere < at_home { 0.0 } else { elsewhere })
}

/// Direct visits that enter on the home page, and on others.
fn entries(pages: &EntryPages) -> Option<(f64, f64)> {
    pages.unavailable.is_none().then_some((pages.home as f64, (pages.deep + pages.application) as f64))
}

/// The pages to look at: those that grew, or those that direct visits enter on
/// where the period before says nothing.
fn pages(site: &Site<'_>, is_last: bool) -> (&'static str, Vec<Item>) {
    let grown = if is_last { grown_pages(site) } else { Vec::new() };
    if !grown.is_empty() {
        return ("grown", grown);
    }
    ("entered", site.entry_pages.top.iter().map(|page| Item::new(&page.path, page.visits)).collect())
}

/// Entry pages of direct visits with more visits than in the period before.
fn grown_pages(site: &Site<'_>) -> Vec<Item> {
    let mut before: HashMap<&str, u64> = HashMap::new();
    for entry in &site.facts.direct_entries_before {
        *before.entry(&entry.path).or_default() += entry.visits;
    }
    let mut now: HashMap<&str, u64> = HashMap::new();
    for entry in site.facts.direct_entries.iter().filter(|entry| !entry.summary) {
        *now.entry(&entry.path).or_default() += entry.visits;
    }
    // Without the period before, every page would seem to have grown.
    let grown = now.into_iter().filter(|_| !before.is_empty()).filter_map(|(path, visits)| {
        let more = visits.checked_sub(before.get(path).copied().unwrap_or(0))?;
        (more > 0).then(|| Item::new(path, more))
    });
    grown.collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Fixture, entry, period};
    use super::*;
    use crate::locale::Text;
    use crate::model::ByType;

    fn row(visits: u64, direct: u64, search: u64) -> PeriodRow {
        let mut row = period(visits, direct);
        row.by_type = ByType { direct, search, website: visits - direct - search, ..ByType::default() };
        row
    }

    fn pages(home: u64, deep: u64) -> EntryPages {
        EntryPages { home, deep, ..EntryPages::default() }
    }

    /// Seven weeks with 300 direct visits, of which 100 enter on the home page.
    fn before() -> Vec<PeriodRow> {
        let weeks = [(300, 400), (310, 390), (290, 400), (305, 395), (298, 402), (304, 398), (300, 396)];
        weeks.map(|(direct, search)| row(1_000, direct, search)).into()
    }

    fn fixture(last: &[PeriodRow], now: EntryPages) -> Fixture {
        let rows = before().into_iter().chain(last.iter().cloned());
        Fixture { entry_pages: now, entry_pages_before: pages(100, 200), ..Fixture::periods(rows) }
    }

    fn found(last: PeriodRow) -> Option<Finding> {
        let now = pages(100, last.direct.saturating_sub(100));
        check(&fixture(&[last], now).site())
    }

    #[test]
    fn present_when_search_turns_into_direct() {
        assert!(found(row(1000, 600, 100)).is_some());
        let mut fixture = fixture(&[row(1000, 600, 100)], pages(100, 500));
        fixture.facts.direct_entries = vec![entry("/a", 300), entry("/b", 50)];
        fixture.facts.direct_entries_before = vec![entry("/a", 20), entry("/b", 60)];
        let finding = check(&fixture.site()).unwrap();
        assert!(finding.data.contains(&("pages", Datum::Items(vec![Item::new("/a", 280)]))));
    }

    #[test]
    fn absent_when_one_does_not_explain_the_other() {
        assert!(found(row(1000, 305, 395)).is_none(), "nothing moved");
        assert!(found(row(1400, 700, 400)).is_none(), "direct grew, search is what it was");
        assert!(found(row(700, 300, 100)).is_none(), "search fell, direct is what it was");
        assert!(found(row(50, 45, 2)).is_none(), "too few");
        assert!(check(&Fixture::default().site()).is_none());
    }

    /// A report on television while advertising is paused.
    #[test]
    fn absent_when_direct_grows_on_the_home_page() {
        let last = row(1000, 600, 100);
        let of = |home, deep| check(&fixture(std::slice::from_ref(&last), pages(home, deep)).site());
        assert!(of(390, 210).is_none());
        // Search lost 297 visits: half of that is 149.
        assert!(of(248, 348).is_none());
        assert!(of(248, 349).is_some());
        assert!(of(251, 349).is_none(), "more on the home page");
    }

    #[test]
    fn pages_that_are_not_known_make_no_finding() {
        let unknown = || EntryPages { unavailable: Some(Text::new("pages-empty")), ..EntryPages::default() };
        let last = row(1000, 600, 100);
        assert!(check(&fixture(std::slice::from_ref(&last), unknown()).site()).is_none());
        // Of the week before, not more than all direct visits can have entered elsewhere.
        let of = |home, deep| {
            let mut fixture = fixture(std::slice::from_ref(&last), pages(home, deep));
            fixture.entry_pages_before = unknown();
            check(&fixture.site())
        };
        assert!(of(100, 500).is_some());
        assert!(of(200, 400).is_none());
    }

    #[test]
    fn told_as_long_as_it_lasts_where_the_pages_prove_it() {
        let weeks = [row(1000, 600, 100), row(990, 590, 105), row(1010, 610, 95)];
        for last in 2..=3 {
            let mut fixture = fixture(&weeks[..last], pages(100, 500));
            fixture.entry_pages_before = pages(100, 500);
            let finding = check(&fixture.site()).unwrap();
            assert!(finding.data.contains(&("search_usual", Datum::Count(397))), "{finding:?}");
        }
    }
}
