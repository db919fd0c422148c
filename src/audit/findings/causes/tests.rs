use super::super::testing::{Fixture, channel, period};
use super::super::{AUDITS, Finding};
use super::*;
use crate::model::{ByType, ChannelRow, Severity, State};

fn finding(id: &str, state: State) -> Finding {
    let audit = AUDITS.iter().find(|audit| audit.id == id).unwrap();
    Finding::new(audit.id, audit.severity).in_state(state)
}

fn explained(fixture: &Fixture, ids: &[&str]) -> Vec<(&'static str, Option<&'static str>)> {
    let mut found: Vec<_> = ids.iter().map(|id| finding(id, State::New)).collect();
    explain(&mut found, &fixture.site());
    found.into_iter().map(|finding| (finding.id, finding.cause)).collect()
}

/// Weeks in the usual, and one in which most are untracked.
fn weeks(before: u64) -> Fixture {
    let mut rows: Vec<_> = (0..5).map(|_| period(1_000, before)).collect();
    for (at, row) in (1..).zip(&mut rows) {
        row.period.from = jiff::civil::date(2026, 10, at);
        row.period.to = row.period.from;
    }
    rows.push(period(1_000, 700));
    Fixture::periods(rows)
}

#[test]
fn a_bug_explains_what_came_with_it_and_comes_first() {
    let found = explained(
        &weeks(300),
        &["untracked-dominates", "untracked-rising", "campaign-placeholder", SITE_BUG],
    );
    let bug = Some(SITE_BUG);
    assert_eq!(
        found,
        [
            (SITE_BUG, None),
            ("campaign-placeholder", None),
            ("untracked-dominates", bug),
            ("untracked-rising", bug)
        ]
    );
}

#[test]
fn a_red_flag_that_was_there_before_has_its_own_causes() {
    let found = explained(&weeks(600), &["untracked-dominates", SITE_BUG]);
    assert_eq!(found, [("untracked-dominates", None), (SITE_BUG, None)]);
}

#[test]
fn masked_campaigns_explain_what_cannot_be_said_of_channels() {
    let masked = Some("campaigns-masked");
    let mut fixture = weeks(300);
    let ids = ["untracked-dominates", "channel-without-utm", "campaigns-masked"];
    assert_eq!(
        explained(&fixture, &ids),
        [("campaigns-masked", None), ("untracked-dominates", None), ("channel-without-utm", masked)]
    );
    fixture.periods[5].masked = 90;
    assert_eq!(explained(&fixture, &ids)[1], ("untracked-dominates", masked));
}

#[test]
fn what_the_data_lack_comes_before_what_they_seem_to_show() {
    let found = explained(&weeks(300), &["untracked-rising", SITE_BUG, "totals-disagree"]);
    let data = Some("totals-disagree");
    assert_eq!(found, [("totals-disagree", None), ("untracked-rising", data), (SITE_BUG, data)]);
}

#[test]
fn what_is_over_explains_nothing_and_comes_last() {
    let fixture = weeks(300);
    let over = State::Fading { since: fixture.periods[3].period };
    let mut found = vec![
        finding("campaigns-masked", over),
        finding("channel-without-utm", State::New),
        finding("campaign-personal-data", over),
    ];
    explain(&mut found, &fixture.site());
    let order: Vec<_> =
        found.iter().map(|finding| (finding.id, finding.cause, finding.is_active())).collect();
    assert_eq!(order[0], ("channel-without-utm", None, true));
    assert_eq!(order[1], ("campaign-personal-data", None, false));
    assert!(found[1].severity == Severity::Critical && !found[1].is_cause());
}

fn window(fixture: &mut Fixture) {
    fixture.meta.window.periods = fixture.periods.iter().map(|row| row.period).collect();
}

#[test]
fn a_channel_is_mended_when_all_its_visits_are_tagged_beyond_chance() {
    let mut fixture = weeks(300);
    window(&mut fixture);
    let linkedin = |latest, last_tagged, last_untagged| ChannelRow {
        last_tagged,
        last_untagged,
        untagged_seen: Some(Seen::new(0, latest)),
        ..channel("linkedin", Status::Partial, 30, 60)
    };
    let mut of = |row| {
        fixture.channels = vec![row];
        mended(&fixture.site(), &[])
    };
    assert_eq!(of(linkedin(4, 12, 0)), [Mended::Channel { channel: "linkedin".to_owned(), tagged: 12 }]);
    assert_eq!(of(linkedin(4, 2, 0)), [], "two visits may be chance");
    assert_eq!(of(linkedin(3, 12, 0)), [], "told once");
    assert_eq!(of(linkedin(5, 12, 3)), []);
    assert_eq!(of(linkedin(4, 0, 0)), [], "nothing was seen at all");
}

#[test]
fn a_finding_is_mended_once_and_beyond_chance() {
    let mut fixture = weeks(300);
    window(&mut fixture);
    let (last, before) = (fixture.periods[5].period, fixture.periods[4].period);
    let over =
        |since, visits| finding("campaign-placeholder", State::Fading { since }).count("visits", visits);
    let count = |finding| mended(&fixture.site(), &[finding]).len();
    assert_eq!(count(over(last, 60)), 1);
    assert_eq!(count(over(before, 60)), 0, "told last week");
    assert_eq!(count(over(last, 3)), 0, "less than one was to be expected");
    // All campaign visits are not those without a medium.
    let lacking = finding("campaign-missing-dimension", State::Fading { since: last })
        .count("visits", 900)
        .count("without_medium", 3);
    assert_eq!(count(lacking), 0);
}

#[test]
fn a_period_that_lacks_data_mends_nothing() {
    let mut fixture = weeks(300);
    window(&mut fixture);
    fixture.periods[5].complete = false;
    fixture.periods[5].by_type = ByType::default();
    fixture.channels = vec![ChannelRow {
        last_tagged: 12,
        last_untagged: 0,
        untagged_seen: Some(Seen::new(0, 4)),
        ..channel("linkedin", Status::Partial, 30, 60)
    }];
    assert_eq!(mended(&fixture.site(), &[]), []);
}
