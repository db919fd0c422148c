//! Shapes and traps of Matomo's answers, from bytes to rows.

use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::build::{FIRST_PART, address, split};
use super::read::{Row as _, Value as Cell};
use super::*;
use crate::api::Method;
use crate::config::Settings;
use crate::locale::{Lang, Locale};
use crate::matomo::{MatomoError, Plan, Request, SiteInfo, Source};
use crate::period::{Period, Unit, Window};

/// Answers of one site's bulk, in the order of its requests.
struct Bulk {
    plan: Plan,
    source: Source,
    answers: Vec<Value>,
}

/// The first Mondays of autumn 2026.
fn weeks(count: i8) -> Window {
    let week = |n: i8| {
        let from = date(2026, 9, 7 * (n + 1));
        Period { from, to: from.saturating_add(jiff::Span::new().days(6)) }
    };
    Window { unit: Unit::Week, periods: (0..count).map(week).collect() }
}

fn key(window: &Window, index: usize) -> String {
    let period = window.periods[index];
    format!("{},{}", period.from, period.to)
}

impl Bulk {
    /// Weeks without any visit.
    fn empty(count: i8) -> Self {
        let window = weeks(count);
        let by_period: serde_json::Map<_, _> =
            (0..window.periods.len()).map(|index| (key(&window, index), json!([]))).collect();
        let table = Value::from(by_period);
        let site = SiteInfo {
            id: 7,
            name: String::new(),
            main_url: "https://x.example".to_owned(),
            time_zone: "UTC".to_owned(),
            currency: "EUR".to_owned(),
            ecommerce: false,
            created: None,
        };
        let tables = vec![table.clone(); 5];
        let rest = [json!([]), json!([]), json!([]), table.clone(), table];
        Self {
            plan: Plan::new(site, window, Some(true)),
            source: Source::open(&Settings::demo().unwrap()).unwrap(),
            answers: tables.into_iter().chain(rest).collect(),
        }
    }

    fn answer(&mut self, method: Method) -> &mut Value {
        let position = self.plan.methods().position(|asked| asked == method).unwrap();
        &mut self.answers[position]
    }

    fn with(mut self, method: Method, answer: Value) -> Self {
        *self.answer(method) = answer;
        self
    }

    /// With a table whose first week has these rows.
    fn rows(mut self, method: Method, rows: Value) -> Self {
        let first = key(&self.plan.window, 0);
        self.answer(method)[first] = rows;
        self
    }

    fn read(&self) -> Result<Frames, MatomoError> {
        self.read_body(&Value::from(self.answers.clone()).to_string())
    }

    fn read_body(&self, body: &str) -> Result<Frames, MatomoError> {
        let answers = self.plan.parse(&self.source, body.as_bytes())?;
        let mut builder = Builder::new();
        builder.add(7, &answers);
        Ok(builder.finish().unwrap().remove(0))
    }

    fn frames(&self) -> Frames {
        self.read().unwrap()
    }
}

/// What is said of an answer of another form.
const SHAPE: &str = "answered in an unknown form";

fn error<T: std::fmt::Debug>(read: Result<T, MatomoError>) -> String {
    Locale::new(Lang::En).text(&read.unwrap_err().text())
}

fn values<'f, T: Cell<'f>>(frame: &'f DataFrame, name: &'static str) -> Vec<T> {
    T::values(frame, name).unwrap().collect::<Result<_, _>>().unwrap()
}

fn counts(frame: &DataFrame, name: &'static str) -> Vec<u64> {
    values(frame, name)
}

fn texts<'f>(frame: &'f DataFrame, name: &'static str) -> Vec<&'f str> {
    values(frame, name)
}

fn flags(frame: &DataFrame, name: &'static str) -> Vec<bool> {
    values(frame, name)
}

