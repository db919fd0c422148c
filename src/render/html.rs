//! One page for a browser: no script, no network, nothing beside the file.
//!
//! The templates lay out what is put into words and coordinates here; they
//! escape every value.

mod chart;
mod site;

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use self::site::SiteView;
use crate::api;
use crate::escape::{self, Foreign};
use crate::locale::{Locale, Text};
use crate::model::{Report, SiteReport, Verdict};

const STYLE: &str = include_str!("html/style.css");
/// Sites that are shown unfolded; more of them are opened one at a time.
const UNFOLDED: usize = 5;

/// Numbers of the audit with the reports of Matomo that they come from, and their segment.
const METHODS: [(&str, &[api::Method], Option<&str>); 8] = [
    ("visits", &[api::Method::Visits], None),
    ("direct", &[api::Method::ChannelTypes], None),
    ("unknown", &[api::Method::ChannelTypes, api::Method::Websites, api::Method::Campaigns], None),
    (
        "channels",
        &[api::Method::SourceMedium, api::Method::Campaigns, api::Method::Websites, api::Method::Socials],
        None,
    ),
    ("pages", &[api::Method::EntryPages], Some(api::DIRECT)),
    ("campaigns", &[api::Method::Campaigns, api::Method::SourceMedium], None),
    ("interval", &[], None),
    ("movement", &[], None),
];

pub fn render(report: &Report, locale: &Locale) -> String {
    // Writing into memory does not fail.
    Page::new(report, locale).render().unwrap_or_default()
}

#[derive(Template)]
#[template(path = "page.html", config = "src/render/html/askama.toml")]
struct Page<'a> {
    locale: &'a Locale,
    style: &'static str,
    style_hash: String,
    title: String,
    window: String,
    generated: String,
    matomo: String,
    tool: &'static str,
    portfolio: Option<Portfolio>,
    sites: Vec<SiteView>,
    methods: Vec<Method>,
    errors_title: String,
    errors: Vec<String>,
    demo: Option<String>,
}

/// The ranking of the sites.
struct Portfolio {
    count: String,
    share: Option<String>,
    sentence: String,
    /// Each verdict with its number of sites.
    tally: Vec<VerdictView>,
    facts: Vec<Fact>,
    rows: Vec<Ranked>,
    /// Whether the sites follow on the page.
    linked: bool,
}

struct Ranked {
    id: u64,
    name: String,
    verdict: VerdictView,
    untracked: String,
    visits: String,
    share: Option<String>,
    bar: f64,
    movement: String,
}

/// A verdict as a word, an icon and a colour.
struct VerdictView {
    id: &'static str,
    name: String,
}

impl VerdictView {
    fn new(verdict: Verdict, locale: &Locale) -> Self {
        let id = verdict.id();
        Self { id, name: locale.get(&format!("verdict-name-{id}")) }
    }
}

/// A number with its name.
struct Fact {
    name: String,
    value: String,
}

/// How a number is computed.
struct Method {
    number: String,
    /// The reports of Matomo.
    report: Option<String>,
    how: String,
}

impl<'a> Page<'a> {
    fn new(report: &Report, locale: &'a Locale) -> Self {
        let many = report.sites.len() != 1 || report.summary;
        let shown = if report.summary { &[][..] } else { &report.sites[..] };
        let unfolded = shown.len() <= UNFOLDED;
        Self {
            locale,
            style: STYLE,
            style_hash: STANDARD.encode(Sha256::digest(STYLE)),
            title: title(report, many, locale),
            window: window(report, many, locale),
            generated: generated(report, locale),
            matomo: matomo(report),
            tool: concat!("matomo-audit ", env!("CARGO_PKG_VERSION")),
            portfolio: many.then(|| Portfolio::new(report, locale)),
            sites: shown.iter().map(|site| SiteView::new(site, report, many, unfolded, locale)).collect(),
            methods: methods(report, locale),
            errors_title: locale.text(&Text::new("html-errors").with("count", report.errors.len() as u64)),
            errors: errors(report, locale),
            demo: report.demo.then(|| locale.get("demo-next")),
        }
    }
}

