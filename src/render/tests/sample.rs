//! One report with everything that a report can hold.

use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use crate::escape::Foreign;
use crate::labels::placeholder::MASKED;
use crate::ledger;
use crate::locale::Text;
use crate::model::gate::{Check, GateResult, Measure, Outcome, Terms};
use crate::model::*;
use crate::period::{Period, Unit};
use crate::stats::{Z95, wilson};

/// What a server might send to break each output.
const HOSTILE: &str = "`code` |pipe| <b>*x*</b> @all =1+1 \u{1b}[31m\u{202e}txt ::error::x %0A\nline";
const WEEKS: i64 = 6;

/// Sites of every verdict, with errors.
pub fn report() -> Report {
    let sites = vec![red_flag(), hostile(), masked(), missing(), clear(), few(), incomplete(), no_visits()];
    let error = |site: Option<u64>, name: &str, stage, message: Text| SiteError {
        site,
        name: name.into(),
        stage,
        message,
    };
    Report {
        generated_at: "2026-11-23T06:05:00Z"
            .parse::<Timestamp>()
            .unwrap_or_default()
            .to_zoned_datetime(TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC)),
        matomo: Matomo {
            url: "https://stats.exemple.gouv.fr/".into(),
            version: "5.4.0".into(),
            campaign_dimensions: true,
        },
        window: ReportWindow {
            unit: Unit::Week,
            period: Period { from: week(0).from, to: week(WEEKS - 1).to },
        },
        thresholds: LIMITS,
        total: Total {
            visits: 4_320,
            direct: 2_101,
            untracked: 2_430,
            untracked_share: Some(0.5625),
            change: Some(0.031),
            left_out: 3,
        },
        sites,
        errors: vec![
            error(
                Some(31),
                "Site fermé",
                "reports",
                Text::new("matomo-api")
                    .with("method", "API.getBulkRequest")
                    .with("message", Foreign::from(HOSTILE)),
            ),
            error(None, HOSTILE, "sites", Text::new("inconclusive-no-visits")),
        ],
        demo: false,
        summary: false,
        details: false,
    }
}

/// The same with the first site only, and no errors.
pub fn single() -> Report {
    let mut report = report();
    report.sites.truncate(1);
    report.errors.clear();
    report.demo = true;
    report.total = Total { left_out: 0, ..report.total };
    report
}

/// What `check` makes of some of the sites.
pub fn gate() -> GateResult {
    let terms = Terms { min_visits: 100, confidence: Some(95.0), consecutive: 2 };
    let check = |site, name: &str, measure, outcome, counted| Check {
        site,
        name: name.into(),
        measure,
        limit: 0.5,
        outcome,
        share: Some(counted as f64 / 1000.0),
        compared: Some(counted as f64 / 1000.0 - 0.03),
        visits: 1000,
        counted,
        doubt: None,
        lacking: String::new(),
        range: None,
        streak: 2,
    };
    let missing = Check {
        doubt: Some(Doubt::Missing),
        lacking: "Referrers.getWebsites (482)".to_owned(),
        range: Some((0.24, 0.72)),
        share: None,
        compared: None,
        ..check(4, "Portail", Measure::Untracked, Outcome::NoVerdict, 240)
    };
    let checks = vec![
        check(1, "Démarches", Measure::Direct, Outcome::Exceeded, 700),
        check(1, "Démarches", Measure::Untracked, Outcome::Passed, 420),
        check(2, HOSTILE, Measure::Direct, Outcome::NoVerdict, 501),
        missing,
    ];
    let severe = hostile().findings.into_iter().filter(|finding| finding.severity == Severity::Critical);
    GateResult { terms, checks, findings: severe.map(|finding| (2, HOSTILE.into(), finding)).collect() }
}

const LIMITS: Limits = Limits { watch: 0.3, red_flag: 0.5, min_visits: 100 };

fn week(at: i64) -> Period {
    let from = date(2026, 10, 12).saturating_add((7 * at).days());
    Period { from, to: from.saturating_add(6.days()) }
}

fn share(part: u64, visits: u64) -> Option<f64> {
    (visits > 0).then(|| part as f64 / visits as f64)
}

