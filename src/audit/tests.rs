//! The audit of made-up and of recorded sites, from answers to report.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::frames::Builder;
use crate::locale::{Lang, Locale};
use crate::matomo::{Plan, SiteInfo, Source};
use crate::model::{Datum, Finding, GoalChoice, Movement, MovementKind};
use crate::period::{Period, Unit, Window};
use crate::words::finding::Part;

const PERIODS: usize = 4;

/// One campaign of one period, as somebody tagged it.
#[derive(Debug, Clone)]
struct Tagged {
    period: usize,
    name: String,
    source: String,
    medium: String,
    keyword: String,
    visits: u64,
    converted: u64,
}

fn window() -> Window {
    let start = date(2026, 10, 26);
    let periods = (0..PERIODS).map(|index| {
        let from = start.saturating_add(jiff::Span::new().weeks(index as i64));
        Period { from, to: from.saturating_add(jiff::Span::new().days(6)) }
    });
    Window { unit: Unit::Week, periods: periods.collect() }
}

fn info() -> SiteInfo {
    findings::testing::Fixture::default().meta.info
}

fn by_period(rows: impl Fn(usize) -> Value) -> Value {
    let window = window();
    let tables = window.periods.iter().enumerate();
    tables.map(|(index, period)| (format!("{},{}", period.from, period.to), rows(index))).collect()
}

/// What Matomo would answer to a bulk about these campaigns.
fn answers(tagged: &[Tagged], direct: u64, dimensions: bool) -> Value {
    let in_period = |index: usize| tagged.iter().filter(move |row| row.period == index);
    let sum = |index| in_period(index).map(|row| row.visits).sum::<u64>();
    let metrics = |row: &Tagged| json!({"nb_visits": row.visits, "nb_visits_converted": row.converted});
    let with = |mut value: Value, more: Value| {
        value.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        value
    };
    let core_name = |row: &Tagged| classify::effective_name(&row.name, &row.source, &row.medium).to_owned();
    let mut bulk = vec![
        by_period(|index| json!({"nb_visits": sum(index) + direct, "nb_visits_converted": 0})),
        by_period(|index| {
            json!([
                {"label": "Direct", "nb_visits": direct, "referrer_type": 1, "segment": "x"},
                {"label": "Campaigns", "nb_visits": sum(index), "referrer_type": 6, "segment": "x"},
            ])
        }),
        by_period(|_| json!([])),
        by_period(|_| json!([])),
        by_period(|index| {
            in_period(index)
                .map(|row| {
                    with(
                        metrics(row),
                        json!({
                            "label": core_name(row), "segment": "x", "idsubdatatable": 1,
                            "subtable": [{"label": row.keyword, "nb_visits": row.visits}],
                        }),
                    )
                })
                .collect()
        }),
        json!(["https://site.example.fr"]),
        json!([{"idgoal": 1, "name": "Inscription"}]),
        json!([]),
    ];
    if dimensions {
        bulk.push(by_period(|index| {
            in_period(index)
                .filter(|row| !row.source.is_empty() || !row.medium.is_empty())
                .map(|row| {
                    let label: Vec<_> = [&row.source, &row.medium]
                        .into_iter()
                        .filter(|part| !part.is_empty())
                        .cloned()
                        .collect();
                    let below = with(metrics(row), json!({"label": row.name}));
                    let subtable = if row.name.is_empty() { json!([]) } else { json!([below]) };
                    with(
                        metrics(row),
                        json!({"label": label.join(" - "), "idsubdatatable": 1, "subtable": subtable}),
                    )
                })
                .collect()
        }));
        bulk.push(by_period(|index| {
            in_period(index)
                .filter(|row| !row.medium.is_empty())
                .map(|row| with(metrics(row), json!({"label": row.medium})))
                .collect()
        }));
    }
    Value::Array(bulk)
}

fn settings() -> Settings {
    let mut settings = Settings::demo().unwrap();
    settings.last = PERIODS as u16;
    settings
}

