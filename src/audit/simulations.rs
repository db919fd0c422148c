//! How often the audit is wrong about sites on which nothing happened, and how often it finds what
//! did: simulated sites, always the same ones. `cargo test simulations -- --nocapture` prints the
//! rates, which the README states.
//!
//! A rate that is asserted leaves room for the simulation's own error: three standard deviations.

#![expect(clippy::print_stdout, reason = "the rates are to be read as well")]

use std::collections::BTreeMap;

use rand_distr::{Binomial, Distribution as _, Normal, Poisson};
use rand_pcg::Pcg64Mcg;

use super::campaigns::{SiteTotal, campaigns};
use super::facts::{CampaignFacts, Facts};
use super::findings::testing::{Fixture, period};
use super::findings::{Site, findings};
use crate::model::{ByType, Comparison, EntryPages, GoalChoice, MovementKind, PeriodRow};

/// Shares of direct, search, website, campaign and social visits.
type Mix = [f64; 5];

const USUAL: Mix = [0.40, 0.25, 0.15, 0.15, 0.05];
const MOSTLY_DIRECT: Mix = [0.60, 0.20, 0.10, 0.10, 0.0];
const MOSTLY_TAGGED: Mix = [0.25, 0.20, 0.15, 0.30, 0.10];
/// Standard deviation of a type's visits from week to week, beside chance.
const VARYING: f64 = 0.2;
const CALM: f64 = 0.0;
const WEEKS: usize = 12;

struct Simulation {
    random: Pcg64Mcg,
}

impl Simulation {
    fn new(seed: u128) -> Self {
        Self { random: Pcg64Mcg::new(seed) }
    }

    fn poisson(&mut self, mean: f64) -> u64 {
        if mean > 0.0 { Poisson::new(mean).unwrap().sample(&mut self.random) as u64 } else { 0 }
    }

    fn binomial(&mut self, trials: u64, share: f64) -> u64 {
        Binomial::new(trials, share).unwrap().sample(&mut self.random)
    }

    fn week(&mut self, mix: Mix, visits: f64, varying: f64) -> PeriodRow {
        let [direct, search, website, campaign, social] = mix.map(|share| {
            let factor = Normal::new(1.0, varying).unwrap().sample(&mut self.random).max(0.0);
            self.poisson(share * visits * factor)
        });
        let mut row = period(direct + search + website + campaign + social, direct);
        row.by_type = ByType { direct, search, website, campaign, social, ..ByType::default() };
        row
    }

    /// A site whose mix changes with `since` weeks to go, three in ten direct visits entering on
    /// the home page; what Direct gains enters elsewhere.
    fn site(&mut self, (mix, then): (Mix, Mix), since: usize, visits: f64, varying: f64) -> Fixture {
        let weeks = (0..WEEKS).map(|week| if week + since < WEEKS { mix } else { then });
        let rows: Vec<_> = weeks.map(|mix| self.week(mix, visits, varying)).collect();
        let mut pages = |row: &PeriodRow, mix: Mix| {
            let home = self.binomial(row.direct, 0.3 * USUAL[0].min(mix[0]) / mix[0]);
            EntryPages { home, deep: row.direct - home, ..EntryPages::default() }
        };
        let now = pages(&rows[WEEKS - 1], if since > 0 { then } else { mix });
        let before = pages(&rows[WEEKS - 2], if since > 1 { then } else { mix });
        Fixture { entry_pages: now, entry_pages_before: before, ..Fixture::periods(rows) }
    }

    fn quiet(&mut self, mix: Mix, visits: f64, varying: f64) -> Fixture {
        self.site((mix, mix), 0, visits, varying)
    }
}

/// The mix in which Direct has `points` more, and the others are as before.
fn more_direct(mix: Mix, points: f64) -> Mix {
    let share = mix[0] + points;
    let mut more = mix;
    more[0] = (1.0 - mix[0]) * share / (1.0 - share);
    more
}

fn finds(site: &Site<'_>, id: &str) -> bool {
    findings(site, &BTreeMap::new()).iter().any(|finding| finding.id == id)
}

/// How many of `times` are true.
fn count(times: usize, mut is: impl FnMut() -> bool) -> f64 {
    (0..times).filter(|_| is()).count() as f64
}

fn room(times: usize, rate: f64) -> f64 {
    3.0 * (times as f64 * rate * (1.0 - rate)).sqrt()
}

