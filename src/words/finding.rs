//! Findings in words, and their documentation.

use super::document::{self, Block, Section, Topic};
use super::{Words, beyond, channel_visits};
use crate::escape::{self, Foreign};
use crate::labels::looks_same;
use crate::locale::{Locale, Text, Value};
use crate::model::{Datum, Finding, Group, Item, Severity, SiteReport};

/// Items that a sentence names.
const NAMED: usize = 4;

/// What a reader is told of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Title,
    Detail,
    Action,
    /// In general, whatever the numbers: what is looked for, why it matters, how to mend it.
    What,
    Why,
    Fix,
}

impl Part {
    fn attribute(self) -> &'static str {
        match self {
            Self::Title => "",
            Self::Detail => ".detail",
            Self::Action => ".action",
            Self::What => ".what",
            Self::Why => ".why",
            Self::Fix => ".fix",
        }
    }

    /// What stands above it.
    pub fn title(self, locale: &Locale) -> String {
        locale.get(&format!("explain-{}", self.attribute().trim_start_matches('.')))
    }
}

/// A part of what a finding says in general.
pub fn general(id: &str, part: Part, locale: &Locale) -> String {
    locale.get(&format!("finding-{id}{}", part.attribute()))
}

/// A part of what a finding says.
pub fn part(finding: &Finding, part: Part, locale: &Locale) -> String {
    let text = Text::new(format!("finding-{}{}", finding.id, part.attribute()));
    let data = finding.data.iter();
    locale.text(&data.fold(text, |text, (name, datum)| text.with(name, value(datum, locale))))
}

pub fn severity(severity: Severity, locale: &Locale) -> String {
    locale.get(&format!("severity-{}", severity.id()))
}

impl Words<'_> {
    pub(super) fn findings(&self, site: &SiteReport) -> Option<Section> {
        if site.findings.is_empty() {
            return None;
        }
        let findings = self.found(site, site.findings.len());
        let title = self.locale.get("findings-title");
        Some(Section { topic: Topic::Findings, title, blocks: vec![Block::Findings(findings)] })
    }

    /// The first findings, the gravest before the others.
    pub fn found(&self, site: &SiteReport, first: usize) -> Vec<document::Finding> {
        site.findings.iter().take(first).map(|finding| self.finding(finding)).collect()
    }

    fn finding(&self, finding: &Finding) -> document::Finding {
        let said = |wanted| part(finding, wanted, self.locale);
        document::Finding {
            id: finding.id,
            severity: finding.severity,
            severity_name: severity(finding.severity, self.locale),
            title: said(Part::Title),
            detail: said(Part::Detail),
            action: said(Part::Action),
            why: general(finding.id, Part::Why, self.locale),
            fix: general(finding.id, Part::Fix, self.locale),
        }
    }
}

fn value(datum: &Datum, locale: &Locale) -> Value {
    match datum {
        Datum::Count(count) => (*count).into(),
        Datum::Share(share) => locale.percent(*share).into(),
        Datum::Points(points) => locale.points(*points).into(),
        Datum::Probability(probability) => probability_text(*probability, locale).into(),
        Datum::Label(label) => label.clone().into(),
        Datum::Items(items) => list(items, locale).into(),
        Datum::Channels(items) => channels(items, locale).into(),
        Datum::Groups(groups) => spellings(groups, locale).into(),
        Datum::Kinds(kinds) => {
            let kinds = kinds.iter().map(|kind| locale.get(&format!("personal-{kind}")));
            kinds.collect::<Vec<_>>().join(", ").into()
        }
        Datum::Period(unit, period) => locale.period_long(*unit, *period).into(),
    }
}

fn probability_text(probability: f64, locale: &Locale) -> String {
    match probability < 0.001 {
        true => format!("< {}", locale.decimal(0.001, 3)),
        false => format!("= {}", locale.decimal(probability, 3)),
    }
}

/// `rentree-2026 (152), rentrée 2026 (80) …`
fn list(items: &[Item], locale: &Locale) -> String {
    let named = items.iter().take(NAMED);
    let mut named: Vec<_> = named
        .map(|item| format!("{} ({})", escape::terminal(&item.label), locale.count(item.visits)))
        .collect();
    named.extend(beyond("and-more", items.len(), NAMED, locale));
    named.join(", ")
}

fn channels(items: &[Item], locale: &Locale) -> String {
    let named = items.iter().map(|item| channel_visits(&escape::terminal(&item.label), item.visits, locale));
    named.collect::<Vec<_>>().join(", ")
}

/// A spelling that differs from the kept one only for machines says so.
fn told_apart(keep: &Foreign, spelling: &Item, locale: &Locale) -> Item {
    if !keep.are(&spelling.label, looks_same) {
        return spelling.clone();
    }
    let text = Text::new("spelling-same-look").with("label", spelling.label.clone());
    Item { label: locale.text(&text).into(), visits: spelling.visits }
}

/// `rentree-2026 ← rentrée 2026 (80), rentree_2026 (65)`
fn spellings(groups: &[Group], locale: &Locale) -> String {
    let named = groups.iter().take(NAMED).map(|group| {
        let others = group.spellings.iter().filter(|spelling| spelling.label != group.keep);
        let others: Vec<_> = others.map(|spelling| told_apart(&group.keep, spelling, locale)).collect();
        let text = Text::new("spellings")
            .with("dimension", group.dimension)
            .with("keep", group.keep.clone())
            .with("others", list(&others, locale));
        locale.text(&text)
    });
    let mut named: Vec<_> = named.collect();
    named.extend(beyond("and-more", groups.len(), NAMED, locale));
    named.join(&locale.get("list-semicolon"))
}