fn report(body: &Value, dimensions: bool) -> Report {
    let settings = settings();
    let plan = Plan::new(info(), window(), Some(dimensions));
    let source = Source::open(&settings).unwrap();
    let body = serde_json::to_vec(body).unwrap();
    let answers = plan.parse(&source, &body).unwrap();
    let mut builder = Builder::new();
    builder.add(1, &answers);
    let meta = SiteMeta {
        info: info(),
        window: window(),
        dimensions,
        urls: answers.urls.clone(),
        goal: GoalChoice::All,
        pages_unavailable: None,
        days: None,
        today: Date::ZERO,
    };
    let instance = Instance {
        url: String::new(),
        version: String::new(),
        campaign_dimensions: Some(dimensions),
        sites: vec![info()],
    };
    let read = builder.finish().unwrap().pop().unwrap().with_sites(&mut HashMap::from([(1, meta)]));
    let audited = Audited::of(&settings, std::iter::once(read)).unwrap();
    audited.report(&instance, ZonedDateTime::default(), Vec::new())
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z]{1,8}(-[0-9]{1,4})?",
        2 => prop::sample::select(vec![
            "newsletter", "news-letter", "email", "e-mail", "sms", "qr", "linkedin", "rentrée 2026", "rentree-2026",
            "{{campaign}}", "mpaign%", "jeanne@example.fr", "06 12 34 56 78", "=1+1", "\u{1b}[2J", "été", "e\u{301}te\u{301}",
            "mail.google.com", "site.example.fr", "a|b", "undefined",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => Just(String::new()),
    ]
}

prop_compose! {
    fn tagged()(
        period in 0..PERIODS, name in text(), source in text(), medium in text(), keyword in text(),
        visits in 0_u64..400, part in 0_u64..=100,
    ) -> Tagged {
        Tagged { period, name, source, medium, keyword, visits, converted: visits * part / 100 }
    }
}

/// Campaigns as Matomo can have them: each name once a period, one tag each.
fn distinct(rows: Vec<Tagged>) -> Vec<Tagged> {
    let mut seen = std::collections::BTreeSet::new();
    rows.into_iter()
        .map(|row| Tagged {
            name: crate::labels::fold(&row.name).trim().to_owned(),
            source: crate::labels::fold(&row.source).replace(" - ", "-").trim().to_owned(),
            medium: crate::labels::fold(&row.medium).replace(" - ", "-").trim().to_owned(),
            ..row
        })
        .filter(|row| {
            let name = classify::effective_name(&row.name, &row.source, &row.medium).to_owned();
            seen.insert((row.period, name))
        })
        .collect()
}