fn at_most(limit: f64, times: usize, name: &str, is: impl FnMut() -> bool) {
    let found = count(times, is);
    println!("{name}: {:.2} % of {times}, at most {} %", found / times as f64 * 100.0, limit * 100.0);
    assert!(found <= times as f64 * limit + room(times, limit), "{name}: {found} of {times}");
}

fn at_least(limit: f64, times: usize, name: &str, is: impl FnMut() -> bool) {
    let found = count(times, is);
    println!("{name}: {:.1} % of {times}, at least {} %", found / times as f64 * 100.0, limit * 100.0);
    assert!(found >= times as f64 * limit - room(times, limit), "{name}: {found} of {times}");
}

/// The sites on which false calls are counted.
const QUIET: [(&str, Mix, f64); 5] = [
    ("300 visits a week", USUAL, 300.0),
    ("600 visits a week", USUAL, 600.0),
    ("5,000 visits a week", USUAL, 5_000.0),
    ("mostly direct", MOSTLY_DIRECT, 600.0),
    ("mostly tagged", MOSTLY_TAGGED, 600.0),
];
const QUIET_TIMES: usize = 2_000;

#[test]
fn weeks_that_merely_vary_are_stable() {
    let mut simulation = Simulation::new(1);
    for (name, mix, visits) in QUIET {
        at_most(0.03, QUIET_TIMES, &format!("movement of varying weeks, {name}"), || {
            let site = simulation.quiet(mix, visits, VARYING);
            site.site().movement.unwrap().kind != MovementKind::Stable
        });
    }
}

#[test]
fn weeks_that_merely_vary_do_not_rise_and_have_no_bug() {
    let mut simulation = Simulation::new(2);
    for (name, mix, visits) in QUIET {
        at_most(0.03, QUIET_TIMES, &format!("untracked-rising on varying weeks, {name}"), || {
            finds(&simulation.quiet(mix, visits, VARYING).site(), "untracked-rising")
        });
        at_most(0.015, QUIET_TIMES, &format!("site-bug-suspected on varying weeks, {name}"), || {
            finds(&simulation.quiet(mix, visits, VARYING).site(), "site-bug-suspected")
        });
    }
}

#[test]
fn weeks_that_differ_by_chance_alone_do_not_rise() {
    let mut simulation = Simulation::new(3);
    for (name, mix, visits) in QUIET {
        at_most(0.01, QUIET_TIMES, &format!("untracked-rising on calm weeks, {name}"), || {
            finds(&simulation.quiet(mix, visits, CALM).site(), "untracked-rising")
        });
    }
}

#[test]
fn a_step_of_thirteen_points_is_found() {
    let mut simulation = Simulation::new(4);
    let mixes = (USUAL, more_direct(USUAL, 0.13));
    for since in [1, 2, 4] {
        at_least(0.85, 500, &format!("13 points since {since} weeks, 600 visits a week"), || {
            let site = simulation.site(mixes, since, 600.0, CALM);
            let kind = site.site().movement.unwrap().kind;
            let told = if since == 1 { MovementKind::Jump } else { MovementKind::Step };
            kind == told && finds(&site.site(), "untracked-rising")
        });
    }
}

/// Little can be told from weeks that vary so much, and that little is.
#[test]
fn a_jump_is_found_in_varying_weeks_where_it_stands_out() {
    let mut simulation = Simulation::new(9);
    for (points, limit) in [(0.13, 0.25), (0.30, 0.85)] {
        let mixes = (USUAL, more_direct(USUAL, points));
        at_least(limit, 500, &format!("{:.0} points since last week, varying weeks", points * 100.0), || {
            finds(&simulation.site(mixes, 1, 600.0, VARYING).site(), "untracked-rising")
        });
    }
}

#[test]
fn a_slow_climb_is_found() {
    let mut simulation = Simulation::new(5);
    at_least(0.85, 500, "29 % to 38 % in 12 weeks, 1,000 visits a week", || {
        let weeks =
            (0..WEEKS).map(|week| more_direct([0.29, 0.31, 0.2, 0.1, 0.1], 0.09 * week as f64 / 11.0));
        let rows: Vec<_> = weeks.map(|mix| simulation.week(mix, 1_000.0, CALM)).collect();
        Fixture::periods(rows).site().movement.unwrap().kind == MovementKind::Trend
    });
}

