use std::path::Path;

use jiff::civil::Date;

use super::not_written;
use crate::cli::GateArgs;
use crate::cli::link::DecideArgs;
use crate::commands::{Run, wait};
use crate::config::Selector;
use crate::config::error::ConfigError;
use crate::error::RunError;
use crate::escape;
use crate::exit::Exit;
use crate::frames::collect;
use crate::ledger::{Ledger, Link, Unit, write};
use crate::locale::Text;
use crate::matomo::MatomoError;
use crate::model::LinkRow;

impl Run<'_, '_> {
    pub(super) fn link_decide(&mut self, args: &DecideArgs, path: &Path) -> Result<Exit, RunError> {
        let ledger = self.ledger_strict(path)?;
        let link = ledger.find(&args.id).ok_or_else(|| ConfigError::of(write::unknown(&ledger, &args.id)))?;
        let measured = self.judged(args, &ledger, link)?;
        let measured = measured.as_ref().and_then(|(day, row)| self.numbers(*day, row));
        let said = measured.into_iter().chain(args.note.as_ref().map(|note| note.trim().to_owned()));
        let said: Vec<_> = said.filter(|part| !part.is_empty()).collect();
        let today = self.today();
        let changed = write::change(path, &link.id, |link| {
            link.decision = Some(args.decision);
            link.decided = Some(today);
            link.note = joined(&link.note, &said);
        })
        .map_err(not_written)?;
        let text = Text::new("ledger-decided")
            .with("id", changed.id)
            .with("decision", self.locale.get(&format!("ledger-decision-{}", args.decision.id())))
            .with("date", self.locale.date(today))
            .with("said", if said.is_empty() { "none".to_owned() } else { said.join(". ") });
        let line = self.locale.text(&text);
        self.print(&format!("{line}\n"))?;
        Ok(Exit::Done)
    }

    /// What a link brought, with the day of these numbers, where Matomo can be asked: a decision is written without it.
    fn judged(
        &mut self,
        args: &DecideArgs,
        ledger: &Ledger,
        link: &Link,
    ) -> Result<Option<(Date, LinkRow)>, RunError> {
        let select = &args.select;
        let has_url = select.url.as_ref().is_some_and(|url| !url.trim().is_empty())
            || self.context.var("MATOMO_URL").is_some()
            || self.loaded.config.url.is_some();
        if select.replay.is_none() && !has_url {
            self.caution(&Text::new("ledger-no-matomo"));
            return Ok(None);
        }
        let mut settings = match self.settings(select, &GateArgs::default()) {
            Err(RunError::Config(error)) if error.text().id == "config-no-token" => {
                self.caution(&Text::new("ledger-no-matomo"));
                return Ok(None);
            }
            settings => settings?,
        };
        settings.entry_pages = false;
        settings.ledger = Some(ledger.clone());
        let read = self.narrow(&mut settings, link).and_then(|()| self.report(&settings));
        let report = match read {
            Err(RunError::Matomo(error)) if !matches!(error, MatomoError::Usage(_)) => {
                self.caution(&Text::new("ledger-not-asked").with("reason", error.text()));
                return Ok(None);
            }
            report => report?,
        };
        self.tell_errors(&report);
        let day = report.generated_at.date();
        let mut rows = report.sites.into_iter().flat_map(|site| site.links);
        let row = rows.find(|row| row.id == link.id && row.visits.is_some());
        if row.is_none() {
            self.caution(&Text::new("ledger-not-measured").with("id", link.id.clone()));
        }
        Ok(row.map(|row| (day, row)))
    }

    /// Asks only the sites that the link leads to, where none is named and their addresses say which.
    fn narrow(&self, settings: &mut crate::config::Settings, link: &Link) -> Result<(), RunError> {
        if settings.sites != [Selector::All] {
            return Ok(());
        }
        let list = crate::config::Settings { record: None, ..settings.clone() };
        let sites = wait(collect::sites(&list, self.context))?;
        let alone = Ledger { links: vec![link.clone()], ..Ledger::default() };
        let leads = |url: String| alone.of_site(&[url]).next().is_some();
        let found = sites.iter().filter(|site| leads(escape::whole(&site.main_url)));
        let found: Vec<_> = found.map(|site| Selector::Id(site.id)).collect();
        if !found.is_empty() {
            settings.sites = found;
        }
        Ok(())
    }

    /// `2026-11-26 : 31 visites sur 40`.
    fn numbers(&self, day: Date, row: &LinkRow) -> Option<String> {
        let of = row.target.map_or(Unit::Visits, |target| target.of);
        let count = match of {
            Unit::Visits => row.visits,
            Unit::Conversions => row.converted,
        };
        let text = Text::new("ledger-numbers").with("date", day.to_string()).with("count", count?);
        let text = text.with("unit", of.id());
        Some(self.locale.text(&match row.target {
            Some(target) => text.with("target", target.count),
            None => text.with("target", "none"),
        }))
    }
}

/// A note with more sentences.
fn joined(note: &str, said: &[String]) -> String {
    let mut whole = note.trim().to_owned();
    for sentence in said {
        if !whole.is_empty() {
            whole.push_str(if whole.ends_with(['.', '!', '?', '…']) { " " } else { ". " });
        }
        whole.push_str(sentence);
    }
    whole
}
