//! One site: verdict, movement and sections.

use super::Words;
use super::document::{Fact, Headline, Section, Split};
use crate::locale::{Locale, Text};
use crate::model::{Finding, Movement, MovementKind, SiteReport, Verdict};
use crate::period::Unit;

/// Points from which a stable share is said to be within its ups and downs: a reader would wonder.
const NOTABLE_POINTS: u64 = 3;
/// Stands for the site's name until the sentence is made; no text holds this noncharacter.
const NAME: &str = "\u{fdd0}";

/// The fraction that people say for a share, where it is right to a whole percent.
fn fraction(share: f64) -> Option<(u64, u64)> {
    const SAID: [(u64, u64); 6] = [(9, 10), (4, 5), (3, 4), (2, 3), (3, 5), (1, 2)];
    SAID.into_iter().find(|(part, whole)| (share - *part as f64 / *whole as f64).abs() < 0.005)
}

impl Words<'_> {
    /// The site, its verdict and its period.
    pub fn headline(&self, site: &SiteReport) -> Headline {
        let bug = site.bug().filter(|_| site.last().is_some_and(|last| last.complete));
        let text = match (bug, site.last()) {
            (Some(bug), _) => Text::new("headline-bug")
                .with("pages", super::finding::named(bug, "pages", self.locale))
                .with("since", self.since(site, bug)),
            (None, Some(last)) if !last.complete => Text::new("headline-incomplete"),
            (None, Some(last)) if last.visits > 0 => Text::new("headline"),
            (None, _) => Text::new("headline-no-visits"),
        };
        let text = text
            .with("icon", self.site_verdict(site).icon)
            .with("share", self.untracked(site).unwrap_or_default())
            .with("period", self.period(site));
        self.around_name(text, site)
    }

    /// A sentence in which the site's name can be marked.
    pub(super) fn around_name(&self, text: Text, site: &SiteReport) -> Headline {
        let text = self.locale.text(&text.with_markup("site", NAME.to_owned()));
        let (before, after) = text.split_once(NAME).unwrap_or(("", &text));
        Headline { before: before.to_owned(), name: site.name.clone(), after: after.to_owned() }
    }

    /// The suspected bug with its pages and its beginning, where no headline says it.
    pub fn bug(&self, site: &SiteReport) -> Option<String> {
        let bug = site.bug().filter(|_| site.last().is_some_and(|last| last.complete))?;
        let text = Text::new("bug")
            .with("pages", super::finding::named(bug, "pages", self.locale))
            .with("since", self.since(site, bug));
        Some(self.locale.text(&text))
    }

    /// `la semaine 45`: since when a finding is true.
    fn since(&self, site: &SiteReport, finding: &Finding) -> String {
        let unit = self.report.window.unit;
        let period = finding.state.since().or_else(|| site.last().map(|last| last.period));
        let name = period.map(|period| self.locale.period_in_sentence(unit, period)).unwrap_or_default();
        self.locale.text(&Text::new(format!("movement-since-{}", unit.id())).with("since", name))
    }

    /// A site that needs no attention, in one line.
    pub fn line(&self, site: &SiteReport) -> String {
        let gravest = self.gravest(site);
        let then = match (gravest.is_empty(), site.verdict) {
            (false, _) => gravest,
            (true, Verdict::Clear) => self.locale.get("line-nothing"),
            (true, _) => return self.headline(site).text(),
        };
        format!("{} · {then}", self.headline(site).text())
    }

    /// The untracked share of the last period; `None` where nothing can be said.
    pub fn untracked(&self, site: &SiteReport) -> Option<String> {
        self.share(site.last()?)
    }

    /// The last period, with its dates.
    pub fn period(&self, site: &SiteReport) -> String {
        let unit = self.report.window.unit;
        site.last().map_or_else(String::new, |last| self.locale.period_long(unit, last.period))
    }

    /// What stands between the headline and what to do: the verdict in a sentence, what is
    /// critical beside it, the movement, what was mended.
    pub fn said(&self, site: &SiteReport) -> Vec<String> {
        let said = [Some(self.explanation(site)), self.beside(site), self.movement(site)];
        said.into_iter().flatten().chain(self.mended(site)).collect()
    }

    /// What the verdict means for this site, in a sentence.
    pub fn explanation(&self, site: &SiteReport) -> String {
        let last = site.last();
        if let Some(bug) = site.bug().filter(|_| site.inconclusive.is_none()) {
            return super::finding::part(bug, super::finding::Part::Sentence, self.locale);
        }
        let known = last.and_then(|last| Some(1.0 - last.untracked_share?));
        let (part, whole) = known.and_then(fraction).unwrap_or_default();
        let verdict = || {
            Text::new(format!("verdict-{}", site.verdict.id()))
                .with("untracked", last.map_or(0, |last| last.untracked))
                .with("known", self.locale.percent(known.unwrap_or_default()))
                .with("part", part)
                .with("whole", whole)
                .with("visits", last.map_or(0, |last| last.visits))
                .with("limit", self.locale.percent(self.report.thresholds.red_flag))
        };
        self.locale.text(&site.inconclusive.clone().unwrap_or_else(verdict))
    }

    /// What the untracked share did over the window, in a sentence.
    pub fn movement(&self, site: &SiteReport) -> Option<String> {
        movement(site, self.report.window.unit, self.locale)
    }

    /// The same in a word or a number, for a table.
    pub(super) fn movement_short(&self, site: &SiteReport) -> String {
        match &site.movement {
            None => String::new(),
            Some(movement) if movement.kind == MovementKind::Stable => {
                self.locale.get("movement-short-stable")
            }
            Some(movement) => self.locale.points_whole(movement.whole_points()),
        }
    }

    /// What is read first, below the verdict: what to do, what was tried, the channels.
    pub fn sections(&self, site: &SiteReport) -> Vec<Section> {
        let mut sections = vec![self.todo(site)];
        sections.extend(self.actions(site));
        sections.extend(self.month(site));
        sections.extend(self.channels(site));
        sections
    }

    /// What stands behind it, below the periods.
    pub fn details(&self, site: &SiteReport) -> Vec<Section> {
        let sections = [
            self.pages(site),
            self.what_if(site),
            self.all_links(site),
            self.campaigns(site),
            self.findings(site),
        ];
        sections.into_iter().flatten().collect()
    }

    /// Numbers of the last period beside its share.
    pub fn facts(&self, site: &SiteReport) -> Vec<Fact> {
        let Some(last) = site.last() else { return Vec::new() };
        let fact = |id: &str, value: String| Fact { name: self.locale.get(id), value };
        let mut facts = vec![fact("column-visits", self.locale.count(last.visits))];
        facts.extend(last.direct_share.map(|share| fact("html-direct-alone", self.locale.percent(share))));
        let interval = last.interval.map(|interval| self.locale.percent_range(interval.low, interval.high));
        facts.extend(interval.map(|interval| fact("html-interval", interval)));
        facts
    }

    /// The visits of the last period by what they tell.
    pub fn composition(&self, site: &SiteReport) -> Split {
        site.last().map_or_else(Split::default, |last| self.split(last))
    }
}

pub fn movement(site: &SiteReport, unit: Unit, locale: &Locale) -> Option<String> {
    let movement = site.movement?;
    let since = locale.period_in_sentence(unit, site.periods.get(movement.since)?.period);
    let points = movement.whole_points();
    let beginning = Text::new(format!("movement-since-{}", unit.id())).with("since", since.clone());
    let text = Text::new(format!("movement-{}", movement.kind.id()))
        .with("direction", direction(&movement))
        .with("points", points.unsigned_abs())
        .with("size", if points.unsigned_abs() < NOTABLE_POINTS { "small" } else { "notable" })
        .with("from", locale.percent_whole(movement.from))
        .with("to", locale.percent_whole(movement.to))
        .with("since", since)
        .with("beginning", locale.text(&beginning))
        .with("periods", movement.periods as u64)
        .with("unit", unit.id());
    Some(locale.text(&text))
}

fn direction(movement: &Movement) -> &'static str {
    match movement.whole_points() {
        points if points > 0 => "up",
        points if points < 0 => "down",
        _ => "same",
    }
}
