//! Small ledgers against small reports: what is whose, and what cannot be told.

use std::collections::HashSet;

use jiff::civil::{Date, date};

use super::*;
use crate::audit::SiteTotal;
use crate::audit::findings::testing::{Fixture, period};
use crate::channels::Channels;
use crate::config::Settings;
use crate::ledger::{Ledger, Link, Status, Target, Unit};
use crate::model::{Because, GoalChoice, LedgerReport, LinkRow, LinkState, PeriodRow};
use crate::period::{Period, Unit as Length, Window};

/// Four weeks up to 2026-11-22, and the days from a week before.
const WEEKS: [Date; 4] = [date(2026, 10, 26), date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16)];
const FIRST_DAY: Date = date(2026, 10, 19);

fn link(id: &str, campaign: &str, with_id: bool) -> Link {
    let link = format!("https://site.example.fr/?utm_source=brevo&utm_medium=email&utm_campaign={campaign}");
    Link {
        line: 2,
        id: id.to_owned(),
        url: "https://site.example.fr/".to_owned(),
        campaign: campaign.to_owned(),
        source: "brevo".to_owned(),
        medium: "email".to_owned(),
        content: String::new(),
        link: if with_id { format!("{link}&utm_id={id}&utm_term={id}") } else { link },
        short: String::new(),
        title: String::new(),
        owner: String::new(),
        created: date(2026, 10, 20),
        published: Some(date(2026, 10, 27)),
        review: Some(date(2026, 11, 10)),
        target: Some(Target { count: 10, of: Unit::Visits }),
        cost: None,
        status: Status::Active,
        decision: None,
        decided: None,
        note: String::new(),
    }
}

/// Visits of an id on a day of November, or of October where the day is above 18.
fn seen(id: &str, day: i8, visits: u64) -> DayRow {
    let date = if day > 22 { date(2026, 10, day) } else { date(2026, 11, day) };
    let at = (date - FIRST_DAY).get_days() as u64;
    DayRow { day: at, keyword: id.into(), below: true, visits, ..DayRow::default() }
}

fn tag(week: u64, source: &str, campaign: &str, visits: u64) -> TagRow {
    TagRow {
        period: week,
        source: source.into(),
        medium: "email".into(),
        name: campaign.into(),
        visits,
        converted: 0,
    }
}

struct Case {
    links: Vec<Link>,
    rows: Rows,
    periods: Vec<PeriodRow>,
    dimensions: bool,
    read: bool,
}

impl Case {
    fn new(links: Vec<Link>, days: Vec<DayRow>, tags: Vec<TagRow>) -> Self {
        let week = |from: &Date| PeriodRow {
            period: Period { from: *from, to: from.saturating_add(jiff::Span::new().days(6)) },
            ..period(500, 100)
        };
        let names = tags.iter().map(|tag| NameRow {
            period: tag.period,
            name: tag.name.clone(),
            visits: tag.visits,
            converted: 0,
        });
        let names = names.collect();
        let periods = WEEKS.iter().map(week).collect();
        Self { links, rows: Rows { days, tags, names }, periods, dimensions: true, read: true }
    }

    fn told(self) -> (Vec<LinkRow>, LedgerReport) {
        let mut meta = Fixture::default().meta;
        let periods: Vec<_> = self.periods.iter().map(|row| row.period).collect();
        meta.window = Window { unit: Length::Week, periods };
        meta.today = date(2026, 11, 26);
        meta.dimensions = self.dimensions;
        meta.goal = GoalChoice::All;
        let days = Window::days(FIRST_DAY, date(2026, 11, 22));
        meta.days = Some(if self.read { Ok(days) } else { Err(crate::locale::Text::new("answer-missing")) });
        let listed: HashSet<_> = self.links.iter().map(|link| link.campaign.clone()).collect();
        let ledger = Some(Ledger { links: self.links, ..Ledger::default() });
        let settings = Settings { ledger, channels: Channels::builtin(), ..Settings::demo().unwrap() };
        let total = SiteTotal { visits: 2_000, converted: 200 };
        let found = Found { meta: &meta, periods: &self.periods, total };
        let (rows, report) = links(found, &self.rows, &settings, &listed);
        (rows, report.unwrap())
    }

