//! From Matomo's answers to the audit, beside the mere reading of the same bytes.
//!
//! The data are 200 sites × 12 weeks: the recordings of six sites over and over,
//! as the bulk answers that the program gets for them, with other site ids.
//! `ignored` is the base line: what `serde_json` needs to read the bytes and keep
//! nothing. The others each add a step of the program to the one before.

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up has nothing to measure")]

use std::collections::HashMap;
use std::path::Path;
use std::sync::LazyLock;
use std::sync::mpsc::sync_channel;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use matomo_audit::api::Method;
use matomo_audit::audit::links::{self, DayRow, Found, NameRow, Rows, TagRow};
use matomo_audit::audit::{Audited, SiteTotal};
use matomo_audit::config::{Origin, Settings};
use matomo_audit::frames::{Builder, FrameError, Read, Segment, SiteMeta};
use matomo_audit::labels::drift::drift;
use matomo_audit::labels::personal::find;
use matomo_audit::labels::placeholder::is_placeholder;
use matomo_audit::labels::{as_matomo, fold};
use matomo_audit::ledger::Ledger;
use matomo_audit::matomo::{Instance, Listed, Plan, Request, Source};
use matomo_audit::model::GoalChoice;
use matomo_audit::model::Report;
use matomo_audit::period::{Unit, Window};
use matomo_audit::stats::{fisher_exact, holm};
use serde::de::IgnoredAny;
use serde_json::{Value, json};

const SITES: u64 = 200;
const WEEKS: u16 = 12;
/// The recorded sites that have visits.
const RECORDED: [u64; 6] = [1, 2, 5, 6, 8, 12];
/// The recorded weeks end with the one before this.
const RECORDED_AT: &str = "2026-11-24T09:40:00Z";

/// Campaigns of each site, for the findings at their largest: Matomo's default
/// limit of rows.
const CAMPAIGNS: usize = 1_000;

static DATA: LazyLock<Data> = LazyLock::new(Data::load);
/// The same sites with `CAMPAIGNS` campaigns each in the last week.
static MANY: LazyLock<Data> = LazyLock::new(|| Data::load().with_many_campaigns());

fn main() {
    LazyLock::force(&DATA);
    divan::main();
}

struct Data {
    settings: Settings,
    source: Source,
    instance: Instance,
    answers: Vec<Answers>,
}

/// What is read of one site.
struct Answers {
    plan: Plan,
    /// The answer to its bulk request.
    reports: Vec<u8>,
    /// The entry pages of the last week's direct visits.
    direct: (Request, Vec<u8>),
}

impl Answers {
    fn bodies(&self) -> [&[u8]; 2] {
        [&self.reports, &self.direct.1]
    }
}

impl Data {
    fn load() -> Self {
        let mut settings = Settings::demo().expect("the defaults are valid");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/recordings");
        settings.origin = Origin::Replay(folder);
        let source = Source::open(&settings).expect("the recordings are complete");
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime starts");
        let (instance, answers) = runtime.block_on(async {
            let instance = Listed::read(&source).await.expect("the recordings are readable").instance;
            let mut answers = Vec::new();
            for (id, recorded) in (1..=SITES).zip(RECORDED.into_iter().cycle()) {
                let original = plan(&instance, recorded, recorded);
                let reports = original.fetch(&source).await.expect("the recordings are readable");
                let direct = original.segmented().into_iter().next().expect("entry pages are asked for");
                let body = source.single(&direct).await.expect("the recordings are readable");
                answers.push(Answers {
                    plan: plan(&instance, recorded, id),
                    reports,
                    direct: (direct, body),
                });
            }
            (instance, answers)
        });
        Self { settings, source, instance, answers }
    }

    fn with_many_campaigns(mut self) -> Self {
        for answers in &mut self.answers {
            let mut bulk: Vec<Value> = serde_json::from_slice(&answers.reports).expect("a bulk is an array");
            let place = answers.plan.methods().position(|method| method == Method::Campaigns);
            let weeks = bulk[place.expect("campaigns are asked for")]
                .as_object_mut()
                .expect("campaigns come by period");
            let last = weeks.values_mut().next_back().expect("a window has periods");
            let site = answers.plan.site.id as usize;
            let rows = names(CAMPAIGNS, site).enumerate().map(|(index, name)| {
                json!({"label": name, "nb_visits": 1 + index % 50, "segment": "x", "idsubdatatable": 1,
                    "subtable": [{"label": "mail.google.com", "nb_visits": 1}]})
            });
            *last = rows.collect();
            answers.reports = serde_json::to_vec(&bulk).expect("JSON is written");
        }
        self
    }

