//! The report in words: its sentences and the cells of its tables, in one language, once. Layouts
//! below it choose and arrange, and write nothing of their own.

mod action;
mod campaign;
mod channel;
mod chart;
pub mod document;
pub mod finding;
pub mod gate;
mod link;
mod links;
mod mail;
mod month;
mod page;
mod pages;
mod period;
mod portfolio;
mod site;
pub mod sites;
mod todo;

pub use chart::{ChartWords, Event};
pub use page::{Labels, Method};
pub use site::movement;

use document::{Cell, Column, Failure, Kind, Room, Table, Tone, VerdictName};

use crate::escape::{self, Foreign};
use crate::locale::{Locale, Text};
use crate::model::{Report, SiteError, SiteReport, Verdict};

/// Where there is nothing to say.
const DASH: &str = "–";

/// A report in one language.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    pub report: &'a Report,
    pub locale: &'a Locale,
}

impl<'a> Words<'a> {
    pub fn new(report: &'a Report, locale: &'a Locale) -> Self {
        Self { report, locale }
    }

    /// The sites that are shown with their details.
    pub fn sites(&self) -> &'a [SiteReport] {
        if self.report.summary { &[] } else { &self.report.sites }
    }

    /// Whether the report is about more than one site, or about none.
    pub fn is_portfolio(&self) -> bool {
        self.report.sites.len() != 1 || self.report.summary
    }

    /// That a list of `count` shows only the first `shown`.
    pub fn more(&self, count: usize, shown: usize) -> Option<String> {
        beyond("and-more", count, shown, self.locale)
    }

    /// Keeps the first rows of a table that may have any number of them, and says that there are more.
    pub fn cut(&self, table: &mut Table, rows: usize) -> Option<String> {
        let all = table.rows.len();
        if table.long {
            table.rows.truncate(rows);
        }
        self.more(all, table.rows.len())
    }

    /// What could not be read.
    pub fn failures(&self) -> Vec<Failure> {
        self.report.errors.iter().map(|error| failure(error, self.locale)).collect()
    }

    /// What to type after the demo.
    pub fn demo(&self) -> Option<String> {
        self.report.demo.then(|| self.locale.get("demo-next"))
    }

    pub fn verdict(&self, verdict: Verdict) -> VerdictName {
        let name = self.locale.get(&format!("verdict-name-{}", verdict.id()));
        VerdictName { verdict, icon: icon(verdict), name }
    }

    /// The verdict of a site, with a sign beside it where something critical was found.
    pub fn site_verdict(&self, site: &SiteReport) -> VerdictName {
        VerdictName { icon: site_icon(site), ..self.verdict(site.verdict) }
    }

    fn verdict_cell(&self, verdict: Verdict) -> Cell {
        let VerdictName { icon, name, .. } = self.verdict(verdict);
        Cell { icon, tone: Tone::Verdict(verdict), ..name.into() }
    }

    fn column(&self, name: &str, kind: Kind, room: Room) -> Column {
        Column { name: self.locale.get(name), kind, room, on_page: true }
    }

    /// A label; one that shows nothing says so, as a row needs a name.
    pub fn name(&self, label: &Foreign) -> String {
        if label.is_blank() { self.locale.get("report-unnamed") } else { escape::terminal(label) }
    }
}

/// That a list of `count` shows only the first `shown`, in the words of the message `id`.
fn beyond(id: &str, count: usize, shown: usize, locale: &Locale) -> Option<String> {
    let more = count.checked_sub(shown).filter(|more| *more > 0)?;
    Some(locale.text(&Text::new(id).with("count", more as u64)))
}

/// A channel with visits; one that is silent has none to show.
fn channel_visits(id: &str, visits: u64, locale: &Locale) -> String {
    let name = locale.channel(id);
    if visits > 0 { format!("{name} ({})", locale.count(visits)) } else { name }
}

/// The icon of a verdict: it tells without colour.
fn icon(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Clear => "✅",
        Verdict::Watch => "🔶",
        Verdict::RedFlag => "🚩",
        Verdict::Inconclusive => "❔",
    }
}

/// The icon of a site: a leak is never shown as if all were well.
fn site_icon(site: &SiteReport) -> &'static str {
    match (site.verdict, todo::beside(site).is_some()) {
        (verdict, false) => icon(verdict),
        (Verdict::Clear, true) => "✅❗",
        (Verdict::Watch, true) => "🔶❗",
        (Verdict::RedFlag, true) => "🚩❗",
        (Verdict::Inconclusive, true) => "❔❗",
    }
}

/// Something that could not be read: the site, the reason and what to try.
pub fn failure(error: &SiteError, locale: &Locale) -> Failure {
    let name = if error.name.is_empty() { "none".to_owned() } else { escape::terminal(&error.name) };
    let text = Text::new("site-error")
        .with("site", error.site.map_or_else(|| "none".to_owned(), |id| id.to_string()))
        .with("name", name)
        .with("message", error.message.clone());
    let hint = locale.attribute(&error.message, "hint");
    Failure {
        line: locale.text(&text),
        hint: hint.map(|hint| format!("{} {hint}", locale.get("hint-prefix"))),
    }
}
