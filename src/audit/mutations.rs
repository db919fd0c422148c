//! Recorded answers, damaged in every way that a server or a line can damage
//! them: no share and no verdict comes from what was not delivered whole.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::*;
use crate::config::Origin;
use crate::frames::Builder;
use crate::matomo::{Listed, Plan, SiteInfo, Source};
use crate::model::GoalChoice;
use crate::period::{Unit, Window};

/// Damaged answers in all, and how many are audited at once, as so many sites.
const MUTATIONS: usize = 2_400;
const AT_ONCE: usize = 60;
/// Weeks of each answer, of twelve that are recorded.
const WEEKS: u16 = 4;

/// What happens to one report of one site.
#[derive(Debug, Clone, Copy)]
enum Damage {
    DropPeriod,
    EmptyPeriod,
    NullPeriod,
    ObjectPeriod,
    EmptyReport,
    RenamePeriod,
    CutRows,
    DropRow,
    EmptyRow,
    NullCell,
    RetypeCell,
    DropCell,
    RenameCell,
}

#[derive(Debug, Clone)]
struct Mutation {
    damage: Damage,
    report: usize,
    period: Index,
    row: Index,
    cell: Index,
    value: Value,
}

fn mutation() -> impl Strategy<Value = Mutation> {
    use Damage::*;
    let damages = vec![
        DropPeriod,
        EmptyPeriod,
        NullPeriod,
        ObjectPeriod,
        EmptyReport,
        RenamePeriod,
        CutRows,
        DropRow,
        EmptyRow,
        NullCell,
        RetypeCell,
        DropCell,
        RenameCell,
    ];
    let value =
        prop::sample::select(vec![json!(null), json!(true), json!([]), json!({}), json!("x"), json!("1e99")]);
    // Visits, types, websites, socials, campaigns, and the two of the plugin.
    let report = prop::sample::select(vec![0_usize, 1, 2, 3, 4, 8, 9]);
    (prop::sample::select(damages), report, any::<(Index, Index, Index)>(), value).prop_map(
        |(damage, report, (period, row, cell), value)| Mutation { damage, report, period, row, cell, value },
    )
}

impl Mutation {
    fn apply(&self, bulk: &mut [Value]) {
        let report = &mut bulk[self.report];
        if let Damage::EmptyReport = self.damage {
            *report = json!([]);
            return;
        }
        let periods = report.as_object_mut().unwrap();
        let key = periods.keys().nth(self.period.index(periods.len())).unwrap().clone();
        match self.damage {
            Damage::DropPeriod => {
                periods.remove(&key);
            }
            Damage::RenamePeriod => {
                let table = periods.remove(&key).unwrap();
                periods.insert(key.replace("2026-", "2027-"), table);
            }
            Damage::EmptyPeriod => periods[&key] = json!([]),
            Damage::NullPeriod => periods[&key] = json!(null),
            Damage::ObjectPeriod => periods[&key] = json!({}),
            _ => match &mut periods[&key] {
                Value::Array(rows) if !rows.is_empty() => self.rows(rows),
                // The summary of visits is one row.
                row => self.cell(row),
            },
        }
    }

    fn rows(&self, rows: &mut Vec<Value>) {
        let at = self.row.index(rows.len());
        match self.damage {
            Damage::CutRows => rows.truncate(at),
            Damage::DropRow => {
                rows.remove(at);
            }
            Damage::EmptyRow => rows[at] = json!({}),
            _ => self.cell(&mut rows[at]),
        }
    }

    fn cell(&self, row: &mut Value) {
        let Some(cells) = row.as_object_mut().filter(|cells| !cells.is_empty()) else { return };
        let key = cells.keys().nth(self.cell.index(cells.len())).unwrap().clone();
        // Nobody can tell one name from another, nor a name from "Others".
        if key == "segment" || (key == "label" && self.value.is_string()) {
            return;
        }
        let old = cells.remove(&key).unwrap();
        match self.damage {
            Damage::NullCell => drop(cells.insert(key, json!(null))),
            Damage::RetypeCell => drop(cells.insert(key, self.value.clone())),
            Damage::RenameCell => drop(cells.insert(format!("{key}_"), old)),
            _ => {}
        }
    }
}

/// The recorded sites, each with its bulk.
struct Recorded {
    settings: Settings,
    source: Source,
    instance: Instance,
    sites: Vec<(Plan, Vec<Value>)>,
}