/// A week of `direct` direct visits, of websites that mean a shared link, and of tagged ones.
fn row(at: i64, visits: u64, direct: u64, websites: u64, tagged: u64) -> PeriodRow {
    let untracked = direct + websites;
    let untracked_share = share(untracked, visits);
    PeriodRow {
        period: week(at),
        complete: true,
        measurable: true,
        visits,
        direct,
        unknown: Unknown { websites, ..Unknown::default() },
        untracked,
        tagged,
        direct_share: share(direct, visits),
        untracked_share,
        interval: wilson(untracked, visits, Z95),
        verdict: match untracked_share {
            Some(share) if visits >= LIMITS.min_visits => match share {
                share if share > LIMITS.red_flag => Verdict::RedFlag,
                share if share > LIMITS.watch => Verdict::Watch,
                _ => Verdict::Clear,
            },
            _ => Verdict::Inconclusive,
        },
        by_type: ByType {
            direct,
            website: websites + 10,
            campaign: tagged,
            search: visits.saturating_sub(untracked + tagged + 10),
            ..ByType::default()
        },
        change: Some(0.012),
        against_median: Some(-0.004),
        ..PeriodRow::default()
    }
}

fn rows(weeks: [(u64, u64, u64, u64); WEEKS as usize]) -> Vec<PeriodRow> {
    (0..)
        .zip(weeks)
        .map(|(at, (visits, direct, websites, tagged))| row(at, visits, direct, websites, tagged))
        .collect()
}

fn site(id: u64, name: &str, periods: Vec<PeriodRow>) -> SiteReport {
    let verdict = periods.last().map_or(Verdict::Inconclusive, |row| row.verdict);
    SiteReport {
        id,
        name: name.into(),
        time_zone: "Europe/Paris".into(),
        main_url: "https://www.exemple.gouv.fr".into(),
        verdict,
        inconclusive: None,
        median_share: periods.last().and_then(|row| row.untracked_share),
        movement: None,
        periods,
        channels: Vec::new(),
        campaign_dimensions: true,
        coverage_unknown: None,
        unmatched: 0,
        entry_pages: EntryPages::default(),
        campaigns: Campaigns::default(),
        actions: Vec::new(),
        links: Vec::new(),
        ledger: None,
        month: None,
        hosts: Vec::new(),
        findings: Vec::new(),
        mended: Vec::new(),
        what_if: Vec::new(),
    }
}

fn channel(id: &str, status: Status, tagged: u64, untagged: u64, hosts: &[(&str, u64)]) -> ChannelRow {
    let leaves_referrer = !matches!(status, Status::Silent | Status::Tagged);
    ChannelRow {
        id: id.to_owned(),
        status,
        tagged,
        guessed: 0,
        untagged,
        coverage: share(tagged, tagged + untagged).filter(|_| leaves_referrer && status != Status::Unknown),
        last_tagged: tagged / 4,
        last_untagged: untagged / 4,
        last_unknown: untagged / 8,
        evidence: hosts
            .iter()
            .map(|(host, visits)| Evidence {
                host: (*host).into(),
                visits: *visits,
                last_visits: *visits / 4,
            })
            .collect(),
        untagged_seen: None,
        leaves_referrer,
    }
}

fn page(path: &str, visits: u64) -> DeepPage {
    let link = format!(
        "https://www.exemple.gouv.fr{path}?utm_source=newsletter&utm_medium=email&utm_campaign=a-completer"
    );
    DeepPage { path: path.into(), visits, link: Some(link.into()) }
}

fn links(channel: &str) -> Vec<SharedLink> {
    let link =
        format!("https://www.exemple.gouv.fr/demarches/fiche-1?utm_source={channel}&utm_medium={channel}");
    vec![SharedLink { channel: channel.to_owned(), link: link.into() }]
}

fn action(name: &str, channel: &str, visits: u64, usual: Option<f64>, change: Option<Change>) -> Action {
    Action {
        name: name.into(),
        spellings: Vec::new(),
        source: Some("brevo".into()),
        medium: Some(channel.into()),
        channel: Some(channel.to_owned()),
        visits,
        usual,
        change,
        first: if change == Some(Change::New) { 5 } else { 1 },
        conversions: Some(visits / 8),
        converted: Some(visits / 9),
        window_visits: visits * 4 + 10,
        rate: Some(0.11),
        comparison: Some(if visits > 60 { Comparison::Above } else { Comparison::CannotTell }),
    }
}

