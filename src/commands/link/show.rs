use std::path::Path;

use textwrap::core::display_width;
use url::Url;

use super::measured::Measured;
use super::tools::web_address;
use crate::cli::link::ShowArgs;
use crate::commands::Run;
use crate::error::RunError;
use crate::escape::{self, Foreign};
use crate::exit::Exit;
use crate::ledger::{Column, Link};
use crate::links::qr::{self, Level};
use crate::locale::Text;
use crate::model::{LinkRow, SiteReport};
use crate::words::Words;

impl Run<'_, '_> {
    pub(super) fn link_show(&mut self, args: &ShowArgs, path: &Path) -> Result<Exit, RunError> {
        let (ledger, mut link) = self.known(path, &args.id)?;
        let url = Url::parse(&link.url).ok();
        let host = url.as_ref().and_then(Url::host_str).unwrap_or_default().to_owned();
        let measured = self.measured(&args.select, &host, Some(ledger.clone()), "link-show-unread");
        let is_core = measured.as_ref().map(|measured| measured.is_core(&host));
        let carrier = self.carrier_of(is_core, &ledger, &host);
        link.link = link.address(carrier);
        let mut text = aligned(self.fields(&link));
        if let Some(measured) = &measured
            && let Some((site, row)) = measured.row(&link.id)
        {
            text.push_str(&self.measures(measured, site, row));
        }
        if let Ok(address) = web_address(&link, carrier, true) {
            match qr::terminal(&address, Level::M, self.layout().color) {
                Ok(code) => text.push_str(&format!("\n{code}")),
                Err(problem) => self.caution(&problem),
            }
        }
        self.print(&text)?;
        Ok(Exit::Done)
    }

    /// What its line says, without what it leaves out.
    fn fields(&self, link: &Link) -> Vec<(String, String)> {
        let told = |column: Column| {
            let value = match column {
                Column::Created => self.locale.date(link.created),
                Column::Published => link.published.map(|day| self.locale.date(day)).unwrap_or_default(),
                Column::Review => link.review.map(|day| self.locale.date(day)).unwrap_or_default(),
                Column::Decided => link.decided.map(|day| self.locale.date(day)).unwrap_or_default(),
                Column::Status => self.word(link.status.id()),
                Column::Decision => {
                    link.decision.map(|decision| self.word(decision.id())).unwrap_or_default()
                }
                Column::Cost => link.cost.map(|cost| self.locale.decimal(cost, 2)).unwrap_or_default(),
                Column::Target => link.target.map(|target| self.target(target)).unwrap_or_default(),
                _ => escape::whole(&Foreign::new(&link.cell(column))),
            };
            (self.label(column.name()), value)
        };
        Column::ALL.into_iter().map(told).filter(|(_, value)| !value.is_empty()).collect()
    }

    fn label(&self, field: &'static str) -> String {
        self.locale.text(&Text::new("link-show-field").with("field", field))
    }

    fn word(&self, value: &'static str) -> String {
        self.locale.text(&Text::new("link-show-word").with("value", value))
    }

    fn target(&self, target: crate::ledger::Target) -> String {
        self.locale
            .text(&Text::new("link-show-target").with("count", target.count).with("unit", target.of.id()))
    }

    /// What it brought, in all and by period.
    fn measures(&self, measured: &Measured, site: &SiteReport, row: &LinkRow) -> String {
        let count = |count: u64| self.locale.count(count);
        let mut fields = vec![(self.label("state"), Words::new(&measured.0, self.locale).advice(row))];
        for (field, number) in [("visits", row.visits), ("converted", row.converted), ("tests", row.tests)] {
            fields.extend(number.map(|number| (self.label(field), count(number))));
        }
        let days = [("first-seen", row.first_seen), ("last-seen", row.last_seen)];
        fields.extend(
            days.into_iter().filter_map(|(field, day)| Some((self.label(field), self.locale.date(day?)))),
        );
        let unit = measured.0.window.unit;
        let periods = site.periods.iter().zip(&row.period_visits).map(|(period, visits)| {
            (format!("  {}", self.locale.period_short(unit, period.period)), count(*visits))
        });
        let first = row.period_visits.iter().position(|visits| *visits > 0);
        // Those before its first visit say nothing.
        let periods: Vec<_> = first.map(|first| periods.skip(first).collect()).unwrap_or_default();
        if !periods.is_empty() {
            fields.push((self.label(unit.id()), String::new()));
        }
        fields.extend(periods);
        format!("\n{}", aligned(fields))
    }
}

/// Names and values in two columns.
fn aligned(fields: Vec<(String, String)>) -> String {
    let width = fields.iter().map(|(name, _)| display_width(name)).max().unwrap_or_default();
    let line = |(name, value): (String, String)| {
        let line = format!("{name}{}  {value}", " ".repeat(width - display_width(&name)));
        format!("{}\n", line.trim_end())
    };
    fields.into_iter().map(line).collect()
}
