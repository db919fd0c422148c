use std::path::Path;

use crate::cli::link::ProbeArgs;
use crate::commands::Run;
use crate::error::RunError;
use crate::exit::Exit;

impl Run<'_, '_> {
    pub(super) fn link_check(&mut self, _args: &ProbeArgs, _path: &Path) -> Result<Exit, RunError> {
        Ok(Exit::Done)
    }
}