impl Portfolio {
    fn new(report: &Report, locale: &Locale) -> Self {
        let total = &report.total;
        let fact = |id: &str, value: u64| Fact { name: locale.get(id), value: locale.count(value) };
        let facts = vec![
            fact("column-visits", total.visits),
            fact("column-direct", total.direct),
            fact("column-untracked-visits", total.untracked),
        ];
        Self {
            count: locale
                .text(&Text::new("html-sites").with("sites", report.sites.len() as u64 - total.left_out)),
            share: total.untracked_share.map(|share| locale.percent(share)),
            sentence: locale.text(
                &Text::new("html-portfolio-sentence")
                    .with("untracked", total.untracked)
                    .with("visits", total.visits),
            ),
            tally: tally(report, locale),
            facts,
            rows: report.sites.iter().filter_map(|site| Ranked::new(site, locale)).collect(),
            linked: !report.summary,
        }
    }
}

impl Ranked {
    fn new(site: &SiteReport, locale: &Locale) -> Option<Self> {
        let last = site.last()?;
        Some(Self {
            id: site.id,
            name: name(&site.name, locale),
            verdict: VerdictView::new(site.verdict, locale),
            untracked: last.count_text(last.untracked, locale),
            visits: locale.count(last.visits),
            share: last.share_text(locale),
            bar: width(last.untracked_share.unwrap_or_default()),
            movement: site.movement_short(locale),
        })
    }
}

/// Worst first: `Verdict` is ordered.
fn tally(report: &Report, locale: &Locale) -> Vec<VerdictView> {
    let verdicts = [Verdict::RedFlag, Verdict::Watch, Verdict::Clear, Verdict::Inconclusive];
    let counted = verdicts.map(|verdict| (verdict, report.sites_with(verdict)));
    let tally = counted.into_iter().filter(|(_, count)| *count > 0).map(|(verdict, count)| {
        let VerdictView { id, name } = VerdictView::new(verdict, locale);
        VerdictView { id, name: format!("{name} · {}", locale.count(count)) }
    });
    tally.collect()
}

/// A label, made safe; one that shows nothing says so, as a row needs a name.
fn name(label: &Foreign, locale: &Locale) -> String {
    if label.is_blank() { locale.get("report-unnamed") } else { escape::terminal(label) }
}

/// A share as a length of a bar that is 100 long.
fn width(share: f64) -> f64 {
    (share.clamp(0.0, 1.0) * 1000.0).round() / 10.0
}

fn title(report: &Report, many: bool, locale: &Locale) -> String {
    let text = match report.sites.first().filter(|_| !many) {
        Some(site) => Text::new("html-title").with("site", escape::terminal(&site.name)),
        None => Text::new("html-title-sites").with("sites", report.sites.len() as u64),
    };
    locale.text(&text)
}

fn window(report: &Report, many: bool, locale: &Locale) -> String {
    let period = report.window.period;
    let dates = locale.dates(period.from, period.to);
    let unit = report.window.unit.id();
    let text = match report.sites.first().filter(|_| !many) {
        Some(site) => Text::new("html-window").with("periods", site.periods.len() as u64),
        None => Text::new("html-window-sites"),
    };
    locale.text(&text.with("dates", dates).with("unit", unit))
}

fn generated(report: &Report, locale: &Locale) -> String {
    let at = &report.generated_at;
    let zone = at.time_zone().iana_name().map_or_else(|| at.offset().to_string(), ToOwned::to_owned);
    let text = Text::new("report-generated")
        .with("date", locale.date(at.date()))
        .with("time", at.strftime("%H:%M").to_string())
        .with("zone", zone);
    locale.text(&text)
}

fn matomo(report: &Report) -> String {
    let matomo = &report.matomo;
    let url = escape::terminal(&matomo.url);
    format!("Matomo {} {url}", escape::terminal(&matomo.version)).replace("  ", " ").trim().to_owned()
}

fn methods(report: &Report, locale: &Locale) -> Vec<Method> {
    let methods = METHODS.iter().map(|&(id, reports, segment)| {
        let names = reports.iter().map(ToString::to_string);
        let names: Vec<_> = names.chain(segment.map(|segment| format!("segment {segment}"))).collect();
        Method {
            number: locale.get(&format!("html-method-{id}")),
            report: (!names.is_empty()).then(|| names.join(" · ")),
            how: locale.get(&format!("html-method-{id}.how")),
        }
    });
    let limits = &report.thresholds;
    let verdict = Text::new("html-method-verdict.how")
        .with("watch", locale.percent_whole(limits.watch))
        .with("limit", locale.percent_whole(limits.red_flag))
        .with("minimum", limits.min_visits);
    let verdict =
        Method { number: locale.get("html-method-verdict"), report: None, how: locale.text(&verdict) };
    methods.chain([verdict]).collect()
}

fn errors(report: &Report, locale: &Locale) -> Vec<String> {
    let errors = report.errors.iter().map(|error| locale.text(&error.text()));
    errors.collect()
}
