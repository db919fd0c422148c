use super::super::facts::CampaignFacts;
use super::super::findings::testing::{Fixture, period};
use super::super::{campaigns, spellings};
use super::*;
use crate::model::GoalChoice;

const TOTAL: SiteTotal = SiteTotal { visits: 20_000, converted: 1_000 };

/// A campaign by its visits of each week, oldest first.
fn campaign(name: &str, weeks: &[u64]) -> CampaignFacts {
    let seen = |at: &usize| weeks[*at] > 0;
    let last = weeks.len() - 1;
    let visits = weeks.iter().sum();
    CampaignFacts {
        name: name.into(),
        visits,
        measurable: visits,
        last_visits: weeks[last],
        converted: visits / 20,
        last_converted: weeks[last] / 20,
        last_conversions: weeks[last] / 10,
        first: (0..=last).find(seen).unwrap_or_default() as u64,
        latest: (0..=last).rfind(seen).unwrap_or_default() as u64,
        periods: (0..=last).filter(seen).map(|at| at as u64).collect(),
        by_period: weeks.iter().copied().filter(|visits| *visits > 0).collect(),
        usable: true,
        ..CampaignFacts::default()
    }
}

fn of(mut rows: Vec<CampaignFacts>, periods: &[PeriodRow], window: usize) -> Vec<Action> {
    rows.sort_by_key(|row| std::cmp::Reverse(row.visits));
    let mut fixture = Fixture::periods(periods.iter().cloned());
    fixture.facts.campaigns = rows;
    fixture.meta.window.periods = vec![periods[0].period; window];
    let campaigns = campaigns::campaigns(&fixture.facts, TOTAL, GoalChoice::All, "EUR", true);
    let spellings = spellings::campaigns(&fixture.facts);
    actions(&Site { spellings: &spellings, ..fixture.site() }, &campaigns, TOTAL)
}

fn tried(rows: Vec<CampaignFacts>) -> Vec<Action> {
    let weeks = rows.iter().map(|row| row.latest as usize + 1).max().unwrap_or_default();
    of(rows, &vec![period(2_000, 600); weeks], weeks)
}

fn change(weeks: &[u64]) -> Option<Option<Change>> {
    // Another campaign fills the window.
    let steady = campaign("bulletin", &vec![40; weeks.len()]);
    let found = tried(vec![campaign("lettre", weeks), steady]);
    found.into_iter().find(|action| action.name.as_str() == "lettre").map(|action| action.change)
}

#[test]
fn a_campaign_is_new_more_less_or_ended_beyond_chance() {
    assert_eq!(change(&[0, 0, 0, 0, 0, 62]), Some(Some(Change::New)));
    assert_eq!(change(&[40, 44, 38, 41, 39, 42]), Some(None));
    assert_eq!(change(&[40, 44, 38, 41, 39, 120]), Some(Some(Change::More)));
    assert_eq!(change(&[80, 88, 76, 82, 78, 30]), Some(Some(Change::Less)));
    assert_eq!(change(&[80, 88, 76, 82, 78, 0]), Some(Some(Change::Ended)));
    // The same rise of a campaign that varies as much.
    assert_eq!(change(&[40, 130, 20, 90, 10, 120]), Some(None));
}

#[test]
fn too_little_is_no_change() {
    assert_eq!(change(&[2, 1, 3, 2, 1, 4]), Some(None));
    assert_eq!(change(&[2, 1, 3, 2, 1, 0]), Some(None), "seen in the week before");
    assert_eq!(change(&[3, 0, 0, 0, 0, 0]), None, "nothing of it is expected");
    // After two weeks nobody knows how much a campaign varies, but that it is over shows.
    assert_eq!(change(&[0, 0, 0, 60, 70, 20]), Some(None));
    assert_eq!(change(&[0, 0, 0, 60, 70, 0]), Some(Some(Change::Ended)));
}