    fn states(self) -> Vec<(LinkState, Because)> {
        self.told().0.iter().map(|link| (link.state, link.because)).collect()
    }
}

#[test]
fn visits_before_publication_are_tests() {
    let days = vec![seen("k7mq2d", 26, 3), seen("k7mq2d", 27, 8), seen("k7mq2d", 16, 4)];
    let (links, _) = Case::new(
        vec![link("k7mq2d", "a", true)],
        days,
        vec![tag(0, "brevo", "a", 11), tag(3, "brevo", "a", 4)],
    )
    .told();
    let link = &links[0];
    assert_eq!((link.visits, link.tests, link.last_visits), (Some(12), Some(3), Some(4)));
    assert_eq!((link.first_seen, link.last_seen), (Some(date(2026, 10, 27)), Some(date(2026, 11, 16))));
    assert_eq!((link.state, &link.period_visits[..]), (LinkState::Continue, &[8, 0, 0, 4][..]));
}

#[test]
fn an_id_is_the_same_in_any_case_and_one_that_is_longer_is_another() {
    let days = vec![seen("K7MQ2D", 2, 5), seen("k7mq2d)", 2, 7)];
    let (links, report) =
        Case::new(vec![link("k7mq2d", "a", true)], days, vec![tag(1, "brevo", "a", 12)]).told();
    assert_eq!(links[0].visits, Some(5));
    // What a bracket spoilt is lost, and no campaign of its own.
    assert_eq!((report.id_lost[0].visits, report.unlisted.len()), (7, 0));
}

#[test]
fn a_link_all_of_whose_ids_are_lost_is_not_one_that_nobody_opened() {
    let of = |tags| Case::new(vec![link("k7mq2d", "a", true)], Vec::new(), tags).states();
    assert_eq!(of(vec![tag(1, "brevo", "a", 6)]), [(LinkState::NotMeasurable, Because::IdLost)]);
    assert_eq!(of(Vec::new()), [(LinkState::NeverSeen, Because::Nothing)]);
}

#[test]
fn links_that_nothing_tells_apart_have_no_number() {
    let both = || vec![link("k7mq2d", "a", false), link("kbcdfg", "a", false)];
    let tags = || vec![tag(1, "brevo", "a", 9), tag(2, "brevo", "a", 3)];
    let (links, report) = Case::new(both(), Vec::new(), tags()).told();
    assert!(links.iter().all(|link| link.visits.is_none() && link.state == LinkState::NotMeasurable));
    assert_eq!((report.inseparable[0].visits, report.inseparable[0].ids.len()), (12, 2));
    // One of them with an id: the other has what it leaves.
    let mut one = both();
    one[0] = link("k7mq2d", "a", true);
    let (links, report) = Case::new(one, vec![seen("k7mq2d", 2, 4)], tags()).told();
    assert_eq!((links[0].visits, links[1].visits), (Some(4), Some(8)));
    assert!(report.inseparable.is_empty() && report.id_lost.is_empty());
    // A draft was not shared.
    let mut draft = both();
    draft[1].status = Status::Draft;
    assert_eq!(Case::new(draft, Vec::new(), tags()).told().0[0].visits, Some(12));
}

#[test]
fn tags_that_were_typed_anew_are_counted_by_the_id() {
    let days = vec![seen("k7mq2d", 2, 9)];
    let tags = vec![tag(1, "brevo", "a", 4), tag(1, "mairie", "a", 5), tag(1, "presse", "a", 2)];
    let (links, report) = Case::new(vec![link("k7mq2d", "a", true)], days, tags).told();
    assert_eq!((links[0].visits, report.altered[0].visits), (Some(9), 5));
    // The other source of the campaign is beyond them.
    let unlisted: Vec<_> = report.unlisted.iter().map(|row| row.visits).collect();
    assert_eq!(unlisted.iter().sum::<u64>(), 2);
}