    fn bytes(&self) -> BytesCount {
        BytesCount::new(self.answers.iter().flat_map(Answers::bodies).map(<[u8]>::len).sum::<usize>())
    }

    fn frames(&self) -> Vec<Read> {
        let mut builder = Builder::new();
        let site = |answers: &Answers| (answers.plan.site.id, self.add(answers, &mut builder));
        let mut sites = self.answers.iter().map(site).collect();
        let parts = builder.finish().expect("rows make frames");
        parts.into_iter().map(|frames| frames.with_sites(&mut sites)).collect()
    }

    /// Puts the rows of a site into frames.
    fn add(&self, Answers { plan, reports, direct }: &Answers, builder: &mut Builder) -> SiteMeta {
        let answers = plan.parse(&self.source, reports).expect("the recordings are readable");
        builder.add(plan.site.id, &answers);
        let pages = plan.parse_segmented(&self.source, &direct.0, &direct.1);
        let pages = pages.expect("the recordings are readable");
        builder.add_entry_pages(plan.site.id, Segment::Direct, &pages);
        SiteMeta {
            info: plan.site.clone(),
            window: plan.window.clone(),
            dimensions: answers.source_medium.is_some(),
            urls: answers.urls,
            goal: GoalChoice::All,
            pages_unavailable: None,
            days: None,
            today: jiff::civil::Date::ZERO,
        }
    }

    /// As the program does it: the first sites are audited while the next are read.
    fn pipeline(&self) -> Report {
        let (send, received) = sync_channel(2);
        let audited = std::thread::scope(|scope| {
            let audited = scope.spawn(move || Audited::of(&self.settings, received.into_iter()));
            let (mut builder, mut sites) = (Builder::new(), HashMap::new());
            for answers in &self.answers {
                let id = answers.plan.site.id;
                sites.insert(id, self.add(answers, &mut builder));
                if let Some(frames) = builder.close(id).expect("rows make frames") {
                    send.send(frames.with_sites(&mut sites)).expect("the audit goes on");
                }
            }
            let rest = builder.finish().expect("rows make frames");
            rest.into_iter().for_each(|frames| {
                send.send(frames.with_sites(&mut sites)).expect("the audit goes on");
            });
            drop(send);
            audited.join().expect("the audit ends")
        });
        self.report(audited)
    }

    fn audit(&self, read: Vec<Read>) -> Report {
        self.report(Audited::of(&self.settings, read.into_iter()))
    }

    fn report(&self, audited: Result<Audited<'_>, FrameError>) -> Report {
        let at = now().to_zoned_datetime(TimeZone::UTC);
        audited.expect("frames make an audit").report(&self.instance, at, Vec::new())
    }
}

/// Names as teams make them: a subject, a place, a number, and now and then
/// another spelling.
fn names(count: usize, seed: usize) -> impl Iterator<Item = String> {
    const SUBJECTS: [&str; 9] = [
        "newsletter",
        "rentree",
        "webinaire-accueil",
        "relance-inscription",
        "forum-emploi",
        "lettre-info",
        "affiche-mission-locale",
        "invitation",
        "recrutement-conseillers",
    ];
    const PLACES: [&str; 8] = ["nantes", "brest", "lille", "lyon", "paris", "rennes", "nancy", "metz"];
    (0..count).map(move |index| {
        let (subject, place) = (SUBJECTS[(index + seed) % 9], PLACES[(index / 9) % 8]);
        let separator = if index % 17 == 0 { '_' } else { '-' };
        format!("{subject}{separator}{place}-{:03}", (index / 2) % 700)
    })
}

fn now() -> Timestamp {
    RECORDED_AT.parse().expect("a timestamp")
}

/// The request for one recorded site, under another id.
fn plan(instance: &Instance, recorded: u64, id: u64) -> Plan {
    let site = instance.sites.iter().find(|site| site.id == recorded);
    let mut site = site.expect("the site is recorded").clone();
    site.id = id;
    let zone = site.zone().expect("the site has a time zone");
    Plan::new(site, Window::closed(Unit::Week, WEEKS, now(), &zone, None), Some(true))
}

#[divan::bench]
fn ignored(bencher: Bencher<'_, '_>) {
    let data = &*DATA;
    bencher.counter(data.bytes()).bench_local(|| {
        for body in data.answers.iter().flat_map(Answers::bodies) {
            let value = serde_json::from_slice::<IgnoredAny>(black_box(body));
            value.expect("the recordings are JSON");
        }
    });
}