fn check_evidence(site: &SiteReport) {
    for finding in &site.findings {
        for (name, datum) in &finding.data {
            let labels = match datum {
                Datum::Items(items) => items.iter().map(|item| (item.label.clone(), item.visits)).collect(),
                Datum::Groups(groups) => {
                    assert!(!groups.is_empty(), "{finding:?}");
                    assert!(groups.iter().all(|group| group.strayed() > 0 && group.spellings.len() > 1));
                    Vec::new()
                }
                _ => Vec::new(),
            };
            for (label, visits) in labels {
                assert!(visits > 0, "{}: {name}: {label:?} has no visits", finding.id);
            }
        }
        for locale in Lang::ALL.map(Locale::new) {
            for part in [Part::Title, Part::Detail, Part::Action] {
                let text = crate::words::finding::part(finding, part, &locale);
                assert!(!text.contains("jeanne@") && !text.contains("34 56"), "{text}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_campaigns_are_audited(
        rows in prop::collection::vec(tagged(), 0..40), direct in 0_u64..500, dimensions: bool,
    ) {
        let rows = distinct(rows);
        let report = report(&answers(&rows, direct, dimensions), dimensions);
        let site = &report.sites[0];
        for row in &site.periods {
            for share in [row.direct_share, row.untracked_share].into_iter().flatten() {
                prop_assert!((0.0..=1.0).contains(&share));
            }
            prop_assert_eq!(row.untracked, row.direct + row.unknown.total());
            prop_assert_eq!(row.by_type.campaign, row.tagged + row.unknown.campaigns);
            prop_assert_eq!(row.untracked_share.is_none(), row.visits == 0);
        }
        let channels: u64 = site.channels.iter().map(|channel| channel.tagged).sum();
        let measured = || site.periods.iter().filter(|row| row.measurable || site.coverage_unknown.is_some());
        let unusable: u64 = measured().map(|row| row.unknown.campaigns).sum();
        let measured: u64 = measured().map(|row| row.by_type.campaign).sum();
        prop_assert_eq!(channels + site.unmatched + unusable, measured);
        let campaigns: u64 = rows.iter().map(|row| row.visits).sum();
        prop_assert_eq!(site.campaigns.rows.iter().map(|row| row.visits).sum::<u64>(), campaigns);
        for row in &site.campaigns.rows {
            prop_assert!(row.rate.is_some_and(|rate| (0.0..=1.0).contains(&rate)));
        }
        check_evidence(site);
    }
}

fn one(name: &str, source: &str, medium: &str) -> Tagged {
    let part = |text: &str| text.to_owned();
    Tagged {
        period: PERIODS - 1,
        name: part(name),
        source: part(source),
        medium: part(medium),
        keyword: String::new(),
        visits: 50,
        converted: 0,
    }
}

fn tagged_by_channel(rows: &[Tagged], dimensions: bool) -> BTreeMap<String, u64> {
    let report = report(&answers(rows, 50, dimensions), dimensions);
    report.sites[0].channels.iter().map(|channel| (channel.id.clone(), channel.tagged)).collect()
}

#[test]
fn a_tag_without_source_and_medium_is_read_by_its_name() {
    let rows = [one("infolettre-11", "", ""), one("rentree", "brevo", "email"), one("rentree-qr", "", "")];
    let found = tagged_by_channel(&rows, true);
    assert_eq!(found, BTreeMap::from([("email".to_owned(), 100), ("qr".to_owned(), 50)]));
}

#[test]
fn core_matomo_reads_the_name_and_then_the_referrer_in_the_keyword() {
    let mut from_webmail = one("rentree", "", "");
    from_webmail.keyword = "mail.google.com".to_owned();
    let rows = [one("campagne-sms", "", ""), from_webmail, one("inconnue", "", "")];
    let found = tagged_by_channel(&rows, false);
    assert_eq!(found, BTreeMap::from([("email".to_owned(), 50), ("sms".to_owned(), 50)]));
}

#[test]
fn masked_campaigns_give_no_verdict_and_silence_the_findings_about_names() {
    let mut rows = vec![one("__discarded_by_policy__", "", "")];
    rows[0].visits = 80;
    let report = report(&answers(&rows, 60, true), true);
    let site = &report.sites[0];
    assert_eq!(site.verdict, Verdict::Inconclusive);
    assert_eq!(site.inconclusive.as_ref().map(|text| text.id.as_str()), Some("inconclusive-masked"));
    let ids: Vec<_> = site.findings.iter().map(|finding| finding.id).collect();
    assert_eq!(ids, ["campaigns-masked"]);
}

/// A site with visits, of which `movement` is said.
fn moved(kind: MovementKind, since: usize, from: f64, to: f64) -> Report {
    let mut report = report(&answers(&[one("rentree", "brevo", "email")], 50, true), true);
    report.sites[0].movement = Some(Movement { kind, since, from, to, periods: PERIODS, p_value: 0.001 });
    report
}

fn sentence(report: &Report, unit: Unit, lang: Lang) -> String {
    let locale = Locale::new(lang);
    crate::words::movement(&report.sites[0], unit, &locale).unwrap().replace(['\u{202f}', '\u{a0}'], " ")
}

#[test]
fn each_movement_has_its_sentence() {
    use MovementKind::{Jump, Stable, Step, Trend};
    let said = |kind, since, from, to| {
        let report = moved(kind, since, from, to);
        Lang::ALL.map(|lang| sentence(&report, Unit::Week, lang))
    };
    assert_eq!(Lang::ALL, [Lang::Fr, Lang::En]);
    for (kind, from, to, fr, en) in [
        (Stable, 0.40, 0.40, "Stable : comme d’habitude (4 semaines)", "Stable: as usual (4 weeks)"),
        (
            Stable,
            0.40,
            0.41,
            "Stable : 1 point de plus que d’habitude (4 semaines)",
            "Stable: 1 point more than usual (4 weeks)",
        ),
        (
            Stable,
            0.40,
            0.34,
            "Stable : 6 points de moins que d’habitude, dans les variations normales du site (4 semaines)",
            "Stable: 6 points less than usual, within the site's ups and downs (4 weeks)",
        ),
        (
            Jump,
            0.41,
            0.54,
            "Hausse soudaine en semaine 46 : +13 points (41 % → 54 %)",
            "Sudden rise in week 46: +13 points (41% → 54%)",
        ),
        (
            Jump,
            0.54,
            0.414,
            "Baisse soudaine en semaine 46 : −13 points (54 % → 41 %)",
            "Sudden fall in week 46: −13 points (54% → 41%)",
        ),
        (
            Step,
            0.41,
            0.54,
            "Depuis la semaine 46, +13 points (41 % → 54 %)",
            "Since week 46, +13 points (41% → 54%)",
        ),
        (
            Trend,
            0.29,
            0.38,
            "Hausse progressive : 29 % → 38 % en 4 semaines",
            "Steady rise: 29% → 38% in 4 weeks",
        ),
        (
            Trend,
            0.38,
            0.29,
            "Baisse progressive : 38 % → 29 % en 4 semaines",
            "Steady fall: 38% → 29% in 4 weeks",
        ),
    ] {
        assert_eq!(said(kind, 2, from, to), [fr, en], "{kind:?}");
    }
}

#[test]
fn a_movement_names_days_and_months_too() {
    let jump = moved(MovementKind::Jump, 3, 0.4, 0.5);
    let step = moved(MovementKind::Step, 2, 0.4, 0.5);
    for (report, unit, fr, en) in [
        (&jump, Unit::Day, "Hausse soudaine le 16 nov. 2026 :", "Sudden rise on 16 Nov 2026:"),
        (&jump, Unit::Month, "Hausse soudaine en novembre 2026 :", "Sudden rise in November 2026:"),
        (&step, Unit::Day, "Depuis le 9 nov. 2026, +10 points", "Since 9 Nov 2026, +10 points"),
        (&step, Unit::Month, "Depuis novembre 2026, +10 points", "Since November 2026, +10 points"),
    ] {
        for (lang, start) in [(Lang::Fr, fr), (Lang::En, en)] {
            let sentence = sentence(report, unit, lang);
            assert!(sentence.starts_with(start), "{sentence}");
        }
    }
}

#[test]
fn mail_and_chat_say_the_movement() {
    let report = moved(MovementKind::Step, 2, 0.41, 0.54);
    let locale = Locale::new(Lang::En);
    let words = crate::words::Words::new(&report, &locale);
    let mail = crate::render::mail::message(words);
    let chat = crate::render::chat::message(words, crate::format::ChatKind::Mattermost);
    for text in [mail.text, mail.html, chat] {
        assert!(text.contains("Since week 46, +13 points (41% → 54%)"), "{text}");
    }
}

#[test]
fn a_finding_and_the_movement_say_the_same() {
    let weeks = |shares: &[u64]| {
        let rows = shares.iter().map(|percent| findings::testing::period(600, 6 * percent));
        let fixture = findings::testing::Fixture::periods(rows);
        let found = findings::findings(&fixture.site(), &BTreeMap::new());
        let rising = found.into_iter().find(|finding| finding.id == "untracked-rising");
        (fixture.site().movement.unwrap(), rising)
    };
    let calm = [40, 42, 41, 40, 39, 42, 41, 40];
    let risen = [40, 42, 41, 40, 39, 42, 41, 40, 55, 54];
    let fallen = [55, 54, 55, 53, 54, 55, 54, 40];
    for (shares, rises) in [(&calm[..], false), (&risen[..], true), (&risen[..9], true), (&fallen[..], false)]
    {
        let (movement, rising) = weeks(shares);
        assert_eq!(rising.is_some(), rises, "{movement:?}");
        let share = |name| move |finding: Finding| finding.data.iter().find(|(at, _)| *at == name).cloned();
        if let Some(finding) = rising {
            let ends = [share("share_before")(finding.clone()), share("share")(finding)];
            assert_eq!(
                ends.map(|end| end.unwrap().1),
                [Datum::Share(movement.from), Datum::Share(movement.to)]
            );
        }
    }
}
