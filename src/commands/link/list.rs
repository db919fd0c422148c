use std::collections::HashMap;
use std::path::Path;

use jiff::civil::Date;
use rayon::prelude::*;
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use url::Url;

use crate::channels::{Channels, Known};
use crate::cli::link::{ListArgs, ListFormat};
use crate::commands::Run;
use crate::config::error::ConfigError;
use crate::error::RunError;
use crate::escape::{self, Foreign};
use crate::exit::Exit;
use crate::ledger::{COLUMNS, Column, Ledger, Link, Target, hosts_equal};
use crate::locale::{Locale, Text};
use crate::render::{self, CsvCell, Sheet};
use crate::words::document::{self, Cell, Kind, Room, Table};

/// Columns of a terminal that is no terminal.
const WIDTH: u16 = 80;

/// A link with the day on which it is judged.
struct Listed<'a> {
    link: &'a Link,
    review: Date,
}

impl Run<'_, '_> {
    pub(super) fn link_list(&mut self, args: &ListArgs, path: &Path) -> Result<Exit, RunError> {
        let ledger = Ledger::read(path).map_err(ConfigError::of)?;
        let channels = self.channels()?;
        let listed = listed(&ledger, args, &channels, self.today());
        let text = match args.format.unwrap_or_default() {
            ListFormat::Text if listed.is_empty() => self.locale.text(&Text::new("ledger-none")) + "\n",
            ListFormat::Text => {
                render::listing(&table(&listed, self.today(), self.locale), self.width().or(Some(WIDTH)))
            }
            ListFormat::Json => json(&listed),
            ListFormat::Csv => {
                csv(&listed, Sheet { locale: self.locale, style: self.loaded.config.output.csv })
            }
        };
        self.print(&text)?;
        match ledger.faults.is_empty() {
            true => Ok(Exit::Done),
            false => Err(RunError::Ledger(ledger.path, ledger.faults)),
        }
    }
}

/// The links that are asked for, the first to be judged first.
fn listed<'a>(ledger: &'a Ledger, args: &ListArgs, channels: &Channels, today: Date) -> Vec<Listed<'a>> {
    let mut known = Known::new(channels);
    let mut review = |link: &'a Link| {
        let channel = known.by_tag(&link.source, &link.medium, &link.campaign);
        link.review_day(channel.map(|channel| channel.id.as_str()))
    };
    let all = ledger.links.iter().map(|link| Listed { link, review: review(link) });
    let asked = all.filter(|Listed { link, review }| {
        args.status.is_none_or(|status| link.status == status)
            && (!args.due || link.is_due(*review, today))
            && args.site.as_ref().is_none_or(|site| leads_to(link, site))
    });
    let mut listed: Vec<_> = asked.collect();
    listed.sort_by(|a, b| (a.review, &a.link.id).cmp(&(b.review, &b.link.id)));
    listed
}

/// Whether a link leads to a host, or to the host of an address.
fn leads_to(link: &Link, site: &str) -> bool {
    let named = Url::parse(site).ok().and_then(|url| url.host_str().map(str::to_owned));
    let named = named.unwrap_or_else(|| site.trim().to_owned());
    Url::parse(&link.url).is_ok_and(|url| url.host_str().is_some_and(|host| hosts_equal(host, &named)))
}

/// What is said of many links, each said once.
struct Phrases<'l> {
    locale: &'l Locale,
    targets: HashMap<Target, String>,
    states: HashMap<(&'static str, &'static str), String>,
}

impl Phrases<'_> {
    fn target(&mut self, target: Target) -> String {
        let text =
            || Text::new("ledger-target-words").with("count", target.count).with("unit", target.of.id());
        self.targets.entry(target).or_insert_with(|| self.locale.text(&text())).clone()
    }

    fn state(&mut self, kind: &'static str, id: &'static str) -> String {
        let locale = self.locale;
        self.states.entry((kind, id)).or_insert_with(|| locale.get(&format!("ledger-{kind}-{id}"))).clone()
    }
}

fn table(listed: &[Listed<'_>], today: Date, locale: &Locale) -> Table {
    let column = |name: &str, room| document::Column {
        name: locale.get(name),
        kind: Kind::Words,
        room,
        on_page: true,
    };
    let shown = |text: &str| escape::terminal(&Foreign::new(text));
    let labels = |Listed { link, .. }: &Listed<'_>| {
        (shown(link.name()), shown(&format!("{} / {}", link.source, link.medium)))
    };
    // Each is searched for personal data, which takes most of the time.
    let labels: Vec<_> = listed.par_iter().map(labels).collect();
    let mut phrases = Phrases { locale, targets: HashMap::new(), states: HashMap::new() };
    let rows = listed.iter().zip(labels).map(|(Listed { link, review }, (name, tags))| -> Vec<Cell> {
        let target = link.target.map(|target| phrases.target(target)).unwrap_or_default();
        let state = match link.decision {
            Some(decision) => phrases.state("decision", decision.id()),
            None if link.is_due(*review, today) => phrases.state("status", "due"),
            None => phrases.state("status", link.status.id()),
        };
        [review.to_string(), link.id.clone(), name, target, state, tags].map(Into::into).into()
    });
    Table {
        columns: vec![
            column("ledger-column-review", Room::Phone),
            column("column-id", Room::Phone),
            column("ledger-column-link", Room::Phone),
            column("ledger-column-target", Room::Mail),
            column("ledger-column-state", Room::Phone),
            column("ledger-column-tags", Room::Wide),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
}

impl Serialize for Listed<'_> {
    /// The columns of the ledger, in their order: what is empty and no text is null.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(COLUMNS.len()))?;
        for column in Column::ALL {
            let text = self.link.cell(column);
            match column {
                Column::Cost => map.serialize_entry(column.name(), &self.link.cost)?,
                Column::Published | Column::Review | Column::Target | Column::Decision | Column::Decided => {
                    map.serialize_entry(column.name(), &Some(text).filter(|text| !text.is_empty()))?;
                }
                _ => map.serialize_entry(column.name(), &text)?,
            }
        }
        map.end()
    }
}

fn json(listed: &[Listed<'_>]) -> String {
    let mut text = Vec::new();
    // Writing into memory does not fail.
    let _ = escape::json(&listed, &mut text);
    String::from_utf8(text).unwrap_or_default()
}

/// The columns of the ledger, as the tables of a report are written.
fn csv(listed: &[Listed<'_>], sheet: Sheet<'_>) -> String {
    let cell = |link: &Link, column| match column {
        Column::Cost => CsvCell::Number(link.cost, 2),
        _ => CsvCell::Text(link.cell(column)),
    };
    let rows = listed.iter().map(|Listed { link, .. }| Column::ALL.map(|column| cell(link, column)).into());
    sheet.write(COLUMNS.into_iter(), rows)
}
