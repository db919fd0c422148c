//! Findings in words, and their documentation.

use super::document::{self, Block, Section, Topic};
use super::{Words, beyond};
use crate::escape::{self, Foreign};
use crate::labels::looks_same;
use crate::ledger::Fault;
use crate::locale::{Locale, Text, Value};
use crate::model::{Datum, Finding, Group, Item, LinkName, Severity, SiteReport, State};
use crate::period::Period;

/// Items that a sentence names.
const NAMED: usize = 4;

/// What a reader is told of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Title,
    /// The same in a few words.
    Short,
    Detail,
    Action,
    /// The action in one sentence that names what it is about.
    Todo,
    /// What it says of the verdict, where it explains that.
    Sentence,
    /// In general, whatever the numbers: what is looked for, why it matters, how to mend it.
    What,
    Why,
    Fix,
}

impl Part {
    fn attribute(self) -> &'static str {
        match self {
            Self::Title => "",
            Self::Short => ".short",
            Self::Todo => ".todo",
            Self::Sentence => ".sentence",
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
    let named = part == Part::Todo;
    let data = finding.data.iter();
    locale.text(&data.fold(text, |text, (name, datum)| text.with(name, value(datum, named, locale))))
}

/// The first items of a finding by their names.
pub(super) fn named(finding: &Finding, name: &str, locale: &Locale) -> Value {
    let datum = finding.data.iter().find(|(key, _)| *key == name);
    datum.map_or_else(|| String::new().into(), |(_, datum)| value(datum, true, locale))
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

    /// What became of it with the last period, and what explains it.
    fn state(&self, finding: &Finding) -> Option<String> {
        if let Some(cause) = finding.cause {
            let cause = self.locale.get(&format!("finding-{cause}.short"));
            return Some(self.locale.text(&Text::new("finding-explained").with("cause", cause)));
        }
        let unit = self.report.window.unit;
        let since = |since: Period| {
            let beginning = Text::new(format!("movement-since-{}", unit.id()));
            let name = self.locale.period_in_sentence(unit, since);
            self.locale.text(&beginning.with("since", name))
        };
        let text = match finding.state {
            State::New => Text::new("state-new").with("unit", unit.id()),
            State::Ongoing { since: None } => return None,
            State::Ongoing { since: Some(period) } => Text::new("state-ongoing").with("since", since(period)),
            State::Fading { since: period } => Text::new("state-fading").with("since", since(period)),
        };
        Some(self.locale.text(&text))
    }

    fn finding(&self, finding: &Finding) -> document::Finding {
        let said = |wanted| part(finding, wanted, self.locale);
        document::Finding {
            id: finding.id,
            severity: finding.severity,
            severity_name: severity(finding.severity, self.locale),
            title: said(Part::Title),
            detail: said(Part::Detail),
            action: finding.is_cause().then(|| said(Part::Action)),
            state: self.state(finding),
            why: general(finding.id, Part::Why, self.locale),
            fix: general(finding.id, Part::Fix, self.locale),
        }
    }
}

/// `“Flyer of the forum” (k7mq2d)`
fn link_name(link: &LinkName, locale: &Locale) -> String {
    let text = Text::new("link-named").with("title", link.title.clone()).with("id", link.id.clone());
    locale.text(&text)
}

pub(super) fn links_named(links: &[LinkName], locale: &Locale) -> String {
    let mut named: Vec<_> = links.iter().take(NAMED).map(|link| link_name(link, locale)).collect();
    named.extend(beyond("and-more", links.len(), NAMED, locale));
    named.join(", ")
}

fn faults_told(faults: &[Fault], locale: &Locale) -> String {
    let mut told: Vec<_> = faults.iter().take(NAMED).map(|fault| locale.text(&fault.text)).collect();
    told.extend(beyond("and-more", faults.len(), NAMED, locale));
    told.join(&locale.get("list-semicolon"))
}

/// A datum as text: of lists, all items with their numbers, or the first by `named` alone.
fn value(datum: &Datum, named: bool, locale: &Locale) -> Value {
    match datum {
        Datum::Count(count) => (*count).into(),
        Datum::Share(share) => locale.percent(*share).into(),
        Datum::Points(points) => locale.points(*points).into(),
        Datum::Probability(probability) => probability_text(*probability, locale).into(),
        Datum::Label(label) => label.clone().into(),
        Datum::Items(items) if named => first(items, |item| escape::terminal(&item.label), locale).into(),
        Datum::Channels(items) if named => {
            first(items, |item| locale.channel(&escape::terminal(&item.label)), locale).into()
        }
        Datum::Groups(groups) if named => first(groups, |group| told(group, locale), locale).into(),
        Datum::Links(links) if named => first(links, |link| link_name(link, locale), locale).into(),
        Datum::Links(links) => links_named(links, locale).into(),
        Datum::Faults(faults) => faults_told(faults, locale).into(),
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

/// The first two things by their names.
fn first<T>(all: &[T], name: impl Fn(&T) -> String, locale: &Locale) -> String {
    let named: Vec<_> = all.iter().take(2).map(name).collect();
    let others = all.len().saturating_sub(named.len()) as u64;
    let mut named = named.into_iter();
    let text = Text::new("named")
        .with("first", named.next().unwrap_or_default())
        .with("second", named.next().unwrap_or_else(|| "none".to_owned()))
        .with("others", others);
    locale.text(&text)
}

/// `rentrée 2026 → rentree-2026`
fn told(group: &Group, locale: &Locale) -> String {
    let other = group.spellings.iter().find(|spelling| spelling.label != group.keep);
    let text = Text::new("respell")
        .with("wrong", other.map_or_else(|| group.keep.clone(), |other| other.label.clone()))
        .with("keep", group.keep.clone());
    locale.text(&text)
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
    let mut named: Vec<_> =
        named.map(|item| format!("{} ({})", escape::terminal(&item.label), visits(item, locale))).collect();
    named.extend(beyond("and-more", items.len(), NAMED, locale));
    named.join(", ")
}

/// `152`, or `152, of which 12 last`.
fn visits(item: &Item, locale: &Locale) -> String {
    let all = locale.count(item.visits);
    match item.last_visits {
        Some(last) if last != item.visits => {
            locale.text(&Text::new("item-visits").with("visits", all).with("last", last))
        }
        _ => all,
    }
}

fn channels(items: &[Item], locale: &Locale) -> String {
    let named = items.iter().map(|item| {
        let name = locale.channel(&escape::terminal(&item.label));
        if item.visits > 0 { format!("{name} ({})", visits(item, locale)) } else { name }
    });
    named.collect::<Vec<_>>().join(", ")
}

/// A spelling that differs from the kept one only for machines says so.
fn told_apart(keep: &Foreign, spelling: &Item, locale: &Locale) -> Item {
    if !keep.are(&spelling.label, looks_same) {
        return spelling.clone();
    }
    let text = Text::new("spelling-same-look").with("label", spelling.label.clone());
    Item { label: locale.text(&text).into(), ..spelling.clone() }
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