/// What was tried, the most telling first.
fn actions() -> Vec<Action> {
    let mut actions = vec![
        action("lettre-novembre", "email", 62, None, Some(Change::New)),
        Action {
            spellings: vec!["Rentree_2026".into(), "rentrée-2026".into()],
            ..action("rentree-2026", "email", 41, Some(120.5), Some(Change::Less))
        },
        action("affiche-mairie", "qr", 33, Some(30.0), None),
    ];
    actions.extend((1..=9).map(|n| action(&format!("lettre-{n:02}"), "email", 20 - n, Some(21.0), None)));
    actions.push(action("webinaire", "linkedin", 0, Some(38.0), Some(Change::Ended)));
    actions
}

fn campaign(name: &str, tags: [&str; 3], visits: u64, converted: u64, change: Presence) -> CampaignRow {
    let some = |text: &str| (!text.is_empty()).then(|| Foreign::from(text));
    CampaignRow {
        name: name.into(),
        source: some(tags[0]),
        medium: some(tags[1]),
        channel: (!tags[2].is_empty()).then(|| tags[2].to_owned()),
        visits,
        converted,
        conversions: converted + converted / 3,
        revenue: 12.5 * (converted / 2) as f64,
        rate: share(converted, visits),
        comparison: Some(match converted * 20 {
            more if more > visits * 3 => Comparison::Above,
            less if less < visits / 4 && visits > 50 => Comparison::Below,
            _ => Comparison::CannotTell,
        }),
        change,
    }
}

fn red_flag() -> SiteReport {
    let periods = rows([
        (1_180, 480, 60, 310),
        (1_205, 500, 62, 320),
        (1_190, 470, 66, 330),
        (1_230, 690, 120, 180),
        (1_260, 720, 118, 170),
        (1_322, 801, 131, 160),
    ]);
    let mut campaigns: Vec<_> = (1..=8)
        .map(|n| {
            campaign(&format!("lettre-{n:02}"), ["brevo", "email", "email"], 90 - n, n, Presence::Unchanged)
        })
        .collect();
    campaigns
        .insert(0, campaign("rentree-2026", ["brevo", "email", "email"], 1_240, 310, Presence::Unchanged));
    campaigns.insert(1, campaign("affiche-mairie", ["affiche", "qr", "qr"], 420, 3, Presence::New));
    campaigns.push(campaign("webinaire", ["linkedin", "social", "linkedin"], 40, 2, Presence::Vanished));
    campaigns.push(campaign("divers", ["", "", ""], 11, 0, Presence::Unchanged));
    SiteReport {
        movement: Some(Movement {
            kind: MovementKind::Step,
            since: 3,
            from: 0.458,
            to: 0.677,
            periods: 6,
            p_value: 0.000_2,
        }),
        channels: vec![
            ChannelRow {
                guessed: 14,
                ..channel(
                    "email",
                    Status::Partial,
                    1_840,
                    412,
                    &[
                        ("webmail.sfr.fr", 230),
                        ("mail.google.com", 1_100),
                        ("outlook.live.com", 41),
                        ("webmail.free.fr", 12),
                    ],
                )
            },
            channel("linkedin", Status::None, 0, 132, &[("linkedin.com", 120), ("lnkd.in", 12)]),
            channel("sms", Status::Silent, 0, 0, &[]),
            channel("qr", Status::Tagged, 420, 0, &[]),
            channel("social", Status::Covered, 240, 8, &[("facebook.com", 8)]),
        ],
        unmatched: 57,
        entry_pages: EntryPages {
            unavailable: None,
            home: 201,
            deep: 540,
            application: 60,
            top: (1..=12).map(|n| page(&format!("/demarches/fiche-{n}"), 130 - 10 * n)).collect(),
            links: links("email"),
        },
        campaigns: Campaigns {
            goal: GoalChoice::All,
            currency: "EUR".into(),
            site_rate: Some(0.0874),
            rows: campaigns,
        },
        actions: actions(),
        mended: vec![
            Mended::Channel { channel: "social".to_owned(), tagged: 12 },
            Mended::Finding { finding: "campaign-placeholder" },
        ],
        findings: findings("linkedin.com"),
        what_if: vec![
            WhatIf { channel: "email".to_owned(), visits: 103, share: 0.705, share_with_tags: 0.627 },
            WhatIf { channel: "linkedin".to_owned(), visits: 33, share: 0.705, share_with_tags: 0.68 },
        ],
        ..site(1, "Démarches du quotidien", periods)
    }
}