#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    let data = &*DATA;
    bencher.counter(data.bytes()).bench_local(|| {
        for Answers { plan, reports, direct } in &data.answers {
            let answers = plan.parse(&data.source, black_box(reports));
            black_box(answers.expect("the recordings are readable"));
            let pages = plan.parse_segmented(&DATA.source, &direct.0, black_box(&direct.1));
            black_box(pages.expect("the recordings are readable"));
        }
    });
}

#[divan::bench]
fn parse_frames(bencher: Bencher<'_, '_>) {
    let data = &*DATA;
    bencher.counter(data.bytes()).bench_local(|| data.frames());
}

#[divan::bench]
fn parse_frames_audit(bencher: Bencher<'_, '_>) {
    let data = &*DATA;
    bencher.counter(data.bytes()).bench_local(|| data.pipeline());
}

/// The last step alone: metrics and findings.
#[divan::bench]
fn audit_of_frames(bencher: Bencher<'_, '_>) {
    let data = &*DATA;
    let read = data.frames();
    let bencher = bencher.counter(data.bytes()).with_inputs(|| read.clone());
    bencher.bench_local_values(|read| data.audit(read));
}

/// The same with 1,000 campaigns in each site's last week.
#[divan::bench(sample_count = 20)]
fn audit_of_many_campaigns(bencher: Bencher<'_, '_>) {
    let data = &*MANY;
    let read = data.frames();
    let bencher = bencher.counter(data.bytes()).with_inputs(|| read.clone());
    bencher.bench_local_values(|read| data.audit(read));
}

/// The conversions of 1,000 campaigns against those of a million visits.
#[divan::bench(args = [100, 1_000, 100_000])]
fn exact_comparisons(bencher: Bencher<'_, '_>, visits: u64) {
    const SITE: u64 = 1_000_000;
    bencher.counter(divan::counter::ItemsCount::new(CAMPAIGNS)).bench_local(|| {
        let compared = (0..CAMPAIGNS as u64).map(|campaign| {
            let converted = visits / 20 + campaign % (1 + visits / 50);
            fisher_exact(converted, visits, SITE / 20, SITE).expect("there are visits")
        });
        holm(&compared.collect::<Vec<_>>(), 0.05)
    });
}

/// Spellings of one site's names: the only finding that compares labels.
#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 10)]
fn naming_drift(bencher: Bencher<'_, '_>, count: usize) {
    let names: Vec<_> =
        names(count, 1).enumerate().map(|(i, name)| (format!("{name}-{}", i / 700), 3)).collect();
    bencher
        .counter(divan::counter::ItemsCount::new(count))
        .bench_local(|| drift(names.iter().map(|(name, visits)| (name.as_str(), *visits))).len());
}

/// What each name is asked: whether it holds personal data, by several findings and wherever it is shown.
#[divan::bench]
fn personal_data(bencher: Bencher<'_, '_>) {
    let names: Vec<_> = names(CAMPAIGNS, 1).collect();
    bencher
        .counter(divan::counter::ItemsCount::new(names.len()))
        .bench_local(|| names.iter().filter(|name| !find(black_box(name)).is_empty()).count());
}

/// Whether it is a template that was not filled in.
#[divan::bench]
fn placeholders(bencher: Bencher<'_, '_>) {
    let names: Vec<_> = names(CAMPAIGNS, 1).collect();
    bencher
        .counter(divan::counter::ItemsCount::new(names.len()))
        .bench_local(|| names.iter().filter(|name| is_placeholder(black_box(name))).count());
}

/// Its one spelling, by which tags without a name are told from names without a tag.
#[divan::bench]
fn folded_names(bencher: Bencher<'_, '_>) {
    let names: Vec<_> = names(CAMPAIGNS, 1).collect();
    bencher
        .counter(divan::counter::ItemsCount::new(names.len()))
        .bench_local(|| names.iter().map(|name| fold(black_box(name)).len()).sum::<usize>());
}

