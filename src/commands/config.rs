//! The configuration file itself.

use super::Run;
use crate::cli::config::{ConfigArgs, ConfigCommand};
use crate::config;
use crate::error::RunError;
use crate::exit::Exit;

impl Run<'_, '_> {
    pub fn config(&mut self, args: &ConfigArgs) -> Result<Exit, RunError> {
        match args.command {
            ConfigCommand::Example => self.document(config::example(self.locale.lang)),
        }
    }
}
