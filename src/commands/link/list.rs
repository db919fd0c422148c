use std::path::Path;

use crate::cli::link::ListArgs;
use crate::commands::Run;
use crate::error::RunError;
use crate::exit::Exit;

impl Run<'_, '_> {
    pub(super) fn link_list(&mut self, _args: &ListArgs, _path: &Path) -> Result<Exit, RunError> {
        Ok(Exit::Done)
    }
}
