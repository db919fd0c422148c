//! What each command of `link` does.

mod again;
pub(super) mod ask;
mod check;
mod decide;
mod import;
mod lint;
mod list;
pub(super) mod measured;
mod new;
mod pasted;
mod qr;
mod show;
mod signature;
mod tools;

use std::path::PathBuf;

use jiff::civil::Date;

use super::Run;
use crate::channels::Channels;
use crate::cli::link::{LinkArgs, LinkCommand};
use crate::config::error::ConfigError;
use crate::error::RunError;
use crate::exit::Exit;
use crate::locale::Text;

/// The ledger that nobody named.
const FILE_NAME: &str = "links.csv";

impl Run<'_, '_> {
    pub fn link(&mut self, args: &LinkArgs) -> Result<Exit, RunError> {
        let named = self.cli.general.ledger.as_ref();
        let path = self.ledger_path(named).unwrap_or_else(|| self.context.dir.join(FILE_NAME));
        match &args.command {
            LinkCommand::New(new) => self.link_new(new, &path),
            LinkCommand::List(list) => self.link_list(list, &path),
            LinkCommand::Show(show) => self.link_show(show, &path),
            LinkCommand::Decide(decide) => self.link_decide(decide, &path),
            LinkCommand::Qr(qr) => self.link_qr(qr, &path),
            LinkCommand::Signature(signature) => self.link_signature(signature, &path),
            LinkCommand::Lint(lint) => self.link_lint(lint, &path),
            LinkCommand::Check(check) => self.link_check(check, &path),
            LinkCommand::Import(import) => self.link_import(import, &path),
        }
    }

    /// The file of the ledger that an option or the configuration names.
    pub(super) fn ledger_path(&self, named: Option<&PathBuf>) -> Option<PathBuf> {
        named.map(|path| self.context.dir.join(path)).or_else(|| self.loaded.ledger())
    }

    /// The channels, as the configuration has them.
    pub(super) fn channels(&self) -> Result<Channels, RunError> {
        let channels = Channels::builtin().configured(&self.loaded.config.channel);
        Ok(channels.map_err(|message| {
            ConfigError::in_file(Text::new("config-channel").with("message", message), &self.loaded.path)
        })?)
    }

    /// The day on which the command runs.
    pub(super) fn today(&self) -> Date {
        self.context.now.to_zoned_datetime(self.context.time_zone.clone()).date()
    }
}

/// The error of a ledger that could not be written.
pub(super) fn not_written(text: Text) -> RunError {
    // What it says of paths is looked at there.
    RunError::Output(ConfigError::of(text).text().clone())
}