impl Recorded {
    fn read() -> Self {
        let mut settings = Settings::demo().unwrap();
        settings.origin = Origin::Replay(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/recordings").into());
        settings.last = WEEKS;
        let source = Source::open(&settings).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let instance = runtime.block_on(Listed::read(&source)).unwrap().instance;
        let now = "2026-11-24T09:40:00Z".parse().unwrap();
        let sites = [1, 2, 5, 8, 12].map(|id| {
            let info = instance.sites.iter().find(|site| site.id == id).unwrap().clone();
            let window = Window::closed(Unit::Week, WEEKS, now, &info.zone().unwrap(), None);
            let plan = Plan::new(info, window, Some(true));
            let body = runtime.block_on(plan.fetch(&source)).unwrap();
            (plan, serde_json::from_slice(&body).unwrap())
        });
        Self { settings, source, instance, sites: sites.into() }
    }

    /// The audit of bulks, each as a site of its own, with the places of those
    /// that could be read.
    fn audit(&self, bulks: &[(&Plan, Vec<Value>)]) -> Vec<(usize, SiteReport)> {
        let mut builder = Builder::new();
        let mut sites = HashMap::new();
        for (at, (plan, bulk)) in (1..).zip(bulks) {
            let body = serde_json::to_vec(bulk).unwrap();
            let Ok(answers) = plan.parse(&self.source, &body) else { continue };
            builder.add(at, &answers);
            let site = SiteMeta {
                info: SiteInfo { id: at, ..plan.site.clone() },
                window: plan.window.clone(),
                dimensions: answers.source_medium.is_some(),
                urls: answers.urls.clone(),
                goal: GoalChoice::All,
                pages_unavailable: None,
                days: None,
                today: Date::ZERO,
            };
            sites.insert(at, site);
        }
        let read = builder.finish().unwrap().into_iter().map(|frames| frames.with_sites(&mut sites));
        let report = Audited::of(&self.settings, read).unwrap().report(
            &self.instance,
            ZonedDateTime::default(),
            Vec::new(),
        );
        report.sites.into_iter().map(|site| (site.id as usize - 1, site)).collect()
    }
}

/// What is said of a damaged period, against what is true of it.
fn check(damaged: &PeriodRow, whole: &PeriodRow, what: &str) {
    let (least, most) = damaged.untracked_range();
    if let Some(share) = damaged.untracked_share {
        // Few visits without a type may be anything: they count as unknown.
        let doubt = damaged.unknown.uncounted as f64 / damaged.visits as f64;
        let off = (share - whole.untracked_share.unwrap()).abs();
        assert!(off <= doubt + 1e-9, "{what}: {damaged:#?} instead of {whole:#?}");
    }
    if damaged.complete {
        assert!(
            !delivered::is_clearly_less(damaged.visits - damaged.unknown.uncounted, damaged.visits),
            "{what}: {damaged:#?} is taken for complete"
        );
        assert!((least..=most).contains(&whole.untracked), "{what}: {damaged:#?} instead of {whole:#?}");
    } else {
        assert_eq!(damaged.untracked_share, None, "{what}");
    }
    if damaged.verdict != Verdict::Inconclusive {
        assert_eq!(damaged.verdict, whole.verdict, "{what}: {damaged:#?} instead of {whole:#?}");
    }
}

#[test]
fn no_share_verdict_or_finding_comes_from_what_was_not_delivered() {
    let recorded = Recorded::read();
    let whole: Vec<_> = recorded.sites.iter().map(|(plan, bulk)| (plan, bulk.clone())).collect();
    let mut truth = recorded.audit(&whole);
    truth.sort_by_key(|(at, _)| *at);
    let mut runner = TestRunner::deterministic();
    let mutations: Vec<_> = (0..MUTATIONS)
        .map(|_| (0..recorded.sites.len(), mutation()).new_tree(&mut runner).unwrap().current())
        .collect();
    let (mut read, mut open) = (0, 0);
    for some in mutations.chunks(AT_ONCE) {
        let bulks: Vec<_> = some
            .iter()
            .map(|(site, mutation)| {
                let (plan, bulk) = &recorded.sites[*site];
                let mut bulk = bulk.clone();
                mutation.apply(&mut bulk);
                (plan, bulk)
            })
            .collect();
        for (at, found) in recorded.audit(&bulks) {
            let (site, mutation) = &some[at];
            let what = format!("site {} with {mutation:?}", recorded.sites[*site].0.site.id);
            let (_, whole) = &truth[*site];
            read += 1;
            open += usize::from(
                found.periods.iter().any(|row| row.verdict != Verdict::Inconclusive && row.doubt().is_some()),
            );
            for (damaged, whole) in found.periods.iter().zip(&whole.periods) {
                check(damaged, whole, &what);
            }
            let known: HashSet<_> = whole.findings.iter().map(|finding| finding.id).collect();
            for finding in &found.findings {
                assert!(
                    known.contains(finding.id) || finding.id == "totals-disagree",
                    "{what}: {finding:?} is new"
                );
            }
        }
    }
    // Neither is all refused, nor does nothing of the damage arrive.
    assert!(read > MUTATIONS / 4 && read < MUTATIONS * 3 / 4, "{read} were read");
    assert!(open > 0);
}
