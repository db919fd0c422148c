//! What the gate of `check` found, in words.

use super::document::Failure;
use super::finding::{Part, part, severity};
use super::{DASH, failure};
use crate::escape::{self, Foreign};
use crate::locale::{Locale, Text};
use crate::model::gate::{Check, GateResult, Outcome};
use crate::model::{Doubt, Report, SiteReport};

/// The result of the gate in one language.
#[derive(Debug, Clone, Copy)]
pub struct GateWords<'a> {
    pub report: &'a Report,
    pub result: &'a GateResult,
    pub locale: &'a Locale,
}

/// One limit against one site.
#[derive(Debug)]
pub struct CheckWords {
    pub site: u64,
    pub outcome: Outcome,
    pub name: String,
    pub measure: String,
    pub visits: String,
    pub share: String,
    pub limit: String,
    /// What came of it, and why there is no verdict.
    pub result: String,
    /// All of it, with the outcome first.
    pub line: String,
}

/// A finding that fails the gate.
#[derive(Debug)]
pub struct FindingWords {
    pub site: u64,
    pub name: String,
    pub id: &'static str,
    pub line: String,
    pub title: String,
    pub detail: String,
    pub action: String,
}

/// The titles of a summary.
#[derive(Debug)]
pub struct Titles {
    pub summary: String,
    pub columns: [String; 6],
    pub findings: String,
    pub errors: String,
    /// The reading of a site, as one of the things that are checked.
    pub read: String,
}

impl GateWords<'_> {
    pub fn checks(&self) -> Vec<CheckWords> {
        self.result.checks.iter().map(|check| self.check(check)).collect()
    }

    pub fn findings(&self) -> Vec<FindingWords> {
        let findings = self.result.findings.iter().map(|(site, name, finding)| {
            let name = site_name(*site, name);
            let said = |wanted| part(finding, wanted, self.locale);
            let line = Text::new("gate-finding")
                .with("site", name.clone())
                .with("id", finding.id)
                .with("severity", severity(finding.severity, self.locale))
                .with("title", said(Part::Title));
            FindingWords {
                site: *site,
                name,
                id: finding.id,
                line: self.locale.text(&line),
                title: said(Part::Title),
                detail: said(Part::Detail),
                action: said(Part::Action),
            }
        });
        findings.collect()
    }

    /// What could not be read, by the site.
    pub fn failures(&self) -> Vec<(String, Failure)> {
        let errors = self.report.errors.iter();
        errors
            .map(|error| {
                let name = match error.site {
                    Some(id) => site_name(id, &error.name),
                    None if error.name.is_empty() => "Matomo".to_owned(),
                    None => escape::terminal(&error.name),
                };
                (name, failure(error, self.locale))
            })
            .collect()
    }

    pub fn site(&self, site: &SiteReport) -> String {
        site_name(site.id, &site.name)
    }

    pub fn titles(&self) -> Titles {
        let get = |id: &str| self.locale.get(id);
        Titles {
            summary: get("gate-summary-title"),
            columns: [
                "column-site",
                "gate-column-measure",
                "column-visits",
                "column-share",
                "gate-column-limit",
                "gate-column-result",
            ]
            .map(get),
            findings: get("findings-title"),
            errors: get("gate-summary-errors"),
            read: get("gate-case-read"),
        }
    }

    fn check(&self, check: &Check) -> CheckWords {
        let locale = self.locale;
        let share = check.share.map_or_else(|| DASH.to_owned(), |share| locale.percent(share));
        CheckWords {
            site: check.site,
            outcome: check.outcome,
            name: site_name(check.site, &check.name),
            measure: self.measure(check),
            visits: locale.count(check.visits),
            share,
            limit: locale.percent(check.limit),
            result: locale.text(&self.told(check, "gate-result")),
            line: self.line(check),
        }
    }

    fn measure(&self, check: &Check) -> String {
        self.locale.get(&format!("measure-{}", check.measure.id()))
    }

    /// The message of an outcome, of those that begin with `prefix`.
    fn told(&self, check: &Check, prefix: &str) -> Text {
        let locale = self.locale;
        let outcome = match (check.outcome, check.doubt) {
            (Outcome::Passed, _) => "passed",
            (Outcome::Exceeded, _) => "exceeded",
            (Outcome::NoVerdict, Some(Doubt::Incomplete)) => "incomplete",
            (Outcome::NoVerdict, Some(Doubt::Missing)) => "missing",
            (Outcome::NoVerdict, Some(Doubt::Masked)) => "masked",
            (Outcome::NoVerdict, None) => "no-verdict",
        };
        // A share just above the limit must not look equal to it.
        let equal = check.share.is_some_and(|share| locale.percent(share) == locale.percent(check.limit));
        let percent = |share| if equal { locale.percent_exact(share) } else { locale.percent(share) };
        let range = check.range.map(|(low, high)| locale.percent_range(low, high));
        Text::new(format!("{prefix}-{outcome}"))
            .with("site", site_name(check.site, &check.name))
            .with("measure", self.measure(check))
            .with("share", check.share.map_or_else(|| DASH.to_owned(), percent))
            .with("visits", check.visits)
            .with("limit", percent(check.limit))
            .with("minimum", self.result.terms.min_visits)
            .with("reports", check.lacking.clone())
            .with("range", range.unwrap_or_default())
    }

    fn line(&self, check: &Check) -> String {
        let (locale, terms) = (self.locale, &self.result.terms);
        let mut line = locale.text(&self.told(check, "gate"));
        if let (Some(confidence), Some(bound)) = (terms.confidence, check.compared) {
            let text = Text::new("gate-lower-bound").with("confidence", confidence);
            line = format!("{line} {}", locale.text(&text.with("bound", locale.percent(bound))));
        }
        if terms.consecutive > 1 && check.outcome != Outcome::NoVerdict {
            let text = Text::new("gate-streak")
                .with("streak", check.streak as u64)
                .with("consecutive", terms.consecutive as u64);
            line = format!("{line} {}", locale.text(&text));
        }
        line
    }
}

/// The site as the lines call it.
fn site_name(id: u64, name: &Foreign) -> String {
    format!("{id} {}", escape::terminal(name))
}
