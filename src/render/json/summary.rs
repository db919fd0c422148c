//! What is posted to a program: the message, and the numbers to choose by. The fields have the
//! names, and the promise, of the document.

use jiff::civil::Date;
use serde::Serialize;

use super::{Fraction, SCHEMA, Window};
use crate::escape::{self, Foreign};
use crate::model::{SiteReport, Verdict};
use crate::words::Words;

#[derive(Serialize)]
struct Summary<'a> {
    schema: u32,
    subject: String,
    text: &'a str,
    /// The gravest one; null when no site could be read.
    verdict: Option<Verdict>,
    needs_attention: bool,
    window: Window,
    sites: Vec<Site<'a>>,
    /// Sites that could not be read, in words.
    errors: Vec<String>,
}

#[derive(Serialize)]
struct Site<'a> {
    id: u64,
    name: &'a Foreign,
    verdict: Verdict,
    needs_attention: bool,
    /// The last period, which the numbers are of.
    from: Option<Date>,
    to: Option<Date>,
    visits: Option<u64>,
    untracked_share: Fraction,
}

pub fn render(words: Words<'_>, text: &str) -> String {
    let report = words.report;
    let summary = Summary {
        schema: SCHEMA,
        subject: escape::inert(&words.subject()),
        text,
        verdict: report.worst(),
        needs_attention: report.sites.iter().any(SiteReport::needs_attention),
        window: Window::of(report),
        sites: report.sites.iter().map(site).collect(),
        errors: words.failures().into_iter().map(|failure| escape::inert(&failure.line)).collect(),
    };
    let mut json = Vec::new();
    // Writing into memory does not fail.
    let _ = escape::json(&summary, &mut json);
    String::from_utf8(json).unwrap_or_default()
}

fn site(site: &SiteReport) -> Site<'_> {
    let last = site.last();
    Site {
        id: site.id,
        name: &site.name,
        verdict: site.verdict,
        needs_attention: site.needs_attention(),
        from: last.map(|last| last.period.from),
        to: last.map(|last| last.period.to),
        visits: last.map(|last| last.visits),
        untracked_share: Fraction(last.and_then(|last| last.untracked_share)),
    }
}