/// The channels of the hosts and tags that a large audit sees: each distinct one once.
#[divan::bench]
fn channels_of_hosts(bencher: Bencher<'_, '_>) {
    let channels = matomo_audit::channels::Channels::builtin();
    let hosts: Vec<_> = include_str!("../src/channels/tests/ordinary.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect();
    bencher
        .counter(divan::counter::ItemsCount::new(hosts.len()))
        .bench_local(|| hosts.iter().filter(|host| channels.by_host(black_box(host)).is_some()).count());
}

#[divan::bench]
fn channels_of_tags(bencher: Bencher<'_, '_>) {
    let channels = matomo_audit::channels::Channels::builtin();
    let names: Vec<_> = names(CAMPAIGNS, 1).collect();
    let told = |name: &String| channels.by_tag(Some(black_box(name)), Some("lien externe"), name).is_some();
    bencher
        .counter(divan::counter::ItemsCount::new(names.len()))
        .bench_local(|| names.iter().filter(|name| told(name)).count());
}

#[divan::bench]
fn channels_of_names(bencher: Bencher<'_, '_>) {
    let channels = matomo_audit::channels::Channels::builtin();
    let names: Vec<_> = names(CAMPAIGNS, 1).collect();
    bencher
        .counter(divan::counter::ItemsCount::new(names.len()))
        .bench_local(|| names.iter().filter(|name| channels.by_name(black_box(name)).is_some()).count());
}

/// Lines of the largest ledger that is to be read at once.
const LINKS: usize = 10_000;

/// A ledger of a team that shares a link a day for decades.
fn ledger(count: usize) -> String {
    let mut text = "id,url,campaign,source,medium,created,published,target,status\n".to_owned();
    for at in 0..count {
        let medium = ["email", "sms", "qr", "social"][at % 4];
        let (page, month, source, day) = (at % 90, at % 12 + 1, at % 7, at % 28 + 1);
        text += &format!(
            "{},https://site.example.fr/page-{page},2026-{month:02}-action-{at},brevo-{source},{medium},2026-08-01,2026-08-{day:02},40 visits,active\n",
            link_id(at),
        );
    }
    text
}

/// An id of six characters.
fn link_id(mut number: usize) -> String {
    const DIGITS: &[u8; 27] = b"bcdfghjkmnpqrstvwxz23456789";
    let mut id = vec![b'k'];
    for _ in 0..5 {
        id.push(DIGITS[number % DIGITS.len()]);
        number /= DIGITS.len();
    }
    String::from_utf8_lossy(&id).into_owned()
}

/// The rows of a site on which a thousand of the links are seen each day, as many as Matomo keeps.
fn link_rows(ledger: &Ledger, window: &Window, days: &Window) -> Rows {
    let daily = (0..days.periods.len()).flat_map(|day| (0..1_000).map(move |row| (day, day * 37 + row)));
    let link = |at: usize| &ledger.links[at % ledger.links.len()];
    let days = daily.map(|(day, at)| DayRow {
        day: day as u64,
        keyword: (&*link(at).id).into(),
        below: true,
        visits: 2,
        ..DayRow::default()
    });
    let weekly =
        || (0..window.periods.len()).flat_map(|week| (0..1_000).map(move |row| (week, week * 259 + row)));
    let tags = weekly().map(|(week, at)| TagRow {
        period: week as u64,
        source: (&*link(at).source).into(),
        medium: (&*link(at).medium).into(),
        name: (&*link(at).campaign).into(),
        visits: 9,
        converted: 1,
    });
    let names = weekly().map(|(week, at)| NameRow {
        period: week as u64,
        name: (&*link(at).campaign).into(),
        visits: 9,
        converted: 1,
    });
    Rows { days: days.collect(), tags: tags.collect(), names: names.collect() }
}

/// Reading of the largest ledger.
#[divan::bench]
fn ledger_reading(bencher: Bencher<'_, '_>) {
    let text = ledger(LINKS);
    let read = || Ledger::parse(Path::new("links.csv"), text.as_bytes()).expect("a ledger");
    assert_eq!(read().links.len(), LINKS);
    bencher.bench_local(|| black_box(read()));
}

/// The join of the largest ledger with a site on which Matomo reports as many links as it can.
#[divan::bench]
fn links_join(bencher: Bencher<'_, '_>) {
    let data = &*DATA;
    let (_, sites) = &data.frames()[0];
    let mut meta = sites[0].clone();
    meta.urls = vec!["https://site.example.fr".to_owned()];
    let ledger = Ledger::parse(Path::new("links.csv"), ledger(LINKS).as_bytes()).expect("a ledger");
    let days = ledger.days(&meta.urls, &meta.window).expect("links lead there");
    let rows = link_rows(&ledger, &meta.window, &days);
    meta.today = days.to();
    meta.days = Some(Ok(days));
    let settings = Settings { ledger: Some(ledger), ..data.settings.clone() };
    let total = SiteTotal { visits: 400_000, converted: 20_000 };
    let links = settings.ledger.iter().flat_map(|ledger| &ledger.links);
    let listed = links.map(|link| as_matomo(&link.campaign)).collect();
    let found = Found { meta: &meta, periods: &[], total };
    assert_eq!(links::links(found, &rows, &settings, &listed).0.len(), LINKS);
    bencher.bench_local(|| black_box(links::links(found, &rows, &settings, &listed)));
}