#[test]
fn a_campaign_alone_is_its_only_live_links() {
    let tags = || vec![tag(1, "mairie de lyon", "a", 12)];
    let one = || vec![link("k7mq2d", "a", false)];
    let (links, report) = Case::new(one(), Vec::new(), tags()).told();
    assert_eq!((links[0].visits, report.unlisted.len()), (Some(12), 0));
    let mut two = one();
    two.push(Link { source: "crm".to_owned(), ..link("kbcdfg", "a", false) });
    let (links, report) = Case::new(two, Vec::new(), tags()).told();
    assert_eq!((links[0].visits, report.unlisted[0].visits), (Some(0), 12));
}

#[test]
fn what_is_masked_or_cut_off_is_never_dead() {
    let case = || Case::new(vec![link("k7mq2d", "a", true)], Vec::new(), Vec::new());
    let hidden = [(LinkState::NotMeasurable, Because::Hidden)];
    let mut masked = case();
    masked.periods[1].masked = 300;
    assert_eq!(masked.states(), hidden);
    let mut incomplete = case();
    incomplete.periods[2].complete = false;
    assert_eq!(incomplete.states(), hidden);
    let mut missing = case();
    missing.periods[2].missing.campaigns = 12;
    assert_eq!(missing.states(), hidden);
    let mut others = case();
    others.rows.days.push(DayRow { summary: true, ..seen("Others", 3, 30) });
    assert_eq!(others.states(), hidden);
    // Before it was published, they are of no matter.
    let mut before = case();
    before.rows.days.push(DayRow { summary: true, ..seen("Others", 26, 30) });
    assert_eq!(before.states(), [(LinkState::NeverSeen, Because::Nothing)]);
    let mut unread = case();
    unread.read = false;
    assert_eq!(unread.states(), [(LinkState::NotMeasurable, Because::NotRead)]);
}

#[test]
fn a_day_on_which_a_link_has_a_row_is_told_whole() {
    let days = vec![seen("k7mq2d", 3, 2), DayRow { summary: true, ..seen("Others", 3, 30) }];
    let states = Case::new(vec![link("k7mq2d", "a", true)], days, vec![tag(1, "brevo", "a", 2)]).states();
    assert_eq!(states, [(LinkState::Stop, Because::Target)]);
}

#[test]
fn a_link_that_was_published_after_the_last_day_is_too_early_to_tell() {
    let published = Some(date(2026, 11, 24));
    let links = vec![Link { published, review: Some(date(2026, 11, 25)), ..link("k7mq2d", "a", true) }];
    let states = Case::new(links, Vec::new(), Vec::new()).states();
    assert_eq!(states[0].0, LinkState::TooEarly);
}

#[test]
fn ids_that_are_masked_hide_visits_though_the_names_are_told() {
    let masked = DayRow { ..seen("__discarded_by_policy__", 3, 30) };
    let days = vec![seen("k7mq2d", 2, 4), masked];
    let (links, report) =
        Case::new(vec![link("k7mq2d", "a", true)], days, vec![tag(1, "brevo", "a", 34)]).told();
    assert_eq!((links[0].state, links[0].because), (LinkState::NotMeasurable, Because::Hidden));
    assert!(report.id_lost.is_empty());
}

#[test]
fn what_masked_ids_leave_is_of_no_link_for_sure() {
    let links = || vec![link("k7mq2d", "a", true), link("kbcdfg", "a", false)];
    let tags = || vec![tag(1, "brevo", "a", 34)];
    let masked = seen("__discarded_by_policy__", 3, 6);
    let told = |days| Case::new(links(), days, tags()).told().0[1].visits;
    assert_eq!(told(vec![seen("k7mq2d", 2, 4)]), Some(30));
    assert_eq!(told(vec![seen("k7mq2d", 2, 4), masked]), None);
}