/// Every finding, about labels such as `label`.
fn findings(label: &str) -> Vec<Finding> {
    let name = |id: &str, title: &str| LinkName { id: id.to_owned(), title: title.into() };
    let named_links = || Datum::Links(vec![name("tqcwb4", label), name("k7mq2d", "Affiche")]);
    let fault = ledger::Fault {
        lines: vec![14],
        id: String::new(),
        text: Text::new("ledger-not-there").with("path", label.to_owned()),
    };
    let last = || Datum::Period(Unit::Week, week(WEEKS - 1));
    let items =
        |visits: u64| (0..6).map(|n| Item::new(format!("{label}-{n}"), visits - n)).collect::<Vec<_>>();
    let group = Group {
        dimension: "campaign",
        keep: label.into(),
        spellings: vec![
            Item::new(label, 152),
            Item::new(label.to_uppercase(), 80),
            Item::new(format!("{label}\u{200b}"), 8),
        ],
    };
    let channels = || Datum::Channels(vec![Item::new("linkedin", 132), Item::new("sms", 0)]);
    let critical = |id| Finding::new(id, Severity::Critical);
    let warning = |id| Finding::new(id, Severity::Warning);
    let notice = |id| Finding::new(id, Severity::Notice);
    vec![
        critical("untracked-dominates")
            .count("untracked", 932)
            .count("visits", 1_322)
            .share("share", 0.705)
            .share("direct_share", 0.606)
            .share("limit", 0.5)
            .label("first", "channel")
            .with("channel", channels())
            .with("period", last()),
        critical("site-bug-suspected")
            .count("direct", 801)
            .count("direct_usual", 480)
            .count("search", 120)
            .count("search_usual", 360)
            .label("age", "ongoing")
            .label("pages_are", "grown")
            .items("pages", items(90))
            .with("since", Datum::Period(Unit::Week, week(3)))
            .with("period", last()),
        critical("campaign-personal-data")
            .count("count", 6)
            .count("visits", 40)
            .with("kinds", Datum::Kinds(vec!["email", "phone"]))
            .items("values", items(9)),
        critical("no-visits").count("periods", 1),
        warning("untracked-rising")
            .label("kind", "step")
            .share("share", 0.677)
            .count("visits", 1_322)
            .share("share_before", 0.458)
            .count("visits_before", 3_575)
            .count("periods_before", 3)
            .count("periods", 6)
            .with("difference", Datum::Points(0.219))
            .with("p_value", Datum::Probability(0.000_2))
            .with("since", Datum::Period(Unit::Week, week(3)))
            .with("period", last()),
        warning("channel-without-utm").count("count", 2).count("untagged", 132).with("channels", channels()),
        warning("channel-partly-tagged")
            .count("count", 1)
            .count("untagged", 412)
            .count("tagged", 1_840)
            .with("channels", channels())
            .items("hosts", items(230)),
        warning("deep-direct-entries")
            .count("deep", 540)
            .count("direct", 801)
            .share("share", 0.674)
            .items("pages", items(120)),
        warning("campaign-naming-drift")
            .count("count", 1)
            .count("strayed", 88)
            .with("groups", Datum::Groups(vec![group])),
        warning("campaign-missing-dimension")
            .count("visits", 2_260)
            .count("without_medium", 60)
            .count("without_source", 11)
            .count("without_name", 3)
            .items("examples", items(60)),
        warning("campaign-placeholder")
            .count("visits", 31)
            .count("count", 6)
            .count("damaged_count", 6)
            .items("names", items(31))
            .items("damaged", items(12)),
        warning("internal-campaign-links")
            .count("visits", 52)
            .count("count", 6)
            .items("campaigns", items(52)),
        warning("parameter-not-understood").count("visits", 44).items("parameters", items(44)),
        warning("campaigns-masked").count("masked", 900).count("campaigns", 1_000).share("share", 0.9),
        notice("self-referral").count("visits", 70).items("hosts", items(70)),
        notice("report-truncated")
            .count("visits", 1_200)
            .items("reports", vec![Item::new("Referrers.getCampaigns", 1_200)]),
        notice("totals-disagree")
            .count("periods", 2)
            .count("summary", 1_000)
            .count("types", 1_040)
            .with("period", last()),
        notice("too-few-visits").count("visits", 1).count("minimum", 100),
        warning("link-never-seen").count("count", 1).count("days", 49).with("links", named_links()),
        warning("link-tags-altered").count("visits", 12).with("links", named_links()),
        notice("link-id-lost").count("visits", 17).items("campaigns", items(17)),
        warning("campaign-not-in-ledger").count("visits", 18).count("count", 5).items("campaigns", items(18)),
        notice("link-review-due").count("count", 5).with("links", named_links()),
        warning("ledger-invalid").count("count", 1).with("faults", Datum::Faults(vec![fault])),
    ]
}

