//! What is done with the links of a ledger: a code to print, a line to paste, files to read over, addresses to try.

pub mod extract;
pub mod lint;
pub mod probe;
pub mod qr;
pub mod report;
pub mod signature;

use std::collections::BTreeSet;

use url::Url;

use crate::escape::{self, Foreign};
use crate::ledger::{Link, hosts_equal};
use crate::secret;

/// An address as it is shown, whole, so that it can be copied: on one line, without a login.
pub fn shown(address: &str) -> String {
    escape::whole(&Foreign::new(&secret::without_login(address)))
}

/// The hosts of the destinations of links, each once.
pub fn hosts(links: &[Link]) -> Vec<String> {
    let host = |link: &Link| Some(Url::parse(&link.url).ok()?.host_str()?.to_owned());
    links.iter().filter_map(host).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Whether a host is one of ours; `*.example.fr` is any below that one.
pub fn is_host(ours: &str, host: &str) -> bool {
    match ours.strip_prefix("*.") {
        Some(above) => {
            host.trim_end_matches('.').strip_suffix(above).is_some_and(|below| below.ends_with('.'))
        }
        None => hosts_equal(ours.trim(), host),
    }
}
