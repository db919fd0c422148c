//! One page for a browser: no script, no network, nothing beside the file.
//!
//! The templates lay out what is put into words and coordinates; they escape every value.

mod chart;
mod site;

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use self::site::{BlockView, Folded, SiteView};
use crate::escape;
use crate::model::{Comparison, SiteReport};
use crate::words::document::{Block, Column, Fact, Failure, Kind, Room, Tone, VerdictName};
use crate::words::{Labels, Method, Words};

const STYLE: &str = include_str!("html/style.css");
/// Sites from which on only those that need attention have details: a page must open on a phone.
const DETAILED: usize = 50;
/// Bytes for the details of all sites, which leaves a page of 200 sites below 2 MB.
const ROOM: usize = 1_700_000;

pub fn render(words: Words<'_>) -> String {
    // Writing into memory does not fail.
    Page::new(words).render().unwrap_or_default()
}

#[derive(Template)]
#[template(path = "page.html", config = "src/render/html/askama.toml")]
struct Page<'a> {
    words: Words<'a>,
    labels: Labels,
    style: &'static str,
    style_hash: String,
    portfolio: Option<Portfolio>,
    sites: Vec<Detailed>,
    methods: Vec<Method>,
    failures: Vec<Failure>,
}

/// One site, laid out by itself: what it takes of the page is known before it is put there.
#[derive(Template)]
#[template(path = "site.html", config = "src/render/html/askama.toml")]
struct SitePage<'a> {
    site: SiteView,
    labels: &'a Labels,
}

struct Detailed {
    id: u64,
    html: String,
}

/// The ranking of the sites.
struct Portfolio {
    count: String,
    share: Option<String>,
    sentence: String,
    /// Each verdict with its number of sites.
    tally: Vec<VerdictName>,
    facts: Vec<Fact>,
    ranking: Folded,
    /// That there are more sites than have details.
    line_only: Option<String>,
}

impl<'a> Page<'a> {
    fn new(words: Words<'a>) -> Self {
        let many = words.is_portfolio();
        let labels = words.labels();
        let sites = detailed(words, &labels);
        Self {
            words,
            labels,
            style: STYLE,
            style_hash: STANDARD.encode(Sha256::digest(STYLE)),
            portfolio: many.then(|| Portfolio::new(words, &sites)),
            sites,
            methods: words.methods(),
            failures: words.failures(),
        }
    }
}

/// The sites with their details, in their order, as far as there is room: those that need attention have it first.
fn detailed(words: Words<'_>, labels: &Labels) -> Vec<Detailed> {
    let (all, many) = (words.sites(), words.is_portfolio());
    let mut left = ROOM;
    let mut shown: Vec<Option<Detailed>> = all.iter().map(|_| None).collect();
    for attention in [true, false] {
        let chosen =
            |site: &SiteReport| site.needs_attention() == attention && (attention || all.len() <= DETAILED);
        for (place, site) in shown.iter_mut().zip(all).filter(|(_, site)| chosen(site)) {
            let page = SitePage { site: SiteView::new(site, words, many, attention), labels };
            let html = page.render().unwrap_or_default();
            // A page of one site is whole.
            if !many || html.len() <= left {
                left = left.saturating_sub(html.len());
                *place = Some(Detailed { id: site.id, html });
            }
        }
    }
    shown.into_iter().flatten().collect()
}

impl Portfolio {
    fn new(words: Words<'_>, sites: &[Detailed]) -> Self {
        let (count, share, sentence) = words.portfolio_head();
        let mut ranking = words.ranking();
        // Only what is on the page can be led to.
        let is_led_to = |id: &u64| sites.iter().any(|site| site.id == *id);
        ranking.rows.iter_mut().flatten().for_each(|cell| cell.site = cell.site.filter(is_led_to));
        Self {
            count,
            share,
            sentence,
            tally: words.tally(),
            facts: words.portfolio_facts(),
            line_only: words.line_only(sites.len()),
            ranking: Folded::whole("ranking-caption".to_owned(), "ranking", ranking),
        }
    }
}

/// A share as a length of a bar that is 100 long.
fn width(share: &f64) -> f64 {
    (share.clamp(0.0, 1.0) * 1000.0).round() / 10.0
}

/// The style of a bar: that of its verdict, or of its table.
fn bar_class(tone: &Tone, table: &str) -> &'static str {
    match tone {
        Tone::Verdict(verdict) => verdict.id(),
        _ if ["channels", "partial", "uncovered"].contains(&table) => "coverage",
        _ => "entries",
    }
}

/// How a column is set, and whether a phone has room for it.
fn column_class(column: &Column, folded: &Folded) -> &'static str {
    let is_roomy = column.room > Room::Mail || column.room == Room::Mail && column.kind.is_words();
    match (column.kind, is_roomy && folded.is_wide()) {
        (Kind::Measure, _) => "wide",
        (Kind::Number, false) => "number",
        (Kind::Number, true) => "number roomy",
        (Kind::Words, false) => "words",
        (Kind::Words, true) => "roomy",
    }
}

/// What a comparison shows beside its word.
fn sign(comparison: &Comparison) -> &'static str {
    match comparison {
        Comparison::Above => "▲",
        Comparison::Below => "▼",
        Comparison::CannotTell => "·",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{Lang, Locale};
    use crate::model::{Report, Verdict};
    use crate::render::tests::sample;

    /// The largest site of the sample, `count` times.
    fn many(count: u64) -> Report {
        let mut report = sample::report();
        let largest = report.sites[0].clone();
        report.sites = (1..=count).map(|id| SiteReport { id, ..largest.clone() }).collect();
        report
    }

    fn page(report: &Report) -> String {
        render(Words::new(report, &Locale::new(Lang::Fr)))
    }

    fn details(page: &str) -> usize {
        page.matches("<details class=\"site\"").count()
    }

    #[test]
    fn a_page_of_200_sites_that_need_attention_stays_below_2_mb() {
        let page = page(&many(200));
        assert!(page.len() < 2_000_000, "{}", page.len());
        let detailed = details(&page);
        assert!((20..200).contains(&detailed), "{detailed}");
        assert!(page.contains(&format!("{} sites n’ont que leur ligne", 200 - detailed)));
        // Only what is on the page is led to.
        assert_eq!(page.matches("<a href=\"#site-").count(), detailed + page.matches("<li><p>").count());
        assert!(page.contains("id=\"site-1\"") && !page.contains("id=\"site-200\""));
    }

    #[test]
    fn beyond_50_sites_only_those_that_need_attention_have_details() {
        let mut report = many(51);
        for site in &mut report.sites[1..] {
            site.verdict = Verdict::Clear;
            site.findings.clear();
            site.campaigns.rows.clear();
        }
        assert_eq!(details(&page(&report)), 1);
        report.sites.pop();
        let page = page(&report);
        assert_eq!(details(&page), 50);
        assert!(!page.contains("que sa ligne") && !page.contains("que leur ligne"));
    }

    #[test]
    fn links_lead_to_the_site_and_into_matomo_and_tell_nothing_of_the_page() {
        let page = page(&sample::single());
        assert!(page.contains("<a href=\"https://www.exemple.gouv.fr/\" rel=\"noopener noreferrer\">"));
        let into_matomo = "<a href=\"https://stats.exemple.gouv.fr/index.php?module=CoreHome";
        assert!(page.matches(into_matomo).count() >= 5, "{}", page.matches(into_matomo).count());
        let outward = page.matches("<a href=\"http").count();
        assert_eq!(page.matches("rel=\"noopener noreferrer\"").count(), outward);
        assert!(!page.contains("token_auth"));
    }
}