/// A link in each state, one with a hostile title.
fn ledger_links() -> Vec<LinkRow> {
    let link = |id: &str, title: &str, state, because, visits: Option<u64>, last_visits| LinkRow {
        id: id.to_owned(),
        title: title.into(),
        url: "https://site.example.fr/".into(),
        campaign: "2026-11-atelier".into(),
        source: "brevo".into(),
        medium: "email".into(),
        content: "".into(),
        channel: Some("email".to_owned()),
        status: ledger::Status::Active,
        published: Some(date(2026, 10, 8)),
        since: None,
        age: Some(46),
        visits,
        last_visits: visits.map(|_| last_visits),
        period_visits: Vec::new(),
        tests: visits.map(|_| 2),
        converted: visits.map(|_| 1),
        first_seen: None,
        last_seen: None,
        target: Some(ledger::Target { count: 30, of: ledger::Unit::Visits }),
        review: Some(date(2026, 10, 22)),
        due: true,
        cost: Some(90.0),
        state,
        because,
        at_best: visits.map(|visits| visits + 9),
        decision: None,
        decided: None,
    };
    let conversions = Some(ledger::Target { count: 5, of: ledger::Unit::Conversions });
    vec![
        link("tbgfr3", "Bannière", LinkState::Stop, Because::Rate, Some(165), 14),
        link("nqt3b3", HOSTILE, LinkState::Stop, Because::Target, Some(9), 1),
        LinkRow {
            decision: Some(ledger::Decision::Continue),
            decided: Some(date(2026, 11, 2)),
            due: false,
            ..link("rh2s6j", "Rentrée", LinkState::Continue, Because::Target, Some(64), 3)
        },
        LinkRow {
            target: conversions,
            ..link("gkwj7z", "Mairies", LinkState::Continue, Because::Rate, Some(48), 4)
        },
        link("pfh9kp", "Webinaire", LinkState::TooEarly, Because::Nothing, Some(12), 12),
        link("p2k7f8", "Guide", LinkState::Adjust, Because::Target, Some(24), 0),
        LinkRow {
            target: None,
            review: None,
            ..link("hbt32r", "Stand", LinkState::CannotTell, Because::Nothing, Some(3), 0)
        },
        link("tqcwb4", "", LinkState::NeverSeen, Because::Nothing, Some(0), 0),
        link("nkvppt", "Lettre", LinkState::NotMeasurable, Because::Shared, None, 0),
        link("rjf86z", "Bouton", LinkState::NotMeasurable, Because::Hidden, None, 0),
        LinkRow {
            status: ledger::Status::Draft,
            published: None,
            age: None,
            due: false,
            ..link("hj5fq7", "Vœux", LinkState::Draft, Because::Nothing, Some(0), 0)
        },
    ]
}

