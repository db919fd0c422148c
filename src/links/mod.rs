//! What is done with the links of a ledger: a code to print, a line to paste, files to read over, addresses to try.

pub mod qr;
pub mod signature;

use crate::escape::{self, Foreign};
use crate::secret;

/// An address as it is shown, whole, so that it can be copied: on one line, without a login.
pub fn shown(address: &str) -> String {
    escape::whole(&Foreign::new(&secret::without_login(address)))
}