#[test]
fn no_visit_is_counted_for_two_links() {
    let days = || vec![seen("k7mq2d", 2, 30)];
    let tags = || vec![tag(1, "brevo", "a", 18), tag(1, "mairies", "a", 12)];
    let told = |other: Link| {
        let (links, _) = Case::new(vec![link("k7mq2d", "a", true), other], days(), tags()).told();
        (links[0].visits, links[1].visits, links[1].because)
    };
    // Twelve visits of the first came with other tags: with which, nobody can say.
    let open = (Some(30), None, Because::Altered);
    for source in ["mairies", "presse", "brevo"] {
        assert_eq!(told(Link { source: source.to_owned(), ..link("kbcdfg", "a", false) }), open, "{source}");
    }
    // One that is retired leaves the campaign to the other alone, and its altered visits too.
    let mut links =
        vec![link("k7mq2d", "a", true), Link { source: "zzz".to_owned(), ..link("kbcdfg", "a", false) }];
    links[0].status = Status::Retired;
    assert_eq!(Case::new(links, days(), tags()).told().0[1].visits, None);
}

#[test]
fn tags_that_are_cut_off_or_masked_were_not_altered() {
    let of = |change: &dyn Fn(&mut Case)| {
        let mut case = Case::new(vec![link("k7mq2d", "a", true)], vec![seen("k7mq2d", 3, 60)], Vec::new());
        change(&mut case);
        let (links, report) = case.told();
        (links[0].visits, report.altered.len(), report.unlisted.len())
    };
    assert_eq!(of(&|_| ()), (Some(60), 1, 0));
    let others =
        |source: &str, medium: &str, name: &str| TagRow { medium: medium.into(), ..tag(1, source, name, 60) };
    assert_eq!(of(&|case| case.rows.tags.push(others("Others", "", ""))), (Some(60), 0, 0));
    assert_eq!(of(&|case| case.rows.tags.push(others("brevo", "email", "Others"))), (Some(60), 0, 0));
    assert_eq!(of(&|case| case.periods[1].masked = 60), (Some(60), 0, 0));
    assert_eq!(of(&|case| case.periods[1].complete = false), (Some(60), 0, 0));
}

#[test]
fn a_draft_of_what_was_measured_has_lost_no_id() {
    let draft =
        Link { status: Status::Draft, published: None, link: String::new(), ..link("k7mq2d", "a", false) };
    let written = Link { link: "https://site.example.fr/?utm_campaign=a".to_owned(), ..draft.clone() };
    for dimensions in [true, false] {
        let day = DayRow { name: "a".into(), below: false, keyword: "".into(), ..seen("", 3, 18) };
        let days = if dimensions { Vec::new() } else { vec![day] };
        let mut case = Case::new(vec![written.clone()], days, vec![tag(1, "brevo", "a", 18)]);
        case.dimensions = dimensions;
        let report = case.told().1;
        assert_eq!((report.id_lost.len(), report.unlisted.len()), (0, 0), "{dimensions}");
    }
    // Nor is an id of another tool that was taken into the ledger as a campaign told again.
    let mut case = Case::new(
        vec![Link { campaign: "share-doc".to_owned(), ..written }],
        vec![seen("share-doc", 3, 11)],
        Vec::new(),
    );
    case.rows.names.push(NameRow { period: 1, name: "".into(), visits: 11, converted: 0 });
    assert!(case.told().1.unlisted.is_empty());
}

#[test]
fn without_the_plugin_an_id_below_another_campaign_is_not_that_campaigns() {
    let day = |name: &str, keyword: &str, below, visits| DayRow {
        name: name.into(),
        below,
        ..seen(keyword, 3, visits)
    };
    let days = vec![day("b", "", false, 14), day("b", "k7mq2d", true, 4)];
    let mut case = Case::new(vec![link("k7mq2d", "a", true), link("kbcdfg", "b", false)], days, Vec::new());
    case.dimensions = false;
    let (links, _) = case.told();
    assert_eq!((links[0].visits, links[1].visits), (Some(4), Some(10)));
}