fn month() -> MonthReport {
    let price = |value, low, high| Price { value, low, high };
    let cost = |channel: &str, cost, visits, per_visit, converted, per_conversion| ChannelCost {
        channel: Some(channel.to_owned()),
        cost,
        visits,
        per_visit,
        converted: Some(converted),
        per_conversion: Some(per_conversion),
    };
    let none = price(None, 24.4, None);
    let some = price(Some(8.25), 5.34, Some(13.5));
    MonthReport {
        costs: vec![cost("paid", 300.0, 34, some, 0, none), cost("qr", 90.0, 0, none, 0, none)],
        continued: 1,
        adjusted: 0,
        stopped: 2,
        undecided: vec![LinkName { id: "tqcwb4".to_owned(), title: HOSTILE.into() }],
        unlisted_share: Some(0.12),
        unlisted_share_before: Some(0.2),
    }
}

fn ledger_report() -> LedgerReport {
    let seen = Seen::new(0, 5);
    LedgerReport {
        unread: None,
        unlisted_visits: Vec::new(),
        unlisted: vec![Unlisted {
            name: HOSTILE.into(),
            is_id: false,
            source: Some("brevo".into()),
            medium: None,
            visits: 18,
            last_visits: 7,
            seen,
        }],
        id_lost: vec![IdLost {
            campaign: HOSTILE.into(),
            source: Some("brevo".into()),
            medium: Some("email".into()),
            visits: 17,
            last_visits: 2,
            seen,
        }],
        altered: vec![Altered { ids: vec!["rh2s6j".to_owned()], visits: 12, last_visits: 0, seen }],
        inseparable: vec![Inseparable {
            campaign: "lettre".into(),
            source: None,
            medium: None,
            ids: vec!["nkvppt".to_owned(), "rjf86z".to_owned()],
            visits: 22,
        }],
    }
}

fn hostile() -> SiteReport {
    let periods = rows([
        (800, 400, 40, 100),
        (800, 400, 40, 100),
        (800, 410, 40, 100),
        (800, 400, 42, 100),
        (810, 400, 40, 100),
        (820, 430, 40, 100),
    ]);
    SiteReport {
        main_url: HOSTILE.into(),
        movement: Some(Movement {
            kind: MovementKind::Stable,
            since: 5,
            from: 0.55,
            to: 0.573,
            periods: 6,
            p_value: 0.4,
        }),
        channels: vec![
            channel("email", Status::Partial, 90, 30, &[(HOSTILE, 30)]),
            channel("forum-des-elus", Status::None, 0, 12, &[(HOSTILE, 12)]),
        ],
        entry_pages: EntryPages {
            unavailable: None,
            home: 10,
            deep: 400,
            application: 20,
            top: vec![page(HOSTILE, 380), DeepPage { path: "".into(), visits: 20, link: None }],
            links: links("messaging"),
        },
        campaigns: Campaigns {
            goal: GoalChoice::Unknown {
                wanted: HOSTILE.to_owned(),
                known: vec![HOSTILE.into(), "Inscription".into()],
            },
            currency: "€".into(),
            site_rate: None,
            rows: vec![CampaignRow {
                rate: None,
                comparison: None,
                ..campaign(HOSTILE, [HOSTILE, HOSTILE, "forum-des-elus"], 90, 3, Presence::New)
            }],
        },
        actions: vec![Action {
            spellings: vec![HOSTILE.into()],
            conversions: None,
            ..action(HOSTILE, "forum-des-elus", 90, None, Some(Change::New))
        }],
        links: ledger_links(),
        ledger: Some(ledger_report()),
        month: Some(month()),
        findings: findings(HOSTILE),
        ..site(2, HOSTILE, periods)
    }
}

fn masked() -> SiteReport {
    let mut periods = rows([
        (900, 200, 20, 300),
        (900, 210, 20, 300),
        (900, 190, 20, 310),
        (900, 200, 20, 0),
        (900, 200, 20, 0),
        (900, 200, 20, 0),
    ]);
    for row in &mut periods[3..] {
        row.masked = 300;
        row.unknown.campaigns = 300;
        row.untracked += 300;
        row.untracked_share = share(row.untracked, row.visits);
        row.verdict = Verdict::Inconclusive;
        row.measurable = false;
    }
    SiteReport {
        inconclusive: Some(Text::new("inconclusive-masked").with("masked", 300)),
        coverage_unknown: Some(Text::new("channels-masked").with("since", "2026-11-02".to_owned())),
        channels: vec![channel("email", Status::Unknown, 610, 90, &[("mail.google.com", 90)])],
        entry_pages: EntryPages { unavailable: Some(Text::new("pages-not-read")), ..EntryPages::default() },
        campaigns: Campaigns {
            goal: GoalChoice::One("Inscription".into()),
            currency: "EUR".into(),
            site_rate: Some(0.031),
            rows: vec![
                CampaignRow {
                    name: MASKED.into(),
                    ..campaign("", ["", "", ""], 900, 20, Presence::Unchanged)
                },
                campaign(" ", ["", "", ""], 12, 1, Presence::Vanished),
            ],
        },
        ..site(5, "Aides au logement", periods)
    }
}