#[test]
fn what_was_not_delivered_is_neither_new_nor_over() {
    let mut periods = vec![period(2_000, 600); 6];
    let weeks = [80, 88, 76, 82, 78, 0];
    periods[5].missing.campaigns = 300;
    let found = of(vec![campaign("lettre", &weeks)], &periods, 6);
    assert_eq!(found, []);
    // In the first period of a site nothing is new.
    let found = of(vec![campaign("lettre", &[0, 0, 0, 0, 0, 9])], &[period(2_000, 600)], 6);
    assert_eq!((found[0].change, found[0].first), (None, 0));
}

#[test]
fn the_usual_is_the_median_of_the_periods_in_which_it_was_seen() {
    let found = tried(vec![campaign("lettre", &[0, 10, 0, 40, 20, 30])]);
    assert_eq!((found[0].visits, found[0].usual, found[0].first), (30, Some(20.0), 1));
    assert_eq!((found[0].conversions, found[0].converted), (Some(3), Some(1)));
    assert_eq!((found[0].window_visits, found[0].rate), (100, Some(0.05)));
}

#[test]
fn the_most_telling_stand_first() {
    let found = tried(vec![
        campaign("bulletin", &[90, 92, 88, 91, 90, 93]),
        campaign("finie", &[80, 88, 76, 82, 78, 0]),
        campaign("petite", &[5, 6, 4, 5, 6, 5]),
        campaign("lettre", &[0, 0, 0, 0, 0, 62]),
    ]);
    let names: Vec<_> = found.iter().map(|action| action.name.as_str()).collect();
    assert_eq!(names, ["lettre", "bulletin", "petite", "finie"]);
}

#[test]
fn a_campaign_under_several_spellings_is_one_row() {
    let found = tried(vec![
        campaign("rentree-2026", &[40, 41, 40, 39, 0, 0]),
        campaign("Rentrée 2026", &[0, 0, 0, 0, 40, 38]),
        campaign("salon", &[9, 9, 9, 9, 9, 9]),
    ]);
    let row = &found[0];
    let others: Vec<_> = row.spellings.iter().map(|name| name.as_str()).collect();
    assert_eq!((row.name.as_str(), others), ("rentree-2026", vec!["Rentrée 2026"]));
    assert_eq!((row.visits, row.usual, row.change), (38, Some(40.0), None));
    assert_eq!((row.window_visits, found.len()), (238, 2));
}

#[test]
fn placeholders_are_no_actions() {
    let facts = CampaignFacts { usable: false, ..campaign("{{campaign}}", &[0, 0, 30]) };
    assert!(tried(vec![facts]).is_empty());
}

/// Sites whose campaigns go on as ever, with more ups and downs than chance makes: each week the
/// mean itself varies by a third. A change is told in at most `MAX_P` of them.
#[test]
fn of_sites_where_nothing_changes_one_in_twenty_says_so_at_most() {
    use rand_distr::{Distribution as _, Gamma, Poisson, Uniform};
    use rand_pcg::Pcg64Mcg;
    const SITES: usize = 400;
    let mut rng = Pcg64Mcg::new(26);
    let mut told = 0;
    for _ in 0..SITES {
        let campaigns = (0..8).map(|at| {
            let mean: f64 = Uniform::new(1.0, 80.0).unwrap().sample(&mut rng);
            let weeks: Vec<u64> = (0..12)
                .map(|_| {
                    let varied: f64 = Gamma::new(9.0, mean / 9.0).unwrap().sample(&mut rng).max(1e-9);
                    Poisson::new(varied).unwrap().sample(&mut rng) as u64
                })
                .collect();
            campaign(&format!("{}-lettre", ["a", "bb", "ccc", "dd", "eeeee", "f", "gg", "hhh"][at]), &weeks)
        });
        let found = of(campaigns.collect(), &vec![period(2_000, 600); 12], 12);
        let changed =
            |action: &Action| matches!(action.change, Some(Change::More | Change::Less | Change::Ended));
        told += usize::from(found.iter().any(changed));
    }
    assert!(told as f64 <= MAX_P * SITES as f64, "{told} of {SITES} sites");
}
