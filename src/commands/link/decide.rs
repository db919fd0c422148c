use std::path::Path;

use jiff::civil::Date;

use url::Url;

use super::not_written;
use crate::cli::link::DecideArgs;
use crate::commands::Run;
use crate::error::RunError;
use crate::exit::Exit;
use crate::ledger::wanted::Wanted;
use crate::ledger::{Ledger, Link, Unit, write};
use crate::locale::Text;
use crate::model::LinkRow;

impl Run<'_, '_> {
    pub(super) fn link_decide(&mut self, args: &DecideArgs, path: &Path) -> Result<Exit, RunError> {
        let note = args.note.as_deref().unwrap_or_default().trim();
        let wrong = Wanted { note: note.to_owned(), ..Wanted::default() }.indecent();
        if !wrong.is_empty() {
            return Ok(self.refuse(wrong));
        }
        let (ledger, link) = self.known(path, &args.id)?;
        let measured = self.judged(args, ledger, &link);
        let measured = measured.as_ref().and_then(|(day, row)| self.numbers(*day, row));
        let said = measured.into_iter().chain([note.to_owned()]);
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
    fn judged(&mut self, args: &DecideArgs, ledger: Ledger, link: &Link) -> Option<(Date, LinkRow)> {
        if !self.has_matomo(&args.select) {
            self.caution(&Text::new("ledger-no-matomo"));
            return None;
        }
        let url = Url::parse(&link.url).ok();
        let host = url.as_ref().and_then(Url::host_str).unwrap_or_default();
        let measured = self.measured(&args.select, host, Some(ledger), "ledger-not-asked")?;
        self.tell_errors(&measured.0);
        let row = measured.row(&link.id).map(|(_, row)| row.clone()).filter(|row| row.visits.is_some());
        if row.is_none() {
            self.caution(&Text::new("ledger-not-measured").with("id", link.id.clone()));
        }
        Some((measured.0.generated_at.date(), row?))
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
