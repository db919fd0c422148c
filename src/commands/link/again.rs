//! A link that is asked for again: the one that is there.

use std::path::Path;

use jiff::Span;

use super::new::channel;
use crate::channels::Channels;
use crate::cli::link::NewArgs;
use crate::commands::Run;
use crate::config::error::ConfigError;
use crate::error::RunError;
use crate::escape::Foreign;
use crate::exit::Exit;
use crate::ledger::wanted::Wanted;
use crate::ledger::{Column, Ledger, Link, Status, review_after, write};
use crate::locale::Text;

impl Run<'_, '_> {
    /// Prints it. A draft is published with the day of `--published`.
    pub(super) fn link_again(
        &mut self,
        args: &NewArgs,
        wanted: &Wanted,
        link: &Link,
        ledger: &Ledger,
        channels: &Channels,
    ) -> Result<Exit, RunError> {
        match wanted.published {
            Some(day) if link.status == Status::Draft => {
                if let Some(wrong) = wanted.disordered(day) {
                    return Ok(self.refuse(vec![wrong]));
                }
                let channel = channel(channels, wanted);
                let judged = day.saturating_add(Span::new().days(review_after(channel.as_deref())));
                self.publish(args, &ledger.path, link, |link| {
                    wanted.put_into(link);
                    link.status = Status::Active;
                    link.review = link.review.filter(|review| *review >= day).or(Some(judged));
                })?;
            }
            _ => self.tell_known(wanted, link, &ledger.path),
        }
        let host = wanted.host().unwrap_or_default();
        self.print_link(&link.address(self.carrier_of(None, ledger, &host)))
    }

    fn publish(
        &mut self,
        args: &NewArgs,
        path: &Path,
        link: &Link,
        edit: impl FnOnce(&mut Link),
    ) -> Result<(), RunError> {
        let (id, link) = match args.dry_run {
            true => {
                let mut link = link.clone();
                edit(&mut link);
                ("link-dry-published", link)
            }
            false => ("link-published", write::change(path, &link.id, edit).map_err(ConfigError::of)?),
        };
        let day = |day: Option<_>| day.map(|day| self.locale.date(day)).unwrap_or_default();
        let text = Text::new(id).with("id", link.id).with("path", self.named(path));
        self.note(&text.with("published", day(link.published)).with("review", day(link.review)));
        Ok(())
    }

    /// That it is there, as what, and what of the options is not taken over.
    fn tell_known(&mut self, wanted: &Wanted, link: &Link, path: &Path) {
        let about = |id: &'static str| Text::new(id).with("id", Foreign::new(&link.id));
        self.note(&about("link-known").with("path", self.named(path)));
        match link.status {
            Status::Draft => self.note(&about("link-known-draft")),
            Status::Retired => self.caution(&about("link-known-retired")),
            Status::Active => {}
        }
        let mut asked = link.clone();
        wanted.put_into(&mut asked);
        let differs = |column: &Column| asked.cell(*column) != link.cell(*column);
        let differing: Vec<_> = Column::ALL.into_iter().filter(differs).map(Column::name).collect();
        if !differing.is_empty() {
            let text = about("link-known-differs").with("columns", differing.join(", "));
            self.caution(&text.with("line", link.line.to_string()).with("path", self.named(path)));
        }
    }
}