#[test]
fn search_that_turns_into_direct_is_found() {
    let mut simulation = Simulation::new(6);
    let [direct, search, website, campaign, social] = USUAL;
    let broken = [direct + 0.6 * search, 0.4 * search, website, campaign, social];
    at_least(0.85, 500, "six in ten search visits turn direct, 600 visits a week", || {
        finds(&simulation.site((USUAL, broken), 1, 600.0, CALM).site(), "site-bug-suspected")
    });
}

#[test]
fn television_in_a_week_without_advertising_is_no_bug() {
    let mut simulation = Simulation::new(10);
    let [direct, search, website, campaign, social] = USUAL;
    let seen = [direct + 0.6 * search, 0.4 * search, website, campaign, social];
    for (name, varying) in [("calm", CALM), ("varying", VARYING)] {
        at_most(
            0.015,
            1_000,
            &format!("site-bug-suspected after a report on television, {name} weeks"),
            || {
                let mut site = simulation.site((USUAL, seen), 1, 600.0, varying);
                // All that is more than usual is on the home page.
                let last = site.periods[WEEKS - 1].direct;
                let usual = simulation.week(USUAL, 600.0, varying).direct;
                let deep = simulation.binomial(usual, 0.7).min(last);
                site.entry_pages = EntryPages { home: last - deep, deep, ..EntryPages::default() };
                finds(&site.site(), "site-bug-suspected")
            },
        );
    }
}

/// Campaigns that all convert at `rate`, of the sizes given.
fn equal(simulation: &mut Simulation, rate: f64, sizes: impl Iterator<Item = u64>) -> Vec<CampaignFacts> {
    let campaign = |visits| CampaignFacts {
        visits,
        converted: simulation.binomial(visits, rate),
        usable: true,
        ..CampaignFacts::default()
    };
    sizes.map(campaign).collect()
}

/// What is said of each campaign; beside them, the site has `rest` visits that convert as they do.
fn compared(simulation: &mut Simulation, rate: f64, rest: u64, rows: Vec<CampaignFacts>) -> Vec<Comparison> {
    let sum = |count: fn(&CampaignFacts) -> u64| rows.iter().map(count).sum::<u64>();
    let converted = sum(|row| row.converted) + simulation.binomial(rest, rate);
    let total = SiteTotal { visits: sum(|row| row.visits) + rest, converted };
    let facts = Facts { campaigns: rows, ..Facts::default() };
    let found = campaigns(&facts, total, GoalChoice::All, "EUR", true);
    found.rows.iter().filter_map(|row| row.comparison).collect()
}

fn no_campaign_stands_out(name: &str, times: usize, rate: f64, rest: u64, sizes: &[u64]) {
    let mut simulation = Simulation::new(7);
    at_most(0.05, times, &format!("a campaign above or below, {name}"), || {
        let rows = equal(&mut simulation, rate, sizes.iter().copied());
        compared(&mut simulation, rate, rest, rows).iter().any(|found| *found != Comparison::CannotTell)
    });
}

#[test]
fn of_a_hundred_equal_campaigns_none_stands_out() {
    let sizes: Vec<_> = (0..100).map(|index| 20 + 10 * index).collect();
    no_campaign_stands_out("100 campaigns at 10 %", 400, 0.10, 20_000, &sizes);
}

#[test]
fn of_a_hundred_small_campaigns_none_stands_out() {
    let sizes: Vec<_> = (0..100).map(|index| 1 + index % 25).collect();
    no_campaign_stands_out("100 campaigns of 1 to 25 visits at 2 %", 600, 0.02, 20_000, &sizes);
}

#[test]
fn of_thirty_small_campaigns_none_stands_out() {
    let sizes: Vec<_> = (0..30).map(|index| 5 + index).collect();
    no_campaign_stands_out("30 small campaigns at 1 %", 1_000, 0.01, 5_000, &sizes);
}

#[test]
fn of_a_thousand_equal_campaigns_none_stands_out() {
    let sizes: Vec<_> = (0..1_000).map(|index| 10 + index % 200).collect();
    no_campaign_stands_out("1,000 campaigns at 5 %", 100, 0.05, 100_000, &sizes);
}

#[test]
fn three_times_the_rate_is_found_among_twenty_campaigns() {
    let mut simulation = Simulation::new(8);
    at_least(0.95, 400, "3 times 10 % on 100 visits, among 20 campaigns", || {
        let mut rows = equal(&mut simulation, 0.10, std::iter::repeat_n(100, 19));
        rows.extend(equal(&mut simulation, 0.30, std::iter::once(100)));
        compared(&mut simulation, 0.10, 5_000, rows)[19] == Comparison::Above
    });
}