#[test]
fn a_link_that_is_older_than_what_was_read_is_counted_since_then() {
    let old = |visits| {
        let old = Link { published: Some(date(2026, 3, 2)), ..link("k7mq2d", "a", false) };
        let (links, _) = Case::new(vec![old], Vec::new(), vec![tag(1, "brevo", "a", visits)]).told();
        (links[0].since, links[0].visits, links[0].state)
    };
    assert_eq!(old(10), (Some(WEEKS[0]), Some(10), LinkState::Continue));
    assert_eq!(old(4), (Some(WEEKS[0]), Some(4), LinkState::NotMeasurable));
}

#[test]
fn without_the_plugin_an_id_stands_below_its_campaign() {
    let day = |name: &str, keyword: &str, below, visits| DayRow {
        name: name.into(),
        below,
        ..seen(keyword, 3, visits)
    };
    let days = vec![
        day("a", "", false, 20),
        day("a", "k7mq2d", true, 11),
        day("a", "webmail.example.fr", true, 5),
        // The partner wrote another campaign.
        day("b", "", false, 4),
        day("b", "k7mq2d", true, 4),
    ];
    let mut case = Case::new(vec![link("k7mq2d", "a", true)], days, Vec::new());
    case.dimensions = false;
    let (links, report) = case.told();
    assert_eq!(links[0].visits, Some(15));
    assert_eq!((report.id_lost[0].visits, report.altered[0].visits), (9, 4));
}

#[test]
fn chance_judges_few_links_that_convert_like_the_rest() {
    use rand_distr::{Binomial, Distribution as _};
    let mut random = rand_pcg::Pcg64::new(7, 5);
    let converting = Binomial::new(60, 0.1).unwrap();
    let mut wrong = 0;
    for _ in 0..300 {
        let ids: Vec<_> =
            (0..12_u8).map(|at| format!("k7mq{}{}", char::from(b'b' + at), at % 8 + 2)).collect();
        let links = ids.iter().map(|id| Link { target: None, ..link(id, id, true) }).collect();
        let days =
            ids.iter().map(|id| DayRow { converted: converting.sample(&mut random), ..seen(id, 3, 60) });
        let tags = ids.iter().map(|id| tag(1, "brevo", id, 60)).collect();
        let states = Case::new(links, days.collect(), tags).states();
        wrong += u32::from(states.iter().any(|(_, because)| *because == Because::Rate));
    }
    // One site in twenty at most; Fisher's test is below its level.
    assert!(wrong <= 15, "{wrong} of 300 sites");
}

#[test]
fn the_visits_of_a_draft_without_an_id_are_tests() {
    let draft = |id: &str, campaign: &str| Link {
        status: Status::Draft,
        published: None,
        ..link(id, campaign, false)
    };
    let told = |links: Vec<Link>, dimensions: bool| {
        let mut days = vec![seen("zzzzzz", 3, 1)];
        days.push(DayRow { day: 20, name: "a".into(), visits: 9, ..DayRow::default() });
        Case { dimensions, ..Case::new(links, days, vec![tag(1, "brevo", "a", 9)]) }.told()
    };
    for dimensions in [true, false] {
        let (links, report) = told(vec![draft("k7mq2d", "a")], dimensions);
        assert_eq!((links[0].visits, links[0].tests), (Some(0), Some(9)), "{dimensions}");
        assert!(report.unlisted.iter().all(|unlisted| unlisted.name != "a".into()));
        // They are of the link that was shared, where there is one.
        let (links, _) = told(vec![draft("k7mq2d", "a"), link("t4cf8d", "a", false)], dimensions);
        assert_eq!((links[1].visits, links[0].tests != Some(9)), (Some(9), true), "{dimensions}");
    }
}