#[test]
fn a_week_without_visits_is_a_row_of_zero() {
    // Inside a map, an object report without visits is `[]`.
    let frames = Bulk::empty(3).frames();
    assert_eq!(counts(&frames.visits, col::PERIOD), [0, 1, 2]);
    assert_eq!(counts(&frames.visits, col::VISITS), [0, 0, 0]);
    assert_eq!(frames.channel_types.height(), 0);
}

#[test]
fn one_period_alone_may_come_with_or_without_its_map() {
    let rows = json!([{"label": "x.example", "nb_visits": 3, "segment": "s"}]);
    let window = weeks(1);
    for answer in [rows.clone(), json!({key(&window, 0): rows})] {
        let frames = Bulk::empty(1).with(Method::Websites, answer).frames();
        assert_eq!(texts(&frames.websites, col::HOST), ["x.example"]);
        assert_eq!(counts(&frames.websites, col::PERIOD), [0]);
    }
}

#[test]
fn rows_belong_to_the_week_of_their_key_in_any_order() {
    let window = weeks(2);
    let row = |visits: u64| json!([{"label": "x", "nb_visits": visits, "segment": "s"}]);
    let answer = format!("{{\"{}\":{},\"{}\":{}}}", key(&window, 1), row(2), key(&window, 0), row(1));
    let frames = Bulk::empty(2).with(Method::Websites, serde_json::from_str(&answer).unwrap()).frames();
    assert_eq!(counts(&frames.websites, col::PERIOD), [0, 1]);
    assert_eq!(counts(&frames.websites, col::VISITS), [1, 2]);
}

#[test]
fn a_week_that_was_not_asked_for_and_one_that_is_missing_are_errors() {
    let mut extra = Bulk::empty(2);
    extra.answer(Method::ChannelTypes)["2030-01-07,2030-01-13"] = json!([]);
    let said = error(extra.read());
    assert_eq!(
        said,
        format!(
            "Referrers.getReferrerType {SHAPE}: `2030-01-07,2030-01-13` is not a period that was asked for"
        )
    );
    for report in [Method::Visits, Method::ChannelTypes, Method::Websites, Method::Socials, Method::Campaigns]
    {
        let mut missing = Bulk::empty(2);
        missing.answer(report).as_object_mut().unwrap().remove(&key(&weeks(2), 1));
        let said = error(missing.read());
        assert_eq!(said, format!("{report} {SHAPE}: no answer for the period 2026-09-14 to 2026-09-20"));
    }
}

#[test]
fn a_refused_report_is_an_error_with_matomos_words_or_can_be_spared() {
    let refusal = json!({"result": "error", "message": "no access"});
    for report in [Method::Visits, Method::ChannelTypes, Method::Websites, Method::Socials, Method::Campaigns]
    {
        let said = error(Bulk::empty(1).with(report, refusal.clone()).read());
        assert_eq!(said, format!("Matomo refuses {report}: no access"));
    }
    for report in [Method::SiteUrls, Method::Goals, Method::EntryPages, Method::SourceMedium, Method::Mediums]
    {
        assert!(Bulk::empty(1).with(report, refusal.clone()).read().is_ok());
    }
    // The message may come first.
    let swapped = "{\"message\":\"no access\",\"result\":\"error\"}";
    let mut body: Vec<_> = Bulk::empty(1).answers.iter().map(Value::to_string).collect();
    body[0] = swapped.to_owned();
    let bulk = Bulk::empty(1);
    let body = format!("[{}]", body.join(","));
    let said = error(bulk.plan.parse(&bulk.source, body.as_bytes()));
    assert_eq!(said, "Matomo refuses VisitsSummary.get: no access");
}

