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
use crate::words::document::{Block, Fact, Failure, Tone, VerdictName};
use crate::words::{Labels, Method, Words};

const STYLE: &str = include_str!("html/style.css");
/// Sites from which on only those that need attention have details: a page must open on a phone.
const DETAILED: usize = 50;

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
    sites: Vec<SiteView>,
    methods: Vec<Method>,
    failures: Vec<Failure>,
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
}

impl<'a> Page<'a> {
    fn new(words: Words<'a>) -> Self {
        let many = words.is_portfolio();
        let all = words.sites().len() <= DETAILED;
        let detailed = |site: &&SiteReport| all || site.needs_attention();
        let sites = words.sites().iter().filter(detailed);
        let sites = sites.map(|site| SiteView::new(site, words, many, site.needs_attention()));
        let sites: Vec<_> = sites.collect();
        Self {
            words,
            labels: words.labels(),
            style: STYLE,
            style_hash: STANDARD.encode(Sha256::digest(STYLE)),
            portfolio: many.then(|| Portfolio::new(words, &sites)),
            sites,
            methods: words.methods(),
            failures: words.failures(),
        }
    }
}

impl Portfolio {
    fn new(words: Words<'_>, sites: &[SiteView]) -> Self {
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

/// What a comparison shows beside its word.
fn sign(comparison: &Comparison) -> &'static str {
    match comparison {
        Comparison::Above => "▲",
        Comparison::Below => "▼",
        Comparison::CannotTell => "·",
    }
}