fn missing() -> SiteReport {
    let mut periods = rows([
        (500, 150, 10, 90),
        (500, 160, 10, 90),
        (500, 150, 10, 90),
        (500, 150, 12, 90),
        (500, 150, 10, 90),
        (500, 150, 10, 90),
    ]);
    if let Some(last) = periods.last_mut() {
        last.missing.websites = 200;
        last.untracked_share = None;
        last.interval = None;
        last.verdict = Verdict::Inconclusive;
    }
    SiteReport {
        inconclusive: Some(
            Text::new("inconclusive-missing").with("reports", "Referrers.getWebsites (200)".to_owned()),
        ),
        entry_pages: EntryPages {
            unavailable: None,
            home: 100,
            deep: 0,
            application: 50,
            top: Vec::new(),
            links: links("email"),
        },
        campaigns: Campaigns {
            rows: vec![CampaignRow {
                rate: None,
                comparison: None,
                revenue: 0.0,
                ..campaign("salon", ["salon", "qr", "qr"], 44, 0, Presence::Unchanged)
            }],
            ..Campaigns::default()
        },
        ..site(4, "Portail", periods)
    }
}

fn clear() -> SiteReport {
    let periods = rows([
        (640, 90, 5, 300),
        (650, 92, 5, 300),
        (630, 88, 4, 290),
        (640, 80, 5, 310),
        (645, 81, 5, 310),
        (655, 70, 5, 330),
    ]);
    SiteReport {
        movement: Some(Movement {
            kind: MovementKind::Trend,
            since: 0,
            from: 0.15,
            to: 0.11,
            periods: 6,
            p_value: 0.002,
        }),
        channels: vec![channel("email", Status::Covered, 1_400, 20, &[("mail.google.com", 20)])],
        entry_pages: EntryPages {
            unavailable: None,
            home: 60,
            deep: 10,
            application: 0,
            top: vec![page("/agenda", 10)],
            links: links("sms"),
        },
        ..site(6, "Annuaire", periods)
    }
}

fn few() -> SiteReport {
    let periods = rows([
        (40, 20, 1, 5),
        (44, 20, 1, 5),
        (41, 21, 1, 5),
        (39, 20, 1, 5),
        (40, 20, 1, 5),
        (38, 30, 1, 5),
    ]);
    SiteReport {
        inconclusive: Some(
            Text::new("inconclusive-longer")
                .with("visits", 38)
                .with("minimum", 100)
                .with("period", "month")
                .with("expected", 172.0),
        ),
        findings: vec![
            Finding::new("too-few-visits", Severity::Notice).count("visits", 38).count("minimum", 100),
        ],
        ..site(7, "Petit site", periods)
    }
}

fn incomplete() -> SiteReport {
    let mut periods = rows([
        (300, 60, 5, 100),
        (300, 62, 5, 100),
        (300, 60, 4, 100),
        (300, 61, 5, 100),
        (300, 60, 5, 100),
        (300, 60, 5, 100),
    ]);
    periods[2] = PeriodRow::incomplete(week(2), 300, 0);
    periods[5] = PeriodRow::incomplete(week(5), 310, 40);
    SiteReport {
        inconclusive: Some(
            Text::new("inconclusive-incomplete")
                .with("visits", 310)
                .with("reports", "Referrers.getReferrerType (270)".to_owned()),
        ),
        ..site(8, "Archives en retard", periods)
    }
}

fn no_visits() -> SiteReport {
    SiteReport {
        inconclusive: Some(Text::new("inconclusive-no-visits")),
        findings: vec![Finding::new("no-visits", Severity::Critical).count("periods", 6)],
        ..site(9, "", rows([(0, 0, 0, 0); WEEKS as usize]))
    }
}