/// No table in its place: it would be one without visits.
#[test]
fn an_answer_that_is_not_there_is_an_error() {
    let bulk = Bulk::empty(1);
    for (count, method) in bulk.plan.methods().enumerate() {
        let body = Value::from(bulk.answers[..count].to_vec()).to_string();
        assert_eq!(error(bulk.read_body(&body)), format!("{method} {SHAPE}: its answer is missing"));
    }
    let mut more = bulk.answers.clone();
    more.push(json!([]));
    let said = error(bulk.read_body(&Value::from(more).to_string()));
    assert_eq!(said, format!("{} {SHAPE}: more answers than were asked for", Method::Bulk));
    // Asked for something else.
    let other = crate::matomo::Bulk::of_instance(&[Method::Version]);
    let mut answers = other.read(&bulk.source, br#"[{"value":"5"}]"#).unwrap();
    assert_eq!(
        error(answers.tables(Method::Websites)),
        format!("Referrers.getWebsites {SHAPE}: its answer is missing")
    );
    assert_eq!(
        error(answers.metrics(Method::Visits)),
        format!("VisitsSummary.get {SHAPE}: its answer is missing")
    );
    assert!(answers.value(Method::Goals).is_err());
}

#[test]
fn others_is_the_row_without_segment_in_any_language() {
    let rows = json!([
        {"label": "Autres", "nb_visits": 9},
        {"label": "others", "nb_visits": 2, "segment": "referrerType==campaign;referrerName==others"},
        {"label": "", "nb_visits": 3},
        {"label": "rest", "nb_visits": 1, "idsubdatatable": 4},
        {"label": "Others", "nb_visits": 1, "segment": "s", "is_summary": true},
        {"label": "flagged", "nb_visits": 1, "segment": "s", "is_summary": false},
    ]);
    let frames = Bulk::empty(1).rows(Method::Campaigns, rows.clone()).rows(Method::Websites, rows).frames();
    let expected = [true, false, false, false, true, false];
    assert_eq!(flags(&frames.campaigns, col::SUMMARY), expected);
    assert_eq!(flags(&frames.websites, col::SUMMARY), expected);
}

#[test]
fn missing_metrics_are_zero_and_numbers_may_be_text() {
    let rows = json!([
        {"label": "a", "segment": "s", "nb_visits": 0},
        {"label": "b", "segment": "s", "nb_visits": "12", "nb_conversions": " 3 ", "revenue": "25.5"},
        {"label": "c", "segment": "s", "nb_visits": 1, "nb_visits_converted": false, "revenue": false},
        {"label": "d", "segment": "s", "nb_visits": 4.0, "nb_visits_converted": "", "revenue": -3},
    ]);
    let frames = Bulk::empty(1).rows(Method::Campaigns, rows).frames();
    assert_eq!(counts(&frames.campaigns, col::VISITS), [0, 12, 1, 4]);
    assert_eq!(counts(&frames.campaigns, col::CONVERSIONS), [0, 3, 0, 0]);
    assert_eq!(counts(&frames.campaigns, col::CONVERTED), [0, 0, 0, 0]);
    assert_eq!(values::<f64>(&frames.campaigns, col::REVENUE), [0.0, 25.5, 0.0, -3.0]);
}

/// A count that is not there or cannot be one, and a row without its label, are
/// errors, rather than a wrong share.
#[test]
fn rows_without_a_count_or_a_label_are_refused() {
    let counts = [
        json!(-1),
        json!("13,33 %"),
        json!("44%"),
        json!(1e300),
        json!([1]),
        json!(true),
        json!(null),
        json!(false),
        json!(""),
        json!(1.5),
    ];
    let counts = counts.map(|visits| json!({"label": "a", "segment": "s", "nb_visits": visits}));
    let labels = [json!(null), json!(false), json!(["a"])];
    let labels = labels.map(|label| json!({"label": label, "segment": "s", "nb_visits": 1}));
    let absent = [
        json!({"label": "a", "segment": "s"}),
        json!({"nb_visits": 1, "segment": "s"}),
        json!({"label": "a", "nb_visits": 1, "subtable": [{"label": "b"}]}),
    ];
    for row in counts.into_iter().chain(labels).chain(absent) {
        let read = Bulk::empty(1).rows(Method::Websites, json!([row])).read();
        let said = error(read);
        assert!(said.starts_with(&format!("Referrers.getWebsites {SHAPE}: ")), "{row}: {said}");
    }
}

#[test]
fn a_period_is_named_whole_and_once() {
    let bulk = Bulk::empty(1);
    let whole = key(&bulk.plan.window, 0);
    let first = &whole[..10];
    let others = [first.to_owned(), format!("{first},2099-12-31"), format!("{first},garbage"), whole.clone()];
    for other in others {
        // Once as the only key, and once beside the right one.
        let right = bulk.answers[2].to_string();
        let alone = right.replace(&whole, &other);
        let beside = format!("{{\"{whole}\":[],\"{other}\":[]}}");
        for table in [alone, beside].iter().filter(|table| **table != right) {
            let mut answers: Vec<_> = bulk.answers.iter().map(Value::to_string).collect();
            answers[2] = table.clone();
            let read = bulk.read_body(&format!("[{}]", answers.join(",")));
            let said = error(read);
            assert!(said.starts_with(&format!("Referrers.getWebsites {SHAPE}: ")), "{table}: {said}");
        }
    }
}

#[test]
fn labels_that_look_like_numbers_stay_what_they_were() {
    let labels = json!([2026, 0, -1, 1.5, "", "00123"]);
    let rows: Vec<_> = labels
        .as_array()
        .unwrap()
        .iter()
        .map(|label| json!({"label": label, "nb_visits": 1, "segment": "s"}))
        .collect();
    let frames = Bulk::empty(1).rows(Method::Campaigns, rows.into()).frames();
    assert_eq!(texts(&frames.campaigns, col::NAME), ["2026", "0", "-1", "1.5", "", "00123"]);
}

#[test]
fn a_channel_type_is_known_by_its_id_however_it_is_spelt() {
    let rows = json!([
        {"label": "Entrées directes", "nb_visits": 1, "referrer_type": 1},
        {"label": "Campaigns", "nb_visits": 2, "referer_type": "6"},
        {"label": "AI", "nb_visits": 3, "referrer_type": 8},
        {"label": "Telepathy", "nb_visits": 4, "referrer_type": 42},
        {"label": "nameless", "nb_visits": 5},
    ]);
    let frames = Bulk::empty(1).rows(Method::ChannelTypes, rows).frames();
    let ids: Vec<_> =
        frames.channel_types.column(col::TYPE).unwrap().i64().unwrap().iter().flatten().collect();
    assert_eq!(ids, [1, 6, 8, 42, -1]);
}

#[test]
fn goals_of_a_row_and_of_a_site_are_an_array_or_an_object() {
    for goals in [
        json!({"idgoal=1": {"nb_conversions": 2, "revenue": "1.5"}, "idgoal=ecommerceOrder": {}}),
        json!([]),
        json!(null),
    ] {
        let rows = json!([{"label": "a", "nb_visits": 1, "segment": "s", "goals": goals}]);
        assert!(Bulk::empty(1).rows(Method::Campaigns, rows).read().is_ok());
    }
    for goals in [json!([{"idgoal": "1", "name": "x"}]), json!({"3": {"idgoal": 3, "name": "y"}}), json!([])]
    {
        assert!(Bulk::empty(1).with(Method::Goals, goals).read().is_ok());
    }
}

#[test]
fn keywords_are_the_rows_below_a_campaign() {
    let rows = json!([
        {"label": "rentree", "nb_visits": 5, "segment": "s", "subtable": [
            {"label": "mail.google.com", "nb_visits": 3}, {"label": 2026, "nb_visits": 1},
        ]},
        {"label": "alone", "nb_visits": 1, "segment": "s", "subtable": {}},
    ]);
    let frames = Bulk::empty(1).rows(Method::Campaigns, rows).frames();
    assert_eq!(texts(&frames.keywords, col::NAME), ["rentree", "rentree"]);
    assert_eq!(texts(&frames.keywords, col::KEYWORD), ["mail.google.com", "2026"]);
    assert_eq!(counts(&frames.campaigns, col::VISITS), [5, 1]);
}

/// Source, medium and name of each tag.
fn tags(frames: &Frames) -> Vec<(&str, &str, &str, u64)> {
    let [sources, mediums, names] =
        [col::SOURCE, col::MEDIUM, col::NAME].map(|name| texts(&frames.tags, name));
    let visits = counts(&frames.tags, col::VISITS);
    let parts = sources.into_iter().zip(mediums).zip(names).zip(visits);
    parts.map(|(((source, medium), name), visits)| (source, medium, name, visits)).collect()
}

#[test]
fn a_label_is_cut_where_its_medium_begins() {
    let medium = |label: &str| json!({"label": label, "nb_visits": 1});
    let row =
        |label: &str| json!({"label": label, "nb_visits": 1, "subtable": [{"label": "n", "nb_visits": 1}]});
    let labels = ["brevo - email", "a - b - e-mail", "email", "wiki", "x - y - z", "un - deux - trois"];
    let frames = Bulk::empty(1)
        .rows(Method::Mediums, ["email", "e-mail", "deux - trois"].map(medium).to_vec().into())
        .rows(Method::SourceMedium, labels.map(row).to_vec().into())
        .frames();
    let cut: Vec<_> = tags(&frames).into_iter().map(|(source, medium, ..)| (source, medium)).collect();
    assert_eq!(
        cut,
        [
            ("brevo", "email"),
            ("a - b", "e-mail"),
            // A medium that the site has, alone; else it is a source.
            ("", "email"),
            ("wiki", ""),
            // Without any known medium, the last part is one.
            ("x - y", "z"),
            ("un", "deux - trois"),
        ]
    );
}

#[test]
fn visits_without_a_campaign_name_are_what_the_names_leave() {
    let rows = json!([
        {"label": "brevo - email", "nb_visits": 10, "nb_visits_converted": 4, "subtable": [
            {"label": "a", "nb_visits": 6, "nb_visits_converted": 1},
            {"label": "b", "nb_visits": 1},
        ]},
        {"label": "crm - email", "nb_visits": 2},
        {"label": "odd - email", "nb_visits": 1, "subtable": [{"label": "c", "nb_visits": 5}]},
    ]);
    let frames = Bulk::empty(1).rows(Method::SourceMedium, rows).frames();
    let named: Vec<_> = tags(&frames).into_iter().map(|(_, _, name, visits)| (name, visits)).collect();
    assert_eq!(named, [("a", 6), ("b", 1), ("", 3), ("", 2), ("c", 5)]);
    assert_eq!(counts(&frames.tags, col::CONVERTED), [1, 0, 3, 0, 0]);
}

#[test]
fn entry_pages_count_visits_that_started_there() {
    let rows = json!([
        {"label": "/", "nb_visits": 40, "entry_nb_visits": 30, "segment": "s"},
        {"label": "/a?x=1#y", "nb_visits": 5, "entry_nb_visits": 2, "segment": "s"},
        {"label": "/b#part", "nb_visits": 5, "entry_nb_visits": "1", "segment": "s"},
        {"label": "/seen-on-the-way", "nb_visits": 9, "segment": "s"},
        {"label": "Others", "nb_visits": 9, "entry_nb_visits": 8},
    ]);
    let frames = Bulk::empty(1).with(Method::EntryPages, rows).frames();
    assert_eq!(texts(&frames.entry_pages, col::PATH), ["/", "/a", "/b", "Others"]);
    assert_eq!(texts(&frames.entry_pages, col::QUERY), ["", "x=1", "", ""]);
    assert_eq!(counts(&frames.entry_pages, col::VISITS), [30, 2, 1, 8]);
    assert_eq!(flags(&frames.entry_pages, col::SUMMARY), [false, false, false, true]);
}

#[test]
fn a_hash_route_is_part_of_the_path_and_an_anchor_is_not() {
    for (label, path, query) in [
        ("/index#/demande", "/#/demande", ""),
        ("/#/demande", "/#/demande", ""),
        ("/#!/demande", "/#!/demande", ""),
        ("/app/index#/demande/etape-2?x=1", "/app/#/demande/etape-2", "x=1"),
        ("/?a=1#/demande&utm_campaing=b", "/#/demande", "a=1&utm_campaing=b"),
        ("/reindex#demande/12", "/reindex#demande/12", ""),
        ("/#/", "/", ""),
        ("/#contact", "/", ""),
        ("/aide#utm_campaing=b", "/aide", "utm_campaing=b"),
        ("/aide#state=a/b&code=c", "/aide", "state=a/b&code=c"),
        ("/aide?x=1#:~:text=a", "/aide", "x=1&:~:text=a"),
    ] {
        assert_eq!(address(label), (path.into(), query.into()), "{label}");
    }
}

read::row! {
    #[derive(Debug)]
    struct Visits {
        period: u64 = PERIOD,
        visits: u64 = VISITS,
    }
}

/// A null or negative value in a column is named, not turned into zero.
#[test]
fn a_column_that_is_no_count_is_an_error_that_names_it() {
    let frame = |visits: [Option<i64>; 2]| {
        let columns = [(col::SITE, vec![Some(7), Some(9)]), (col::PERIOD, vec![Some(0), Some(1)])];
        let columns = columns.into_iter().chain([(col::VISITS, visits.to_vec())]);
        let columns = columns.map(|(name, values)| Column::new(name.into(), values));
        DataFrame::new_infer_height(columns.collect()).unwrap()
    };
    for (wrong, shown) in [(Some(-1), "-1"), (None, "None")] {
        let error = Visits::rows(&frame([Some(3), wrong])).unwrap_err().to_string();
        assert!(error.contains("visits") && error.contains(shown), "{error}");
    }
    let good = frame([Some(3), Some(4)]);
    assert!(Visits::rows(&good.drop(col::PERIOD).unwrap()).is_err());
    let by_site = read::by_site::<Visits>(&good).unwrap();
    assert_eq!((by_site[&7][0].visits, by_site[&9][0].period, by_site.len()), (3, 1, 2));
}

/// By it, sums of a report are put beside the visits: no row may refer to another site or period.
#[test]
fn a_row_refers_to_the_visits_of_its_own_site_and_period() {
    let rows =
        json!([{"label": "a", "nb_visits": 1, "segment": "s", "subtable": [{"label": "k", "nb_visits": 1}]}]);
    let second = key(&weeks(2), 1);
    let bulk = [
        Method::Websites,
        Method::Socials,
        Method::Campaigns,
        Method::SourceMedium,
        Method::Mediums,
        Method::ChannelTypes,
    ]
    .into_iter()
    .fold(Bulk::empty(2), |mut bulk, method| {
        bulk.answer(method)[&second] = rows.clone();
        bulk
    });
    let body = Value::from(bulk.answers.clone()).to_string();
    let answers = bulk.plan.parse(&bulk.source, body.as_bytes()).unwrap();
    let mut builder = Builder::new();
    builder.add(7, &answers);
    builder.add(9, &answers);
    let frames = builder.finish().unwrap().pop().unwrap();
    assert_eq!(counts(&frames.visits, col::SITE), [7, 7, 9, 9]);
    for frame in [
        &frames.channel_types,
        &frames.websites,
        &frames.socials,
        &frames.campaigns,
        &frames.keywords,
        &frames.tags,
        &frames.mediums,
    ] {
        let rows = values::<u32>(frame, col::ROW);
        assert_eq!((rows, counts(frame, col::SITE)), (vec![1, 3], vec![7, 9]));
        let [column] = &by_period_row(frame.clone().lazy(), [col(col::VISITS).sum()], 4).unwrap()[..] else {
            panic!("one sum is one column");
        };
        let sums: Vec<_> = column.i64().unwrap().iter().collect();
        assert_eq!(sums, [Some(0), Some(1), Some(0), Some(1)]);
    }
}

/// Parts are how sites are audited: no row may be in another than its site's.
#[test]
fn a_site_is_in_one_part_with_all_its_rows() {
    let rows: Vec<_> = (0..FIRST_PART / 2)
        .map(|index| json!({"label": format!("{index}.example"), "nb_visits": 1, "segment": "s"}))
        .collect();
    let bulk = Bulk::empty(1).rows(Method::Websites, rows.into());
    let body = Value::from(bulk.answers.clone()).to_string();
    let page = json!([{"label": "/", "nb_visits": 1, "entry_nb_visits": 1, "segment": "s"}]).to_string();
    let request = Request::direct_entry_pages(7, Unit::Week, weeks(1).periods[0]);
    let pages = bulk.plan.parse_segmented(&bulk.source, &request, page.as_bytes()).unwrap();
    let mut builder = Builder::new();
    let sites = [vec![1, 2], vec![3, 4, 5, 6], (7..=14).collect(), (15..=22).collect(), vec![23]];
    for site in sites.concat() {
        builder.add(site, &bulk.plan.parse(&bulk.source, body.as_bytes()).unwrap());
    }
    for site in sites.concat() {
        builder.add_entry_pages(site, Segment::Direct, &pages);
    }
    // A part is complete with the last of its sites, and not while there is room for more.
    assert!([3, 4, 6, 23].iter().all(|site| builder.close(*site).unwrap().is_none()));
    assert!(builder.close(99).unwrap().is_none(), "a site without rows");
    let taken = builder.close(5).unwrap().unwrap();
    let mut parts = builder.finish().unwrap();
    parts.insert(1, taken);
    assert_eq!(parts.iter().map(|part| part.sites.clone()).collect::<Vec<_>>(), sites);
    for part in &parts {
        assert_eq!(counts(&part.visits, col::SITE), part.sites);
        assert_eq!(counts(&part.entry_pages, col::SITE), part.sites);
        assert_eq!(part.websites.height(), part.sites.len() * FIRST_PART / 2);
    }
}

/// Site 2 of the recordings: campaign rows and tags tell the same visits.
#[test]
fn recorded_reports_agree_with_each_other() {
    let file = |name: &str| -> Value {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/recordings/site-02");
        serde_json::from_slice(&std::fs::read(format!("{folder}/{name}.json")).unwrap()).unwrap()
    };
    let mut bulk = Bulk::empty(1);
    let week = |day: i8| date(2026, 8, 31).saturating_add(jiff::Span::new().weeks(day));
    let periods = (0..12)
        .map(|n| Period { from: week(n), to: week(n).saturating_add(jiff::Span::new().days(6)) })
        .collect();
    bulk.plan = Plan::new(bulk.plan.site.clone(), Window { unit: Unit::Week, periods }, Some(true));
    bulk.answers = vec![
        file("week/VisitsSummary.get"),
        file("week/Referrers.getReferrerType"),
        file("week/Referrers.getWebsites"),
        file("week/Referrers.getSocials"),
        file("week/Referrers.getCampaigns.expanded"),
        file("SitesManager.getSiteUrlsFromId"),
        file("Goals.getGoals"),
        file("week/Actions.getEntryPageUrls.all.last"),
        file("week/MarketingCampaignsReporting.getSourceMedium.expanded"),
        file("week/MarketingCampaignsReporting.getMedium"),
    ];
    let frames = bulk.frames();
    let sum = |frame: &DataFrame| counts(frame, col::VISITS).iter().sum::<u64>();
    assert_eq!(sum(&frames.visits), sum(&frames.channel_types));
    assert_eq!(sum(&frames.campaigns), sum(&frames.tags));
    assert_eq!(sum(&frames.tags), sum(&frames.mediums));
    let found = tags(&frames);
    assert!(found.iter().any(|tag| (tag.0, tag.1, tag.2) == ("affiche", "qr", "mission-locale-lyon")));
    assert!(found.iter().all(|(source, medium, ..)| !source.is_empty() && !medium.is_empty()));
}

/// Any JSON, with the names and keys that Matomo uses.
fn any_json() -> impl Strategy<Value = Value> {
    let word = prop_oneof![
        Just("label".to_owned()),
        Just("nb_visits".to_owned()),
        Just("referrer_type".to_owned()),
        Just("referer_type".to_owned()),
        Just("subtable".to_owned()),
        Just("goals".to_owned()),
        Just("revenue".to_owned()),
        Just("result".to_owned()),
        Just("message".to_owned()),
        Just("segment".to_owned()),
        Just("2026-09-07,2026-09-13".to_owned()),
        Just("2026-09-14,2026-09-20".to_owned()),
        Just(" - ".to_owned()),
        ".{0,8}",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        word.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 48, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::vec((word.clone(), inner), 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// A row that is likely to be read, with any value in its fields.
fn any_row() -> impl Strategy<Value = Value> {
    (".{0,12}", 0..1000_u64, any_json(), any_json()).prop_map(|(label, visits, one, other)| {
        json!({"label": label, "nb_visits": visits, "entry_nb_visits": visits, "goals": one, "subtable": other})
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_json_in_the_place_of_any_report_is_read_or_refused(report in 0..10_usize, answer in any_json()) {
        let mut bulk = Bulk::empty(2);
        bulk.answers[report] = answer;
        let _ = bulk.read();
    }

    #[test]
    fn any_rows_are_read_or_refused(report in 1..10_usize, rows in proptest::collection::vec(any_row(), 0..4)) {
        let mut bulk = Bulk::empty(1);
        bulk.answers[report] = rows.into();
        let _ = bulk.read();
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let bulk = Bulk::empty(2);
        prop_assert!(bulk.plan.parse(&bulk.source, &bytes).is_err());
        let window = weeks(1);
        let request = Request::direct_entry_pages(7, Unit::Week, window.periods[0]);
        let _ = bulk.plan.parse_segmented(&bulk.source, &request, &bytes);
    }

    #[test]
    fn any_end_of_an_answer_is_an_error(cut in 1..200_usize) {
        let bulk = Bulk::empty(2);
        let body = Value::from(bulk.answers.clone()).to_string();
        let body = &body.as_bytes()[..body.len() - cut.min(body.len())];
        prop_assert!(bulk.plan.parse(&bulk.source, body).is_err());
    }

    #[test]
    fn any_segmented_table_is_read_or_refused(answer in any_json(), rows in proptest::collection::vec(any_row(), 0..4)) {
        let window = weeks(1);
        let request = Request::direct_entry_pages(7, Unit::Week, window.periods[0]);
        let bulk = Bulk::empty(1);
        for body in [answer.to_string(), Value::from(rows).to_string()] {
            if let Ok(rows) = bulk.plan.parse_segmented(&bulk.source, &request, body.as_bytes()) {
                let mut builder = Builder::new();
                builder.add_entry_pages(7, Segment::Direct, &rows);
                prop_assert!(builder.finish().is_ok());
            }
        }
    }

    #[test]
    fn a_cut_label_loses_nothing(label in "[a-c -]{0,12}", mediums in proptest::collection::hash_set("[a-c -]{0,4}", 0..4)) {
        let known = mediums.iter().map(String::as_str).collect();
        let (source, medium) = split(&label, &known);
        let joined = match (source, medium) {
            ("", medium) => medium.to_owned(),
            (source, "") => source.to_owned(),
            (source, medium) => format!("{source} - {medium}"),
        };
        // An empty side leaves its separator out.
        prop_assert!(label == joined || label.ends_with(" - ") || label.starts_with(" - "), "{:?}", joined);
    }
}
