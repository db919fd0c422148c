//! For an inbox: the verdict in the subject, and a message that needs no image,
//! no style sheet and no network. Mail programs lay out tables and little else.

use askama::Template;

use super::{plain, table};
use crate::escape;
use crate::model::{Severity, SiteReport, Verdict};
use crate::words::document::{Block, Finding, Room, Table, Tone, VerdictName};
use crate::words::{Labels, Words};

// What follows keeps the message below 102 KB, where Gmail cuts it.

/// Sites of which the message shows more than their line.
const DETAILED: usize = 3;
/// Lines of the table of sites.
pub const RANKED: usize = 30;
/// Rows of other tables, and findings of a site.
const LISTED: usize = 5;
/// Sites that could not be read, named one by one.
pub const ERRORS: usize = 5;

/// A message without its addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub subject: String,
    pub text: String,
    pub html: String,
}

pub fn message(words: Words<'_>) -> Message {
    // Of several sites, those that are in order need no more than their line.
    let several = words.report.sites.len() > 1;
    let detailed = |site: &&SiteReport| !several || site.needs_attention();
    let sites: Vec<_> = words.report.sites.iter().filter(detailed).take(DETAILED).collect();
    Message {
        subject: words.subject(),
        text: plain::render(words, &sites),
        // The template writes into memory, which does not fail.
        html: View::new(words, &sites).render().unwrap_or_default(),
    }
}

/// What the template shows.
#[derive(Template)]
#[template(path = "render/mail.html", config = ".askama.toml")]
struct View<'a> {
    words: Words<'a>,
    labels: Labels,
    portfolio: Option<(String, Table)>,
    /// How many sites the table leaves out.
    unranked: Option<String>,
    sites: Vec<Site>,
    errors: Vec<String>,
}

struct Site {
    name: String,
    address: String,
    period: String,
    /// Of the untracked visits; none without visits.
    share: Option<String>,
    verdict: VerdictName,
    color: &'static str,
    said: Vec<String>,
    sections: Vec<Section>,
}

/// A section as the message has room for it.
struct Section {
    title: String,
    blocks: Vec<(Block, Option<String>)>,
}

impl<'a> View<'a> {
    fn new(words: Words<'a>, sites: &[&SiteReport]) -> Self {
        let several = words.report.sites.len() > 1;
        let ranking = || {
            let mut ranking = table::shown(&words.ranking(), Room::Mail);
            ranking.rows.truncate(RANKED);
            // Thirty bars are a third of what a message may weigh.
            ranking.rows.iter_mut().flatten().for_each(|cell| cell.bar = None);
            (words.portfolio(), ranking)
        };
        let failures = words.failures();
        let mut errors: Vec<_> = failures.iter().take(ERRORS).map(|failure| failure.line.clone()).collect();
        errors.extend(words.more(failures.len(), ERRORS));
        Self {
            words,
            labels: words.labels(),
            portfolio: several.then(ranking),
            unranked: words.more(words.report.sites.len(), RANKED),
            sites: sites.iter().map(|site| Site::new(site, words)).collect(),
            errors,
        }
    }
}

impl Site {
    fn new(site: &SiteReport, words: Words<'_>) -> Self {
        Self {
            name: escape::terminal(&site.name),
            address: escape::terminal(&site.main_url),
            period: words.period(site),
            share: words.untracked(site),
            verdict: words.site_verdict(site),
            color: color(site.verdict),
            said: words.bug(site).into_iter().chain(words.said(site)).collect(),
            sections: words
                .sections(site)
                .into_iter()
                .map(|section| Section {
                    title: section.title,
                    blocks: section.blocks.into_iter().map(|block| cut(block, words)).collect(),
                })
                .collect(),
        }
    }
}

/// The first rows of a block, and that there are more.
fn cut(block: Block, words: Words<'_>) -> (Block, Option<String>) {
    match block {
        Block::Table(whole) => {
            let mut shown = table::shown(&whole, Room::Mail);
            let more = words.cut(&mut shown, LISTED);
            (Block::Table(shown), more)
        }
        Block::Findings(mut findings) => {
            let more = words.more(findings.len(), LISTED);
            findings.truncate(LISTED);
            (Block::Findings(findings), more)
        }
        block => (block, None),
    }
}

/// Dark enough to be read on white, and to carry white.
fn color(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::RedFlag => "#b3261e",
        Verdict::Watch => "#8a5300",
        Verdict::Clear => "#1a6b3c",
        Verdict::Inconclusive => "#565b66",
    }
}

fn color_of(finding: &Finding) -> &'static str {
    match finding.severity {
        Severity::Critical => color(Verdict::RedFlag),
        Severity::Warning => color(Verdict::Watch),
        Severity::Notice => color(Verdict::Inconclusive),
    }
}

/// The colour of a cell, and the length of its bar in percent.
fn tone(tone: &Tone) -> &'static str {
    match tone {
        Tone::Verdict(verdict) => color(*verdict),
        _ => "#1c1e21",
    }
}

fn percent(share: &f64) -> u32 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u32
}
