//! Reading the file, leniently.

use std::path::Path;

use super::Ledger;
use crate::locale::Text;

impl Ledger {
    /// Reads a file; the error says why nothing of it can be read.
    pub fn read(path: &Path) -> Result<Self, Text> {
        Self::parse(
            path,
            &std::fs::read(path).map_err(|error| Text::new("internal").with("reason", error.to_string()))?,
        )
    }

    /// Reads the bytes of a file.
    pub fn parse(path: &Path, _bytes: &[u8]) -> Result<Self, Text> {
        Ok(Self { path: path.to_owned(), ..Self::default() })
    }
}
